"""Leaves to entities: connected components minus what people told apart, named and typed by vote."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg import ids
from kg.gazetteer import Gazetteer
from kg.model import Entity, Leaf
from kg.resolve import short
from kg.resolve.links import Link, Refusal, propose

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities by id, the links that made them, and what was not linked and why."""

    entities: list[Entity]
    links: list[Link]
    refused: list[Refusal]


def entities(
    all_leaves: Iterable[Leaf],
    *,
    gazetteer: Gazetteer,
    chains: Mapping[str, tuple[str, ...]],
    joins: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> list[Entity]:
    """The entities of *all_leaves*, by id; *chains* gives each class's chain, general first.

    *joins* and *apart* are pairs of leaves that people called the same or different.
    """
    return resolve(all_leaves, gazetteer=gazetteer, chains=chains, joins=joins, apart=apart).entities


def resolve(
    all_leaves: Iterable[Leaf],
    *,
    gazetteer: Gazetteer,
    chains: Mapping[str, tuple[str, ...]],
    joins: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> Resolution:
    """The entities of *all_leaves* with the reasons; see `entities`."""
    known = sorted(all_leaves, key=lambda leaf: leaf.id)
    enemies: dict[str, set[str]] = defaultdict(set)
    for a, b in apart:
        enemies[a].add(b)
        enemies[b].add(a)
    proposed, refused = propose(known, joins=joins, apart=enemies)
    forest = _Forest(enemies)
    links: list[Link] = []

    def try_all(found: Iterable[Link]) -> None:
        for link in found:
            if forest.join(link.a, link.b):
                links.append(link)
            else:
                refused.append(Refusal("decision", link.key, link.a, link.b))

    try_all(proposed)
    try_all(short.shortening(known, forest.root))
    for kind, rule in short.rules():
        for key, some, others in rule(known):
            good, bad = short.linked(kind, key, some, others, forest.root)
            try_all(good)
            refused += bad
    members: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in known:
        members[forest.root(leaf.id)].append(leaf)
    taken = Counter(min(k for leaf in group for k in leaf.keys) for group in members.values())
    made = sorted((_entity(group, taken, gazetteer, chains) for group in members.values()), key=lambda e: e.id)
    return Resolution(made, links, refused)


class _Forest:
    """Sets of leaves that grow together, but for those that are told apart."""

    def __init__(self, enemies: Mapping[str, set[str]]) -> None:
        self.parent: dict[str, str] = {}
        self.enemies = {leaf: set(others) for leaf, others in enemies.items()}

    def root(self, leaf: str) -> str:
        self.parent.setdefault(leaf, leaf)
        while self.parent[leaf] != leaf:
            self.parent[leaf] = self.parent[self.parent[leaf]]
            leaf = self.parent[leaf]
        return leaf

    def join(self, a: str, b: str) -> bool:
        """Make the sets of *a* and *b* one; False if that would join leaves that are told apart."""
        a, b = sorted((self.root(a), self.root(b)))
        if a == b:
            return True
        against = self.enemies.get(a, set()), self.enemies.get(b, set())
        if any(self.root(e) == b for e in against[0]):
            return False
        self.parent[b] = a
        if any(against):
            self.enemies[a] = against[0] | against[1]
        return True


def _entity(
    group: list[Leaf], taken: Counter[str], gazetteer: Gazetteer, chains: Mapping[str, tuple[str, ...]]
) -> Entity:
    names = Counter[str]()
    for leaf in group:
        names.update(dict(leaf.names))
    keys = sorted({k for leaf in group for k in leaf.keys})
    types = _vote(group, chains)
    surface = next((s for k in keys if (s := gazetteer.by_key.get(k)) is not None and s.entry.type in types), None)
    picked = min(names, key=lambda n: (-names[n], n)) if names else keys[0]
    return Entity(
        id=ids.entity_id(keys[0]) if taken[keys[0]] == 1 else ids.make("e", keys[0], min(leaf.id for leaf in group)),
        name=surface.entry.name if surface else picked,
        type=types[-1],
        types=types,
        names=tuple(sorted(names)),
        leaves=tuple(sorted(leaf.id for leaf in group)),
        wikidata=(surface.entry.wikidata or None) if surface else None,
        n_mentions=sum(leaf.n_mentions for leaf in group),
        n_docs=len({leaf.doc for leaf in group}),
    )


def _vote(group: list[Leaf], chains: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The class that the leaves agree on most: family first, then the class with most support, the deeper of equals."""
    votes = Counter[tuple[str, ...]]()
    for leaf in group:
        for types, weight in leaf.votes:
            votes[chains.get(types[-1], types)] += round(weight * MILLION)  # whole numbers add up in any order
    families = Counter[str]()
    for types, weight in votes.items():
        families[types[min(1, len(types) - 1)]] += weight
    family = min(families, key=lambda f: (-families[f], f))
    inside = [t for t in votes if t[min(1, len(t) - 1)] == family]
    return min(inside, key=lambda t: (-sum(w for o, w in votes.items() if o[-1] in t), -len(t), t))
