"""Plain text files, with or without a block of `Key: value` lines on top."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import DocumentError
from kg.model import Document, Rejected
from kg_loaders.reading import document, front_matter, read_text


class TextLoader:
    """One document a file."""

    name = "text"

    def accepts(self, path: Path) -> bool:
        """Whether *path* ends in .txt or .text."""
        return path.suffix.lower() in {".txt", ".text"}

    def load(self, path: Path) -> Iterator[Document | Rejected]:
        """The document of *path*."""
        try:
            fields, text = front_matter(read_text(path))
            yield document(text, fields)
        except DocumentError as error:
            yield Rejected(uri="", reason=str(error))
