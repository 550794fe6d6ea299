"""RSS and Atom feeds: a document an entry."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from kg.errors import DocumentError
from kg.model import Document, Rejected
from kg_loaders.markup import blocks
from kg_loaders.reading import document, loaded

_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}(?:T.*)?", re.DOTALL)
_DECLARED = re.compile(rb"<!ENTITY", re.IGNORECASE)
_WHOLE_TEXT = ("content", "summary_detail", "title_detail")


class FeedLoader:
    """The entries of a feed; one that cannot be read is rejected with its number and the good ones go on."""

    name = "feed"

    def accepts(self, path: Path) -> bool:
        """Whether *path* ends in .rss, .atom, .rdf or .xml."""
        return path.suffix.lower() in {".rss", ".atom", ".rdf", ".xml"}

    def load(self, path: Path) -> Iterator[Document | Rejected]:
        """The documents of the entries of *path*, in its order."""
        yield from loaded(path, self.parse)

    def parse(self, content: bytes) -> Iterator[Document | Rejected]:
        """The documents of the entries of the feed that *content* is.

        Raises:
            DocumentError: it is no feed, declares entities, or its XML is broken: what stands before that is read.
        """
        import feedparser  # type: ignore[import-untyped]

        if _DECLARED.search(content.replace(b"\0", b"")):
            msg = "declares XML entities"
            raise DocumentError(msg)
        # Given as a stream: text or bytes would be taken for an address or the name of a file, and opened.
        try:
            found = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
        except UnicodeDecodeError as error:
            msg = f"names an encoding that nobody knows: {error.object[:40]!r}"
            raise DocumentError(msg) from error
        if not found.version and not found.entries:
            msg = "is no feed: neither RSS nor Atom"
            raise DocumentError(msg)
        for number, entry in enumerate(found.entries, start=1):
            try:
                yield _document(entry, found.feed, number)
            except DocumentError as error:
                yield Rejected(uri=f"#entry-{number}", reason=f"entry {number}: {error}")
        fault = found.get("bozo_exception")
        if fault is not None and hasattr(fault, "getLineNumber"):
            msg = f"is broken XML at line {fault.getLineNumber()}: {fault.getMessage()}; what could be read was"
            raise DocumentError(msg)


def _document(entry: Mapping[str, Any], feed: Mapping[str, Any], number: int) -> Document:
    text = next(filter(None, (_text(entry.get(name)) for name in _WHOLE_TEXT)), "")
    link, own = entry.get("link") or "", entry.get("id")
    fields = {
        "title": " ".join(_blocks(entry.get("title_detail"))),
        "author": entry.get("author") or None,
        "published": _day(entry.get("published") or entry.get("updated")),
        "publisher": (entry.get("source") or {}).get("title") or feed.get("title") or None,
        "lang": feed.get("language") or None,
    }
    if not link.startswith(("https://", "http://")):
        link = ""
    return document(text, fields, uri=link if link and own in {None, link} else f"{link}#{own or number}")


def _text(part: object) -> str:
    """The words of an entry's *part*, or of the several it has."""
    parts = part if isinstance(part, list) else [part]
    return "\n\n".join(block for one in parts for block in _blocks(one))


def _blocks(part: object) -> list[str]:
    if not isinstance(part, Mapping) or not isinstance(part.get("value"), str):
        return []
    value = part["value"]
    return [value.strip()] if part.get("type") == "text/plain" and "<" not in value else blocks(value)


def _day(written: str | None) -> str | None:
    """The day that *written* names, where it was written: midnight in London may be yesterday in New York."""
    if not written or _ISO.fullmatch(written.strip()):
        return written
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return written
