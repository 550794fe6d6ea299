"""Events as pairs of actors: who did something to whom, one pair for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.analyze.scale import SCALE
from kg.model import HAPPENED, Entity, Fact
from kg.ontology import Ontology

TOWARDS = ("target", "partner", "beneficiary", "object")


@dataclass(frozen=True, slots=True)
class Dyad:
    """One event between two actors; `fact` has its claims, its time and how many reports there are."""

    source: Entity
    target: Entity
    fact: Fact

    @property
    def group(self) -> str:
        """The PLOVER group of the event."""
        return group_of(self.fact)

    @property
    def value(self) -> float:
        """Where the event stands on the scale: above 0 cooperation, below 0 conflict."""
        return SCALE.get(self.group, 0.0)


def group_of(fact: Fact) -> str:
    """The second step of the class chain of *fact*."""
    return fact.types[1] if len(fact.types) > 1 else fact.types[0]


def dyads(
    entities: Iterable[Entity],
    facts: Iterable[Fact],
    *,
    ontology: Ontology,
    statuses: Iterable[str] = HAPPENED,
) -> Iterator[Dyad]:
    """The pairs of actors of each event that has one of *statuses*, by id of the event, then of the actors.

    The source fills the role agent, the target one of `TOWARDS`. Events of a symmetric class (meetings, agreements)
    give each pair of those who take part in both directions. Nobody is a pair with themselves.
    """
    actors = {e.id: e for e in entities if "Actor" in e.types}
    wanted = set(statuses)
    for fact in sorted(facts, key=lambda f: f.id):
        if "Event" in fact.types and fact.status in wanted:
            known = ontology.classes.get(fact.type)
            pairs = _pairs(fact, actors, is_symmetric=known is not None and known.symmetric)
            yield from (Dyad(actors[a], actors[b], fact) for a, b in sorted(pairs))


def _pairs(fact: Fact, actors: Mapping[str, Entity], *, is_symmetric: bool) -> set[tuple[str, str]]:
    agents = {r.to for r in fact.roles if r.role == "agent" and r.to in actors}
    others = {r.to for r in fact.roles if r.role in TOWARDS and r.to in actors}
    if is_symmetric:
        agents = others = agents | others
    return {(a, b) for a in agents for b in others if a != b}
