"""`kg verify` finds what was spoilt, and nothing in a sound store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg import gazetteer, ontology
from kg.export import lines
from kg.model import Delta
from kg.pipeline.soundness import Fault
from kg.pipeline.verify import mend, rebuild, verify
from kg.pipeline.world import STALE, sync
from tests import corpus

if TYPE_CHECKING:
    from kg.store.graph import GraphStore

ONTOLOGY, GAZETTEER = ontology.load(), gazetteer.load()
FIRST = "WITH n ORDER BY n.id LIMIT 1"
CLAIM, MENTION, FACT = f"MATCH (n:Claim) {FIRST}", f"MATCH (n:Mention) {FIRST}", f"MATCH (n:Fact) {FIRST}"
DOCUMENT, ENTITY = f"MATCH (n:Document) {FIRST}", f"MATCH (n:Entity) {FIRST}"

# What is wrong with what was read: the kind of fault it shows as, and how it is brought about.
EVIDENCE = {
    "a quote that is not in the text": ("quote", f"{CLAIM} SET n.quote = n.quote + 's'"),
    "a sentence that begins elsewhere": ("quote", f"{CLAIM} SET n.start = n.start + 1"),
    "a trigger outside its sentence": ("trigger", "MATCH (n:Claim) WHERE n.trigger_start IS NOT NULL WITH n LIMIT 1 SET n.trigger_end = n.end + 5"),
    "a mention of other words": ("mention", f"{MENTION} SET n.text = 'Nobody'"),
    "a mention at another place": ("mention", f"{MENTION} SET n.start = n.start + 1, n.end = n.end + 1"),
    "a mention that ends behind the text": ("mention", f"{MENTION} SET n.end = 100000"),
    "a text that was changed": ("document", f"{DOCUMENT} SET n.text = 'Never. ' + n.text"),
    "an address that was changed": ("document", f"{DOCUMENT} SET n.uri = 'elsewhere.txt'"),
    "a hash of another text": ("text", f"{DOCUMENT} SET n.text_sha256 = 'abc'"),
    "a wrong length": ("text", f"{DOCUMENT} SET n.length = 7"),
    "a denial made an assertion": ("id", "MATCH (n:Claim {polarity: 'neg'}) SET n.polarity = 'pos'"),
    "a claim of another type": ("id", "MATCH (n:Claim {type: 'Acquisition'}) WITH n ORDER BY n.id LIMIT 1 SET n.type = 'Fine', n.types = ['Event', 'Sanction', 'Fine']"),
    "a role that was lost": ("id", "MATCH (n:Claim)-[x:ARG {role: 'object'}]->() WITH x LIMIT 1 DELETE x"),
    "a role filled from another document": ("role", "MATCH (n:Claim)-[:STATED_IN]->(d), (m:Mention)-[:IN_DOCUMENT]->(e) WHERE d.id <> e.id WITH n, m LIMIT 1 CREATE (n)-[:ARG {role: 'topic'}]->(m)"),
    "a role that there is not": ("role", "MATCH (n:Claim)-[x:ARG]->() WITH x LIMIT 1 SET x.role = 'villain'"),
    "a mention that is gone": ("id", "MATCH (n:Mention)<-[:ARG]-() WITH n LIMIT 1 DETACH DELETE n"),
    "a leaf of other mentions": ("leaf", f"{MENTION} SET n.leaf = 'l_00000000000000000000'"),
    "a claim of no document": ("loose", "MATCH (:Claim)-[x:STATED_IN]->() WITH x LIMIT 1 DELETE x"),
    "a mention of no document": ("loose", "MATCH (:Mention)-[x:IN_DOCUMENT]->() WITH x LIMIT 1 DELETE x"),
    "a mention in two documents": ("id", "MATCH (m:Mention)-[:IN_DOCUMENT]->(d), (e:Document) WHERE d.id <> e.id WITH m, e LIMIT 1 CREATE (m)-[:IN_DOCUMENT]->(e)"),
    "a claim stated twice in one document": ("twice", "MATCH (n:Claim)-[:STATED_IN]->(d) WITH n, d LIMIT 1 CREATE (n)-[:STATED_IN]->(d)"),
    "a speaker that nobody mentions": ("speaker", "MATCH (n:Claim) WHERE n.by IS NOT NULL WITH n LIMIT 1 SET n.by = 'm_00000000000000000000'"),
    "a statement that nobody made": ("via", f"{CLAIM} SET n.via = 'c_00000000000000000000'"),
    "a date of other words": ("time", "MATCH (n:Claim) WHERE n.time_text IS NOT NULL WITH n LIMIT 1 SET n.time_text = 'never'"),
    "a certainty that there is not": ("word", f"{CLAIM} SET n.certainty = 'sure'"),
    "a form that there is not": ("word", f"{MENTION} SET n.form = 'guess'"),
    "a property that is missing": ("shape", f"{CLAIM} REMOVE n.quote"),
    "a property of another kind": ("shape", f"{MENTION} SET n.start = 'three'"),
    "numbers that cannot be read": ("shape", f"{CLAIM} SET n.quantities = '[{{'"),
    "a cited mention that is not there": ("cites", f"{DOCUMENT} SET n.cites = ['m_00000000000000000000']"),
    "a document stored in part": ("unfinished", f"{DOCUMENT} REMOVE n.done"),
    "a decision to do what cannot be done": ("word", "CREATE (:Decision {id: 'j_1', action: 'burn', on: ['c_1'], by: 'me', at: '2024-01-01', note: '', value: '', superseded: false})"),
    "a node that is none of ours": ("stray", "CREATE (:Intruder {id: 'x'})"),
    "an edge that is none of ours": ("stray", "MATCH (a:Document), (b:Document) WHERE a.id < b.id WITH a, b LIMIT 1 CREATE (a)-[:LIKES]->(b)"),
}  # fmt: skip
# What is wrong with what was computed.
DERIVED = {
    "another name": ("entity", f"{ENTITY} SET n.name = 'Nobody'"),
    "a wrong number of mentions": ("entity", f"{ENTITY} SET n.n_mentions = 99"),
    "an entity that is gone": ("entity", f"{ENTITY} DETACH DELETE n"),
    "an entity that nobody mentions": ("entity", "CREATE (:Entity:Place {id: 'e_1', name: 'Nowhere', type: 'Place', types: ['Place'], names: ['Nowhere'], n_mentions: 1, n_docs: 1, curated: false})"),
    "an entity without its class": ("labels", "CREATE (:Entity {id: 'e_2', name: 'Nowhere', type: 'Place', types: ['Place'], names: ['Nowhere'], n_mentions: 1, n_docs: 1, curated: false})"),
    "an entity without a name": ("shape", f"{ENTITY} REMOVE n.name"),
    "a mention that refers to nothing": ("edge", "MATCH (:Mention)-[x:REFERS_TO]->() WITH x LIMIT 1 DELETE x"),
    "a mention that refers to two": ("edge", "MATCH (m:Mention)-[:REFERS_TO]->(e), (o:Entity) WHERE o.id <> e.id WITH m, o LIMIT 1 CREATE (m)-[:REFERS_TO]->(o)"),
    "a claim whose speaker is lost": ("edge", "MATCH (:Claim)-[x:CLAIMED_BY]->() WITH x LIMIT 1 DELETE x"),
    "a claim that somebody else made": ("edge", "MATCH (c:Claim), (e:Entity) WHERE c.by IS NULL WITH c, e LIMIT 1 CREATE (c)-[:CLAIMED_BY]->(e)"),
    "a document that cites somebody": ("edge", "MATCH (d:Document), (e:Entity) WITH d, e LIMIT 1 CREATE (d)-[:CITES]->(e)"),
    "too many sources": ("fact", f"{FACT} SET n.n_sources = n.n_sources + 1"),
    "too few claims": ("fact", f"{FACT} SET n.n_claims = n.n_claims - 1"),
    "too much belief": ("fact", f"{FACT} SET n.belief = 1"),
    "another status": ("fact", f"{FACT} SET n.status = 'generic'"),
    "another block": ("fact", f"{FACT} SET n.block = 'b_0'"),
    "a fact that is gone": ("fact", f"{FACT} DETACH DELETE n"),
    "a claim about nothing": ("edge", "MATCH (:Claim)-[x:ABOUT]->() WITH x LIMIT 1 DELETE x"),
    "a claim about another fact": ("fact", "MATCH (c:Claim)-[x:ABOUT]->(f), (o:Fact) WHERE o.id <> f.id WITH c, x, o LIMIT 1 DELETE x CREATE (c)-[:ABOUT]->(o)"),
    "a doer that is lost": ("fact", "MATCH (:Fact)-[x:AGENT]->() WITH x LIMIT 1 DELETE x"),
    "a doer counted wrong": ("edge", "MATCH (:Fact)-[x:AGENT]->() WITH x LIMIT 1 SET x.n = 9"),
    "an owner that is lost": ("edge", "MATCH (:Entity)-[x:OWNS]->() WITH x LIMIT 1 DELETE x"),
    "an owner by no fact": ("edge", "MATCH (a:Entity), (b:Entity) WHERE a.id < b.id WITH a, b LIMIT 1 CREATE (b)-[:OWNS {fact: 'f_1'}]->(a)"),
    "a cause that is lost": ("edge", "MATCH (:Fact)-[x:CAUSES]->() WITH x LIMIT 1 DELETE x"),
    "a key that is gone": ("key", "MATCH (n:Key) WITH n ORDER BY n.id LIMIT 1 DETACH DELETE n"),
    "a key of other forms": ("key", "MATCH (n:Key) WHERE n.text IS NOT NULL AND n.id STARTS WITH 'ke_' WITH n ORDER BY n.id LIMIT 1 SET n.text = '[]'"),
    "a key that leads elsewhere": ("key", "CREATE (:Key {id: 'k_1', entities: ['e_1']})"),
    "a sketch of another text": ("sketch", f"{DOCUMENT} SET n.sketch = 'AAAA'"),
    "a world that was never finished": ("stale", "MATCH (n:Meta) SET n.world = 'stale'"),
    "a store without a schema": ("meta", "MATCH (n:Meta) REMOVE n.schema"),
}  # fmt: skip


def fill(store: GraphStore) -> None:
    store.prepare()
    store.apply(Delta(evidence=corpus.evidence(), world=STALE, header=("o", "x")))
    sync(store, ontology=ONTOLOGY, gazetteer=GAZETTEER)


def faults(store: GraphStore) -> list[Fault]:
    return verify(store, ontology=ONTOLOGY, gazetteer=GAZETTEER)


def mended(store: GraphStore) -> list[Fault]:
    return mend(store, faults(store), ontology=ONTOLOGY, gazetteer=GAZETTEER)


def test_nothing_is_wrong_with_a_sound_store(store: GraphStore) -> None:
    fill(store)
    before = list(lines(store))
    assert faults(store) == []
    assert mended(store) == []
    assert list(lines(store)) == before


def test_nothing_is_wrong_with_an_empty_store(store: GraphStore) -> None:
    store.prepare()
    assert faults(store) == []


def test_spoilt_evidence_is_found_and_not_called_mended(store: GraphStore) -> None:
    missed: dict[str, object] = {}
    for what, (kind, statement) in EVIDENCE.items():
        fill(store)
        store.connection.run(statement)
        found = faults(store)
        if kind not in {f.kind for f in found if not f.derived}:
            missed[what] = found
        store.connection.run("MATCH (n:Decision|Intruder|Document) DETACH DELETE n")
    assert missed == {}


def test_a_spoilt_world_is_found_and_mended(store: GraphStore) -> None:
    fill(store)
    before = list(lines(store))
    missed: dict[str, object] = {}
    for what, (kind, statement) in DERIVED.items():
        store.connection.run(statement)
        found = faults(store)
        if kind not in {f.kind for f in found} or not all(f.derived for f in found):
            missed[what] = found
        elif mend(store, found, ontology=ONTOLOGY, gazetteer=GAZETTEER) != [] or list(lines(store)) != before:
            missed[what] = "not mended"
    assert missed == {}


def test_a_claim_that_is_gone_is_missed_and_the_world_made_without_it(store: GraphStore) -> None:
    fill(store)
    store.connection.run("MATCH (n:Claim {type: 'Denial'}) DETACH DELETE n")
    assert {(f.kind, f.derived) for f in faults(store)} >= {("fact", True)}
    assert mended(store) == []
    assert store.counts()["claim"] == sum(len(e.claims) for e in corpus.evidence()) - 1


@pytest.mark.parametrize(
    "what", ["a quote that is not in the text", "a property that is missing", "a mention in two documents"]
)
def test_what_is_wrong_with_evidence_is_left_as_it_is(store: GraphStore, what: str) -> None:
    fill(store)
    store.connection.run(EVIDENCE[what][1])
    before = [f for f in faults(store) if not f.derived]
    assert [f for f in mended(store) if not f.derived] == before != []


def test_a_lost_constraint_is_found_and_made_again(store: GraphStore) -> None:
    fill(store)
    store.connection.run("DROP CONSTRAINT mention_id")
    store.connection.run(f"{MENTION} CREATE (m:Mention) SET m = properties(n)")
    found = {(f.kind, f.derived) for f in faults(store)}
    assert found >= {("constraint", True), ("twice", False)}
    store.connection.run("MATCH (n:Mention) WHERE NOT (n)-[:IN_DOCUMENT]->() DETACH DELETE n")
    assert {f.kind for f in faults(store)} == {"constraint"}
    assert mended(store) == []


def test_all_that_is_spoilt_at_once_is_mended_at_once(store: GraphStore) -> None:
    fill(store)
    before = list(lines(store))
    for kind, statement in DERIVED.values():
        if kind != "shape":  # what cannot be read is not compared
            store.connection.run(statement)
    assert len(faults(store)) > 10
    assert mended(store) == []
    assert list(lines(store)) == before


def test_a_world_built_anew_is_the_same(store: GraphStore) -> None:
    fill(store)
    before = list(lines(store))
    made = rebuild(store, ontology=ONTOLOGY, gazetteer=GAZETTEER)
    assert list(lines(store)) == before
    assert (len(made.entities), len(made.facts)) == (store.counts()["entity"], store.counts()["fact"])
