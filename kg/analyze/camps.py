"""Two camps in each part of a network of friends and enemies, with as little at odds with them as can be found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

_PASSES = 100


@dataclass(frozen=True, slots=True)
class Camps:
    """The camp of each actor with a signed tie, and the share of signed weight at odds with the camps."""

    of: dict[str, str]
    frustration: float


def signed_ties(graph: nx.DiGraph[str]) -> dict[tuple[str, str], float]:
    """What two actors did to each other, each event once, on the scale; pairs that come out at 0 are left out."""
    values: dict[tuple[str, str], dict[str, float]] = {}
    for a, b, d in graph.edges(data=True):
        values.setdefault((min(a, b), max(a, b)), {}).update(zip(d["facts"], d["values"], strict=True))
    sums = {pair: round(sum(found.values()), 6) for pair, found in sorted(values.items())}
    return {pair: weight for pair, weight in sums.items() if weight}


def camps_of(ties: Mapping[tuple[str, str], float]) -> Camps:
    """The camps of *ties*: placed one by one, the most involved first, then moved as long as that helps.

    This finds a good split, not surely the best one: the frustration is an upper bound. Finding the best is NP-hard.
    """
    near: dict[str, dict[str, float]] = {}
    for (a, b), weight in ties.items():
        near.setdefault(a, {})[b] = weight
        near.setdefault(b, {})[a] = weight
    side: dict[str, int] = {}
    parts = _parts(near)
    for part in parts:
        for node in part:
            side[node] = 1 if _pull(near[node], side) >= 0 else -1
        for _ in range(_PASSES):
            moved = [n for n in part if _move(n, near, side)]
            if not moved:
                break
    odd = sum(abs(w) for (a, b), w in ties.items() if (side[a] == side[b]) != (w > 0))
    total = sum(map(abs, ties.values()))
    of = {n: f"{number}{_letter(part, side, n)}" for number, part in enumerate(parts, start=1) for n in part}
    return Camps(of, round(odd / total, 6) if total else 0.0)


def _pull(near: Mapping[str, float], side: Mapping[str, int]) -> float:
    """Above 0 when what is placed so far draws to side 1."""
    return sum(w * side[other] for other, w in near.items() if other in side)


def _move(node: str, near: Mapping[str, Mapping[str, float]], side: dict[str, int]) -> bool:
    """Whether *node* went to the other side, because less is at odds there."""
    if _pull(near[node], side) * side[node] >= -1e-9:
        return False
    side[node] = -side[node]
    return True


def _parts(near: Mapping[str, Mapping[str, float]]) -> list[list[str]]:
    """The connected parts, largest first; in each, actors in the order in which they are placed."""

    def first(node: str) -> tuple[float, str]:
        return -sum(map(abs, near[node].values())), node

    found, seen = [], set[str]()
    for start in sorted(near, key=first):
        if start in seen:
            continue
        part, edge = [], {start}
        while edge:
            node = min(edge, key=first)
            edge.discard(node)
            seen.add(node)
            part.append(node)
            edge |= near[node].keys() - seen
        found.append(part)
    return sorted(found, key=lambda part: (-len(part), min(part)))


def _letter(part: list[str], side: Mapping[str, int], node: str) -> str:
    """`a` for the camp of the most involved actor, `b` for the other."""
    return "a" if side[node] == side[part[0]] else "b"
