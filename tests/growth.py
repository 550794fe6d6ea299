"""How work grows with its input, as a ratio in one run: no machine is too slow for it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def linear(work: Callable[[int], object], size: int) -> bool:
    """Whether *work* on eight times *size* takes about eight times as long, not sixty-four; three tries."""
    return any(_spent(work, 8 * size) < 24 * max(_spent(work, size), 0.0005) for _ in range(3))


def _spent(work: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    work(size)
    return time.process_time() - begun
