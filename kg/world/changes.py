"""What is different between two worlds: entities by their leaves, facts by their claims, for ids may change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Entity, Fact

_SAID = ("label", "type", "date", "status", "n_claims", "n_docs", "n_sources", "quantity", "quantities", "roles")


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact before and after, and which of its properties differ."""

    old: Fact
    new: Fact
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Entities that became others, leaf by leaf: two that became one, one that became two, one with another name."""

    old: tuple[Entity, ...]
    new: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """From one world to another; each list in order of id."""

    gone_entities: list[Entity]
    new_entities: list[Entity]
    regrouped: list[Regrouped]
    gone_facts: list[Fact]
    new_facts: list[Fact]
    changed_facts: list[Changed]


def changes(old: tuple[Sequence[Entity], Sequence[Fact]], new: tuple[Sequence[Entity], Sequence[Fact]]) -> Changes:
    """What is different in the world *new* (entities and facts) from *old*."""
    gone, fresh, regrouped = _entities(old[0], new[0])
    return Changes(gone, fresh, regrouped, *_facts(old[1], new[1]))


def _entities(old: Sequence[Entity], new: Sequence[Entity]) -> tuple[list[Entity], list[Entity], list[Regrouped]]:
    before = {leaf: e for e in old for leaf in e.leaves}
    after = {leaf: e for e in new for leaf in e.leaves}
    gone = [e for e in old if not any(leaf in after for leaf in e.leaves)]
    fresh = [e for e in new if not any(leaf in before for leaf in e.leaves)]
    regrouped: dict[tuple[str, ...], Regrouped] = {}
    for entity in new:
        olds = {before[leaf].id: before[leaf] for leaf in entity.leaves if leaf in before}
        news = {after[leaf].id: after[leaf] for o in olds.values() for leaf in o.leaves if leaf in after}
        one = Regrouped(tuple(olds[i] for i in sorted(olds)), tuple(news[i] for i in sorted(news)))
        if olds and (len(olds) > 1 or len(news) > 1 or _named(one.old[0]) != _named(entity)):
            regrouped.setdefault((*olds, "", *news), one)
    return gone, fresh, list(regrouped.values())


def _named(entity: Entity) -> tuple[str, str, str | None]:
    return entity.name, entity.type, entity.wikidata


def _facts(old: Sequence[Fact], new: Sequence[Fact]) -> tuple[list[Fact], list[Fact], list[Changed]]:
    before, after = {c for f in old for c in f.claims}, {c: f for f in new for c in f.claims}
    gone: list[Fact] = []
    changed: list[Changed] = []
    met: set[str] = set()
    for fact in old:
        follows = {after[c].id: after[c] for c in fact.claims if c in after}
        if not follows:
            gone.append(fact)
            continue
        next_ = follows.get(fact.id) or follows[min(follows)]
        met |= follows.keys()
        fields = tuple(f for f in _SAID if getattr(fact, f) != getattr(next_, f))
        if fields:
            changed.append(Changed(fact, next_, fields))
    fresh = [f for f in new if f.id not in met and not any(c in before for c in f.claims)]
    return gone, fresh, changed
