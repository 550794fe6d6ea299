from __future__ import annotations

from datetime import date

import pytest

from kg.errors import UsageError
from kg.time import TimeValue, anaphoric, assumed, bounds, cardinal, find, normalise, opened, spanning
from tests.growth import linear

WEDNESDAY = date(2019, 8, 14)  # the reference of every case below

# text, value, start, end, granularity
STATED = [
    ("March 3, 2008", "2008-03-03", "2008-03-03", "2008-03-03", "day"),
    ("Mar. 3, 2008", "2008-03-03", "2008-03-03", "2008-03-03", "day"),
    ("MARCH 3 2008", "2008-03-03", "2008-03-03", "2008-03-03", "day"),
    ("March 3rd, 2008", "2008-03-03", "2008-03-03", "2008-03-03", "day"),
    ("3 March 2008", "2008-03-03", "2008-03-03", "2008-03-03", "day"),
    ("the 3rd of March, 2008", "2008-03-03", "2008-03-03", "2008-03-03", "day"),
    ("Monday, March 3, 2008", "2008-03-03", "2008-03-03", "2008-03-03", "day"),
    ("Mon, 3 Mar 2008", "2008-03-03", "2008-03-03", "2008-03-03", "day"),
    ("29 February 2008", "2008-02-29", "2008-02-29", "2008-02-29", "day"),
    ("2008-03-03", "2008-03-03", "2008-03-03", "2008-03-03", "day"),
    ("2008-03-03T10:15:00Z", "2008-03-03", "2008-03-03", "2008-03-03", "day"),
    ("2008/03/04", "2008-03-04", "2008-03-04", "2008-03-04", "day"),
    ("3/4/2008", "2008-03-04", "2008-03-04", "2008-03-04", "day"),
    ("3/4/08", "2008-03-04", "2008-03-04", "2008-03-04", "day"),
    ("3/4/98", "1998-03-04", "1998-03-04", "1998-03-04", "day"),
    ("13/4/2008", "2008-04-13", "2008-04-13", "2008-04-13", "day"),
    ("3.4.2008", "2008-04-03", "2008-04-03", "2008-04-03", "day"),
    ("9/11", "2001-09-11", "2001-09-11", "2001-09-11", "day"),
    ("June 3-5, 2008", "2008-06-03/2008-06-05", "2008-06-03", "2008-06-05", "other"),
    ("3–5 June 2008", "2008-06-03/2008-06-05", "2008-06-03", "2008-06-05", "other"),
    ("June 30 - July 4, 2008", "2008-06-30/2008-07-04", "2008-06-30", "2008-07-04", "other"),
    ("30 June – 4 July 2008", "2008-06-30/2008-07-04", "2008-06-30", "2008-07-04", "other"),
    ("June 2008", "2008-06", "2008-06-01", "2008-06-30", "month"),
    ("June of 2008", "2008-06", "2008-06-01", "2008-06-30", "month"),
    ("in June, 2008", "2008-06", "2008-06-01", "2008-06-30", "month"),
    ("February 2008", "2008-02", "2008-02-01", "2008-02-29", "month"),
    ("May-July 2020", "2020-05/2020-07", "2020-05-01", "2020-07-31", "month"),
    ("between May and July 2020", "2020-05/2020-07", "2020-05-01", "2020-07-31", "month"),
    ("2008", "2008", "2008-01-01", "2008-12-31", "year"),
    ("the year 2008", "2008", "2008-01-01", "2008-12-31", "year"),
    ("fiscal 2008", "2008", "2008-01-01", "2008-12-31", "year"),
    ("2008's", "2008", "2008-01-01", "2008-12-31", "year"),
    ("2019-2021", "2019/2021", "2019-01-01", "2021-12-31", "year"),
    ("from 2012 to 2014", "2012/2014", "2012-01-01", "2014-12-31", "year"),
    ("2009 until 2011", "2009/2011", "2009-01-01", "2011-12-31", "year"),
    ("2008-09", "2008/2009", "2008-01-01", "2009-12-31", "year"),
    ("2008/09", "2008/2009", "2008-01-01", "2009-12-31", "year"),
    ("2008-06", "2008-06", "2008-06-01", "2008-06-30", "month"),
    ("2008-W24", "2008-W24", "2008-06-09", "2008-06-15", "week"),
    ("since 2009", "2009/..", "2009-01-01", None, "year"),
    ("until June 2009", "../2009-06", None, "2009-06-30", "month"),
    ("by March 3, 2008", "../2008-03-03", None, "2008-03-03", "other"),
    ("the 1990s", "199", "1990-01-01", "1999-12-31", "decade"),
    ("the '90s", "199", "1990-01-01", "1999-12-31", "decade"),
    ("the 2010s", "201", "2010-01-01", "2019-12-31", "decade"),
    ("the 19th century", "18", "1800-01-01", "1899-12-31", "century"),
    ("the twenty-first century", "20", "2000-01-01", "2099-12-31", "century"),
    ("the first quarter of 2024", "2024-Q1", "2024-01-01", "2024-03-31", "quarter"),
    ("Q3 2022", "2022-Q3", "2022-07-01", "2022-09-30", "quarter"),
    ("fourth quarter 2022", "2022-Q4", "2022-10-01", "2022-12-31", "quarter"),
    ("the second half of 2011", "2011-H2", "2011-07-01", "2011-12-31", "half"),
    ("summer 2004", "2004-SU", "2004-06-01", "2004-08-31", "season"),
    ("the winter of 2004", "2004-WI", "2004-12-01", "2005-02-28", "season"),
    ("the first nine months of 2007", "2007-01/2007-09", "2007-01-01", "2007-09-30", "month"),
    ("the last three months of 2007", "2007-10/2007-12", "2007-10-01", "2007-12-31", "month"),
    ("late 2023", "2023", "2023-09-01", "2023-12-31", "year"),
    ("early 2023", "2023", "2023-01-01", "2023-04-30", "year"),
    ("mid-2023", "2023", "2023-05-01", "2023-08-31", "year"),
    ("the end of 2003", "2003", "2003-09-01", "2003-12-31", "year"),
    ("mid-March 2008", "2008-03", "2008-03-11", "2008-03-20", "month"),
    ("the late 1990s", "199", "1996-09-01", "1999-12-31", "decade"),
    ("the start of June 2008", "2008-06", "2008-06-01", "2008-06-10", "month"),
]
RESOLVED = [
    ("today", "2019-08-14", "2019-08-14", "2019-08-14", "day"),
    ("tonight", "2019-08-14", "2019-08-14", "2019-08-14", "day"),
    ("this morning", "2019-08-14", "2019-08-14", "2019-08-14", "day"),
    ("yesterday", "2019-08-13", "2019-08-13", "2019-08-13", "day"),
    ("Yesterday's", "2019-08-13", "2019-08-13", "2019-08-13", "day"),
    ("last night", "2019-08-13", "2019-08-13", "2019-08-13", "day"),
    ("tomorrow", "2019-08-15", "2019-08-15", "2019-08-15", "day"),
    ("the day before yesterday", "2019-08-12", "2019-08-12", "2019-08-12", "day"),
    ("Tuesday", "2019-08-13", "2019-08-13", "2019-08-13", "day"),
    ("Wednesday", "2019-08-14", "2019-08-14", "2019-08-14", "day"),
    ("on Thursday", "2019-08-08", "2019-08-08", "2019-08-08", "day"),
    ("Tuesday evening", "2019-08-13", "2019-08-13", "2019-08-13", "day"),
    ("late on Tuesday", "2019-08-13", "2019-08-13", "2019-08-13", "day"),
    ("last Friday", "2019-08-09", "2019-08-09", "2019-08-09", "day"),
    ("last Wednesday", "2019-08-07", "2019-08-07", "2019-08-07", "day"),
    ("next Wednesday", "2019-08-21", "2019-08-21", "2019-08-21", "day"),
    ("this Friday", "2019-08-16", "2019-08-16", "2019-08-16", "day"),
    ("this past Monday", "2019-08-12", "2019-08-12", "2019-08-12", "day"),
    ("Friday of last week", "2019-08-09", "2019-08-09", "2019-08-09", "day"),
    ("this week", "2019-W33", "2019-08-12", "2019-08-18", "week"),
    ("last week", "2019-W32", "2019-08-05", "2019-08-11", "week"),
    ("next week", "2019-W34", "2019-08-19", "2019-08-25", "week"),
    ("earlier this week", "2019-W33", "2019-08-12", "2019-08-14", "week"),
    ("later this week", "2019-W33", "2019-08-14", "2019-08-18", "week"),
    ("the weekend", "2019-08-10/2019-08-11", "2019-08-10", "2019-08-11", "other"),
    ("next weekend", "2019-08-24/2019-08-25", "2019-08-24", "2019-08-25", "other"),
    ("last month", "2019-07", "2019-07-01", "2019-07-31", "month"),
    ("late last month", "2019-07", "2019-07-21", "2019-07-31", "month"),
    ("March", "2019-03", "2019-03-01", "2019-03-31", "month"),
    ("in August", "2019-08", "2019-08-01", "2019-08-31", "month"),
    ("October", "2018-10", "2018-10-01", "2018-10-31", "month"),
    ("last August", "2018-08", "2018-08-01", "2018-08-31", "month"),
    ("next March", "2020-03", "2020-03-01", "2020-03-31", "month"),
    ("March of last year", "2018-03", "2018-03-01", "2018-03-31", "month"),
    ("mid-March", "2019-03", "2019-03-11", "2019-03-20", "month"),
    ("June 18", "2019-06-18", "2019-06-18", "2019-06-18", "day"),
    ("18 June", "2019-06-18", "2019-06-18", "2019-06-18", "day"),
    ("November 11", "2018-11-11", "2018-11-11", "2018-11-11", "day"),
    ("February 29", "2016-02-29", "2016-02-29", "2016-02-29", "day"),
    ("Tuesday, March 3", "2015-03-03", "2015-03-03", "2015-03-03", "day"),
    ("this year", "2019", "2019-01-01", "2019-12-31", "year"),
    ("last year", "2018", "2018-01-01", "2018-12-31", "year"),
    ("last year's", "2018", "2018-01-01", "2018-12-31", "year"),
    ("early last year", "2018", "2018-01-01", "2018-04-30", "year"),
    ("later this year", "2019", "2019-08-14", "2019-12-31", "year"),
    ("the end of the year", "2019", "2019-09-01", "2019-12-31", "year"),
    ("last decade", "200", "2000-01-01", "2009-12-31", "decade"),
    ("last summer", "2018-SU", "2018-06-01", "2018-08-31", "season"),
    ("this summer", "2019-SU", "2019-06-01", "2019-08-31", "season"),
    ("last quarter", "2019-Q2", "2019-04-01", "2019-06-30", "quarter"),
    ("the third quarter", "2019-Q3", "2019-07-01", "2019-09-30", "quarter"),
    ("the first half of this year", "2019-H1", "2019-01-01", "2019-06-30", "half"),
    ("Christmas", "2018-12-25", "2018-12-25", "2018-12-25", "day"),
    ("New Year’s Eve", "2018-12-31", "2018-12-31", "2018-12-31", "day"),
    ("three days ago", "2019-08-11", "2019-08-11", "2019-08-11", "day"),
    ("two weeks ago", "2019-W31", "2019-07-29", "2019-08-04", "week"),
    ("a fortnight ago", "2019-W31", "2019-07-29", "2019-08-04", "week"),
    ("a month ago", "2019-07", "2019-07-01", "2019-07-31", "month"),
    ("about six months ago", "2019-02", "2019-02-01", "2019-02-28", "month"),
    ("more than twenty-five years ago", "1994", "1994-01-01", "1994-12-31", "year"),
    ("two and a half years ago", "2017-02", "2017-02-01", "2017-02-28", "month"),
    ("a decade ago", "2009", "2009-01-01", "2009-12-31", "year"),
    ("a year earlier", "2018", "2018-01-01", "2018-12-31", "year"),
    ("year-ago", "2018", "2018-01-01", "2018-12-31", "year"),
    ("two days later", "2019-08-16", "2019-08-16", "2019-08-16", "day"),
    ("the following day", "2019-08-15", "2019-08-15", "2019-08-15", "day"),
    ("three months from now", "2019-11", "2019-11-01", "2019-11-30", "month"),
    ("the past five years", "2014-08-14/2019-08-14", "2014-08-14", "2019-08-14", "year"),
    ("the next two weeks", "2019-08-14/2019-08-28", "2019-08-14", "2019-08-28", "week"),
    ("over the past year", "2018-08-14/2019-08-14", "2018-08-14", "2019-08-14", "year"),
    ("since Monday", "2019-08-12/..", "2019-08-12", None, "other"),
    ("from Monday to Wednesday", "2019-08-12/2019-08-14", "2019-08-12", "2019-08-14", "other"),
]
LENGTHS = [
    ("two years", "P2Y", "year"),
    ("for two years", "P2Y", "year"),
    ("31-year", "P31Y", "year"),
    ("sixty-year", "P60Y", "year"),
    ("eighteen months", "P18M", "month"),
    ("two and a half years", "P2.5Y", "year"),
    ("a year and a half", "P1.5Y", "year"),
    ("two-and-a-half-year", "P2.5Y", "year"),
    ("almost 1,500 days", "P1500D", "day"),
    ("a couple of weeks", "P2W", "week"),
    ("three consecutive quarters", "P9M", "month"),
    ("half a century", "P50Y", "year"),
    ("a fortnight", "P2W", "week"),
    ("72 hours", "PT72H", "other"),
    ("half an hour", "PT0.5H", "other"),
    ("each year", "P1Y", "year"),
    ("annual", "P1Y", "year"),
    ("18:00 UTC", "T18:00", "other"),
    ("7:25 p.m. (GMT +3)", "T19:25", "other"),
    ("12 a.m.", "T00:00", "other"),
    ("noon", "T12:00", "other"),
]
UNREADABLE = [
    "", "soon", "the vote", "several years", "recent years", "decades ago", "February 30, 2008", "June 31", "13/13/08",
    "25:00", "the 99999th century", "2008-13-01", "May 5 to nowhere", "x" * 500, "for of in at", "99,999 years ago",
]  # fmt: skip
FEASTS = {"2018-12-25", "2018-12-31"}  # these are found only after "by", "on", "before" ...
TENSES = [
    ("Friday", "past", "2019-08-09"),
    ("Friday", "future", "2019-08-16"),
    ("Friday", "present", "2019-08-09"),
    ("Wednesday", "future", "2019-08-14"),
    ("March", "past", "2019-03"),
    ("March", "future", "2020-03"),
    ("August", "future", "2019-08"),
    ("October", "present", "2019-10"),
    ("September 1", "present", "2019-09-01"),
    ("September 1", "future", "2019-09-01"),
    ("September 1", "past", "2018-09-01"),
    ("the second quarter", "future", "2020-Q2"),
    ("Christmas", "future", "2019-12-25"),
    ("this weekend", "past", "2019-08-10/2019-08-11"),
    ("this weekend", "future", "2019-08-17/2019-08-18"),
]
FOUND = [
    ("The firm left on March 3, 2008 and came back.", ["March 3, 2008"]),
    ("It opened in 2017, closed in 2018 and 2019.", ["2017", "2018", "2019"]),
    ("It grew from 2012 to 2014 and shrank.", ["2012", "2014"]),
    ("Riders struck between May and July 2020.", ["May", "July 2020"]),
    ("The ban (2008) was lifted.", ["2008"]),
    ("The 2019-2021 plan and the 2019 budget differ.", ["The 2019-2021", "2019"]),
    ("He may march in May, they say.", ["May"]),
    ("April Jones met May Brown.", []),
    ("They met on Tuesday evening and early on Friday.", ["Tuesday evening", "early on Friday"]),
    ("Black Friday sales rose last Friday.", ["last Friday"]),
    ("We spoke two weeks ago; three days later he left.", ["two weeks ago", "three days later"]),
    ("By the end of the year it will pay.", ["the end of the year"]),
    ("In late 2023 and mid-March, earlier this week.", ["late 2023", "mid-March", "earlier this week"]),
    ("A 31-year deal for the next six years.", ["31-year", "the next six years"]),
    ("A 41-year-old man, 30 years old.", []),
    ("It cost $2000 and 2,000 people of Room 1990 came.", []),
    ("Over 2000 riders, 1,999 drivers, 3.2019 points.", []),
    ("The harbour burned in the late 1990s and the '80s.", ["the late 1990s", "the '80s"]),
    ("Sales in the third quarter of 2009 beat Q2 2008.", ["the third quarter of 2009", "Q2 2008"]),
    ("It lasted several years and recent months.", ["several years", "recent months"]),
    ("The bus leaves at 18:05 or 6 p.m. today.", ["18:05", "6 p.m.", "today"]),
    ("It went back to the drawing board; then three quarters agreed.", []),
    ("In the fall of the regime, in the fall.", ["the fall"]),
    ("Since\nJune\n2008 nothing moved.", ["June\n2008"]),
    ("The annual fair is weekly in The Daily Star.", ["annual", "weekly"]),
    ("December's figures and a January poll.", ["December", "January"]),
    ("Call 555-2019 or A-2008.", []),
    ("", []),
]
VALUES = [
    ("2008", "2008-01-01", "2008-12-31", "year"),
    ("2008-06", "2008-06-01", "2008-06-30", "month"),
    ("2008-06-18", "2008-06-18", "2008-06-18", "day"),
    ("2008-06-18T10:00Z", "2008-06-18", "2008-06-18", "day"),
    ("2008-Q2", "2008-04-01", "2008-06-30", "quarter"),
    ("2008-H2", "2008-07-01", "2008-12-31", "half"),
    ("2008-SP", "2008-03-01", "2008-05-31", "season"),
    ("2009-W01", "2008-12-29", "2009-01-04", "week"),
    ("199", "1990-01-01", "1999-12-31", "decade"),
    ("20", "2000-01-01", "2099-12-31", "century"),
    ("2008/2010-03", "2008-01-01", "2010-03-31", "other"),
    ("2008/..", "2008-01-01", None, "year"),
    ("../2008", None, "2008-12-31", "year"),
    ("2008-06-18/2008-06-20", "2008-06-18", "2008-06-20", "other"),
    ("P2Y", None, None, "year"),
    ("PT36H", None, None, "other"),
    ("T18:00", None, None, "other"),
]


