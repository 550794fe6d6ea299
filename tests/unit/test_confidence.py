"""The confidence of claims: the weights, what they do to a claim, and that they come from the development half."""

from __future__ import annotations

import re

import numpy as np
import pytest

from kg.errors import IntegrityError
from kg.extract import RulesExtractor, confidence
from kg.extract.confidence import SIGNS, WEIGHTS, Calibration, builtin, read
from kg.model import Claim
from tests import corpus
from tests.eval import fit_confidence
from tests.eval.fit_confidence import Sample

NONE = dict.fromkeys(SIGNS, 0.0) | {"base": 1.0}


def claims(text: str, *without: str) -> dict[str, float]:
    extractor = RulesExtractor(without=frozenset(without))
    records = extractor.extract([corpus.document("a.txt", text)])
    return {r.type: r.confidence for r in records if isinstance(r, Claim)}


def test_the_probability_is_a_logistic_function_of_the_weighed_signs() -> None:
    made = Calibration({"base": 1.0, "holds": -1.0})
    assert made.of({"base": 1.0, "holds": 1.0}) == pytest.approx(0.5)
    assert made.of({"base": 1.0, "holds": 0.0}) == pytest.approx(0.731, abs=0.001)


@pytest.mark.parametrize(("base", "bound"), [(50.0, 0.98), (-50.0, 0.02)])
def test_no_claim_is_certain(base: float, bound: float) -> None:
    assert Calibration({"base": base}).of({"base": 1.0}) == bound


def test_a_surer_guess_never_makes_a_claim_less_likely() -> None:
    made = [builtin().of({**NONE, "odds": odds}) for odds in np.linspace(-3, 3, 25)]
    assert made == sorted(made)


def test_every_sign_has_a_weight() -> None:
    assert set(builtin().weights) == set(SIGNS)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("base\t1\nluck\t2\n", "line 2: no sign 'luck'; there are: base, guessed"),
        ("base\tmuch\n", "line 1: the weight of base is no number: 'much'"),
        ("base\n", "line 1: the weight of base is no number: ''"),
        ("odds\t-0.5\n", "not below 0"),
        ("base\tnan\n", "weights are finite"),
    ],
)
def test_weights_that_cannot_be_are_refused(text: str, words: str) -> None:
    with pytest.raises(IntegrityError, match=re.escape(words)):
        read(text)


def test_remarks_and_empty_lines_say_nothing() -> None:
    assert read("# a remark\n\nbase\t0.5\tfor every claim\n") == {"base": 0.5}


def test_without_the_layer_the_rules_own_guess_stands() -> None:
    text = "The Norwegian government banned TikTok."
    (guess,), (weighed,) = claims(text, "calibration").values(), claims(text).values()
    assert guess != weighed
    odds = np.log(guess / (1 - guess))
    assert weighed == pytest.approx(builtin().of({**NONE, "odds": odds, "several": 1.0}), abs=0.002)


def test_what_is_only_demanded_is_less_sure_than_what_happened() -> None:
    done = claims("The Norwegian government banned TikTok.")
    wanted = claims("The Norwegian government plans to ban TikTok.")
    assert wanted["Ban"] < done["Ban"]


def test_each_claim_is_weighed_once_though_another_holds_it() -> None:
    text = "Norway demanded that ByteDance sell TikTok."
    seen: list[int] = []

    def noted(claim: object) -> float:
        seen.append(id(claim))
        return 1.0

    extractor = RulesExtractor()
    before = confidence.SIGNS["base"]
    confidence.SIGNS["base"] = noted  # type: ignore[index]
    try:
        n_claims = sum(isinstance(r, Claim) for r in extractor.extract([corpus.document("a.txt", text)]))
    finally:
        confidence.SIGNS["base"] = before  # type: ignore[index]
    assert n_claims > 1
    assert len(seen) == len(set(seen))


# --- the fit


def drawn(n: int, *, seed: int = 7) -> Sample:
    """Claims whose truth follows known weights: base −0.5, odds 1, holds −2."""
    rng = np.random.default_rng(seed)
    signs = np.zeros((n, len(SIGNS)))
    names = list(SIGNS)
    signs[:, 0], signs[:, 1] = 1.0, rng.normal(0.8, 1.0, n)
    signs[:, names.index("holds")] = rng.random(n) < 0.4
    logit = -0.5 + signs[:, 1] - 2 * signs[:, names.index("holds")]
    right = (rng.random(n) < 1 / (1 + np.exp(-logit))).astype(float)
    return Sample(signs, right, np.arange(n) % 20)


def test_the_fit_finds_the_weights_that_made_the_claims() -> None:
    one = drawn(8000)
    found = dict(zip(SIGNS, fit_confidence.weights(one.signs, one.right), strict=True))
    assert found["base"] == pytest.approx(-0.5, abs=0.15)
    assert found["odds"] == pytest.approx(1.0, abs=0.15)
    assert found["holds"] == pytest.approx(-2.0, abs=0.2)
    assert found["speech"] == pytest.approx(0.0, abs=1e-6)  # never seen, so it says nothing


def test_steps_rise() -> None:
    one = drawn(200)
    given = fit_confidence.steps(one.signs, one.right)(one.signs)
    assert list(given[np.argsort(one.signs[:, 1], kind="stable")]) == sorted(given)
    assert 1 < len(set(given)) <= fit_confidence.STEPS


def test_a_document_is_judged_by_a_fit_that_has_not_seen_it() -> None:
    one = drawn(200)
    lie = Sample(one.signs, np.where(one.doc == 3, 1 - one.right, one.right), one.doc)
    honest, lied = (fit_confidence.left_out(s, fit_confidence.logistic)[3] for s in (one, lie))
    assert [c for c, _ in honest] == [c for c, _ in lied]


def test_what_is_written_can_be_read_again() -> None:
    one = drawn(300)
    fitted = fit_confidence.weights(one.signs, one.right).tolist()
    assert read(fit_confidence.written(one, fitted)) == pytest.approx(dict(zip(SIGNS, fitted, strict=True)), abs=0.001)


def test_the_weights_say_what_they_were_made_from() -> None:
    assert re.search(r"\d+ claims of which \d+ are right", WEIGHTS.read_text(encoding="utf-8"))
    assert [path.name for path in fit_confidence.FIT] == ["fit.jsonl", "later.jsonl"]
