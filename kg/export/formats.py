"""The forms of an export: line by line to one file, or tables in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import UsageError
from kg.export import admin, header, lines, tables
from kg.rdf.graphs import graphs
from kg.rdf.terms import PREFIX
from kg.rdf.writer import WRITERS
from kg.store.graph import GraphStore

LINES = ("jsonl", *sorted(WRITERS))
FOLDERS = ("csv", "neo4j-admin")
FORMATS = (*LINES, *FOLDERS)


def as_lines(store: GraphStore, form: str, *, prefix: str = PREFIX) -> Iterator[str]:
    """*store* in one of the forms of `LINES`, without line ends; *prefix* starts the IRIs of records in RDF.

    Raises:
        UsageError: *prefix* is no IRI that ends in a slash.
    """
    if form == "jsonl":
        return lines(store)
    parts = urlsplit(prefix)
    if not (parts.scheme and parts.netloc) or not prefix.endswith("/") or any(c in prefix for c in ' <>"{}|\\^`\n'):
        raise UsageError(f"{prefix!r} is no prefix for IRIs; give one like https://example.org/graph/")
    return WRITERS[form](graphs(store.records(), head=header(store), prefix=prefix))


def as_folder(store: GraphStore, form: str, folder: Path) -> dict[str, int]:
    """How many rows were written to each file of *folder*, which is made.

    Raises:
        UsageError: *folder* is there and not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already; give an empty or a new folder")
    folder.mkdir(exist_ok=True)
    return (
        admin.write(store, folder)
        if form == "neo4j-admin"
        else tables.write(store.records(), folder, head=header(store))
    )
