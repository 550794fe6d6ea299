from __future__ import annotations

import socket
import sys
import threading
import time

import pytest

from kg import jsonl
from kg.errors import QueryError, UnavailableError
from kg.rdf import deadline, sparql
from kg.rdf.graphs import graphs
from tests.strait import strait

HEAD = jsonl.header(ontology="o", extractor="x")
READS = [
    "SELECT * { ?s ?p ?o }",
    "ASK { ?service o:from ?from . ?s o:service 'SERVICE' }",
    "# FROM here\nSELECT ?s { ?s a o:Claim }",
    "PREFIX ex: <https://harbour.example/from/service#> SELECT ?s { ?s ex:from ex:service }",
    'SELECT ?s { ?s <https://harbour.example/o#FROM> "SERVICE <x> {}"@en-from }',
    "SELECT ?s { ?s o:start ?n FILTER(?n<3 && ?n>1) }",
    "CONSTRUCT { ?s a o:Fact } WHERE { ?s a o:Fact }",
    "DESCRIBE <https://w3id.org/dramatis/id/f_0000>",
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g HAVING (?n > 1)",
    "BASE <https://harbour.example/> SELECT ?s { ?s <with> 'it\\'s' }",
    "SELECT ?s { ?s o:seeAlso <https://harbour.example/Ferry_(from_Norland)> }",
    "SELECT ?s { ?s ex:a\\#FROM 1 }",
]
OUTSIDE = [
    "SELECT * { SERVICE <{url}> { ?s ?p ?o } }",
    "SELECT * { service silent <{url}> { ?s ?p ?o } }",
    "PREFIX : <{url}> SELECT * { SERVICE:x{?s ?p ?o} }",
    "PREFIX SERVICE: <{url}> SELECT * { SERVICE:x{?s ?p ?o} }",
    "SELECT * { # comment\n SERVICE\n<{url}>{?s ?p ?o} }",
    "SELECT * { ?s ?p '#' . SERVICE <{url}> {?s ?p ?o} }",
    "SELECT * { ?s ?p 1SERVICE<{url}>{?s ?p ?o} }",
    'SELECT * { ?s ?p "\\u0022 } #" . SERVICE <{url}> {?s ?p ?o} }',
    "SELECT * { ?s ?p ?a FILTER(?a<?b#>'''\n) SERVICE <{url}> {?s ?p ?o} } #'''",
    'SELECT * { ?s ?p ?a FILTER(?a<b:x#>"""\n) SERVICE <{url}> {?s ?p ?o} } #"""',
    "PREFIX : <{url}> SELECT * { ?s ?p ?o FILTER(1<2)SERVICE:x#>\n{?s ?p ?o} }",
    "PREFIX : <{url}> SELECT(1<2AS?c)FROM:x#>\n{?s ?p ?o}",
    "SELECT * { ?s ?p ?x FILTER(1<2&&'>'=?x)SERVICE<{url}>{?s ?p 'a'} }",
    "SELECT * { ?s ?p ?o # \r SERVICE <{url}> {?s ?p ?o} }",
    "SELECT * FROM <{url}> { ?s ?p ?o }",
    "SELECT * FROM NAMED <{url}> { GRAPH ?g { ?s ?p ?o } }",
    "ASKFROM<{url}>{?s ?p ?o}",
    "SELECT *FROM<{url}>{?s ?p ?o}",
    "DESCRIBE ?s from <{url}> { ?s ?p ?o }",
    "SELECT * { { SELECT * { SERVICE ?where { ?s ?p ?o } VALUES ?where { <{url}> } } } }",
]
UPDATES = [
    "LOAD <{url}>",
    "PREFIX x: <x> load silent <{url}> INTO GRAPH <g>",
    "INSERT DATA { <a> <b> <c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP GRAPH <g>",
    "WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
]


@pytest.fixture(scope="module")
def loaded() -> object:
    return sparql.load(graphs(strait().records, head=HEAD))


