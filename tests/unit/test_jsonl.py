from __future__ import annotations

import dataclasses
import io
import json

import pytest

from kg import jsonl
from kg.errors import DocumentError, IntegrityError
from kg.model import (
    Arg,
    Claim,
    Decision,
    Document,
    Entity,
    Fact,
    Mention,
    Quantity,
    Record,
    RoleEdge,
    Span,
    Time,
    TimeBounds,
)

DOCUMENT = Document(
    id="d_1", uri="docs.jsonl#7", text="Zoë 𝄞\u2028sold “it”.", title="T", publisher="Harbor Ledger", author="A. Reed",
    published="2024-05-02", lang="en", cites=("m_1",), pages=(0, 40), meta={"tags": ["a", {"b": None}], "n": 2.5},
)  # fmt: skip
MENTION = Mention(
    id="m_1", doc="d_1", start=0, end=3, text="Zoë", form="name", type="Person", types=("Actor", "Person"),
    confidence=0.875, leaf="l_1", entity="e_1",
)  # fmt: skip
TIME = Time(doc="d_1", start=4, end=8, text="2017", value="2017", basis="stated")
CLAIM = Claim(
    id="c_1", doc="d_1", type="Acquisition", types=("Event", "Transact", "Acquisition"), start=0, end=16,
    quote="Zoë 𝄞 sold “it”.", trigger=Span(6, 10), args=(Arg(role="agent", mention="m_1"), Arg(role="demand", claim="c_0")),
    polarity="neg", certainty="possible", realis="future", evidential="quoted", by="m_1", via="c_0", content=Span(0, 10),
    focus="background", time=TimeBounds(start="2017-01-01", end=None, granularity="year", basis="stated", text="2017", span=Span(4, 8)),
    quantities=(
        Quantity(value=1.7e6, high=2e6, unit="user", kind="count", approx=True, of="from", text="1.7m", span=Span(1, 5)),
        Quantity(value=12.5, kind="money", currency="EUR", text="€12.5", span=Span(6, 9)),
    ),
    confidence=0.8, extractor="rules", rule="Acquisition:nsubj>agent",
)  # fmt: skip
ENTITY = Entity(
    id="e_1", name="Zoë", type="Person", types=("Actor", "Person"), names=("Zoe", "Zoë"), leaves=("l_1",), wikidata="Q1",
    n_mentions=3, n_docs=2, curated=True,
)  # fmt: skip
FACT = Fact(
    id="f_1", block="b_1", type="Acquisition", types=("Event", "Transact", "Acquisition"), label="Zoë – acquisition",
    date="2017", time_start="2017-01-01", time_end="2017-12-31", time_granularity="year", time_basis="stated",
    status="disputed", n_claims=2, n_pos=1, n_neg=1, n_docs=2, n_sources=2, belief=0.93, quantity=12.5, quantity_unit="EUR",
    quantity_approx=False, claims=("c_1", "c_2"), roles=(RoleEdge(role="agent", to="e_1", n=2, docs=2),),
)  # fmt: skip
DECISION = Decision(
    id="j_1", action="different", on=("l_1", "l_2"), by="reed", at="2024-05-03T10:00:00Z", note="n", value="v", superseded=True,
)  # fmt: skip
FULL: tuple[Record, ...] = (DOCUMENT, MENTION, TIME, CLAIM, ENTITY, FACT, DECISION)
BARE: tuple[Record, ...] = (
    Document(id="d_2", uri="b.txt", text="x"),
    dataclasses.replace(MENTION, entity=None),
    dataclasses.replace(TIME, value=None),
    Claim(id="c_2", doc="d_1", type="Owns", types=("State", "Owns"), start=0, end=1, quote="x", trigger=None, args=()),
    dataclasses.replace(ENTITY, wikidata=None, curated=False),
    dataclasses.replace(
        FACT, date=None, time_start=None, time_end=None, time_granularity=None, time_basis=None, quantity=None,
        quantity_unit=None, quantity_approx=None, claims=(), roles=(),
    ),
    Decision(id="j_2", action="same", on=("l_1",), by="reed", at="2024"),
)  # fmt: skip
HEAD = jsonl.header(ontology="o", extractor="rules 0.1.0")


def again(record: Record) -> Record:
    return jsonl.from_dict(jsonl.loads(jsonl.dumps(jsonl.to_dict(record))))


def read(text: str) -> list[tuple[int, Record]]:
    return list(jsonl.read(io.StringIO(text), name="x.jsonl"))


def changed(record: Record, **fields: object) -> dict[str, object]:
    return {**jsonl.to_dict(record), **fields}


@pytest.mark.parametrize("record", [*FULL, *BARE], ids=lambda r: f"{type(r).__name__}-{getattr(r, 'id', '')}")
def test_a_record_comes_back_whole(record: Record) -> None:
    assert again(record) == record


def test_every_kind_of_record_is_tried() -> None:
    assert {jsonl.kind_of(type(r)) for r in FULL} == set(jsonl.KINDS) == {jsonl.to_dict(r)["kind"] for r in BARE}


