"""Records as named graphs, one after the other: each document's own, the decisions', and the world's piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.model import Claim, Decision, Document, Mention, Record
from kg.rdf.terms import IRI, PREFIX, Term, Triple, full, instance, refers, triples

_PIECE = 1000  # records of the world held at once
# How our terms stand to those of others. Source: SEM, PROV-O, schema.org, Web Annotation.
_ALIGNED = (
    ("o:Event", "rdfs:subClassOf", "sem:Event"),
    ("o:Actor", "rdfs:subClassOf", "sem:Actor"),
    ("o:Place", "rdfs:subClassOf", "sem:Place"),
    ("o:Claim", "rdfs:subClassOf", "prov:Entity"),
    ("o:Claim", "rdfs:subClassOf", "schema:Claim"),
    ("o:Document", "rdfs:subClassOf", "prov:Entity"),
    ("o:Document", "rdfs:subClassOf", "schema:CreativeWork"),
    ("o:Mention", "rdfs:subClassOf", "oa:TextQuoteSelector"),
    ("o:agent", "rdfs:subPropertyOf", "sem:hasActor"),
    ("o:target", "rdfs:subPropertyOf", "sem:hasActor"),
    ("o:partner", "rdfs:subPropertyOf", "sem:hasActor"),
    ("o:beneficiary", "rdfs:subPropertyOf", "sem:hasActor"),
    ("o:place", "rdfs:subPropertyOf", "sem:hasPlace"),
)


class Graph(NamedTuple):
    """A named graph, or a piece of one: its IRI and its triples, sorted."""

    name: str
    triples: list[Triple]


def graphs(records: Iterable[Record], *, head: Mapping[str, object], prefix: str = PREFIX) -> Iterator[Graph]:
    """*records* in canonical order as named graphs, lazily.

    `g/ID` is what came from one document, `g/decisions` what people decided, `g/world` all that is computed: dropping
    the first and computing the last anew takes a document back. `g/ontology` says how our terms stand to others'.
    """
    world = f"{prefix}g/world"
    yield Graph(f"{prefix}g/ontology", sorted((full(s), full(p), Term(full(o), IRI)) for s, p, o in _ALIGNED))
    about = [(world, full(f"o:{k}"), Term(str(v))) for k, v in head.items() if k != "kind"]
    yield Graph(world, sorted(about))
    document: list[Triple] = []
    rest: list[Triple] = []
    name, count = "", 0
    for record in records:
        kind = "decisions" if isinstance(record, Decision) else "world"
        if isinstance(record, (Document, Mention, Claim)):
            kind = record.id if isinstance(record, Document) else record.doc
        if f"{prefix}g/{kind}" != name or (kind in {"decisions", "world"} and count >= _PIECE):
            yield from _pieces(name, document, world, rest)
            name, document, rest, count = _graph(kind, prefix), [], [], 0
        document += triples(record, prefix)
        count += 1
        if isinstance(record, Mention) and (one := refers(record, prefix)):
            rest.append(one)
    yield from _pieces(name, document, world, rest)


def _graph(kind: str, prefix: str) -> str:
    made = instance(kind, prefix)
    return f"{prefix}g/{made.rpartition('/id/')[2]}"


def _pieces(name: str, document: list[Triple], world: str, rest: list[Triple]) -> Iterator[Graph]:
    if document:
        yield Graph(name, sorted(set(document)))
    if rest:
        yield Graph(world, sorted(set(rest)))
