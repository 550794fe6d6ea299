"""What decisions change: claims before facts are made of them, entities and facts after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from kg.decisions.judging import Judged, Settings
from kg.decisions.people import stated_time
from kg.model import Claim, Entity, Fact
from kg.ontology import Ontology


def corrected(claims: Iterable[Claim], judged: Judged, *, ontology: Ontology) -> list[Claim]:
    """*claims* as people see them: without the rejected ones, the others as they were set."""
    return [_corrected(c, judged, ontology) for c in claims if c.id not in judged.rejected]


def _corrected(claim: Claim, judged: Judged, ontology: Ontology) -> Claim:
    fields: dict[str, Any] = {"confidence": 1.0} if claim.id in judged.accepted else {}
    for key, value in _latest(judged.claims, [claim.id]):
        if key == "type":
            fields |= {"type": value, "types": ontology.chain(value)}
        elif key == "date":
            fields["time"] = stated_time(value)
        else:
            fields[key] = value
    return replace(claim, **fields) if fields else claim


def curated(entities: Iterable[Entity], judged: Judged, *, ontology: Ontology) -> list[Entity]:
    """*entities* with the names, classes and numbers that people gave them, marked where anybody decided anything."""
    touched = {leaf for a, b, _ in (*judged.joins, *judged.apart) for leaf in (a, b)} | judged.entities.keys()
    return (
        [_curated(e, judged, ontology) if touched & set(e.leaves) else e for e in entities] if touched else [*entities]
    )


def _curated(entity: Entity, judged: Judged, ontology: Ontology) -> Entity:
    fields: dict[str, Any] = {"curated": True}
    for key, value in _latest(judged.entities, entity.leaves):
        if key == "type":
            fields |= {"type": value, "types": ontology.chain(value)}
        else:
            fields[key] = value or None
    return replace(entity, **fields)


def amended(facts: Iterable[Fact], judged: Judged) -> list[Fact]:
    """*facts* with the labels, dates, statuses and numbers that people gave them."""
    return [_amended(f, judged) for f in facts] if judged.facts else [*facts]


def _amended(fact: Fact, judged: Judged) -> Fact:
    fields: dict[str, Any] = {}
    for key, value in _latest(judged.facts, fact.claims):
        if key == "date":
            time = stated_time(value)
            fields |= {"date": value if "/" not in value else time.start or time.end}
            fields |= {"time_start": time.start, "time_end": time.end}
            fields |= {"time_granularity": time.granularity, "time_basis": time.basis}
        elif key == "quantity":
            fields |= {"quantity": float(value), "quantity_approx": False}
        else:
            fields[key] = value
    return replace(fact, **fields) if fields else fact


def _latest(settings: Settings, of: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Key and value of the settings on any *of* these, the later after the earlier."""
    return ((key, value) for _, key, value in sorted(one for i in of for one in settings.get(i, ())))
