"""Whether a store is sound: its evidence against the texts, its world against what the evidence adds up to."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from kg.decisions import is_added
from kg.gazetteer import Gazetteer
from kg.model import ACTIONS, ROLES, Entity, Fact, Read
from kg.ontology import Ontology
from kg.ontology.terms import edge
from kg.pipeline.computing import Computed, compute
from kg.pipeline.soundness import Fault, evidence_faults
from kg.pipeline.watch import STALE
from kg.pipeline.world import sync
from kg.store import cypher
from kg.store.edges import role_edges, shortcut_edges
from kg.store.graph import GraphStore
from kg.store.shapes import SHAPES, is_stale, misshapen, stale_text

_DERIVED = ("Entity", "Fact")
_UNREAD = ("shape", "twice")  # kinds of fault with which records cannot be read
_EVIDENCE_EDGES = ("STATED_IN", "IN_DOCUMENT", "ARG", "FROM_RUN")
_WORLD_EDGES = ("REFERS_TO", "CLAIMED_BY", "CITES", "ABOUT", "CAUSES")

Edge = tuple[Any, ...]


def verify(
    store: GraphStore, *, ontology: Ontology, gazetteer: Gazetteer, step: Callable[[str], None] = lambda _: None
) -> list[Fault]:
    """All that is wrong with *store*, what cannot be recomputed first; changes nothing.

    The world is compared only when every node can be read.

    Raises:
        IntegrityError: the store's schema is newer than this program.
    """
    step("looking at the schema")
    found = list(_schema(store))
    step("looking at every node")
    found += _nodes(store)
    found += _edges_by_type(store, ontology)
    unread = {f.derived for f in found if f.kind in _UNREAD}
    if False not in unread:
        step("computing the world")
        seen = _Seen(found)
        wanted = compute(seen.evidence(store), store.decisions(), ontology=ontology, gazetteer=gazetteer)
        if not unread:
            found += _compared(store, wanted, seen)
    return sorted(set(found), key=lambda f: (f.derived, f.kind, f.id, f.says))


def rebuild(
    store: GraphStore, *, ontology: Ontology, gazetteer: Gazetteer, step: Callable[[str], None] = lambda _: None
) -> Computed:
    """Entities and facts made anew from evidence and decisions; cut short, it is finished by the next run."""
    store.make_schema()
    step("taking the world away")
    store.clear_world()
    return sync(store, ontology=ontology, gazetteer=gazetteer, step=step)


def mend(
    store: GraphStore,
    found: Sequence[Fault],
    *,
    ontology: Ontology,
    gazetteer: Gazetteer,
    step: Callable[[str], None] = lambda _: None,
) -> list[Fault]:
    """Those of the faults *found* that are left when what is derived has been computed anew.

    Nothing is done when nothing derived is wrong, or when evidence cannot be read.
    """
    if not any(f.derived for f in found) or any(f.kind in _UNREAD and not f.derived for f in found):
        return list(found)
    rebuild(store, ontology=ontology, gazetteer=gazetteer, step=step)
    return verify(store, ontology=ontology, gazetteer=gazetteer, step=step)


def _schema(store: GraphStore) -> Iterator[Fault]:
    meta = store.meta()
    if meta.get("schema") is None:
        yield Fault("meta", "meta", "the store does not say which schema it has", derived=True)
    if meta.get("world") == STALE:
        yield Fault("stale", "meta", "a run was cut short before the world was computed", derived=True)
    for label in sorted({*cypher.KEY_LABELS, *cypher.INNER_LABELS} - store.constrained()):
        yield Fault("constraint", label, f"nothing keeps two nodes of {label} from having one id", derived=True)
    for row in store.read(cypher.STRAY):
        labels = ", ".join(map(str, _list(row["labels"]))) or "no label"
        yield Fault("stray", labels, f"{row['n']} nodes of {labels} are none of ours")


def _nodes(store: GraphStore) -> Iterator[Fault]:
    for label in SHAPES:
        derived = label in _DERIVED
        seen: Counter[str] = Counter()
        for row in store.read(cypher.NODES[label]):
            p: Mapping[str, Any] = row["p"] if isinstance(row["p"], dict) else {}
            seen[str(p.get("id"))] += 1
            yield from (
                Fault(kind, str(p.get("id")), says, derived=derived)
                for kind, says in _node(label, p, _list(row["labels"]))
            )
            if label == "Document" and is_stale(p):
                yield Fault("sketch", str(p.get("id")), "its sketch is not that of its text", derived=True)
        for one, n in sorted(seen.items()):
            if n > 1 or one == "None":
                yield Fault("twice", one, f"{n} nodes of {label} have this id", derived=derived)
    for label, statement in cypher.LOOSE.items():
        for row in store.read(statement):
            yield Fault("loose", str(row["id"]), f"a {label.lower()} of no document")
    for row in store.read(cypher.UNFINISHED):
        yield Fault("unfinished", str(row["id"]), "it was not stored to its end; ingest it again")


def _node(label: str, p: Mapping[str, Any], labels: list[object]) -> Iterator[tuple[str, str]]:
    """Kind and words of what is wrong with one node."""
    yield from (("shape", says) for says in misshapen(label, p))
    if label == "Document":
        yield from (("text", says) for says in stale_text(p))
    if set(labels) != {label, *((p.get("types") or ()) if label in _DERIVED else ())}:
        yield "labels", f"its labels are {', '.join(sorted(map(str, labels)))}"
    if label == "Decision" and p.get("action") not in ACTIONS:
        yield "word", f"action {p.get('action')!r:.40} is none of {', '.join(ACTIONS)}"


class _Seen:
    """The evidence on its way to the world, with its faults and the edges it asks for."""

    def __init__(self, found: list[Fault]) -> None:
        self.found = found
        self.home: dict[str, str] = {}
        self.leaf_of: dict[str, str] = {}
        self.added: set[str] = set()
        self.by: list[tuple[str, str]] = []
        self.cites: list[tuple[str, str]] = []

    def evidence(self, store: GraphStore) -> Iterator[Read]:
        """What *store* holds, looked at in passing."""
        for doc, mentions, claims in store.evidence():
            self.found += evidence_faults(doc, mentions, claims)
            for one in chain((m.id for m in mentions), (c.id for c in claims)):
                if self.home.setdefault(one, doc.id) != doc.id:
                    self.found.append(Fault("twice", one, f"it stands in {self.home[one]} and in {doc.id}"))
            self.leaf_of.update({m.id: m.leaf for m in mentions})
            self.added |= {m.id for m in mentions if is_added(m)} | {c.id for c in claims if is_added(c)}
            self.by += [(c.id, c.by) for c in claims if c.by is not None]
            self.cites += [(doc.id, m) for m in doc.cites]
            yield doc, list({m.id: m for m in mentions}.values()), claims  # one that refers to two is read twice


def _compared(store: GraphStore, wanted: Computed, seen: _Seen) -> Iterator[Fault]:
    entities, facts = store.world()
    yield from _records("entity", entities, wanted.entities)
    yield from _records("fact", facts, wanted.facts)
    yield from _keys(store, wanted)
    decided = {m.id for m in wanted.mentions} | {c.id for c in wanted.claims}
    for one in sorted(decided ^ seen.added):
        says = "a decision adds it, the store lacks it" if one in decided else "no decision in force adds it"
        yield Fault("added", one, says, derived=True)
    asked = Counter(_asked(wanted, seen))
    there = Counter(
        (r["a"], r["type"], r["b"], r["n"], r["docs"], r["fact"])
        for statement in cypher.DERIVED_EDGES.values()
        for r in store.read(statement)
    )
    for edges, says in ((asked - there, "is not there"), (there - asked, "should not be there")):
        for a, kind, b, *_ in sorted(edges, key=str):
            yield Fault("edge", str(a), f"the edge {kind} to {b} {says}", derived=True)


def _keys(store: GraphStore, wanted: Computed) -> Iterator[Fault]:
    """What is wrong with what entities are found by; a store that no run has brought to have any is sound."""
    meta = store.meta()
    if meta.get("indexed") != meta.get("evidence"):
        return
    stored = list(store.keys())
    there, right = {k.id: k for k in stored}, {k.id: k for k in wanted.keys}
    for one in sorted(there.keys() | right.keys()):
        if there.get(one) != right.get(one):
            says = "is missing" if one not in there else "should not be there" if one not in right else "is another"
            yield Fault("key", one, f"what entities are found by {says}", derived=True)


def _records(
    kind: str, there: Sequence[Entity] | Sequence[Fact], wanted: Sequence[Entity] | Sequence[Fact]
) -> Iterator[Fault]:
    known, right = {r.id: r for r in there}, {r.id: r for r in wanted}
    for one in sorted(right.keys() - known.keys()):
        yield Fault(kind, one, f"the evidence makes this {kind}, the store lacks it", derived=True)
    for one in sorted(known.keys() - right.keys()):
        yield Fault(kind, one, f"no evidence makes this {kind}", derived=True)
    for one in sorted(known.keys() & right.keys()):
        for field in dataclasses.fields(right[one]):
            is_, should = getattr(known[one], field.name), getattr(right[one], field.name)
            if is_ != should:
                yield Fault(kind, one, f"{field.name} is {is_!r:.80}, should be {should!r:.80}", derived=True)


def _asked(wanted: Computed, seen: _Seen) -> Iterator[Edge]:
    """Every edge to an entity or a fact that evidence and world ask for."""
    entity_of = {leaf: e.id for e in wanted.entities for leaf in e.leaves}
    refers = {m: entity_of[leaf] for m, leaf in seen.leaf_of.items() if leaf in entity_of}
    plain = chain(
        ((m, "REFERS_TO", e) for m, e in refers.items()),
        ((c, "CLAIMED_BY", refers[m]) for c, m in seen.by if m in refers),
        {(d, "CITES", refers[m]) for d, m in seen.cites if m in refers},
        ((c, "ABOUT", f.id) for f in wanted.facts for c in f.claims),
    )
    yield from ((*one, None, None, None) for one in plain)
    for (role, _), rows in role_edges(wanted.facts).items():
        yield from ((r["a"], role, r["b"], r["n"], r["docs"], None) for r in rows)
    for (name, kind), rows in shortcut_edges(wanted.facts).items():
        made = {(r["a"], "CAUSES" if kind == "FACT" else name, r["b"], None, None, r["fact"]) for r in rows}
        yield from made


def _edges_by_type(store: GraphStore, ontology: Ontology) -> Iterator[Fault]:
    known = {*_EVIDENCE_EDGES, *_WORLD_EDGES, *(r.upper() for r in ROLES)}
    known |= {edge(c.name) for c in ontology.classes.values() if c.kind == "state"}
    for row in store.read(cypher.EDGE_TYPES):
        if row["type"] not in known:
            yield Fault("stray", str(row["type"]), f"{row['n']} edges of this type are none of ours")


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
