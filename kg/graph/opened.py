"""A graph that was opened: queries, entities, facts, networks, panels."""

from __future__ import annotations

import weakref
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kg.config import ontology_files, settings
from kg.errors import NotFoundError, UsageError
from kg.graph import nodes
from kg.graph.answer import Answer
from kg.model import HAPPENED
from kg.query.run import DEADLINE, run
from kg.store import open_store

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.analyze.table import Table
    from kg.pipeline.ingest import Report
    from kg.rdf.graphs import Graph as RdfGraph
    from kg.store.graph import GraphStore

_FACTS = "MATCH (f:Fact) RETURN properties(f) AS p ORDER BY f.id"
_FACTS_OF_TYPE = "MATCH (f:Fact) WHERE $type IN f.types RETURN properties(f) AS p ORDER BY f.id"
_FACT = "MATCH (f:Fact {id: $id}) RETURN properties(f) AS p"
_ENTITIES = "MATCH (e:Entity) RETURN properties(e) AS p ORDER BY e.n_mentions DESC, e.id"
_ENTITIES_OF_TYPE = "MATCH (e:Entity) WHERE $type IN e.types RETURN properties(e) AS p ORDER BY e.n_mentions DESC, e.id"


class Graph:
    """A store to ask; close it, or use it in a `with` statement.

    Queries only read: what would write is refused. The store changes by `ingest` alone.
    """

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._answers: weakref.WeakSet[Answer] = weakref.WeakSet()
        self._closing = weakref.finalize(self, _close, store, self._answers)  # at the latest when the program ends

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Graph {self._store.name}>"

    def close(self) -> None:
        """End the queries that are still open and give the connections back."""
        self._closing()

    def cypher(self, query: str, params: Mapping[str, object] | None = None, *, deadline: float = DEADLINE) -> Answer:
        """The rows of a Cypher *query*, lazily; *params* fill its `$names`.

        Raises:
            QueryError: it is wrong, would write, or takes longer than *deadline* seconds.
            UnavailableError: the store cannot be reached.
        """
        return self._kept(Answer(run(self._store, query, params=params, deadline=deadline)))

    def ask(self, name: str, params: Mapping[str, object] | None = None, *, deadline: float = DEADLINE) -> Answer:
        """The rows of the named question *name*, one of those that `kg ask` lists.

        Raises:
            NotFoundError: there is no such question, or a value names nothing in the graph.
            UsageError: a value is missing or wrong.
        """
        from kg.query.ask import ask, questions

        known = questions()
        if name not in known:
            raise NotFoundError(f"no question {name!r}; there are: {', '.join(known)}")
        return self._kept(Answer(ask(self._store, known[name], dict(params or {}), deadline=deadline)))

    def _kept(self, answer: Answer) -> Answer:
        self._answers.add(answer)
        return answer

    def entity(self, name: str) -> nodes.Entity:
        """The entity called *name*, in any case and by any of its names, or with that id; the most mentioned one.

        Raises:
            NotFoundError: there is none; the message lists the nearest names.
        """
        from kg.query.names import named, nearest

        found = named(self._store, name)
        if not found:
            raise NotFoundError(f"nothing is called {name!r}{nearest(self._store, name)}")
        return nodes.entity(self._store, found[0])

    def entities(self, type_: str | None = None) -> Iterator[nodes.Entity]:
        """All entities, or those of class *type_* and what is below it, the most mentioned first, lazily."""
        rows = self._store.read(_ENTITIES_OF_TYPE, {"type": type_}) if type_ else self._store.read(_ENTITIES)
        return (nodes.entity(self._store, _map(r["p"])) for r in rows)

    def fact(self, id_: str) -> nodes.Fact:
        """The fact with the id *id_*.

        Raises:
            NotFoundError: there is none.
        """
        found = next(nodes.facts(self._store, (_map(r["p"]) for r in self._store.read(_FACT, {"id": id_}))), None)
        if found is None:
            raise NotFoundError(f"no fact has the id {id_!r}")
        return found

    def facts(self, type_: str | None = None) -> Iterator[nodes.Fact]:
        """All facts by id, or those of class *type_* and what is below it, lazily."""
        rows = self._store.read(_FACTS_OF_TYPE, {"type": type_}) if type_ else self._store.read(_FACTS)
        return nodes.facts(self._store, (_map(r["p"]) for r in rows))

    def to_networkx(self, kind: str = "events", *, statuses: Collection[str] = HAPPENED) -> nx.DiGraph[str]:
        """The graph for networkx: `events`, a multi-digraph of all there is, or `actors`, what they did to each other.

        *statuses* says which facts count for `actors`.

        Raises:
            UsageError: there is no such kind or status.
        """
        from kg.analyze.stores import network

        return network(self._store, kind=kind, statuses=statuses)

    def panel(
        self,
        by: str = "month",
        *,
        types: str = "class",
        since: str | None = None,
        until: str | None = None,
        statuses: Collection[str] = HAPPENED,
    ) -> Table:
        """Actor, actor, type of event and period (week, month or year): events, reports, cooperation, conflict.

        Raises:
            UsageError: *by*, *types* (class, group) or a status is none of those there are.
        """
        from kg.analyze.stores import panel_of

        return panel_of(self._store, by=by, types=types, since=since, until=until, statuses=statuses)

    def analyze(self, measure: str) -> Table:
        """A measure of the network of actors: brokers, camps, centrality, cohesion or communities.

        Raises:
            UsageError: there is no such measure.
        """
        from kg.analyze.measures import MEASURES

        if measure not in MEASURES:
            raise UsageError(f"no measure {measure!r}; there are: {', '.join(sorted(MEASURES))}")
        return MEASURES[measure](self.to_networkx("actors"))

    def sparql(self, query: str, *, deadline: float = DEADLINE) -> Table:
        """The rows of a SPARQL *query* over the graph as RDF, which is made anew for each query.

        Raises:
            QueryError: it is no SPARQL, asks other sources, would change something, or takes longer than *deadline*
                seconds, counted from when the graph is loaded.
        """
        from kg.analyze.table import Table
        from kg.rdf.deadline import answered

        with answered(self._rdf(), query, deadline=deadline) as found:
            return Table(found.columns, list(found.rows))

    def to_rdflib(self) -> rdflib.Dataset:
        """The graph as an rdflib Dataset: a named graph for each document, one for the world, one for decisions."""
        from kg.rdf.dataset import dataset

        return dataset(self._rdf())

    def _rdf(self) -> Iterator[RdfGraph]:
        from kg.export import header
        from kg.rdf.graphs import graphs

        return graphs(self._store.records(), head=header(self._store))

    def digest(self) -> str:
        """The hash of the canonical export: the version of the graph that a paper can cite."""
        from kg.export import digest, lines

        return digest(lines(self._store))

    def ingest(
        self,
        *paths: str | Path,
        date: str | None = None,
        publisher: str | None = None,
        title: str | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> Report:
        """What was done: the documents at *paths* are read and stored, as `kg ingest` does it.

        *date*, *publisher* and *title* are for documents that name none, *columns* says which column of a table holds
        what (`{"text": "body"}`).
        """
        from kg import gazetteer, ontology
        from kg.pipeline.ingest import ingest
        from kg.pipeline.reading import Metadata

        said = Metadata(
            published=date, publisher=publisher, title=title, columns=tuple(sorted((columns or {}).items()))
        )
        mine = ontology_files()
        return ingest(
            self._store, map(Path, paths), metadata=said, ontology=ontology.load(mine), gazetteer=gazetteer.load(mine)
        )


def opened(
    store: str | Path | None = None,
    *,
    create: bool = False,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
    insecure: bool = False,
) -> Graph:
    """The graph at *store*, see `kg.open`."""
    found = settings(store=None if store is None else str(store), user=user, password=password, database=database)
    return Graph(
        open_store(
            found["store"].value,
            create=create,
            user=found["user"].value or "neo4j",
            password=found["password"].value,
            database=found["database"].value,
            insecure=insecure,
        )
    )


def _close(store: GraphStore, answers: Iterable[Answer]) -> None:
    for answer in list(answers):
        answer.close()
    store.close()


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
