"""What a loader, an extractor and a store must offer: the doors for plug-ins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol, runtime_checkable

from kg.model import Claim, Counts, Decision, Delta, Document, Entity, Fact, Mention, Read, Record, Rejected, Row, Time


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

        `evidence` counts changes of what was read or decided, `lock` all turns at writing.
        """

    def apply(self, delta: Delta) -> Counts:
        """Write *delta* in one transaction; doing it again changes nothing.

        Gives back the counts of rows written, and as `lock` the number of this turn at writing. Refused with an
        OutdatedError when others wrote since what *delta* says it rests on.
        """

    def done(self, marks: Iterable[str], *, files: bool = False) -> set[str]:
        """Those of *marks* that a document, or with *files* a whole file, already carries."""

    def evidence(self, documents: Iterable[str] | None = None) -> Iterator[Read]:
        """Each document with its mentions and claims, by id; only the named *documents* when given."""

    def world(self) -> tuple[list[Entity], list[Fact]]:
        """The entities and the facts, by id, as their nodes and edges stand in the store."""

    def decisions(self) -> Iterator[Decision]:
        """All decisions by id, also those that are undone."""

    def read(self, cypher: str, params: Mapping[str, object] | None = None) -> Iterator[Row]:
        """The rows of a read-only query, lazily; our own constant statements only."""

    def records(self) -> Iterator[Record]:
        """All records in canonical order (documents with their evidence, entities, facts, decisions)."""
