"""What a change reaches: keys, entities, documents and blocks, looked up by what they hang together by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kg.model import Arg, Entity, Fact, Held, Key, RoleEdge
from kg.store import cypher, rows
from kg.store.connection import Connection
from kg.store.read import batches, by_id, ids
from kg.world import ledger

_PART = 1000


def keys(connection: Connection, wanted: Iterable[str] | None) -> Iterator[Key]:
    """Keys by id; only those *wanted* when given."""
    return (
        rows.to_key(p) for p in by_id(connection, cypher.KEYS_OF, ids(connection, "Key") if wanted is None else wanted)
    )


def entities(connection: Connection, wanted: Iterable[str]) -> list[Entity]:
    """Those of the *wanted* entities that are there, without leaves."""
    return [rows.to_entity(_map(r["p"]), leaves=()) for r in _rows(connection, cypher.ENTITIES_OF, wanted)]


def documents(connection: Connection, by: str, values: Iterable[str]) -> set[str]:
    """Ids of documents; see `GraphStore.documents`."""
    return {str(r["id"]) for r in _rows(connection, cypher.DOCUMENTS_BY[by], values, name="values")}


def blocks(connection: Connection, of: Iterable[str], at: Iterable[str]) -> set[str]:
    """The blocks of documents *of* which claims are, and of facts *at* entities."""
    found = {str(b) for r in _rows(connection, cypher.BLOCKS_OF, of) for b in _list(r["blocks"])}
    return found | {str(r["block"]) for r in _rows(connection, cypher.BLOCKS_AT, at)}


def sources(connection: Connection, of: Iterable[str]) -> dict[str, tuple[str, str | None, str | None]]:
    """Publisher, sketch, and text where there is no sketch, of documents."""
    return {
        str(r["id"]): (str(r["publisher"]), _text(r["sketch"]), _text(r["text"]))
        for r in _rows(connection, cypher.SOURCES_OF, of)
    }


def held(connection: Connection, wanted: Iterable[str]) -> Held:
    """The facts of the *wanted* blocks, with their claims, as far as facts are made of them.

    Raises:
        ValueError: what sums up the claims of one is none of ours.
    """
    found = Held()
    bare = [
        rows.to_fact(_map(r["p"]), claims=(), roles=())
        for r in _rows(connection, cypher.BLOCK_FACTS, wanted, name="blocks")
    ]
    many = {ledger.key(f.id) for f in bare if f.n_claims >= ledger.LEAST}
    found.keys = {k.id: k for k in keys(connection, many)} if many else {}
    few = {}
    for fact in bare:
        text = found.keys[ledger.key(fact.id)].text if ledger.key(fact.id) in found.keys else None
        if text is not None:
            found.facts[fact.id] = ledger.read(text, fact, found)
        else:
            few[fact.id] = fact
    if few:
        _one_by_one(connection, few, found)
    return found


def _one_by_one(connection: Connection, facts: Mapping[str, Fact], found: Held) -> None:
    """Put *facts* with their claims and roles, as the graph has them, to what is *found*."""
    stated = list(_rows(connection, cypher.BLOCK_CLAIMS, facts))
    args: dict[str, set[Arg]] = defaultdict(set)
    for r in _rows(connection, cypher.BLOCK_ARGS, facts):
        filler = str(r["filler"])
        held_claim = filler.startswith("c_")
        args[str(r["claim"])].add(
            Arg(role=str(r["role"]), claim=filler) if held_claim else Arg(role=str(r["role"]), mention=filler)
        )
        if r["entity"] is not None:
            found.entity_of[filler] = str(r["entity"])
            found.names[str(r["entity"])] = str(r["name"])
        if r["about"] is not None:
            found.fact_of[filler] = str(r["about"])
    claims: dict[str, list[str]] = defaultdict(list)
    for r in stated:
        p = _map(r["p"])
        in_order = sorted(args[p["id"]], key=lambda a: (a.role, a.filler))
        found.claims[p["id"]] = rows.to_claim(p, doc=str(r["doc"]), args=in_order)
        found.about[p["id"]] = str(r["fact"])
        claims[str(r["fact"])].append(p["id"])
    roles: dict[str, list[RoleEdge]] = defaultdict(list)
    for r in _rows(connection, cypher.BLOCK_ROLES, facts):
        role = RoleEdge(role=str(r["role"]).lower(), to=str(r["to"]), n=_int(r["n"]), docs=_int(r["docs"]))
        roles[str(r["id"])].append(role)
    for i, fact in facts.items():
        ends = tuple(sorted(roles[i], key=lambda r: (r.role, r.to)))
        found.facts[i] = replace(fact, claims=tuple(sorted(claims[i])), roles=ends)


def _rows(
    connection: Connection, statement: str, values: Iterable[str], *, name: str = "ids"
) -> Iterator[dict[str, object]]:
    for part in batches(sorted(values), _PART):
        yield from connection.rows(statement, {name: part})


def _map(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0
