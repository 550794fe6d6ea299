"""Invariants of the model (page 2 of the design) on generated evidence: the world is a function of a set."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from kg import gazetteer, ids, jsonl, ontology
from kg.export import canonical, digest
from kg.model import (
    EVIDENTIALS,
    REALIS,
    Arg,
    Claim,
    Delta,
    Document,
    Entity,
    Fact,
    Leaf,
    Mention,
    Quantity,
    Record,
    Span,
    Time,
    TimeBounds,
)
from kg.pipeline.world import CURRENT, Computed, compute, deltas
from kg.resolve import entities
from tests import corpus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ONTOLOGY, GAZETTEER = ontology.load(), gazetteer.load()
NAMES = ("Loopride", "the Loopride", "LOOPRIDE INC.", "Nordvik", "Norway", "Norwegian", "Ann Reed", "Reed", "🚲 Rad")
TYPES = ("Company", "Platform", "Country", "Person", "Place")
EVENTS = {
    "Acquisition": ("agent", "object"), "Fine": ("agent", "target"), "Statement": ("agent", "target"), "Ban": ("agent", "target"),
    "Meeting": ("agent", "partner"), "Owns": ("subject", "object"), "CountryOfOrigin": ("subject", "object"),
    "AlsoKnownAs": ("subject", "object"),
}  # fmt: skip
HOLDERS = {"Causes": ("subject", "object"), "Demand": ("demand",)}
TIMES = (
    None,
    *(TimeBounds(start=d, end=d, granularity="day", basis="stated") for d in ("2024-04-27", "2024-05-02", "2024-05-03", "2024-05-05")),
    TimeBounds(start="2024-05-01", end="2024-05-31", granularity="month", basis="stated", text="x", span=Span(0, 1)),
    TimeBounds(start="2024-01-01", end="2024-12-31", granularity="year", basis="resolved"),
    TimeBounds(start="2024-05-03", end=None, granularity="day", basis="stated"),
    *(TimeBounds(start=a, end=b, granularity="week", basis="assumed") for a, b in (("2024-04-27", "2024-05-03"), ("2024-05-01", "2024-05-07"))),
)  # fmt: skip
T = TypeVar("T")
NOW = jsonl.header(ontology="o", extractor="x")


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """A document with its evidence."""

    document: Document
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]

    def __repr__(self) -> str:
        return f"{self.document.uri}: {self.document.text}"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence of a generated document says."""

    kind: str
    fillers: tuple[tuple[str, str], ...]
    by: tuple[str, str] | None
    time: TimeBounds | None
    polarity: str
    realis: str
    evidential: str
    confidence: float
    quantities: tuple[Quantity, ...]
    holds: bool


def statement(pick: random.Random, *, kinds: Sequence[str], names: Sequence[str]) -> Statement:
    def named() -> tuple[str, str]:
        return pick.choice(names), pick.choice(TYPES)

    amount = Quantity(
        value=round(pick.uniform(0, 1e6), 3), unit=pick.choice((None, "rider")), approx=pick.random() < 0.5
    )
    return Statement(
        kind=pick.choice(kinds),
        fillers=tuple(named() for _ in range(pick.choice((0, 1, 2, 2, 2)))),
        by=named() if pick.random() < 0.3 else None,
        time=pick.choice(TIMES),
        polarity=pick.choice(("pos", "pos", "neg")),
        realis=pick.choice(("actual", "actual", "actual", *REALIS)),
        evidential=pick.choice(EVIDENTIALS),
        confidence=round(pick.random(), 3),
        quantities=(amount,) if pick.random() < 0.2 else (),
        holds=pick.random() < 0.8,
    )


