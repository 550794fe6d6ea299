"""A write computes only what it reaches, and all when it cannot know what that is."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.export import canonical
from kg.model import Delta, Key, TimeBounds
from kg.pipeline import reach, world
from kg.pipeline.watch import CURRENT, STALE, Watch
from tests.generated import GAZETTEER, NOW, ONTOLOGY, Reading, Statement, evidence, written
from tests.memory import MemoryStore

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY = TimeBounds(start="2024-05-02", end="2024-05-02", granularity="day", basis="stated")
MANY = 60


def said(*fillers: str, kind: str = "Fine") -> Statement:
    return Statement(
        kind=kind, fillers=tuple((f, "Company") for f in fillers), by=None, time=DAY, polarity="pos", realis="actual",
        evidential="author", confidence=0.9, quantities=(), holds=False,
    )  # fmt: skip


def about(number: int, *statements: Statement) -> Reading:
    return written(f"{number}.txt", f"Publisher {number % 7}", statements, lump=0)


def put(store: MemoryStore, found: Iterable[Reading], *, watch: Watch | None = None) -> set[str]:
    """The documents that were read to compute the world when *found* came."""
    seen = watch or Watch(store, ontology=ONTOLOGY, gazetteer=GAZETTEER)
    for one in found:
        seen.apply(Delta(evidence=(evidence(one),), world=STALE))
    store.reads.clear()
    world.sync(store, ontology=ONTOLOGY, gazetteer=GAZETTEER, watch=seen)
    assert store.meta()["world"] == CURRENT
    return set(store.reads)


def exported(store: MemoryStore) -> list[str]:
    return list(canonical(store.records(), head=NOW))


def anew(store: MemoryStore) -> list[str]:
    other = MemoryStore()
    other.apply(Delta(evidence=tuple(store.docs.values()), decisions=tuple(store.decided.values()), world=STALE))
    world.sync(other, ontology=ONTOLOGY, gazetteer=GAZETTEER)
    return exported(other)


@pytest.fixture
def store() -> MemoryStore:
    """Documents about a company each, that is fined by one that stands in all of them."""
    made = MemoryStore()
    put(made, [about(n, said("Hub", f"Name{n} Works"), said("Hub", f"Name{n} Freight")) for n in range(MANY)])
    return made


def test_one_more_document_reads_itself_and_no_other(store: MemoryStore) -> None:
    new = about(MANY, said("Hub", "Name3 Works"), said("Newcomer", "Hub"))
    assert put(store, [new]) == {new.document.id}
    assert exported(store) == anew(store)
    [hub] = [e for e in store.ents.values() if e.name == "Hub"]
    assert (hub.n_docs, hub.n_mentions) == (MANY + 1, 2 * MANY + 2)


def test_of_documents_that_are_no_copies_no_sketch_is_read(store: MemoryStore) -> None:
    def long(number: int, copied: int) -> Reading:
        others = [said(f"Buyer{copied}{letter}", f"Seller{copied}{letter}") for letter in "abcdefghijklmnop"]
        return written(f"long{number}.txt", f"Press {number}", [said("Hub", "Yard"), *others], lump=0)

    put(store, [long(n, n) for n in range(12)])
    [yard] = [f for f in store.facts.values() if f.n_docs == 12]
    assert yard.n_sources == 12
    for number, copied, asked, sources in ((19, 99, 1, 13), (20, 5, 2, 13)):
        new = long(number, copied)
        store.asked.clear()
        put(store, [new])
        assert new.document.id in store.asked
        assert len(store.asked) == asked, "itself, and what it may be a copy of"
        assert store.facts[yard.id].n_sources == sources
        assert exported(store) == anew(store)


def test_a_changed_document_takes_back_what_it_said(store: MemoryStore) -> None:
    changed = about(3, said("Hub", "Somebody Else"))
    read = put(store, [changed])
    assert read == {changed.document.id}
    assert exported(store) == anew(store)
    assert not any("Name3 " in e.name for e in store.ents.values())


def test_an_entity_that_becomes_another_has_its_documents_read(store: MemoryStore) -> None:
    short, long = about(MANY, said("Hub", "Alba")), about(MANY + 1, said("Hub", "Alba Freight"))
    put(store, [short, long])
    moving = written("x.txt", None, [said("Alba", "Alba Freight")], lump=1)  # its text takes both for one
    assert put(store, [moving]) == {moving.document.id, long.document.id}
    assert exported(store) == anew(store)


def test_much_at_once_is_computed_whole(store: MemoryStore) -> None:
    read = put(store, [about(n, said("Hub", f"Other{n} Works")) for n in range(MANY, 2 * MANY + 2)])
    assert read == store.docs.keys()
    assert exported(store) == anew(store)


def test_what_reaches_more_than_its_share_is_computed_whole(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "SHARE", 0.0)
    monkeypatch.setattr(reach, "_FEW", 0)
    assert put(store, [about(MANY, said("Hub", "Name3 Works"))]) == store.docs.keys()
    assert exported(store) == anew(store)


def test_when_others_write_too_all_is_computed(store: MemoryStore) -> None:
    watch = Watch(store, ontology=ONTOLOGY, gazetteer=GAZETTEER)
    watch.apply(Delta(evidence=(evidence(about(MANY, said("Hub", "Name1 Works"))),), world=STALE))
    store.apply(Delta(evidence=(evidence(about(MANY + 1, said("Hub", "Name2 Works"))),), world=STALE))
    assert put(store, [about(MANY + 2, said("Hub", "Name4 Works"))], watch=watch) == store.docs.keys()
    assert exported(store) == anew(store)


def test_a_run_that_was_cut_short_is_finished_by_computing_all(store: MemoryStore) -> None:
    lost = Watch(store, ontology=ONTOLOGY, gazetteer=GAZETTEER)
    lost.apply(Delta(evidence=(evidence(about(MANY, said("Hub", "Name1 Works"))),), world=STALE))
    assert put(store, [about(MANY + 1, said("Hub", "Name2 Works"))]) == store.docs.keys()
    assert exported(store) == anew(store)


@pytest.mark.parametrize("spoil", ["forms", "gone", "astray", "uncounted"])
def test_keys_that_do_not_fit_the_world_are_not_believed(store: MemoryStore, spoil: str) -> None:
    [hub] = [e for e in store.ents.values() if e.name == "Hub"]
    key = f"k{hub.id}"
    if spoil == "forms":
        store.found[key] = replace(store.found[key], text="nonsense")
    elif spoil == "gone":
        del store.found[key]
    elif spoil == "astray":
        store.found = {i: replace(k, entities=("e_0",)) if k.entities else k for i, k in store.found.items()}
        store.found |= {i: Key(id=i, entities=("e_0",)) for i in _keys_of("hub")}
    else:
        store.ents[hub.id] = replace(hub, n_docs=0)
    assert put(store, [about(3, said("Hub", "Name3 Works"))]) == store.docs.keys()
    assert exported(store) == anew(store)


def _keys_of(name: str) -> list[str]:
    from kg.resolve.forms import name_key

    return [name_key(name)]


def test_a_store_without_keys_gets_them_by_computing_all(store: MemoryStore) -> None:
    store.head["indexed"] = None  # as a program that knew no keys left it
    assert put(store, [about(MANY, said("Hub", "Name3 Works"))]) == store.docs.keys()
    assert put(store, [about(MANY + 1, said("Hub", "Name3 Works"))]) < store.docs.keys()


def test_nothing_is_lost_in_any_order() -> None:
    found = [about(n, said("Hub", f"Name{n % 5} Works"), said(f"Name{n % 3} Works", "Hub")) for n in range(12)]
    exports = set()
    for seed in range(4):
        made = MemoryStore()
        for one in random.Random(seed).sample(found, len(found)):  # noqa: S311 - orders, not secrets
            put(made, [one])
        exports.add("\n".join(exported(made)))
    assert len(exports) == 1
