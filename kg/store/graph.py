"""The store: one class for both servers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import IntegrityError
from kg.model import SCHEMA, Counts, Decision, Delta, Entity, Fact, Held, Key, Read, Record, Row
from kg.store import closure, read, write
from kg.store import cypher as statements
from kg.store.connection import Connection, Remote


class GraphStore:
    """A graph on the local server (a folder) or on a Neo4j."""

    def __init__(self, where: Path | Remote) -> None:
        self.connection = Connection(where)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        """What to call the store in messages."""
        return self.connection.name

    def prepare(self) -> None:
        """Make constraints, indexes and the `Meta` node where they are missing.

        Raises:
            IntegrityError: the store's schema is newer than this program.
        """
        meta = self.meta()
        if meta.get("schema") is None:
            self.make_schema()
            self.apply(Delta())

    def make_schema(self) -> None:
        """Make constraints and indexes where they are missing."""
        fulltext = statements.FULLTEXT[self.connection.dialect]
        self.connection.run(*statements.CONSTRAINTS, *statements.INDEXES, *([fulltext] if fulltext else []))

    def constrained(self) -> set[str]:
        """The key labels whose ids are kept unique."""
        return {
            str(r["labelsOrTypes"][0])
            for r in self.connection.rows(statements.UNIQUE)
            if "UNIQUENESS" in str(r["type"]) and r["properties"] == ["id"] and isinstance(r["labelsOrTypes"], list)
        }

    def clear_world(self) -> None:
        """Take away all entities and facts with their edges, in parts; the world is then stale until it is computed."""
        self.apply(Delta(world="stale"))
        for statement in statements.CLEAR.values():
            while self.connection.write(write.clearing(statement)):
                pass

    def meta(self) -> Row:
        """Schema version and state of the world layer; empty when nothing was ever written.

        Raises:
            IntegrityError: the store's schema is newer than this program.
        """
        found = next(self.connection.rows(statements.META_READ), {})
        if found and found.get("schema") not in {None, SCHEMA}:
            msg = f"{self.name} has schema {found['schema']}; this program knows {SCHEMA}. Install a newer dramatis-kg."
            raise IntegrityError(msg)
        return found

    def apply(self, delta: Delta) -> Counts:
        """Write *delta* in one transaction; doing it again changes nothing.

        Gives back counts by kind of row, and as `lock` the turn in which it was written.

        Raises:
            OutdatedError: others wrote since what *delta* rests on was read.
        """
        return self.connection.write(write.plan(delta))

    def done(self, marks: Iterable[str], *, files: bool = False) -> set[str]:
        """Those of *marks* that a document, or with *files* a whole file, already carries."""
        statement = statements.SOURCE_DONE if files else statements.DONE
        return {
            str(r["mark"])
            for part in read.batches(marks, 1000)
            for r in self.connection.rows(statement, {"marks": part})
        }

    def evidence(self, documents: Iterable[str] | None = None) -> Iterator[Read]:
        """Each document with its mentions and claims, by id; only the named *documents* when given."""
        return read.evidence(self.connection, documents)

    def world(self) -> tuple[list[Entity], list[Fact]]:
        """The entities and facts that stand in the store, by id."""
        return list(read.entities(self.connection)), list(read.facts(self.connection))

    def keys(self, wanted: Iterable[str] | None = None) -> Iterator[Key]:
        """What entities are found by, by id; only the *wanted* ones when given, in any order."""
        return closure.keys(self.connection, wanted)

    def entities(self, wanted: Iterable[str]) -> list[Entity]:
        """Those of the *wanted* entities that are there, without their leaves."""
        return closure.entities(self.connection, wanted)

    def documents(self, by: str, values: Iterable[str]) -> set[str]:
        """The ids of documents by `uri`, `text` (SHA-256), `entity` mentioned, or claim `held` by another of theirs."""
        return closure.documents(self.connection, by, values)

    def blocks(self, *, documents: Iterable[str] = (), entities: Iterable[str] = ()) -> set[str]:
        """The blocks of the facts that claims of *documents* are about, and of those at *entities*."""
        return closure.blocks(self.connection, documents, entities)

    def held(self, blocks: Iterable[str]) -> Held:
        """The facts of *blocks* with their claims and what fills their roles."""
        return closure.held(self.connection, blocks)

    def sources(self, documents: Iterable[str]) -> dict[str, tuple[str, str | None, str | None]]:
        """Publisher, sketch, and text where there is no sketch, of each of *documents*."""
        return closure.sources(self.connection, documents)

    def leaves(self, entity: str) -> Iterator[str]:
        """The leaves that refer to *entity*, in any order."""
        return (str(r["leaf"]) for r in self.connection.rows(statements.ENTITY_LEAVES, {"id": entity}))

    def size(self) -> int:
        """How many documents there are."""
        row = next(self.connection.rows(statements.COUNT["Document"]), {"n": 0})
        return row["n"] if isinstance(row["n"], int) else 0

    def sketched(self) -> set[str]:
        """The documents that have a sketch."""
        return {str(r["id"]) for r in self.connection.rows(statements.SKETCHED)}

    def decisions(self) -> Iterator[Decision]:
        """All decisions by id, also those that are undone."""
        return read.decisions(self.connection)

    def read(self, cypher: str, params: Mapping[str, object] | None = None) -> Iterator[Row]:
        """The rows of a constant read-only statement, lazily."""
        return self.connection.rows(cypher, params)

    def records(self) -> Iterator[Record]:
        """All records in canonical order; of the decisions those in force."""
        return read.records(self.connection)

    def counts(self) -> dict[str, int]:
        """How many nodes of each key label there are."""
        found = {}
        for label in ("Document", "Mention", "Claim", "Entity", "Fact", "Decision"):
            row = next(self.connection.rows(statements.COUNT[label]), {"n": 0})
            found[label.lower()] = row["n"] if isinstance(row["n"], int) else 0
        return found

    def close(self) -> None:
        """Give the connections back."""
        self.connection.close()
