"""N-Quads, TriG and JSON-LD back to records, in canonical order, whatever the order of the file."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from kg import jsonl
from kg.errors import DocumentError, UnavailableError
from kg.flat import RECORDS, fields, many, nested
from kg.model import ROLES, Arg
from kg.rdf import terms

if TYPE_CHECKING:
    import pyoxigraph

FORMATS = {".jsonld": "JSON_LD", ".nq": "N_QUADS", ".trig": "TRIG"}
_NONE = ("id", "args")  # are no properties
_HEAD = ("extractor", "ontology", "schema")
_LARGE = 100_000_000  # bytes; more is sorted on disk
_ROLE = {terms.PREFIXES["o"] + r: r for r in ROLES}
_EVIDENCE, _WORLD = ("Document", "Mention", "Claim"), ("Entity", "Fact", "Decision")


@contextmanager
def read(path: Path, *, form: str | None = None) -> Iterator[Iterator[dict[str, Any]]]:
    """The header and the records of the file at *path* as JSON objects, in canonical order.

    The file is sorted first, a large one on disk, so neither its size nor its order matters. *form* is one of the
    suffixes in `FORMATS`; without it the suffix of the file says what it is.

    Raises:
        DocumentError: the file is not what its suffix says.
        UnavailableError: the disk is full or cannot be written.
    """
    import pyoxigraph

    kind = getattr(pyoxigraph.RdfFormat, FORMATS[form or path.suffix])
    with TemporaryDirectory(prefix="kg-rdf-") as folder:
        try:
            store = pyoxigraph.Store(folder if path.stat().st_size > _LARGE else None)
            store.bulk_load(path=path, format=kind)
        except SyntaxError as error:
            said = " ".join(str(error.msg).split())
            raise DocumentError(f"{path.name} is no {form or path.suffix[1:]}: {said:.300}") from error
        except OSError as error:
            raise UnavailableError(f"cannot sort {path.name} in {folder}: {error}") from error
        yield _Reading(store).objects()


class _Reading:
    """One pass over a store of quads."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self.store = store
        self.type = terms.full("rdf:type")
        self.fields = {
            kind: {
                terms.predicate(kind, name): (name, hint) for name, hint in fields(kind).items() if name not in _NONE
            }
            for kind in RECORDS
        }

    def objects(self) -> Iterator[dict[str, Any]]:
        import pyoxigraph as ox

        about = self.graph_of("world")
        found = self.values(about, about) if about else {}
        head = {k: next((t.value for t in found.get(terms.full(f"o:{k}"), [])), "") for k in _HEAD}
        yield {"kind": "header", **head, "schema": int(head["schema"]) if head["schema"].isdigit() else None}
        graphs = {g.value: g for g in self.store.named_graphs() if isinstance(g, ox.NamedNode)}
        evidence = {u: g for u, g in graphs.items() if self.subjects("Document", g)}
        for _, graph in sorted(evidence.items(), key=lambda one: unquote(one[0].rpartition("/g/")[2])):
            yield from self.document(graph)
        for kind in _WORLD:
            made = [(terms.local(s.value), s, g) for g in graphs.values() for s in self.subjects(kind, g)]
            for _, one, graph in sorted(made, key=lambda m: m[0]):
                yield self.record(kind, one, graph)

    def graph_of(self, name: str) -> Any:  # noqa: ANN401 - a graph name of pyoxigraph, or None
        return next((g for g in self.store.named_graphs() if str(g.value).endswith(f"/g/{name}")), None)

    def subjects(self, kind: str, graph: Any) -> list[Any]:  # noqa: ANN401 - of pyoxigraph
        import pyoxigraph as ox

        wanted = ox.NamedNode(terms.full(f"o:{kind}"))
        found = self.store.quads_for_pattern(None, ox.NamedNode(self.type), wanted, graph)
        return [q.subject for q in found]

    def values(self, subject: Any, graph: Any) -> dict[str, list[Any]]:  # noqa: ANN401 - of pyoxigraph
        found: dict[str, list[Any]] = defaultdict(list)
        for quad in self.store.quads_for_pattern(subject, None, None, graph):
            found[quad.predicate.value].append(quad.object)
        return found

    def document(self, graph: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - of pyoxigraph
        """The document of *graph* with its mentions and claims by (start, end, id)."""
        for one in self.subjects("Document", graph):
            yield self.record("Document", one, graph)
        mentions = [self.record("Mention", s, graph) for s in self.subjects("Mention", graph)]
        claims = [self.record("Claim", s, graph) for s in self.subjects("Claim", graph)]
        starts = {m["id"]: m.get("start", 0) for m in mentions}
        starts |= {c["id"]: c["trigger"][0] if c["trigger"] else c.get("start", 0) for c in claims}
        known = {c["id"] for c in claims}
        for claim in claims:
            args = [
                Arg(role=r, claim=f) if f in known or f.startswith("c_") else Arg(role=r, mention=f)
                for r, f in claim["args"]
            ]
            ordered = jsonl.args_in_order(args, starts)
            claim["args"] = [
                {"role": a.role, **({"mention": a.mention} if a.mention else {"claim": a.claim})} for a in ordered
            ]
        for found in (mentions, claims):
            yield from sorted(found, key=lambda m: (m.get("start", 0), m.get("end", 0), m["id"]))

    def record(self, kind: str, subject: Any, graph: Any) -> dict[str, Any]:  # noqa: ANN401 - of pyoxigraph
        """The JSON object of the record *subject*, a *kind*."""
        found: dict[str, Any] = {"id": terms.local(subject.value)}
        values = self.values(subject, graph)
        for iri, (name, hint) in self.fields[kind].items():
            plain = many(hint)
            ordered = values.get(terms.in_order(iri)) if plain else None
            if ordered:
                found[name] = _read(ordered[0], link=False)
            elif iri in values:
                read = [_read(v, link=terms.is_link(kind, name)) for v in values[iri]]
                found[name] = (
                    sorted(read, key=lambda v: (str(type(v)), v)) if plain else read[0] if len(read) == 1 else read
                )
        if kind == "Claim":
            found["args"] = [(role, terms.local(v.value)) for iri, role in _ROLE.items() for v in values.get(iri, ())]
        if kind == "Mention":
            found |= self.entity(subject)
        return nested(kind, found)

    def entity(self, mention: Any) -> dict[str, Any]:  # noqa: ANN401 - of pyoxigraph
        import pyoxigraph as ox

        iri = ox.NamedNode(terms.predicate("Mention", "entity"))
        found = self.store.quads_for_pattern(mention, iri, None, None)
        return next(({"entity": terms.local(str(getattr(q.object, "value", "")))} for q in found), {})


def _read(value: Any, *, link: bool) -> object:  # noqa: ANN401 - of pyoxigraph
    """*value* as JSON has it; what cannot be read stays text, which the record then refuses."""
    if link:
        return terms.local(value.value)
    text, kind = str(value.value), getattr(getattr(value, "datatype", None), "value", "")
    try:
        return _READERS.get(kind, str)(text)
    except (KeyError, ValueError, RecursionError):
        return text


_READERS: dict[str, Callable[[str], object]] = {
    terms.full("rdf:JSON"): json.loads,
    terms.full("xsd:boolean"): {"true": True, "false": False, "1": True, "0": False}.__getitem__,
    terms.full("xsd:decimal"): float,
    terms.full("xsd:double"): float,
    terms.full("xsd:integer"): int,
}
