"""Decisions on real stores: what hypothesis makes up, and what people do at the desk."""

from __future__ import annotations

import io
import json
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from kg import jsonl
from kg.decisions import decision_id
from kg.errors import NotFoundError, UsageError
from kg.export import lines, lines_with_history
from kg.model import Decision, Delta, Document
from kg.pipeline.adding import Draft, drafted
from kg.pipeline.deciding import Author, Desk
from kg.pipeline.exchange import lines as decision_lines
from kg.pipeline.exchange import take
from kg.pipeline.explaining import Explaining
from kg.pipeline.forgetting import chosen, forget, preview
from kg.pipeline.importing import import_records
from kg.pipeline.world import STALE, sync
from kg.query.disputes import found as disputes
from tests.generated import GAZETTEER, ONTOLOGY, Reading, Statement, decided, evidence, exported, moved, undone, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.store.graph import GraphStore

EXAMPLES = int(os.environ.get("KG_EXAMPLES_STORE", "4"))
REED = Author(by="reed", at="2025-01-01T00:00:00Z", note="because")


def empty(store: GraphStore) -> None:
    """Take all out but the constraints."""
    store.prepare()
    store.apply(Delta(forget=tuple(r.id for r in store.records() if isinstance(r, Document)), world=STALE))
    settle(store)
    store.connection.run("MATCH (n:Decision) DETACH DELETE n")


def settle(store: GraphStore) -> None:
    sync(store, ontology=ONTOLOGY, gazetteer=GAZETTEER)


def fill(store: GraphStore, found: Iterable[Reading], decisions: Sequence[Decision] = ()) -> None:
    store.prepare()
    batch = tuple(evidence(r) for r in found)
    store.apply(Delta(evidence=batch, decisions=tuple(decisions), world=STALE, header=("o", "x")))
    settle(store)


