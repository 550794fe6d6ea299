"""Claims drawn for judging, and what the filled table says."""

from __future__ import annotations

import csv
import io

import pytest

from kg.errors import DocumentError, UsageError
from kg.evaluate.sampling import COLUMNS, draw, judged, to_csv, wilson
from tests import corpus

READ = [(e.document, e.mentions, e.claims) for e in corpus.read(corpus.documents())]
HEADER = "type,right?\n"


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table, newline="")))


def test_the_same_claims_give_the_same_sample_in_any_order() -> None:
    assert draw(READ, size=5, seed=0) == draw(READ[::-1], size=5, seed=0)


def test_a_larger_sample_begins_with_the_smaller_one_and_holds_no_claim_twice() -> None:
    whole = [row["claim"] for row in draw(READ, size=1000, seed=0)]
    assert [row["claim"] for row in draw(READ, size=5, seed=0)] == whole[:5]
    assert sorted(whole) == sorted({c.id for _, _, claims in READ for c in claims})


def test_another_seed_draws_in_another_order() -> None:
    assert draw(READ, size=5, seed=0) != draw(READ, size=5, seed=1)


def test_a_row_says_who_and_what_in_words_and_waits_for_its_judgement() -> None:
    (row,) = [r for r in draw(READ, size=1000, seed=0) if r["type"] == "Ban" and r["trigger"] == "banned"]
    assert tuple(row) == COLUMNS
    assert row["quote"] == "Norway reportedly banned TikTok on June 1, 2024."
    assert (row["trigger"], row["says"], row["right?"]) == ("banned", "reported", "")
    assert row["who and what"] == "agent: Norway; target: TikTok"
    assert row["time"] == "2024-06-01 – 2024-06-01 (stated)"
    assert row["source"] == "Prairie Wire, 2024-06-02, d.txt"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_formula_is_defused_when_asked_for(start: str) -> None:
    row = dict.fromkeys(COLUMNS, "") | {"quote": f"{start}SUM(A1)"}
    assert rows(to_csv([row], excel_safe=True))[0]["quote"] == f"'{start}SUM(A1)"
    assert rows(to_csv([row], excel_safe=False))[0]["quote"] == f"{start}SUM(A1)"


def test_a_quote_with_line_ends_commas_and_quotation_marks_comes_back_whole() -> None:
    row = dict.fromkeys(COLUMNS, "") | {"quote": 'He said: "no",\nthen; left'}
    assert rows(to_csv([row], excel_safe=False)) == [row]


def test_precision_is_counted_overall_and_by_type() -> None:
    found, empty = judged(HEADER + "Fine,y\nFine,n\nBan,YES\nBan,\n", name="t.csv")
    assert [(p.name, p.right, p.judged) for p in found] == [("all", 2, 3), ("Fine", 1, 2), ("Ban", 1, 1)]
    assert empty == 1


def test_a_table_that_a_spreadsheet_wrote_with_semicolons_is_read() -> None:
    found, _ = judged("\ufefftype;right?\r\nFine;1\r\n", name="t.csv")
    assert (found[0].right, found[0].judged) == (1, 1)


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (81, 100, 0.7222, 0.8749), (0, 0, 0, 1)],
)
def test_wilson_intervals_are_those_of_the_textbook(right: int, n: int, low: float, high: float) -> None:
    assert wilson(right, n) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(
    ("table", "error", "words"),
    [
        (HEADER + "Fine,y\nFine,perhaps\n", DocumentError, "row 3"),
        ("type,quote\nFine,x\n", UsageError, "right?"),
        (HEADER + "Fine,\n", UsageError, "nothing"),
        ("", UsageError, "no column"),
    ],
    ids=["neither yes nor no", "no column", "nothing judged", "empty"],
)
def test_a_table_that_cannot_be_counted_says_why(table: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words.replace("?", r"\?")):
        judged(table, name="t.csv")
