"""Each class of events and states is found in the sentences that the ontology gives as examples of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import pytest

from kg import ids
from kg.extract import RulesExtractor
from kg.model import Claim, Document
from kg.ontology import Class, load

ONTOLOGY = load()
EVENTS = [c for c in ONTOLOGY.of_kind("event") if not c.abstract]
STATES = [c for c in ONTOLOGY.of_kind("state") if c.triggers]
CASES = [pytest.param(c, e, id=f"{c.name}-{n}") for c in EVENTS + STATES for n, e in enumerate(c.examples)]

Found = Mapping[str, Sequence[Claim]]


@pytest.fixture(scope="session")
def found() -> Found:
    """The claims of each example sentence, read as a document of its own."""
    texts = sorted({example for c in EVENTS + STATES for example in c.examples})
    docs = {ids.document_id(f"example#{n}", text): text for n, text in enumerate(texts)}
    claims: dict[str, list[Claim]] = defaultdict(list)
    stream = (Document(id=i, uri=i, text=text, published="2025-01-16") for i, text in docs.items())
    for record in RulesExtractor(ontology=ONTOLOGY).extract(stream):
        if isinstance(record, Claim):
            claims[docs[record.doc]].append(record)
    return claims


@pytest.mark.parametrize("cls", EVENTS + STATES, ids=lambda c: c.name)
def test_a_class_has_an_example(cls: Class) -> None:
    assert cls.examples


@pytest.mark.parametrize(("cls", "example"), CASES)
def test_an_example_states_its_class(cls: Class, example: str, found: Found) -> None:
    assert cls.name in [c.type for c in found.get(example, ())]


@pytest.mark.parametrize(("cls", "example"), CASES)
def test_an_example_fills_the_roles_that_must_be_filled(cls: Class, example: str, found: Found) -> None:
    needed = {r.role for r in cls.roles if r.min}
    claims = [c for c in found.get(example, ()) if c.type == cls.name]
    assert any(needed <= {a.role for a in c.args} for c in claims)


@pytest.mark.parametrize(("cls", "example"), [p for p in CASES if p.values[0] in EVENTS])
def test_an_example_fills_a_role_that_identifies_the_event(cls: Class, example: str, found: Found) -> None:
    claims = [c for c in found.get(example, ()) if c.type == cls.name]
    assert not cls.identity or any(set(cls.identity) & {a.role for a in c.args} for c in claims)
