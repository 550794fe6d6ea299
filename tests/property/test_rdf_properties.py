"""Records to RDF and back, whatever the records: byte for byte."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg import jsonl
from kg.export import tables
from kg.model import (
    CERTAINTIES,
    EVIDENTIALS,
    FORMS,
    POLARITIES,
    REALIS,
    ROLES,
    Anchor,
    Arg,
    Claim,
    Decision,
    Document,
    Entity,
    Fact,
    Mention,
    Quantity,
    Record,
    RoleEdge,
    Span,
    TimeBounds,
)  # fmt: skip
from kg.rdf import reader
from kg.rdf.graphs import graphs
from kg.rdf.writer import WRITERS

HEAD = jsonl.header(ontology='a "hash"', extractor="rules 0.1.0")
SUFFIX = {"nquads": ".nq", "trig": ".trig", "jsonld": ".jsonld"}
texts = st.text(max_size=12) | st.sampled_from(
    [
        '"\\\n\r\t\b\f',
        "\x00\x1f\x7f\x85\u2028",
        "https://a.example/#x y",
        "<a>{}|^`",
        "𝄞é\u0301\u202e",
        "true",
        "1",
        "[]",
        "",
    ]
)
maybe = st.none() | texts
names = st.sampled_from(["Actor", "Company", "Ünfug", "Event", "Ban", "a b/c#d"])
chains = st.lists(names, min_size=1, max_size=3).map(tuple)
numbers = st.integers(-(2**40), 2**40) | st.floats(-1e6, 1e6)
floats = numbers.map(lambda n: float(jsonl.number(float(n))))
dates = st.none() | st.sampled_from(["2024", "2024-05", "2024-05-31", "2024-02-30", "0000-01-01", "2023-W24", "x"])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | texts,
    lambda v: st.lists(v, max_size=2) | st.dictionaries(texts, v, max_size=2),
    max_leaves=4,
)
words = st.lists(texts, max_size=3).map(tuple)


def one(kind: str, *, least: int = 0, most: int = 3) -> st.SearchStrategy[list[str]]:
    """Ids of one kind of record."""
    odd = st.text(st.characters(codec="utf-8"), min_size=1, max_size=4)
    return st.lists(odd.map(lambda t: f"{kind}_{t}"), min_size=least, max_size=most, unique=True)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 50))
    return Span(start, start + draw(st.integers(0, 9)))


@st.composite
def documents(draw: st.DrawFn, made: str) -> list[Record]:
    """A document with mentions and claims, as an export has them."""
    doc = Document(
        id=made, uri=draw(texts), text=draw(texts), title=draw(maybe), publisher=draw(maybe), author=draw(maybe),
        published=draw(dates), lang=draw(maybe), cites=tuple(draw(one("m"))),
        pages=draw(st.none() | st.lists(st.integers(0, 99), max_size=3).map(tuple)),
        meta=draw(st.dictionaries(texts, json_values, max_size=2)),
    )  # fmt: skip
    mentions = []
    for name in draw(one(f"m_{made}", most=2)):
        span, chain = draw(spans()), draw(chains)
        mentions.append(
            Mention(
                id=name, doc=made, start=span.start, end=span.end, text=draw(texts), form=draw(st.sampled_from(FORMS)),
                type=chain[-1], types=chain, confidence=draw(floats), leaf=draw(one("l", least=1))[0],
                entity=draw(st.none() | one("e", least=1).map(lambda e: e[0])),
            )
        )  # fmt: skip
    claims: list[Claim] = []
    for name in draw(one(f"c_{made}", most=2)):
        claims.append(draw(stated(name, made, [m.id for m in mentions], [c.id for c in claims])))
    starts = {m.id: m.start for m in mentions}
    starts |= {c.id: c.trigger.start if c.trigger else c.start for c in claims}
    claims = [replace(c, args=jsonl.args_in_order(c.args, starts)) for c in claims]
    return [
        doc,
        *sorted(mentions, key=lambda m: (m.start, m.end, m.id)),
        *sorted(claims, key=lambda c: (c.start, c.end, c.id)),
    ]


@st.composite
def stated(draw: st.DrawFn, made: str, doc: str, mentions: list[str], claims: list[str]) -> Claim:
    span, chain = draw(spans()), draw(chains)
    fillers = [Arg(role=r, mention=m) for r in ROLES[:3] for m in mentions]
    fillers += [Arg(role=r, claim=c) for r in ROLES[-3:] for c in claims]
    time = TimeBounds(
        start=draw(dates), end=draw(dates), granularity=draw(texts), basis=draw(texts), text=draw(maybe),
        span=draw(st.none() | spans()),
    )  # fmt: skip
    quantity = Quantity(
        value=draw(floats), high=draw(st.none() | floats), unit=draw(maybe), approx=draw(st.booleans()),
        text=draw(texts), span=draw(spans()),
    )  # fmt: skip
    return Claim(
        id=made, doc=doc, type=chain[-1], types=chain, start=span.start, end=span.end, quote=draw(texts),
        trigger=draw(st.none() | spans()),
        args=tuple(draw(st.lists(st.sampled_from(fillers), unique=True))) if fillers else (),
        polarity=draw(st.sampled_from(POLARITIES)), certainty=draw(st.sampled_from(CERTAINTIES)),
        realis=draw(st.sampled_from(REALIS)), evidential=draw(st.sampled_from(EVIDENTIALS)),
        by=draw(st.none() | st.sampled_from(mentions)) if mentions else None,
        via=draw(st.none() | st.sampled_from(claims)) if claims else None,
        content=draw(st.none() | spans()), focus=draw(texts), time=draw(st.none() | st.just(time)),
        quantities=draw(st.sampled_from([(), (quantity,), (quantity, quantity)])), confidence=draw(floats),
        extractor=draw(texts), rule=draw(texts),
    )  # fmt: skip


@st.composite
def entities(draw: st.DrawFn, made: str) -> Entity:
    chain = draw(chains)
    return Entity(
        id=made, name=draw(texts), type=chain[-1], types=chain, names=draw(words), leaves=tuple(draw(one("l"))),
        wikidata=draw(maybe), n_mentions=draw(st.integers(0, 9)), n_docs=draw(st.integers(0, 9)),
        curated=draw(st.booleans()),
    )  # fmt: skip


@st.composite
def facts(draw: st.DrawFn, made: str) -> Fact:
    chain, counts = draw(chains), st.integers(0, 9)
    roles = tuple(
        RoleEdge(role=r, to=t, n=draw(counts), docs=draw(counts)) for r in ROLES[:2] for t in draw(one("e", most=2))
    )
    return Fact(
        id=made, block=draw(texts), type=chain[-1], types=chain, label=draw(texts), date=draw(dates),
        time_start=draw(dates), time_end=draw(dates), time_granularity=draw(maybe), time_basis=draw(maybe),
        status=draw(texts), n_claims=draw(counts), n_pos=draw(counts), n_neg=draw(counts), n_docs=draw(counts),
        n_sources=draw(counts), belief=draw(floats), quantity=draw(st.none() | floats), quantity_unit=draw(maybe),
        quantity_approx=draw(st.none() | st.booleans()), claims=tuple(draw(one("c"))), roles=roles,
        quantities=draw(words),
    )  # fmt: skip


@st.composite
def decisions(draw: st.DrawFn, made: str) -> Decision:
    anchor = Anchor(sha=draw(texts), uri=draw(texts), type="Ban", start=1, end=2, quote=draw(texts), args=draw(words))
    return Decision(
        id=made, action=draw(texts), on=tuple(draw(one("l"))), by=draw(texts), at=draw(texts), note=draw(texts),
        value=draw(texts), superseded=draw(st.booleans()), anchors=draw(st.sampled_from([(), (anchor, anchor)])),
    )  # fmt: skip


@st.composite
def worlds(draw: st.DrawFn) -> list[Record]:
    """Records in canonical order."""
    found: list[Record] = []
    for made in sorted(draw(one("d", most=2))):
        found += draw(documents(made))
    found += [draw(entities(made)) for made in sorted(draw(one("e", most=2)))]
    found += [draw(facts(made)) for made in sorted(draw(one("f", most=2)))]
    return found + [draw(decisions(made)) for made in sorted(draw(one("k", most=2)))]


def back(lines: list[str], suffix: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"graph{suffix}")
        path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
        with reader.read(path) as found:
            return [jsonl.dumps(o if o["kind"] == "header" else jsonl.to_dict(jsonl.from_dict(o))) for o in found]


@given(worlds(), st.sampled_from(sorted(SUFFIX)), st.randoms(use_true_random=False))
def test_records_come_back_byte_for_byte(records: list[Record], form: str, shuffled: random.Random) -> None:
    wanted = list(jsonl.lines(records, head=HEAD))
    lines = list(WRITERS[form](graphs(records, head=HEAD, prefix="https://graph.example/x/")))
    if form == "nquads":
        shuffled.shuffle(lines)
    assert back(lines, SUFFIX[form]) == wanted


@given(worlds())
def test_tables_come_back_byte_for_byte(records: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tables.write(records, Path(folder), head=HEAD)
        found = list(tables.read(Path(folder)))
    assert [jsonl.dumps(o if o["kind"] == "header" else jsonl.to_dict(jsonl.from_dict(o))) for o in found] == list(
        jsonl.lines(records, head=HEAD)
    )


@given(worlds())
def test_no_statement_has_a_blank_node_or_stands_twice(records: list[Record]) -> None:
    lines = list(WRITERS["nquads"](graphs(records, head=HEAD)))
    assert len(set(lines)) == len(lines)
    assert [line for line in lines if line.startswith("_:") or " _:" in line.split('"')[0]] == []
