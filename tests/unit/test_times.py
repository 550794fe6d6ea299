from __future__ import annotations

from datetime import date

import pytest

from kg.extract import parser
from kg.extract.times import FoundTime, dateline, times_in

WEDNESDAY = date(2019, 8, 14)

CASES: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("The council met on Monday.", [("Monday", "2019-08-12")]),
    ("The council will meet on Monday.", [("Monday", "2019-08-19")]),
    ("The council is going to meet on Monday.", [("Monday", "2019-08-19")]),
    ("The council said it would meet on Monday.", [("Monday", "2019-08-19")]),
    ("The council plans to meet in October.", [("October", "2019-10")]),
    ("The bridge is due in March.", [("March", "2020-03")]),
    ("The bridge closed in March and will reopen in October.", [("March", "2019-03"), ("October", "2019-10")]),
    ("The vote is scheduled for March.", [("March", "2020-03")]),
    ("The vote proposed in March was lost.", [("March", "2019-03")]),
    ("The sides have agreed in March.", [("March", "2019-03")]),
    ("The bridge closed last year.", [("last year", "2018")]),
    ("From 2012 to 2014 the bridge was closed.", [("2012", "2012"), ("2014", "2014")]),
    ("It was closed between May and July 2016.", [("May", "2016-05"), ("July 2016", "2016-07")]),
    (
        "It closed on June 3, 2016, and the next day the mayor quit.",
        [("June 3, 2016", "2016-06-03"), ("the next day", "2016-06-04")],
    ),
    ("Two years later the mayor returned.", [("Two years later", None)]),
    ("The contract runs for two years.", [("two years", "P2Y")]),
    ("The 41-year-old mayor lost 2,000 votes.", []),
    ("They paid about 2000 riders.", []),
    ("The mayor now currently rests.", []),
]
EXTENTS = [
    ("The bridge has been closed since 2016.", "2016/..", "since"),
    ("The bridge must open by October.", "../2019-10", "by"),
    ("The mayor will leave within two weeks.", "2019-08-14/2019-08-28", "within"),
    ("The mayor will leave in two weeks.", "2019-W35", "in"),
    ("The mayor fixed it in two weeks.", "P2W", "in"),
    ("The bridge was closed from 2012 to 2014.", "2012/2014", "from"),
]


def times(sentence: str, *, reference: date | None = WEDNESDAY, previous: date | None = None) -> list[FoundTime]:
    [[(_, doc)]] = parser.parse([sentence])
    return [t for s in parser.sentences(doc) for t in times_in(s, offset=3, reference=reference, previous=previous)]


@pytest.mark.parametrize(("sentence", "wanted"), CASES)
def test_times_are_read_with_the_tense_of_their_verb(sentence: str, wanted: list[tuple[str, str | None]]) -> None:
    found = times(sentence)
    assert [(t.text, t.value.value if t.value else None) for t in found] == wanted
    assert all(("   " + sentence)[t.start : t.end] == t.text for t in found)


@pytest.mark.parametrize(("sentence", "value", "preposition"), EXTENTS)
def test_the_preposition_gives_the_extent(sentence: str, value: str, preposition: str) -> None:
    first = times(sentence)[0]
    assert first.extent is not None
    assert (first.extent.value, first.preposition) == (value, preposition)


def test_without_a_date_only_written_years_are_placed() -> None:
    found = times("It opened in June 2016 and closed in July, not on Friday.", reference=None)
    assert [t.value.value if t.value else None for t in found] == ["2016-06", "2016-07", None]


def test_a_story_goes_on_from_the_sentence_before() -> None:
    [found] = times("Two days later the mayor quit.", previous=date(2016, 6, 3))
    assert found.value is not None
    assert found.value.start == "2016-06-05"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Bridge closed\nJune 3, 2016\nThe bridge was closed.", date(2016, 6, 3)),
        ("Bridge closed\n\nPublished: 3 June 2016\nThe bridge was closed.", date(2016, 6, 3)),
        ("Bridge closed\nThe bridge was closed on June 3, 2016.", None),
        ("Bridge closed in 2016\nJune 3", None),
        ("", None),
    ],
)
def test_a_date_alone_on_an_early_line_is_the_dateline(text: str, day: date | None) -> None:
    assert dateline(text) == day
