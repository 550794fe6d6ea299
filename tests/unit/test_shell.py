from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from kg import ontology
from kg.cli import prompt
from kg.query.shell import ended, statements, suggestions, vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from prompt_toolkit.input import PipeInput

WORDS = vocabulary(ontology.load())


@pytest.mark.parametrize(
    ("before", "typed", "some"),
    [
        ("MATCH (f:Ultim", "Ultim", "Ultimatum"),
        ("MATCH (:Actor:Plat", "Plat", "Platform"),
        ("MATCH (f:", "", "Claim"),
        ("MATCH (f)-[:TAR", "TAR", "TARGET"),
        ("MATCH (f)-[r:TARGET|OBJ", "OBJ", "OBJECT"),
        ("MATCH (a)-[:own", "own", "OWNS"),
        ("MATCH (c)-[:STA", "STA", "STATED_IN"),
        ("RETURN f.sta", "sta", "status"),
        ("MATCH (n {na", "na", "name"),
        ("ma", "ma", "MATCH"),
        ("CALL db.index", "index", None),
        (":sch", ":sch", ":schema"),
        ("", "", None),
    ],
)
def test_what_may_come_next(before: str, typed: str, some: str | None) -> None:
    piece, found = suggestions(before, WORDS)
    assert piece == typed
    assert some in found if some else not found or some is None


def test_after_a_colon_in_an_edge_no_label_is_offered() -> None:
    assert "Ultimatum" not in suggestions("MATCH (a)-[:U", WORDS)[1]
    assert "TARGET" not in suggestions("MATCH (a:T", WORDS)[1]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("MATCH (n)", False),
        ("MATCH (n) RETURN n;", True),
        ("RETURN ';'", False),
        ("RETURN 1 // ;", False),
        ("RETURN 1; // done", True),
        (":help", True),
        ("  ", True),
    ],
)
def test_a_statement_ends_with_a_semicolon_that_is_one(text: str, whole: bool) -> None:  # noqa: FBT001 - a table of cases
    assert ended(text) is whole


def test_lines_become_statements() -> None:
    assert list(statements(["MATCH (n)\n", "RETURN n;\n", "\n", ":schema\n", "RETURN 1"])) == [
        "MATCH (n)\nRETURN n;",
        ":schema",
        "RETURN 1",
    ]


def read(folder: Path, keys: PipeInput) -> list[str]:
    """What the prompt makes of *keys*; in a thread of its own, as the browser's event loop may run in this one."""
    made = prompt.session(folder / "history", source=keys, output=DummyOutput())
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: list(prompt.typed(made))).result()


def test_what_is_typed_is_kept_over_lines_and_in_the_history(tmp_path: Path) -> None:
    with create_pipe_input() as keys:
        keys.send_text("MATCH (n)\rRETURN n;\r:help\r\x04")
        typed = read(tmp_path, keys)
    assert typed == ["MATCH (n)\nRETURN n;", ":help"]
    assert "+RETURN n;" in (tmp_path / "history").read_text(encoding="utf-8")


def test_an_interrupt_drops_the_statement(tmp_path: Path) -> None:
    with create_pipe_input() as keys:
        keys.send_text("MATCH (n\x03:quit\r\x04")
        typed = read(tmp_path, keys)
    assert typed == [":quit"]


def test_tab_offers_the_words_of_the_ontology(tmp_path: Path) -> None:
    with create_pipe_input() as keys:
        made = prompt.session(tmp_path / "history", source=keys, output=DummyOutput())
        completer = made.completer
    assert completer is not None
    found = list(completer.get_completions(Document("MATCH (f:Ultim"), CompleteEvent()))
    assert [(c.text, c.start_position) for c in found] == [("Ultimatum", -5)]
