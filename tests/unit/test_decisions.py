from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kg import ontology
from kg.decisions import (
    Judged,
    apply,
    check_setting,
    decision_id,
    in_force,
    is_added,
    of_claim,
    of_leaf,
    refuse_contradiction,
    text_sha,
)
from kg.decisions.anchors import found
from kg.errors import UsageError
from kg.model import Anchor, Claim, Decision, Fact, Mention, Read, Span
from tests.generated import ONTOLOGY, Reading, Statement, addition, moved, undone, world, written

SAID = Statement(
    kind="Acquisition", fillers=(("Loopride", "Company"), ("Nordvik", "Company")), by=None, time=None, polarity="pos",
    realis="actual", evidential="author", confidence=0.8, quantities=(), holds=False,
)  # fmt: skip
FIRST = written("a.txt", "Ledger", [SAID], lump=0)
SECOND = written("b.txt", "Courier", [replace(SAID, fillers=(("Hoplane", "Company"), ("Nordvik", "Company")))], lump=0)
BOTH = [FIRST, SECOND]


def read(one: Reading) -> Read:
    return one.document, one.mentions, one.claims


def leaf_of(one: Reading, name: str) -> str:
    return next(m.leaf for m in one.mentions if m.text == name)


def decision(
    action: str, on: tuple[str, ...], anchors: tuple[Anchor, ...] = (), value: str = "", *, at: str = "2025-01-01"
) -> Decision:
    made = decision_id(action, on, value, "reed", at)
    return Decision(id=made, action=action, on=on, by="reed", at=at, value=value, anchors=anchors)


def about_names(action: str, *names: tuple[Reading, str], value: str = "", at: str = "2025-01-01") -> Decision:
    on = tuple(leaf_of(r, name) for r, name in names)
    anchors = tuple(
        of_leaf(r.document, [m for m in r.mentions if m.leaf == leaf], side=n)
        for n, ((r, _), leaf) in enumerate(zip(names, on, strict=True))
    )
    return decision(action, on, anchors, value, at=at)


def about_claim(action: str, one: Reading, value: str = "", *, at: str = "2025-01-01") -> Decision:
    [claim] = one.claims
    return decision(
        action, (claim.id,), (of_claim(one.document, claim, {m.id: m for m in one.mentions}),), value, at=at
    )


def judged(*decisions: Decision, among: list[Reading] | None = None) -> Judged:
    return apply(decisions, map(read, BOTH if among is None else among), ontology=ONTOLOGY)


def fact(*decisions: Decision) -> Fact:
    """The fact of the first reading."""
    return next(f for f in world(BOTH, decisions).facts if FIRST.claims[0].id in f.claims)


def names(*decisions: Decision) -> set[str]:
    return {e.name for e in world(BOTH, decisions).entities}


# --- what decisions do


def test_the_same_is_one_entity_and_its_facts_meet() -> None:
    same = about_names("same", (FIRST, "Loopride"), (SECOND, "Hoplane"))
    assert len(world(BOTH, [same]).entities) == len(world(BOTH).entities) - 1
    assert [r.role for r in fact(same).roles] == ["agent", "object"]
    assert [r.role for r in fact().roles] == ["agent", "agent", "object"]


def test_the_different_are_two_entities_and_their_facts_part() -> None:
    different = about_names("different", (FIRST, "Nordvik"), (SECOND, "Nordvik"))
    assert len(fact().claims) == 2
    assert len(fact(different).claims) == 1
    assert len(world(BOTH, [different]).entities) == len(world(BOTH).entities) + 1


def test_a_rejected_claim_counts_no_more() -> None:
    after = fact(about_claim("reject", SECOND))
    assert after.claims == (FIRST.claims[0].id,)
    assert [r.role for r in after.roles] == ["agent", "object"]
    assert after.n_sources == 1


def test_an_accepted_claim_counts_in_full() -> None:
    assert fact(about_claim("accept", FIRST)).belief > fact().belief


