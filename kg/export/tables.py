"""A folder of CSV tables, one for each kind of record, and back.

A cell that is empty is null. Lists are JSON, and so is text that is empty, starts with a quote mark or holds characters
that readers of CSV drop.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from kg import jsonl
from kg.errors import DocumentError
from kg.flat import RECORDS, fields, flat, nested, plain
from kg.model import Record

HEADER = "header.json"
FILES = {
    "Document": "documents.csv", "Mention": "mentions.csv", "Claim": "claims.csv", "Entity": "entities.csv",
    "Fact": "facts.csv", "Decision": "decisions.csv",
}  # fmt: skip
# Lists of maps that have a table of their own: kind of record, field, file, columns.
PARTS = {
    ("Claim", "args"): ("args.csv", ("mention", "claim", "role")),
    ("Fact", "roles"): ("roles.csv", ("to", "role", "n", "docs")),
}
_ODD = re.compile(r"[\0\r]")
_KEY = {"Claim": "of", "Fact": "fact"}


def write(records: Iterable[Record], folder: Path, *, head: Mapping[str, object]) -> dict[str, int]:
    """How many of *records* were written to each table of *folder*."""
    (folder / HEADER).write_text(jsonl.dumps(head) + "\n", encoding="utf-8")
    counts: Counter[str] = Counter()
    with ExitStack() as files:

        def table(name: str, columns: list[str]) -> Any:  # noqa: ANN401 - csv has no public type for its writers
            stream = files.enter_context((folder / name).open("w", encoding="utf-8", newline=""))
            made = csv.DictWriter(stream, columns, lineterminator="\n")
            made.writeheader()
            return made

        main = {k: table(FILES[k], [f for f in fields(k) if (k, f) not in PARTS]) for k in RECORDS}
        parts = {k: table(name, [_KEY[k[0]], *columns]) for k, (name, columns) in PARTS.items()}
        for record in records:
            kind, found = type(record).__name__, flat(record)
            for (of, field), (name, _) in PARTS.items():
                for one in found.pop(field, ()) if of == kind else ():
                    row = {_KEY[of]: found["id"], **one}
                    parts[of, field].writerow({k: v if v is None else _cell(v) for k, v in row.items()})
                    counts[name] += 1
            main[kind].writerow({k: _cell(v) for k, v in found.items()})
            counts[FILES[kind]] += 1
    return dict(counts)


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value and not value.startswith('"') and not _ODD.search(value):
        return value
    return value if isinstance(value, (int, float)) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def read(folder: Path) -> Iterator[dict[str, Any]]:
    """The header and the records in the tables of *folder* as JSON objects, in canonical order.

    Raises:
        DocumentError: a table is missing or lacks a column; the message names it.
    """
    yield jsonl.loads(_text(folder / HEADER))
    lists: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for (kind, _), (name, columns) in PARTS.items():
        numbers = {"n", "docs"} & set(columns)
        for row in _rows(folder / name, [_KEY[kind], *columns]):
            found = {k: _value(row[k], int if k in numbers else str) for k in columns if row[k]}
            lists[kind, str(_value(row[_KEY[kind]], str))].append(found)
    evidence: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for kind in ("Mention", "Claim"):
        for obj in sorted(_records(kind, folder, lists), key=_place):
            evidence[str(obj.get("doc"))].append(obj)
    for doc in sorted(_records("Document", folder, lists), key=_place):
        yield doc
        yield from evidence[str(doc.get("id"))]
    for kind in ("Entity", "Fact", "Decision"):
        yield from sorted(_records(kind, folder, lists), key=_place)


def _records(kind: str, folder: Path, lists: dict[tuple[str, str], list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    own = {name: hint for name, hint in fields(kind).items() if (kind, name) not in PARTS}
    for row in _rows(folder / FILES[kind], list(own)):
        found = {name: _value(row[name], plain(hint)) for name, hint in own.items() if row[name]}
        for of, field in PARTS:
            if of == kind:
                found[field] = lists[kind, str(found.get("id"))]
        yield nested(kind, found)


def _place(obj: Mapping[str, Any]) -> tuple[int, int, str]:
    start, end = (v if isinstance(v, int) else 0 for v in (obj.get("start"), obj.get("end")))
    return start, end, str(obj.get("id"))


def _value(cell: str, hint: object) -> object:
    """What *cell* says; one that cannot be read stays text, which the record then refuses."""
    if hint is str and not cell.startswith('"'):
        return cell
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell


def _rows(path: Path, columns: list[str]) -> Iterator[dict[str, str]]:
    csv.field_size_limit(2**31 - 1)
    try:
        stream = path.open(encoding="utf-8", newline="")
    except OSError as error:
        raise DocumentError(f"cannot read {path}: {error.strerror}") from error
    with stream:
        rows = csv.DictReader(stream)
        if missing := [c for c in columns if c not in (rows.fieldnames or ())]:
            raise DocumentError(f"{path.name} lacks the column {', '.join(missing)}")
        for row in rows:
            yield {c: row[c] or "" for c in columns}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DocumentError(f"cannot read {path}: {error.strerror}; kg export --format csv writes it") from error
