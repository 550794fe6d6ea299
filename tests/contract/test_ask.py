"""The named questions on both servers: the rows that reading the graph gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import KgError, NotFoundError, UsageError
from kg.query import ask
from tests.strait import ANSWERS, delta, strait

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.store.graph import GraphStore

QUESTIONS = ask.questions()


@pytest.fixture
def filled(store: GraphStore) -> GraphStore:
    store.prepare()
    store.apply(delta(strait()))
    return store


def answer(store: GraphStore, name: str, given: Mapping[str, object]) -> list[dict[str, object]]:
    with ask.ask(store, QUESTIONS[name], given) as found:
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_every_question_has_its_rows(filled: GraphStore) -> None:
    assert sorted(ANSWERS) == sorted(QUESTIONS)
    for name, (given, wanted) in ANSWERS.items():
        rows = answer(filled, name, given)
        shown = [{c: row[c] for c in want} for row, want in zip(rows, wanted, strict=False)]
        assert (name, shown, len(rows)) == (name, wanted, len(wanted))
        assert all(tuple(row) == tuple(QUESTIONS[name].columns) for row in rows)


def test_every_row_has_its_quotes(filled: GraphStore) -> None:
    texts = [d.text for d in strait().documents]
    for name, (given, _) in ANSWERS.items():
        with ask.ask(filled, QUESTIONS[name], given) as found:
            shown = ask.with_evidence(filled, found)
            for row in shown.rows:
                claims, evidence = row[found.columns.index("claims")], row[-1]
                assert isinstance(claims, list)
                assert isinstance(evidence, list)
                assert [one["id"] for one in evidence] != [] or claims == []
                assert {one["id"] for one in evidence} == set(claims)
                assert all(any(one["quote"] in text for text in texts) for one in evidence)


def test_what_nobody_asked_for_is_refused_in_words(filled: GraphStore) -> None:
    wrong: list[tuple[str, dict[str, object], type[KgError], str]] = [
        ("threats", {}, UsageError, "needs target: who is threatened"),
        ("threats", {"target": "Loup"}, NotFoundError, "nothing is called 'Loup'; near: Loop"),
        ("threats", {"target": "Loop", "since": "May"}, UsageError, "since: 'May' is no date"),
        ("threats", {"target": "Loop", "who": "x"}, UsageError, "takes no who; it takes: since, target, until"),
        ("timeline", {"actor": "Loop", "count": "many"}, UsageError, "count: 'many' is no whole number"),
        ("timeline", {"actor": "Loop", "skip": -1}, UsageError, "skip: -1 is less than 0"),
        ("chains", {"type": "Bann"}, NotFoundError, "no class 'Bann'; near: Ban"),
        ("retract", {"document": "none.txt"}, NotFoundError, "no document 'none.txt'"),
    ]
    for name, given, error, words in wrong:
        with pytest.raises(error, match=words):
            answer(filled, name, given)


def test_no_match_gives_no_row_under_the_same_columns(filled: GraphStore) -> None:
    with ask.ask(filled, QUESTIONS["threats"], {"target": "Hop"}) as found:
        assert found.columns == tuple(QUESTIONS["threats"].columns)
        assert list(found.rows) == []


def test_nobody_is_connected_with_himself(filled: GraphStore) -> None:
    assert answer(filled, "path", {"start": "Loop", "finish": "Loop"}) == []


def test_what_is_shown_in_parts_is_the_whole_in_its_order(filled: GraphStore) -> None:
    asked: list[tuple[str, dict[str, object]]] = [
        ("only", {"about": "Sula"}),
        ("only", {"about": "Loop"}),
        ("timeline", {"actor": "Loop"}),
        ("followed", {"days": 400, "type": "Event"}),
    ]
    for name, given in asked:
        whole = answer(filled, name, given)
        parts = [row for n in range(20) for row in answer(filled, name, {**given, "skip": n, "count": 1})]
        assert (name, parts) == (name, whole)
        assert len(whole) > 1
    assert answer(filled, "pairs", {"count": 1}) == answer(filled, "pairs", {})[:1]


def test_what_followed_can_be_asked_of_a_period(filled: GraphStore) -> None:
    whole = answer(filled, "followed", {"days": 400, "type": "Event"})
    dates = sorted({str(row["date"]) for row in whole})
    early = answer(filled, "followed", {"days": 400, "type": "Event", "until": dates[0]})
    late = answer(filled, "followed", {"days": 400, "type": "Event", "since": dates[-1]})
    assert early == [row for row in whole if row["date"] == dates[0]]
    assert late == [row for row in whole if row["date"] == dates[-1]]
    assert len(dates) > 1


def test_what_is_found_in_two_ways_is_one_row(filled: GraphStore) -> None:
    asked = {"party": "Sula", "other": "Brisk", "about": "Loop"}
    once = answer(filled, "says", asked)
    filled.connection.run("MATCH (c:Claim)-[:ABOUT]->(f:Accuse)-[:AGENT]->(p:Entity) MERGE (c)-[:CLAIMED_BY]->(p)")
    assert "accusation of spying" in [row["said"] for row in once]
    assert answer(filled, "says", asked) == once
    asked_of = {"camp": ["Norland", "Alba"], "other": ["Sula"]}
    before = answer(filled, "camps", asked_of)
    filled.connection.run("MATCH (f:Event)-[:OBJECT]->(x:Entity) MERGE (f)-[:BENEFICIARY]->(x)")
    assert answer(filled, "camps", asked_of) == before
