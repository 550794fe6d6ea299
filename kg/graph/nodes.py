"""Entities, facts and claims as Python objects that know how to read on: `entity.facts()`, `fact.claims`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kg.protocols import Store
from kg.store.read import batches
from kg.text import page_at

_FACTS_OF = "MATCH (e:Entity {id: $id})<-[]-(f:Fact) RETURN DISTINCT properties(f) AS p"
_ROLES = """
UNWIND $ids AS i
MATCH (f:Fact {id: i})-[r]->(x) WHERE r.n IS NOT NULL
RETURN i AS fact, type(r) AS role, coalesce(x.name, x.label) AS name, x.id AS id
"""
_CLAIMS = """
UNWIND $ids AS i
MATCH (f:Fact {id: i})<-[:ABOUT]-(c:Claim)-[:STATED_IN]->(d:Document)
OPTIONAL MATCH (c)-[:CLAIMED_BY]->(s:Entity)
RETURN i AS fact, properties(c) AS p, s.name AS by, d.id AS doc, d.uri AS uri, d.title AS title,
  d.publisher AS publisher, d.author AS author, d.published AS published, d.pages AS pages
"""
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a claim stands in."""

    id: str
    uri: str
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one document, with the words that make it.

    `start` and `end` bound the quote in the document's text, `page` counts from 1 in a document that has pages. `by` is
    who makes the statement, if not the author.
    """

    id: str
    type: str
    quote: str
    start: int
    end: int
    polarity: str
    certainty: str
    realis: str
    evidential: str
    confidence: float
    by: str | None
    page: int | None
    source: Source


@dataclass(frozen=True, slots=True)
class Role:
    """Who or what fills a role of a fact."""

    role: str
    name: str
    id: str


@dataclass(frozen=True)
class _Batch:
    """Facts that were read together; what stands behind all of them is read when one of them is asked for it."""

    store: Store
    ids: tuple[str, ...]

    @cached_property
    def claims(self) -> Mapping[str, tuple[Claim, ...]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for row in self.store.read(_CLAIMS, {"ids": list(self.ids)}):
            found[str(row["fact"])].append(_claim(row))
        return {i: tuple(sorted(found[i], key=_by_publication)) for i in self.ids}

    @cached_property
    def roles(self) -> Mapping[str, tuple[Role, ...]]:
        found: dict[str, list[Role]] = defaultdict(list)
        for row in self.store.read(_ROLES, {"ids": list(self.ids)}):
            found[str(row["fact"])].append(Role(str(row["role"]).lower(), str(row["name"]), str(row["id"])))
        return {i: tuple(sorted(found[i], key=lambda r: (r.role, r.name, r.id))) for i in self.ids}


@dataclass(frozen=True, slots=True)
class Fact:
    """An event or a state, with its evidence; fields as in the graph, times ISO 8601."""

    id: str
    type: str
    types: tuple[str, ...]
    label: str
    date: str | None
    time_start: str | None
    time_end: str | None
    time_basis: str | None
    status: str
    n_claims: int
    n_docs: int
    n_sources: int
    belief: float
    _batch: _Batch = field(repr=False, compare=False)

    def __str__(self) -> str:
        return f"{self.date or 'undated'}  {self.label}  [{self.status}]"

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What the fact rests on, by date of publication."""
        return self._batch.claims[self.id]

    @property
    def roles(self) -> tuple[Role, ...]:
        """Who and what takes part, by role and name."""
        return self._batch.roles[self.id]


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, a place or a thing."""

    id: str
    name: str
    type: str
    types: tuple[str, ...]
    names: tuple[str, ...]
    wikidata: str | None
    n_mentions: int
    n_docs: int
    _store: Store = field(repr=False, compare=False)

    def __str__(self) -> str:
        return f"{self.name} ({self.type})"

    def facts(self, type_: str | None = None) -> Iterator[Fact]:
        """What the entity takes part in, in order of time, what has no date last; only of class *type_* when given."""
        found = [p for r in self._store.read(_FACTS_OF, {"id": self.id}) if isinstance(p := r["p"], dict)]
        wanted = [p for p in found if type_ is None or type_ in p["types"]]
        return facts(self._store, sorted(wanted, key=_by_time))

    def timeline(self, type_: str | None = None) -> Iterator[Fact]:
        """The facts that have a date, in order of time."""
        return (fact for fact in self.facts(type_) if fact.date is not None)


def facts(store: Store, found: Iterable[Mapping[str, Any]]) -> Iterator[Fact]:
    """The facts of the nodes *found*, in their order, lazily."""
    for part in batches(found, _BATCH):
        batch = _Batch(store, tuple(p["id"] for p in part))
        yield from (_fact(p, batch) for p in part)


def _fact(p: Mapping[str, Any], batch: _Batch) -> Fact:
    return Fact(
        id=p["id"],
        type=p["type"],
        types=tuple(p["types"]),
        label=p["label"],
        date=p.get("date"),
        time_start=p.get("time_start"),
        time_end=p.get("time_end"),
        time_basis=p.get("time_basis"),
        status=p["status"],
        n_claims=p["n_claims"],
        n_docs=p["n_docs"],
        n_sources=p["n_sources"],
        belief=float(p["belief"]),
        _batch=batch,
    )


def entity(store: Store, p: Mapping[str, Any]) -> Entity:
    """The entity of a node."""
    return Entity(
        id=p["id"],
        name=p["name"],
        type=p["type"],
        types=tuple(p["types"]),
        names=tuple(p["names"]),
        wikidata=p.get("wikidata"),
        n_mentions=p["n_mentions"],
        n_docs=p["n_docs"],
        _store=store,
    )


def _claim(row: Mapping[str, Any]) -> Claim:
    p = row["p"]
    return Claim(
        id=p["id"],
        type=p["type"],
        quote=p["quote"],
        start=p["start"],
        end=p["end"],
        polarity=p["polarity"],
        certainty=p["certainty"],
        realis=p["realis"],
        evidential=p["evidential"],
        confidence=float(p["confidence"]),
        by=row["by"],
        page=page_at(row["pages"], p["start"]),
        source=Source(row["doc"], row["uri"], row["title"], row["publisher"], row["author"], row["published"]),
    )


def _by_time(p: Mapping[str, Any]) -> tuple[str, str, str]:
    return p.get("time_start") or "9999", p.get("time_end") or "9999", p["id"]


def _by_publication(claim: Claim) -> tuple[str, str, int, str]:
    return claim.source.published or "", claim.source.id, claim.start, claim.id
