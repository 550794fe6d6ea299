"""Markdown files: the words without the marks, one block a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import DocumentError
from kg.model import Document, Rejected
from kg_loaders.reading import document, front_matter, read_text


class MarkdownLoader:
    """One document a file; front matter gives its fields, else the first heading its title."""

    name = "markdown"

    def accepts(self, path: Path) -> bool:
        """Whether *path* ends in .md or .markdown."""
        return path.suffix.lower() in {".md", ".markdown"}

    def load(self, path: Path) -> Iterator[Document | Rejected]:
        """The document of *path*."""
        try:
            fields, source = front_matter(read_text(path))
            blocks, title = _blocks(source)
            yield document(
                "\n\n".join(blocks), {**fields, "title": fields.get("title") or fields.get("headline") or title}
            )
        except DocumentError as error:
            yield Rejected(uri="", reason=str(error))


def _blocks(source: str) -> tuple[list[str], str | None]:
    """The plain text of each block, and the first heading."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse(source)
    blocks, title = [], None
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            words = "".join(
                c.content if c.type in {"text", "code_inline"} else " " if c.type in {"softbreak", "hardbreak"} else ""
                for c in token.children or []
            )
            if before is not None and before.type == "heading_open" and title is None:
                title = words
            blocks.append(words)
        elif token.type in {"fence", "code_block"}:
            blocks.append(token.content.rstrip("\n"))
    return [b for b in blocks if b.strip()], title
