"""A store changed little by little holds what one holds that was computed anew: incremental = full."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import canonical
from kg.model import Delta
from kg.pipeline import reach, watch, world
from kg.world import ledger, sources
from tests.generated import GAZETTEER, NOW, ONTOLOGY
from tests.histories import deltas, history
from tests.memory import MemoryStore

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.fixture(autouse=True)
def _everything_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much is reached, it is computed by what is reached."""
    monkeypatch.setattr(reach, "SHARE", 1.0)
    monkeypatch.setattr(ledger, "LEAST", 2)
    monkeypatch.setattr(sources, "BRIEF", 4)  # so that texts are compared that are alike and not the same
    monkeypatch.setattr(watch.Watch, "room", staticmethod(lambda _: 10**9))


def exported(store: MemoryStore) -> list[str]:
    return list(canonical(store.records(), head=NOW))


def anew(store: MemoryStore) -> MemoryStore:
    """A store with the same evidence and decisions, computed at once."""
    other = MemoryStore()
    found = [
        replace(one, mentions=tuple(m for m in one.mentions), claims=tuple(one.claims)) for one in store.docs.values()
    ]
    other.apply(Delta(evidence=tuple(found), decisions=tuple(store.decided.values()), world=world.STALE))
    world.sync(other, ontology=ONTOLOGY, gazetteer=GAZETTEER)
    return other


def play(store: MemoryStore, batch: Sequence[tuple[str, object]]) -> int:
    """Do all of *batch*; how many documents were read to compute the world."""
    seen = watch.Watch(store, ontology=ONTOLOGY, gazetteer=GAZETTEER)
    for delta in deltas(batch):
        seen.apply(replace(delta, world=world.STALE))
    before = len(store.reads)
    world.sync(store, ontology=ONTOLOGY, gazetteer=GAZETTEER, watch=seen)
    return len(store.reads) - before


@given(st.integers(0, 2**32), st.integers(2, 8))
def test_a_store_changed_little_by_little_is_one_computed_anew(seed: int, count: int) -> None:
    store = MemoryStore()
    world.sync(store, ontology=ONTOLOGY, gazetteer=GAZETTEER)
    for batch in history(seed, count).batches:
        play(store, batch)
        fresh = anew(store)
        assert exported(store) == exported(fresh)
        assert list(store.keys()) == list(fresh.keys())
        assert store.entity_of == fresh.entity_of
