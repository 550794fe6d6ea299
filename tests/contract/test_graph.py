"""The graph in Python gives the same on both servers, and what networkx says is what Cypher says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import QueryError, UsageError
from kg.export import digest, lines
from kg.graph import Graph
from tests import networks
from tests.strait import delta, strait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store.graph import GraphStore

PARAMS: dict[str, object] = {"actor": "Loop", "target": "Loop", "camp": ["Norland"], "other": ["Alba", "Brisk", "Sula"]}


@pytest.fixture
def graph(store: GraphStore) -> Iterator[Graph]:
    store.apply(delta(strait()))
    with Graph(store) as opened:
        yield opened


def test_a_question_has_one_answer_in_cypher_and_in_networkx(graph: Graph) -> None:
    for name, (takes, columns, in_networkx) in networks.QUESTIONS.items():
        params = {p: PARAMS[p] for p in takes}
        asked = networks.asked(graph.ask(name, params), columns)
        assert asked == in_networkx(graph.to_networkx("events"), *params.values()), name
        assert asked, f"{name}: an answer without rows would prove nothing"


def test_entities_facts_and_quotes(graph: Graph) -> None:
    loop = graph.entity("loop inc.")
    assert (loop.name, loop.names) == ("Loop", ("Loop", "Loop Inc."))
    dated = [(f.date, f.label) for f in loop.timeline()]
    assert len(dated) > 3
    assert dated == sorted(dated, key=lambda d: str(d[0]))
    [ban] = [f for f in loop.facts("Ban") if f.status == "asserted"]
    assert [(r.role, r.name) for r in ban.roles] == [("agent", "Norland"), ("target", "Loop")]
    assert [c.quote for c in ban.claims] == ["Norland banned Loop."]
    assert (ban.claims[0].source.publisher, ban.claims[0].page) == ("Ferry News", None)


def test_rows_are_lazy_and_writing_is_refused(graph: Graph) -> None:
    answer = graph.cypher("UNWIND range(1, 100000) AS n RETURN n, n * $by AS m", {"by": 3})
    assert (answer.columns, next(answer), next(answer)) == (("n", "m"), {"n": 1, "m": 3}, {"n": 2, "m": 6})
    answer.close()
    for query in ("CREATE (n:X)", "MATCH (n) SET n.x = 1", "MATCH (n"):
        with pytest.raises(QueryError):
            graph.cypher(query)


def test_networks_and_panels(graph: Graph) -> None:
    ties = graph.to_networkx("actors")
    ids = {d["label"]: n for n, d in ties.nodes(data=True)}
    assert ties.edges[ids["Norland"], ids["Loop"]]["signed"] < 0
    rows = [(r["source"], r["target"], r["type"], r["period"]) for r in graph.panel("month")]
    assert ("Norland", "Loop", "Ban", "2024-05") in rows
    assert not [r for r in rows if r[2] == "Acquisition" and r[0] == "Loop"], "a sale that is demanded did not happen"
    demanded = graph.panel("year", statuses=["demanded"])
    assert demanded.note or len(demanded), "it has a row, or is counted as undated"
    with pytest.raises(UsageError, match="no status happened; there are: disputed, asserted"):
        graph.panel(statuses=["happened"])


def test_the_graph_in_rdf(graph: Graph) -> None:
    query = "SELECT ?name { ?f a o:Ban ; o:agent/skos:prefLabel ?name ; o:target/skos:prefLabel 'Loop' }"
    assert {row["name"] for row in graph.sparql(query)} == {"Norland"}
    found = graph.to_rdflib().query(query)
    assert {str(row[0]) for row in found} == {"Norland"}  # type: ignore[index]
    with pytest.raises(QueryError, match="only reads"):
        graph.sparql("DELETE WHERE { ?s ?p ?o }")
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(QueryError, match="longer than its deadline"):
        graph.sparql(endless, deadline=0.5)
    assert len(graph.sparql(query)) == 1, "the next one is answered"


def test_the_version_of_the_graph_can_be_cited(graph: Graph) -> None:
    assert graph.digest() == digest(lines(graph._store))
    assert len(graph.digest()) == 64
