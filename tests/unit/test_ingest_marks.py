from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from kg import ids, registry
from kg.model import Arg, Claim, Document, Evidence, Mention, Record, Rejected
from kg.pipeline import ingest
from kg.pipeline.ingest import Marks, Report, extract, in_parts
from kg.pipeline.reading import File, Metadata
from kg.pipeline.sure import inner_first, sure, sure_records
from tests import corpus

DOC = Document(id="d_1", uri="a.txt", text="x" * 100)
MARKS = Marks("rules", "1", "o")
LIMIT = ingest._ROWS


def mention(number: int) -> Mention:
    return Mention(
        id=f"m_{number:05}", doc="d_1", start=number, end=number + 1, text="x", form="name", type="Actor",
        types=("Actor",), confidence=1.0, leaf="l_1",
    )  # fmt: skip


def claim(number: int, *holds: int, start: int = 0, confidence: float = 1.0) -> Claim:
    return Claim(
        id=f"c_{number:05}", doc="d_1", type="Demand", types=("Event", "Demand"), start=start, end=start + 1, quote="x",
        trigger=None, args=tuple(Arg(role="demand", claim=f"c_{h:05}") for h in holds), confidence=confidence,
    )  # fmt: skip


def evidence(*claims: Claim, mentions: int = 0) -> Evidence:
    return Evidence(
        document=DOC, mentions=tuple(map(mention, range(mentions))), claims=claims, done="done", source="source"
    )


def numbers(claims: list[Claim] | tuple[Claim, ...]) -> list[int]:
    return [int(c.id[2:]) for c in claims]


# --- marks


@pytest.fixture
def file(tmp_path: Path) -> File:
    path = tmp_path / "a.txt"
    path.write_text("Text.", encoding="utf-8")
    return File(path, "a.txt", registry.loader("text"))


def test_a_file_mark_changes_with_all_it_depends_on_and_nothing_else(file: File, tmp_path: Path) -> None:
    mark = MARKS.of_file(file, Metadata())
    moved = tmp_path / "elsewhere.txt"
    moved.write_text("Text.", encoding="utf-8")
    assert MARKS.of_file(replace(file, path=moved), Metadata()) == mark
    changed = [
        MARKS.of_file(replace(file, uri="b.txt"), Metadata()),
        MARKS.of_file(replace(file, loader=registry.loader("markdown")), Metadata()),
        MARKS.of_file(file, Metadata(published="2024")),
        MARKS.of_file(file, Metadata(publisher="2024")),
        MARKS.of_file(file, Metadata(title="2024")),
        Marks("other", "1", "o").of_file(file, Metadata()),
        Marks("rules", "2", "o").of_file(file, Metadata()),
        Marks("rules", "1", "p").of_file(file, Metadata()),
    ]
    file.path.write_text("Text!", encoding="utf-8")
    changed.append(MARKS.of_file(file, Metadata()))
    assert len({mark, *changed}) == 10


def test_a_document_mark_changes_with_all_it_depends_on() -> None:
    fields = {"title": "x", "publisher": "x", "author": "x", "published": "x", "lang": "x", "meta": {"a": 1}}
    changed = [replace(DOC, id="d_2"), *(replace(DOC, **{k: v}) for k, v in fields.items())]  # type: ignore[arg-type]
    marks = [MARKS.of_document(d) for d in (DOC, *changed)]
    marks += [Marks(*parts).of_document(DOC) for parts in (("r", "1", "o"), ("rules", "2", "o"), ("rules", "1", "p"))]
    assert len(set(marks)) == len(marks)


def test_a_document_mark_does_not_depend_on_the_order_of_its_fields() -> None:
    one, other = replace(DOC, meta={"a": 1, "b": 2}), replace(DOC, meta={"b": 2, "a": 1})
    assert MARKS.of_document(one) == MARKS.of_document(other)


def test_the_header_names_ontology_and_extractor() -> None:
    assert MARKS.header == ("o", "rules 1")


# --- parts of a large document


def test_a_small_document_in_parts_still_adds_up() -> None:
    whole = evidence(claim(1), claim(2, 1), mentions=3)
    parts = list(in_parts(whole))
    assert [m for p in parts for m in p.mentions] == list(whole.mentions)
    assert sorted(numbers([c for p in parts for c in p.claims])) == [1, 2]


@pytest.mark.parametrize(
    ("mentions", "claims"), [(0, 0), (1, 0), (0, 1), (LIMIT, 1), (LIMIT + 1, 0), (0, LIMIT + 1), (LIMIT + 1, 2 * LIMIT)]
)
def test_parts_are_small_and_only_the_last_one_is_marked(mentions: int, claims: int) -> None:
    whole = evidence(*map(claim, range(claims)), mentions=mentions)
    parts = list(in_parts(whole))
    assert all(len(p.mentions) + len(p.claims) <= LIMIT for p in parts)
    assert sum(len(p.mentions) for p in parts) == mentions
    assert sum(len(p.claims) for p in parts) == claims
    assert [(p.done, p.source) for p in parts] == [*[("", None)] * (len(parts) - 1), ("done", "source")]
    assert [p.adds for p in parts] == [False, *[True] * (len(parts) - 1)]
    assert all(p.document == DOC for p in parts)


def test_mentions_come_before_the_claims_that_need_them() -> None:
    parts = list(in_parts(evidence(*map(claim, range(LIMIT + 1)), mentions=LIMIT + 1)))
    kinds = [("m" if p.mentions else "") + ("c" if p.claims else "") for p in parts]
    assert kinds == ["m", "m", "c", "c", ""]


