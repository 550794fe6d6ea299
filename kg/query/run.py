"""A person's query, run so that it cannot write: gate, read-only account, a transaction that is always rolled back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import neo4j
from neo4j import exceptions, graph

from kg.query.gate import check
from kg.store import errors
from kg.store.graph import GraphStore

DEADLINE = 120.0


@dataclass(frozen=True, slots=True)
class Rows:
    """The columns of an answer and its rows, which are read as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[object, ...]]


@contextmanager
def run(
    store: GraphStore, cypher: str, *, params: Mapping[str, object] | None = None, deadline: float = DEADLINE
) -> Iterator[Rows]:
    """The answer to *cypher*, lazily, as plain Python values; graph values become maps.

    Raises:
        QueryError: the gate or the store refuses it, or it takes longer than *deadline* seconds.
        UnavailableError: the store cannot be reached.
    """
    check(cypher)
    try:
        with store.connection.session(reader=True) as session:
            transaction = session.begin_transaction(timeout=deadline, metadata={"app": "kg query"})
            try:
                result = transaction.run(cypher, dict(params or {}))
                columns = tuple(result.keys())
                yield Rows(columns, (tuple(plain(r[c]) for c in columns) for r in result))
            finally:
                if not transaction.closed():
                    transaction.rollback()
    except (*errors.LOST, exceptions.Neo4jError, exceptions.DriverError) as error:
        raise errors.translate(error, where=store.name) from error


def plain(value: object) -> object:  # noqa: PLR0911 - one case a kind of value
    """*value* as JSON would have it: nodes, relationships and paths as maps of what they hold."""
    if isinstance(value, graph.Node):
        return {"labels": sorted(value.labels), **dict(sorted(value.items()))}
    if isinstance(value, graph.Relationship):
        start, end = value.nodes
        return {
            "type": value.type,
            **dict(sorted(value.items())),
            "from": start.get("id") if start else None,
            "to": end.get("id") if end else None,
        }
    if isinstance(value, graph.Path):
        return [plain(one) for one in _along(value)]
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (neo4j.time.Date, neo4j.time.DateTime, neo4j.time.Time, neo4j.time.Duration)):
        return value.iso_format()
    return value


def _along(path: graph.Path) -> Iterator[object]:
    for node, edge in zip(path.nodes, path.relationships, strict=False):
        yield node
        yield edge
    yield path.nodes[-1]
