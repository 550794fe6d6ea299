"""Groups of nodes that have more to do with each other than with the rest.

Source: local moving and aggregation as in Blondel et al., "Fast unfolding of communities in large networks" (2008),
with a fixed order in place of a random one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

_SWEEPS = 12
_LEVELS = 6


def communities(count: int, links: Sequence[tuple[int, int]]) -> list[int]:
    """For each of *count* nodes the number of its group; groups are numbered from the largest, then by first node."""
    near: list[dict[int, float]] = [{} for _ in range(count)]
    for a, b in links:
        if a != b:
            near[a][b] = near[a].get(b, 0.0) + 1.0
            near[b][a] = near[b].get(a, 0.0) + 1.0
    group = list(range(count))
    inner = [0.0] * count
    for _ in range(_LEVELS):
        found = _moved(near, inner)
        names = {old: new for new, old in enumerate(dict.fromkeys(found))}
        if len(names) == len(near):
            break
        group = [names[found[g]] for g in group]
        near, inner = _folded(near, inner, [names[f] for f in found], len(names))
    size = Counter(group)
    first = {g: i for i, g in reversed(list(enumerate(group)))}
    rank = {g: r for r, g in enumerate(sorted(size, key=lambda g: (-size[g], first[g])))}
    return [rank[g] for g in group]


def _moved(near: Sequence[dict[int, float]], inner: Sequence[float]) -> list[int]:
    """Each node in the group of its neighbours where modularity gains most, until nothing moves."""
    degree = [sum(n.values()) + i for n, i in zip(near, inner, strict=True)]
    total = sum(degree) or 1.0
    group = list(range(len(near)))
    weight = degree.copy()
    for _ in range(_SWEEPS):
        moves = 0
        for node, others in enumerate(near):
            if not others:
                continue
            here, mine = group[node], degree[node]
            to: dict[int, float] = {here: 0.0}
            for other, w in others.items():
                to[group[other]] = to.get(group[other], 0.0) + w
            weight[here] -= mine
            share = mine / total
            best, most = here, to[here] - weight[here] * share
            for g, w in to.items():
                gain = w - weight[g] * share
                if gain > most + 1e-9 or (gain > most - 1e-9 and g < best):
                    best, most = g, gain
            weight[best] += mine
            if best != here:
                group[node] = best
                moves += 1
        if moves * 200 <= len(near):
            break
    return group


def _folded(
    near: Sequence[dict[int, float]], inner: Sequence[float], group: Sequence[int], count: int
) -> tuple[list[dict[int, float]], list[float]]:
    """The graph of the groups: links between them, and how much lies inside each."""
    links: list[dict[int, float]] = [defaultdict(float) for _ in range(count)]
    inside = [0.0] * count
    for node, others in enumerate(near):
        g = group[node]
        inside[g] += inner[node]
        for other, w in others.items():
            if group[other] == g:
                inside[g] += w
            else:
                links[g][group[other]] += w
    return [dict(one) for one in links], inside