@pytest.mark.parametrize("query", READS)
def test_what_asks_this_graph_may_run(query: str, loaded: object) -> None:
    sparql.check(query)
    if "\\#" not in query:
        list(sparql.ask(loaded, query).rows)  # type: ignore[arg-type] # a fixture has no type of a late import


def test_what_asks_elsewhere_is_refused_and_nobody_is_called(loaded: object) -> None:
    called: list[object] = []
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.5)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"

        def answer() -> None:
            try:
                called.append(listening.accept())
            except OSError:
                return

        waiting = threading.Thread(target=answer)
        waiting.start()
        for query in OUTSIDE + UPDATES:
            with pytest.raises(QueryError):
                sparql.ask(loaded, query.replace("{url}", url))  # type: ignore[arg-type] # as above
        waiting.join()
    assert called == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * { SERVICE <x> {} }", "SERVICE asks other sources"),
        ("SELECT * FROM <x> {}", "FROM asks other sources"),
        ("LOAD <x>", "LOAD changes a graph"),
        ("SELECT * {", "not SPARQL: error at 1:11"),
        ("SELECT 'a { }", "a string is not closed"),
        ("SELECT '''a''' { }", "one pair of quote marks"),
    ],
)
def test_a_refusal_says_why(query: str, words: str, loaded: object) -> None:
    with pytest.raises(QueryError, match=words):
        sparql.ask(loaded, query)  # type: ignore[arg-type] # as above


def test_terms_are_plain_values(loaded: object) -> None:
    query = "SELECT ?label ?n ?belief ?none { ?f a o:Ultimatum, o:Fact ; rdfs:label ?label ; o:nClaims ?n ; o:belief ?belief OPTIONAL { ?f o:nothing ?none } }"
    found = sparql.ask(loaded, query)  # type: ignore[arg-type] # as above
    assert (found.columns, list(found.rows)) == (("label", "n", "belief", "none"), [("ultimatum", 1, 0.5, None)])
    assert list(sparql.ask(loaded, "ASK { ?s a o:Ban }").rows) == [(True,)]  # type: ignore[arg-type] # as above


RUNAWAY = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT ?a ?d ?g ?j { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
)


@pytest.mark.parametrize("query", RUNAWAY)
def test_a_runaway_query_stops_at_its_deadline_and_the_next_one_runs(query: str) -> None:
    start = time.monotonic()
    with (
        pytest.raises(QueryError, match="longer than its deadline of 1 seconds"),
        deadline.answered(graphs(strait().records, head=HEAD), query, deadline=1) as found,
    ):
        for _ in found.rows:
            pass
    assert time.monotonic() - start < 30
    with deadline.answered(graphs(strait().records, head=HEAD), "ASK { ?s a o:Ban }", deadline=60) as found:
        assert list(found.rows) == [(True,)]


def test_a_query_left_in_the_middle_does_not_go_on() -> None:
    start = time.monotonic()  # leaving waits for the process to end
    with deadline.answered(graphs(strait().records, head=HEAD), RUNAWAY[2]) as found:
        assert len(next(found.rows)) == 12
    assert time.monotonic() - start < 30


@pytest.mark.parametrize("query", [q for q in READS if "\\#" not in q])
def test_the_answer_is_the_same_in_a_process_of_its_own(query: str, loaded: object) -> None:
    here = sparql.ask(loaded, query)  # type: ignore[arg-type] # as above
    with deadline.answered(graphs(strait().records, head=HEAD), query, deadline=60) as there:
        assert there.columns == here.columns
        assert sorted(map(repr, there.rows)) == sorted(map(repr, here.rows))


@pytest.mark.parametrize("query", ["SELECT * {", "SELECT * { SERVICE <x> {} }", "CLEAR ALL"])
def test_what_is_no_query_is_refused_there_too(query: str) -> None:
    with pytest.raises(QueryError), deadline.answered(graphs(strait().records, head=HEAD), query, deadline=60):
        pass


def test_a_process_that_ends_early_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/true")
    with (
        pytest.raises(UnavailableError, match="ended early; is there enough memory"),
        deadline.answered(graphs(strait().records, head=HEAD), "ASK { ?s a o:Ban }"),
    ):
        pass
