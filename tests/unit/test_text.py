from __future__ import annotations

import unicodedata

import pytest

from kg.errors import SpanError
from kg.model import Document, Span
from kg.text import acronym, counted, near, normal_name, one_line, page_at, quote_at, safe

DOC = Document(id="d_1", uri="a.txt", text="Zoë 𝄞 sold e\u0301clairs.\nTwice.")


def test_one_is_not_said_as_many() -> None:
    assert [counted(n, "document") for n in (0, 1, 2)] == ["0 documents", "1 document", "2 documents"]
    assert [counted(n, "entity") for n in (1, 2)] == ["1 entity", "2 entities"]


ONE_NAME = [
    ("TikTok", "tiktok"),
    ("the Guardian", "guardian"),
    ("The Guardian", "guardian"),
    ("A Better Loop", "better loop"),
    ("An Odd Firm", "odd firm"),
    ("Loopride's", "loopride"),
    ("Loopride’s", "loopride"),
    ("the riders'", "riders"),
    ("U.S.", "us"),
    ("the U.S.", "us"),
    ("U.K.", "uk"),
    ("D.C.", "dc"),
    ("Harbour.ly", "harbour.ly"),
    ("Zürich", "zurich"),
    ("ZU\u0308RICH", "zurich"),
    ("Straße", "strasse"),
    ("\ufb01nland", "finland"),
    ("“Loopride”", "loopride"),
    ("(Loopride),", "loopride"),
    ("Loopride Inc.", "loopride"),
    ("Loopride, Inc.", "loopride"),
    ("Loopride Ltd", "loopride"),
    ("Loopride plc", "loopride"),
    ("Loopride GmbH", "loopride"),
    ("Loopride Corporation", "loopride"),
    ("Loopride Co., Ltd.", "loopride"),
    ("Loopride S.A.", "loopride"),
    ("Loopride N.V.", "loopride"),
    ("AT&T", "at&t"),
    ("Disney+", "disney+"),
    ("Rolls-Royce", "rolls-royce"),
    ("Harbour  Ministry", "harbour ministry"),
    ("Harbour\u00a0Ministry", "harbour ministry"),
    ("Harbour\nMinistry", "harbour ministry"),
    ("Theresa", "theresa"),
    ("Anton", "anton"),
    ("Incan", "incan"),
    ("Coop", "coop"),
    ("小红书", "小红书"),
    ("Яндекс", "яндекс"),
]


@pytest.mark.parametrize(
    ("span", "words"), [(Span(0, 3), "Zoë"), (Span(4, 5), "𝄞"), (Span(3, 3), ""), (Span(0, len(DOC.text)), DOC.text)]
)
def test_a_quote_is_the_words_at_its_code_points(span: Span, words: str) -> None:
    assert quote_at(DOC, span) == words


@pytest.mark.parametrize("span", [Span(-1, 3), Span(0, 30), Span(5, 4), Span(30, 31)])
def test_a_span_outside_the_text_is_refused_with_its_place(span: Span) -> None:
    with pytest.raises(SpanError, match=r"a\.txt"):
        quote_at(DOC, span)


@pytest.mark.parametrize(("name", "key"), ONE_NAME)
def test_spellings_of_one_name_share_a_key(name: str, key: str) -> None:
    assert normal_name(name) == key


@pytest.mark.parametrize(("name", "key"), ONE_NAME)
def test_a_key_is_its_own_key(name: str, key: str) -> None:
    assert normal_name(key) == key, name


@pytest.mark.parametrize("name", ["", " ", "…", "“”", "()", "—"])
def test_punctuation_alone_has_no_key(name: str) -> None:
    assert normal_name(name) == ""


