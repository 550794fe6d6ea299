"""Every Cypher statement of the store. Constant, but for labels and types that `typed` puts in from a closed set.

Text and names are parameters always. A statement that changes rows gives back how many it reached as `n`, because a
MATCH that misses says nothing on either server. Several labels in a MERGE scan on the local server, so nodes are
looked up by their key label and created when missing; relationships start at the end with few edges. A lookup names
the index that it seeks in: in a young store Neo4j knows no sizes, and scans for every row (docs/decisions/0007).
"""

from __future__ import annotations

import re

from kg.errors import IntegrityError

KEY_LABELS = ("Claim", "Decision", "Document", "Entity", "Fact", "Mention", "Meta", "Run")
INNER_LABELS = ("Key",)  # what only the world is computed by; nobody asks about them
CONSTRAINTS = tuple(
    f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for label in (*KEY_LABELS, *INNER_LABELS)
)
INDEXES = (
    "CREATE INDEX mention_leaf IF NOT EXISTS FOR (n:Mention) ON (n.leaf)",
    "CREATE INDEX claim_by IF NOT EXISTS FOR (n:Claim) ON (n.by)",
    "CREATE INDEX document_uri IF NOT EXISTS FOR (n:Document) ON (n.uri)",
    "CREATE INDEX document_text_sha256 IF NOT EXISTS FOR (n:Document) ON (n.text_sha256)",
    "CREATE INDEX document_done IF NOT EXISTS FOR (n:Document) ON (n.done)",
    "CREATE INDEX document_source IF NOT EXISTS FOR (n:Document) ON (n.source)",
    "CREATE INDEX fact_block IF NOT EXISTS FOR (n:Fact) ON (n.block)",
    "CREATE INDEX entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name)",
)
FULLTEXT = {
    "neo4j": "CREATE FULLTEXT INDEX documentText IF NOT EXISTS FOR (n:Document) ON EACH [n.text, n.title]",
    "local": None,  # made by SQL when the server starts
}

META = "MERGE (n:Meta {id: 'meta'}) SET n.lock = coalesce(n.lock, 0) + 1 RETURN n.schema AS schema, n.lock AS lock, coalesce(n.evidence, 0) AS evidence"
META_READ = "MATCH (n:Meta {id: 'meta'}) RETURN n.schema AS schema, n.world AS world, n.ontology AS ontology, n.extractor AS extractor, n.lock AS lock, coalesce(n.evidence, 0) AS evidence, n.indexed AS indexed"
META_SET = "MATCH (n:Meta {id: 'meta'}) USING INDEX SEEK n:Meta(id) SET n += $p RETURN count(*) AS n"

EXISTING = {
    "Entity": "UNWIND $ids AS i MATCH (n:Entity {id: i}) USING INDEX SEEK n:Entity(id) RETURN n.id AS id, n.types AS types",
    "Fact": "UNWIND $ids AS i MATCH (n:Fact {id: i}) USING INDEX SEEK n:Fact(id) RETURN n.id AS id, n.types AS types",
}
CREATE = "UNWIND $rows AS r CREATE (n:$LABELS) SET n = r.p RETURN count(*) AS n"
SET = {
    "Entity": "UNWIND $rows AS r MATCH (n:Entity {id: r.id}) USING INDEX SEEK n:Entity(id) SET n = r.p RETURN count(*) AS n",
    "Fact": "UNWIND $rows AS r MATCH (n:Fact {id: r.id}) USING INDEX SEEK n:Fact(id) SET n = r.p RETURN count(*) AS n",
}
DROP = {
    "Entity": "UNWIND $ids AS i MATCH (n:Entity {id: i}) USING INDEX SEEK n:Entity(id) DETACH DELETE n",
    "Fact": "UNWIND $ids AS i MATCH (n:Fact {id: i}) USING INDEX SEEK n:Fact(id) DETACH DELETE n",
    "Document": "UNWIND $ids AS i MATCH (n:Document {id: i}) USING INDEX SEEK n:Document(id) DETACH DELETE n",
    "Mention": "UNWIND $ids AS i MATCH (n:Mention {id: i}) USING INDEX SEEK n:Mention(id) DETACH DELETE n",
    "Claim": "UNWIND $ids AS i MATCH (n:Claim {id: i}) USING INDEX SEEK n:Claim(id) DETACH DELETE n",
    "Key": "UNWIND $ids AS i MATCH (n:Key {id: i}) USING INDEX SEEK n:Key(id) DETACH DELETE n",
}
SKETCH_SET = "UNWIND $rows AS r MATCH (n:Document {id: r.id}) USING INDEX SEEK n:Document(id) SET n.sketch = r.sketch RETURN count(*) AS n"
MERGE = {
    "Document": "UNWIND $rows AS r MERGE (n:Document {id: r.id}) SET n = r.p RETURN count(*) AS n",
    "Mention": "UNWIND $rows AS r MERGE (n:Mention {id: r.id}) SET n = r.p RETURN count(*) AS n",
    "Claim": "UNWIND $rows AS r MERGE (n:Claim {id: r.id}) SET n = r.p RETURN count(*) AS n",
    "Decision": "UNWIND $rows AS r MERGE (n:Decision {id: r.id}) SET n = r.p RETURN count(*) AS n",
    "Key": "UNWIND $rows AS r MERGE (n:Key {id: r.id}) SET n = r.p RETURN count(*) AS n",
    "Run": "UNWIND $rows AS r MERGE (n:Run {id: r.id}) SET n = r.p RETURN count(*) AS n",
}

