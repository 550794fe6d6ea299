"""A store brought to the world that its evidence and decisions add up to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.decisions import is_added
from kg.errors import OutdatedError, UnavailableError
from kg.gazetteer import Gazetteer
from kg.model import Claim, Delta, Mention, Read, Row
from kg.ontology import Ontology
from kg.pipeline.computing import Computed, compute
from kg.protocols import Store

T = TypeVar("T")

CURRENT, STALE = "current", "stale"
_PER_DELTA = 500
_TURNS, _LOSSES = 40, 2


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
    if added := _added(old, new):
        yield added
    yield from (Delta(entities=tuple(part)) for part in _parts(changed))
    yield from (Delta(gone_entities=tuple(part)) for part in _parts(gone_entities))
    yield from (Delta(facts=tuple(part)) for part in [*_parts(flat), *_parts(holding)])
    yield Delta(world=CURRENT)


def _added(old: Computed, new: Computed) -> Delta | None:
    """What people added since, and took back."""
    mentions, claims = {m.id: m for m in old.mentions}, {c.id: c for c in old.claims}
    delta = Delta(
        mentions=tuple(m for m in new.mentions if m.id not in mentions),
        claims=tuple(c for c in new.claims if claims.get(c.id) != c),
        gone_mentions=tuple(sorted(mentions.keys() - {m.id for m in new.mentions})),
        gone_claims=tuple(sorted(claims.keys() - {c.id for c in new.claims})),
    )
    return None if delta == Delta() else delta


def _parts(found: Sequence[T]) -> Iterator[Sequence[T]]:
    return (found[i : i + _PER_DELTA] for i in range(0, len(found), _PER_DELTA))


def sync(
    store: Store, *, ontology: Ontology, gazetteer: Gazetteer, step: Callable[[str], None] = lambda _: None
) -> Computed:
    """Bring the entities and facts of *store* to what its evidence adds up to; gives them back.

    When other processes write meanwhile, it is done again: the world is called current by one that found it so.

    Raises:
        UnavailableError: they did not stop writing, or the store went away and did not come back.
    """
    lost = 0
    for turn in range(_TURNS):
        try:
            return _sync(store, ontology=ontology, gazetteer=gazetteer, step=step)
        except OutdatedError:
            step("others changed the store; once more")
        except UnavailableError:  # between two rows of an answer: the connection tries all else again by itself
            lost += 1
            if lost > _LOSSES:
                raise
        time.sleep(0.05 * turn)
    return _sync(store, ontology=ontology, gazetteer=gazetteer, step=step)


def _sync(store: Store, *, ontology: Ontology, gazetteer: Gazetteer, step: Callable[[str], None]) -> Computed:
    step("computing the world")
    mentions: list[Mention] = []
    claims: list[Claim] = []

    def evidence() -> Iterator[Read]:
        for doc, read, stated in store.evidence():
            mentions.extend(m for m in read if is_added(m))
            claims.extend(c for c in stated if is_added(c))
            yield doc, read, stated

    read_at = _number(store.meta(), "evidence")
    new = compute(evidence(), store.decisions(), ontology=ontology, gazetteer=gazetteer)
    lock = _number(store.meta(), "lock")
    entities, facts = store.world()
    old = Computed(entities, facts, tuple(mentions), tuple(claims))
    for number, delta in enumerate(deltas(old, new), start=1):
        step(f"writing the world, part {number}")
        last = delta.world == CURRENT
        counts = store.apply(replace(delta, read_at=read_at, after=lock if last else None))
        # After somebody else's turn `lock` stays behind, so that the mark is refused.
        lock += counts.get("lock") == lock + 1
    return new


def _number(meta: Row, name: str) -> int:
    found = meta.get(name)
    return found if isinstance(found, int) else 0