def test_a_line_is_sorted_compact_utf8_without_line_ends() -> None:
    line = jsonl.dumps(jsonl.to_dict(DOCUMENT))
    assert json.dumps(json.loads(line), ensure_ascii=False, sort_keys=True, separators=(",", ":")) == line
    assert "Zoë 𝄞" in line
    assert "\n" not in line


def test_a_claim_has_the_form_of_the_record_page() -> None:
    obj = jsonl.to_dict(CLAIM)
    assert obj["args"] == [{"role": "agent", "mention": "m_1"}, {"role": "demand", "claim": "c_0"}]
    assert obj["trigger"] == {"start": 6, "end": 10}
    assert obj["time"] == {
        "start": "2017-01-01", "end": None, "granularity": "year", "basis": "stated", "text": "2017", "span": [4, 8],
    }  # fmt: skip
    assert isinstance(obj["quantities"], list)
    assert obj["quantities"][0] == {
        "value": 1700000, "high": 2000000, "unit": "user", "kind": "count", "currency": None, "approx": True, "of": "from",
        "text": "1.7m", "span": [1, 5],
    }  # fmt: skip


def test_a_document_tells_its_length_in_code_points() -> None:
    assert jsonl.to_dict(DOCUMENT)["length"] == 16


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.1 + 0.2, "0.3"), (1 / 3, "0.333333"), (2.0, "2"), (1e15, "1000000000000000"), (0.0000004, "0"), (-0.0, "0"), (-2.5, "-2.5"), (2 / 3e6, "1e-06")],
)  # fmt: skip
def test_numbers_have_six_digits_and_whole_ones_no_point(value: float, shown: str) -> None:
    assert json.dumps(jsonl.number(value)) == shown
    assert jsonl.dumps(jsonl.to_dict(dataclasses.replace(FACT, belief=value))).count(f'"belief":{shown},') == 1


def test_a_whole_number_is_read_as_the_float_it_stands_for() -> None:
    [claim] = [r for r in (again(dataclasses.replace(CLAIM, confidence=1.0)),) if isinstance(r, Claim)]
    assert isinstance(claim.confidence, float)
    assert isinstance(claim.quantities[0].value, float)


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999"])
def test_a_number_that_is_none_is_refused(word: str) -> None:
    with pytest.raises(DocumentError):
        jsonl.loads(f'{{"a": [{word}]}}')


@pytest.mark.parametrize("line", ['{"a": 1, "a": 1}', '{"b": {"a": 1, "a": 2}}', '{"b": [{"a": 1, "\\u0061": 2}]}'])
def test_a_key_that_stands_twice_is_refused(line: str) -> None:
    with pytest.raises(DocumentError, match="twice"):
        jsonl.loads(line)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_depth_is_bounded(opening: str, closing: str) -> None:
    def nested(depth: int) -> str:
        return f'{{"x": {opening * (depth - 2)}1{closing * (depth - 2)}}}'

    assert jsonl.loads(nested(100))
    for depth in (101, 5_000, 200_000):
        with pytest.raises(DocumentError, match="nested"):
            jsonl.loads(nested(depth))


@pytest.mark.parametrize("line", ["[]", "1", '"a"', "null", "true"])
def test_only_objects_are_records(line: str) -> None:
    with pytest.raises(DocumentError, match="not a JSON object"):
        jsonl.loads(line)


@pytest.mark.parametrize("line", ["{", '{"a": }', "{'a': 1}", '{"a": 1} x', "", '{"a": "\x01"}', "\ufeff{}"])
def test_what_is_no_json_says_where(line: str) -> None:
    with pytest.raises(DocumentError, match=r"not JSON: .* column \d+"):
        jsonl.loads(line)


def test_a_number_of_five_thousand_digits_is_refused() -> None:
    with pytest.raises(DocumentError):
        jsonl.loads(f'{{"a": {"9" * 5000}}}')


@pytest.mark.parametrize(
    "line", [r'{"text": "a\ud800b"}', r'{"\udc00": 1}', r'{"a": ["\ud800\ud800"]}', r'{"a": "\uDFFF\uD800"}']
)
def test_half_a_character_is_refused(line: str) -> None:
    with pytest.raises(DocumentError, match="surrogate"):
        jsonl.loads(line)


def test_a_character_written_as_two_escapes_is_one() -> None:
    assert jsonl.loads(r'{"a": "\ud834\udd1e", "b": "\\ud834"}') == {"a": "𝄞", "b": "\\ud834"}


