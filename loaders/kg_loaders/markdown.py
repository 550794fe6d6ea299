"""Markdown files: the words without the marks, one block a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Document, Rejected
from kg_loaders.markup import blocks
from kg_loaders.reading import document, front_matter, loaded, text_of

if TYPE_CHECKING:
    from markdown_it.token import Token


class MarkdownLoader:
    """One document a file; front matter gives its fields, else the first heading its title."""

    name = "markdown"

    def accepts(self, path: Path) -> bool:
        """Whether *path* ends in .md or .markdown."""
        return path.suffix.lower() in {".md", ".markdown"}

    def load(self, path: Path) -> Iterator[Document | Rejected]:
        """The document of *path*."""
        yield from loaded(path, self.parse)

    def parse(self, content: bytes) -> Iterator[Document]:
        """The document that *content* is.

        Raises:
            DocumentError: it is no text, has no words, or its fields are wrong.
        """
        fields, source = front_matter(text_of(content))
        found, title = _blocks(source)
        title = fields.get("title") or fields.get("headline") or title
        yield document("\n\n".join(found), {**fields, "title": title})


def _blocks(source: str) -> tuple[list[str], str | None]:
    """The plain text of each block, and the first heading."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse(source)
    found, title = [], None
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            words = "".join(map(_words, token.children or []))
            if before is not None and before.type == "heading_open" and title is None:
                title = words
            found.append(words)
        elif token.type in {"fence", "code_block"}:
            found.append(token.content.rstrip("\n"))
        elif token.type == "html_block":
            found += blocks(token.content)
    return [b for b in found if b.strip()], title


def _words(token: Token) -> str:
    """What stands to be read in a part of a line."""
    if token.type in {"text", "code_inline"}:
        return token.content
    space = token.type in {"softbreak", "hardbreak"} or token.content.lower().startswith("<br")
    return " " if space else ""
