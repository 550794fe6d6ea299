"""A row of many (JSON lines, CSV, Parquet) to a document, by the names of its columns or those a person gives."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.errors import DocumentError
from kg.model import Document, Rejected
from kg_loaders.reading import document


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what: field (`text`, `id`, `url`, `published` …) to column; a field not named is its own."""

    of: Mapping[str, str] = field(default_factory=dict)

    def named(self, row: Mapping[str, object]) -> dict[str, object]:
        """*row* by field: a column that fills a field goes by the field's name, the others by their own."""
        taken = set(self.of.values())
        rest = {k: v for k, v in row.items() if k not in taken and k not in self.of}
        return {name: row.get(column) for name, column in self.of.items()} | rest

    def fit(self, row: Mapping[str, object]) -> Columns:
        """These columns, or none when *row* has not one of them: it goes by its own names, as JSON lines may."""
        return self if any(column in row for column in self.of.values()) else Columns()

    def check(self, columns: list[str]) -> None:
        """Nothing, when the columns that are named stand in *columns*, and one of them holds the text.

        Raises:
            DocumentError: one does not; the message lists those that do.
        """
        wanted = {"text": "text", **self.of}
        for name, column in sorted(wanted.items()):
            if column not in columns:
                shown = ", ".join(columns[:20])
                hint = "" if name in self.of else "; say which one holds the text: --map text=COLUMN"
                msg = f"has no column {column!r}; its columns: {shown}{hint}"
                raise DocumentError(msg)


def row_document(row: Mapping[str, object], number: int, columns: Columns) -> Document:
    """The document of row *number*; without an id of its own it goes by that number.

    Raises:
        DocumentError: it has no text, or a field that cannot be read.
    """
    fields = columns.named(row)
    text = fields.pop("text", None)
    if not isinstance(text, str) or not text.strip():
        msg = 'has no text: each line needs a string under "text", or say what holds it: --map text=…'
        raise DocumentError(msg)
    own, url = fields.pop("id", None), fields.pop("url", None)
    if isinstance(own, (dict, list, bool)) or not isinstance(url, (str, types.NoneType)):
        msg = 'needs a string or a number under "id" and a string under "url", if anything'
        raise DocumentError(msg)
    return document(text, fields, uri=f"{url or ''}#{number if own is None else own}")


def row_documents(rows: Iterable[Mapping[str, object]], columns: Columns) -> Iterator[Document | Rejected]:
    """The documents of *rows*, the first of which is number 1."""
    for number, row in enumerate(rows, start=1):
        try:
            yield row_document(row, number, columns)
        except DocumentError as error:
            yield Rejected(uri=f"#row-{number}", reason=f"row {number}: {error}")
