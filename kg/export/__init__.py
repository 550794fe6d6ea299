"""Records out of a store: canonical JSON lines and their digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain

from kg import jsonl
from kg.model import Decision, Document, Record
from kg.store.graph import GraphStore

__all__ = ["canonical", "digest", "header", "lines", "lines_with_history", "without_text"]


def lines(store: GraphStore) -> Iterator[str]:
    """The canonical export of *store*, line by line without line ends."""
    return canonical(store.records(), head=header(store))


def lines_with_history(store: GraphStore) -> Iterator[str]:
    """The canonical export of *store*, and the decisions that were undone, with their undoing."""
    records = (r for r in store.records() if not isinstance(r, Decision))
    return canonical(chain(records, store.decisions()), head=header(store))


def header(store: GraphStore) -> dict[str, object]:
    """What the first line of an export of *store* says."""
    meta = store.meta()
    return jsonl.header(ontology=str(meta.get("ontology") or ""), extractor=str(meta.get("extractor") or ""))


def canonical(records: Iterable[Record], *, head: dict[str, object]) -> Iterator[str]:
    """*head* and *records*, which must be in canonical order, as JSON lines."""
    return jsonl.lines(records, head=head)


def without_text(exported: Iterable[str]) -> Iterator[str]:
    """*exported* lines with the texts of documents left out; quotes stay."""
    for line in exported:
        obj = jsonl.loads(line)
        if obj.get("kind") == jsonl.kind_of(Document):
            obj.pop("text", None)
        yield jsonl.dumps(obj)


def digest(exported: Iterable[str]) -> str:
    """The SHA-256, in hex, of *exported* lines: the version of a graph that a paper can cite."""
    total = hashlib.sha256()
    for line in exported:
        total.update(line.encode())
        total.update(b"\n")
    return total.hexdigest()
