"""What every store promises."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg import gazetteer, jsonl, ontology
from kg.errors import IntegrityError, KgError, QueryError
from kg.export import canonical, lines
from kg.model import Delta, Document, Evidence, Record
from kg.pipeline.computing import compute
from kg.pipeline.world import STALE, sync
from kg.query.run import run
from tests import corpus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.protocols import Store
    from kg.store.graph import GraphStore


def fill(store: GraphStore, evidence: Iterable[Evidence], *, size: int = 10) -> None:
    store.prepare()
    found = list(evidence)
    for part in (
        itertools.batched(found, size)
        if hasattr(itertools, "batched")
        else [found[i : i + size] for i in range(0, len(found), size)]
    ):
        store.apply(Delta(evidence=tuple(part), world=STALE, header=("o", "x")))
    sync(store, ontology=ontology.load(), gazetteer=gazetteer.load())


def in_memory(evidence: Iterable[Evidence]) -> list[str]:
    """The canonical export of *evidence* made without any store."""
    found = sorted(evidence, key=lambda e: e.document.id)
    world = corpus.world(found)
    entity_of = {leaf: e.id for e in world.entities for leaf in e.leaves}
    records: list[Record] = []
    for one in found:
        mentions = [replace(m, entity=entity_of[m.leaf]) for m in one.mentions]
        claims = sorted(one.claims, key=lambda c: (c.start, c.end, c.id))
        mentions.sort(key=lambda m: (m.start, m.end, m.id))
        records += [one.document, *mentions, *claims]
    records += [*world.entities, *world.facts]
    return list(canonical(records, head=jsonl.header(ontology="o", extractor="x")))


def test_an_export_equals_the_world_computed_in_memory(store: GraphStore) -> None:
    fill(store, corpus.evidence())
    assert list(lines(store)) == in_memory(corpus.evidence())


def test_order_and_batches_change_no_byte(store: GraphStore) -> None:
    fill(store, reversed(corpus.evidence()), size=1)
    assert list(lines(store)) == in_memory(corpus.evidence())


def test_documents_that_come_later_end_in_the_same_world(store: GraphStore) -> None:
    for one in corpus.evidence():
        fill(store, [one])
    assert list(lines(store)) == in_memory(corpus.evidence())


def test_applying_a_delta_twice_changes_nothing(store: GraphStore) -> None:
    fill(store, corpus.evidence())
    before = list(lines(store))
    store.apply(Delta(evidence=corpus.evidence()))
    sync(store, ontology=ontology.load(), gazetteer=gazetteer.load())
    assert list(lines(store)) == before


def test_a_changed_document_takes_what_only_its_old_text_supported(store: GraphStore) -> None:
    fill(store, corpus.evidence())
    new = corpus.read(
        [
            corpus.document(
                "b.txt", "The harbour ministry praised Nordvik.", publisher="Canal Courier", published="2024-05-06"
            )
        ]
    )
    fill(store, new)
    others = [e for e in corpus.evidence() if e.document.uri != "b.txt"]
    assert list(lines(store)) == in_memory([*others, *new])


def test_forgetting_a_document_is_never_having_seen_it(store: GraphStore) -> None:
    fill(store, corpus.evidence())
    gone = corpus.evidence()[1]
    store.apply(Delta(forget=(gone.document.id,), world=STALE))
    sync(store, ontology=ontology.load(), gazetteer=gazetteer.load())
    assert list(lines(store)) == in_memory([e for e in corpus.evidence() if e is not gone])


def test_parts_of_a_large_document_add_up(store: GraphStore) -> None:
    store.prepare()
    whole = corpus.evidence()[0]
    store.apply(Delta(evidence=(replace(whole, claims=(), done=""),), world=STALE, header=("o", "x")))
    assert store.done([whole.done]) == set()
    store.apply(Delta(evidence=(replace(whole, mentions=(), adds=True),), world=STALE))
    sync(store, ontology=ontology.load(), gazetteer=gazetteer.load())
    assert store.done([whole.done]) == {whole.done}
    assert list(lines(store)) == in_memory([whole])


def test_a_done_mark_is_found_again(store: GraphStore) -> None:
    fill(store, corpus.evidence())
    marks = {e.done for e in corpus.evidence()}
    assert store.done([*marks, "other"]) == marks


def test_every_quote_stands_in_its_text(store: GraphStore) -> None:
    fill(store, corpus.evidence())
    for doc, mentions, claims in store.evidence():
        assert all(doc.text[m.start : m.end] == m.text for m in mentions)
        assert all(doc.text[c.start : c.end] == c.quote for c in claims)


def test_evidence_of_some_documents_is_that_of_all_without_the_others(store: GraphStore) -> None:
    kept: Store = store
    fill(store, corpus.evidence())
    whole = {doc.id: (doc, mentions, claims) for doc, mentions, claims in kept.evidence()}
    wanted = sorted(whole)[1:3]
    assert list(kept.evidence(wanted)) == [whole[i] for i in wanted]
    assert list(kept.evidence(["d_unknown"])) == []


def test_a_newer_schema_is_refused_without_writing(store: GraphStore) -> None:
    store.prepare()
    store.connection.run("MATCH (n:Meta {id: 'meta'}) SET n.schema = 99")
    with pytest.raises(IntegrityError, match="schema 99"):
        store.prepare()
    with pytest.raises(KgError, match="schema 99"):
        store.apply(Delta(evidence=corpus.evidence()))
    assert store.counts()["document"] == 0


def test_text_comes_back_exactly(store: GraphStore) -> None:
    text = "Quotes ' \" ` $x {id: 1} \\ \u2028 𝄞 é\u0301 \u202e and // no comment.\n\tLoopride bought Nordvik."
    found = corpus.read([corpus.document("odd'\"uri.txt", text)])
    fill(store, found)
    doc = next(r for r in store.records() if isinstance(r, Document))
    assert (doc.text, doc.uri) == (text, "odd'\"uri.txt")


def test_a_long_text_is_kept(store: GraphStore) -> None:
    doc = corpus.document("long.txt", "Loopride bought Nordvik. " * 200_000)
    store.prepare()
    store.apply(Delta(evidence=(Evidence(document=doc, mentions=(), claims=(), done="x"),)))
    assert next(r for r in store.records() if isinstance(r, Document)).text == doc.text


WRITES = (
    "CREATE (n:Entity {id: 'x'})",
    "MATCH (n) SET n.name = 'x'",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) REMOVE n.name",
    "MERGE (n:Entity {id: 'x'}) RETURN n",
    "FOREACH (i IN [1] | CREATE (:X))",
    "MATCH (n) CALL { WITH n SET n.x = 1 } RETURN n",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "DROP INDEX claim_by",
    "CREATE USER eve SET PASSWORD 'secretsecret'",
    "SHOW USERS",
    "CALL dbms.listConfig()",
    "UNWIND [1] AS i CALL { CREATE (:X) } IN TRANSACTIONS RETURN i",
    "EXPLAIN MATCH (n) RETURN n",
    "MATCH (n) RETURN n; MATCH (n) DETACH DELETE n",
)


def test_a_write_by_query_is_refused(store: GraphStore) -> None:
    fill(store, corpus.evidence()[:1])
    before = list(lines(store))
    for statement in WRITES:
        with pytest.raises(QueryError), run(store, statement) as answer:
            list(answer.rows)
    assert list(lines(store)) == before


def test_the_account_behind_queries_cannot_write_either(store: GraphStore) -> None:
    fill(store, corpus.evidence()[:1])
    before = list(lines(store))
    refused = r"(?i)forbidden|not allowed|write|permission|access"
    for statement in ("CREATE (n:X)", "MATCH (n:Document) SET n.title = 'x'", "MATCH (n:Document) DETACH DELETE n"):
        with pytest.raises(Exception, match=refused), store.connection.session(reader=True) as session:
            session.run(statement).consume()
    assert list(lines(store)) == before


def test_questions_are_answered_with_graph_values_as_maps(store: GraphStore) -> None:
    fill(store, corpus.evidence())
    statement = "MATCH (f:Acquisition)-[:OBJECT]->(o:Entity {name: $name}) RETURN f.status AS status, o ORDER BY f.id"
    with run(store, statement, params={"name": "Nordvik"}) as answer:
        rows = list(answer.rows)
    assert answer.columns == ("status", "o")
    assert rows
    assert all(isinstance(r[1], dict) and "Entity" in r[1]["labels"] for r in rows)


def test_an_actor_reaches_another_through_an_event(store: GraphStore) -> None:
    fill(store, corpus.evidence())
    with run(
        store,
        "MATCH (a:Actor)<-[:AGENT]-(f:Event)-[:OBJECT|TARGET]->(b:Actor) RETURN a.name, f.type, b.name ORDER BY 1, 2, 3",
    ) as answer:
        assert ("Loopride", "Acquisition", "Nordvik") in list(answer.rows)


def test_wrong_cypher_says_so(store: GraphStore) -> None:
    store.prepare()
    with pytest.raises(QueryError, match="Cypher"), run(store, "MATCH (n RETURN n") as answer:
        list(answer.rows)


def test_the_world_is_a_function_of_the_set_of_documents() -> None:
    loaded, names = ontology.load(), gazetteer.load()
    wanted = corpus.world(corpus.evidence())
    for order in itertools.permutations(corpus.evidence()):
        assert compute(((e.document, e.mentions, e.claims) for e in order), ontology=loaded, gazetteer=names) == wanted


def test_a_cause_is_one_hop_between_facts(store: GraphStore) -> None:
    fill(store, corpus.evidence())
    with run(store, "MATCH (a:Ban)-[:CAUSES]->(b:UserMigration) RETURN a.status, b.status") as answer:
        assert len(list(answer.rows)) == 1
