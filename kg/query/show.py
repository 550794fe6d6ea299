"""An actor or a fact with all its evidence, as plain maps."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kg.errors import NotFoundError
from kg.query.names import named, nearest
from kg.store.graph import GraphStore
from kg.words import remarkable

_FACTS_OF = "UNWIND $ids AS i MATCH (e:Entity {id: i})<-[]-(f:Fact) RETURN DISTINCT properties(f) AS p"
_FACT_OF_CLAIM = "MATCH (c:Claim {id: $id})-[:ABOUT]->(f:Fact) RETURN f.id AS id"
_FACT = "MATCH (f:Fact {id: $id}) RETURN properties(f) AS p"
_ROLES = "UNWIND $ids AS i MATCH (f:Fact {id: i})-[r]->(x) WHERE r.n IS NOT NULL RETURN i AS id, type(r) AS role, coalesce(x.name, x.label) AS name, x.id AS to"
_CLAIMS = """
UNWIND $ids AS i
MATCH (f:Fact {id: i})<-[:ABOUT]-(c:Claim)-[:STATED_IN]->(d:Document)
OPTIONAL MATCH (c)-[:CLAIMED_BY]->(s:Entity)
RETURN i AS fact, c.id AS id, c.quote AS quote, c.start AS start, c.polarity AS polarity, c.certainty AS certainty, c.realis AS realis,
  c.evidential AS evidential, c.confidence AS confidence, s.name AS by, d.id AS doc, d.uri AS uri, d.publisher AS publisher, d.published AS published, d.title AS title
"""


def show(store: GraphStore, name: str, *, limit: int = 50) -> dict[str, Any]:
    """`entities` that have *name* or id, their `facts` in time order with roles and quotes, how many `more` there are.

    Raises:
        NotFoundError: nothing has that name or id; the message lists the nearest names.
    """
    entities: list[dict[str, Any]] = []
    if name.startswith(("f_", "c_")):
        facts = _facts_by_id(store, name)
    else:
        entities = named(store, name)
        facts = [_map(r["p"]) for r in store.read(_FACTS_OF, {"ids": [e["id"] for e in entities]})] if entities else []
    if not entities and not facts:
        raise NotFoundError(f"nothing is called {name!r}{nearest(store, name)}")
    facts.sort(key=lambda f: (f.get("date") is None, f.get("date") or "", f["id"]))
    kept = facts[:limit]
    evidence, roles = _claims(store, kept), _roles(store, kept)
    shown = [
        {
            **{
                k: f.get(k)
                for k in ("id", "type", "label", "date", "time_basis", "status", "n_docs", "n_sources", "belief")
            },
            "roles": roles[f["id"]],
            "claims": evidence[f["id"]],
        }
        for f in kept
    ]
    return {"entities": entities, "facts": shown, "more": len(facts) - len(kept)}


def _facts_by_id(store: GraphStore, name: str) -> list[dict[str, Any]]:
    if name.startswith("c_"):
        name = next((str(r["id"]) for r in store.read(_FACT_OF_CLAIM, {"id": name})), name)
    return [_map(r["p"]) for r in store.read(_FACT, {"id": name})]


def _claims(store: GraphStore, facts: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    rows = sorted(
        store.read(_CLAIMS, {"ids": [f["id"] for f in facts]}),
        key=lambda r: (str(r["published"]), str(r["doc"]), str(r["start"]), str(r["id"])),
    )
    for row in rows:
        how = {k: str(row[k]) for k in ("polarity", "certainty", "realis", "evidential")}
        found[str(row["fact"])].append({**row, "how": remarkable(**how)})
    return found


def _roles(store: GraphStore, facts: list[dict[str, Any]]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    rows = sorted(store.read(_ROLES, {"ids": [f["id"] for f in facts]}), key=lambda r: (str(r["role"]), str(r["name"])))
    for row in rows:
        found[str(row["id"])].append({"role": str(row["role"]).lower(), "name": str(row["name"]), "id": str(row["to"])})
    return found


def _map(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