@pytest.mark.parametrize(
    ("value", "field", "wanted"),
    [
        ("polarity=neg", "status", "disputed"),
        ("fact.label=a deal", "label", "a deal"),
        ("fact.status=denied", "status", "denied"),
        ("fact.date=2017-11", "date", "2017-11"),
        ("fact.date=2017-11", "time_end", "2017-11-30"),
        ("fact.date=2017/2019", "date", "2017-01-01"),
        ("fact.quantity=12.5", "quantity", 12.5),
        ("fact.quantity_unit=USD", "quantity_unit", "USD"),
    ],
)
def test_what_is_set_on_a_claim_or_a_fact_holds(value: str, field: str, wanted: object) -> None:
    assert getattr(fact(), field) != wanted
    assert getattr(fact(about_claim("set", FIRST, value)), field) == wanted


def test_a_claim_of_another_class_is_another_fact() -> None:
    after = fact(about_claim("retype", FIRST, "Fine"))
    assert (after.type, after.types, len(after.claims)) == ("Fine", ONTOLOGY.chain("Fine"), 1)


def test_what_is_set_on_an_entity_holds_and_marks_it() -> None:
    named = about_names("set", (FIRST, "Loopride"), value="name=The Loop")
    typed = about_names("retype", (FIRST, "Loopride"), value="Platform")
    linked = about_names("set", (FIRST, "Loopride"), value="wikidata=Q42")
    [entity] = [e for e in world(BOTH, [named, typed, linked]).entities if e.curated]
    assert (entity.name, entity.type, entity.types, entity.wikidata) == (
        "The Loop", "Platform", ONTOLOGY.chain("Platform"), "Q42",
    )  # fmt: skip
    assert "The Loop" in fact(named).label


def test_of_two_settings_the_later_holds() -> None:
    early = about_names("set", (FIRST, "Nordvik"), value="name=Early", at="2025-01-01")
    late = about_names("set", (SECOND, "Nordvik"), value="name=Late", at="2025-01-02")
    assert "Late" in names(early, late) & names(late, early)
    assert "Early" not in names(early, late)


def test_a_setting_on_an_entity_goes_with_its_first_leaf_when_it_is_taken_apart() -> None:
    setting = about_names("set", (FIRST, "Nordvik"), (SECOND, "Nordvik"), value="name=Once")
    apart = about_names("different", (FIRST, "Nordvik"), (SECOND, "Nordvik"))
    assert [e.name for e in world(BOTH, [setting, apart]).entities].count("Once") == 1


def test_a_claim_that_somebody_adds_is_an_ordinary_claim() -> None:
    doc = FIRST.document
    start = doc.text.index("Nordvik")
    value = {
        "type": "Fine", "start": 0, "end": len(doc.text), "polarity": "pos", "realis": "actual", "date": "2024-05-02",
        "args": [
            {"role": "agent", "start": doc.text.index("Acquisition"), "end": len(doc.text) - 2, "type": "Company"},
            {"role": "target", "start": start, "end": start + 7, "type": "Company"},
        ],
    }  # fmt: skip
    anchor = Anchor(sha=text_sha(doc.text), uri=doc.uri, type="Fine", start=0, end=len(doc.text), quote=doc.text)
    add = decision("add", ("c_x",), (anchor,), json.dumps(value))
    computed = world(BOTH, [add])
    [claim], [mention] = computed.claims, computed.mentions
    assert (claim.extractor, claim.quote, claim.confidence, claim.doc) == ("human", doc.text, 1.0, doc.id)
    assert is_added(claim)
    assert is_added(mention)
    assert not any(is_added(one) for one in FIRST.mentions)
    assert not is_added(FIRST.claims[0])
    [made] = [f for f in computed.facts if claim.id in f.claims]
    assert (made.type, made.date, sorted(r.role for r in made.roles)) == ("Fine", "2024-05-02", ["agent", "target"])
    assert world(BOTH, undone(add)).claims == ()


def test_what_people_added_can_be_rejected() -> None:
    import random

    add = addition(random.Random(1), [FIRST], 1)  # noqa: S311 - an example
    assert add is not None
    [claim] = world(BOTH, [add]).claims
    anchor = of_claim(FIRST.document, claim, {m.id: m for m in FIRST.mentions})
    reject = decision("reject", (claim.id,), (anchor,), at="2024-01-01")
    assert judged(add, reject).rejected == {claim.id}