@pytest.mark.parametrize(("text", "value", "start", "end", "granularity"), STATED)
def test_a_written_year_needs_no_reference(text: str, value: str, start: str, end: str, granularity: str) -> None:
    assert normalise(text, reference=None) == TimeValue(value, start, end, granularity, "stated")


@pytest.mark.parametrize(("text", "value", "start", "end", "granularity"), RESOLVED)
def test_a_relative_time_counts_from_the_reference(
    text: str, value: str, start: str, end: str, granularity: str
) -> None:
    assert normalise(text, reference=WEDNESDAY) == TimeValue(value, start, end, granularity, "resolved")


@pytest.mark.parametrize("text", [case[0] for case in RESOLVED])
def test_a_relative_time_without_reference_is_not_read(text: str) -> None:
    assert normalise(text, reference=None) is None


@pytest.mark.parametrize(("text", "value", "granularity"), LENGTHS)
def test_lengths_rhythms_and_clock_times_cover_no_days(text: str, value: str, granularity: str) -> None:
    assert normalise(text, reference=WEDNESDAY) == TimeValue(value, None, None, granularity, "stated")


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_time_is_not_read(text: str) -> None:
    assert normalise(text, reference=WEDNESDAY) is None


@pytest.mark.parametrize(("text", "tense", "value"), TENSES)
def test_tense_decides_between_last_and_next(text: str, tense: str, value: str) -> None:
    found = normalise(text, reference=WEDNESDAY, tense=tense)  # type: ignore[arg-type]
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(("text", "words"), FOUND)
def test_times_are_found_where_the_words_around_them_say_so(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in find(text)] == words


