"""Evidence and decisions that hypothesis makes up, for properties that hold of any."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from kg import gazetteer, ids, jsonl, ontology
from kg.decisions import decision_id, of_claim, of_leaf, text_sha
from kg.export import canonical
from kg.model import (
    EVIDENTIALS,
    REALIS,
    Anchor,
    Arg,
    Claim,
    Decision,
    Document,
    Evidence,
    Mention,
    Quantity,
    Record,
    Span,
    TimeBounds,
)
from kg.pipeline.computing import Computed, compute

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
    args = tuple(sorted(args, key=lambda a: a.role))
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


def world(found: Iterable[Reading], decisions: Iterable[Decision] = ()) -> Computed:
    reads = ((r.document, r.mentions, r.claims) for r in found)
    return compute(reads, decisions, ontology=ONTOLOGY, gazetteer=GAZETTEER)


def exported(found: Iterable[Reading], decisions: Sequence[Decision] = ()) -> list[str]:
    """The canonical export of *found* and *decisions*."""
    computed = world(found, decisions)
    readings = sorted((with_added(r, computed) for r in found), key=lambda r: r.document.id)
    entity_of = {leaf: e.id for e in computed.entities for leaf in e.leaves}
    records: list[Record] = []
    for one in readings:
        mentions = [replace(m, entity=entity_of[m.leaf]) for m in one.mentions]
        records += [one.document, *sorted(mentions, key=place), *sorted(one.claims, key=place)]
    kept = sorted((d for d in decisions if not d.superseded), key=lambda d: d.id)
    return list(canonical([*records, *computed.entities, *computed.facts, *kept], head=NOW))


def with_added(one: Reading, computed: Computed) -> Reading:
    """*one* with what people added to it, as a store holds it."""
    mentions = [m for m in computed.mentions if m.doc == one.document.id]
    claims = [c for c in computed.claims if c.doc == one.document.id]
    return Reading(one.document, (*one.mentions, *mentions), (*one.claims, *claims))


def evidence(one: Reading) -> Evidence:
    return Evidence(document=one.document, mentions=one.mentions, claims=one.claims, done=f"done {one.document.id}")


def moved(one: Reading, uri: str) -> Reading:
    """*one* as it is read at another address: the same but for all ids."""
    doc = replace(one.document, id=ids.document_id(uri, one.document.text), uri=uri)
    named = {m.id: ids.mention_id(doc.id, m.start, m.end) for m in one.mentions}
    leaves = {
        m.leaf: ids.leaf_id(doc.id, [named[o.id] for o in one.mentions if o.leaf == m.leaf]) for m in one.mentions
    }
    mentions = tuple(replace(m, id=named[m.id], doc=doc.id, leaf=leaves[m.leaf]) for m in one.mentions)
    claims: list[Claim] = []
    for claim in one.claims:
        args = tuple(
            Arg(role=a.role, mention=named[a.mention]) if a.mention else Arg(role=a.role, claim=named[a.filler])
            for a in claim.args
        )
        by = named[claim.by] if claim.by else None
        made = ids.claim_id(doc.id, claim.type, claim.trigger, args, claim.polarity, by)
        named[claim.id] = made
        claims.append(replace(claim, id=made, doc=doc.id, args=args, by=by))
    return Reading(doc, mentions, tuple(claims))


CLAIM_SETTINGS = ("polarity=neg", "polarity=pos", "realis=threatened", "date=2024-05", "certainty=possible")
FACT_SETTINGS = ("fact.label=x", "fact.status=denied", "fact.date=2017-11-09", "fact.quantity=7")
ENTITY_SETTINGS = ("name=Somebody", "wikidata=Q42", "wikidata=")


def judgement(pick: random.Random, found: Sequence[Reading], number: int) -> Decision | None:
    """One decision about something in *found*; None when there is nothing of the kind."""
    leaves = sorted({(n, m.leaf) for n, r in enumerate(found) for m in r.mentions})
    claims = [(n, c) for n, r in enumerate(found) for c in r.claims]
    action = pick.choice(("same", "same", "different", "different", "reject", "accept", "set", "set", "retype", "add"))
    value = ""
    if action in {"same", "different"} or (action in {"set", "retype"} and pick.random() < 0.4):
        count = 1 if action in {"set", "retype"} else 2
        if len(leaves) < count:
            return None
        picked = pick.sample(leaves, count)
        value = {"set": pick.choice(ENTITY_SETTINGS), "retype": pick.choice(TYPES)}.get(action, "")
        on = tuple(leaf for _, leaf in picked)
        anchors = tuple(
            of_leaf(found[n].document, [m for m in found[n].mentions if m.leaf == leaf], side=side)
            for side, (n, leaf) in enumerate(picked)
        )
    elif action == "add":
        return addition(pick, [r for r in found if r.mentions], number)
    elif claims:
        n, claim = pick.choice(claims)
        value = {"set": pick.choice(CLAIM_SETTINGS + FACT_SETTINGS), "retype": pick.choice(("Fine", "Ban"))}.get(
            action, ""
        )
        on = (claim.id,)
        anchors = (of_claim(found[n].document, claim, {m.id: m for m in found[n].mentions}),)
    else:
        return None
    return decision(action, on, anchors, value, number)


def addition(pick: random.Random, found: Sequence[Reading], number: int) -> Decision | None:
    """A claim that somebody adds, over mentions that are there and over words that nobody read."""
    if not found:
        return None
    one = pick.choice(found)
    doc, mention = one.document, pick.choice(one.mentions)
    word = doc.text.index(".") - 2
    args = [{"role": "agent", "start": mention.start, "end": mention.end, "type": mention.type}]
    if pick.random() < 0.5 and not any(m.start < word + 2 and word < m.end for m in one.mentions):
        args.append({"role": "object", "start": word, "end": word + 2, "type": "Company"})
    obj = {
        "type": "Acquisition",
        "start": 0,
        "end": len(doc.text),
        "args": args,
        "polarity": pick.choice(("pos", "neg")),
    }
    anchor = Anchor(sha=text_sha(doc.text), uri=doc.uri, type="Acquisition", start=0, end=len(doc.text), quote=doc.text)
    return decision("add", (f"c_{number}",), (anchor,), json.dumps(obj, sort_keys=True), number)


def decision(action: str, on: tuple[str, ...], anchors: tuple[Anchor, ...], value: str, number: int) -> Decision:
    at = f"2025-01-01T00:00:{number:02}Z"
    made = decision_id(action, on, value, "reed", at)
    return Decision(id=made, action=action, on=on, by="reed", at=at, value=value, anchors=anchors)


def undone(one: Decision) -> list[Decision]:
    """*one* as it stands when it is undone, and its undoing."""
    made = decision_id("undo", [one.id], "", "reed", "2025-02-01T00:00:00Z")
    undo = Decision(id=made, action="undo", on=(one.id,), by="reed", at="2025-02-01T00:00:00Z", superseded=True)
    return [replace(one, superseded=True), undo]


@st.composite
def decided(draw: st.DrawFn) -> tuple[list[Reading], list[Decision]]:
    """A corpus and some decisions about it."""
    found = draw(corpora().filter(lambda c: any(r.mentions for r in c)))
    pick = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 - examples, not secrets
    made = [judgement(pick, found, n) for n in range(draw(st.integers(1, 5)))]
    return found, list({d.id: d for d in made if d is not None}.values())


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
