"""A store brought to the world that its evidence and decisions add up to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.decisions import is_added
from kg.errors import OutdatedError, UnavailableError
from kg.gazetteer import Gazetteer
from kg.model import Claim, Delta, Fact, Mention, Read, Row
from kg.ontology import Ontology
from kg.pipeline.computing import Computed, compute
from kg.pipeline.reach import Reached, reached
from kg.pipeline.watch import CURRENT, STALE, Watch
from kg.protocols import Store
from kg.world.sources import packed

__all__ = ["CURRENT", "STALE", "deltas", "sync"]

T = TypeVar("T")

_PER_DELTA = 500
_TURNS, _LOSSES = 40, 2


def deltas(old: Computed, new: Computed) -> Iterator[Delta]:
    """The changes that turn *old* into *new*: at once when they are few, else in parts; the last marks it current.

    An entity whose class changed is made anew, so the facts at its edges are written again. In parts, facts that hold
    facts come in a second pass, when all of them exist.
    """
    change = _change(old, new)
    kinds = (change.entities, change.facts, change.gone_entities, change.gone_facts, change.keys, change.sketches)
    if sum(map(len, kinds)) <= _PER_DELTA:
        yield replace(change, world=CURRENT)
        return
    known = {f.id: f for f in change.before}
    holding = [f for f in change.facts if any(r.to.startswith("f_") for r in f.roles)]
    flat = [replace(f, roles=tuple(r for r in f.roles if not r.to.startswith("f_"))) for f in change.facts]
    yield from (Delta(gone_facts=tuple(part)) for part in _parts(change.gone_facts))
    added = Delta(
        mentions=change.mentions, claims=change.claims, gone_mentions=change.gone_mentions,
        gone_claims=change.gone_claims,
    )  # fmt: skip
    if added != Delta():
        yield added
    yield from (Delta(entities=tuple(part)) for part in _parts(change.entities))
    yield from (Delta(gone_entities=tuple(part)) for part in _parts(change.gone_entities))
    yield from (_facts(part, known) for part in _parts(flat))
    known |= {f.id: f for f in flat if f.id in known}
    yield from (_facts(part, known) for part in _parts(holding))
    yield from (Delta(keys=tuple(part)) for part in _parts(change.keys))
    yield from (Delta(gone_keys=tuple(part)) for part in _parts(change.gone_keys))
    yield from (Delta(sketches=tuple(part)) for part in _parts(change.sketches))
    yield Delta(world=CURRENT)


def _change(old: Computed, new: Computed) -> Delta:
    """All that is different in *new*."""
    entities = {e.id: e for e in old.entities}
    facts = {f.id: f for f in old.facts}
    changed = [e for e in new.entities if entities.get(e.id) != e]
    moved = {e.id for e in changed if e.id in entities and entities[e.id].types != e.types}
    again = {f.id for f in new.facts if moved & {r.to for r in f.roles}} if moved else set()
    written = [f for f in new.facts if facts.get(f.id) != f or f.id in again]
    keys = {k.id: k for k in old.keys}
    mentions, claims = {m.id: m for m in old.mentions}, {c.id: c for c in old.claims}
    return Delta(
        entities=tuple(changed),
        facts=tuple(written),
        before=tuple(facts[f.id] for f in written if f.id in facts and f.id not in again),
        gone_entities=tuple(sorted(entities.keys() - {e.id for e in new.entities})),
        gone_facts=tuple(sorted(facts.keys() - {f.id for f in new.facts})),
        mentions=tuple(m for m in new.mentions if m.id not in mentions),
        claims=tuple(c for c in new.claims if claims.get(c.id) != c),
        gone_mentions=tuple(sorted(mentions.keys() - {m.id for m in new.mentions})),
        gone_claims=tuple(sorted(claims.keys() - {c.id for c in new.claims})),
        keys=tuple(k for k in new.keys if keys.get(k.id) != k),
        gone_keys=tuple(sorted(keys.keys() - {k.id for k in new.keys})),
        sketches=tuple((d, packed(made)) for d, made in sorted(new.sketches.items()) if old.sketches.get(d) != made),
    )


def _facts(part: Sequence[Fact], known: Mapping[str, Fact]) -> Delta:
    return Delta(facts=tuple(part), before=tuple(known[f.id] for f in part if f.id in known))


def _parts(found: Sequence[T]) -> Iterator[Sequence[T]]:
    return (found[i : i + _PER_DELTA] for i in range(0, len(found), _PER_DELTA))


def sync(
    store: Store,
    *,
    ontology: Ontology,
    gazetteer: Gazetteer,
    watch: Watch | None = None,
    step: Callable[[str], None] = lambda _: None,
) -> Computed:
    """Bring the entities and facts of *store* to what its evidence adds up to; gives them back.

    When *watch* saw all that was written since the world was current, only what that reaches is computed and given
    back; then a leaf may stand for others. When other processes write meanwhile, it is done again, and whole: the
    world is called current by one that found it so.

    Raises:
        UnavailableError: they did not stop writing, or the store went away and did not come back.
    """
    lost = 0
    for turn in range(_TURNS):
        try:
            return _sync(store, ontology=ontology, gazetteer=gazetteer, watch=watch, step=step)
        except OutdatedError:
            step("others changed the store; once more")
        except UnavailableError:  # between two rows of an answer: the connection tries all else again by itself
            lost += 1
            if lost > _LOSSES:
                raise
        watch = None
        time.sleep(0.05 * turn)
    return _sync(store, ontology=ontology, gazetteer=gazetteer, watch=None, step=step)


def _sync(
    store: Store, *, ontology: Ontology, gazetteer: Gazetteer, watch: Watch | None, step: Callable[[str], None]
) -> Computed:
    step("computing the world")
    meta = store.meta()
    read_at, lock = _number(meta, "evidence"), _number(meta, "lock")
    touched = watch.touched(meta) if watch is not None else None
    found = watch.foreseen if watch is not None and touched is not None else None
    if found is None and touched is not None:
        found = reached(store, touched, ontology=ontology, gazetteer=gazetteer)
    if found is None:
        old, new, lock = _whole(store, ontology=ontology, gazetteer=gazetteer)
        found = Reached(old, new, old, new)
    for number, delta in enumerate(deltas(found.stored, found.wanted), start=1):
        step(f"writing the world, part {number}")
        last = delta.world == CURRENT
        counts = store.apply(replace(delta, read_at=read_at, after=lock if last else None))
        # After somebody else's turn `lock` stays behind, so that the mark is refused.
        lock += counts.get("lock") == lock + 1
    if watch is not None:
        watch.settled()
    return found.after


def _whole(store: Store, *, ontology: Ontology, gazetteer: Gazetteer) -> tuple[Computed, Computed, int]:
    """All of the world as it stands and as it should be, and the turn of the lock in which it stood."""
    mentions: list[Mention] = []
    claims: list[Claim] = []

    def evidence() -> Iterator[Read]:
        for doc, read, stated in store.evidence():
            mentions.extend(m for m in read if is_added(m))
            claims.extend(c for c in stated if is_added(c))
            yield doc, read, stated

    new = compute(evidence(), store.decisions(), ontology=ontology, gazetteer=gazetteer)
    lock = _number(store.meta(), "lock")
    entities, facts = store.world()
    sketches = {doc: new.sketches[doc] for doc in store.sketched() & new.sketches.keys()} if new.sketches else {}
    keys = tuple(store.keys())
    old = Computed(entities, facts, tuple(mentions), tuple(claims), keys=keys, sketches=sketches)
    return old, new, lock


def _number(meta: Row, name: str) -> int:
    found = meta.get(name)
    return found if isinstance(found, int) else 0
