"""Rows as JSON, JSON lines, CSV or Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from kg.errors import UnavailableError
from kg.query.run import Rows

FORMS = ("json", "jsonl", "csv")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Capped:
    """The first *limit* rows (all when it is 0); `count` says how many were given, `cut` whether more follow."""

    def __init__(self, rows: Iterable[tuple[object, ...]], limit: int = 0) -> None:
        self._rows, self._limit = rows, limit
        self.count, self.cut = 0, False

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        for row in self._rows:
            if self._limit and self.count >= self._limit:
                self.cut = True
                return
            self.count += 1
            yield row


def lines(answer: Rows, form: str, *, excel_safe: bool = False) -> Iterator[str]:
    """*answer* in one of `FORMS`, line by line without line ends, while its rows are read.

    In CSV, lists and maps are JSON and nothing is empty; *excel_safe* puts a quote mark before what a spreadsheet
    would take for a formula.
    """
    if form == "csv":
        yield _csv(answer.columns)
        for row in answer.rows:
            yield _csv([_cell(v, excel_safe=excel_safe) for v in row])
        return
    objects = (
        json.dumps(dict(zip(answer.columns, row, strict=True)), ensure_ascii=False, default=str) for row in answer.rows
    )
    if form == "jsonl":
        yield from objects
        return
    yield "["
    last = next(objects, None)
    for one in objects:
        yield f" {last},"
        last = one
    yield "]" if last is None else f" {last}\n]"


def _csv(cells: Sequence[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def _cell(value: object, *, excel_safe: bool) -> object:
    if isinstance(value, (list, tuple, dict)):
        value = json.dumps(value, ensure_ascii=False, default=str)
    elif isinstance(value, bool):
        value = "true" if value else "false"
    return f"'{value}" if excel_safe and isinstance(value, str) and value.startswith(_FORMULA) else value


def parquet(answer: Rows, path: Path) -> int:
    """How many rows of *answer* were written to *path*; a column of maps or of mixed kinds is written as JSON text.

    Raises:
        UnavailableError: pyarrow is not installed.
    """
    try:
        pa, pq = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise UnavailableError("Parquet needs pyarrow; install it: pip install 'dramatis-kg[tables]'") from error
    columns: list[list[object]] = [[] for _ in answer.columns]
    count = 0
    for row in answer.rows:
        count += 1
        for column, value in zip(columns, row, strict=True):
            column.append(value)

    def array(column: list[object]) -> object:
        if not any(isinstance(v, dict) for v in column):
            try:
                return pa.array(column)
            except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError):
                pass
        return pa.array([None if v is None else json.dumps(v, ensure_ascii=False, default=str) for v in column])

    pq.write_table(pa.table({n: array(c) for n, c in zip(answer.columns, columns, strict=True)}), path)
    return count
