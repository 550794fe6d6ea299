"""Quotes by offset, normalised names, and text made safe to show."""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg.errors import SpanError
from kg.model import Document, Span

_ARTICLE = re.compile(r"^(?:the|an?)\s+")
_POSSESSIVE = re.compile(r"['’]s?$")
_DOT = re.compile(r"(?<=\b[^\W\d])\.(?=[^\W\d]\b|\s|$)")  # U.S. -> us, but example.org and 3.5 stay
_JUNK = re.compile(r"[^\w.&+-]+")
_ORG_FORM = re.compile(
    r"(?:(?: ?, ?| )(?:inc|corp|co|ltd|llc|plc|gmbh|ag|sa|nv|corporation|incorporated|limited)\.?)+$"
)
_NEAR = 5
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")  # letters and marks that draw nothing


def quote_at(doc: Document, span: Span) -> str:
    """The words of *span*, exactly as in *doc*.

    Raises:
        SpanError: *span* lies outside the text.

    Source: W3C Web Annotation Data Model, Text Position Selector.
    """
    if not 0 <= span.start <= span.end <= len(doc.text):
        msg = f"span {span.start}-{span.end} lies outside {doc.uri} ({len(doc.text)} code points)"
        raise SpanError(msg)
    return doc.text[span.start : span.end]


def page_at(pages: Sequence[int] | None, offset: int) -> int | None:
    """The number of the page, from 1, on which *offset* lies; None when the document has no pages.

    *pages* are the offsets at which pages start. An empty page starts where the next one does and holds nothing.
    """
    return bisect_right(pages, offset) if pages else None


@lru_cache(maxsize=4096)
def normal_name(name: str) -> str:
    """The key two spellings of one name share: case, accents, article, possessive, dots and company form dropped.

    Empty when nothing but punctuation is left.
    """
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _POSSESSIVE.sub("", _ARTICLE.sub("", text.strip().strip("\"“”'‘’,;:()")))
    text = _ORG_FORM.sub("", _DOT.sub("", " ".join(text.split())))
    return " ".join(_JUNK.sub(" ", text).split()).strip(". ")


@lru_cache(maxsize=4096)
def acronym(name: str) -> str | None:
    """The capital-letter acronym of a name of three or more capitalised words, in lower case."""
    words = [w for w in re.split(r"[\s-]+", name) if w[:1].isupper()]
    return "".join(w[0] for w in words).casefold() if len(words) > 2 else None


def near(wanted: str, names: Iterable[str], *, otherwise: str) -> str:
    """`near: A, B`: up to five of *names* that look like *wanted* or hold it; *otherwise* where none does."""
    known: dict[str, str] = {}
    for name in sorted(names):
        known.setdefault(normal_name(name), name)
    key = normal_name(wanted)
    inside = (k for k in known if key and key in k)
    found = dict.fromkeys([*difflib.get_close_matches(key, known, n=_NEAR, cutoff=0.6), *inside])
    return f"near: {', '.join(one_line(known[k], 60) for k in list(found)[:_NEAR])}" if found else otherwise


def counted(number: int, what: str) -> str:
    """`1 fact`, `2 facts`, `2 entities`."""
    many = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f"{number} {what if number == 1 else many}"


def safe(text: str) -> str:
    """*text* with control, bidi and zero-width characters made visible, for terminals and logs."""
    return "".join(_visible(c) for c in text)


def _visible(char: str) -> str:
    hides = char in _UNSEEN or unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
    if char in "\n\t" or not hides:
        return char
    return f"\\u{{{ord(char):x}}}"


def one_line(text: str, width: int = 200) -> str:
    """*text* on one line, safe to show, cut at *width* code points with an ellipsis."""
    flat = safe(" ".join(text.split()))
    return flat if len(flat) <= width else flat[: width - 1] + "…"
