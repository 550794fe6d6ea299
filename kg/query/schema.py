"""What a graph holds: labels, relationships and properties, counted, each with a query to begin with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kg.store.cypher import KEY_LABELS
from kg.store.graph import GraphStore

SHOWN = {
    "Claim": "quote", "Decision": "action", "Document": "uri", "Entity": "name", "Fact": "label", "Mention": "text",
    "Meta": "schema", "Run": "extractor",
}  # fmt: skip
_LABELS = {
    key: f"MATCH (n:{key}) UNWIND labels(n) AS name RETURN name, count(*) AS n ORDER BY n DESC, name"
    for key in KEY_LABELS
}
_EDGES = {
    key: f"MATCH (a:{key})-[r]->(b) UNWIND labels(b) AS to WITH type(r) AS name, to WHERE to IN $keys "
    "RETURN name, to, count(*) AS n ORDER BY name, to"
    for key in KEY_LABELS
}
_PROPERTIES = {
    key: f"MATCH (n:{key}) UNWIND keys(n) AS name RETURN name, count(*) AS n ORDER BY name" for key in KEY_LABELS
}


@dataclass(frozen=True, slots=True)
class Label:
    """A label, how many nodes have it, which key label they have, and a query for some of them."""

    name: str
    of: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship type between nodes of two key labels, how many there are, and a query for some of them."""

    name: str
    start: str
    end: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the nodes of a key label, how many have it, and a query for its values."""

    name: str
    of: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Schema:
    """All labels, relationships and properties of a graph."""

    labels: tuple[Label, ...]
    edges: tuple[Edge, ...]
    properties: tuple[Property, ...]


def schema(store: GraphStore) -> Schema:
    """What *store* holds; the commonest labels of each key label first."""
    labels: list[Label] = []
    edges: list[Edge] = []
    properties: list[Property] = []
    for key in KEY_LABELS:
        for name, count in _counts(store, _LABELS[key]).items():
            labels.append(Label(name, key, count, f"MATCH (n:{name}) RETURN n.{SHOWN[key]} LIMIT 10"))
        for row in store.read(_EDGES[key], {"keys": list(KEY_LABELS)}):
            name, to, n = str(row["name"]), str(row["to"]), row["n"]
            example = f"MATCH (a:{key})-[:{name}]->(b:{to}) RETURN a.{SHOWN[key]}, b.{SHOWN[to]} LIMIT 10"
            edges.append(Edge(name, key, to, n if isinstance(n, int) else 0, example))
        for name, count in _counts(store, _PROPERTIES[key]).items():
            example = f"MATCH (n:{key}) RETURN n.{name} AS {name}, count(*) AS n ORDER BY n DESC LIMIT 10"
            properties.append(Property(name, key, count, example))
    return Schema(tuple(labels), tuple(edges), tuple(properties))


def _counts(store: GraphStore, statement: str) -> Counter[str]:
    return Counter({str(r["name"]): r["n"] for r in store.read(statement) if isinstance(r["n"], int)})
