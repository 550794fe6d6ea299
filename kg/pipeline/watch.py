"""What writes may change in the world, noted while they are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg import resolve
from kg.decisions import apply, in_force, texts
from kg.gazetteer import Gazetteer
from kg.model import Counts, Decision, Delta, Read, Row
from kg.ontology import Ontology
from kg.protocols import Store
from kg.resolve.forms import Form, forms

if TYPE_CHECKING:
    from kg.pipeline.reach import Reached

CURRENT, STALE = "current", "stale"


@dataclass(frozen=True, slots=True)
class Trace:
    """What the world holds of a document: entity and form (where it has one) of each leaf, the blocks of its claims."""

    leaves: dict[str, tuple[str | None, Form | None]]
    blocks: frozenset[str] = frozenset()


@dataclass(slots=True)
class Touched:
    """Documents that were written, what the world holds of those that were there before, texts newly decided on.

    `rejected` are the claims that were rejected when the world was computed.
    """

    written: set[str] = field(default_factory=set)
    before: dict[str, Trace] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    rejected: frozenset[str] = frozenset()


def traced(read: Read, *, gazetteer: Gazetteer, rejected: frozenset[str], blocks: Iterable[str] = ()) -> Trace:
    """What a current world holds of the document in *read*."""
    _, mentions, claims = read
    entity_of = {m.leaf: m.entity for m in mentions}
    made = forms(resolve.leaves(mentions, claims, gazetteer=gazetteer, rejected=rejected))
    return Trace({leaf: (entity, made.get(leaf)) for leaf, entity in entity_of.items()}, frozenset(blocks))


class Watch:
    """Writes to a store that was current, and knows in the end what they touched."""

    def __init__(self, store: Store, *, ontology: Ontology, gazetteer: Gazetteer) -> None:
        self.store, self.ontology, self.gazetteer = store, ontology, gazetteer
        self.foreseen: Reached | None = None  # what the writes to come will change, where it was computed before
        self._touched: Touched | None = None
        self._turn: int | None = None
        self._room = 0

    def apply(self, delta: Delta) -> Counts:
        """Write *delta*; see `Store.apply`."""
        if not (delta.evidence or delta.forget or delta.decisions):
            return self.store.apply(delta)
        if self._turn is None:
            self._begin()
        if self._touched is not None and self.foreseen is None:
            self._note(self._touched, delta)
        counts = self.store.apply(delta)
        if self._turn is not None:
            self._turn += 1
            if counts.get("evidence") != self._turn:  # others wrote, or an answer was lost on the way
                self._touched = None
        return counts

    def touched(self, meta: Row) -> Touched | None:
        """What was touched since the world was current, or None when nobody knows; *meta* is read after all writes."""
        return self._touched if meta.get("evidence") == self._turn else None

    def begun(self, count: int) -> Touched | None:
        """What is touched before anything is written: nothing.

        None when the world is not current, or when *count* documents are too many to be looked at one by one.
        """
        self._begin()
        return self._touched if count <= self._room else None

    def settled(self) -> None:
        """The world is current again."""
        self._touched, self._turn, self.foreseen = None, None, None

    @staticmethod
    def room(size: int) -> int:
        """How many documents in a store of *size* are looked at one by one."""
        return size // 2

    def _begin(self) -> None:
        meta = self.store.meta()
        known = meta.get("evidence")
        self._turn = known if isinstance(known, int) else 0
        if meta.get("world") != CURRENT or meta.get("indexed") != self._turn:
            return
        self._room = self.room(self.store.size())
        decisions = in_force(self.store.decisions())
        rejected: frozenset[str] = frozenset()
        if any(d.action == "reject" for d in decisions):
            rejected = apply(decisions, self._decided(decisions), ontology=self.ontology).rejected
        self._touched = Touched(rejected=rejected)

    def _decided(self, decisions: Iterable[Decision]) -> Iterator[Read]:
        return self.store.evidence(self.store.documents("text", texts(decisions)))

    def _note(self, touched: Touched, delta: Delta) -> None:
        whole = [e for e in delta.evidence if not e.adds]
        there = self.store.documents("uri", {e.document.uri for e in whole}) if whole else set()
        there |= set(delta.forget)
        touched.texts |= {a.sha for d in delta.decisions for a in d.anchors}
        lost = there - touched.written - touched.before.keys()
        if len(touched.written) + len(touched.before) + len(lost) + len(delta.evidence) > self._room:
            self._touched = None  # so much that all is computed anew
            return
        touched.before.update(traces(self.store, lost, gazetteer=self.gazetteer, rejected=touched.rejected))
        touched.written = (touched.written - there) | {e.document.id for e in delta.evidence}


def traces(
    store: Store, documents: Iterable[str], *, gazetteer: Gazetteer, rejected: frozenset[str]
) -> Iterator[tuple[str, Trace]]:
    """Each of *documents* that is there, with what the world of *store* holds of it."""
    wanted = sorted(documents)
    if wanted:
        blocks = store.blocks(documents=wanted)
        for read in store.evidence(wanted):
            yield read[0].id, traced(read, gazetteer=gazetteer, rejected=rejected, blocks=blocks)
            blocks = set()  # which of them has which does not matter
