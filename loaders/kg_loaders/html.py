"""HTML pages: the article without the page around it (trafilatura)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import DocumentError
from kg.model import Document, Rejected
from kg_loaders.reading import document, loaded, text_of

_LIMIT = 20_000_000


class HtmlLoader:
    """One document a file, with the title, author, date and site that the page names."""

    name = "html"

    def accepts(self, path: Path) -> bool:
        """Whether *path* ends in .html, .htm or .xhtml."""
        return path.suffix.lower() in {".html", ".htm", ".xhtml"}

    def load(self, path: Path) -> Iterator[Document | Rejected]:
        """The document of *path*."""
        yield from loaded(path, self.parse)

    def parse(self, content: bytes) -> Iterator[Document]:
        """The article of the page that *content* is.

        Raises:
            DocumentError: it is no text, or has no article.
        """
        yield _article(text_of(content))


def _article(source: str) -> Document:
    import trafilatura

    if len(source) > _LIMIT:
        msg = f"is longer than {_LIMIT:,} code points; split it"
        raise DocumentError(msg)
    found = trafilatura.bare_extraction(source, fast=True, with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict) or not (text := found.text or "").strip():
        msg = "has no article text"
        raise DocumentError(msg)
    fields = {
        "title": found.title,
        "author": found.author,
        "date": found.date,
        "publisher": found.sitename,
        "lang": found.language,
    }
    return document(text, fields)
