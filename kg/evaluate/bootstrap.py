"""Intervals for figures, by drawing documents anew; the same sheets give the same intervals."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.evaluate.figures import Sheet, totals

RESAMPLES, SEED = 1000, 20250116
_LOW, _HIGH = 0.025, 0.975

Numbers = NDArray[np.float64]


def intervals(
    sheets: Sequence[Sheet], *, resamples: int = RESAMPLES, seed: int = SEED
) -> dict[str, tuple[float, float]]:
    """The 95 % percentile interval of each figure's value over *resamples* draws of whole documents.

    Documents are drawn, not names or claims, because what stands in one document is not independent. The clusters of
    a B-cubed figure stay those of all documents.

    Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13.
    """
    if not sheets:
        return {}
    weights = draws(len(sheets), resamples=resamples, seed=seed)
    found = {}
    for name, total in totals(sheets).items():
        parts = np.array([s.tallies[name].parts if name in s.tallies else (0.0, 0.0, 0.0) for s in sheets])
        values = _values(total.kind, weights @ parts)
        found[name] = percentiles(values)
    return found


def percentiles(values: Numbers) -> tuple[float, float]:
    """What 95 % of *values* lie between."""
    low, high = np.quantile(values, (_LOW, _HIGH))
    return float(low), float(high)


def draws(size: int, *, resamples: int = RESAMPLES, seed: int = SEED) -> Numbers:
    """How often each document is drawn, a row a resample; by the standard library's generator, which never changes."""
    generator = random.Random(seed)  # noqa: S311 - statistics, not secrets
    rows = np.zeros((resamples, size))
    for number in range(resamples):
        drawn = [int(generator.random() * size) for _ in range(size)]
        rows[number] = np.bincount(drawn, minlength=size)
    return rows


def _values(kind: str, sums: Numbers) -> Numbers:
    a, b, c = sums[:, 0], sums[:, 1], sums[:, 2]
    if kind == "share":
        return _divide(a, b)
    precision, recall = (_divide(a, c), _divide(b, c)) if kind == "bcubed" else (_divide(a, a + b), _divide(a, a + c))
    return _divide(2 * precision * recall, precision + recall)


def _divide(a: Numbers, b: Numbers) -> Numbers:
    """*a* / *b*, 0 where there is nothing to divide by."""
    return np.divide(a, b, out=np.zeros_like(a), where=b > 0)
