"""Reliability counted by hand, and which claims count as right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import jsonl
from kg.cli import cli
from kg.errors import UsageError
from kg.evaluate import evaluate, read_gold, readings
from kg.evaluate.reliability import in_words, judge, reliability, rows
from kg.evaluate.tables import believed
from kg.model import Arg, Claim, Document, Mention, Record, Span

TEXT = "Norway fined Loopride. Norway banned Hoplane."
GOLD = Path(__file__).parents[1] / "eval" / "gold"


def mention(words: str, nth: int = 0) -> Mention:
    start = TEXT.index(words) if not nth else TEXT.index(words, TEXT.index(words) + 1)
    return Mention(
        id=f"m_{start}", doc="d_1", start=start, end=start + len(words), text=words, form="name", type="Organization",
        types=("Actor", "Organization"), confidence=1.0, leaf=f"l_{words}",
    )  # fmt: skip


def claim(kind: str, trigger: str, agent: Mention, *, confidence: float = 0.8, polarity: str = "pos") -> Claim:
    start = TEXT.index(trigger)
    first = start < TEXT.index(".")
    span = Span(0, 22) if first else Span(23, len(TEXT))
    return Claim(
        id=f"c_{kind}_{start}", doc="d_1", type=kind, types=("Event", kind), start=span.start, end=span.end,
        quote=TEXT[span.start : span.end], trigger=Span(start, start + len(trigger)), polarity=polarity,
        args=(Arg(role="agent", mention=agent.id),), confidence=confidence,
    )  # fmt: skip


def document(*claims: Claim) -> list[Record]:
    names = [mention("Norway"), mention("Loopride"), mention("Norway", 1), mention("Hoplane")]
    return [Document(id="d_1", uri="gold.jsonl#1", text=TEXT), *names, *claims]


def gold(path: Path, *claims: Claim) -> Path:
    file = path / "gold.jsonl"
    file.write_text("".join(jsonl.dumps(jsonl.to_dict(r)) + "\n" for r in document(*claims)), encoding="utf-8")
    return file


FINE = claim("Fine", "fined", mention("Norway"))


def test_confidence_that_is_right_in_every_bin_has_no_error() -> None:
    found = reliability("gold", [[(0.25, i < 1) for i in range(4)], [(0.75, i < 3) for i in range(4)]])
    assert [(b.low, b.n, b.stated, b.right) for b in found.bins] == [(0.2, 4, 0.25, 0.25), (0.7, 4, 0.75, 0.75)]
    assert found.error == 0
    assert (found.n, found.right) == (8, 0.5)


def test_the_error_is_the_distance_in_each_bin_weighed_by_its_size() -> None:
    found = reliability("gold", [[(0.9, False)] * 3, [(0.5, True)]])
    assert found.error == pytest.approx(0.75 * 0.9 + 0.25 * 0.5)
    assert found.brier == pytest.approx((3 * 0.81 + 0.25) / 4)


def test_a_claim_that_is_certain_stands_in_the_last_bin() -> None:
    (found,) = reliability("gold", [[(1.0, True)]]).bins
    assert (found.low, found.high, found.n) == (0.9, 1.0, 1)


def test_the_interval_comes_from_drawing_documents_and_is_the_same_each_time() -> None:
    documents = [[(0.6, True)] * 5, [(0.6, False)] * 5, [(0.6, True), (0.6, False)]]
    found = reliability("gold", documents)
    assert found == reliability("gold", documents)
    low, high = found.interval
    assert low <= found.error <= high
    assert high == pytest.approx(0.6)  # a draw of the second document alone


def test_what_chance_alone_does_falls_with_the_number_of_claims() -> None:
    few, many = (reliability("gold", [[(0.5, i % 2 == 0) for i in range(n)]]).chance for n in (10, 1000))
    assert few == pytest.approx(0.126, abs=0.001)
    assert many == pytest.approx(few / 10)


def test_nothing_found_is_no_error() -> None:
    found = reliability("gold", [[], []])
    assert (found.n, found.error, found.bins) == (0, 0.0, ())
    assert reliability("gold", []).interval == (0.0, 0.0)


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (FINE, True),
        (claim("Ban", "fined", mention("Norway")), False),
        (claim("Fine", "fined", mention("Loopride")), False),
        (claim("Fine", "fined", mention("Norway"), polarity="neg"), False),
        (claim("Fine", "banned", mention("Norway", 1)), False),
    ],
    ids=["the same", "another type", "another actor", "denied", "another place"],
)
def test_a_claim_is_right_when_it_is_so_in_every_respect(tmp_path: Path, found: Claim, *, right: bool) -> None:
    made = judge(read_gold(gold(tmp_path, FINE)), readings(document(found)))
    assert made == {"1": [(0.8, right)]}


def test_claims_of_the_open_class_are_left_out(tmp_path: Path) -> None:
    made = judge(read_gold(gold(tmp_path, FINE)), readings(document(claim("Action", "banned", mention("Norway", 1)))))
    assert made == {"1": []}


def test_a_report_on_records_tells_how_far_confidence_can_be_believed(tmp_path: Path) -> None:
    (report,) = evaluate(read_gold(gold(tmp_path, FINE)), readings(document(FINE)))
    assert report.reliability is not None
    assert report.reliability.error == pytest.approx(0.2)
    assert json.loads(json.dumps(report.as_dict()))["reliability"]["bins"][0]["n"] == 1
    ((title, (_, lines)),) = believed([report])
    assert title.startswith("gold, confidence: expected calibration error 0.200")
    assert lines == [("0.8–0.9", 1, "0.800", "1.000"), ("all", 1, "0.800", "1.000")] == rows(report.reliability)
    assert "Brier score 0.040" in in_words(report.reliability)


def test_annotated_texts_cannot_tell_and_this_is_said() -> None:
    silent = read_gold(GOLD / "silent.jsonl")
    with pytest.raises(UsageError, match="gold that is records"):
        believed(evaluate(silent, {}))


def test_the_command_prints_the_table_when_asked(tmp_path: Path) -> None:
    path = str(gold(tmp_path, FINE))
    asked = CliRunner().invoke(cli, ["eval", path, "--records", path, "--reliability"])
    assert asked.exit_code == 0, asked.output
    assert "expected calibration error 0.200" in asked.output
    assert "calibration" not in CliRunner().invoke(cli, ["eval", path, "--records", path]).output
