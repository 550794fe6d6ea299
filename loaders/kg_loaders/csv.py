"""Comma-separated tables: a document a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.errors import DocumentError
from kg.model import Document, Rejected
from kg_loaders.reading import LIMIT, loaded, text_of
from kg_loaders.rows import Columns, row_document

_SIGNS = ",;\t|"


class CsvLoader:
    """A document a row of a table with a header; commas, semicolons, tabs or bars apart."""

    name = "csv"

    def __init__(self, columns: Columns = Columns()) -> None:  # noqa: B008 - frozen
        self.columns = columns

    def mapped(self, columns: Mapping[str, str]) -> CsvLoader:
        """The loader that takes each field of a document from the column that *columns* names."""
        return CsvLoader(Columns(columns))

    def accepts(self, path: Path) -> bool:
        """Whether *path* ends in .csv or .tsv."""
        return path.suffix.lower() in {".csv", ".tsv"}

    def load(self, path: Path) -> Iterator[Document | Rejected]:
        """The documents of *path*, in its order."""
        yield from loaded(path, self.parse, limit=None)

    def parse(self, content: bytes) -> Iterator[Document | Rejected]:
        """The documents of the rows of *content*.

        Raises:
            DocumentError: it is no text, lacks a column, or breaks off inside a quoted field.
        """
        text = text_of(content)
        header = text[: text.find("\n")]
        csv.field_size_limit(LIMIT)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(_SIGNS, key=header.count), strict=True)
        try:
            names = [name.strip() for name in next(rows, [])]
            self.columns.check(names)
            for number, row in enumerate(filter(None, rows), start=1):
                try:
                    yield _row(names, row, number, self.columns)
                except DocumentError as error:
                    yield Rejected(uri=f"#row-{number}", reason=f"row {number}, up to line {rows.line_num}: {error}")
        except csv.Error as error:
            msg = f"breaks at line {rows.line_num}: {error}"
            raise DocumentError(msg) from error


def _row(names: list[str], row: list[str], number: int, columns: Columns) -> Document:
    if len(row) > len(names):
        msg = f"has {len(row)} fields under {len(names)} columns"
        raise DocumentError(msg)
    return row_document({n: v or None for n, v in zip(names, row, strict=False)}, number, columns)
