"""Bytes to text and front matter to fields, the same for every loader; what cannot be read says why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from kg.errors import DocumentError, UnavailableError
from kg.model import Document

_PROBE = 8192
_FIELD = re.compile(r"(?P<key>[A-Za-z][A-Za-z _-]{0,30}):\s*(?P<value>.*)")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?![\d])")
_NAMES = {
    "title": "title",
    "headline": "title",
    "date": "published",
    "published": "published",
    "publisher": "publisher",
    "source": "publisher",
    "author": "author",
    "byline": "author",
    "lang": "lang",
    "language": "lang",
}


def read_text(path: Path) -> str:
    """The text of *path*, which must be UTF-8; a byte order mark is dropped.

    Raises:
        DocumentError: the file is empty, binary or not UTF-8; the message says where.
        UnavailableError: the file cannot be opened.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        msg = f"cannot read {path.name}: {error.strerror}"
        raise UnavailableError(msg) from error
    if b"\0" in content[:_PROBE]:
        msg = "is binary, not text"
        raise DocumentError(msg)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        msg = f"is not UTF-8: byte {error.start}, line {line}; convert it first (iconv -f latin1 -t utf-8)"
        raise DocumentError(msg) from error
    if not text.strip():
        msg = "is empty"
        raise DocumentError(msg)
    return text


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields at the top of *text* and the text after them.

    Fields stand between two `---` lines, or as `Key: value` lines of which the first is `Title:`, up to an empty line.
    """
    lines = text.split("\n")
    fenced = lines[0].strip() == "---"
    if not fenced and not lines[0].startswith("Title:"):
        return {}, text
    fields: dict[str, str] = {}
    for number, line in enumerate(lines[1 if fenced else 0 :], start=1 if fenced else 0):
        ended = line.strip() == "---" if fenced else not line.strip()
        if ended:
            return fields, "\n".join(lines[number + 1 :]).lstrip("\n")
        found = _FIELD.fullmatch(line.strip())
        if found is None:
            break
        fields[found["key"].lower()] = found["value"].strip().strip("\"'")
    return {}, text


def document(text: str, fields: Mapping[str, object], *, uri: str = "") -> Document:
    """The document of *text*; known *fields* get their place, others go to `meta`.

    Raises:
        DocumentError: the date is not ISO 8601.
    """
    known: dict[str, str] = {}
    meta: dict[str, object] = {}
    for key, value in fields.items():
        if key in _NAMES and value is not None:
            known.setdefault(_NAMES[key], str(value))
        elif value is not None:
            meta[key] = value
    published = known.get("published")
    if published is not None:
        found = _DATE.match(published)
        if found is None:
            msg = f"has the date {published!r:.40}; write it as 2025-01-16"
            raise DocumentError(msg)
        published = found.group()
    return Document(
        id="",
        uri=uri,
        text=text,
        title=known.get("title"),
        publisher=known.get("publisher"),
        author=known.get("author"),
        published=published,
        lang=known.get("lang"),
        meta=dict(sorted(meta.items())),
    )