def test_only_decisions_in_force_count_in_the_order_in_which_they_were_made() -> None:
    one, two = about_claim("reject", FIRST, at="2025-01-02"), about_claim("accept", FIRST, at="2025-01-01")
    assert in_force([one, two, *undone(about_claim("reject", SECOND))]) == [two, one]


# --- found again


def test_a_claim_is_found_in_a_moved_document() -> None:
    elsewhere = moved(FIRST, "new/a.txt")
    assert judged(about_claim("reject", FIRST), among=[elsewhere, SECOND]).rejected == {elsewhere.claims[0].id}


def test_a_leaf_is_found_in_a_moved_document() -> None:
    elsewhere = moved(FIRST, "new/a.txt")
    here = judged(about_names("set", (FIRST, "Nordvik"), value="name=x"), among=[elsewhere])
    assert set(here.entities) == {leaf_of(elsewhere, "Nordvik")}


def anchor_at(start: int, end: int, *args: str, type_: str = "Acquisition", uri: str = "a.txt") -> Anchor:
    return Anchor(
        sha=text_sha(FIRST.document.text), uri=uri, type=type_, start=start, end=end, quote="", args=tuple(sorted(args))
    )


TRIGGER = FIRST.claims[0].trigger or Span(0, 0)


@pytest.mark.parametrize(
    ("by", "type_", "hits"),
    [(0, "Acquisition", 1), (3, "Acquisition", 1), (5, "Acquisition", 0), (0, "Fine", 0)],
)
def test_a_claim_is_found_at_half_the_span_and_by_its_class(by: int, type_: str, hits: int) -> None:
    anchor = anchor_at(TRIGGER.start + by, TRIGGER.end + by, type_=type_)
    assert found(anchor, [read(FIRST)], claim=True) == (FIRST.claims[0].id if hits else None)


def test_claims_on_one_word_are_told_apart_by_their_roles() -> None:
    [claim] = FIRST.claims
    other = replace(claim, id="c_other", args=claim.args[:1])
    both: Read = (FIRST.document, FIRST.mentions, [claim, other])
    full, part = ("agent: Loopride", "object: Nordvik"), ("agent: Loopride",)
    assert found(anchor_at(TRIGGER.start, TRIGGER.end, *full), [both], claim=True) == claim.id
    assert found(anchor_at(TRIGGER.start, TRIGGER.end, *part), [both], claim=True) == "c_other"
    twin: Read = (FIRST.document, FIRST.mentions, [claim, replace(claim, id="c_twin")])
    assert found(anchor_at(TRIGGER.start, TRIGGER.end, *full), [twin], claim=True) is None


def test_of_two_copies_the_one_at_the_address_is_meant_then_the_one_with_the_file_name() -> None:
    copies = [read(moved(FIRST, uri)) for uri in ("x/z.txt", "y/a.txt", "a.txt")]
    claims = {doc.uri: claims[0].id for doc, _, claims in copies}
    anchor = anchor_at(TRIGGER.start, TRIGGER.end)
    assert found(anchor, copies, claim=True) == claims["a.txt"]
    assert found(anchor, copies[:2], claim=True) == claims["y/a.txt"]


def test_what_is_about_a_text_that_is_gone_is_orphaned() -> None:
    decisions = (
        about_claim("reject", FIRST),
        about_names("same", (FIRST, "Loopride"), (SECOND, "Hoplane")),
        about_names("set", (FIRST, "Loopride"), value="name=x"),
        about_claim("accept", SECOND),
    )
    assert {d.id for d in judged(*decisions, among=[SECOND]).orphaned} == {d.id for d in decisions[:3]}
    assert judged(*decisions).orphaned == ()


def test_what_is_said_of_several_lives_while_one_of_each_side_does() -> None:
    same = about_names("same", (FIRST, "Loopride"), (SECOND, "Hoplane"), (SECOND, "Nordvik"))
    assert judged(same, among=[SECOND]).orphaned == ()


# --- what is refused


