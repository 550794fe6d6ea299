"""SPARQL over an export: only queries, and only of what is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.rdf.graphs import Graph
from kg.rdf.terms import PREFIXES, full
from kg.rdf.writer import nquads

if TYPE_CHECKING:
    import pyoxigraph

_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\r\n]*)"""
    r"""|(?P<string>"(?:[^"\\\r\n]|\\[^\r\n])*"|'(?:[^'\\\r\n]|\\[^\r\n])*')"""
    r"""|(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)|(?P<variable>[?$]\w+)|(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)"""
    r"""|(?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w:]|%[\dA-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])?"""
    r"""(?:[\w:.-]|%[\dA-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*)"""
    r"""|(?P<word>[^\W\d_][^\W_]*)|(?P<mark>.)""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\u[\da-f]{4}", re.IGNORECASE)
_OUTSIDE = re.compile(r"service|from", re.IGNORECASE)
# After `1<2)` a clause may follow, up to a `>` in a comment; a quote mark would open a text for one reader alone.
_NO_IRI = re.compile(r"'|\).*(?:service|from)", re.IGNORECASE)
_UPDATES = frozenset({"load", "insert", "delete", "clear", "drop", "create", "add", "move", "copy", "with", "using"})


@dataclass(frozen=True, slots=True)
class Solutions:
    """What a query gives: rows under columns, or, for CONSTRUCT and DESCRIBE, triples as lines of N-Triples."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[object, ...]]


def check(query: str) -> None:
    """Nothing, when *query* names no other source and changes nothing.

    Where one word ends and the next begins is not the same to every reader of SPARQL, so a keyword counts also when it
    is run together with another, or is the prefix of a name.

    Raises:
        QueryError: it does; the message names the word.
    """
    if _ESCAPE.search(query):
        raise QueryError("write a character itself, not its \\u escape")
    if '"""' in query or "'''" in query:  # what hides text must end with its line: `<a:b#>` may be an IRI or a comment
        raise QueryError("write a text between one pair of quote marks, with \\n for a line end")
    first = ""
    for found in _TOKEN.finditer(query):
        kind, text = found.lastgroup, found.group()
        if kind == "mark" and text in "\"'":
            raise QueryError("a string is not closed")
        if kind == "iri" and _NO_IRI.search(text):
            raise QueryError(
                f"{text} may be read as an IRI or as a comparison; put spaces around < or write %27 and %29"
            )
        head = text.partition(":")[0] if kind == "name" else text if kind == "word" else ""
        if outside := _OUTSIDE.search(head):
            raise QueryError(f"{outside.group().upper()} asks other sources; only this graph is asked here")
        if kind == "word" and text.lower() not in {"prefix", "base"}:
            first = first or text.lower()
    if first in _UPDATES:
        raise QueryError(f"{first.upper()} changes a graph; kg sparql only reads")


def load(graphs: Iterable[Graph]) -> pyoxigraph.Store:
    """A store in memory with *graphs*."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="kg-sparql-") as folder:
        return read(write(graphs, Path(folder, "graph.nq")))


def write(graphs: Iterable[Graph], path: Path) -> Path:
    """*path*, now with *graphs* as N-Quads."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in nquads(graphs))
    return path


def read(path: Path) -> pyoxigraph.Store:
    """A store in memory with the N-Quads of *path*."""
    import pyoxigraph

    store = pyoxigraph.Store()
    store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    return store


def ask(store: pyoxigraph.Store, query: str) -> Solutions:
    """The answer to *query* over all graphs of *store*; our prefixes are known to it.

    Raises:
        QueryError: it is no SPARQL query, asks other sources, or would change something.
    """
    import pyoxigraph

    check(query)
    try:
        found = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise QueryError(f"not SPARQL: {' '.join(str(error.msg).split()):.300}") from error
    if isinstance(found, pyoxigraph.QueryBoolean):
        return Solutions(("answer",), iter([(bool(found),)]))
    if isinstance(found, pyoxigraph.QueryTriples):
        return Solutions(("triple",), ((f"{t} .",) for t in found))
    columns = tuple(v.value for v in found.variables)
    return Solutions(columns, (tuple(map(plain, row)) for row in found))


def plain(term: object) -> object:
    """*term* as a Python value: IRIs and text as text, numbers and truth values as such, nothing as None."""
    text = getattr(term, "value", None)
    if text is None:
        return None if term is None else str(term)
    datatype = getattr(term, "datatype", None)
    read = _READERS.get(datatype.value) if datatype is not None else None
    try:
        return str(text) if read is None else read(text)
    except ValueError:
        return str(text)


_READERS: dict[str, Callable[[str], object]] = {
    full("xsd:boolean"): lambda text: text in {"true", "1"},
    **dict.fromkeys(map(full, ("xsd:int", "xsd:integer", "xsd:long", "xsd:nonNegativeInteger")), int),
    **dict.fromkeys(map(full, ("xsd:decimal", "xsd:double", "xsd:float")), float),
}
