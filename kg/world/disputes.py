"""Where claims about one fact contradict each other: did it happen, who filled a role, how many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import Claim, Fact, Quantity
from kg.ontology import Ontology

KINDS = ("polarity", "role", "quantity")
_NEAR = 0.05  # two numbers that close, one of them rounded, are one number


@dataclass(frozen=True, slots=True)
class Side:
    """What some claims say: `says` is an entity or fact id for a role, else words; `claims` are the ids of theirs."""

    says: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A contradiction inside the fact *fact*, of one of `KINDS`; `about` is the role, or the unit."""

    fact: str
    kind: str
    about: str
    sides: tuple[Side, ...]


def disputes(fact: Fact, claims: Iterable[Claim], *, entity_of: Mapping[str, str], ontology: Ontology) -> list[Dispute]:
    """The contradictions among *claims*, those of *fact*; *entity_of* maps mentions to entities.

    What is only threatened, demanded or supposed contradicts nothing.
    """
    every = sorted(claims, key=lambda c: c.id)
    positive = [c for c in every if c.polarity == "pos"]
    found: list[Dispute] = []
    if fact.status == "disputed":
        sides = (("it was so", "pos"), ("it was not so", "neg"))
        parts = tuple(Side(says, tuple(c.id for c in every if c.polarity == polarity)) for says, polarity in sides)
        found.append(Dispute(fact.id, "polarity", "", parts))
    found += _roles(fact, positive, entity_of, ontology)
    found += _quantities(fact, positive)
    return found


def _roles(fact: Fact, claims: Iterable[Claim], entity_of: Mapping[str, str], ontology: Ontology) -> Iterator[Dispute]:
    """Roles with more fillers than the class allows; one claim with several fillers tells of a joint act."""
    cls = ontology.classes.get(fact.type)
    for role in cls.roles if cls else ():
        if role.max is None:
            continue
        said: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for claim in claims:
            fillers = {entity_of[a.filler] for a in claim.args if a.role == role.role and a.filler in entity_of}
            if fillers:
                said[tuple(sorted(fillers))].append(claim.id)
        several = [s for s in said if not any(set(s) < set(o) for o in said)]
        if len({filler for s in several for filler in s}) > role.max and len(several) > 1:
            sides = tuple(Side(" ".join(s), tuple(said[s])) for s in sorted(several))
            yield Dispute(fact.id, "role", role.role, sides)


def _quantities(fact: Fact, claims: Iterable[Claim]) -> Iterator[Dispute]:
    """Numbers of one unit that differ; a claim that gives two of one unit is no party to it."""
    said: dict[str, dict[str, tuple[Quantity, list[str]]]] = defaultdict(dict)
    for claim in claims:
        by_unit: dict[str, list[Quantity]] = defaultdict(list)
        for quantity in claim.quantities:
            if quantity.kind in {"count", "money", "percent"} and quantity.of == "amount":
                by_unit[quantity.currency or quantity.unit or quantity.kind].append(quantity)
        for unit, given in by_unit.items():
            if len(given) == 1:
                shown = shown_quantity(given[0])
                said[unit].setdefault(shown, (given[0], []))[1].append(claim.id)
    for unit in sorted(said):
        values = sorted(said[unit].items(), key=lambda s: (s[1][0].value, s[0]))
        if len(values) > 1 and any(not _one(a[1][0], b[1][0]) for a in values for b in values):
            yield Dispute(fact.id, "quantity", unit, tuple(Side(s, tuple(ids)) for s, (_, ids) in values))


def _one(a: Quantity, b: Quantity) -> bool:
    if a.value <= b.value <= (a.high or a.value) or b.value <= a.value <= (b.high or b.value):
        return True
    return (a.approx or b.approx) and abs(a.value - b.value) <= _NEAR * max(abs(a.value), abs(b.value))


def shown_quantity(one: Quantity) -> str:
    """*one* for people: `about 1,400,000 user`, `35,000,000–40,000,000 USD`."""
    upper = "" if one.high is None else f"–{one.high:,.10g}"
    unit = one.currency or one.unit or ("%" if one.kind == "percent" else "")
    return f"{'about ' if one.approx else ''}{one.value:,.10g}{upper} {unit}".rstrip()
