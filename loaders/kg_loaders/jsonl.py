"""JSON lines: one object a line with at least `text`; no character of it is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.errors import DocumentError
from kg.jsonl import loads
from kg.model import Document, Rejected
from kg_loaders.reading import loaded, text_of
from kg_loaders.rows import Columns, row_document


class JsonlLoader:
    """A document a line; a broken line is rejected with its number and the good ones go on."""

    name = "jsonl"

    def __init__(self, columns: Columns = Columns()) -> None:  # noqa: B008 - frozen
        self.columns = columns

    def mapped(self, columns: Mapping[str, str]) -> JsonlLoader:
        """The loader that takes fields from the keys that *columns* names, in lines that have one of them."""
        return JsonlLoader(Columns(columns))

    def accepts(self, path: Path) -> bool:
        """Whether *path* ends in .jsonl or .ndjson."""
        return path.suffix.lower() in {".jsonl", ".ndjson"}

    def load(self, path: Path) -> Iterator[Document | Rejected]:
        """The documents of *path*, in its order."""
        yield from loaded(path, self.parse, limit=None)

    def parse(self, content: bytes) -> Iterator[Document | Rejected]:
        """The documents of the lines of *content*.

        Raises:
            DocumentError: it is no text.
        """
        for number, line in enumerate(text_of(content).split("\n"), start=1):
            if line.strip():
                try:
                    row = loads(line)
                    yield row_document(row, number, self.columns.fit(row))
                except DocumentError as error:
                    yield Rejected(uri=f"#line-{number}", reason=f"line {number}: {error}")
