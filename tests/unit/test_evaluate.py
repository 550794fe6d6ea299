"""Figures on small gold whose answers are counted by hand, and on the public sets where they lie beside the checkout."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from kg import jsonl
from kg.errors import DocumentError, UsageError
from kg.evaluate import Report, evaluate, read_gold, read_records, readings
from kg.evaluate.bootstrap import intervals
from kg.evaluate.confusion import confusion, matrix
from kg.evaluate.figures import NONE, Sheet
from kg.evaluate.matching import names
from kg.evaluate.misses import pick
from kg.extract import RulesExtractor
from kg.extract.rules import LAYERS
from kg.model import Arg, Claim, Document, Mention, Record, Span, Time, TimeBounds
from kg.pipeline.ingest import extract
from kg.pipeline.reading import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PUBLIC = Path(__file__).parents[3] / "shared" / "dev-gold"
TEXT = "The Dorvik Council fined Loopride in May. Loopride shut its ferry."
ORGANIZATION = ("Actor", "Organization")
SANCTION = ("Event", "Sanction", "Fine")


def at(words: str, text: str = TEXT, *, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def document(key: str = "1", text: str = TEXT) -> Document:
    return Document(id=f"d_{key}", uri=f"gold.jsonl#{key}", text=text)


def mention(words: str, leaf: str, *, nth: int = 0, types: tuple[str, ...] = ORGANIZATION, text: str = TEXT) -> Mention:
    span = at(words, text, nth=nth)
    return Mention(
        id=f"m_{span.start}_{span.end}",
        doc="d_1",
        start=span.start,
        end=span.end,
        text=words,
        form="name",
        type=types[-1],
        types=types,
        confidence=1.0,
        leaf=leaf,
        entity=leaf,
    )


COUNCIL, RIDE, AGAIN = mention("Dorvik Council", "l_a"), mention("Loopride", "l_b"), mention("Loopride", "l_b", nth=1)
FINE = Claim(
    id="c_1",
    doc="d_1",
    type="Fine",
    types=SANCTION,
    start=0,
    end=41,
    quote=TEXT[:41],
    trigger=at("fined"),
    args=(Arg(role="agent", mention=COUNCIL.id), Arg(role="target", mention=RIDE.id)),
    time=TimeBounds(start="2024-05-01", end="2024-05-31", granularity="month", basis="stated"),
)
GOLD: tuple[Record, ...] = (document(), COUNCIL, RIDE, AGAIN, FINE)


def write(path: Path, objects: Iterable[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in objects), encoding="utf-8")
    return path


def judge(folder: Path, gold: dict[str, object], found: Sequence[Record]) -> Report:
    (report,) = evaluate(read_gold(write(folder / "gold.jsonl", [gold])), readings(found), misses=20)
    return report


def judge_records(folder: Path, found: Sequence[Record], gold: Sequence[Record] = GOLD) -> Report:
    path = write(folder / "own.jsonl", (jsonl.to_dict(r) for r in gold))
    (report,) = evaluate(read_gold(path), readings(found), misses=20)
    return report


def prf(report: Report, name: str) -> tuple[float | None, float | None, float]:
    one = report.figures[name]
    return one.precision, one.recall, one.value


def test_names_count_by_exact_span_and_coarse_type_without_article(tmp_path: Path) -> None:
    council = at("The Dorvik Council")
    gold: dict[str, object] = {
        "id": "1",
        "set": "crossner",
        "text": TEXT,
        "actors": [
            {"start": council.start, "end": council.end, "type": "organisation"},
            {"start": RIDE.start, "end": RIDE.end, "type": "organisation"},
            {"start": AGAIN.start, "end": AGAIN.end, "type": "misc"},
        ],
    }
    wrong = replace(RIDE, types=("Actor", "Person"))
    report = judge(tmp_path, gold, [document(), COUNCIL, wrong, AGAIN])
    assert prf(report, "actors.typed") == (0.5, 0.5, 0.5)
    assert prf(report, "actors.span") == (1.0, 1.0, 1.0)
    assert dict(report.reasons) == {"wrong type": 1}
    assert ("ORG", "PER", 1) in report.confusion


def coded(**changes: object) -> dict[str, object]:
    gold: dict[str, object] = {
        "id": "1", "set": "plover", "text": TEXT, "event": "SANCTION", "source": ["Dorvik"], "target": ["Loopride"],
    }  # fmt: skip
    return {**gold, **changes}


def test_a_political_event_counts_by_category_source_and_target(tmp_path: Path) -> None:
    report = judge(tmp_path, coded(), GOLD)
    assert prf(report, "events.type") == prf(report, "events.triple") == (1.0, 1.0, 1.0)
    assert report.misses == ()


def test_the_wrong_direction_is_a_right_pair_and_a_wrong_triple(tmp_path: Path) -> None:
    report = judge(tmp_path, coded(source=["Loopride"], target=["Dorvik"]), GOLD)
    assert prf(report, "events.pair") == (1.0, 1.0, 1.0)
    assert prf(report, "events.triple") == (0.0, 0.0, 0.0)
    assert dict(report.reasons) == {"wrong direction": 1}


def test_an_older_category_counts_as_the_newer_one(tmp_path: Path) -> None:
    claim = replace(FINE, types=("Event", "Request", "Demand"))
    assert prf(judge(tmp_path, coded(event="DEMAND"), [*GOLD[:-1], claim]), "events.type") == (1.0, 1.0, 1.0)


def test_background_claims_and_claims_inside_others_are_left_aside(tmp_path: Path) -> None:
    outer = replace(FINE, id="c_2", types=("Event", "Communicate", "Statement"), args=(Arg(role="topic", claim="c_1"),))
    for found in ([*GOLD[:-1], replace(FINE, focus="background")], [*GOLD, outer]):
        report = judge(tmp_path, coded(), found)
        assert prf(report, "events.type") == (0.0, 0.0, 0.0)
        assert dict(report.reasons) == {"left in the background": 1}


def test_arguments_count_by_any_mention_of_the_entity(tmp_path: Path) -> None:
    span = at("fined")
    gold: dict[str, object] = {
        "id": "1",
        "set": "wikievents",
        "text": TEXT,
        "actors": [],
        "events": [
            {
                "start": span.start,
                "end": span.end,
                "type": "Justice.Sentence.Unspecified",
                "roles": [{"role": "Defendant", "start": AGAIN.start, "end": AGAIN.end}],
            },
            {"start": at("shut").start, "end": at("shut").end, "type": "Justice.Convict.X", "roles": []},
        ],
    }
    report = judge(tmp_path, gold, GOLD)
    assert prf(report, "trigger.type") == (1.0, 0.5, 2 / 3)
    assert prf(report, "args.end_to_end") == (0.5, 1.0, 2 / 3)


def test_factuality_and_times_count_up_to_where_gold_is_complete(tmp_path: Path) -> None:
    fined, may, shut = at("fined"), at("May"), at("shut")
    event: dict[str, object] = {"certainty": "CERTAIN", "polarity": "POS", "tense": "FUTURE", "type": "", "roles": []}
    gold: dict[str, object] = {
        "id": "1",
        "set": "meantime",
        "text": TEXT,
        "annotated_to": 41,
        "events": [
            {"start": fined.start, "end": fined.end, **event},
            {"start": shut.start, "end": shut.end, **event},
        ],
        "times": [{"start": may.start, "end": may.end, "type": "DATE", "value": "2024-05"}],
        "actors": [
            {"start": m.start, "end": m.end, "cluster": c, "syntax": "NAM"} for m, c in ((COUNCIL, "A"), (RIDE, "B"))
        ],
    }
    time = Time(doc="d_1", start=may.start, end=may.end, text="May", value="2024-05", basis="resolved")
    report = judge(tmp_path, gold, [document(), COUNCIL, RIDE, time, replace(FINE, realis="threatened")])
    shares = {name: report.figures[name].value for name in ("trigger.found", "factuality.uncommon", "time.value")}
    assert shares == {"trigger.found": 1.0, "factuality.uncommon": 1.0, "time.value": 1.0}
    assert prf(report, "actors.across") == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"type": "Ban"}, "wrong type"),
        ({"args": (Arg(role="agent", mention=COUNCIL.id),)}, "wrong role"),
        ({"args": (Arg(role="agent", mention=RIDE.id), Arg(role="target", mention=COUNCIL.id))}, "wrong actor"),
        ({"polarity": "neg"}, "wrong polarity"),
        ({"realis": "threatened"}, "wrong actuality"),
        ({"time": None}, "wrong time"),
        ({"trigger": at("shut")}, "not found"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_claim_that_is_wrong_in_one_respect_is_wrong_and_says_why(
    tmp_path: Path, change: dict[str, Any], reason: str
) -> None:
    report = judge_records(tmp_path, [*GOLD[:-1], replace(FINE, **change)])
    assert prf(report, "claims.right") == (0.0, 0.0, 0.0)
    assert reason in dict(report.reasons)


@pytest.mark.parametrize(
    "change",
    [{}, {"certainty": "possible"}, {"args": (Arg(role="target", mention=AGAIN.id), FINE.args[0])}],
    ids=["the same", "another certainty", "another mention of the actor"],
)
def test_a_claim_is_right_by_type_actors_polarity_actuality_and_time(tmp_path: Path, change: dict[str, Any]) -> None:
    report = judge_records(tmp_path, [*GOLD[:-1], replace(FINE, **change)])
    assert prf(report, "claims.right") == prf(report, "arguments") == (1.0, 1.0, 1.0)


def test_an_assumed_time_counts_as_none(tmp_path: Path) -> None:
    assumed = TimeBounds(start=None, end="2024-06-01", granularity="day", basis="assumed")
    gold = [*GOLD[:-1], replace(FINE, time=None)]
    report = judge_records(tmp_path, [*GOLD[:-1], replace(FINE, time=assumed)], gold)
    assert report.figures["claims.right"].value == 1.0


def test_the_speaker_counts_by_any_of_its_mentions(tmp_path: Path) -> None:
    gold = [*GOLD[:-1], replace(FINE, by=RIDE.id, evidential="attributed")]
    for by, value in ((AGAIN.id, 1.0), (COUNCIL.id, 0.0), (None, 0.0)):
        report = judge_records(tmp_path, [*GOLD[:-1], replace(FINE, by=by)], gold)
        assert report.figures["attribution.by"].value == value


def test_a_document_without_claims_counts_how_silent_it_is(tmp_path: Path) -> None:
    assert judge_records(tmp_path, GOLD, GOLD[:-1]).figures["quiet.silent"].value == 0.0
    assert judge_records(tmp_path, GOLD[:-1], GOLD[:-1]).figures["quiet.silent"].value == 1.0


def test_a_span_far_longer_than_the_name_does_not_name_it() -> None:
    assert names(Span(0, 40), Span(10, 18))
    assert not names(Span(0, 60), Span(10, 18))


def test_intervals_are_the_same_each_time_and_hold_the_figure() -> None:
    sheets = [Sheet(str(n), "") for n in range(40)]
    for n, sheet in enumerate(sheets):
        sheet.count("f", right=n % 3, extra=1, missed=n % 2)
    low, high = intervals(sheets)["f"]
    assert intervals(sheets)["f"] == (low, high) == pytest.approx((0.4918, 0.6259), abs=1e-4)


def test_rare_types_share_a_line_of_the_confusion_table() -> None:
    sheet = Sheet("1", "", confused=[("A", "A"), ("A", "A"), ("B", NONE), ("C", "A")])
    columns, lines = matrix(confusion([sheet]), limit=1)
    assert columns == ["gold \\ found", "A", "other", NONE]
    assert lines == [["A", 2, "", ""], ["other", 1, "", 1]]


def test_the_misses_shown_are_spread_over_the_reasons() -> None:
    sheet = Sheet("1", "")
    for n in range(30):
        sheet.miss("often" if n % 3 else "seldom", gold=str(n))
    shown = [m.reason for m in pick([sheet], limit=6)]
    assert shown == ["often"] * 4 + ["seldom"] * 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"set": "elsewhere", "text": "x"}\n', "there are|plover"),
        ('{"set": "plover", "text"\n', "line 1"),
        ('{"set": "crossner", "text": "x", "actors": [{"start": "0", "end": 1}]}\n', "whole numbers"),
    ],
    ids=["unknown set", "not JSON", "a span of text"],
)
def test_broken_gold_is_named_by_line(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "gold.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(DocumentError, match=words):
        read_gold(tmp_path / "gold.jsonl")


def test_a_layer_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(UsageError, match=r"'spelling'.*attribution, calibration"):
        RulesExtractor(without=frozenset({"spelling"}))


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_can_be_left_out(layer: str) -> None:
    text = 'Loopride, also known as LR, said on 3 May 2024 it may sue Norway over 40 boats. "We won’t pay," its chief said.'
    whole, part = RulesExtractor(), RulesExtractor(without=frozenset({layer}))
    assert part.version != whole.version
    assert list(part.extract([document(text=text)]))


def scorer() -> ModuleType:
    """The program that came with the public sets."""
    spec = importlib.util.spec_from_file_location("score", PUBLIC / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not PUBLIC.is_dir(), reason="the public sets are not beside this checkout (../shared/dev-gold)")
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", ["crossner", "meantime", "plover", "wikievents"])
def test_the_figures_agree_with_the_program_of_the_public_sets(tmp_path: Path, name: str) -> None:
    lines = [json.loads(line) for line in (PUBLIC / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()][::4]
    gold = write(tmp_path / f"{name}.jsonl", lines)
    records = extract([gold], metadata=Metadata(), extractor=RulesExtractor(), loader="jsonl")
    path = write(tmp_path / "records.jsonl", (jsonl.to_dict(r) for r in records))
    module = scorer()
    theirs = module.score(lines, module.read(str(path)))["figures"]
    (report,) = evaluate(read_gold(gold), read_records(path))
    ours = report.as_dict()["figures"]
    assert isinstance(ours, dict)
    assert {k: {a: b for a, b in ours[k].items() if a != "interval"} for k in theirs} == theirs