@settings(
    max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(decided())
def test_decisions_are_kept_undone_and_moved_byte_for_byte(
    store: GraphStore, made: tuple[list[Reading], list[Decision]]
) -> None:
    found, decisions = made
    empty(store)
    fill(store, found)
    before = list(lines(store))
    assert before == exported(found)
    store.apply(Delta(decisions=tuple(decisions), world=STALE))
    settle(store)
    after = list(lines(store))
    assert after == exported(found, decisions)
    fill(store, found)
    assert list(lines(store)) == after, "read again, the decisions stay"
    gone = found[0]
    forget(store, [(gone.document.id, gone.document.uri)], ontology=ONTOLOGY, gazetteer=GAZETTEER)
    assert list(lines(store)) == exported(found[1:], decisions), "as if it had never been there"
    fill(store, [gone])
    assert list(lines(store)) == after
    empty(store)
    import_records(store, after, name="x", ontology=ONTOLOGY, gazetteer=GAZETTEER)
    assert list(lines(store)) == after, "out and in again"
    store.apply(Delta(decisions=tuple(u for d in decisions for u in undone(d)), world=STALE))
    settle(store)
    assert list(lines(store)) == before


# --- at the desk

SAID = Statement(
    kind="Acquisition", fillers=(("Loopride", "Company"), ("Nordvik", "Company")), by=None, time=None, polarity="pos",
    realis="actual", evidential="author", confidence=0.8, quantities=(), holds=False,
)  # fmt: skip


def said(uri: str, publisher: str, buyer: str) -> Reading:
    one = Statement(
        **{f: getattr(SAID, f) for f in SAID.__slots__} | {"fillers": ((buyer, "Company"), SAID.fillers[1])}
    )
    return written(uri, publisher, [one], lump=0)


BOTH = [said("a.txt", "Ledger", "Loopride"), said("b.txt", "Courier", "Hoplane")]


@pytest.fixture
def desk(store: GraphStore) -> Desk:
    fill(store, BOTH)
    return Desk(store, ONTOLOGY, GAZETTEER)


def names(desk: Desk) -> set[str]:
    desk.finish()
    return {e.name for e in desk.store.world()[0]}


def test_the_same_and_back(desk: Desk) -> None:
    before = list(lines(desk.store))
    made, new = desk.judge("same", ["Loopride", "hoplane"], REED)
    assert new
    assert (made.by, made.at, made.note, [a.quote for a in made.anchors]) == (
        "reed",
        REED.at,
        "because",
        ["Loopride", "Hoplane"],
    )
    assert len(names(desk)) == 2
    assert (
        desk.judge("same", ["Loopride", "Hoplane"] if "Loopride" in names(desk) else ["Hoplane"] * 2, REED)[1] is False
    )
    desk.undo(made.id, REED)
    desk.finish()
    assert list(lines(desk.store)) == before
    assert [d.action for d in desk.store.decisions() if d.superseded and d.action != "undo"] == ["same"]


def test_names_of_one_entity_are_taken_apart_by_documents(desk: Desk) -> None:
    fill(desk.store, [said("c.txt", "Wire", "LOOPRIDE INC.")])
    assert len(names(desk)) == 3
    leaves = sorted(
        {
            m.leaf
            for r in [BOTH[0], said("c.txt", "Wire", "LOOPRIDE INC.")]
            for m in r.mentions
            if "oop" in m.text.lower()
        }
    )
    desk.judge("different", leaves, REED)
    desk.finish()
    assert len(desk.store.world()[0]) == 4


def test_a_claim_rejected_settles_a_dispute(desk: Desk) -> None:
    [dispute] = disputes(desk.store, ontology=ONTOLOGY)
    assert (dispute["kind"], dispute["about"]) == ("role", "agent")
    assert {s["says"] for s in dispute["sides"]} == {"Loopride", "Hoplane"}
    sources = [(c["quote"], c["publisher"]) for s in dispute["sides"] for c in s["claims"]]
    assert sorted(sources) == [("Hoplane Nordvik Acquisition.", "Courier"), ("Loopride Nordvik Acquisition.", "Ledger")]
    desk.judge("reject", [dispute["sides"][0]["claims"][0]["id"]], REED)
    desk.finish()
    assert list(disputes(desk.store, ontology=ONTOLOGY)) == []


def test_a_denial_is_a_dispute_by_a_persons_correction(desk: Desk) -> None:
    desk.set(BOTH[0].claims[0].id, "polarity", "neg", REED)
    desk.finish()
    [dispute] = disputes(desk.store, ontology=ONTOLOGY, about="Nordvik")
    assert dispute["kind"] == "polarity"
    assert [c["publisher"] for c in dispute["sides"][1]["claims"]] == ["Ledger"]
    assert list(disputes(desk.store, ontology=ONTOLOGY, about=dispute["fact"])) == [dispute]
    with pytest.raises(NotFoundError, match="nothing is called 'Nobody'"):
        list(disputes(desk.store, ontology=ONTOLOGY, about="Nobody"))


def test_an_entity_and_a_fact_are_set_by_name_and_id(desk: Desk) -> None:
    desk.set("Nordvik", "name", "Nordvik Lines", REED)
    desk.set("Loopride", "type", "Platform", REED)
    fact = desk.store.world()[1][0].id
    desk.set(fact, "date", "2019-05", REED)
    assert "Nordvik Lines" in names(desk)
    entities, facts = desk.store.world()
    assert {e.type for e in entities if e.name == "Loopride"} == {"Platform"}
    assert [f.date for f in facts] == ["2019-05"]


def draft(**fields: object) -> Draft:
    given = {
        "type": "Fine",
        "document": "a.txt",
        "quote": "Loopride Nordvik Acquisition.",
        "args": ("agent=Loopride", "target=Acquisition:Company"),
    }
    return Draft(**(given | fields))  # type: ignore[arg-type]


def test_a_claim_is_added_read_again_and_taken_back(desk: Desk) -> None:
    before = list(lines(desk.store))
    made, _ = desk.add(drafted(desk.store, draft(trigger="Acquisition", date="2024"), REED, ontology=ONTOLOGY))
    desk.finish()
    after = list(lines(desk.store))
    claim = next(json.loads(x) for x in after if made.on[0] in x and '"kind":"claim"' in x)
    assert (claim["extractor"], claim["quote"], claim["time"]["start"]) == (
        "human",
        "Loopride Nordvik Acquisition.",
        "2024-01-01",
    )
    fill(desk.store, BOTH)
    assert list(lines(desk.store)) == after
    desk.undo(made.id, REED)
    desk.finish()
    assert list(lines(desk.store)) == before


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"quote": "Never said."}, "does not stand in a.txt"),
        ({"document": "z.txt"}, "no document 'z.txt'"),
        ({"type": "Nonsense"}, "'Nonsense' is no class"),
        ({"args": ("buyer=Loopride",)}, "fills no role of Fine"),
        ({"args": ("agent=Nobody",)}, "'Nobody' does not stand in"),
        ({"args": ("agent=Acquisition",)}, "say what 'Acquisition' is"),
        ({"args": ()}, "needs somebody"),
        ({"trigger": "fined"}, "does not stand in the quote"),
        ({"polarity": "no"}, "is no polarity"),
        ({"date": "then"}, "is no date"),
    ],
)
def test_a_claim_that_no_document_makes_is_refused(desk: Desk, fields: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        drafted(desk.store, draft(**fields), REED, ontology=ONTOLOGY)


def test_wrong_use_of_the_desk_is_refused_in_words(desk: Desk) -> None:
    claim, fact = BOTH[0].claims[0].id, desk.store.world()[1][0].id
    for action, terms, words in (
        ("same", ["Loopride", "Nobody"], "nothing is called 'Nobody'"),
        ("same", ["Loopride", "loopride"], "are one already"),
        ("same", ["Loopride", BOTH[0].mentions[0].leaf], "are one already"),
        ("different", ["Loopride", "e_none"], "nothing is called 'e_none'"),
        ("different", [BOTH[0].mentions[0].leaf] * 2, "one thing in one document"),
        ("reject", ["Loopride"], "takes the ids of claims"),
        ("reject", [fact], "takes the ids of claims"),
        ("reject", ["c_none"], "no claim has the id c_none"),
        ("same", [claim, "Loopride"], "takes actors, places or things"),
    ):
        with pytest.raises(UsageError, match=words):
            desk.judge(action, terms, REED)
    made, _ = desk.judge("reject", [claim], REED)
    with pytest.raises(UsageError, match=rf"was rejected by reed on .*kg undo {made.id}"):
        desk.judge("accept", [claim], REED)
    desk.undo(made.id, REED)
    with pytest.raises(UsageError, match="is undone already"):
        desk.undo(made.id, REED)
    with pytest.raises(NotFoundError, match="no decision has the id 'j_none'"):
        desk.undo("j_none", REED)
    with pytest.raises(UsageError, match="is itself an undoing"):
        desk.undo(decision_id("undo", [made.id], "", REED.by, REED.at), REED)


def test_decisions_go_to_another_store_by_their_texts(desk: Desk) -> None:
    desk.judge("same", ["Loopride", "Hoplane"], REED)
    desk.judge("reject", [BOTH[0].claims[0].id], REED)
    desk.finish()
    out = list(decision_lines(desk.store, [d for d in desk.store.decisions() if not d.superseded]))
    empty(desk.store)
    fill(desk.store, [moved(r, f"new/{r.document.uri}") for r in BOTH])
    desk = Desk(desk.store, ONTOLOGY, GAZETTEER)
    taken = take(desk, out, name="x", author=REED)
    assert (len(taken.new), taken.known, taken.rejected) == (2, 0, [])
    computed = desk.finish()
    assert computed is not None
    assert computed.orphaned == ()
    assert len(computed.entities) == 2
    assert take(desk, out, name="x", author=REED).known == 2


def test_a_contradiction_in_a_file_is_refused_by_line(desk: Desk) -> None:
    same, _ = desk.judge("same", ["Loopride", "Hoplane"], REED)
    out = list(decision_lines(desk.store, [same]))
    desk.undo(same.id, REED)
    fresh = Desk(desk.store, ONTOLOGY, GAZETTEER)
    fresh.judge("different", ["Loopride", "Hoplane"], REED)
    again = [jsonl.loads(out[1]) | {"by": "ines"}]
    again[0]["id"] = decision_id("same", same.on, "", "ines", REED.at)
    taken = take(fresh, map(json.dumps, again), name="x", author=REED)
    assert taken.new == []
    assert "are different was said by reed" in taken.rejected[0].reason


def test_lines_without_ids_are_decided_on_arrival(desk: Desk) -> None:
    ids = sorted(e.id for e in desk.store.world()[0] if e.name != "Nordvik")
    given = [
        {"kind": "decision", "action": "same", "on": ids},
        {"action": "reject", "on": [BOTH[0].claims[0].id], "by": "explorer", "note": "wrong"},
        {"action": "set", "on": ["Nordvik"], "value": "name=N"},
        {"action": "reject", "on": ["c_none"]},
        {"action": "same", "on": "e_1"},
        {"action": "same", "on": ids, "colour": "red"},
        {"action": "eat", "on": ids},
    ]
    taken = take(desk, map(json.dumps, given), name="d.jsonl", author=REED)
    assert [(d.action, d.by) for d in taken.new] == [("same", "reed"), ("reject", "explorer"), ("set", "reed")]
    reasons = [r.reason for r in taken.rejected]
    assert [r.split(":")[0] for r in reasons] == ["line 4", "line 5", "line 6", "line 7"]
    assert [w in r for w, r in zip(("no claim", "must list", "colour", "no decision 'eat'"), reasons, strict=True)] == [
        True
    ] * 4
    assert "N" in names(desk)


def test_what_was_undone_here_stays_undone(desk: Desk) -> None:
    made, _ = desk.judge("same", ["Loopride", "Hoplane"], REED)
    out = list(decision_lines(desk.store, [made]))
    whole = list(lines(desk.store))
    desk.undo(made.id, REED)
    desk.finish()
    before = list(lines(desk.store))
    taken = take(desk, out, name="x", author=REED)
    assert (len(taken.new), taken.known, taken.undone) == (0, 1, 1)
    import_records(desk.store, whole, name="x", ontology=ONTOLOGY, gazetteer=GAZETTEER)
    assert list(lines(desk.store)) == before


def test_a_decision_whose_text_is_gone_is_orphaned_and_comes_back(desk: Desk) -> None:
    made, _ = desk.judge("reject", [BOTH[0].claims[0].id], REED)
    desk.finish()
    before = list(lines(desk.store))
    told = forget(desk.store, chosen(desk.store, ["a.txt"]), ontology=ONTOLOGY, gazetteer=GAZETTEER)
    assert [d.id for d in told.orphaned] == [made.id]
    fill(desk.store, BOTH[:1])
    assert list(lines(desk.store)) == before


def test_a_preview_says_what_forgetting_does_and_changes_nothing(desk: Desk) -> None:
    before = list(lines(desk.store))
    wanted = chosen(desk.store, ["a.txt"])
    seen = preview(desk.store, wanted, ontology=ONTOLOGY, gazetteer=GAZETTEER)
    assert list(lines(desk.store)) == before
    done = forget(desk.store, wanted, ontology=ONTOLOGY, gazetteer=GAZETTEER)
    assert done == seen
    assert [e.name for e in done.changes.gone_entities] == ["Loopride"]
    [changed] = done.changes.changed_facts
    assert {"n_sources", "n_docs", "roles"} <= set(changed.fields)
    assert list(lines(desk.store)) == exported(BOTH[1:])


def test_documents_are_chosen_by_name_publisher_and_date(desk: Desk) -> None:
    first, second = (r.document for r in BOTH)
    assert chosen(desk.store, [first.id]) == [(first.id, "a.txt")]
    assert chosen(desk.store, publisher="Courier") == [(second.id, "b.txt")]
    assert chosen(desk.store, ["a.txt"], publisher="Courier") == [(first.id, "a.txt"), (second.id, "b.txt")]
    assert chosen(desk.store, before="1900-01-01") == []
    with pytest.raises(NotFoundError, match=r"no document z\.txt"):
        chosen(desk.store, ["a.txt", "z.txt"])
    with pytest.raises(NotFoundError, match="there are: Courier, Ledger"):
        chosen(desk.store, publisher="Nobody")
    with pytest.raises(UsageError, match="say which documents"):
        chosen(desk.store)


def explaining(desk: Desk) -> Explaining:
    desk.finish()
    return Explaining(desk.store, ontology=ONTOLOGY, gazetteer=GAZETTEER)


def test_it_is_explained_why_names_are_one_and_why_not(desk: Desk) -> None:
    fill(desk.store, [said("c.txt", "Wire", "LOOPRIDE INC.")])
    one = explaining(desk).explain("Loopride", "LOOPRIDE INC.")
    assert one["one"]
    assert [s["why"] for s in one["steps"]] == ["both are called 'loopride'"]
    two = explaining(desk).explain("Loopride", "Nordvik")
    assert (two["one"], two["why"]) == (False, ["they share no name, and no rule ties one's name to the other's"])
    desk.judge("same", ["Loopride", "Hoplane"], REED)
    [step] = explaining(desk).explain("Loopride", "Hoplane")["steps"]
    assert step["why"].startswith("reed decided on 2025-01-01T00:00:00Z that they are same")


def test_it_is_explained_who_told_them_apart(desk: Desk) -> None:
    leaves = sorted({m.leaf for r in BOTH for m in r.mentions if m.text == "Nordvik"})
    desk.judge("different", leaves, REED)
    told = explaining(desk).explain(*leaves)
    assert not told["one"]
    assert any("reed decided" in w and "different" in w for w in told["why"])


def test_likely_pairs_are_suggested(desk: Desk) -> None:
    fill(desk.store, [said("c.txt", "Wire", "Nordwik")])
    assert [(s["a"]["name"], s["b"]["name"]) for s in explaining(desk).suggest()] == [("Nordvik", "Nordwik")]


def test_history_is_written_on_demand(desk: Desk) -> None:
    made, _ = desk.judge("same", ["Loopride", "Hoplane"], REED)
    desk.undo(made.id, REED)
    desk.finish()
    plain = [r for _, r in jsonl.read(io.StringIO("\n".join(lines(desk.store))), name="x") if isinstance(r, Decision)]
    whole = [
        r
        for _, r in jsonl.read(io.StringIO("\n".join(lines_with_history(desk.store))), name="x")
        if isinstance(r, Decision)
    ]
    assert plain == []
    assert sorted(d.action for d in whole) == ["same", "undo"]
    assert len(list(lines_with_history(desk.store))) == len(list(lines(desk.store))) + 2
