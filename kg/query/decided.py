"""What the decisions in a store come to."""

from __future__ import annotations

from collections.abc import Iterable

from kg.decisions import Judged, apply, texts
from kg.model import Decision
from kg.ontology import Ontology
from kg.store.graph import GraphStore

_WITH_TEXT = "MATCH (d:Document) WHERE d.text_sha256 IN $shas RETURN d.id AS id"


def judged(store: GraphStore, decisions: Iterable[Decision], *, ontology: Ontology) -> Judged:
    """What *decisions* come to in the documents of *store* that they are about."""
    every = list(decisions)
    shas = sorted(texts(every))
    found = [str(r["id"]) for r in store.read(_WITH_TEXT, {"shas": shas})] if shas else []
    return apply(every, store.evidence(found), ontology=ontology)
