from __future__ import annotations

import pytest

from kg.extract import parser
from kg.extract.parser import LINE_LIMIT
from tests.growth import linear
from tests.unit.sentences import drafted


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in drafted(text).sentences]


# --- lines


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        (" \n\t\n", []),
        ("one", [(0, "one")]),
        ("one\ntwo", [(0, "one"), (4, "two")]),
        ("\n\none\n\n\ntwo\n", [(2, "one"), (8, "two")]),
        ("one\r\ntwo\rthree", [(0, "one"), (5, "two"), (9, "three")]),
        ("one\x0btwo\x0cthree\x85four", [(0, "one"), (4, "two"), (8, "three"), (14, "four")]),
        ("one\u2028two\u2029three", [(0, "one"), (4, "two"), (8, "three")]),
        ("  led\ttabbed ", [(0, "  led\ttabbed ")]),
        ("𝄞 e\u0301\nnext", [(0, "𝄞 e\u0301"), (5, "next")]),
    ],
)
def test_lines_are_parted_at_every_kind_of_line_end(text: str, wanted: list[tuple[int, str]]) -> None:
    assert list(parser.lines(text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "word " * 3000,
        "x" * (3 * LINE_LIMIT + 1),
        "Loopride bought Nordvik. " * 1000,
        " " * (2 * LINE_LIMIT) + "end",
        "x" * LINE_LIMIT,
        "x" * (LINE_LIMIT - 1) + " y",
        "é𝄞" * LINE_LIMIT,
        "a\n" * 5000,
    ],
)
def test_a_very_long_line_is_cut_and_no_character_moves(text: str) -> None:
    found = list(parser.lines(text))
    assert all(len(line) <= LINE_LIMIT for _, line in found)
    assert all(text[start : start + len(line)] == line for start, line in found)
    assert "".join(line for _, line in found).split() == "".join(text.split("\n")).split() or "\n" in text
    ends = [start + len(line) for start, line in found]
    assert all(a <= b for a, (b, _) in zip(ends, found[1:], strict=False))


def test_a_long_line_is_cut_between_words() -> None:
    text = "Loopride bought Nordvik. " * 1000
    assert all(line.startswith(("Loopride", "bought", "Nordvik")) for _, line in parser.lines(text))


@pytest.mark.parametrize("unit", ["x", " ", ". ", "\n", "a b"])
def test_lines_take_linear_time(unit: str) -> None:
    assert linear(lambda size: list(parser.lines(unit * size)), 50_000)


# --- sentences


def test_a_line_end_ends_a_sentence() -> None:
    assert sentences("Ferry line sold\nLoopride bought Nordvik\nThe mayor was not asked.") == [
        "Ferry line sold", "Loopride bought Nordvik", "The mayor was not asked.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Loopride closed its offices in the U.S. State senators have asked why.",
        "The firm is called Loopride Inc. Riders are angry.",
        "Nordvik was sold to Hoplane Corp. Regulators were not told.",
        "The vote was held in Washington, D.C. Lawmakers will meet again.",
        "The ferry left at 6 a.m. Passengers were asleep.",
    ],
)
def test_an_abbreviation_hides_no_sentence_end(text: str) -> None:
    found = sentences(text)
    assert len(found) == 2
    assert found[0].endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "Loopride Inc. bought Nordvik.",
        "The U.S. State Department praised the deal.",
        "Hoplane Corp. said it would leave the U.S. market.",
    ],
)
def test_an_abbreviation_inside_a_name_ends_nothing(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize("before", ["", "It rained. ", "In May, "])
def test_a_name_cannot_end_a_sentence_that_has_no_verb_yet(before: str) -> None:
    assert sentences(f"{before}The U.S. Navy has sent two ships.")[-1].endswith("The U.S. Navy has sent two ships.")


def test_sentences_have_no_white_space_around_them() -> None:
    text = "   Loopride bought Nordvik.   The mayor was not asked.  \n  \n"
    assert sentences(text) == ["Loopride bought Nordvik.", "The mayor was not asked."]


def test_every_text_gets_its_own_lines_empty_ones_too() -> None:
    texts = ["One.\nTwo.", "", "\n", "Three.", ""]
    found = [[(offset, doc.text) for offset, doc in lines] for lines in parser.parse(texts)]
    assert found == [[(0, "One."), (5, "Two.")], [], [], [(0, "Three.")], []]


def test_more_texts_than_a_batch_keep_their_order() -> None:
    texts = [f"Ferry {n} left.\nIt was late." for n in range(40)]
    assert [[doc.text for _, doc in lines] for lines in parser.parse(texts)] == [t.split("\n") for t in texts]


def test_no_texts_give_nothing() -> None:
    assert list(parser.parse([])) == []


def test_what_is_no_prose_is_parsed_all_the_same() -> None:
    for text in ("🚲" * 50, "1 2 3 4", "....", "((((", "\x1b[31m", "\u202e\u200b", "a" * 10_000):
        drafted(text)


def test_a_line_of_ten_thousand_words_is_parsed() -> None:
    found = sentences("Loopride bought Nordvik and the mayor was not asked " * 400)
    assert len(found) > 4
    assert all(len(s) <= LINE_LIMIT for s in found)
