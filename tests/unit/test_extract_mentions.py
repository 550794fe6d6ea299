from __future__ import annotations

from itertools import pairwise

import pytest

from kg.extract.candidates import Candidate
from kg.extract.mentions import _joined
from kg.extract.names import KnownNames
from kg.gazetteer import Entry, Gazetteer, Surface
from kg.text import normal_name
from tests.unit.sentences import KNOWN, drafted, mentions, named


def surfaces(*texts: str, ambiguous: bool = False) -> KnownNames:
    made = tuple(Surface(t, Entry(t, "Company", "", ""), "name", ambiguous) for t in texts)
    return KnownNames(
        Gazetteer(made, {}, frozenset(), frozenset(), {normal_name(t): s for t, s in zip(texts, made, strict=True)})
    )


def found(text: str, *names: str) -> list[str]:
    return [text[start:end] for start, end, _ in surfaces(*names).find(text)]


# --- known names


def test_the_longest_name_counts() -> None:
    assert found("North Loop Ferries sails.", "Loop", "North Loop", "North Loop Ferries") == ["North Loop Ferries"]


@pytest.mark.parametrize("text", ["Loopride", "Looping", "aLoop", "Loop2", "2Loop", "éLoop"])
def test_only_whole_words_are_names(text: str) -> None:
    assert found(text, "Loop") == []


@pytest.mark.parametrize("text", ["Loop", "Loop.", "(Loop)", "Loop's", "Loop-owned", "“Loop”", "the Loop,"])
def test_marks_beside_a_name_are_no_part_of_it(text: str) -> None:
    assert found(text, "Loop") == ["Loop"]


def test_a_name_counts_in_the_case_it_is_written() -> None:
    assert found("loop LOOP Loop", "Loop") == ["Loop"]


def test_names_are_found_by_code_point() -> None:
    text = "𝄞 小红书 e\u0301 Loop"
    assert found(text, "小红书", "Loop") == ["小红书", "Loop"]


def test_a_plain_surface_beats_an_ambiguous_one_of_the_same_text() -> None:
    plain, odd = Entry("A", "Company", "", ""), Entry("B", "Place", "", "")
    table = Gazetteer(
        (Surface("Loop", odd, "name", ambiguous=True), Surface("Loop", plain, "name", ambiguous=False)),
        {},
        frozenset(),
        frozenset(),
        {},
    )
    [(_, _, surface)] = KnownNames(table).find("Loop")
    assert surface.entry is plain


def test_a_text_without_names_and_an_empty_one_give_nothing() -> None:
    assert KNOWN.find("") == []
    assert KNOWN.find("nothing of note here") == []


# --- spans


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The European Commission fined Nordvik.", "European Commission"),
        ("Norway's government banned the app.", "Norway"),
        ("Norway’s government banned the app.", "Norway"),
        ("Riders left “TikTok” on Monday.", "TikTok"),
        ("Riders left TikTok, which was late.", "TikTok"),
        ("Riders (and TikTok) left.", "TikTok"),
        ("TikTok; nothing else, was sold.", "TikTok"),
    ],
)  # fmt: skip
def test_a_span_has_no_article_possessive_or_quotes(sentence: str, name: str) -> None:
    assert name in [m.text for m in mentions(sentence)]
    assert all(m.text.strip(" '’“”\",;()") == m.text for m in mentions(sentence))


TEXTS = (
    "The Norwegian government fined Loopride Inc. on May 2, 2024.",
    "“We will not sell,” said Ann Reed, the mayor of Oslo, on Monday.",
    "Some 40,000 Danish TikTok users (most of them young) left.\nThey joined Mastodon.",
    "Ministry of Harbour Affairs – DPC, harbour.example.com and 小红书 🚲.",
    "\u2028  THE HARBOR LEDGER  \n— A. Reed’s “Loop” —",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_mention_is_its_words_in_the_text(text: str) -> None:
    every = mentions(text)
    assert all(text[m.start : m.end] == m.text for m in every)
    assert all(any(c.isalnum() for c in m.text) for m in every)


@pytest.mark.parametrize("text", TEXTS)
def test_two_names_never_overlap(text: str) -> None:
    names = [m for m in mentions(text) if m.form == "name"]
    assert all(a.end <= b.start for a, b in pairwise(names))


@pytest.mark.parametrize("text", TEXTS)
def test_every_name_is_in_a_cluster_with_a_type(text: str) -> None:
    assert all(m.cluster is not None and m.types for m in mentions(text) if m.form == "name")


# --- kinds of names


def kind(text: str, name: str) -> tuple[str, str]:
    """Form and type of the mention of *text* that reads *name*."""
    [one] = [m for m in mentions(text) if m.text == name]
    return one.form, one.types[-1]


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("TikTok lost users.", "TikTok", ("name", "Platform")),
        ("The ferry sailed to Norway.", "Norway", ("name", "Country")),
        ("The Norwegian ferry sailed.", "Norwegian", ("demonym", "Country")),
        ("President Ann Reed opened the bridge.", "Ann Reed", ("name", "Politician")),
        ("The Biden administration praised the deal.", "Biden administration", ("nominal", "Government")),
        ("The Harbour Ministry closed the port.", "Harbour Ministry", ("name", "Government")),
        ("The report stands on ferries.example.com today.", "ferries.example.com", ("name", "Media")),
    ],
)
def test_a_name_has_a_form_and_a_type(text: str, name: str, wanted: tuple[str, str]) -> None:
    assert kind(text, name) == wanted


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The Danish riders left.", "Danish riders"),
        ("Norwegian lawmakers met on Monday.", "Norwegian lawmakers"),
        ("American TikTok users joined.", "American TikTok users"),
    ],
)
def test_a_phrase_with_a_cue_and_a_name_is_an_actor_with_names_inside(text: str, phrase: str) -> None:
    every = mentions(text)
    [outer] = [m for m in every if m.text == phrase]
    assert outer.form == "nominal"
    assert "Actor" in outer.types
    inner = [m for m in every if outer.start <= m.start and m.end <= outer.end and m is not outer]
    assert inner
    assert all(m.cluster is not outer.cluster for m in inner)


