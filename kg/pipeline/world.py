"""The world computed from evidence, and a store brought to it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kg import resolve, world
from kg.gazetteer import Gazetteer
from kg.model import Claim, Delta, Entity, Fact, Leaf, Read
from kg.ontology import Ontology
from kg.protocols import Store

T = TypeVar("T")

CURRENT, STALE = "current", "stale"
_PER_DELTA = 500


@dataclass(frozen=True, slots=True)
class Computed:
    """Entities and facts, each by id."""

    entities: list[Entity]
    facts: list[Fact]


def compute(evidence: Iterable[Read], *, ontology: Ontology, gazetteer: Gazetteer) -> Computed:
    """The entities and facts that *evidence* adds up to: a function of the set of documents, not of their order."""
    leaves: list[Leaf] = []
    claims: list[Claim] = []
    leaf_of: dict[str, str] = {}
    sources: dict[str, world.Source] = {}
    for doc, mentions, stated in evidence:
        leaves += resolve.leaves(mentions, stated, gazetteer=gazetteer)
        claims += stated
        leaf_of.update({m.id: m.leaf for m in mentions})
        sources[doc.id] = world.Source(doc.publisher or doc.uri, hashlib.sha256(doc.text.encode()).hexdigest())
    entities = resolve.entities(leaves, gazetteer=gazetteer, chains={n: c.types for n, c in ontology.classes.items()})
    entity_of_leaf = {leaf: e.id for e in entities for leaf in e.leaves}
    known = world.World(
        entity_of={m: entity_of_leaf[leaf] for m, leaf in leaf_of.items()},
        names={e.id: e.name for e in entities},
        sources=_independent(sources),
        ontology=ontology,
    )
    return Computed(entities, world.facts(claims, known))


def _independent(sources: dict[str, world.Source]) -> dict[str, world.Source]:
    """Documents of one publisher, and documents of one text, are of one origin: the smallest name among them."""
    first: dict[str, str] = {}
    for doc in sorted(sources):
        source = sources[doc]
        first[source.origin] = min(source.publisher, first.get(source.origin, source.publisher))
    return {d: world.Source(s.publisher, first[s.origin]) for d, s in sources.items()}


def deltas(old: Computed, new: Computed) -> Iterator[Delta]:
    """The changes that turn *old* into *new*, in parts; the last one marks the world current.

    An entity whose class changed is made anew, so the facts at its edges are written again. Facts that hold facts come
    in a second pass, when all of them exist.
    """
    entities = {e.id: e for e in old.entities}
    facts = {f.id: f for f in old.facts}
    changed = [e for e in new.entities if entities.get(e.id) != e]
    moved = {e.id for e in changed if e.id in entities and entities[e.id].type != e.type}
    written = [f for f in new.facts if facts.get(f.id) != f or moved & {r.to for r in f.roles}]
    gone_entities = sorted(entities.keys() - {e.id for e in new.entities})
    gone_facts = sorted(facts.keys() - {f.id for f in new.facts})
    holding = [f for f in written if any(r.to.startswith("f_") for r in f.roles)]
    flat = [replace(f, roles=tuple(r for r in f.roles if not r.to.startswith("f_"))) for f in written]
    yield from (Delta(gone_facts=tuple(part)) for part in _parts(gone_facts))
    yield from (Delta(entities=tuple(part)) for part in _parts(changed))
    yield from (Delta(gone_entities=tuple(part)) for part in _parts(gone_entities))
    yield from (Delta(facts=tuple(part)) for part in [*_parts(flat), *_parts(holding)])
    yield Delta(world=CURRENT)


def _parts(found: Sequence[T]) -> Iterator[Sequence[T]]:
    return (found[i : i + _PER_DELTA] for i in range(0, len(found), _PER_DELTA))


def sync(
    store: Store, *, ontology: Ontology, gazetteer: Gazetteer, step: Callable[[str], None] = lambda _: None
) -> Computed:
    """Bring the entities and facts of *store* to what its evidence adds up to; gives them back."""
    step("computing the world")
    new = compute(store.evidence(), ontology=ontology, gazetteer=gazetteer)
    old = Computed(*store.world())
    for number, delta in enumerate(deltas(old, new), start=1):
        step(f"writing the world, part {number}")
        store.apply(delta)
    return new