@pytest.mark.parametrize(
    "text", [case[0] for case in STATED + RESOLVED if case[0][0].isalpha() and case[1] not in FEASTS]
)
def test_what_can_be_read_is_found_in_a_sentence(text: str) -> None:
    sentence = f"They met during {text} again."
    assert any(sentence[start:end] in text for start, end in find(sentence))


@pytest.mark.parametrize(("value", "start", "end", "granularity"), VALUES)
def test_an_iso_value_has_bounds(value: str, start: str, end: str, granularity: str) -> None:
    assert bounds(value) == (start, end, granularity)


@pytest.mark.parametrize(
    "value", ["", "nonsense", "2008-13", "2008-02-30", "2008-W60", "0000", "a/b", "2008/2009/2010", "/" * 5000, "٢٠٠٨"]
)
def test_what_is_no_iso_value_is_an_error_that_says_so(value: str) -> None:
    with pytest.raises(UsageError):
        bounds(value)


@pytest.mark.parametrize("text", [case[0] for case in STATED + RESOLVED])
def test_the_value_and_the_bounds_agree(text: str) -> None:
    found = normalise(text, reference=WEDNESDAY)
    assert found is not None
    start, end, _ = bounds(found.value)
    assert (found.start or "") >= (start or "")
    assert (found.end or "9999") <= (end or "9999")
    assert (found.granularity == "day") == (found.start == found.end)