def written(uri: str, publisher: str | None, statements: Sequence[Statement], *, lump: int) -> Reading:
    """The document that makes *statements*, a sentence each; every *lump*-th name joins the cluster of the one before."""
    text, places = "", []
    for one in statements:
        start, spots = len(text), []
        for name, type_ in (*one.fillers, *filter(None, [one.by])):
            spots.append((len(text), name, type_))
            text += f"{name} "
        trigger = len(text)
        text += f"{one.kind}. "
        places.append((start, trigger, spots))
    doc = Document(id=ids.document_id(uri, text), uri=uri, text=text, publisher=publisher, lang="en")
    named = sorted({name for _, _, spots in places for _, name, _ in spots})
    cluster = {n: n for n in named}
    cluster.update({b: cluster[a] for n, (a, b) in enumerate(pairwise(named), 1) if lump and n % lump == 0})
    found = {
        at: (name, type_, ids.mention_id(doc.id, at, at + len(name)))
        for _, _, spots in places
        for at, name, type_ in spots
    }
    leaf = {
        c: ids.leaf_id(doc.id, [m for name, _, m in found.values() if cluster[name] == c])
        for c in set(cluster.values())
    }
    mentions = tuple(
        Mention(
            id=made, doc=doc.id, start=at, end=at + len(name), text=name, form="demonym" if name == "Norwegian" else "name",
            type=type_, types=ONTOLOGY.chain(type_), confidence=0.5, leaf=leaf[cluster[name]],
        )
        for at, (name, type_, made) in sorted(found.items())
    )  # fmt: skip
    claims: list[Claim] = []
    for one, (start, trigger, spots) in zip(statements, places, strict=True):
        claims.append(
            stated(
                doc, one, start, Span(trigger, trigger + len(one.kind)), [found[at][2] for at, _, _ in spots], claims
            )
        )
    return Reading(doc, mentions, tuple({c.id: c for c in claims}.values()))


def stated(
    doc: Document, one: Statement, start: int, trigger: Span, mentions: list[str], before: Sequence[Claim]
) -> Claim:
    by = mentions[-1] if one.by else None
    if one.kind in HOLDERS:
        held = before[-4:][: len(HOLDERS[one.kind])] if one.holds else []
        args = tuple(Arg(role=r, claim=c.id) for r, c in zip(HOLDERS[one.kind], held, strict=False))
    else:
        args = tuple(Arg(role=r, mention=m) for r, m in zip(EVENTS[one.kind], mentions, strict=False))
    end = trigger.end + 1
    return Claim(
        id=ids.claim_id(doc.id, one.kind, trigger, args, one.polarity, by), doc=doc.id, type=one.kind,
        types=ONTOLOGY.chain(one.kind), start=start, end=end, quote=doc.text[start:end], trigger=trigger, args=args,
        polarity=one.polarity, realis=one.realis, evidential=one.evidential, by=by, time=one.time,
        quantities=one.quantities, confidence=one.confidence, extractor="rules",
    )  # fmt: skip


@st.composite
def corpora(draw: st.DrawFn) -> list[Reading]:
    """Some documents of different addresses; sizes and a seed are drawn, which makes worlds in which much meets."""
    pick = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 - examples, not secrets
    sizes = draw(st.lists(st.integers(0, 10), max_size=5))
    kinds, names = pick.sample([*EVENTS, *HOLDERS], 4), pick.sample(NAMES, 4)
    return [
        written(
            f"{n}.txt",
            pick.choice((None, "Ledger", "Courier")),
            [statement(pick, kinds=kinds, names=names) for _ in range(size)],
            lump=pick.choice((0, 0, 3)),
        )
        for n, size in enumerate(sizes)
    ]


def world(found: Iterable[Reading]) -> Computed:
    return compute(((r.document, r.mentions, r.claims) for r in found), ontology=ONTOLOGY, gazetteer=GAZETTEER)


def exported(found: Iterable[Reading]) -> list[str]:
    """The canonical export of *found*."""
    readings = sorted(found, key=lambda r: r.document.id)
    computed = world(readings)
    entity_of = {leaf: e.id for e in computed.entities for leaf in e.leaves}
    records: list[Record] = []
    for one in readings:
        mentions = [replace(m, entity=entity_of[m.leaf]) for m in one.mentions]
        records += [one.document, *sorted(mentions, key=place), *sorted(one.claims, key=place)]
    return list(canonical([*records, *computed.entities, *computed.facts], head=NOW))


def place(one: Mention | Claim) -> tuple[int, int, str]:
    return one.start, one.end, one.id


@st.composite
def twice(draw: st.DrawFn) -> tuple[list[Reading], list[Reading]]:
    """A corpus and the same one in another order, inside the documents too."""
    first = draw(corpora())
    pick = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311
    second = [Reading(r.document, mixed(r.mentions, pick), mixed(r.claims, pick)) for r in mixed(first, pick)]
    return first, second


def mixed(found: Sequence[T], pick: random.Random) -> tuple[T, ...]:
    return tuple(pick.sample(found, len(found)))


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
        there = known.keys() | facts.keys()
        assert all(r.to in there for f in delta.facts for r in f.roles), "an edge needs both its ends"
        mark = delta.world
    return Computed([known[i] for i in sorted(known)], [facts[i] for i in sorted(facts)]), mark


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
