from __future__ import annotations

import pytest

from tests.unit.sentences import read

TABLE: list[tuple[str, str, str, str, str | None]] = [
    ("author", "Norway banned TikTok.", "Ban", "author", None),
    ("said that", "Denmark said that Norway banned TikTok.", "Ban", "attributed", "Denmark"),
    ("said", "Denmark said Norway banned TikTok.", "Ban", "attributed", "Denmark"),
    ("said last", "Norway banned TikTok, Denmark said.", "Ban", "attributed", "Denmark"),
    ("according to first", "According to Denmark, Norway banned TikTok.", "Ban", "attributed", "Denmark"),
    ("according to last", "Norway banned TikTok, according to Denmark.", "Ban", "attributed", "Denmark"),
    ("quoted", "“Norway banned TikTok,” Denmark said.", "Ban", "quoted", "Denmark"),
    ("quoted with straight marks", '"Norway banned TikTok," Denmark said.', "Ban", "quoted", "Denmark"),
    ("reportedly", "Norway reportedly banned TikTok.", "Ban", "reported", None),
    ("allegedly", "Norway allegedly banned TikTok.", "Ban", "reported", None),
    ("is said to", "Norway is said to have banned TikTok.", "Ban", "reported", None),
    ("accused of", "Denmark accused Norway of banning TikTok.", "Ban", "attributed", "Denmark"),
    ("was accused of", "Norway was accused of hiding a report and banning TikTok.", "Ban", "reported", None),
    ("sued for", "Denmark sued Norway for banning TikTok.", "Ban", "attributed", "Denmark"),
    ("criticised for", "Denmark criticised Norway for banning TikTok.", "Ban", "author", None),
    ("is believed to", "Facebook is believed to own Instagram.", "Owns", "reported", None),
]


@pytest.mark.parametrize(
    ("sentence", "kind", "evidential", "speaker"), [t[1:] for t in TABLE], ids=[t[0] for t in TABLE]
)
def test_who_says_so_is_read(sentence: str, kind: str, evidential: str, speaker: str | None) -> None:
    found = read(sentence)
    assert found.the(kind).evidential == evidential
    assert found.by(kind)[0] == speaker


@pytest.mark.parametrize(
    "sentence",
    [
        "Denmark said that Norway banned TikTok.",
        "Norway banned TikTok, Denmark said.",
        "According to Denmark, Norway banned TikTok.",
        "“Norway banned TikTok,” Denmark said.",
    ],
)
def test_reported_speech_is_two_claims(sentence: str) -> None:
    found = read(sentence)
    statement = found.the("Statement")
    assert found.roles("Statement")["agent"] == "Denmark"
    assert found.by("Ban") == ("Denmark", "Statement")
    assert (statement.evidential, statement.by, statement.via) == ("author", None, None)


def test_that_the_author_does_not_vouch_lowers_no_certainty() -> None:
    assert read("Denmark said that Norway banned TikTok.").the("Ban").certainty == "certain"
    assert read("Norway reportedly banned TikTok.").the("Ban").certainty == "certain"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Denmark said that Norway banned TikTok.", "Norway banned TikTok"),
        ("Denmark said Norway banned TikTok.", "Norway banned TikTok"),
    ],
)
def test_a_statement_knows_the_words_it_reports(sentence: str, words: str) -> None:
    content = read(sentence).the("Statement").content
    assert content is not None
    assert sentence[content.start : content.end] == words


def test_speakers_nest() -> None:
    found = read("Denmark said that Sweden announced that Norway banned TikTok.")
    assert found.by("Ban")[0] == "Sweden"
    [inner] = [c for c in found.claims if c.id == found.the("Ban").via]
    assert inner.by is not None
    assert found.mentions[inner.by].text == "Denmark"


def test_a_denial_by_somebody_is_theirs() -> None:
    found = read("Denmark said that Norway did not ban TikTok.")
    assert (found.the("Ban").polarity, found.by("Ban")[0]) == ("neg", "Denmark")


def test_what_stands_beside_speech_is_the_authors() -> None:
    found = read("Denmark fined Instagram and said that Norway banned TikTok.")
    assert found.the("Fine").evidential == "author"
    assert found.the("Ban").evidential == "attributed"


def test_the_next_sentence_is_the_authors_again() -> None:
    found = read("Denmark said that Norway banned TikTok. Sweden fined Instagram.")
    assert found.the("Fine").evidential == "author"


def test_a_quotation_mark_in_an_earlier_sentence_quotes_nothing() -> None:
    assert read('The 12" ferry is late. Norway banned TikTok.').the("Ban").evidential == "author"


def test_a_passive_with_its_source_is_no_hearsay() -> None:
    found = read("Norway was said by Denmark to have banned TikTok.")
    assert found.the("Ban").evidential != "reported"


@pytest.mark.parametrize("sentence", [t[1] for t in TABLE])
def test_whoever_makes_a_claim_is_a_mention_of_the_document(sentence: str) -> None:
    found = read(sentence)
    ids = {c.id for c in found.claims}
    for claim in found.claims:
        assert claim.by is None or claim.by in found.mentions
        assert claim.via is None or claim.via in ids
        assert (claim.by is not None) == (claim.evidential in {"attributed", "quoted"})


def test_a_quotation_over_two_sentences_has_the_speaker_named_after_it() -> None:
    found = read("“Norway banned TikTok. Sweden will fine Instagram,” said Ana Brandt. The minister left.")
    assert found.by("Ban") == ("Ana Brandt", "Statement")
    assert found.by("Fine") == ("Ana Brandt", "Statement")


def test_a_quotation_goes_on_after_its_speaker_is_named() -> None:
    found = read("“Norway was wrong,” Ana Brandt said. “Norway banned TikTok on Monday.” Sweden fined Instagram.")
    assert found.the("Ban").evidential == "quoted"
    assert found.the("Fine").evidential == "author"


def test_we_is_the_author_outside_quotations_and_the_speaker_inside() -> None:
    found = read("“We banned TikTok,” said the Danish government. We fined Instagram.")
    leaf = {m.text: m.leaf for m in found.mentions.values()}
    mentions = [m for m in found.mentions.values() if m.text == "We"]
    assert [m.leaf == leaf["Danish government"] for m in mentions] == [True, False]
    assert found.by("Fine") == (None, None)
