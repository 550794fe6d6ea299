"""Which facts a view is made of: those of some time, publisher, type or confidence, or those a query names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.errors import NotFoundError, UsageError
from kg.model import Claim, Document, Entity, Fact
from kg.ontology import Ontology
from kg.text import near, one_line

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_LISTED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Only:
    """Bounds on the facts of a view; what is empty bounds nothing.

    A fact stays with all its evidence when it holds at some time from *since* to *until* (2024, 2024-05 or 2024-05-01),
    is or concerns something of one of *types*, and one of *publishers* states it with at least *confidence*.
    """

    since: str | None = None
    until: str | None = None
    publishers: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    confidence: float = 0.0

    @property
    def words(self) -> tuple[str, ...]:
        """The bounds as people say them."""
        said = (
            f"since {self.since}" if self.since else "",
            f"until {self.until}" if self.until else "",
            f"stated by {' or '.join(self.publishers)}" if self.publishers else "",
            f"of the type {' or '.join(self.types)}" if self.types else "",
            f"read with a confidence of {self.confidence:g} or more" if self.confidence else "",
        )
        return tuple(s for s in said if s)


def kept(
    only: Only,
    *,
    facts: Mapping[str, Fact],
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    entities: Mapping[str, Entity],
    ontology: Ontology,
) -> dict[str, Fact]:
    """Those of *facts* that *only* lets through.

    Raises:
        UsageError: a date is none.
        NotFoundError: no document has that publisher, or the ontology has no such type.
    """
    for date in filter(None, (only.since, only.until)):
        if not _DATE.fullmatch(date):
            raise UsageError(f"{one_line(date)!r} is no date; write it as 2024, 2024-05 or 2024-05-01")
    outlets = choose(only.publishers, {publisher(d) for d in documents.values()})
    types = {_type(name, ontology) for name in only.types}

    def stated(fact: Fact) -> bool:
        said = (claims[c] for c in fact.claims)
        return any(
            c.confidence >= only.confidence and (not outlets or publisher(documents[c.doc]) in outlets) for c in said
        )

    def concerns(fact: Fact) -> bool:
        others = (entities[r.to].types for r in fact.roles if r.to in entities)
        return not types or any(not types.isdisjoint(chain) for chain in (fact.types, *others))

    return {
        i: f
        for i, f in facts.items()
        if _in_time(f, only) and concerns(f) and (not (outlets or only.confidence) or stated(f))
    }


def publisher(doc: Document) -> str:
    """Who published *doc*; its address when nobody is named."""
    return doc.publisher or doc.uri


def choose(names: Iterable[str], outlets: Iterable[str]) -> tuple[str, ...]:
    """Those of the publishers *outlets* that *names* stand for, whatever their case.

    Raises:
        NotFoundError: none of them is called so; the message lists those there are.
    """
    known = {p.casefold(): p for p in sorted(outlets)}
    found = []
    for name in names:
        if name.strip().casefold() not in known:
            listed = ", ".join(one_line(p, 40) for p in list(known.values())[:_LISTED])
            more = f" and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
            raise NotFoundError(f"no publisher is called '{one_line(name)}'; there are: {listed}{more}")
        found.append(known[name.strip().casefold()])
    return tuple(found)


def _type(name: str, ontology: Ontology) -> str:
    known = {c.casefold(): c for c in sorted(ontology.classes)}
    known |= {c.label.casefold(): c.name for c in sorted(ontology.classes.values(), key=lambda c: c.name)} | known
    if name.casefold() in known:
        return known[name.casefold()]
    hint = near(name, known.values(), otherwise="kg ontology show lists them")
    raise NotFoundError(f"no type is called '{one_line(name)}'; {hint}")


def _in_time(fact: Fact, only: Only) -> bool:
    start, end = fact.time_start or fact.time_end, fact.time_end or fact.time_start
    if start is None or end is None:
        return only.since is None and only.until is None
    return (only.since is None or end >= only.since) and (only.until is None or start[: len(only.until)] <= only.until)
