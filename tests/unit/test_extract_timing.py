from __future__ import annotations

import pytest

from kg.model import Time
from tests.unit.sentences import read


def when(text: str, kind: str, *, published: str = "2024-05-08") -> tuple[str | None, str | None, str] | None:
    """Start, end and basis of the one claim of *kind*; the text is published on a Wednesday."""
    time = read(text, published=published).time(kind)
    return (time.start, time.end, time.basis) if time else None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norway banned TikTok on May 2, 2024.", ("2024-05-02", "2024-05-02", "stated")),
        ("On May 2, 2024, Norway banned TikTok.", ("2024-05-02", "2024-05-02", "stated")),
        ("Norway banned TikTok in 2019.", ("2019-01-01", "2019-12-31", "stated")),
        ("Norway banned TikTok in March 2019.", ("2019-03-01", "2019-03-31", "stated")),
        ("Norway banned TikTok on Monday.", ("2024-05-06", "2024-05-06", "resolved")),
        ("Norway will ban TikTok on Monday.", ("2024-05-13", "2024-05-13", "resolved")),
        ("Norway banned TikTok yesterday.", ("2024-05-07", "2024-05-07", "resolved")),
        ("Norway banned TikTok last year.", ("2023-01-01", "2023-12-31", "resolved")),
        ("Norway banned TikTok.", ("2024-05-02", "2024-05-08", "assumed")),
    ],
)
def test_a_claim_has_bounds_and_a_basis(text: str, wanted: tuple[str, str, str]) -> None:
    assert when(text, "Ban") == wanted


def test_a_time_is_that_of_its_own_clause() -> None:
    text = "Norway banned TikTok in 2019, and Denmark fined Instagram in 2021."
    assert when(text, "Ban") == ("2019-01-01", "2019-12-31", "stated")
    assert when(text, "Fine") == ("2021-01-01", "2021-12-31", "stated")


def test_the_time_of_a_relative_clause_dates_only_that() -> None:
    text = "Norway, which banned TikTok in 2019, fined Instagram."
    assert when(text, "Ban") == ("2019-01-01", "2019-12-31", "stated")
    assert when(text, "Fine") == ("2024-05-02", "2024-05-08", "assumed")


def test_the_time_of_another_sentence_dates_nothing() -> None:
    assert when("The mayor was born in 1970. Norway banned TikTok.", "Ban") == ("2024-05-02", "2024-05-08", "assumed")


def test_a_story_goes_on_from_the_day_before() -> None:
    text = "Norway banned TikTok on March 4, 2019. The next day Denmark fined Instagram."
    assert when(text, "Fine") == ("2019-03-05", "2019-03-05", "resolved")


def test_a_state_is_not_dated_by_publication() -> None:
    assert when("Facebook owns Instagram.", "Owns") is None


def test_without_a_publication_date_nothing_is_assumed() -> None:
    assert when("Norway banned TikTok.", "Ban", published="") is None
    assert when("Norway banned TikTok on Monday.", "Ban", published="") is None
    assert when("Norway banned TikTok in 2019.", "Ban", published="") == ("2019-01-01", "2019-12-31", "stated")


def test_a_dateline_stands_for_a_publication_date() -> None:
    assert when("Ferry news\nMay 8, 2024\nNorway banned TikTok on Monday.", "Ban", published="")[0] == "2024-05-06"  # type: ignore[index]


@pytest.mark.parametrize("published", ["2024", "2024-05", "soon", "2024-13-45"])
def test_a_publication_date_that_is_no_day_is_passed_over(published: str) -> None:
    assert when("Norway banned TikTok in 2019.", "Ban", published=published) == ("2019-01-01", "2019-12-31", "stated")
    assert when("Norway banned TikTok.", "Ban", published=published) is None


def test_the_words_of_a_time_are_kept_with_their_place() -> None:
    text = "First line.\nNorway banned TikTok on May 2, 2024."
    time = read(text).time("Ban")
    assert time is not None
    assert time.span is not None
    assert text[time.span.start : time.span.end] == time.text == "May 2, 2024"


def test_time_records_come_in_order_with_their_values() -> None:
    found = read("From 2012 to 2014 it was closed. It opened on May 2, 2024.")
    times = [r for r in found.records if isinstance(r, Time)]
    assert [(t.text, t.value) for t in times] == [("2012", "2012"), ("2014", "2014"), ("May 2, 2024", "2024-05-02")]


# --- quantities


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("Norway fined TikTok 5 million euros.", "Fine", (5e6, "money", "EUR", False)),
        ("Norway fined TikTok about $5 million.", "Fine", (5e6, "money", "USD", True)),
        ("Facebook bought Instagram for $1 billion.", "Acquisition", (1e9, "money", "USD", False)),
    ],
)
def test_an_amount_belongs_to_the_claim_it_stands_with(
    text: str, kind: str, wanted: tuple[float, str, str, bool]
) -> None:
    [quantity] = read(text).the(kind).quantities
    assert (quantity.value, quantity.kind, quantity.currency, quantity.approx) == wanted
    assert text[quantity.span.start : quantity.span.end] == quantity.text


def test_an_amount_elsewhere_belongs_to_nobody() -> None:
    assert read("It cost $5. Norway fined TikTok.").the("Fine").quantities == ()


# --- the same bytes


def test_a_text_is_read_the_same_alone_and_among_others() -> None:
    from kg import jsonl
    from tests import corpus

    docs = corpus.documents()
    together = [jsonl.dumps(jsonl.to_dict(r)) for r in corpus.extractor().extract(docs)]
    alone = [jsonl.dumps(jsonl.to_dict(r)) for d in docs for r in corpus.extractor().extract([d])]
    assert together == alone
