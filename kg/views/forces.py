"""Where the nodes of a large graph stand: ForceAtlas2 with the pushing summed on a grid by Fourier transform.

Source: Jacomy et al., "ForceAtlas2" (2014); the grid as in particle-mesh methods (Hockney and Eastwood 1988).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]
Pairs: TypeAlias = npt.NDArray[np.int64]

_STEPS = 110
_PUSH = 8.0
_WIDE = 2.0  # the radius of the disc that gravity makes, in reaches
_NEAR = 6  # how many of its own cell each node looks at


def spread(count: int, pairs: Pairs, group: Pairs, *, note: Callable[[str], None]) -> Array:
    """A place for each of *count* nodes; *pairs* are linked, *group* numbers the community of each node.

    The same input gives the same places. *note* is told of each step.
    """
    points = _start(count, group)
    if count < 3:
        return points
    cells = 64 if count < 4000 else 128 if count < 20000 else 256
    a, b = pairs.T
    mass = np.ones(count) + np.bincount(a, minlength=count) + np.bincount(b, minlength=count)
    kernel = _kernel(cells)
    reach = math.sqrt(count) * 4.0
    # Gravity that grows with distance fills a disc evenly; a constant one leaves its middle empty.
    gravity = _PUSH * float(mass.sum()) / (_WIDE * reach) ** 2
    for step in range(_STEPS):
        note(f"step {step + 1} of {_STEPS}")
        force = _PUSH * mass[:, None] * _pushes(points, mass, kernel, cells)
        pull = points[b] - points[a]
        for axis in (0, 1):
            force[:, axis] += np.bincount(a, pull[:, axis], count) - np.bincount(b, pull[:, axis], count)
        force -= gravity * mass[:, None] * points
        move = force / mass[:, None]
        long = np.maximum(np.hypot(*move.T), 1e-9)
        limit = reach * 0.06 * (1.0 - step / _STEPS) ** 1.2
        points += move * (np.minimum(long * 0.25, limit) / long)[:, None]
    return points


def _start(count: int, group: Pairs) -> Array:
    """Communities on a spiral, the largest in the middle, their nodes on small spirals of their own."""
    turn = math.pi * (3.0 - math.sqrt(5.0))
    order = np.lexsort((np.arange(count), group))
    size = np.bincount(group) if count else np.zeros(0, dtype=np.int64)
    begin = np.concatenate([[0], np.cumsum(size)[:-1]]) if count else size
    rank = np.empty(count)
    rank[order] = np.arange(count) - begin[group[order]]
    middle = (begin + size / 2.0)[group]
    far, near = np.sqrt(middle) * 4.0, np.sqrt(rank) * 2.0
    along, around = group * turn, rank * turn
    return np.column_stack(
        [
            far * np.cos(along) + near * np.cos(around),
            far * np.sin(along) + near * np.sin(around),
        ]
    )


def _kernel(cells: int) -> tuple[npt.NDArray[np.complex128], npt.NDArray[np.complex128]]:
    """The transforms of x/r² and y/r² on a grid twice as wide, so that its ends do not meet."""
    line = np.fft.fftfreq(2 * cells, 1.0 / (2 * cells))
    x, y = np.meshgrid(line, line, indexing="ij")
    square = x * x + y * y
    square[0, 0] = np.inf
    return np.fft.rfft2(x / square), np.fft.rfft2(y / square)


def _pushes(
    points: Array, mass: Array, kernel: tuple[npt.NDArray[np.complex128], npt.NDArray[np.complex128]], cells: int
) -> Array:
    """The sum over all others of mass times direction over distance, for each of *points*."""
    low = points.min(axis=0)
    width = float((points.max(axis=0) - low).max()) / (cells - 2) or 1.0
    at = (points - low) / width
    corner = at.astype(np.int64)
    rest = at - corner
    flat = corner[:, 0] * 2 * cells + corner[:, 1]
    shares = [
        (flat + dx * 2 * cells + dy, (rest[:, 0] if dx else 1 - rest[:, 0]) * (rest[:, 1] if dy else 1 - rest[:, 1]))
        for dx in (0, 1)
        for dy in (0, 1)
    ]
    grid = np.zeros(4 * cells * cells)
    for place, share in shares:
        grid += np.bincount(place, mass * share, grid.size)
    wave = np.fft.rfft2(grid.reshape(2 * cells, 2 * cells))
    found = np.zeros_like(points)
    for axis in (0, 1):
        field = np.fft.irfft2(wave * kernel[axis], s=(2 * cells, 2 * cells)).ravel()
        for place, share in shares:
            found[:, axis] += field[place] * share
    found /= width
    order = np.argsort(flat, kind="stable")
    for step in range(1, _NEAR):
        one, two = order[:-step], order[step:]
        same = flat[one] == flat[two]
        one, two = one[same], two[same]
        apart = points[one] - points[two]
        square = np.maximum((apart * apart).sum(axis=1), 0.01)
        square[square > width * width] = np.inf
        push = apart / square[:, None]
        for axis in (0, 1):
            found[:, axis] += np.bincount(one, push[:, axis] * mass[two], len(points))
            found[:, axis] -= np.bincount(two, push[:, axis] * mass[one], len(points))
    return found
