"""Where nodes stand: forces within a component, boxes pushed apart, components packed on shelves. Nothing is random.

Source of the forces: ForceAtlas2 (Jacomy et al. 2014), all pairs, which is exact and quick enough for a few thousand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]

ASPECT = 1.05  # of a page beside its panel
_STEPS = 300
_UNTANGLE = 120
_LENGTH = 45.0
_GAP = 2.0
_GRAVITY = 0.12  # weak: it keeps long chains from drifting off
_SHELF_GAP = 16.0


@dataclass(frozen=True, slots=True)
class Box:
    """The room a node and its label take: half its width, how far it reaches up and down from its middle."""

    half: float
    up: float
    down: float


def positions(boxes: Sequence[Box], links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The middle of each box, so that none covers another and those linked stand near each other.

    *links* are places in *boxes*. y grows downwards; the middle of the picture is (0, 0).
    """
    near: list[set[int]] = [set() for _ in boxes]
    for a, b in links:
        if a != b:
            near[a].add(b)
            near[b].add(a)
    placed = np.zeros((len(boxes), 2))
    shelves = []
    for part in _components(near):
        inner = {node: i for i, node in enumerate(part)}
        pairs = np.array(
            sorted({(inner[a], inner[b]) for a in part for b in near[a] if a < b}), dtype=np.int64
        ).reshape(-1, 2)
        room = np.array([[boxes[n].half, boxes[n].up, boxes[n].down] for n in part])
        points = _apart(_forces(_tree(part, near, inner), pairs), room)
        low = (points - room[:, :2]).min(axis=0)
        high = (points + room[:, [0, 2]]).max(axis=0)
        shelves.append((part, points - low, high - low))
    _pack(shelves, placed)
    return [(round(x), round(y)) for x, y in placed.tolist()]


def _components(near: Sequence[set[int]]) -> list[list[int]]:
    """Connected nodes, the largest group first, each group in order."""
    seen: set[int] = set()
    found = []
    for first in range(len(near)):
        if first in seen:
            continue
        part, todo = {first}, [first]
        while todo:
            new = near[todo.pop()] - part
            part |= new
            todo += new
        seen |= part
        found.append(sorted(part))
    return sorted(found, key=lambda part: (-len(part), part[0]))


def _tree(part: Sequence[int], near: Sequence[set[int]], inner: dict[int, int]) -> Array:
    """A radial tree from the node with most links, each branch given room for its leaves: where the forces start."""
    root = min(part, key=lambda n: (-len(near[n]), n))
    order, parent = [root], {root: root}
    for node in order:
        for child in sorted(near[node] - parent.keys()):
            parent[child] = node
            order.append(child)
    weight = dict.fromkeys(order, 1)
    for node in reversed(order[1:]):
        weight[parent[node]] += weight[node]
    points = np.zeros((len(part), 2))
    spread = {root: (0.0, 2 * math.pi, 0)}
    used = dict.fromkeys(order, 0.0)
    for node in order[1:]:
        low, width, depth = spread[parent[node]]
        mine = width * weight[node] / max(weight[parent[node]] - 1, 1)
        start = low + used[parent[node]]
        used[parent[node]] += mine
        spread[node] = (start, mine, depth + 1)
        angle, radius = start + mine / 2, _LENGTH * (depth + 1)
        points[inner[node]] = radius * math.cos(angle), radius * math.sin(angle)
    return points


def _forces(points: Array, pairs: npt.NDArray[np.int64]) -> Array:
    """*points* after the links have pulled and all nodes have pushed, in steps that grow smaller."""
    count = len(points)
    if count < 3:  # two are well placed as they are
        return points
    degree = np.bincount(pairs.ravel(), minlength=count).astype(np.float64)
    mass = degree + 1.0
    a, b = pairs[:, 0], pairs[:, 1]
    push = (_LENGTH * mass[:, None] * mass[None, :] * 4.0).astype(np.float32)
    # 32 bits, one axis at a time, arrays used again: at 1,500 nodes a step takes 13 ms instead of 100.
    across, down, square, spare = (np.empty((count, count), dtype=np.float32) for _ in range(4))
    for step in range(_STEPS):
        x, y = np.ascontiguousarray(points.T, dtype=np.float32)
        np.subtract(x[:, None], x[None, :], out=across)
        np.subtract(y[:, None], y[None, :], out=down)
        np.multiply(across, across, out=square)
        np.multiply(down, down, out=spare)
        np.add(square, spare, out=square)
        np.maximum(square, 1.0, out=square)
        np.divide(push, square, out=square)
        sums = (np.einsum("ij,ij->i", square, across), np.einsum("ij,ij->i", square, down))
        force = np.column_stack(sums).astype(np.float64)
        pull = points[b] - points[a]
        np.add.at(force, a, pull)
        np.add.at(force, b, -pull)
        force -= _GRAVITY * mass[:, None] * points
        move = force / mass[:, None]
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        limit = _LENGTH * 0.6 * (1.0 - step / _STEPS) ** 1.5
        points = points + move * (np.minimum(length * 0.15, limit) / length)[:, None]
    wide: Array = points * np.array([math.sqrt(ASPECT), 1 / math.sqrt(ASPECT)])
    return wide


def _apart(points: Array, room: Array) -> Array:
    """*points* moved until no two boxes cover each other, along the way that is shorter."""
    below = np.column_stack([np.zeros(len(points)), (room[:, 2] - room[:, 1]) / 2])
    middle = points + below
    half = np.column_stack([room[:, 0], (room[:, 1] + room[:, 2]) / 2]) + _GAP / 2
    for _ in range(_UNTANGLE):
        x, y = middle.T
        clash = np.abs(x[:, None] - x[None, :]) < half[:, 0, None] + half[None, :, 0]
        clash &= np.abs(y[:, None] - y[None, :]) < half[:, 1, None] + half[None, :, 1]
        a, b = np.nonzero(np.triu(clash, k=1))
        if len(a) == 0:
            break
        difference = middle[a] - middle[b]
        lack = half[a] + half[b] - np.abs(difference)
        sideways = lack[:, 0] < lack[:, 1]
        # Two in one place part by their order.
        push = np.where(difference < 0, -lack, lack) * np.column_stack([sideways, ~sideways]) * 0.35
        np.add.at(middle, a, push)
        np.add.at(middle, b, -push)
    return middle - below


def _pack(shelves: Sequence[tuple[list[int], Array, Array]], placed: Array) -> None:
    """Write into *placed* the components row by row beneath the largest, none apart from the rest."""
    if not shelves:
        return
    area = sum(float((size[0] + _SHELF_GAP) * (size[1] + _SHELF_GAP)) for _, _, size in shelves)
    width = max(math.sqrt(area * ASPECT), float(shelves[0][2][0]))
    x = y = row = 0.0
    for part, points, size in sorted(shelves, key=lambda s: (-len(s[0]), -float(s[2][1]), s[0][0])):
        if x > 0 and x + float(size[0]) > width:
            x, y, row = 0.0, y + row + _SHELF_GAP, 0.0
        placed[part] = points + np.array([x, y])
        x += float(size[0]) + _SHELF_GAP
        row = max(row, float(size[1]))
    low, high = placed.min(axis=0), placed.max(axis=0)
    placed -= (low + high) / 2
