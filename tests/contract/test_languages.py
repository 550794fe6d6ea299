"""One graph, three languages: Cypher, SPARQL and networkx give the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kg import ontology
from kg.analyze.graphs import events
from kg.export import header
from kg.query.ask import ask, questions
from kg.rdf import sparql
from kg.rdf.dataset import dataset
from kg.rdf.graphs import graphs
from tests.strait import delta, strait

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

    from kg.store.graph import GraphStore

Rows = list[tuple[object, ...]]

SPARQL = {
    "buyers": """SELECT DISTINCT ?label ?name { ?f a o:Acquisition, o:Fact ; rdfs:label ?label ; o:agent ?one, ?other .
        ?one skos:prefLabel ?name FILTER(?one != ?other) }""",
    "threats": """SELECT ?date ?who { ?f a o:Threaten, o:Fact ; o:target/skos:prefLabel "Loop" ; o:date ?date ;
        o:agent/skos:prefLabel ?who }""",
    "timeline": """SELECT DISTINCT ?label { ?f a o:Fact ; rdfs:label ?label ; ?role ?x . ?x skos:prefLabel "Loop" }""",
    "pairs": """SELECT ?a ?b (COUNT(DISTINCT ?f) AS ?n) { ?f a o:Event, o:Fact ; o:agent ?x ;
        (o:target|o:partner|o:beneficiary|o:object) ?y . ?x skos:prefLabel ?a . ?y skos:prefLabel ?b . ?y a o:Actor
        FILTER(?x != ?y) } GROUP BY ?a ?b""",
    "chains": """SELECT ?cause ?effect { ?s a o:Causes, o:Fact ; o:subject/rdfs:label ?cause ; o:object ?e .
        ?e a o:UserMigration ; rdfs:label ?effect }""",
    "mentions": """SELECT ?text ?quote { <https://w3id.org/dramatis/id/f_0007> prov:wasDerivedFrom ?c . ?c oa:exact ?quote ;
        (o:agent|o:object) ?m . ?m oa:exact ?text }""",
}  # fmt: skip
GIVEN: dict[str, dict[str, object]] = {
    "threats": {"target": "Loop"}, "timeline": {"actor": "Loop"}, "chains": {"type": "UserMigration"},
    "mentions": {"fact": "f_0007"},
}  # fmt: skip
CYPHER: dict[str, Callable[[dict[str, Any]], Rows]] = {
    "buyers": lambda r: [("purchase of Hop", b) for b in r["buyers"]],
    "threats": lambda r: [(r["date"], who) for who in r["who"]],
    "timeline": lambda r: [(r["event"],)],
    "pairs": lambda r: [(r["actor"], r["on"], r["events"])],
    "chains": lambda r: [tuple(r["chain"])],
    "mentions": lambda r: [(r["text"], r["quote"])],
}


def from_networkx(graph: nx.MultiDiGraph[str], name: str) -> Rows:
    """The same by walking over nodes and edges."""
    node: Callable[[str], dict[str, Any]] = lambda n: graph.nodes[n]  # noqa: E731 - short is readable here
    edges = [(f, to, role) for f, to, role in graph.edges(keys=True)]
    facts = {f: [(role, to) for one, to, role in edges if one == f] for f, _, _ in edges}

    def who(fact: str, *roles: str) -> list[str]:
        return [to for role, to in facts[fact] if role in roles]

    quotes = {c.id: c for c in strait().claims}
    texts = {m.id: m.text for m in strait().mentions}
    match name:
        case "buyers":
            bought = [f for f in facts if node(f)["type"] == "Acquisition" and len(who(f, "agent")) > 1]
            return [(node(f)["label"], node(a)["label"]) for f in bought for a in who(f, "agent")]
        case "threats":
            made = [f for f in facts if "Threaten" in node(f)["types"]]
            return [
                (node(f)["date"], node(a)["label"])
                for f in made
                for t in who(f, "target")
                if node(t)["label"] == "Loop"
                for a in who(f, "agent")
            ]
        case "timeline":
            return sorted({(node(f)["label"],) for f, to, _ in edges if node(to)["label"] == "Loop"})
        case "pairs":
            pairs = [
                (a, b)
                for f in facts
                if node(f)["types"][0] == "Event"
                for a in who(f, "agent")
                for b in who(f, "target", "partner", "beneficiary", "object")
                if a != b and "Actor" in node(b)["types"]
            ]
            return sorted({(node(a)["label"], node(b)["label"], pairs.count((a, b))) for a, b in pairs})
        case "chains":
            causes = [f for f in facts if node(f)["type"] == "Causes"]
            return [
                (node(s)["label"], node(o)["label"])
                for f in causes
                for s in who(f, "subject")
                for o in who(f, "object")
            ]
        case _:
            claims = [quotes[c] for c in node("f_0007")["claims"]]
            return [(texts[a.filler], c.quote) for c in claims for a in c.args]


@pytest.fixture
def filled(store: GraphStore) -> GraphStore:
    store.prepare()
    store.apply(delta(strait()))
    return store


def test_three_languages_give_the_same_rows(filled: GraphStore) -> None:
    triples = sparql.load(graphs(filled.records(), head=header(filled)))
    entities, facts = filled.world()
    network = events(entities, facts, ontology=ontology.load())
    for name, query in SPARQL.items():
        with ask(filled, questions()[name], GIVEN.get(name, {})) as answer:
            cypher = [row for r in answer.rows for row in CYPHER[name](dict(zip(answer.columns, r, strict=True)))]
        asked = list(sparql.ask(triples, query).rows)
        assert cypher, name
        assert (name, sorted(cypher, key=str)) == (name, sorted(asked, key=str))
        assert (name, sorted(cypher, key=str)) == (name, sorted(from_networkx(network, name), key=str))


def test_rdflib_holds_the_same_graph(filled: GraphStore) -> None:
    made = dataset(graphs(filled.records(), head=header(filled)))
    found = made.query("SELECT ?label { ?f a o:Ultimatum, o:Fact ; rdfs:label ?label }")
    assert [str(row[0]) for row in found] == ["ultimatum"]  # type: ignore[index] # rdflib's rows may be triples
    names = {str(g.identifier).rpartition("/")[2] for g in made.graphs()}
    assert {"d_0000", "d_0001", "d_0002", "decisions", "world", "ontology"} <= names
