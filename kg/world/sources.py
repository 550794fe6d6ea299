"""Which documents are independent sources: copies of one text, and documents of one publisher, count once.

A reprint, shortened or lightly edited, is found by the words it shares: MinHash sketches of word pairs (Broder 1997),
banded so that only texts likely to be alike are compared. Everything here is a function of the set of documents that
state one fact: what others there are makes no difference.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datasketch import MinHash  # type: ignore[import-untyped]  # it ships no types

SAME = 0.35  # share of common word pairs; measured in docs/decisions/0005-near-duplicates.md
BRIEF = 40  # words; two reports of one happening that short are alike without being copies
_PERMUTATIONS, _BAND = 192, 3
_BYTES = 4 * _PERMUTATIONS
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document comes from; documents of one `publisher`, or with copies of one text, count as one source."""

    publisher: str
    sketch: bytes


def sketch(text: str) -> bytes:
    """What *text* is compared by: a pure function of its words, so that it may be kept.

    768 bytes for a text of many words. A brief text is like another only when all its words are: its sketch is shorter.
    """
    words = _WORD.findall(text.casefold())
    if len(words) < BRIEF:
        return hashlib.sha256(" ".join(words).encode()).digest()
    made = _empty().copy()
    made.update_batch(sorted({zlib.crc32(f"{a} {b}".encode()) for a, b in pairwise(words)}))
    return bytes(made.hashvalues.astype("<u4").tobytes())


def packed(made: bytes) -> str:
    """A sketch as text."""
    return b64encode(made).decode("ascii")


def unpacked(text: str) -> bytes:
    """The sketch in *text*."""
    return b64decode(text)


@lru_cache(maxsize=1)
def _empty() -> MinHash:
    from datasketch import MinHash

    return MinHash(num_perm=_PERMUTATIONS, seed=1, scheme="affine32", hashfunc=int)


def alike(one: bytes, other: bytes) -> float:
    """The share of word pairs that two texts have in common, as far as their sketches tell it."""
    if one == other:
        return 1.0
    if len(one) != _BYTES or len(other) != _BYTES:
        return 0.0
    import numpy as np

    same = np.frombuffer(one, dtype="<u4") == np.frombuffer(other, dtype="<u4")
    return int(np.count_nonzero(same)) / _PERMUTATIONS


def copies(sketches: Mapping[str, bytes], *, threshold: float = SAME) -> dict[str, str]:
    """For each document the first one (by id) of those it is a copy of, itself included: connected components.

    Time grows with the number of documents, and with the pairs that share a band without being copies.
    """
    parent = {doc: doc for doc in sorted(sketches)}
    buckets: dict[tuple[int, bytes], list[str]] = defaultdict(list)
    first: dict[bytes, str] = {}
    for doc in parent:
        made = sketches[doc]
        known = first.setdefault(made, doc)
        if known != doc:  # word for word: nothing to compare
            parent[doc] = known
        elif len(made) == _BYTES:
            for at in range(0, _BYTES, 4 * _BAND):
                buckets[at, made[at : at + 4 * _BAND]].append(doc)
    seen: set[tuple[str, str]] = set()
    for bucket in buckets.values():
        for n, doc in enumerate(bucket):
            for other in bucket[:n]:
                if (other, doc) in seen or _root(parent, other) == _root(parent, doc):
                    continue
                seen.add((other, doc))
                if alike(sketches[other], sketches[doc]) >= threshold:
                    a, b = sorted((_root(parent, other), _root(parent, doc)))
                    parent[b] = a
    return {doc: _root(parent, doc) for doc in parent}


def _root(parent: dict[str, str], one: str) -> str:
    while parent[one] != one:
        parent[one] = parent[parent[one]]
        one = parent[one]
    return one


def independent(docs: Iterable[str], sources: Mapping[str, Source]) -> dict[str, str]:
    """For each of *docs* the first one (by id) that it is no independent source of, itself included.

    Two depend on each other when they share a publisher or are copies, also through a third one among *docs*; what
    other documents there are makes no difference.
    """
    parent = {doc: doc for doc in sorted(docs)}
    known = {doc: sources[doc] for doc in parent if doc in sources}
    first: dict[str, str] = {}
    pairs = [(first.setdefault(source.publisher, doc), doc) for doc, source in known.items()]
    if len(first) > 1:
        pairs += copies({doc: source.sketch for doc, source in known.items()}).items()
    for one, other in pairs:
        a, b = sorted((_root(parent, one), _root(parent, other)))
        parent[b] = a
    return {doc: _root(parent, doc) for doc in parent}


class Sources:
    """Documents as they come, and in the end where each is from; a lone one is not sketched."""

    def __init__(self) -> None:
        self._found: dict[str, Source] = {}
        self._lone: tuple[str, str, str] | None = None

    def add(self, doc: str, *, publisher: str, text: str) -> None:
        """Take note of one document."""
        if not self._found and self._lone is None:
            self._lone = (doc, publisher, text)
            return
        if self._lone is not None:
            (first, by, words), self._lone = self._lone, None
            self._found[first] = Source(by, sketch(words))
        self._found[doc] = Source(publisher, sketch(text))

    def found(self) -> dict[str, Source]:
        """Each document's source."""
        return self._found if self._lone is None else {self._lone[0]: Source(self._lone[1], b"")}
