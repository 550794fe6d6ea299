"""Networks as files that Gephi, R, Excel and pandas open: GraphML, GEXF, folders of CSV or Parquet tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.analyze.table import Table

if TYPE_CHECKING:
    import networkx as nx

FORMATS = ("graphml", "gexf", "csv", "parquet")
# What XML 1.0 cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML = "<?xml version='1.0' encoding='utf-8'?>"
_CLOCK = re.compile(r' lastmodifieddate="[^"]*"')


def graphml(graph: nx.DiGraph[str]) -> str:
    """*graph* as GraphML; lists stand in one text, `; ` between, and what is unknown is left out."""
    import networkx as nx

    lines = nx.generate_graphml(_flat(graph), named_key_ids=True)
    return "\n".join([_XML, *lines, ""])


def gexf(graph: nx.DiGraph[str]) -> str:
    """*graph* as GEXF with the colours of the ontology and, for what has days, the time when it was.

    Red edges are hostile, green ones friendly, as far as edges have a sign.
    """
    import networkx as nx

    flat = _flat(graph)
    for _, d in flat.nodes(data=True):
        d["viz"] = {"color": _rgb(str(d.pop("colour", "#7F7F7F")))}
    for *_, d in flat.edges(data=True):
        if (signed := d.get("signed")) is not None:
            d["viz"] = {"color": _rgb("#1A9850" if signed > 0 else "#D73027" if signed < 0 else "#9E9E9E")}
    lines = (_CLOCK.sub("", line) for line in nx.generate_gexf(flat))
    return "\n".join([_XML, *lines, ""])


def tables(graph: nx.DiGraph[str]) -> dict[str, Table]:
    """*graph* as two tables, `nodes` by id and `edges` by source and target; lists and maps stay what they are."""
    nodes = [{"id": n, **d} for n, d in graph.nodes(data=True)]
    edges = [{"source": a, "target": b, **d} for a, b, d in graph.edges(data=True)]
    return {"nodes": _table(nodes, ("id", "label")), "edges": _table(edges, ("source", "target"))}


def _table(rows: list[dict[str, Any]], first: tuple[str, ...]) -> Table:
    columns = tuple(dict.fromkeys([*first, *(name for row in rows for name in row)]))
    return Table(columns, [tuple(row.get(c) for c in columns) for row in rows])


def write(graph: nx.DiGraph[str], path: Path, *, form: str) -> list[Path]:
    """The files written: *path* itself, or `nodes` and `edges` in the folder *path*, which is made.

    Raises:
        UnavailableError: Parquet is asked for and pyarrow is not installed.
    """
    from kg.query import formats
    from kg.query.run import Rows

    if form in {"graphml", "gexf"}:
        path.write_text(graphml(graph) if form == "graphml" else gexf(graph), encoding="utf-8")
        return [path]
    path.mkdir(exist_ok=True)
    written = []
    for name, found in tables(graph).items():
        target = path / f"{name}.{form}"
        rows = Rows(found.columns, iter(found.rows))
        if form == "csv":
            target.write_text("".join(f"{line}\n" for line in formats.lines(rows, "csv")), encoding="utf-8")
        else:
            formats.parquet(rows, target)
        written.append(target)
    return written


def _flat(graph: nx.DiGraph[str]) -> nx.DiGraph[str]:
    """A copy of *graph* whose attributes are text, numbers and truth values only."""
    import networkx as nx

    found = graph.__class__()
    for node, d in graph.nodes(data=True):
        found.add_node(node, **_plain(d))
    for *ends, d in graph.edges(keys=True, data=True) if isinstance(graph, nx.MultiDiGraph) else graph.edges(data=True):
        found.add_edge(*ends, **_plain(d))
    return found


def _plain(attributes: Mapping[str, object]) -> dict[str, Any]:
    return {k: _cell(v) for k, v in attributes.items() if v is not None}


def _cell(value: object) -> object:
    if isinstance(value, str):
        return _NO_XML.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return _joined(f"{k} {v}" for k, v in value.items())
    return _joined(map(str, value)) if isinstance(value, (list, tuple)) else value


def _joined(words: Iterable[str]) -> str:
    return _NO_XML.sub("\ufffd", "; ".join(words))


def _rgb(colour: str) -> dict[str, float]:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return {"r": red, "g": green, "b": blue, "a": 1.0}