def test_an_undated_event_happened_in_the_week_before_publication() -> None:
    assert assumed("2019-08-14") == TimeValue("2019-08-14", "2019-08-08", "2019-08-14", "week", "assumed")
    with pytest.raises(UsageError):
        assumed("P2Y")


def test_two_times_bound_a_stretch_unless_they_run_backwards() -> None:
    first, last = normalise("2009", reference=None), normalise("June 2011", reference=None)
    assert first is not None
    assert last is not None
    assert spanning(first, last) == TimeValue("2009/2011-06", "2009-01-01", "2011-06-30", "other", "stated")
    assert spanning(last, first) is None


def test_a_preposition_opens_a_stretch() -> None:
    year, length = normalise("2009", reference=None), normalise("two years", reference=None)
    assert year is not None
    assert length is not None
    assert opened(year, "since") == TimeValue("2009/..", "2009-01-01", None, "year", "stated")
    assert opened(year, "until") == TimeValue("../2009", None, "2009-12-31", "year", "stated")
    assert opened(length, "since") is None


@pytest.mark.parametrize("text", ["the next day", "the same year", "that week", "two years later", "a day earlier"])
def test_some_times_count_from_the_story(text: str) -> None:
    assert anaphoric(text)


@pytest.mark.parametrize("text", ["next day", "last year", "Friday", "two years ago", "the next two years", "2008"])
def test_other_times_do_not(text: str) -> None:
    assert not anaphoric(text)


@pytest.mark.parametrize(
    ("words", "number"),
    [("12", 12), ("1,200", 1200), ("twenty-five", 25), ("a couple of", 2), ("some", None), ("2.5", 2.5)],
)
def test_numbers_are_read_in_figures_and_words(words: str, number: float | None) -> None:
    assert cardinal(words) == number


@pytest.mark.parametrize(
    "unit",
    ["1 ", "1/", "1,000", "1:", "in ", "the ", "March 3 - ", "twenty-", "the end of the ", "a ", "    ", "\n",
     "2009 to ", "two years and a half ", "10:30 p.m. (UTC ", "half a ", "'", "Monday, "],
)  # fmt: skip
def test_hostile_text_takes_linear_work(unit: str) -> None:
    assert linear(lambda size: find(unit * (size // len(unit))), 4_000)
