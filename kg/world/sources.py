"""Which documents are independent sources: copies of one text, and documents of one publisher, count once.

A reprint, shortened or lightly edited, is found by the words it shares: MinHash sketches of word pairs (Broder 1997),
banded so that only texts likely to be alike are compared. Marks are short forms of the bands: documents none of whose
marks agree share no band, so that their sketches need not be at hand. Everything here is a function of the set of
documents that state one fact: what others there are makes no difference.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datasketch import MinHash  # type: ignore[import-untyped]  # it ships no types

SAME = 0.35  # share of common word pairs; measured in docs/decisions/0005-near-duplicates.md
BRIEF = 40  # words; two reports of one happening that short are alike without being copies
_PERMUTATIONS, _BAND = 192, 3
_BYTES = 4 * _PERMUTATIONS
_BANDS = _PERMUTATIONS // _BAND
_MARKS = 2 * _BANDS  # bytes; two bands that differ agree in one of 65,536 cases
_MIX = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)  # odd, without a pattern
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document comes from; documents of one `publisher`, or with copies of one text, count as one source.

    Where the sketch is not at hand, its `marks` are.
    """

    publisher: str
    sketch: bytes | None
    marks: bytes | None = None

    @property
    def seen(self) -> bytes:
        """The marks, in any case."""
        return self.marks if self.marks is not None else marks(self.sketch or b"")


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


@lru_cache(maxsize=1 << 14)
def marks(made: bytes) -> bytes:
    """Two bytes for each band of the sketch *made*: those of bands that agree agree. A short sketch marks itself."""
    if len(made) != _BYTES:
        return made
    import numpy as np

    bands = np.frombuffer(made, dtype="<u4").reshape(_BANDS, _BAND).astype(np.uint64)
    mixed = (bands * np.array(_MIX, dtype=np.uint64)).sum(axis=1, dtype=np.uint64)  # modulo 2 to the 64
    return bytes((mixed >> np.uint64(48)).astype("<u2").tobytes())


def packed(made: bytes) -> str:
    """A sketch, or marks, as text."""
    return b64encode(made).decode("ascii")


def unpacked(text: str) -> bytes:
    """What `packed` made *text* of."""
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


def suspects(made: Mapping[str, bytes], new: Collection[str]) -> set[str]:
    """The documents that may be copies of each other, one of them *new*, by the *made* marks of all.

    All that are copies are among them, and few more.
    """
    alone: dict[bytes, list[str]] = defaultdict(list)
    for doc, one in made.items():
        alone[one].append(doc)
    found = {doc for docs in alone.values() if len(docs) > 1 and any(d in new for d in docs) for doc in docs}
    long = [doc for doc, one in made.items() if len(one) == _MARKS]
    if len(long) > 1:
        import numpy as np

        rows = np.frombuffer(b"".join(made[doc] for doc in long), dtype="<u2").reshape(len(long), _BANDS)
        every = rows + (np.arange(_BANDS, dtype=np.uint32) << np.uint32(16))
        _, group, size = np.unique(every, return_inverse=True, return_counts=True)
        group = group.reshape(len(long), _BANDS)
        fresh = np.array([doc in new for doc in long])
        met = np.zeros(len(size), dtype=bool)
        met[group[fresh]] = True
        hit = (met & (size > 1))[group].any(axis=1)
        found |= {long[int(at)] for at in np.flatnonzero(hit)}
    return found


def at_hand(docs: set[str]) -> Mapping[str, bytes]:
    """No sketches: all are at hand."""
    del docs
    return {}


@dataclass(frozen=True, slots=True)
class Origins:
    """Where documents are from, as far as it is known.

    Sketches that `sources` lack are `fetched`. In `parted`, documents that were compared with each other before, each
    with the first one of those that it is a copy of, through others of them.
    """

    sources: Mapping[str, Source]
    fetched: Callable[[set[str]], Mapping[str, bytes]] = at_hand
    parted: Sequence[Mapping[str, str]] = ()
    _copied: dict[frozenset[str], dict[str, str]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def copied(self, docs: Iterable[str]) -> dict[str, str]:
        """For each of *docs* whose source is known the first one (by id) of those it is a copy of; see `copies`."""
        known = {doc: self.sources[doc] for doc in sorted(docs) if doc in self.sources}
        every = frozenset(known)
        if every not in self._copied:
            self._copied[every] = self._compared(known)
        return self._copied[every]

    def _compared(self, known: Mapping[str, Source]) -> dict[str, str]:
        settled = self._settled(known)
        made = {doc: there for doc in known if (there := known[doc].sketch) is not None}
        if settled or len(made) < len(known):
            like = suspects({doc: source.seen for doc, source in known.items()}, known.keys() - settled.keys())
            made = {doc: made[doc] for doc in made.keys() & like}
            if lacking := like - made.keys():
                made |= self.fetched(lacking)
        return _united(known, (*settled.items(), *copies(made).items()))

    def _settled(self, docs: Mapping[str, object]) -> dict[str, str]:
        """Of those of *docs* that were compared with each other before, the copies.

        Where a copy is not among *docs*, those that it may have joined are to be compared again.
        """
        before = max(self.parted, key=lambda one: len(one.keys() & docs.keys()), default={})
        joined: dict[str, list[str]] = defaultdict(list)
        for doc, first in before.items():
            joined[first].append(doc)
        left = {first: [doc for doc in every if doc in docs] for first, every in joined.items()}
        return {
            doc: min(there) for first, there in left.items() if len(there) in {1, len(joined[first])} for doc in there
        }

    def independent(self, docs: Iterable[str]) -> dict[str, str]:
        """For each of *docs* the first one (by id) that it is no independent source of, itself included.

        Two depend on each other when they share a publisher or are copies, also through a third one among *docs*; what
        other documents there are makes no difference.
        """
        every = sorted(docs)
        first: dict[str, str] = {}
        pairs = [(first.setdefault(self.sources[doc].publisher, doc), doc) for doc in every if doc in self.sources]
        if len(first) > 1:
            pairs += self.copied(every).items()
        return _united(every, pairs)


def _united(docs: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    parent = {doc: doc for doc in docs}
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