@pytest.mark.parametrize(
    ("kind", "key", "value", "words"),
    [
        ("entity", "polarity", "neg", r"on an entity; there are: name, type, wikidata"),
        ("fact", "polarity", "neg", "on a fact"),
        ("claim", "name", "x", "on a claim"),
        ("claim", "polarity", "no", "'no' is no polarity; there are: pos, neg"),
        ("claim", "realis", "x", "is no realis"),
        ("fact", "status", "x", "is no status"),
        ("fact", "date", "yesterday", "is no date"),
        ("fact", "quantity", "many", "is no number"),
        ("fact", "label", " ", "label is empty"),
        ("entity", "name", "", "name is empty"),
        ("entity", "wikidata", "42", "is no Wikidata number"),
        ("entity", "type", "Acquisition", "no class of an entity"),
        ("entity", "type", "Compan", "near: Company"),
        ("fact", "type", "Company", "no class of a fact"),
        ("claim", "type", "Event", "no class of a claim"),
    ],
)
def test_a_setting_without_sense_is_refused(kind: str, key: str, value: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        check_setting(kind, key, value, ontology=ontology.load())


def test_every_setting_that_has_sense_is_taken() -> None:
    for kind, key, value in (
        ("entity", "type", "Company"), ("entity", "wikidata", ""), ("fact", "date", "2017-11"),
        ("claim", "type", "Acquisition"), ("claim", "type", "Owns"), ("fact", "quantity", "-3.5"),
    ):  # fmt: skip
        check_setting(kind, key, value, ontology=ontology.load())


SAME = about_names("same", (FIRST, "Loopride"), (SECOND, "Hoplane"))
DIFFERENT = about_names("different", (FIRST, "Loopride"), (SECOND, "Hoplane"))


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (SAME, [DIFFERENT]),
        (DIFFERENT, [SAME]),
        (about_claim("reject", FIRST), [about_claim("accept", FIRST)]),
        (about_claim("accept", FIRST), [about_claim("reject", FIRST)]),
        (about_claim("set", FIRST, "polarity=neg"), [about_claim("set", FIRST, "polarity=pos")]),
        (about_claim("retype", FIRST, "Fine"), [about_claim("retype", FIRST, "Ban")]),
        (
            about_names("different", (FIRST, "Loopride"), (SECOND, "Nordvik")),
            [SAME, about_names("same", (SECOND, "Hoplane"), (SECOND, "Nordvik"))],
        ),
    ],
    ids=lambda x: x.action if isinstance(x, Decision) else "",
)
def test_a_contradiction_is_refused_and_names_the_way_out(new: Decision, old: list[Decision]) -> None:
    with pytest.raises(UsageError, match=rf"by reed on 2025-01-01 \(j_\w+\).*kg undo {old[-1].id[:2]}"):
        refuse_contradiction(new, old, judged(*old))


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (SAME, [about_names("different", (FIRST, "Nordvik"), (SECOND, "Hoplane"))]),
        (about_claim("reject", FIRST), [about_claim("accept", SECOND)]),
        (about_claim("set", FIRST, "polarity=neg"), [about_claim("set", FIRST, "realis=future")]),
        (about_claim("set", FIRST, "polarity=neg"), [about_claim("set", FIRST, "polarity=neg")]),
    ],
)
def test_what_contradicts_nothing_is_taken(new: Decision, old: list[Decision]) -> None:
    refuse_contradiction(new, old, judged(*old))


def test_an_id_is_that_of_the_judgement_its_author_and_its_time() -> None:
    parts = ("reject", ["c_1"], "", "reed", "2025")
    every = {decision_id(*parts)} | {
        decision_id(*p) for p in (
            ("accept", *parts[1:]), ("reject", ["c_2"], "", "reed", "2025"), ("reject", ["c_1"], "x", "reed", "2025"),
            ("reject", ["c_1"], "", "rees", "2025"), ("reject", ["c_1"], "", "reed", "2026"),
        )
    }  # fmt: skip
    assert len(every) == 6
    assert all(i.startswith("j_") for i in every)


def test_mentions_and_claims_of_programs_are_not_taken_for_peoples() -> None:
    mention = Mention(
        id="m_1", doc="d_1", start=0, end=1, text="x", form="name", type="Actor", types=("Actor",), confidence=1.0, leaf="l_1"
    )  # fmt: skip
    claim = Claim(
        id="c_1", doc="d_1", type="Owns", types=("State", "Owns"), start=0, end=1, quote="x", trigger=None, args=(),
        extractor="human", rule="by hand",
    )  # fmt: skip
    assert not is_added(mention)
    assert not is_added(claim)
