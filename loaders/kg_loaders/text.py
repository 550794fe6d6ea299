"""Plain text files, with or without a block of `Key: value` lines on top."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.model import Document, Rejected
from kg_loaders.reading import document, front_matter, loaded, text_of


class TextLoader:
    """One document a file."""

    name = "text"

    def accepts(self, path: Path) -> bool:
        """Whether *path* ends in .txt or .text."""
        return path.suffix.lower() in {".txt", ".text"}

    def load(self, path: Path) -> Iterator[Document | Rejected]:
        """The document of *path*."""
        yield from loaded(path, self.parse)

    def parse(self, content: bytes) -> Iterator[Document]:
        """The document that *content* is.

        Raises:
            DocumentError: it is no text, or its fields are wrong.
        """
        fields, text = front_matter(text_of(content))
        yield document(text, fields)
