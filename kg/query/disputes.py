"""Contradictions in a store, each side with its quotes, sources and dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.decisions import Judged, corrected
from kg.errors import NotFoundError
from kg.model import Arg, Claim, Fact
from kg.ontology import Ontology
from kg.query import names
from kg.query.decided import judged
from kg.store import rows
from kg.store.graph import GraphStore
from kg.words import remarkable
from kg.world.disputes import Dispute, disputes

_SEVERAL = "MATCH (f:Fact) WHERE f.n_claims > 1 RETURN f.id AS id"
_ABOUT = """
UNWIND $ids AS i MATCH (e:Entity {id: i})<-[]-(f:Fact) WHERE f.n_claims > 1 RETURN DISTINCT f.id AS id
"""
_FACTS = "UNWIND $ids AS i MATCH (f:Fact {id: i}) RETURN properties(f) AS p"
_CLAIMS = """
UNWIND $ids AS i MATCH (f:Fact {id: i})<-[:ABOUT]-(c:Claim)-[:STATED_IN]->(d:Document)
OPTIONAL MATCH (c)-[:CLAIMED_BY]->(s:Entity)
RETURN i AS fact, properties(c) AS p, s.name AS by, d.id AS doc, d.uri AS uri, d.publisher AS publisher,
  d.published AS published
"""
_ARGS = """
UNWIND $ids AS i
MATCH (f:Fact {id: i})<-[:ABOUT]-(c:Claim)-[a:ARG]->(m:Mention)-[:REFERS_TO]->(e:Entity)
RETURN c.id AS claim, a.role AS role, m.id AS mention, e.id AS entity, e.name AS name
"""
_MANY = 500


def found(store: GraphStore, *, ontology: Ontology, about: str | None = None) -> Iterator[dict[str, Any]]:
    """Each contradiction in time order: `kind`, `about`, the fact, and `sides` with what they say and their claims.

    With *about* only those of facts in which that entity has a role, or of the one fact with that id.

    Raises:
        NotFoundError: nothing has that name or id.
    """
    judging = judged(store, store.decisions(), ontology=ontology)
    every = sorted(str(r["id"]) for r in _candidates(store, about))
    shown = [
        one
        for n in range(0, len(every), _MANY)
        for one in _Part(store, every[n : n + _MANY], judging, ontology).disputes()
    ]
    yield from sorted(shown, key=lambda d: (d["date"] is None, d["date"] or "", d["fact"], d["kind"], d["about"]))


def _candidates(store: GraphStore, about: str | None) -> Iterator[Mapping[str, object]]:
    if about is None:
        return store.read(_SEVERAL)
    if about.startswith("f_"):
        return iter([{"id": about}])
    entities = names.named(store, about)
    if not entities:
        raise NotFoundError(f"nothing is called {about!r}{names.nearest(store, about)}")
    return store.read(_ABOUT, {"ids": [e["id"] for e in entities]})


class _Part:
    """Some facts with all that is said about them."""

    def __init__(self, store: GraphStore, facts: Sequence[str], judging: Judged, ontology: Ontology) -> None:
        self.ontology = ontology
        self.facts = [rows.to_fact(_map(r["p"]), claims=(), roles=()) for r in store.read(_FACTS, {"ids": facts})]
        self.entity_of: dict[str, str] = {}
        self.names: dict[str, str] = {}
        args: dict[str, list[Arg]] = defaultdict(list)
        for r in store.read(_ARGS, {"ids": facts}):
            mention, entity = str(r["mention"]), str(r["entity"])
            self.entity_of[mention], self.names[entity] = entity, str(r["name"])
            args[str(r["claim"])].append(Arg(role=str(r["role"]), mention=mention))
        self.shown: dict[str, dict[str, Any]] = {}
        claims: dict[str, list[Claim]] = defaultdict(list)
        for r in store.read(_CLAIMS, {"ids": facts}):
            p = _map(r["p"])
            claims[str(r["fact"])].append(rows.to_claim(p, doc=str(r["doc"]), args=args[p["id"]]))
            self.shown[p["id"]] = {k: r[k] for k in ("by", "doc", "uri", "publisher", "published")}
        self.claims = {f: corrected(found_, judging, ontology=ontology) for f, found_ in claims.items()}

    def disputes(self) -> Iterator[dict[str, Any]]:
        for fact in self.facts:
            claims = {c.id: c for c in self.claims.get(fact.id, ())}
            for one in disputes(fact, claims.values(), entity_of=self.entity_of, ontology=self.ontology):
                yield self._shown(fact, one, claims)

    def _shown(self, fact: Fact, one: Dispute, claims: Mapping[str, Claim]) -> dict[str, Any]:
        sides: list[dict[str, Any]] = []
        for side in one.sides:
            says = ", ".join(self.names.get(w, w) for w in side.says.split()) if one.kind == "role" else side.says
            sides.append({"says": says, "claims": sorted((self._claim(claims[c]) for c in side.claims), key=_by_date)})
        return {
            "kind": one.kind, "about": one.about, "fact": fact.id, "type": fact.type, "label": fact.label,
            "date": fact.date, "status": fact.status, "sides": sides,
        }  # fmt: skip

    def _claim(self, claim: Claim) -> dict[str, Any]:
        how = remarkable(
            polarity=claim.polarity, certainty=claim.certainty, realis=claim.realis, evidential=claim.evidential
        )
        return {"id": claim.id, "quote": claim.quote, "how": how, **self.shown[claim.id]}


def _by_date(claim: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(claim["published"] or "9999"), str(claim["uri"]), str(claim["id"])


def _map(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