# --- inner claims first


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))), ids=str)
def test_a_claim_comes_after_the_claims_it_holds(order: tuple[int, ...]) -> None:
    claims = [claim(0, 1, 2), claim(1, 3), claim(2, 3), claim(3)]
    placed = numbers(inner_first([claims[i] for i in order]))
    assert sorted(placed) == [0, 1, 2, 3]
    assert placed.index(3) < min(placed.index(1), placed.index(2))
    assert placed.index(0) == 3


def test_claims_that_hold_none_keep_their_order() -> None:
    assert numbers(inner_first([claim(3), claim(1), claim(2)])) == [3, 1, 2]


def test_a_claim_that_is_not_there_holds_nobody_up() -> None:
    assert numbers(inner_first([claim(2, 99), claim(1)])) == [2, 1]


def test_a_long_chain_is_no_trouble() -> None:
    chain = [claim(n, n + 1) for n in range(3000)]
    assert numbers(inner_first([*chain, claim(3000)])) == list(range(3000, -1, -1))


def test_claims_that_hold_each_other_come_to_an_end() -> None:
    assert numbers(inner_first([claim(1, 2), claim(2, 1)])) == [2, 1]
    assert numbers(inner_first([claim(1, 1)])) == [1]
    assert sorted(numbers(inner_first([claim(1, 2), claim(2, 3), claim(3, 1), claim(4, 1)]))) == [1, 2, 3, 4]


# --- minimum confidence


def test_a_claim_that_holds_nothing_but_what_was_dropped_goes_too() -> None:
    claims = [claim(0, 1), claim(1, 2), claim(2, confidence=0.3), claim(3), claim(4, 3)]
    assert numbers(sure(claims, at_least=0.5)) == [3, 4]


def test_a_role_whose_claim_was_dropped_stays_empty_and_the_claim_gets_the_id_of_what_is_left() -> None:
    who = Arg(role="agent", mention="m_00001")
    inner, other = claim(2, confidence=0.3), claim(3, 1)
    outer = replace(claim(1, 2), args=(who, *claim(1, 2).args))
    (left, above) = sure([inner, outer, other], at_least=0.5)
    assert left.args == (who,)
    assert left.id == ids.claim_id("d_1", "Demand", None, [who], "pos", None)
    assert above.args == (Arg(role="demand", claim=left.id),)  # what holds it follows


def test_what_is_sure_stays_as_it_is() -> None:
    claims = (claim(0, 1), claim(1), claim(2, 99, confidence=0.5), claim(3))
    assert sure(claims, at_least=0.5) == claims
    assert sure(claims, at_least=0.0) == claims
    assert sure((claim(1, 2), claim(2, 1)), at_least=0.5) == (claim(1, 2), claim(2, 1))


def test_a_claim_whose_statement_was_dropped_does_not_point_at_it() -> None:
    statement = claim(1, confidence=0.3)
    content = replace(claim(2), via=claim(1).id, by="m_00001", evidential="attributed")
    assert sure([statement, content], at_least=0.5) == (replace(content, via=None),)


def test_extract_leaves_out_what_is_not_sure_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "The Norwegian government banned TikTok. The Norwegian government plans to ban TikTok."
    Path("a.txt").write_text(text, encoding="utf-8")
    everything, some = (
        [c for c in extract([Path("a.txt")], metadata=Metadata(), extractor=corpus.extractor(), min_confidence=least)
         if isinstance(c, Claim)]
        for least in (0.0, 0.7)
    )  # fmt: skip
    assert [c for c in everything if c.confidence >= 0.7] == some
    assert 0 < len(some) < len(everything)


def test_each_document_keeps_its_own_sure_claims() -> None:
    other = replace(DOC, id="d_2")
    records: list[Record] = [DOC, mention(1), claim(1), claim(2, confidence=0.3), other, replace(claim(1), doc="d_2")]
    assert list(sure_records(records, at_least=0.5)) == [records[0], records[1], records[2], *records[4:]]


# --- extract


def test_extract_gives_documents_in_order_of_address_and_reports_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("b.txt", "Loopride bought Nordvik."),
        ("a.txt", "Nothing here."),
        ("c.txt", " "),
        ("d.exe", "x"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = Report()
    found = list(extract([Path()], metadata=Metadata(), extractor=corpus.extractor(), report=report))
    assert [r.uri for r in found if isinstance(r, Document)] == ["a.txt", "b.txt"]
    assert [r.type for r in found if isinstance(r, Claim)] == ["Acquisition"]
    assert report.stored == 2
    assert report.rejected == [Rejected(uri="c.txt", reason="is empty")]
    assert [s.uri for s in report.skipped] == ["d.exe"]


def test_another_threshold_is_another_mark() -> None:
    doc = corpus.document("a.txt", "Loopride bought Nordvik.")
    loose, strict = Marks("rules", "1", "o"), Marks("rules", "1", "o", 0.6)
    assert loose.of_document(doc) != strict.of_document(doc)


def test_a_file_that_cannot_be_opened_has_a_mark_that_nothing_reaches(tmp_path: Path) -> None:
    gone = File(tmp_path / "gone.txt", "gone.txt", registry.loader("text"))
    made = MARKS.of_file(gone, Metadata())
    assert made == MARKS.of_file(gone, Metadata())
    (tmp_path / "gone.txt").write_text("here again", encoding="utf-8")
    assert MARKS.of_file(gone, Metadata()) != made


def test_another_map_of_columns_is_another_mark(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("body\nText.\n", encoding="utf-8")
    file = File(tmp_path / "a.csv", "a.csv", registry.loader("csv"))
    marks = {MARKS.of_file(file, Metadata(columns=c)) for c in ((), (("text", "body"),), (("text", "b"), ("x", "ody")))}
    assert len(marks) == 3
