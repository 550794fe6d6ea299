"""What a loader, an extractor and a store must offer: the doors for plug-ins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol, runtime_checkable

from kg.model import (
    Claim,
    Counts,
    Decision,
    Delta,
    Document,
    Entity,
    Fact,
    Held,
    Key,
    Mention,
    Read,
    Record,
    Rejected,
    Row,
    Time,
)


@runtime_checkable
class Loader(Protocol):
    """Reads the documents of a file."""

    name: str

    def accepts(self, path: Path) -> bool:
        """Whether *path* is of the kind this loader reads, by its name alone."""

    def load(self, path: Path) -> Iterator[Document | Rejected]:
        """The documents of *path*, lazily; one that cannot be read is a Rejected, and the good ones go on.

        `Document.uri` is relative (`""` or `#id`) or absolute (a url of its own); `Document.id` is empty: the caller
        knows the address of the file and gives both their final form.
        """


@runtime_checkable
class Extractor(Protocol):
    """Reads mentions, times and claims out of documents."""

    name: str
    version: str

    def extract(self, docs: Iterable[Document]) -> Iterator[Document | Mention | Time | Claim]:
        """Each document, followed by what was read in it; a claim comes after the claims that fill its roles."""


class Store(Protocol):
    """Keeps evidence and world, and answers Cypher."""

    def prepare(self) -> None:
        """Make ready for writing; what is there stays."""

    def meta(self) -> Row:
        """Schema version, state of the world layer, ontology, extractor; empty when nothing was ever written.

        `evidence` counts changes of what was read or decided, `lock` all turns at writing; `indexed` is the count of
        changes that the keys are made for.
        """

    def apply(self, delta: Delta) -> Counts:
        """Write *delta* in one transaction; doing it again changes nothing.

        Gives back the counts of rows written, as `lock` the number of this turn at writing, and as `evidence` that of
        changes of what was read or decided. Refused with an OutdatedError when others wrote since what *delta* says it
        rests on.
        """

    def done(self, marks: Iterable[str], *, files: bool = False) -> set[str]:
        """Those of *marks* that a document, or with *files* a whole file, already carries."""

    def evidence(self, documents: Iterable[str] | None = None) -> Iterator[Read]:
        """Each document with its mentions and claims, by id; only the named *documents* when given."""

    def world(self) -> tuple[list[Entity], list[Fact]]:
        """The entities and the facts, by id, as their nodes and edges stand in the store."""

    def keys(self, wanted: Iterable[str] | None = None) -> Iterator[Key]:
        """What entities are found by, by id; only the *wanted* ones when given, in any order."""

    def entities(self, wanted: Iterable[str]) -> list[Entity]:
        """Those of the *wanted* entities that are there, without their leaves."""

    def leaves(self, entity: str) -> Iterator[str]:
        """The leaves that refer to *entity*, in any order."""

    def size(self) -> int:
        """How many documents there are."""

    def documents(self, by: str, values: Iterable[str]) -> set[str]:
        """The ids of documents by `uri`, `text` (SHA-256), `entity` mentioned, or claim `held` by another of theirs."""

    def blocks(self, *, documents: Iterable[str] = (), entities: Iterable[str] = ()) -> set[str]:
        """The blocks of the facts that claims of *documents* are about, and of those at *entities*."""

    def held(self, blocks: Iterable[str]) -> Held:
        """The facts of *blocks* with their claims and what fills their roles."""

    def sources(self, documents: Iterable[str]) -> dict[str, tuple[str, str | None, str | None]]:
        """Publisher, sketch, and text where there is no sketch, of each of *documents*."""

    def sketched(self) -> set[str]:
        """The documents that have a sketch."""

    def decisions(self) -> Iterator[Decision]:
        """All decisions by id, also those that are undone."""

    def read(self, cypher: str, params: Mapping[str, object] | None = None) -> Iterator[Row]:
        """The rows of a read-only query, lazily; our own constant statements only."""

    def records(self) -> Iterator[Record]:
        """All records in canonical order (documents with their evidence, entities, facts, decisions)."""
