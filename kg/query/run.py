"""A person's query, run so that it cannot write: gate, read-only account, a transaction that is always rolled back."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import neo4j
from neo4j import exceptions, graph

from kg.errors import KgError, UsageError
from kg.query.columns import columns
from kg.query.gate import check
from kg.store import errors
from kg.store.graph import GraphStore

DEADLINE = 120.0
_RUNNING = "SHOW TRANSACTIONS"
_STOP = "TERMINATE TRANSACTIONS $id"
_LOCK = "MERGE (n:Meta {id: 'meta'}) SET n.lock = coalesce(n.lock, 0) + 1"


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
        with (
            _stopped_at(deadline, store) as mark,
            store.connection.session(reader=True) as session,
            session.begin_transaction(timeout=deadline, metadata={"app": "kg query"}) as transaction,
        ):
            reading = _Reading(transaction.run(mark + cypher, dict(params or {})), cypher)
            try:
                yield Rows(reading.columns, iter(reading))
            finally:
                if not reading.ended:
                    _stop(store, mark)
                with suppress(exceptions.Neo4jError, exceptions.DriverError):  # of a query that was just stopped
                    transaction.rollback()
    except BrokenPipeError:  # of whoever reads the rows
        raise
    except (*errors.LOST, exceptions.Neo4jError, exceptions.DriverError) as error:
        raise errors.translate(error, where=store.name) from error


class _Reading:
    """Rows as they are asked for; `ended` when there are no more."""

    def __init__(self, result: neo4j.Result, cypher: str) -> None:
        self._result = result
        self.columns, self.ended = tuple(result.keys()) or columns(cypher), False

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        for row in self._result:
            yield tuple(plain(row[c]) for c in self.columns)
        self.ended = True


@contextmanager
def _stopped_at(deadline: float, store: GraphStore) -> Iterator[str]:
    """A comment that marks a query, which is stopped after *deadline* seconds.

    Neo4j stops at its own deadline and needs no mark. The local server knows none, goes on after its client died, and
    would run a query to its end before it rolled it back.
    """
    if store.connection.dialect == "neo4j":
        yield ""
        return
    mark = f"/* {secrets.token_hex(8)} */ "
    timer = threading.Timer(deadline, _stop, args=(store, mark))
    timer.daemon = True
    timer.start()
    try:
        yield mark
    finally:
        timer.cancel()


def _stop(store: GraphStore, mark: str) -> None:
    """End the query that carries *mark*, if it still runs."""
    if not mark:
        return
    with suppress(KgError, exceptions.Neo4jError, exceptions.DriverError, OSError), store.connection.session() as admin:
        for row in admin.run(_RUNNING).data():
            if str(row["currentQuery"]).startswith(mark.strip()):
                admin.run(_STOP, id=row["transactionId"]).consume()


def write(store: GraphStore, cypher: str, *, params: Mapping[str, object] | None = None) -> dict[str, int]:
    """What *cypher* changed, as counts by kind of change. Nothing checks it, and `kg` does not know what it did.

    Raises:
        QueryError: the store refuses it; nothing was changed.
        UnavailableError: the store cannot be reached.
    """

    def work(transaction: neo4j.ManagedTransaction) -> dict[str, int]:
        transaction.run(_LOCK).consume()
        counters = transaction.run(cypher, dict(params or {})).consume().counters
        return {k: v for k, v in sorted(vars(counters).items()) if isinstance(v, int) and v and not k.startswith("_")}

    return store.connection.write(work)


def explain(store: GraphStore, cypher: str, *, params: Mapping[str, object] | None = None) -> list[tuple[int, str]]:
    """Depth and operator of each step of the plan that a Neo4j makes for *cypher*, which is not run.

    Raises:
        UsageError: the store is local: its server would run some of what it is asked to explain.
        QueryError: the gate or the store refuses it.
    """
    check(cypher)
    if store.connection.dialect != "neo4j":
        raise UsageError("the local server runs some statements that it is asked to explain; ask a Neo4j: --store URL")
    try:
        with store.connection.session(reader=True) as session:
            plan = session.run("EXPLAIN " + cypher, dict(params or {})).consume().plan
    except (*errors.LOST, exceptions.Neo4jError, exceptions.DriverError) as error:
        raise errors.translate(error, where=store.name) from error
    return list(_steps(plan, 0)) if plan else []


def _steps(plan: Mapping[str, object], depth: int) -> Iterator[tuple[int, str]]:
    details = plan.get("args")
    about = details.get("Details", "") if isinstance(details, Mapping) else ""
    yield depth, f"{str(plan.get('operatorType', '')).partition('@')[0]} {about}".strip()
    children = plan.get("children")
    for child in children if isinstance(children, list) else ():
        yield from _steps(child, depth + 1)


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