AT_URI = "UNWIND $uris AS u MATCH (d:Document {uri: u}) USING INDEX SEEK d:Document(uri) RETURN d.id AS id"
DROP_CLAIMS = "UNWIND $ids AS i MATCH (d:Document {id: i})<-[:STATED_IN]-(c:Claim) USING INDEX SEEK d:Document(id) DETACH DELETE c"
DROP_MENTIONS = "UNWIND $ids AS i MATCH (d:Document {id: i})<-[:IN_DOCUMENT]-(m:Mention) USING INDEX SEEK d:Document(id) DETACH DELETE m"

LINK = {
    "IN_DOCUMENT": "UNWIND $rows AS r MATCH (a:Mention {id: r.a}) USING INDEX SEEK a:Mention(id) MATCH (b:Document {id: r.b}) USING INDEX SEEK b:Document(id) MERGE (a)-[x:IN_DOCUMENT]->(b) RETURN count(*) AS n",
    "STATED_IN": "UNWIND $rows AS r MATCH (a:Claim {id: r.a}) USING INDEX SEEK a:Claim(id) MATCH (b:Document {id: r.b}) USING INDEX SEEK b:Document(id) MERGE (a)-[x:STATED_IN]->(b) RETURN count(*) AS n",
    "ARG_MENTION": "UNWIND $rows AS r MATCH (a:Claim {id: r.a}) USING INDEX SEEK a:Claim(id) MATCH (b:Mention {id: r.b}) USING INDEX SEEK b:Mention(id) MERGE (a)-[x:ARG {role: r.role}]->(b) RETURN count(*) AS n",
    "ARG_CLAIM": "UNWIND $rows AS r MATCH (a:Claim {id: r.a}) USING INDEX SEEK a:Claim(id) MATCH (b:Claim {id: r.b}) USING INDEX SEEK b:Claim(id) MERGE (a)-[x:ARG {role: r.role}]->(b) RETURN count(*) AS n",
    "ABOUT": "UNWIND $rows AS r MATCH (a:Claim {id: r.a}) USING INDEX SEEK a:Claim(id) MATCH (b:Fact {id: r.b}) USING INDEX SEEK b:Fact(id) MERGE (a)-[x:ABOUT]->(b) RETURN count(*) AS n",
    "ROLE_ENTITY": "UNWIND $rows AS r MATCH (a:Fact {id: r.a}) USING INDEX SEEK a:Fact(id) MATCH (b:Entity {id: r.b}) USING INDEX SEEK b:Entity(id) MERGE (a)-[x:$TYPE]->(b) SET x.n = r.n, x.docs = r.docs RETURN count(*) AS n",
    "ROLE_FACT": "UNWIND $rows AS r MATCH (a:Fact {id: r.a}) USING INDEX SEEK a:Fact(id) MATCH (b:Fact {id: r.b}) USING INDEX SEEK b:Fact(id) MERGE (a)-[x:$TYPE]->(b) SET x.n = r.n, x.docs = r.docs RETURN count(*) AS n",
    "SHORTCUT": "UNWIND $rows AS r MATCH (a:Entity {id: r.a}) USING INDEX SEEK a:Entity(id) MATCH (b:Entity {id: r.b}) USING INDEX SEEK b:Entity(id) MERGE (a)-[x:$TYPE {fact: r.fact}]->(b) RETURN count(*) AS n",
    "CAUSES": "UNWIND $rows AS r MATCH (a:Fact {id: r.a}) USING INDEX SEEK a:Fact(id) MATCH (b:Fact {id: r.b}) USING INDEX SEEK b:Fact(id) MERGE (a)-[x:CAUSES {fact: r.fact}]->(b) RETURN count(*) AS n",
}
LEAF_MOVED = "UNWIND $rows AS r MATCH (m:Mention {leaf: r.leaf})-[:REFERS_TO]->(e) USING INDEX SEEK m:Mention(leaf) WHERE e.id <> r.entity RETURN DISTINCT r.leaf AS leaf"
LEAF_UNLINK = "UNWIND $rows AS r MATCH (m:Mention {leaf: r.leaf})-[x:REFERS_TO]->(e) USING INDEX SEEK m:Mention(leaf) WHERE e.id <> r.entity DELETE x"
LEAF_LINK = "UNWIND $rows AS r MATCH (m:Mention {leaf: r.leaf}) USING INDEX SEEK m:Mention(leaf) MATCH (e:Entity {id: r.entity}) USING INDEX SEEK e:Entity(id) MERGE (m)-[x:REFERS_TO]->(e) RETURN count(DISTINCT r.leaf) AS n"
BY_UNLINK = "UNWIND $rows AS r MATCH (m:Mention {leaf: r.leaf}) USING INDEX SEEK m:Mention(leaf) MATCH (c:Claim {by: m.id})-[x:CLAIMED_BY]->(e) USING INDEX SEEK c:Claim(by) WHERE e.id <> r.entity DELETE x"
BY_LINK = "UNWIND $rows AS r MATCH (m:Mention {leaf: r.leaf}) USING INDEX SEEK m:Mention(leaf) MATCH (c:Claim {by: m.id}) USING INDEX SEEK c:Claim(by) MATCH (e:Entity {id: r.entity}) USING INDEX SEEK e:Entity(id) MERGE (c)-[x:CLAIMED_BY]->(e)"
CITES_LINK = "UNWIND $rows AS r MATCH (d:Document {id: r.doc}) USING INDEX SEEK d:Document(id) MATCH (m:Mention {id: r.mention})-[:REFERS_TO]->(e:Entity) USING INDEX SEEK m:Mention(id) MERGE (d)-[x:CITES]->(e)"
CITES_OF = "UNWIND $leaves AS l MATCH (m:Mention {leaf: l})-[:IN_DOCUMENT]->(d:Document) USING INDEX SEEK m:Mention(leaf) WHERE m.id IN d.cites RETURN DISTINCT d.id AS doc, m.id AS mention"
CITES_UNLINK = (
    "UNWIND $rows AS r MATCH (d:Document {id: r.doc})-[x:CITES]->(:Entity) USING INDEX SEEK d:Document(id) DELETE x"
)
FACT_UNLINK = (
    "UNWIND $ids AS i MATCH (f:Fact {id: i})-[x]->(b) USING INDEX SEEK f:Fact(id) WHERE x.fact IS NULL DELETE x"
)
ABOUT_UNLINK = "UNWIND $ids AS i MATCH (f:Fact {id: i})<-[x:ABOUT]-(:Claim) USING INDEX SEEK f:Fact(id) DELETE x"
SHORTCUT_UNLINK = "UNWIND $ids AS i MATCH (f:Fact {id: i})-[:SUBJECT]->(a)-[x]->(b) USING INDEX SEEK f:Fact(id) WHERE x.fact = i DELETE x"
ROLE_UNLINK = (
    "UNWIND $rows AS r MATCH (f:Fact {id: r.a})-[x:$TYPE]->(b) USING INDEX SEEK f:Fact(id) WHERE b.id = r.b DELETE x"
)
CLAIM_UNLINK = (
    "UNWIND $rows AS r MATCH (c:Claim {id: r.a})-[x:ABOUT]->(f) USING INDEX SEEK c:Claim(id) WHERE f.id = r.b DELETE x"
)