@pytest.mark.parametrize(
    "text", ["Reading is fun.", "It was a nice meal.", "She bought an apple.", "He may go in May."]
)
def test_a_common_word_is_no_name(text: str) -> None:
    assert [m.text for m in mentions(text) if m.form == "name"] == []


def test_a_text_without_names_has_none() -> None:
    assert mentions("The weather was mild and nobody minded.") == []


# --- clusters


def clusters(text: str) -> list[set[str]]:
    """The texts of each cluster."""
    return [{m.text for m in c.mentions} for c in named(text).clusters]


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("TikTok grew. Then TikTok fell.", {"TikTok"}),
        ("Ann Reed opened the bridge. Reed was late.", {"Ann Reed", "Reed"}),
        ("The Data Protection Commission met. The DPC was late.", {"Data Protection Commission", "DPC"}),
        ("Norway met Denmark. The Norwegian side was late.", {"Norway", "Norwegian"}),
        ("The U.S. and the United States are one.", {"U.S.", "United States"}),
    ],
)
def test_names_of_one_thing_are_one_cluster(text: str, together: set[str]) -> None:
    assert together in clusters(text)


def test_a_last_name_of_two_people_belongs_to_neither() -> None:
    found_ = clusters("Ann Reed met Carl Reed. Reed was late.")
    assert {"Ann Reed", "Reed"} not in found_
    assert {"Carl Reed", "Reed"} not in found_


def test_different_names_are_different_clusters() -> None:
    assert {"TikTok"} in clusters("TikTok sued Norway.")
    assert {"Norway"} in clusters("TikTok sued Norway.")


# --- context votes


def type_of(text: str, name: str) -> str:
    return next(m.types[-1] for m in mentions(text) if m.text == name)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Zorvex, a Danish app, grew fast.", "Platform"),
        ("Zorvex, a regulator, fined the firm.", "Agency"),
        ("Zorvex is a company in Oslo.", "Company"),
        ("Zorvex is a newspaper.", "Media"),
        ("Riders like platforms such as Zorvex and Quindle.", "Platform"),
        ("Companies including Zorvex were fined.", "Company"),
        ("Unlike other platforms, Zorvex charges nothing.", "Platform"),
        ("The ministry fined the company Zorvex.", "Company"),
    ],
    ids=["apposition", "apposition of agency", "copula", "copula of media", "such as", "including", "unlike", "beside"],
)
def test_constructions_say_what_a_name_is(text: str, wanted: str) -> None:
    assert type_of(text, "Zorvex") == wanted


def test_every_name_of_a_list_of_examples_is_one() -> None:
    text = "Many riders use platforms such as Zorvex, Hoplane and Nordvik."
    assert [(m.text, m.types[-1]) for m in mentions(text)] == [
        (n, "Platform") for n in ("Zorvex", "Hoplane", "Nordvik")
    ]


def test_context_beats_the_recogniser_in_the_whole_document() -> None:
    text = "Zorvex opened. Zorvex grew. Zorvex, a Danish app, is free."
    assert {m.types[-1] for m in mentions(text) if m.text == "Zorvex"} == {"Platform"}


# --- aliases


@pytest.mark.parametrize(
    ("text", "owner", "alias"),
    [
        ("Loopride, also known as the Loop, runs buses.", "Loopride", "Loop"),
        ("The Data Protection Commission (DPC) met on Monday.", "Data Protection Commission", "DPC"),
        ("The riders, calling themselves Free Loopers, met in Oslo.", "riders", "Free Loopers"),
        ("The riders, who call themselves Free Loopers, met in Oslo.", "riders", "Free Loopers"),
    ],
    ids=["also known as", "brackets", "calling themselves", "who call themselves"],
)
def test_a_text_says_that_two_names_are_one(text: str, owner: str, alias: str) -> None:
    [cluster] = [c for c in clusters(text) if alias in c]
    assert owner in {m.removeprefix("the ") for m in cluster}


@pytest.mark.parametrize(
    "text",
    [
        "The Data Protection Commission (Monday) met.",
        "Loopride (Oslo) bought Nordvik.",
        "On Monday the mayor named two deputies, Ann Reed and Carl Holm.",
        "Loopride is known for its buses, and Nordvik for ferries.",
    ],
)
def test_what_only_looks_like_it_joins_nothing(text: str) -> None:
    assert all(len({m.lower() for m in c}) == 1 for c in clusters(text))


@pytest.mark.parametrize(
    ("votes", "joined"), [({"Platform": 3.0, "Person": 1.0}, 1), ({"Person": 3.0, "Platform": 1.0}, 2)]
)
def test_what_a_first_part_is_likeliest_to_be_says_whether_it_is_part_of_the_name(
    votes: dict[str, float], joined: int
) -> None:
    doc = drafted("Songs from the Hopla Music Store cost 99 cents.").sentences[0].tokens.doc
    parts = [Candidate(3, 3, "name", votes, "ner"), Candidate(4, 5, "name", {"Platform": 2.5}, "cue")]
    assert len(_joined(doc, parts)) == joined
