"""A real store changed little by little holds what one computed anew does, edge by edge."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.export import lines
from kg.pipeline import reach, world
from kg.pipeline.computing import compute
from kg.pipeline.verify import rebuild
from kg.pipeline.watch import Watch
from kg.store import cypher
from kg.world import ledger, sources
from tests.generated import GAZETTEER, ONTOLOGY
from tests.histories import deltas, history

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

    from kg.gazetteer import Gazetteer
    from kg.model import Decision, Key, Read
    from kg.ontology import Ontology
    from kg.pipeline.computing import Computed
    from kg.store.graph import GraphStore

HISTORIES, BATCHES = 20, 3


def standing(store: GraphStore) -> tuple[list[str], list[Key], list[str]]:
    """All that was computed: the export, the keys, the edges that no export shows."""
    edges = [str(row) for statement in cypher.DERIVED_EDGES.values() for row in store.read(statement)]
    return list(lines(store)), sorted(store.keys(), key=lambda k: k.id), sorted(edges)


def test_a_store_changed_little_by_little_is_one_computed_anew(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "SHARE", 1.0)
    monkeypatch.setattr(ledger, "LEAST", 2)
    monkeypatch.setattr(sources, "BRIEF", 4)
    monkeypatch.setattr(Watch, "room", staticmethod(lambda _: 10**9))
    whole: list[object] = []

    def computed(
        evidence: Iterable[Read], decisions: Iterable[Decision], *, ontology: Ontology, gazetteer: Gazetteer
    ) -> Computed:
        whole.append(ontology)
        return compute(evidence, decisions, ontology=ontology, gazetteer=gazetteer)

    monkeypatch.setattr(world, "compute", computed)
    for seed in range(HISTORIES):
        store.connection.run("MATCH (n) DETACH DELETE n")
        store.prepare()
        world.sync(store, ontology=ONTOLOGY, gazetteer=GAZETTEER)
        whole.clear()
        for batch in history(seed, BATCHES).batches:
            watch = Watch(store, ontology=ONTOLOGY, gazetteer=GAZETTEER)
            for delta in deltas(batch):
                watch.apply(replace(delta, world=world.STALE))
            if store.meta()["world"] == world.STALE:
                world.sync(store, ontology=ONTOLOGY, gazetteer=GAZETTEER, watch=watch)
        assert whole == [], f"history {seed} was computed whole"
        found = standing(store)
        rebuild(store, ontology=ONTOLOGY, gazetteer=GAZETTEER)
        assert standing(store) == found, f"history {seed}"
