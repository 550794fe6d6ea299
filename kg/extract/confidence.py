"""How likely a claim is right in every respect: the extractor's own guess and a few signs, weighed as on our gold.

`confidence.tsv` holds the weights and says how they were found; a logistic function of their sum is the probability.
It is monotone in the guess: what the rules are surer of never becomes less likely.

Source: Platt 1999, Probabilistic Outputs for Support Vector Machines (a logistic layer over scores).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import IntegrityError
from kg.extract.draft import ClaimDraft, DocumentDraft

WEIGHTS = Path(__file__).with_name("confidence.tsv")
_BOUNDS = (0.02, 0.98)  # no rule is ever certain
_DOMAIN = (0.05, 0.95)  # where the odds of a guess still mean something


def _odds(claim: ClaimDraft) -> float:
    guess = min(max(claim.confidence, _DOMAIN[0]), _DOMAIN[1])
    return math.log(guess / (1 - guess))


def _actors(claim: ClaimDraft) -> list[float]:
    """The confidence of each actor that fills a role."""
    return [f.mention.confidence for f in claim.fillers if f.mention is not None and "Actor" in f.mention.types]


SIGNS: Mapping[str, Callable[[ClaimDraft], float]] = {
    "base": lambda _: 1.0,
    "odds": _odds,
    "nominal": lambda c: float(c.trigger is not None and c.trigger.pos_ not in {"VERB", "AUX"}),
    "nobody": lambda c: float(not _actors(c)),
    "several": lambda c: float(len(_actors(c)) > 1),
    "guessed": lambda c: float(any(sure < 1 for sure in _actors(c))),
    "unreal": lambda c: float(c.realis != "actual"),
    "holds": lambda c: float(any(f.claim is not None for f in c.fillers)),
    "speech": lambda c: float("Communicate" in c.cls.types),
}


@dataclass(frozen=True, slots=True)
class Calibration:
    """What each sign adds to the log-odds that a claim is right."""

    weights: Mapping[str, float]

    def apply(self, draft: DocumentDraft) -> None:
        """Give each claim of *draft*, and each that it holds, its probability instead of the rules' guess."""
        done: set[int] = set()
        todo = [c for s in draft.sentences for c in s.claims]
        while todo:
            claim = todo.pop()
            if id(claim) in done:
                continue
            done.add(id(claim))
            todo += [f.claim for f in claim.fillers if f.claim is not None]
            todo += [claim.via] if claim.via is not None else []
            claim.confidence = self.of({name: SIGNS[name](claim) for name in self.weights})

    def of(self, signs: Mapping[str, float]) -> float:
        """The probability that a claim with *signs* is right."""
        total = sum(self.weights[name] * value for name, value in signs.items())
        return min(max(1 / (1 + math.exp(-total)), _BOUNDS[0]), _BOUNDS[1])


@lru_cache(maxsize=1)
def builtin() -> Calibration:
    """The weights that come with the program."""
    return Calibration(read(WEIGHTS.read_text(encoding="utf-8")))


def read(text: str) -> dict[str, float]:
    """The weight of each sign, from lines of name, weight and meaning parted by tabs; `#` starts a remark.

    Raises:
        IntegrityError: a line names no sign or no number, or a surer guess would make a claim less likely.
    """
    found: dict[str, float] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, weight = (*line.split("\t"), "")[:2]
        if name not in SIGNS:
            msg = f"{WEIGHTS.name}, line {number}: no sign {name!r}; there are: {', '.join(sorted(SIGNS))}"
            raise IntegrityError(msg)
        try:
            found[name] = float(weight)
        except ValueError as error:
            msg = f"{WEIGHTS.name}, line {number}: the weight of {name} is no number: {weight!r}"
            raise IntegrityError(msg) from error
    if not all(map(math.isfinite, found.values())) or found.get("odds", 0.0) < 0:
        msg = f"{WEIGHTS.name}: weights are finite, and that of odds is not below 0: fit them anew"
        raise IntegrityError(msg)
    return found
