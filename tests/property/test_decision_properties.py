"""What holds of decisions whatever they are about: undone they leave no trace, they outlive what they were read from."""

from __future__ import annotations

import io
import os
import random
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from kg import jsonl
from kg.decisions import apply
from kg.model import Claim, Decision, Document, Mention, Read
from kg.pipeline.world import deltas
from tests.generated import (
    ONTOLOGY,
    Reading,
    corpora,
    decided,
    exported,
    mixed,
    moved,
    undone,
    with_added,
    world,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.decisions import Judged

Decided = tuple[list[Reading], list[Decision]]
FEW = settings(max_examples=int(os.environ.get("KG_EXAMPLES", "40")))  # each computes several worlds


def judged(found: Iterable[Reading], decisions: Iterable[Decision]) -> Judged:
    return apply(decisions, ((r.document, r.mentions, r.claims) for r in found), ontology=ONTOLOGY)


@FEW
@given(decided(), st.integers(0, 2**32))
def test_the_world_with_decisions_does_not_depend_on_order(made: Decided, seed: int) -> None:
    found, decisions = made
    pick = random.Random(seed)  # noqa: S311 - an order, not a secret
    assert world(mixed(found, pick), mixed(decisions, pick)) == world(found, decisions)


@FEW
@given(decided(), st.data())
def test_a_decision_undone_is_one_never_made(made: Decided, data: st.DataObject) -> None:
    found, decisions = made
    if not decisions:
        return
    gone = data.draw(st.sampled_from(decisions))
    rest = [d for d in decisions if d is not gone]
    assert exported(found, [*rest, *undone(gone)]) == exported(found, rest)


@FEW
@given(decided())
def test_all_undone_is_nothing_decided(made: Decided) -> None:
    found, decisions = made
    assert exported(found, [u for d in decisions for u in undone(d)]) == exported(found)


@FEW
@given(decided())
def test_claims_that_people_added_stand_in_the_store_and_change_nothing_there(made: Decided) -> None:
    found, decisions = made
    once = world(found, decisions)
    stored = [with_added(r, once) for r in found]
    assert world(stored, decisions) == once
    assert world(stored) == world(found)


@FEW
@given(decided())
def test_decisions_find_their_texts_at_other_addresses(made: Decided) -> None:
    found, decisions = made
    if len({r.document.text for r in found}) < len(found):
        return  # of two documents of one text either may be meant
    elsewhere = [moved(r, f"moved/{r.document.uri}") for r in found]
    here, there = judged(found, decisions), judged(elsewhere, decisions)
    assert not [d for d in there.orphaned if d not in here.orphaned]
    leaves = {
        o.leaf: m.leaf
        for a, b in zip(found, elsewhere, strict=True)
        for o, m in zip(a.mentions, b.mentions, strict=True)
    }
    pairs = {(frozenset((leaves[a], leaves[b])), d) for a, b, d in here.joins}
    assert {(frozenset((a, b)), d) for a, b, d in there.joins} == pairs
    assert {leaves[i]: s for i, s in here.entities.items()} == dict(there.entities)
    assert len(there.added) == len(here.added)


@FEW
@given(decided(), st.data())
def test_a_text_that_is_gone_orphans_what_was_decided_on_it_and_nothing_else(
    made: Decided, data: st.DataObject
) -> None:
    found, decisions = made
    gone = data.draw(st.sampled_from(found))
    rest = [r for r in found if r is not gone]
    left = judged(rest, decisions)
    texts = {r.document.text for r in rest}
    for one in left.orphaned:
        assert gone.document.text not in texts
        assert gone.document.uri in {a.uri for a in one.anchors}
    again = judged([*rest, gone], decisions)
    assert again == judged(found, decisions)


@FEW
@given(decided(), st.data())
def test_forgetting_a_document_is_never_having_seen_it_whatever_was_decided(made: Decided, data: st.DataObject) -> None:
    found, decisions = made
    gone = data.draw(st.sampled_from(found))
    rest = [r for r in found if r is not gone]
    before, after = world(found, decisions), world(rest, decisions)
    entities, facts = {e.id: e for e in before.entities}, {f.id: f for f in before.facts}
    for delta in deltas(before, after):
        entities.update({e.id: e for e in delta.entities})
        facts.update({f.id: f for f in delta.facts})
        entities = {i: e for i, e in entities.items() if i not in delta.gone_entities}
        facts = {i: f for i, f in facts.items() if i not in delta.gone_facts}
    assert [entities[i] for i in sorted(entities)] == after.entities
    assert [facts[i] for i in sorted(facts)] == after.facts
    assert {c for f in after.facts for c in f.claims} <= {c.id for r in rest for c in r.claims} | {
        c.id for c in after.claims
    }


@FEW
@given(decided())
def test_an_export_with_decisions_comes_back_byte_for_byte(made: Decided) -> None:
    found, decisions = made
    lines = exported(found, decisions)
    reads: dict[str, tuple[Document, list[Mention], list[Claim]]] = {}
    kept: list[Decision] = []
    for _, record in jsonl.read(io.StringIO("\n".join(lines)), name="x"):
        if isinstance(record, Document):
            reads[record.id] = (record, [], [])
        elif isinstance(record, Mention):
            reads[record.doc][1].append(replace(record, entity=None))
        elif isinstance(record, Claim):
            reads[record.doc][2].append(record)
        elif isinstance(record, Decision):
            kept.append(record)
    again = [plain(r, decisions) for r in reads.values()]
    assert exported(again, kept) == lines


def plain(one: Read, decisions: Iterable[Decision]) -> Reading:
    """What programs read in a document that may hold what people added."""
    from kg.decisions import without_added

    del decisions
    mentions, claims = without_added(one[1], one[2])
    return Reading(one[0], tuple(mentions), tuple(claims))


@FEW
@given(decided())
def test_what_is_told_apart_is_never_one_and_all_else_that_is_joined_is(made: Decided) -> None:
    found, decisions = made
    here = judged(found, decisions)
    home = {leaf: e.id for e in world(found, decisions).entities for leaf in e.leaves}
    assert all(home[a] != home[b] for a, b, _ in here.apart)
    if not here.apart:
        assert all(home[a] == home[b] for a, b, _ in here.joins)


@FEW
@given(decided())
def test_a_rejected_claim_is_in_no_fact_and_every_other_in_one(made: Decided) -> None:
    found, decisions = made
    here, computed = judged(found, decisions), world(found, decisions)
    every = {c.id for r in found for c in r.claims} | {c.id for c in computed.claims}
    assert sorted(c for f in computed.facts for c in f.claims) == sorted(every - here.rejected)


@FEW
@given(decided())
def test_entities_are_curated_where_somebody_decided(made: Decided) -> None:
    found, decisions = made
    here = judged(found, decisions)
    touched = {x for a, b, _ in (*here.joins, *here.apart) for x in (a, b)} | here.entities.keys()
    for entity in world(found, decisions).entities:
        assert entity.curated == bool(touched & set(entity.leaves))
    assert not any(e.curated for e in world(found).entities)


@FEW
@given(corpora())
def test_an_empty_pile_of_decisions_changes_nothing(found: list[Reading]) -> None:
    assert world(found, []) == world(found)
    assert judged(found, []).orphaned == ()