WRONG: list[tuple[dict[str, object], str]] = [
    (changed(DOCUMENT, text=1), "'text'"),
    (changed(DOCUMENT, text=None), "'text'"),
    (changed(DOCUMENT, title=["a"]), "'title'"),
    (changed(DOCUMENT, cites="m_1"), "'cites'"),
    (changed(DOCUMENT, cites=[1]), "'cites'"),
    (changed(DOCUMENT, pages=["a"]), "'pages'"),
    (changed(DOCUMENT, pages=[True]), "'pages'"),
    (changed(DOCUMENT, meta=[]), "'meta'"),
    (changed(MENTION, start="0"), "'start'"),
    (changed(MENTION, start=0.5), "'start'"),
    (changed(MENTION, start=True), "'start'"),
    (changed(MENTION, start=2**63), "'start'"),
    (changed(MENTION, confidence="high"), "'confidence'"),
    (changed(MENTION, confidence=True), "'confidence'"),
    (changed(MENTION, confidence=10**400), "'confidence'"),
    (changed(MENTION, types=[None]), "'types'"),
    (changed(CLAIM, trigger=[1]), "'trigger'"),
    (changed(CLAIM, trigger=["a", "b"]), "'trigger'"),
    (changed(CLAIM, trigger=[1.5, 2]), "'trigger'"),
    (changed(CLAIM, trigger={"start": "1", "end": 2}), "'start'"),
    (changed(CLAIM, args=[{"role": 1}]), "'role'"),
    (changed(CLAIM, args=["agent"]), "'args'"),
    (changed(CLAIM, time="2017"), "'time'"),
    (changed(CLAIM, quantities=[{"value": "many"}]), "'value'"),
    (changed(FACT, roles=[{"role": "agent", "to": "e_1", "n": "2", "docs": 1}]), "'n'"),
    (changed(DECISION, superseded="yes"), "'superseded'"),
]


@pytest.mark.parametrize(("obj", "field"), WRONG, ids=[f"{o['kind']}-{f}-{n}" for n, (o, f) in enumerate(WRONG)])
def test_a_field_of_the_wrong_form_is_named(obj: dict[str, object], field: str) -> None:
    with pytest.raises(DocumentError, match=field):
        jsonl.from_dict(obj)


@pytest.mark.parametrize("record", FULL, ids=lambda r: type(r).__name__)
def test_missing_fields_are_named(record: Record) -> None:
    obj = jsonl.to_dict(record)
    gone = [f for f in ("text", "doc", "name", "label", "action") if f in obj][:1]
    for name in gone:
        del obj[name]
    with pytest.raises(DocumentError, match=f"{type(record).__name__.lower()} record lacks {gone[0]}"):
        jsonl.from_dict(obj)


@pytest.mark.parametrize("kind", ["fable", None, 3, ["document"], "header"])
def test_an_unknown_kind_lists_those_that_are_known(kind: object) -> None:
    with pytest.raises(DocumentError, match="known: claim, decision, document, entity, fact, mention, time"):
        jsonl.from_dict({"kind": kind})


def test_fields_of_a_later_version_are_left_aside() -> None:
    assert jsonl.from_dict(changed(MENTION, mood="fine")) == MENTION


def test_a_file_gives_line_numbers_and_skips_empty_lines() -> None:
    text = "\n".join([jsonl.dumps(HEAD), "", *(jsonl.dumps(jsonl.to_dict(r)) for r in (DOCUMENT, MENTION)), " "])
    assert read(text) == [(3, DOCUMENT), (4, MENTION)]


def test_a_line_separator_in_a_text_ends_no_line() -> None:
    assert read("\n".join(jsonl.lines([DOCUMENT], head=HEAD))) == [(2, DOCUMENT)]


def test_a_broken_line_is_named() -> None:
    with pytest.raises(DocumentError, match=r"x\.jsonl, line 2: .*'start'"):
        read(f"{jsonl.dumps(HEAD)}\n{jsonl.dumps(changed(MENTION, start='a'))}")


def test_the_good_lines_before_a_broken_one_are_given_first() -> None:
    rows = jsonl.read(io.StringIO(f"{jsonl.dumps(jsonl.to_dict(MENTION))}\nx"), name="x.jsonl")
    assert next(rows) == (1, MENTION)
    with pytest.raises(DocumentError, match="line 2"):
        next(rows)


@pytest.mark.parametrize("schema", [2, 99, None, "1", 0])
def test_a_header_of_another_schema_is_refused(schema: object) -> None:
    with pytest.raises(IntegrityError, match=r"x\.jsonl has schema"):
        read(jsonl.dumps({**HEAD, "schema": schema}))


def test_a_header_comes_first_and_names_schema_ontology_and_extractor() -> None:
    first = next(jsonl.lines([DOCUMENT], head=HEAD))
    assert json.loads(first) == {"kind": "header", "schema": 1, "ontology": "o", "extractor": "rules 0.1.0"}


def test_arguments_go_by_role_then_place_then_id() -> None:
    args = [
        Arg(role="object", mention="m_1"),
        Arg(role="agent", mention="m_3"),
        Arg(role="agent", mention="m_2"),
        Arg(role="agent", claim="c_1"),
    ]
    starts = {"m_1": 0, "m_2": 9, "m_3": 9, "c_1": 30}
    assert [a.filler for a in jsonl.args_in_order(args, starts)] == ["m_2", "m_3", "c_1", "m_1"]
