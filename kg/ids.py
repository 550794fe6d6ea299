"""Content-hash ids: the same content has the same id on every machine and on every run.

An id is a kind prefix and 80 bits of SHA-256 in hex. With a billion ids of one kind a collision has odds of about
one in two million (birthday bound).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from kg.model import Arg, Span

HEX = 20


def digest(*parts: object) -> str:
    """The full SHA-256, in hex, of *parts*, unambiguous about where one part ends."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def make(prefix: str, *parts: object) -> str:
    """An id of kind *prefix* for *parts*, which must be JSON values."""
    return f"{prefix}_{digest(*parts)[:HEX]}"


def document_id(uri: str, text: str) -> str:
    """The id of the document with *text* at *uri*."""
    return make("d", uri, text)


def mention_id(doc: str, start: int, end: int) -> str:
    """The id of the mention at [start, end) of *doc*."""
    return make("m", doc, start, end)


def claim_id(doc: str, type_: str, trigger: Span | None, args: Iterable[Arg], polarity: str, by: str | None) -> str:
    """The id of a claim; neither extractor version nor clock enters, so a re-run keeps it."""
    where = [trigger.start, trigger.end] if trigger else None
    return make("c", doc, type_, where, sorted([a.role, a.filler] for a in args), polarity, by)


def leaf_id(doc: str, mentions: Iterable[str]) -> str:
    """The id of the cluster of *mentions* in *doc*."""
    return make("l", doc, min(mentions))


def entity_id(key: str) -> str:
    """The id of the entity whose smallest normalised name is *key*."""
    return make("e", key)


def block_id(type_: str, *, actual: bool, fillers: Iterable[tuple[str, str]]) -> str:
    """The key of the block of claims that may be one fact: type, actual or not, identity fillers."""
    return make("b", type_, actual, sorted(map(list, fillers)))


def fact_id(block: str, start: str | None) -> str:
    """The id of the fact of *block* whose time cluster starts at *start* (None: undated)."""
    return make("f", block, start)
