"""Fits `kg/extract/confidence.tsv` on `fit.jsonl` and `later.jsonl` of our gold (`python -m tests.eval.fit_confidence`).

Prints how far the rules' own guess, five monotone steps over it and the weighed signs can be believed on documents that
were left out of the fit. The rules were mended on `dev.jsonl`, so on it they are right more often than on unseen text;
`held.jsonl` is never opened here.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.evaluate import read_gold, readings
from kg.evaluate.claims import judged
from kg.evaluate.formats import Reading
from kg.evaluate.reliability import in_words, reliability
from kg.extract import RulesExtractor
from kg.extract.confidence import SIGNS, WEIGHTS, Calibration
from kg.extract.draft import DocumentDraft
from kg.model import Claim

FIT = tuple(Path(__file__).parent / "gold" / name for name in ("fit.jsonl", "later.jsonl"))
RIDGE = 2.0  # pulls the weights of signs to 0: a sign must be seen often to count
STEPS = 5
_MEANING = {
    "base": "for every claim",
    "odds": "times the log-odds of the rules' own guess",
    "nominal": "the trigger is no verb",
    "nobody": "no actor fills a role",
    "several": "two actors or more fill roles",
    "guessed": "an actor is a pronoun or a description whose name was guessed",
    "unreal": "it is demanded, intended, threatened, future or hypothetical",
    "holds": "a claim fills a role",
    "speech": "somebody says something",
}

Numbers = NDArray[np.float64]
Fit = Callable[[Numbers, Numbers], Callable[[Numbers], Numbers]]
_Key = tuple[str, int, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Signs(Calibration):
    """Stands in the place of the calibration and notes the signs of each claim instead."""

    seen: dict[_Key, dict[str, float]] = field(default_factory=dict)

    def apply(self, draft: DocumentDraft) -> None:
        for sentence in draft.sentences:
            for claim in sentence.claims:
                fillers = tuple(sorted((f.role, f.mention.start) for f in claim.fillers if f.mention is not None))
                key = (claim.cls.name, claim.span.start if claim.span else sentence.start, fillers)
                self.seen.setdefault(key, {name: sign(claim) for name, sign in SIGNS.items()})

    def of_claim(self, claim: Claim, reading: Reading) -> dict[str, float]:
        fillers = {(a.role, reading.mentions[a.mention].start) for a in claim.args if a.mention}
        return self.seen[claim.type, claim.trigger.start if claim.trigger else claim.start, tuple(sorted(fillers))]


@dataclass(frozen=True, slots=True)
class Sample:
    """Claims as rows of signs, whether each is right, and the number of its document."""

    signs: Numbers
    right: Numbers
    doc: NDArray[np.int64]


def sample(gold: Sequence[Path]) -> Sample:
    """What is read today in the texts of *gold*."""
    extractor = RulesExtractor()
    rows: list[tuple[list[float], bool, int]] = []
    for number, mine in enumerate(one for path in gold for one in read_gold(path).readings.values()):
        assert mine.document is not None
        extractor.calibration = noted = Signs({})
        (found,) = readings(extractor.extract([mine.document])).values()
        for claim, right in judged(mine, found):
            signs = noted.of_claim(claim, found)
            rows.append(([signs[name] for name in SIGNS], right, number))
    return Sample(np.array([r[0] for r in rows]), np.array([float(r[1]) for r in rows]), np.array([r[2] for r in rows]))


def weights(signs: Numbers, right: Numbers, *, ridge: float = RIDGE) -> Numbers:
    """The weights under which *right* is most likely, the base free and the others held near 0 (Newton's method).

    A guess that says the less the surer it is counts for nothing.
    """
    found = _likeliest(signs, right, ridge=ridge)
    return found if found[1] >= 0 else _likeliest(signs * (np.arange(signs.shape[1]) != 1), right, ridge=ridge)


def _likeliest(signs: Numbers, right: Numbers, *, ridge: float) -> Numbers:
    found, pull = np.zeros(signs.shape[1]), np.full(signs.shape[1], ridge)
    pull[0] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-signs @ found))
        found += np.linalg.solve(
            (signs.T * (p * (1 - p))) @ signs + np.diag(pull), signs.T @ (right - p) - pull * found
        )
    return found


def logistic(signs: Numbers, right: Numbers) -> Callable[[Numbers], Numbers]:
    fitted = dict(zip(SIGNS, weights(signs, right), strict=True))
    return lambda rows: np.array([Calibration(fitted).of(dict(zip(SIGNS, r, strict=True))) for r in rows])


def steps(signs: Numbers, right: Numbers) -> Callable[[Numbers], Numbers]:
    """Shares of right claims in STEPS bands of the guess, joined until they rise (pool adjacent violators)."""
    guess = signs[:, 1]
    cuts = np.unique(np.quantile(guess, np.linspace(0, 1, STEPS + 1))[1:-1])
    bands: list[tuple[float, float, float]] = []  # lowest guess, how many right, how many
    for band in range(len(cuts) + 1):
        inside = np.searchsorted(cuts, guess, side="right") == band
        if inside.any():
            bands.append((float(guess[inside].min()), float(right[inside].sum()), float(inside.sum())))
        while len(bands) > 1 and bands[-2][1] / bands[-2][2] >= bands[-1][1] / bands[-1][2]:
            (low, a, n), (_, b, m) = bands[-2:]
            bands[-2:] = [(low, a + b, n + m)]
    lows, shares = [b[0] for b in bands], np.array([b[1] / b[2] for b in bands])
    return lambda rows: shares[np.maximum(np.searchsorted(lows, rows[:, 1], side="right") - 1, 0)]


def itself(_signs: Numbers, _right: Numbers) -> Callable[[Numbers], Numbers]:
    return lambda rows: 1 / (1 + np.exp(-rows[:, 1]))


def left_out(one: Sample, fit: Fit) -> list[list[tuple[float, bool]]]:
    """For each document its claims with the confidence that a fit on all others gives them."""
    found = []
    for number in np.unique(one.doc):
        inside = one.doc == number
        given = fit(one.signs[~inside], one.right[~inside])(one.signs[inside])
        found.append([(float(c), bool(r)) for c, r in zip(given, one.right[inside], strict=True)])
    return found


def written(one: Sample, fitted: Sequence[float]) -> str:
    """The weights as they are kept."""
    lines = [f"{name}\t{weight:.3f}\t{_MEANING[name]}" for name, weight in zip(SIGNS, fitted, strict=True)]
    return "\n".join((
        "# What each sign adds to the log-odds that a claim is right: sign, weight, when it is there (odds: by how much).",
        "# Made by `python -m tests.eval.fit_confidence`: logistic regression on tests/eval/gold/{fit,later}.jsonl,",
        f"# {len(one.right)} claims of which {int(one.right.sum())} are right in every respect, ridge {RIDGE:g}. Not to be edited by hand.",
        *lines,
        "",
    ))  # fmt: skip


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--gold", type=Path, nargs="+", default=FIT)
    arguments.add_argument("--out", type=Path, default=WEIGHTS)
    given = arguments.parse_args()
    one = sample(given.gold)
    fits = {"the rules' own guess": itself, f"{STEPS} monotone steps": steps, "signs, weighed": logistic}
    for name, fit in fits.items():
        print(f"{name}: {in_words(reliability(name, left_out(one, fit)))}")  # noqa: T201
    fitted = weights(one.signs, one.right)
    if not all(map(math.isfinite, fitted)):
        raise SystemExit("too little is known: nothing written")
    given.out.write_text(written(one, fitted.tolist()), encoding="utf-8")


if __name__ == "__main__":
    main()
