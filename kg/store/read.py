"""Nodes and edges back to records, in canonical order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from kg.jsonl import args_in_order
from kg.model import Arg, Claim, Decision, Document, Entity, Fact, Mention, Read, Record, RoleEdge
from kg.store import cypher, rows
from kg.store.connection import Connection

_DOCUMENTS = 50
_NODES = 1000


def batches(found: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """*found* in lists of *size*, the last one shorter."""
    part: list[Any] = []
    for one in found:
        part.append(one)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


def ids(connection: Connection, label: str) -> Iterator[str]:
    """The ids of the nodes of *label*, in any order."""
    return (str(r["id"]) for r in connection.rows(cypher.IDS[label]))


def by_id(connection: Connection, statement: str, wanted: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The properties that *statement* finds of the *wanted* nodes, by id.

    The ids are put in order here, because a server holds all that it sorts in memory, and has little.
    """
    for part in batches(sorted(set(wanted)), _NODES):
        yield from sorted((_map(r["p"]) for r in connection.rows(statement, {"ids": part})), key=lambda p: str(p["id"]))


def records(connection: Connection) -> Iterator[Record]:
    """Documents by id, each followed by its evidence by (start, end, id); then entities, facts, decisions in force."""
    for doc, mentions, claims in evidence(connection):
        yield doc
        yield from mentions
        yield from claims
    yield from entities(connection)
    yield from facts(connection)
    yield from (d for d in decisions(connection) if not d.superseded)


def evidence(connection: Connection, wanted: Iterable[str] | None = None) -> Iterator[Read]:
    """Each document by id, with its mentions and claims by (start, end, id); only those *wanted* when given."""
    found = by_id(connection, cypher.DOCUMENTS_OF, ids(connection, "Document") if wanted is None else wanted)
    for part in batches((rows.to_document(p) for p in found), _DOCUMENTS):
        evidence_by_id = evidence_of(connection, part)
        for doc in part:
            mentions, claims = evidence_by_id[doc.id]
            mentions.sort(key=lambda m: (m.start, m.end, m.id))
            claims.sort(key=lambda c: (c.start, c.end, c.id))
            yield doc, mentions, claims


def evidence_of(connection: Connection, documents: Iterable[Document]) -> dict[str, tuple[list[Mention], list[Claim]]]:
    """The mentions and claims of each of *documents*, by its id."""
    ids = [d.id for d in documents]
    found: dict[str, tuple[list[Mention], list[Claim]]] = {i: ([], []) for i in ids}
    starts: dict[str, int] = {}
    for r in connection.rows(cypher.MENTIONS_OF, {"ids": ids}):
        p = _map(r["p"])
        entity = r["entity"]
        mention = rows.to_mention(p, doc=str(r["doc"]), entity=entity if isinstance(entity, str) else None)
        starts[mention.id] = mention.start
        found[mention.doc][0].append(mention)
    nodes = [(str(r["doc"]), _map(r["p"])) for r in connection.rows(cypher.CLAIMS_OF, {"ids": ids})]
    for _, p in nodes:
        starts[p["id"]] = p["trigger_start"] if p.get("trigger_start") is not None else p["start"]
    args: dict[str, list[Arg]] = defaultdict(list)
    for r in connection.rows(cypher.ARGS_OF, {"ids": ids}):
        filler, role = str(r["filler"]), str(r["role"])
        args[str(r["claim"])].append(
            Arg(role=role, claim=filler) if filler.startswith("c_") else Arg(role=role, mention=filler)
        )
    for doc, p in nodes:
        found[doc][1].append(rows.to_claim(p, doc=doc, args=args_in_order(args[p["id"]], starts)))
    return found


def entities(connection: Connection) -> Iterator[Entity]:
    """All entities by id, with the leaves that refer to them."""
    leaves: dict[str, set[str]] = defaultdict(set)
    for r in connection.rows(cypher.LEAVES_OF):
        leaves[str(r["id"])].add(str(r["leaf"]))
    for p in by_id(connection, cypher.ENTITIES_OF, ids(connection, "Entity")):
        yield rows.to_entity(p, leaves=leaves[p["id"]])


def facts(connection: Connection) -> Iterator[Fact]:
    """All facts by id, with their claims and roles."""
    claims: dict[str, list[str]] = defaultdict(list)
    roles: dict[str, list[RoleEdge]] = defaultdict(list)
    for r in connection.rows(cypher.ABOUT_OF):
        claims[str(r["id"])].append(str(r["claim"]))
    for statement in (cypher.ROLES_ENTITY_OF, cypher.ROLES_FACT_OF):
        for r in connection.rows(statement):
            edge = RoleEdge(role=str(r["role"]).lower(), to=str(r["to"]), n=_int(r["n"]), docs=_int(r["docs"]))
            roles[str(r["id"])].append(edge)
    for p in by_id(connection, cypher.FACTS_OF, ids(connection, "Fact")):
        yield rows.to_fact(p, claims=claims[p["id"]], roles=roles[p["id"]])


def decisions(connection: Connection) -> Iterator[Decision]:
    """All decisions by id, those undone and their undoing too."""
    return (rows.to_decision(_map(r["p"])) for r in connection.rows(cypher.DECISIONS))


def _map(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0
