"""Schema and search on both servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import UsageError
from kg.query.run import run
from kg.query.schema import schema
from kg.query.search import search
from tests.strait import delta, strait

if TYPE_CHECKING:
    from kg.store.graph import GraphStore


@pytest.fixture
def filled(store: GraphStore) -> GraphStore:
    store.prepare()
    store.apply(delta(strait()))
    return store


def test_the_schema_counts_what_is_there_and_its_examples_run(filled: GraphStore) -> None:
    found, world = schema(filled), strait()
    labels = {n.name: (n.of, n.count) for n in found.labels}
    edges = {(e.name, e.start, e.end): e.count for e in found.edges}
    properties = {(p.of, p.name): p.count for p in found.properties}
    assert labels["Entity"] == ("Entity", len(world.entities))
    assert labels["Ban"] == ("Fact", 2)
    assert edges["ABOUT", "Claim", "Fact"] == len(world.claims)
    assert edges["DEMAND", "Fact", "Fact"] == 1
    assert edges["CAUSES", "Fact", "Fact"] == 1
    assert properties["Document", "title"] == 2
    examples = (
        [n.example for n in found.labels] + [e.example for e in found.edges] + [p.example for p in found.properties]
    )
    for example in examples:
        with run(filled, example) as answer:
            assert (example, bool(list(answer.rows))) == (example, True)


def test_words_find_documents_quotes_and_actors(filled: GraphStore) -> None:
    found = search(filled, "Loop spied")
    assert [d["uri"] for d in found.documents] == ["quay.txt", "mole.txt"]
    assert [(q["label"], q["document"]) for q in found.quotes] == [
        ("accusation of spying", "d_0001"), ("spying of Loop", "d_0001"), ("spying of Loop", "d_0002"),
    ]  # fmt: skip
    assert "spied" in found.documents[0]["passage"]
    assert [a["name"] for a in search(filled, "loop inc").actors] == ["Loop"]


def test_a_star_stands_for_any_ending_and_limits_hold(filled: GraphStore) -> None:
    found = search(filled, "spy* sula", limit=1)
    assert [d["uri"] for d in found.documents] == ["quay.txt"]
    assert len(search(filled, "loop", limit=1).quotes) == 1
    assert search(filled, "elsewhere").documents == []


@pytest.mark.parametrize("words", ["spied) OR (x", 'a"b', "loop AND", "-loop", "loop~", "spied\\", "spied:x", "*"])
def test_marks_of_a_query_language_are_no_commands(filled: GraphStore, words: str) -> None:
    if words == "*":
        with pytest.raises(UsageError, match="no word to search for"):
            search(filled, words)
    else:
        search(filled, words)
