from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import QueryError, UsageError
from kg.query.ask import EVIDENCE, KINDS, for_browser, parse, questions

OURS = questions()
WHOLE = """// How often someone is named
// param actor: actor, who is counted
// param least: number = 2, leave out who is named less often
// column name: who
// column n: how often
// column claims: the claims
MATCH (e:Entity {name: $actor}) WHERE e.n_mentions >= $least RETURN e.name AS name, e.n_mentions AS n, [] AS claims
"""


def test_there_are_seventeen_questions() -> None:
    assert len(OURS) == 17


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_question_names_its_parameters_columns_and_evidence(name: str) -> None:
    one = OURS[name]
    body = "\n".join(line for line in one.cypher.splitlines() if not line.startswith("//"))
    assert all(f"${p.name}" in body for p in one.parameters)
    assert all(p.kind in KINDS for p in one.parameters)
    assert list(one.columns)[-1] == EVIDENCE
    assert "\\u" not in body
    assert "ORDER BY" in body.splitlines()[-1]


@pytest.mark.parametrize("name", sorted(OURS))
def test_no_question_uses_what_one_of_the_servers_lacks(name: str) -> None:
    missing = ("elementId(", " id(", "apoc.", "SHORTEST ", "CALL (", "USE ", "db.")
    assert [m for m in missing if m in OURS[name].cypher] == []


def test_a_head_is_read() -> None:
    found = parse(WHOLE, name="often")
    assert found.title == "How often someone is named"
    assert [(p.name, p.kind, p.default) for p in found.parameters] == [("actor", "actor", None), ("least", "number", 2)]
    assert found.columns == {"name": "who", "n": "how often", "claims": "the claims"}


def test_for_the_browser_the_parameters_stand_first() -> None:
    assert for_browser(parse(WHOLE, name="often")) == ':params {actor: "", least: 2}\n' + WHOLE


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("MATCH (n) RETURN n", UsageError, "first line must be a comment"),
        (WHOLE.replace("actor: actor", "actor: who"), UsageError, "kinds: actor, actors"),
        (WHOLE.replace("= 2", "= two"), UsageError, "default two is not JSON"),
        (WHOLE.replace("RETURN e.name", "SET e.n = 1 RETURN e.name"), QueryError, "'SET' is not part of reading"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name(text: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        parse(text, name="often")


def test_questions_of_a_folder_are_added(tmp_path: Path) -> None:
    (tmp_path / "often.cypher").write_text(WHOLE, encoding="utf-8")
    assert set(questions([tmp_path])) == {*OURS, "often"}


def test_two_questions_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "threats.cypher").write_text(WHOLE, encoding="utf-8")
    with pytest.raises(UsageError, match="there is a question 'threats' already"):
        questions([tmp_path])


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        questions([tmp_path / "none"])
