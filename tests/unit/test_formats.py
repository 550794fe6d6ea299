from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from kg.query.formats import Capped, lines, parquet
from kg.query.run import Rows

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("name", "n", "list")
ROWS: list[tuple[object, ...]] = [('a,\n"b"', 1, ["x", "y"]), ("=1+1", None, []), ("é", 2.5, {"k": True})]


def answer(rows: list[tuple[object, ...]]) -> Rows:
    return Rows(COLUMNS, iter(rows))


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], []])
def test_json_is_one_array(rows: list[tuple[object, ...]]) -> None:
    assert json.loads("\n".join(lines(answer(rows), "json"))) == [dict(zip(COLUMNS, r, strict=True)) for r in rows]


def test_json_lines_are_an_object_each() -> None:
    assert [json.loads(line)["name"] for line in lines(answer(ROWS), "jsonl")] == [r[0] for r in ROWS]


def test_csv_comes_back_exactly() -> None:
    found = list(csv.reader(io.StringIO("\n".join(lines(answer(ROWS), "csv")))))
    assert found == [
        list(COLUMNS), ['a,\n"b"', "1", '["x", "y"]'], ["=1+1", "", "[]"], ["é", "2.5", '{"k": true}'],
    ]  # fmt: skip


def test_a_formula_is_text_when_asked_for() -> None:
    assert list(lines(answer(ROWS[1:2]), "csv", excel_safe=True))[1].startswith("'=1+1")


@pytest.mark.parametrize(("limit", "count", "cut"), [(0, 3, False), (2, 2, True), (3, 3, False), (9, 3, False)])
def test_a_cap_says_whether_more_follows(limit: int, count: int, cut: bool) -> None:  # noqa: FBT001 - a table of cases
    capped = Capped(iter(ROWS), limit)
    assert len(list(capped)) == count
    assert (capped.count, capped.cut) == (count, cut)


def test_parquet_keeps_lists_and_writes_the_rest_as_json(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    assert parquet(answer(ROWS), tmp_path / "t.parquet") == 3
    frame = pandas.read_parquet(tmp_path / "t.parquet")
    assert list(frame["name"]) == [r[0] for r in ROWS]
    assert json.loads(frame["list"][2]) == {"k": True}
    parquet(answer([("a", 1, ["x"]), ("b", 2, [])]), tmp_path / "u.parquet")
    assert [list(v) for v in pandas.read_parquet(tmp_path / "u.parquet")["list"]] == [["x"], []]
