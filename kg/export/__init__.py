"""Records out of a store: canonical JSON lines and their digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from kg import jsonl
from kg.model import Document, Record
from kg.store.graph import GraphStore

__all__ = ["canonical", "digest", "lines"]


def lines(store: GraphStore) -> Iterator[str]:
    """The canonical export of *store*, line by line without line ends."""
    meta = store.meta()
    head = jsonl.header(ontology=str(meta.get("ontology") or ""), extractor=str(meta.get("extractor") or ""))
    return canonical(store.records(), head=head)


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
