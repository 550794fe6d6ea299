from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from kg import jsonl, ontology
from kg.rdf.graphs import graphs
from kg.rdf.shapes import Finding, validate
from tests import corpus
from tests.strait import strait

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Record

Change: TypeAlias = "Callable[[list[Any]], list[Record]]"
HEAD = jsonl.header(ontology="o", extractor="x")


def findings(records: list[Record]) -> list[Finding]:
    return list(validate(graphs(records, head=HEAD), ontology.load()))


@lru_cache(maxsize=1)
def records() -> list[Record]:
    """A graph of classes of the ontology, with its documents one after the other."""
    world = strait()
    kinds = {"Company": ("Actor", "Organization", "Company")}
    found: list[Record] = []
    for doc in world.documents:
        found += [doc, *(m for m in world.mentions if m.doc == doc.id), *(c for c in world.claims if c.doc == doc.id)]
    entities = [replace(e, types=kinds[e.type]) for e in world.entities]
    return [*found, *entities, *world.facts]


def changed(made: str, **fields: object) -> Change:
    def change(found: list[Any]) -> list[Record]:
        return [replace(r, **fields) if r.id == made else r for r in found]

    return change


def moved(found: list[Any]) -> list[Record]:
    """The ban goes to where only people can."""
    return [replace(r, roles=(replace(r.roles[0], role="destination"),)) if r.id == "f_0002" else r for r in found]


FAULTS: dict[str, tuple[Change, tuple[str, str]]] = {
    "a claim without its quote": (changed("c_0001", quote=""), ("c_0001", "has not one quote")),
    "a span that ends before it starts": (changed("c_0001", start=90, end=3), ("c_0001", "has no start in the text")),
    "a span before the text": (changed("m_0001", start=-3), ("m_0001", "has no start in the text")),
    "a polarity that is none": (changed("c_0001", polarity="maybe"), ("c_0001", "has a polarity that is none")),
    "a form that is none": (changed("m_0001", form="acronym"), ("m_0001", "has a form that is none")),
    "a certainty over one": (changed("c_0001", confidence=1.5), ("c_0001", "has a confidence that is not between 0 and 1")),
    "a speaker in another document": (changed("c_0001", by="m_0020"), ("c_0001", "is said by what is no mention of its document")),
    "a claim of an unknown class": (changed("c_0001", type="Wedding"), ("c_0001", "has a type that is no class of the ontology")),
    "an entity without a name": (changed("e_0002", name=""), ("e_0002", "has not one name")),
    "an entity of an unknown class": (changed("e_0002", types=("Actor", "Robot")), ("e_0002", "is of a class that is not in the ontology")),
    "a fact without a claim": (changed("f_0001", claims=()), ("f_0001", "rests on no claim")),
    "a fact that ends before it begins": (changed("f_0001", time_end="2024-01-01"), ("f_0001", "ends before it begins")),
    "a status that is none": (changed("f_0001", status="rumoured"), ("f_0001", "has a status that is none")),
    "a belief over one": (changed("f_0001", belief=2.0), ("f_0001", "has a belief that is not between 0 and 1")),
    "a part the class does not know": (
        moved,
        ("f_0002", "ban knows no part destination"),
    ),
}  # fmt: skip


def test_a_graph_without_fault_is_clean_and_its_disputes_are_information() -> None:
    found = findings(records())
    assert [f for f in found if f.severity == 0] == []
    assert {(f.id, f.message) for f in found if f.severity == 2} == {
        ("f_0006", "is disputed"),
        ("f_0007", "acquisition: more than 1 of the part: acquirer"),
    }


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_seeded_fault_is_found(name: str) -> None:
    change, (made, message) = FAULTS[name]
    found = [(f.id, f.message) for f in findings(change(records())) if f.severity == 0]
    assert (made, message) in found
    assert {i for i, _ in found} == {made}


def test_what_the_extractor_reads_has_no_fault() -> None:
    evidence = sorted(corpus.evidence(), key=lambda e: e.document.id)
    world = corpus.world(evidence)
    read: list[Record] = []
    for one in evidence:
        read += [one.document, *one.mentions, *one.claims]
    assert [f for f in findings([*read, *world.entities, *world.facts]) if f.severity == 0] == []
