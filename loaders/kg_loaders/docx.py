"""Word documents (.docx): paragraphs, cells and text boxes in the order in which they stand, then notes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import DocumentError
from kg.model import Document, Rejected
from kg_loaders.caps import archive, member
from kg_loaders.reading import document, loaded

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = {"endnotes", "footnotes"}
_SIGNS = {f"{_WORD}tab": "\t", f"{_WORD}br": " ", f"{_WORD}cr": " ", f"{_WORD}noBreakHyphen": "-"}


class DocxLoader:
    """One document a file, with the title and author that its properties name."""

    name = "docx"

    def accepts(self, path: Path) -> bool:
        """Whether *path* ends in .docx."""
        return path.suffix.lower() == ".docx"

    def load(self, path: Path) -> Iterator[Document | Rejected]:
        """The document of *path*."""
        yield from loaded(path, self.parse)

    def parse(self, content: bytes) -> Iterator[Document]:
        """The document that *content* is; what was struck out is no text, what was written in is.

        Raises:
            DocumentError: it is no Word file, is broken, a bomb, or declares entities.
        """
        opened = _opened(content)
        kept = [block for part in _parts(opened) for words in _paragraphs(part) if (block := words.strip())]
        fields = opened.core_properties
        yield document("\n\n".join(kept), {"title": fields.title or None, "author": fields.author or None})


def _opened(content: bytes) -> Any:  # noqa: ANN401 - python-docx has no types
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    _check(content)
    try:
        return docx.Document(io.BytesIO(content))
    except (KeyError, ValueError, AttributeError, OpcError, LxmlError, zipfile.BadZipFile) as error:
        msg = f"is no Word document that can be read: {error}"
        raise DocumentError(msg) from error


def _parts(opened: Any) -> Iterator[_Element]:  # noqa: ANN401 - the same
    """The body of the document, then its footnotes and endnotes."""
    from lxml.etree import XMLParser, fromstring

    yield opened.element.body
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    notes = {r.reltype.rsplit("/", 1)[-1]: r for r in opened.part.rels.values() if not r.is_external}
    for _, rel in sorted((name, rel) for name, rel in notes.items() if name in _NOTES):
        yield fromstring(rel.target_part.blob, parser)


def _check(content: bytes) -> None:
    """Nothing, when no part of the archive is a bomb or declares entities: a Word file never does."""
    found = archive(content)
    for one in found.infolist():
        if one.filename.lower().endswith((".xml", ".rels")):
            head = member(found, one).replace(b"\0", b"")
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                msg = f"declares XML entities in {one.filename}"
                raise DocumentError(msg)


def _paragraphs(body: _Element) -> Iterator[str]:
    """The text of each paragraph below *body*; a text box comes before the paragraph that holds it."""
    from lxml.etree import iterwalk

    opened: list[list[str]] = []
    passed = 0
    for event, node in iterwalk(body, events=("start", "end")):
        if node.tag == _FALLBACK:  # the same words once more, for old programs
            passed += 1 if event == "start" else -1
        if passed:
            continue
        if node.tag == f"{_WORD}p":
            if event == "start":
                opened.append([])
            else:
                yield "".join(opened.pop())
        elif event == "start" and opened:
            words = node.text if node.tag == f"{_WORD}t" else _SIGNS.get(str(node.tag))
            opened[-1].append(words or "")
