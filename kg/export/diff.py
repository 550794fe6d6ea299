"""What changed between two exports: documents, the world, decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TextIO

from kg import jsonl
from kg.model import Decision, Document, Entity, Fact, Record
from kg.world.changes import Changes, changes


@dataclass(slots=True)
class Exported:
    """What an export says about the world, without the evidence."""

    documents: dict[str, Document] = field(default_factory=dict)
    entities: list[Entity] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    decisions: dict[str, Decision] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """Documents and decisions that are gone or new, documents with a new text, and what that does to the world."""

    gone_documents: list[Document]
    new_documents: list[Document]
    changed_documents: list[Document]
    gone_decisions: list[Decision]
    new_decisions: list[Decision]
    changes: Changes


def read(stream: TextIO, *, name: str) -> Exported:
    """The documents, world and decisions of an export.

    Raises:
        DocumentError: a line is no record; the message names the line.
        IntegrityError: the export's schema is newer than this program.
    """
    return exported(record for _, record in jsonl.read(stream, name=name))


def exported(records: Iterable[Record]) -> Exported:
    """The documents, world and decisions among *records*."""
    found = Exported()
    for record in records:
        if isinstance(record, Document):
            found.documents[record.uri] = record
        elif isinstance(record, Entity):
            found.entities.append(record)
        elif isinstance(record, Fact):
            found.facts.append(record)
        elif isinstance(record, Decision):
            found.decisions[record.id] = record
    return found


def difference(old: Exported, new: Exported) -> Difference:
    """What is different in *new* from *old*."""
    gone = [d for uri, d in sorted(old.documents.items()) if uri not in new.documents]
    fresh = [d for uri, d in sorted(new.documents.items()) if uri not in old.documents]
    changed = [
        d for uri, d in sorted(new.documents.items()) if uri in old.documents and old.documents[uri].text != d.text
    ]
    return Difference(
        gone,
        fresh,
        changed,
        [d for i, d in sorted(old.decisions.items()) if i not in new.decisions],
        [d for i, d in sorted(new.decisions.items()) if i not in old.decisions],
        changes((old.entities, old.facts), (new.entities, new.facts)),
    )
