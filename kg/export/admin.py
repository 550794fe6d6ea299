"""A folder for `neo4j-admin database import full`: the whole graph as typed CSV, with what to run.

Column types stand in header files of their own, written last, when all values were seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import IntegrityError
from kg.store.cypher import CONSTRAINTS, FULLTEXT, INDEXES, KEY_LABELS
from kg.store.graph import GraphStore
from kg.store.read import batches

_ARRAY = "\x1f"  # between the values of a list; a value that holds it cannot be written
_KEYS = {k: f"MATCH (n:{k}) UNWIND keys(n) AS name RETURN DISTINCT name ORDER BY name" for k in KEY_LABELS}
# Sorted here: the local server sorts in a memory that some hundred thousand nodes fill.
_IDS = {k: f"MATCH (n:{k}) RETURN n.id AS id" for k in KEY_LABELS}
_NODES = {
    k: f"UNWIND $ids AS i MATCH (n:{k} {{id: i}}) RETURN i AS id, labels(n) AS labels, properties(n) AS p"
    for k in KEY_LABELS
}
_EDGES = {
    k: f"UNWIND $ids AS i MATCH (a:{k} {{id: i}})-[r]->(b) "
    "RETURN i AS start, b.id AS end, type(r) AS type, properties(r) AS p"
    for k in KEY_LABELS
}
_EDGE_COLUMNS = ("docs", "fact", "n", "role")
_SCRIPT = """#!/bin/sh
# Loads this folder into an empty Neo4j 5.26 or newer. Stop the server first, give NEO4J_HOME or have neo4j-admin on
# the path. Then start the server and run: cypher-shell -f constraints.cypher
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
cd "$here"
exec "${{NEO4J_HOME:+$NEO4J_HOME/bin/}}neo4j-admin" database import full "${{1:-neo4j}}" \\
{arguments}
"""


def write(store: GraphStore, folder: Path) -> dict[str, int]:
    """How many rows of each table of *folder* were written.

    Raises:
        IntegrityError: a list holds the control character that separates its values.
    """
    counts: Counter[str] = Counter()
    longest = 1
    ids: dict[str, list[str]] = {}
    for key in KEY_LABELS:
        columns = [str(r["name"]) for r in store.read(_KEYS[key])]
        if columns:
            table = _Table([c for c in columns if c != "id"])
            every = sorted(str(r["id"]) for r in store.read(_IDS[key]))
            found = (
                row
                for part in batches(every, 1000)
                for row in sorted(store.read(_NODES[key], {"ids": part}), key=lambda r: str(r["id"]))
            )
            rows = table.nodes(found)
            counts[f"{key}.csv"] = _lines(folder / f"{key}.csv", rows)
            _lines(folder / f"{key}-header.csv", [table.header("id:ID", ":LABEL")])
            ids[key], longest = table.ids, max(longest, table.longest)
    edges = _Table(list(_EDGE_COLUMNS))
    linked = (
        row
        for key, made in ids.items()
        for part in batches(made, 1000)
        for row in sorted(store.read(_EDGES[key], {"ids": part}), key=lambda r: (r["start"], r["type"], str(r)))
    )
    counts["edges.csv"] = _lines(folder / "edges.csv", edges.edges(linked))
    _lines(folder / "edges-header.csv", [edges.header(":START_ID,:END_ID", ":TYPE")])
    arguments = _arguments(list(ids), longest)
    (folder / "arguments.txt").write_text("\n".join(arguments) + "\n", encoding="utf-8")
    script = _SCRIPT.format(arguments=" \\\n".join(f"  '{one}'" for one in arguments))
    (folder / "import.sh").write_text(script, encoding="utf-8")
    (folder / "import.sh").chmod(0o755)
    schema = [*CONSTRAINTS, *INDEXES, FULLTEXT["neo4j"]]
    (folder / "constraints.cypher").write_text("".join(f"{s};\n" for s in schema if s), encoding="utf-8")
    return dict(counts)


def _arguments(keys: list[str], longest: int) -> list[str]:
    return [
        *(f"--nodes={k}-header.csv,{k}.csv" for k in keys),
        "--relationships=edges-header.csv,edges.csv",
        "--array-delimiter=U+001F",
        "--multiline-fields=true",
        "--bad-tolerance=0",
        f"--read-buffer-size={max(4_194_304, 2 * longest)}",
    ]


def _lines(path: Path, found: Iterable[str]) -> int:
    with path.open("w", encoding="utf-8", newline="") as stream:
        return sum(bool(stream.write(f"{line}\n")) for line in found)


class _Table:
    """Rows of one table, with the kinds of values seen in each column."""

    def __init__(self, columns: list[str]) -> None:
        self.columns = columns
        self.kinds: dict[str, str] = {}
        self.ids: list[str] = []
        self.longest = 1

    def nodes(self, rows: Iterable[object]) -> Iterator[str]:
        for row in rows:
            p, labels = _map(row, "p"), _map(row, "").get("labels")
            names = sorted(map(str, labels)) if isinstance(labels, list) else []
            self.ids.append(str(p["id"]))
            yield self.line([p["id"]], p, _ARRAY.join(names))

    def edges(self, rows: Iterable[object]) -> Iterator[str]:
        for row in rows:
            found = _map(row, "")
            yield self.line([found["start"], found["end"]], _map(row, "p"), str(found["type"]))

    def line(self, first: list[object], p: dict[str, object], last: str) -> str:
        cells = [self.cell(c, p.get(c)) for c in self.columns]
        made = ",".join([*map(_quoted, map(str, first)), *cells, _quoted(last)])
        self.longest = max(self.longest, len(made.encode()))
        return made

    def cell(self, column: str, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, list):
            texts = [str(v) for v in value]
            if any(_ARRAY in t for t in texts):
                raise IntegrityError(f"{column} has a value with the control character U+001F, which ends a list here")
            if value:
                self.see(column, f"{_kind(value[0])}[]")
            return _quoted(_ARRAY.join(texts)) if texts else ""
        self.see(column, _kind(value))
        return str(value).lower() if isinstance(value, bool) else _quoted(str(value))

    def see(self, column: str, kind: str) -> None:
        before = self.kinds.setdefault(column, kind)
        if before != kind:
            self.kinds[column] = "double" if {before, kind} == {"long", "double"} else "string"

    def header(self, first: str, last: str) -> str:
        return ",".join([first, *(f"{c}:{self.kinds.get(c, 'string')}" for c in self.columns), last])


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "long" if isinstance(value, int) else "double" if isinstance(value, float) else "string"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _map(row: object, key: str) -> dict[str, object]:
    found = row if isinstance(row, dict) else {}
    inner = found.get(key) if key else found
    return inner if isinstance(inner, dict) else {}