@pytest.mark.parametrize(
    ("one", "other"), [("Loopride", "Hoplane"), ("Co", "Inc"), ("C", "C++"), ("Q+", "Q"), ("3.5", "35")]
)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert normal_name(one) != normal_name(other)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Data Protection Commission", "dpc"),
        ("Ministry of Harbour Affairs", "mha"),
        ("Anti-Fraud Office", "afo"),
        ("the Free Harbour League", "fhl"),
        ("Data Commission", None),
        ("harbour protection commission", None),
        ("Loopride", None),
        ("", None),
    ],
)
def test_an_acronym_needs_three_capitalised_words(name: str, short: str | None) -> None:
    assert acronym(name) == short


HOSTILE = {
    "escape": "\x1b",
    "bell": "\x07",
    "backspace": "\x08",
    "carriage return": "\r",
    "delete": "\x7f",
    "csi": "\x9b",
    "right-to-left override": "\u202e",
    "left-to-right isolate": "\u2066",
    "pop isolate": "\u2069",
    "arabic letter mark": "\u061c",
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "tag letter": "\U000e0041",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "private use": "\ue000",
    "lone surrogate": "\ud800",
    "hangul filler": "\u3164",
    "combining grapheme joiner": "\u034f",
}


@pytest.mark.parametrize("char", HOSTILE.values(), ids=HOSTILE)
def test_what_would_act_on_a_terminal_or_hide_is_made_visible(char: str) -> None:
    assert safe(f"a{char}b") == f"a\\u{{{ord(char):x}}}b"


def test_a_link_written_in_escapes_is_harmless() -> None:
    shown = safe("\x1b]8;;http://harbour.example\x07press\x1b]8;;\x07")
    assert not any(unicodedata.category(c) == "Cc" for c in shown)
    assert "press" in shown


@pytest.mark.parametrize(
    "text", ["plain", "Zürich", "小红书", "e\u0301", "𝄞", "two\nlines\tand a tab", "«quoted» — dash", "العربية"]
)
def test_ordinary_writing_is_shown_as_it_is(text: str) -> None:
    assert safe(text) == text


def test_safe_text_can_always_be_written() -> None:
    every = "".join(map(chr, range(0x3000))) + "\ud800\udfff\U0010ffff"
    assert safe(every).encode()


def test_safe_twice_is_safe_once() -> None:
    every = "".join(HOSTILE.values())
    assert safe(safe(every)) == safe(every)


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\tb", " a  b ", "a\x0bb", "a\u2028b", "a\u00a0b", "a\x85b"])
def test_white_space_of_any_kind_becomes_one_space(text: str) -> None:
    assert one_line(text) == "a b"


def test_a_long_line_ends_in_an_ellipsis_and_keeps_the_width() -> None:
    assert one_line("x" * 30, 10) == "x" * 9 + "…"
    assert one_line("x" * 10, 10) == "x" * 10
    assert one_line("", 10) == ""


def test_a_line_is_safe_too() -> None:
    assert one_line("a\x1b[31m\u202eb") == "a\\u{1b}[31m\\u{202e}b"


def test_a_page_is_counted_from_one() -> None:
    assert [page_at((0, 10, 10, 25), offset) for offset in (0, 9, 10, 24, 25, 99)] == [1, 1, 3, 3, 4, 4]
    assert page_at(None, 5) is None
    assert page_at((), 5) is None


@pytest.mark.parametrize(
    ("wanted", "names", "expected"),
    [
        ("Loup", ["Nordvik", "Loop"], "near: Loop"),
        ("ferry", ["Oslo", "North Ferry Lines"], "near: North Ferry Lines"),
        ("cafe", ["Café"], "near: Café"),
        ("Loop", ["Loop 3", "Loop 1", "Loop 2", "Loop 4", "Loop 5", "Loop 6"], "near: Loop 6, Loop 5, Loop 4, Loop 3, Loop 2"),
        ("Loup", ["L\x1boop"], "near: L\\u{1b}oop"),
        ("zzz", ["Loop"], "none"),
        ("", ["Loop"], "none"),
    ],
)  # fmt: skip
def test_names_near_the_wanted_one(wanted: str, names: list[str], expected: str) -> None:
    assert near(wanted, names, otherwise="none") == expected
