"""The graph as networkx graphs: events with their roles, or actors with what they did to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.analyze.dyads import Dyad, dyads, group_of
from kg.model import HAPPENED, Entity, Fact
from kg.ontology import Ontology

if TYPE_CHECKING:
    import networkx as nx

KINDS = ("events", "actors")
_GREY = "#7F7F7F"


def events(entities: Iterable[Entity], facts: Iterable[Fact], *, ontology: Ontology) -> nx.MultiDiGraph[str]:
    """All entities and facts as nodes, all roles as edges from a fact to what fills them; the edge's key is the role.

    A fact has `claims`, the ids of its evidence, and an edge says by how many claims (`n`) and documents (`docs`).
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    known = sorted(facts, key=lambda f: f.id)
    for entity in sorted(entities, key=lambda e: e.id):
        graph.add_node(entity.id, kind="entity", **_of_entity(entity, ontology))
    for fact in known:
        graph.add_node(fact.id, kind="fact", **_of_fact(fact, ontology))
    for fact in known:
        for role in fact.roles:
            graph.add_edge(fact.id, role.to, key=role.role, role=role.role, n=role.n, docs=role.docs)
    return graph


def actors(
    entities: Iterable[Entity],
    facts: Iterable[Fact],
    *,
    ontology: Ontology,
    statuses: Iterable[str] = HAPPENED,
) -> nx.DiGraph[str]:
    """Actors as nodes; an edge sums up what one did to another.

    `events` and `reports` count facts and claims, `weight` is `events`; `kinds` and `groups` count events by class and
    by PLOVER group. `cooperation` and `conflict` sum their values on the scale, `signed` is both together. `facts` and
    `claims` are the ids of the evidence (`values` places each fact on the scale), `start` and `end` the first and last
    day. Actors without an edge are left out.
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    ties: dict[tuple[str, str], list[Dyad]] = {}
    for one in dyads(entities, facts, ontology=ontology, statuses=statuses):
        ties.setdefault((one.source.id, one.target.id), []).append(one)
    ends = {e.id: e for (_, found) in sorted(ties.items()) for e in (found[0].source, found[0].target)}
    for _, entity in sorted(ends.items()):
        graph.add_node(entity.id, **_of_entity(entity, ontology))
    for (source, target), found in sorted(ties.items()):
        graph.add_edge(source, target, **_tie(found))
    return graph


def _tie(found: list[Dyad]) -> dict[str, object]:
    facts = [d.fact for d in found]
    values = [d.value for d in found]
    starts, ends = ([f.time_start for f in facts if f.time_start], [f.time_end for f in facts if f.time_end])
    cooperation, conflict = sum((v for v in values if v > 0), 0.0), sum((v for v in values if v < 0), 0.0)
    return {
        "weight": len(facts),
        "events": len(facts),
        "reports": sum(f.n_claims for f in facts),
        "kinds": dict(sorted(Counter(f.type for f in facts).items())),
        "groups": dict(sorted(Counter(d.group for d in found).items())),
        "cooperation": round(cooperation, 6),
        "conflict": round(conflict, 6),
        "signed": round(cooperation + conflict, 6),
        "facts": [f.id for f in facts],
        "values": values,
        "claims": sorted({c for f in facts for c in f.claims}),
        "start": min(starts, default=None),
        "end": max(ends, default=None),
    }


def _of_entity(entity: Entity, ontology: Ontology) -> dict[str, object]:
    return {
        "label": entity.name,
        "type": entity.type,
        "types": list(entity.types),
        "names": list(entity.names),
        "mentions": entity.n_mentions,
        "documents": entity.n_docs,
        "colour": _colour(entity.types, ontology),
    }


def _of_fact(fact: Fact, ontology: Ontology) -> dict[str, object]:
    return {
        "label": fact.label,
        "type": fact.type,
        "types": list(fact.types),
        "group": group_of(fact),
        "status": fact.status,
        "date": fact.date,
        "start": fact.time_start,
        "end": fact.time_end,
        "reports": fact.n_claims,
        "documents": fact.n_docs,
        "sources": fact.n_sources,
        "belief": fact.belief,
        "claims": list(fact.claims),
        "colour": _colour(fact.types, ontology),
    }


def _colour(types: tuple[str, ...], ontology: Ontology) -> str:
    """The colour of the most special class of the chain that has one."""
    chain = (ontology.classes.get(name) for name in reversed(types))
    return next((c.color for c in chain if c is not None and c.color.startswith("#")), _GREY)
