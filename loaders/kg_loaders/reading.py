"""Bytes to text and front matter to fields, the same for every loader; what cannot be read says why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from kg.errors import DocumentError, UnavailableError
from kg.model import Document, Rejected

LIMIT = 200_000_000  # bytes that one document may have

_PROBE = 8192
_FIELD = re.compile(r"(?P<key>[A-Za-z][A-Za-z _-]{0,30}):\s*(?P<value>.*)")
_NESTED = (" ", "\t", "-", "#")
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:\D.*)?)?)?", re.ASCII | re.DOTALL)
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


def loaded(
    path: Path, parse: Callable[[bytes], Iterator[Document | Rejected]], *, limit: int | None = LIMIT
) -> Iterator[Document | Rejected]:
    """What *parse* finds in the bytes of *path*; a fault of the whole file comes last, as a Rejected.

    Raises:
        UnavailableError: the file cannot be opened.
    """
    try:
        yield from parsed(parse, _bytes_of(path, limit))
    except DocumentError as error:
        yield Rejected(uri="", reason=str(error))


def parsed(parse: Callable[[bytes], Iterator[Document | Rejected]], content: bytes) -> Iterator[Document | Rejected]:
    """What *parse* finds in *content*.

    Raises:
        DocumentError: there is nothing in it, or what *parse* raises.
    """
    if not content:
        msg = "is empty"
        raise DocumentError(msg)
    yield from parse(content)


def _bytes_of(path: Path, limit: int | None) -> bytes:
    try:
        if limit is not None and path.stat().st_size > limit:
            msg = f"is larger than {limit // 1_000_000} MB; split it"
            raise DocumentError(msg)
        return path.read_bytes()
    except OSError as error:
        msg = f"cannot read {path.name}: {error.strerror}"
        raise UnavailableError(msg) from error


def text_of(content: bytes) -> str:
    """The text of *content*, which must be UTF-8; a byte order mark is dropped.

    Raises:
        DocumentError: it is empty, binary or not UTF-8; the message says where.
    """
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
    Between the former, what is nested below a field is passed over.
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
        found = _FIELD.fullmatch(line.rstrip())
        if found is not None:
            fields[found["key"].lower()] = _unquoted(found["value"].strip())
        elif not fenced or (line.strip() and not line.startswith(_NESTED)):
            break
    return {}, text


def _unquoted(value: str) -> str:
    paired = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if paired else value


def document(text: str, fields: Mapping[str, object], *, uri: str = "") -> Document:
    """The document of *text*; known *fields* get their place, others go to `meta`.

    Raises:
        DocumentError: there is no text, or the date is not ISO 8601.
    """
    if not text.strip():
        msg = "has no text"
        raise DocumentError(msg)
    known: dict[str, str] = {}
    meta: dict[str, object] = {}
    for key, value in fields.items():
        if value is None or (key in _NAMES and value == ""):
            continue
        if key in _NAMES and (words := _words(value)) is not None:
            known.setdefault(_NAMES[key], words)
        else:
            meta[key] = value
    published = _day(known["published"]) if "published" in known else None
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


def _words(value: object) -> str | None:
    """*value* as text: text itself, a number, or a list of texts (several authors); None when it is none of them."""
    several = value if isinstance(value, list) else [value]
    if any(isinstance(v, bool) or not isinstance(v, (str, int)) for v in several):
        return None
    return ", ".join(map(str, several)) or None


def _day(published: str) -> str:
    """The year, month or day that *published* gives; the time of day is dropped."""
    found = _DATE.fullmatch(published.strip())
    try:
        if found is None:
            raise ValueError(published)  # noqa: TRY301 - a wrong form and a day that never was are one fault
        date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError as error:
        msg = f"has the date {published!r:.40}; write it as 2025-01-16"
        raise DocumentError(msg) from error
    return "-".join(filter(None, found.group("year", "month", "day")))
