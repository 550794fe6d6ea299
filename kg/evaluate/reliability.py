"""Whether confidence means what it says: of the claims given .7, seven in ten are right.

A claim is right when it is so in every respect (`kg.evaluate.claims`); claims of the open class are left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.evaluate.bootstrap import Numbers, draws, percentiles
from kg.evaluate.claims import judged
from kg.evaluate.formats import NOTHING, Gold, Reading

BINS = 10

Judged = tuple[float, bool]  # the confidence of a claim, and whether it is right


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The claims whose confidence lies in [low, high): how many, their mean confidence, the share that is right."""

    low: float
    high: float
    n: int
    stated: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """The bins that hold claims, and by how much confidence and truth differ.

    `error` is the expected calibration error, `interval` its 95 % interval over draws of whole documents. `chance` is
    the error that a perfect confidence would show on so few claims. `brier` is the mean squared error.
    """

    set: str
    n: int
    stated: float
    right: float
    bins: tuple[Bin, ...]
    error: float
    interval: tuple[float, float]
    chance: float
    brier: float

    def as_dict(self) -> dict[str, object]:
        """The same as JSON has it: fractions to 4 digits."""
        return {
            "set": self.set,
            "n": self.n,
            "stated": round(self.stated, 4),
            "right": round(self.right, 4),
            "error": round(self.error, 4),
            "interval": [round(x, 4) for x in self.interval],
            "chance": round(self.chance, 4),
            "brier": round(self.brier, 4),
            "bins": [
                {"low": b.low, "high": b.high, "n": b.n, "stated": round(b.stated, 4), "right": round(b.right, 4)}
                for b in self.bins
            ],
        }


def judge(gold: Gold, found: Mapping[str, Reading]) -> dict[str, list[Judged]]:
    """Each found claim of each document of *gold*; empty for gold that is not records."""
    return {
        key: [(claim.confidence, right) for claim, right in judged(one, found.get(key, NOTHING))]
        for key, one in gold.readings.items()
    }


def reliability(name: str, documents: Sequence[Sequence[Judged]]) -> Reliability:
    """How far the confidence of the claims of *documents* can be believed.

    Source: Guo et al. 2017, On Calibration of Modern Neural Networks (equal bins, error weighted by their size).
    """
    sums = np.array([_sums(one) for one in documents]).reshape(-1, 4, BINS)
    n, stated, right, spread = sums.sum(axis=0)
    found = max(1.0, n.sum())
    errors = _errors(np.tensordot(draws(len(sums)), sums, axes=1)) if len(sums) else np.zeros(1)
    return Reliability(
        set=name,
        n=int(n.sum()),
        stated=float(stated.sum() / found),
        right=float(right.sum() / found),
        bins=tuple(
            Bin(low=i / BINS, high=(i + 1) / BINS, n=int(n[i]), stated=stated[i] / n[i], right=right[i] / n[i])
            for i in range(BINS)
            if n[i]
        ),
        error=float(_errors(np.array([[n, stated, right, spread]]))[0]),
        interval=percentiles(errors),
        # The mean distance of a sum of draws from its expectation is about √(2 / π) standard deviations.
        chance=float(np.sqrt(2 / math.pi * spread).sum() / found),
        brier=float(sum((c - r) ** 2 for one in documents for c, r in one) / found),
    )


def _sums(claims: Sequence[Judged]) -> Numbers:
    """By bin: how many claims, the sum of their confidence, how many are right, and the variance to expect of that."""
    sums = np.zeros((4, BINS))
    for confidence, right in claims:
        sums[:, min(int(confidence * BINS), BINS - 1)] += 1, confidence, right, confidence * (1 - confidence)
    return sums


def _errors(sums: Numbers) -> Numbers:
    """The calibration error of each row of *sums*."""
    found: Numbers = np.abs(sums[:, 1] - sums[:, 2]).sum(axis=1) / np.maximum(1.0, sums[:, 0].sum(axis=1))
    return found


def rows(one: Reliability) -> list[tuple[object, ...]]:
    """*one* as rows of confidence, number, mean confidence and share that is right; the last line sums up."""
    found: list[tuple[object, ...]] = [
        (f"{b.low:.1f}–{b.high:.1f}", b.n, f"{b.stated:.3f}", f"{b.right:.3f}") for b in one.bins
    ]
    return [*found, ("all", one.n, f"{one.stated:.3f}", f"{one.right:.3f}")]


COLUMNS = ("confidence", "claims", "mean confidence", "share right")


def in_words(one: Reliability) -> str:
    """The calibration error of *one*, as a line for people."""
    low, high = one.interval
    return (
        f"expected calibration error {one.error:.3f} (95 % {low:.3f}–{high:.3f}; "
        f"perfect confidence would show about {one.chance:.3f} on so few); Brier score {one.brier:.3f}"
    )
