"""A fact of many claims comes back from one text as it was made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Claim, Fact, Held
from kg.world import Source, facts, label, ledger, shown
from kg.world.sources import unpacked
from tests.unit.test_world import WORLD, claim

CLAIMS = [
    claim(f"{n}", doc=n, polarity="neg" if n % 3 else "pos", confidence=0.5 + n / 100) for n in range(ledger.LEAST + 2)
]  # fmt: skip


def made() -> tuple[Fact, dict[str, Claim]]:
    [fact] = facts(CLAIMS, WORLD)
    return fact, {c.id: c for c in CLAIMS}


def test_facts_of_few_claims_have_no_ledger() -> None:
    few = CLAIMS[: ledger.LEAST - 1]
    assert ledger.keys(facts(few, WORLD), {c.id: c for c in few}, WORLD.entity_of, WORLD.origins) == {}


def test_a_fact_and_its_claims_come_back() -> None:
    fact, claims = made()
    [key] = ledger.keys([fact], claims, WORLD.entity_of, WORLD.origins).values()
    held = Held()
    assert key.id == ledger.key(fact.id)
    assert ledger.read(key.text or "", replace(fact, claims=(), roles=()), held) == fact
    assert held.about == dict.fromkeys(claims, fact.id)
    world = replace(WORLD, entity_of=held.entity_of, blocks=dict.fromkeys(claims, fact.block))
    assert facts(held.claims.values(), world) == [fact], "as the fact layer sees them, they are the same claims"


def test_where_the_documents_are_from_comes_back_where_there_are_several() -> None:
    fact, claims = made()
    [key] = ledger.keys([fact], claims, WORLD.entity_of, WORLD.origins).values()
    held = Held()
    ledger.read(key.text or "", replace(fact, claims=(), roles=()), held)
    assert set(held.sources) == {c.doc for c in CLAIMS} & WORLD.origins.sources.keys()
    for doc, (publisher, kept) in held.sources.items():
        assert Source(publisher, None, unpacked(kept)).seen == WORLD.origins.sources[doc].seen
    assert held.parted == [{doc: doc for doc in held.sources}]
    lone = [replace(c, doc="d_1") for c in CLAIMS]
    [key] = ledger.keys(facts(lone, WORLD), {c.id: c for c in lone}, WORLD.entity_of, WORLD.origins).values()
    other = Held()
    ledger.read(key.text or "", replace(facts(lone, WORLD)[0], claims=(), roles=()), other)
    assert (other.sources, other.parted) == ({}, [{}]), "of a lone document nobody asks"


@pytest.mark.parametrize("text", ["", "nonsense", "[1]", "[[1,2]]", '[["c_1"]]', "{}x", "[[1], []]", "[[], [[1]]]"])
def test_a_text_that_is_none_of_ours_is_refused(text: str) -> None:
    fact, _ = made()
    with pytest.raises(ValueError):  # noqa: PT011 - of json, or ours
        ledger.read(text, fact, Held())


def test_a_label_needs_the_names_of_those_it_shows_and_no_others() -> None:
    fact, _ = made()
    names = {e: WORLD.names[e] for e in shown(fact.roles)}
    assert label(fact.type, fact.roles, names, WORLD.ontology) == fact.label