DONE = (
    "UNWIND $marks AS k MATCH (d:Document {done: k}) USING INDEX SEEK d:Document(done) RETURN DISTINCT d.done AS mark"
)
SOURCE_DONE = "UNWIND $marks AS k MATCH (d:Document {source: k}) USING INDEX SEEK d:Document(source) RETURN DISTINCT d.source AS mark"

IDS = {
    "Document": "MATCH (n:Document) RETURN n.id AS id",
    "Entity": "MATCH (n:Entity) RETURN n.id AS id",
    "Fact": "MATCH (n:Fact) RETURN n.id AS id",
    "Key": "MATCH (n:Key) RETURN n.id AS id",
}
DOCUMENTS_OF = "UNWIND $ids AS i MATCH (n:Document {id: i}) USING INDEX SEEK n:Document(id) RETURN properties(n) AS p"
MENTIONS_OF = "UNWIND $ids AS i MATCH (d:Document {id: i})<-[:IN_DOCUMENT]-(n:Mention) USING INDEX SEEK d:Document(id) OPTIONAL MATCH (n)-[:REFERS_TO]->(e:Entity) RETURN i AS doc, properties(n) AS p, e.id AS entity"
CLAIMS_OF = "UNWIND $ids AS i MATCH (d:Document {id: i})<-[:STATED_IN]-(n:Claim) USING INDEX SEEK d:Document(id) RETURN i AS doc, properties(n) AS p"
ARGS_OF = "UNWIND $ids AS i MATCH (d:Document {id: i})<-[:STATED_IN]-(n:Claim)-[a:ARG]->(x) USING INDEX SEEK d:Document(id) RETURN n.id AS claim, a.role AS role, x.id AS filler"
LEAVES_OF = "MATCH (m:Mention)-[:REFERS_TO]->(n:Entity) RETURN n.id AS id, m.leaf AS leaf"
FACTS_OF = "UNWIND $ids AS i MATCH (n:Fact {id: i}) USING INDEX SEEK n:Fact(id) RETURN properties(n) AS p"
ABOUT_OF = "MATCH (c:Claim)-[:ABOUT]->(n:Fact) RETURN n.id AS id, c.id AS claim"
ROLES_ENTITY_OF = (
    "MATCH (n:Fact)-[r]->(x:Entity) RETURN n.id AS id, type(r) AS role, x.id AS to, r.n AS n, r.docs AS docs"
)
ROLES_FACT_OF = "MATCH (n:Fact)-[r]->(x:Fact) WHERE r.fact IS NULL RETURN n.id AS id, type(r) AS role, x.id AS to, r.n AS n, r.docs AS docs"
KEYS_OF = "UNWIND $ids AS i MATCH (n:Key {id: i}) USING INDEX SEEK n:Key(id) RETURN properties(n) AS p"
ENTITIES_OF = "UNWIND $ids AS i MATCH (n:Entity {id: i}) USING INDEX SEEK n:Entity(id) RETURN properties(n) AS p"
DOCUMENTS_BY = {
    "uri": "UNWIND $values AS v MATCH (d:Document {uri: v}) USING INDEX SEEK d:Document(uri) RETURN DISTINCT d.id AS id",
    "text": "UNWIND $values AS v MATCH (d:Document {text_sha256: v}) USING INDEX SEEK d:Document(text_sha256) RETURN DISTINCT d.id AS id",
    "entity": "UNWIND $values AS v MATCH (e:Entity {id: v})<-[:REFERS_TO]-(:Mention)-[:IN_DOCUMENT]->(d:Document) USING INDEX SEEK e:Entity(id) RETURN DISTINCT d.id AS id",
    "held": "UNWIND $values AS v MATCH (c:Claim {id: v})<-[:ARG]-(:Claim)-[:STATED_IN]->(d:Document) USING INDEX SEEK c:Claim(id) RETURN DISTINCT d.id AS id",
}
ENTITY_LEAVES = (
    "MATCH (e:Entity {id: $id})<-[:REFERS_TO]-(m:Mention) USING INDEX SEEK e:Entity(id) RETURN DISTINCT m.leaf AS leaf"
)
BLOCKS_OF = "UNWIND $ids AS i MATCH (d:Document {id: i})<-[:STATED_IN]-(:Claim)-[:ABOUT]->(f:Fact) USING INDEX SEEK d:Document(id) RETURN i AS doc, collect(DISTINCT f.block) AS blocks"
BLOCKS_AT = "UNWIND $ids AS i MATCH (e:Entity {id: i})<-[x]-(f:Fact) USING INDEX SEEK e:Entity(id) RETURN DISTINCT f.block AS block"
BLOCK_FACTS = "UNWIND $blocks AS b MATCH (f:Fact {block: b}) USING INDEX SEEK f:Fact(block) RETURN properties(f) AS p"
BLOCK_CLAIMS = "UNWIND $ids AS i MATCH (f:Fact {id: i})<-[:ABOUT]-(c:Claim)-[:STATED_IN]->(d:Document) USING INDEX SEEK f:Fact(id) RETURN i AS fact, d.id AS doc, properties(c) AS p"
BLOCK_ARGS = "UNWIND $ids AS i MATCH (f:Fact {id: i})<-[:ABOUT]-(c:Claim)-[a:ARG]->(x) USING INDEX SEEK f:Fact(id) OPTIONAL MATCH (x)-[:REFERS_TO]->(e:Entity) OPTIONAL MATCH (x)-[:ABOUT]->(g:Fact) RETURN c.id AS claim, a.role AS role, x.id AS filler, e.id AS entity, e.name AS name, g.id AS about"
BLOCK_ROLES = "UNWIND $ids AS i MATCH (f:Fact {id: i})-[r]->(x) USING INDEX SEEK f:Fact(id) WHERE r.n IS NOT NULL RETURN i AS id, type(r) AS role, x.id AS to, r.n AS n, r.docs AS docs"
SOURCES_OF = "UNWIND $ids AS i MATCH (d:Document {id: i}) USING INDEX SEEK d:Document(id) RETURN i AS id, coalesce(d.publisher, d.uri) AS publisher, d.sketch AS sketch, CASE WHEN d.sketch IS NULL THEN d.text END AS text"
SKETCHED = "MATCH (d:Document) WHERE d.sketch IS NOT NULL RETURN d.id AS id"
DECISIONS = "MATCH (n:Decision) RETURN properties(n) AS p ORDER BY n.id"
NODES = {
    "Document": "MATCH (n:Document) RETURN properties(n) AS p, labels(n) AS labels",
    "Mention": "MATCH (n:Mention) RETURN properties(n) AS p, labels(n) AS labels",
    "Claim": "MATCH (n:Claim) RETURN properties(n) AS p, labels(n) AS labels",
    "Entity": "MATCH (n:Entity) RETURN properties(n) AS p, labels(n) AS labels",
    "Fact": "MATCH (n:Fact) RETURN properties(n) AS p, labels(n) AS labels",
    "Decision": "MATCH (n:Decision) RETURN properties(n) AS p, labels(n) AS labels",
}
STRAY = "MATCH (n) WHERE NOT (n:Claim OR n:Decision OR n:Document OR n:Entity OR n:Fact OR n:Mention OR n:Meta OR n:Run OR n:Key) RETURN labels(n) AS labels, count(*) AS n"
EDGE_TYPES = "MATCH (a)-[r]->(b) RETURN type(r) AS type, count(*) AS n"
LOOSE = {
    "Mention": "MATCH (n:Mention) WHERE NOT (n)-[:IN_DOCUMENT]->(:Document) RETURN n.id AS id ORDER BY id",
    "Claim": "MATCH (n:Claim) WHERE NOT (n)-[:STATED_IN]->(:Document) RETURN n.id AS id ORDER BY id",
}
UNFINISHED = "MATCH (n:Document) WHERE n.done IS NULL RETURN n.id AS id ORDER BY id"
DERIVED_EDGES = {
    "Entity": "MATCH (a)-[r]->(b:Entity) RETURN a.id AS a, type(r) AS type, b.id AS b, r.n AS n, r.docs AS docs, r.fact AS fact",
    "Fact": "MATCH (a)-[r]->(b:Fact) RETURN a.id AS a, type(r) AS type, b.id AS b, r.n AS n, r.docs AS docs, r.fact AS fact",
}
UNIQUE = "SHOW CONSTRAINTS"
CLEAR = {
    "Key": "MATCH (n:Key) WITH n LIMIT 1000 DETACH DELETE n RETURN count(*) AS n",
    "sketch": "MATCH (n:Document) WHERE n.sketch IS NOT NULL WITH n LIMIT 1000 REMOVE n.sketch RETURN count(*) AS n",
    "Fact": "MATCH (n:Fact) WITH n LIMIT 1000 DETACH DELETE n RETURN count(*) AS n",
    "Entity": "MATCH (n:Entity) WITH n LIMIT 1000 DETACH DELETE n RETURN count(*) AS n",
}
COUNT = {label: f"MATCH (n:{label}) RETURN count(*) AS n" for label in KEY_LABELS}

_NAME = re.compile(r"[A-Za-z][A-Za-z_]*")


def typed(statement: str, *names: str) -> str:
    """*statement* with the labels (`$LABELS`) or the type (`$TYPE`) it asks for; the only place that builds Cypher.

    Raises:
        IntegrityError: a name has a character that no class of an ontology may have.
    """
    for name in names:
        if not _NAME.fullmatch(name):
            msg = f"{name!r} cannot be a label or a relationship type"
            raise IntegrityError(msg)
    return statement.replace("$LABELS", ":".join(names)).replace("$TYPE", names[0])
