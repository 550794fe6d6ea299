"""ISO 8601 values and the days they cover.

Values are as reduced as the text is: `2008`, `2008-06`, `2008-06-18`, `2008-W24`, `199` (decade), `19` (century),
`P2Y` (duration), `T18:00` (clock), `a/b` (interval, `..` for an open end). Quarters (`2008-Q2`), halves (`2008-H1`) and
seasons (`2008-SP`, `-SU`, `-FA`, `-WI`: northern, winter runs into the next year) are TIMEX3's.

Source: ISO 8601-1:2019; ISO 8601-2:2019 (open intervals); TimeML 1.2.1, TIMEX3.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.errors import UsageError

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T[\d:.Z+-]{2,24})?)?|W(?P<week>\d\d)|Q(?P<quarter>[1-4])|"
    r"H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?|(?P<decade>\d{3})|(?P<century>\d\d)|(?P<clock>T\d\d:\d\dZ?)",
    re.ASCII,
)
_DURATION = re.compile(r"P(?:(?P<clock>T)\d{1,9}(?:\.\d{1,3})?[HM]|\d{1,9}(?:\.\d{1,3})?(?P<unit>[YMWD]))", re.ASCII)
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class TimeValue:
    """When something was: an ISO value, the first and last day it covers, how fine that is and how it is known.

    `start` and `end` are None where unknown, open, or for a pure duration. "late 2023" has the value `2023` and
    narrower bounds. `basis`: `stated` (the year is written), `resolved` (counted from a reference date), `assumed`
    (nothing is written).
    """

    value: str
    start: str | None
    end: str | None
    granularity: str
    basis: str


def bounds(value: str) -> tuple[str | None, str | None, str]:
    """First day, last day (inclusive) and granularity of an ISO value of the forms above.

    Raises:
        UsageError: *value* is of another form, or no such day exists.
    """
    if value.count("/") == 1:
        first, _, last = value.partition("/")
        start, _, fine = (None, None, "") if first in {"", ".."} else bounds(first)
        _, end, coarse = (None, None, "") if last in {"", ".."} else bounds(last)
        return start, end, _shared(fine or coarse, coarse or fine)
    if duration := _DURATION.fullmatch(value):
        return None, None, _UNITS.get(duration["unit"], "other")
    try:
        covered, granularity = _days(value)
    except ValueError:
        raise UsageError(f"{value!r} is no date: write 2008, 2008-06, 2008-06-18, 2008-W24, 2008-Q2 or a/b") from None
    return (covered[0].isoformat(), covered[1].isoformat(), granularity) if covered else (None, None, granularity)


def spanning(first: TimeValue, last: TimeValue) -> TimeValue | None:
    """The interval from the start of *first* to the end of *last*; None if either is open or they run backwards."""
    if first.start is None or last.end is None or first.start > last.end or "/" in first.value + last.value:
        return None
    basis = "stated" if first.basis == last.basis == "stated" else "resolved"
    granularity = _shared(first.granularity, last.granularity)
    return TimeValue(f"{first.value}/{last.value}", first.start, last.end, granularity, basis)


def opened(value: TimeValue, word: str) -> TimeValue | None:
    """*value* as the open interval that the preposition *word* ("since", "until") makes of it; None if it cannot be."""
    if value.start is None or value.end is None or "/" in value.value:
        return None
    granularity = _shared(value.granularity, value.granularity)
    if word in {"until", "till", "before", "by", "to"}:
        return replace(value, value=f"../{value.value}", start=None, granularity=granularity)
    return replace(value, value=f"{value.value}/..", end=None, granularity=granularity)


def assumed(published: str) -> TimeValue:
    """The seven days up to *published* (an ISO date): when an undated event of a report happened.

    Raises:
        UsageError: *published* names no day.
    """
    _, end, _ = bounds(published)
    if end is None:
        raise UsageError(f"{published!r} is no day of publication: write 2008-06-18")
    return TimeValue(published, (date.fromisoformat(end) - timedelta(days=6)).isoformat(), end, "week", "assumed")


def _shared(first: str, last: str) -> str:
    """The granularity of an interval from its ends': never day, which says that a single day is meant."""
    return first if first == last != "day" else "other"


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """First and last day of *count* months from *month* of *year* on."""
    more, last = divmod(month + count - 2, 12)
    return date(year, month, 1), date(year + more, last + 1, monthrange(year + more, last + 1)[1])


def _days(value: str) -> tuple[tuple[date, date] | None, str]:
    """The days of an ISO value that is no interval, and their granularity; a ValueError if they do not exist."""
    match = _ISO.fullmatch(value)
    if match is None:
        raise ValueError
    parts = {key: part for key, part in match.groupdict().items() if part}
    number = {key: int(part) for key, part in parts.items() if part.isdigit()}
    year = number.get("year", 0)
    for key, years in (("decade", 10), ("century", 100)):
        if key in number:
            return (date(number[key] * years, 1, 1), date(number[key] * years + years - 1, 12, 31)), key
    if "day" in number:
        day = date(year, number["month"], number["day"])
        return (day, day), "day"
    if "week" in number:
        monday = date.fromisocalendar(year, number["week"], 1)
        return (monday, monday + timedelta(days=6)), "week"
    for key, count in (("month", 1), ("quarter", 3), ("half", 6)):
        if key in number:
            return _months(year, (number[key] - 1) * count + 1, count), key
    if "season" in parts:
        return _months(year, _SEASON_MONTH[parts["season"]], 3), "season"
    return (None, "other") if "clock" in parts else (_months(year, 1, 12), "year")
