"""What a page shows first: the actors at the centre, the facts between them, and three places to start."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kg.views.model import Node, ViewModel

_ACTORS = 11
_FACTS = 24
_MORE = 5
_OF_ONE_PAIR = 3
_LITTLE = frozenset({"Communicate", "Action"})  # the most frequent kinds, which tell least


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Places in the model's nodes: what to show first, and where to start; None where there is nothing of the kind."""

    nodes: tuple[int, ...]
    disputed: int | None
    recent: int | None
    connected: int | None


def opening(model: ViewModel) -> Opening:
    """The first screen of *model*: actors that have most to do with each other, each with a fact that is shown."""
    place = {n.id: i for i, n in enumerate(model.nodes)}
    facts = {n.id: n for n in model.nodes if n.kind == "fact"}
    actors = {n.id for n in model.nodes if n.family == "Actor"}
    fillers: dict[str, list[str]] = defaultdict(list)
    for edge in model.edges:
        if edge.target in actors and edge.target not in fillers[edge.source]:
            fillers[edge.source].append(edge.target)
    between = {f: tuple(sorted(who)) for f, who in fillers.items() if len(who) > 1}
    cast = _cast(between)
    first = bundles(model)
    ranked = sorted(
        (f for f, who in between.items() if first[f] == f and len(cast & set(who)) > 1),
        key=lambda f: (_plain(facts[f]), -facts[f].n_sources, -facts[f].n_claims, _late(facts[f]), f),
    )
    kept = _kept(ranked, {f: tuple(a for a in between[f] if a in cast) for f in ranked}, facts)
    shown = kept | {a for f in kept for a in between[f] if a in cast}
    # What sources differ on is shown whole, as far as there is room.
    rest = (e.target for e in model.edges if e.source in kept and e.kind == "entity" and _odd(facts[e.source]))
    shown |= set([i for i in dict.fromkeys(rest) if i not in shown][:_MORE])
    degree = Counter(a for who in fillers.values() for a in who)
    return Opening(
        nodes=tuple(sorted(place[i] for i in shown)),
        disputed=_first(
            place, [f for f in facts.values() if _odd(f)], key=lambda f: (-f.n_sources, -f.n_docs, -f.n_claims, f.id)
        ),
        recent=_first(
            place,
            [f for f in facts.values() if f.date and f.status in {"asserted", "disputed", "attributed"}],
            key=lambda f: (_late(f), _tells_little(f), -f.n_claims, f.id),
        ),
        connected=_first(place, [n for n in model.nodes if n.id in degree], key=lambda n: (-degree[n.id], n.id)),
    )


def bundles(model: ViewModel) -> dict[str, str]:
    """Fact → the first of those that have its type and its roles filled alike: parallel facts, shown as one."""
    roles: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for edge in model.edges:
        roles[edge.source].append((edge.role, edge.target))
    first: dict[tuple[object, ...], str] = {}
    return {
        n.id: first.setdefault((n.type, n.status, *sorted(roles[n.id])) if roles[n.id] else (n.id,), n.id)
        for n in model.nodes
        if n.kind == "fact"
    }


def _cast(between: dict[str, tuple[str, ...]]) -> set[str]:
    """Actors, the one with most facts first, then always the one with most facts shared with those chosen."""
    facts_of: dict[str, set[str]] = defaultdict(set)
    for fact, who in between.items():
        for actor in who:
            facts_of[actor].add(fact)
    chosen: set[str] = set()
    shared: Counter[str] = Counter()
    while len(chosen) < _ACTORS and len(chosen) < len(facts_of):
        best = min(facts_of.keys() - chosen, key=lambda a: (-3 * shared[a] - len(facts_of[a]), a))
        chosen.add(best)
        for fact in facts_of[best]:
            shared.update(a for a in between[fact] if a != best)
    return chosen


def _kept(ranked: list[str], who: dict[str, tuple[str, ...]], facts: dict[str, Node]) -> set[str]:
    """At most `_FACTS` of *ranked*: for each group of actors one first, then more, so that no pair fills the screen."""
    pairs: Counter[tuple[str, ...]] = Counter()
    rank: dict[str, tuple[int, int]] = {}
    for fact in ranked:
        pairs[who[fact]] += 1
        rank[fact] = (pairs[who[fact]] - _odd(facts[fact]), len(rank))
    return set(sorted((f for f in ranked if rank[f][0] <= _OF_ONE_PAIR), key=rank.__getitem__)[:_FACTS])


def _odd(fact: Node) -> bool:
    return fact.status == "disputed" or bool(fact.conflicts)


def _plain(fact: Node) -> int:
    return 0 if _odd(fact) else 2 if _tells_little(fact) else 1


def _tells_little(fact: Node) -> bool:
    return fact.group in _LITTLE or fact.type in _LITTLE


def _late(fact: Node) -> tuple[int, ...]:
    """A key that puts the latest date first, none last."""
    return tuple(-ord(c) for c in fact.date) if fact.date else (1,)


def _first(place: Mapping[str, int], nodes: Sequence[Node], *, key: Callable[[Node], tuple[object, ...]]) -> int | None:
    return place[min(nodes, key=key).id] if nodes else None
