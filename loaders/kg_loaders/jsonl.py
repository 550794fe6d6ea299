"""JSON lines: one object a line with at least `text`; no character of it is changed."""

from __future__ import annotations

import types
from collections.abc import Iterator
from pathlib import Path

from kg.errors import DocumentError
from kg.jsonl import loads
from kg.model import Document, Rejected
from kg_loaders.reading import document, read_text


class JsonlLoader:
    """A document a line; a broken line is rejected with its number and the good ones go on."""

    name = "jsonl"

    def accepts(self, path: Path) -> bool:
        """Whether *path* ends in .jsonl or .ndjson."""
        return path.suffix.lower() in {".jsonl", ".ndjson"}

    def load(self, path: Path) -> Iterator[Document | Rejected]:
        """The documents of *path*, in its order."""
        try:
            source = read_text(path)
        except DocumentError as error:
            yield Rejected(uri="", reason=str(error))
            return
        for number, line in enumerate(source.split("\n"), start=1):
            if not line.strip():
                continue
            try:
                yield _document(loads(line), number)
            except DocumentError as error:
                yield Rejected(uri=f"#line-{number}", reason=f"line {number}: {error}")


def _document(obj: dict[str, object], number: int) -> Document:
    text = obj.pop("text", None)
    if not isinstance(text, str) or not text.strip():
        msg = 'has no text: each line needs a string under "text"'
        raise DocumentError(msg)
    own, url = obj.pop("id", None), obj.pop("url", None)
    if isinstance(own, (dict, list, bool)) or not isinstance(url, (str, types.NoneType)):
        msg = 'needs a string or a number under "id" and a string under "url", if anything'
        raise DocumentError(msg)
    return document(text, obj, uri=f"{url or ''}#{number if own is None else own}")
