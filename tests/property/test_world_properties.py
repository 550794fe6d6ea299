"""Invariants of the model (page 2 of the design) on generated evidence: the world is a function of a set."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from kg import jsonl
from kg.export import digest
from kg.model import Claim, Delta, Document, Entity, Fact, Leaf, Mention, Record, Time
from kg.pipeline.computing import Computed, compute
from kg.pipeline.world import CURRENT, deltas
from kg.resolve import entities
from tests import corpus
from tests.generated import GAZETTEER, NOW, ONTOLOGY, TYPES, Reading, corpora, exported, twice, world

if TYPE_CHECKING:
    from collections.abc import Iterable


@given(twice())
def test_any_order_gives_the_same_world(pair: tuple[list[Reading], list[Reading]]) -> None:
    assert world(pair[0]) == world(pair[1])


@given(twice())
def test_the_canonical_export_does_not_depend_on_order(pair: tuple[list[Reading], list[Reading]]) -> None:
    lines = exported(pair[0])
    assert exported(pair[1]) == lines
    assert digest(exported(pair[1])) == digest(lines)


def applied(old: Computed, changes: Iterable[Delta]) -> tuple[Computed, str | None]:
    """What a store that takes *changes* in turn holds in the end, and how it is marked."""
    known: dict[str, Entity] = {e.id: e for e in old.entities}
    facts: dict[str, Fact] = {f.id: f for f in old.facts}
    keys = {k.id: k for k in old.keys}
    mark = None
    for delta in changes:
        assert mark is None, "the mark comes last"
        assert len(delta.entities) + len(delta.facts) + len(delta.gone_entities) + len(delta.gone_facts) <= 500
        known.update({e.id: e for e in delta.entities})
        facts.update({f.id: f for f in delta.facts})
        for gone in delta.gone_entities:
            del known[gone]
        for gone in delta.gone_facts:
            del facts[gone]
        keys.update({k.id: k for k in delta.keys})
        for gone in delta.gone_keys:
            del keys[gone]
        there = known.keys() | facts.keys()
        assert all(r.to in there for f in delta.facts for r in f.roles), "an edge needs both its ends"
        mark = delta.world
    in_order = tuple(keys[i] for i in sorted(keys))
    return Computed([known[i] for i in sorted(known)], [facts[i] for i in sorted(facts)], keys=in_order), mark


@given(corpora(), corpora())
def test_deltas_lead_from_any_world_to_any_other(old: list[Reading], new: list[Reading]) -> None:
    before, after = world(old), world(new)
    assert applied(before, deltas(before, after)) == (after, CURRENT)


@given(corpora())
def test_no_change_needs_no_delta_but_the_mark(found: list[Reading]) -> None:
    same = world(found)
    assert list(deltas(same, same)) == [Delta(world=CURRENT)]


@given(corpora().filter(len), st.data())
def test_forgetting_a_document_is_never_having_seen_it(found: list[Reading], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(found))
    rest = [r for r in found if r is not gone]
    before = world(found)
    after, _ = applied(before, deltas(before, world(rest)))
    assert after == world(rest)
    there = {c.id for r in rest for c in r.claims}
    assert all(set(f.claims) <= there for f in after.facts)
    assert {leaf for e in after.entities for leaf in e.leaves} == {m.leaf for r in rest for m in r.mentions}


@given(corpora())
def test_every_leaf_is_in_exactly_one_entity(found: list[Reading]) -> None:
    computed = world(found)
    assert sorted(leaf for e in computed.entities for leaf in e.leaves) == sorted(
        {m.leaf for r in found for m in r.mentions}
    )
    assert sum(e.n_mentions for e in computed.entities) == sum(len(r.mentions) for r in found)
    assert len({e.id for e in computed.entities}) == len(computed.entities)
    assert all(e.types[-1] == e.type and e.types == ONTOLOGY.chain(e.type) for e in computed.entities)


@given(corpora())
def test_every_claim_is_in_exactly_one_fact(found: list[Reading]) -> None:
    computed = world(found)
    assert sorted(c for f in computed.facts for c in f.claims) == sorted(c.id for r in found for c in r.claims)


@given(corpora())
def test_roles_lead_to_what_is_there(found: list[Reading]) -> None:
    computed = world(found)
    there = {e.id for e in computed.entities} | {f.id for f in computed.facts}
    assert all(r.to in there for f in computed.facts for r in f.roles)


@given(corpora())
def test_counts_add_up(found: list[Reading]) -> None:
    by_id = {c.id: c for r in found for c in r.claims}
    for fact in world(found).facts:
        stated_by = [by_id[c] for c in fact.claims]
        assert fact.n_claims == len(stated_by) == fact.n_pos + fact.n_neg > 0
        assert 1 <= fact.n_sources <= fact.n_docs == len({c.doc for c in stated_by})
        assert 0 <= fact.belief <= 1
        assert {c.type for c in stated_by} == {fact.type}
        assert len({c.realis == "actual" for c in stated_by}) == 1
        assert all(1 <= r.docs <= r.n <= fact.n_claims for r in fact.roles)


@given(corpora())
def test_every_record_comes_back_from_its_line(found: list[Reading]) -> None:
    computed = world(found)
    records: list[Record] = [*computed.entities, *computed.facts]
    for one in found:
        records += [one.document, *one.mentions, *one.claims]
    text = "\n".join(jsonl.lines(records, head=NOW))
    assert [record for _, record in jsonl.read(io.StringIO(text), name="x")] == records


@given(corpora())
def test_the_world_of_records_read_back_is_the_same(found: list[Reading]) -> None:
    kept: dict[str, tuple[Document, list[Mention], list[Claim]]] = {}
    for _, record in jsonl.read(io.StringIO("\n".join(exported(found))), name="x"):
        if isinstance(record, Document):
            kept[record.id] = (record, [], [])
        elif isinstance(record, Mention):
            kept[record.doc][1].append(record)
        elif isinstance(record, Claim):
            kept[record.doc][2].append(record)
    again = compute(kept.values(), ontology=ONTOLOGY, gazetteer=GAZETTEER)
    assert again == world(found)


KEYS = st.sampled_from("abcdef")
LEAVES = st.lists(
    st.tuples(st.lists(KEYS, min_size=1, max_size=2, unique=True), st.lists(KEYS, max_size=1), st.sampled_from(TYPES)),
    max_size=7,
)


@given(LEAVES)
def test_entities_are_the_connected_leaves(drawn: list[tuple[list[str], list[str], str]]) -> None:
    found = [
        Leaf(id=f"l_{n}", doc=f"d_{n}", names=((keys[0], 1),), keys=tuple(keys), aliases=tuple(set(others) - set(keys)),
             votes=((ONTOLOGY.chain(type_), 1.0),), n_mentions=1)
        for n, (keys, others, type_) in enumerate(drawn)
    ]  # fmt: skip
    chains = {n: c.types for n, c in ONTOLOGY.classes.items()}
    groups = [set(e.leaves) for e in entities(found, gazetteer=GAZETTEER, chains=chains)]
    names = {k for leaf in found for k in leaf.keys}
    for leaf in found:
        [own] = [g for g in groups if leaf.id in g]
        met = {o.id for o in found if set(leaf.keys) & set(o.keys)}
        met |= {o.id for o in found if (set(leaf.aliases) & set(o.aliases)) - names}
        assert met <= own
    for group in groups:  # whoever is joined only by names of others would come apart here
        inside = [leaf for leaf in found if leaf.id in group]
        reached, keys = {inside[0].id}, set(inside[0].keys) | set(inside[0].aliases) - names
        for _ in inside:
            new = [o for o in inside if keys & (set(o.keys) | set(o.aliases) - names)]
            reached |= {o.id for o in new}
            keys |= {k for o in new for k in (set(o.keys) | set(o.aliases) - names)}
        assert reached == group


FRAGMENTS = st.sampled_from(
    ["Loopride bought Nordvik in 2019. ", "“We will leave,” Norway said.", "\n\n", " \u2028", "The U.S. Riders have left. ",
     "TikTok, a Chinese app, lost 40,000 users on Monday. ", "e\u0301🚲 ", "It denied that. ", "Ann Reed (Norway) threatened to ban it unless Hoplane sold.",
     "\t", "\u200b", "\x1b[31m", "x" * 50, ".", "Harbor Ledger", "Loopride, also known as the Loop, ", "\r\n", "a" * 4100 + " "]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(FRAGMENTS, max_size=7).map("".join))
def test_what_is_read_is_in_the_text_word_for_word(text: str) -> None:
    doc = corpus.document("a.txt", text)
    found = list(corpus.extractor().extract([doc]))
    mentions = {r.id for r in found if isinstance(r, Mention)}
    claims: set[str] = set()
    for record in found:
        if isinstance(record, (Mention, Time)):
            assert text[record.start : record.end] == record.text != ""
        elif isinstance(record, Claim):
            assert text[record.start : record.end] == record.quote != ""
            spans = [
                record.trigger,
                record.content,
                record.time.span if record.time else None,
                *(q.span for q in record.quantities),
            ]
            assert all(record.start <= s.start < s.end <= record.end for s in spans if s is not None)
            assert all(text[q.span.start : q.span.end] == q.text for q in record.quantities)
            assert all(a.mention in mentions if a.mention else a.claim in claims for a in record.args)
            assert record.by is None or record.by in mentions
            claims.add(record.id)
    everything = {r.id for r in found if isinstance(r, Claim)}
    assert all(r.via in everything for r in found if isinstance(r, Claim) and r.via)
