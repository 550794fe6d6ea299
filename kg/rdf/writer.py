"""Named graphs as N-Quads, TriG, Turtle and JSON-LD, line by line; sorted, so the same graph gives the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from kg.rdf.graphs import Graph
from kg.rdf.terms import IRI, PREFIXES, Term, Triple, full

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_UNSAFE = re.compile(r'["\\\x00-\x1f\x7f]')
_NAME = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_TYPE = full("rdf:type")
_SPACES = sorted(PREFIXES.items(), key=lambda p: -len(p[1]))


def _escape(found: re.Match[str]) -> str:
    char = found.group()
    return _ESCAPES.get(char, f"\\u{ord(char):04X}")


def _literal(text: str) -> str:
    return f'"{_UNSAFE.sub(_escape, text)}"'


def _object(term: Term) -> str:
    if term.kind == IRI:
        return f"<{term.text}>"
    return f"{_literal(term.text)}^^<{term.kind}>" if term.kind else _literal(term.text)


def nquads(graphs: Iterable[Graph]) -> Iterator[str]:
    """*graphs* as N-Quads, one statement a line, without line ends."""
    for graph in graphs:
        yield from sorted(f"<{s}> <{p}> {_object(o)} <{graph.name}> ." for s, p, o in graph.triples)


def trig(graphs: Iterable[Graph]) -> Iterator[str]:
    """*graphs* as TriG."""
    yield from _prefixes()
    for graph in graphs:
        yield f"<{graph.name}> {{"
        yield from _blocks(graph.triples)
        yield "}"


def turtle(graphs: Iterable[Graph]) -> Iterator[str]:
    """*graphs* as Turtle, which knows no named graphs: what came from which document is lost."""
    yield from _prefixes()
    for graph in graphs:
        yield from _blocks(graph.triples)


def _prefixes() -> Iterator[str]:
    return (f"@prefix {name}: <{iri}> ." for name, iri in sorted(PREFIXES.items()))


def _short(iri: str) -> str:
    """*iri* with a prefix, where that is plain to read."""
    for name, space in _SPACES:
        if iri.startswith(space) and _NAME.fullmatch(iri[len(space) :]):
            return f"{name}:{iri[len(space) :]}"
    return f"<{iri}>"


def _short_object(term: Term) -> str:
    if term.kind == IRI:
        return _short(term.text)
    return f"{_literal(term.text)}^^{_short(term.kind)}" if term.kind else _literal(term.text)


def _blocks(triples: list[Triple]) -> Iterator[str]:
    for subject, found in groupby(triples, key=lambda t: t[0]):
        lines = []
        for predicate, objects in groupby(found, key=lambda t: t[1]):
            verb = "a" if predicate == _TYPE else _short(predicate)
            lines.append(f"{verb} {', '.join(_short_object(o) for _, _, o in objects)}")
        yield f"{_short(subject)} " + " ;\n  ".join(lines) + " ."


def jsonld(graphs: Iterable[Graph]) -> Iterator[str]:
    """*graphs* as JSON-LD with the context in the file: nothing is fetched to read it."""
    yield f'{{"@context":{json.dumps(PREFIXES, sort_keys=True)},"@graph":['
    before = ""
    for graph in graphs:
        nodes = [_node(s, list(found)) for s, found in groupby(graph.triples, key=lambda t: t[0])]
        obj = {"@id": graph.name, "@graph": nodes}
        yield before + json.dumps(obj, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        before = ","
    yield "]}"


def _node(subject: str, triples: list[Triple]) -> dict[str, object]:
    node: dict[str, object] = {"@id": subject}
    for predicate, found in groupby(triples, key=lambda t: t[1]):
        objects = [o for _, _, o in found]
        if predicate == _TYPE:
            node["@type"] = [_compact(o.text) for o in objects]
            continue
        values = [_value(o) for o in objects]
        node[_compact(predicate)] = values if len(values) > 1 else values[0]
    return node


def _compact(iri: str) -> str:
    short = _short(iri)
    return iri if short.startswith("<") else short


def _value(term: Term) -> object:
    if term.kind == IRI:
        return {"@id": term.text}
    return {"@value": term.text, "@type": _compact(term.kind)} if term.kind else term.text


WRITERS: dict[str, Callable[[Iterable[Graph]], Iterator[str]]] = {
    "jsonld": jsonld,
    "nquads": nquads,
    "trig": trig,
    "turtle": turtle,
}
