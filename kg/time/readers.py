"""What each kind of English time expression stands for.

A reader gets the named words of a matched pattern, in lower case, and what they are counted from. It gives None, or
raises ValueError, OverflowError or UsageError, when there is no such time.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from kg.time.iso import TimeValue, bounds, spanning
from kg.time.words import (
    CENTURIES,
    DAYS,
    FEASTS,
    LETTERS,
    MONTHS,
    ORDINALS,
    RHYTHMS,
    SEASONS,
    SIZES,
    STEPS,
    UNITS,
    WEEKDAYS,
)
from kg.time.words import cardinal as number_of

Tense = Literal["past", "present", "future"]
Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative expression is counted from."""

    reference: date | None
    tense: Tense | None

    @property
    def day(self) -> date:
        """The reference.

        Raises:
            ValueError: there is none, so nothing can be counted.
        """
        if self.reference is None:
            raise ValueError
        return self.reference


def known(value: str, basis: str = "resolved") -> TimeValue:
    """*value* with its bounds."""
    return TimeValue(value, *bounds(value), basis)


def _pick(values: Sequence[str], shift: str, at: Anchor, *, nearest: bool = True) -> TimeValue | None:
    """The one of *values* (ISO, in order) that "last", "next", "this" or the tense points at.

    In the present tense it is the one nearest to the reference if that makes sense for the kind, else the latest.
    """
    today = at.day.isoformat()
    choices = [known(value) for value in values]
    ended = sum((v.end or "") < today for v in choices)
    begun = sum((v.start or "") <= today for v in choices)
    if shift in STEPS:
        n = ended - 1 if STEPS[shift] < 0 else begun
    elif shift:
        n = next((i for i, v in enumerate(choices) if v.value[:4] == today[:4]), -1)
    elif at.tense == "future":
        n = ended
    elif at.tense == "present" and nearest:
        gaps = [abs(date.fromisoformat(v.start or today) - at.day) for v in choices]
        n = gaps.index(min(gaps)) if gaps else -1
    else:
        n = begun - 1
    return choices[n] if 0 <= n < len(choices) else None


def written(words: Words, _: Anchor) -> TimeValue | None:
    """The value of a time that is in ISO form already; `2008-09` is a season of two years, as print has it."""
    value = words["iso"].upper().partition("T")[0]
    if len(value) == 7 and value[5:].isdigit() and int(value[5:]) == int(value[2:4]) + 1:
        return spanning(known(value[:4], "stated"), known(value[:2] + value[5:], "stated"))
    return known(value, "stated")


def slashed(words: Words, _: Anchor) -> TimeValue | None:
    """5/4/07 is the fourth of May where it can be; 5.4.2007 is the fifth of April."""
    month, day, of = int(words["first"]), int(words["second"]), int(words.get("year") or words["third"])
    if month > 12 or (words.get("mark") == "." and day <= 12):
        month, day = day, month
    if of < 100:
        of += 1900 if of > 68 else 2000  # as POSIX reads them
    return known(date(of, month, day).isoformat(), "stated")


def calendar(words: Words, at: Anchor) -> TimeValue | None:
    """A month or a day, with or without year and weekday, or a stretch of these inside one year."""
    month = MONTHS[words["month"][:3]]
    ends = [(month, words.get("day"))]
    if "month2" in words or "day2" in words:
        ends.append((MONTHS[words["month2"][:3]] if "month2" in words else month, words.get("day2")))
    tails = [f"-{m:02}" + (f"-{int(day.rstrip('stndrh')):02}" if day else "") for m, day in ends]
    if "whole" in words:
        of = year(words, at)
        found = [known(of.value + tail, of.basis) for tail in tails]
    else:
        years = range(at.day.year - 8, at.day.year + 9)  # reaches a leap year on both sides
        days = [f"{y:04}{tails[0]}" for y in years if tails[0] != "-02-29" or monthrange(y, 2)[1] == 29]
        if "weekday" in words:
            days = [d for d in days if date.fromisoformat(d).weekday() == WEEKDAYS[words["weekday"][:3]]]
        first = _pick(days, words.get("shift", ""), at)
        found = [known(first.value[:4] + tail) for tail in tails] if first else []
    return spanning(found[0], found[1]) if len(found) > 1 else found[0] if found else None


def weekday(words: Words, at: Anchor) -> TimeValue | None:
    """A day of the week: this week's, the last, the next, or the one the tense points at."""
    step = {"last": -7, "this": 0, "next": 7}.get(words.get("week", ""), 0)
    same = at.day - timedelta(days=at.day.weekday() - WEEKDAYS[words["weekday"][:3]] - step)
    shift = words.get("shift", "")
    if "week" in words or (shift and shift not in STEPS):
        return known(same.isoformat())
    return _pick([(same + timedelta(days=days)).isoformat() for days in (-7, 0, 7)], shift, at, nearest=False)


def yearly(words: Words, at: Anchor) -> TimeValue | None:
    """A season, quarter, half or feast: of the year named, or of the one the tense points at."""
    if "season" in words:
        tail = SEASONS[words["season"]]
    elif "feast" in words:
        tail = FEASTS[words["feast"].replace("’", "'")]
    else:
        number = int(words["n"]) if "n" in words else ORDINALS[words["ordinal"]]
        tail = f"H{min(number, 2)}" if "halves" in words else f"Q{number}"
    if "whole" in words:
        of = year(words, at)
        return known(f"{of.value}-{tail}", of.basis)
    years = range(at.day.year - 2, at.day.year + 3)
    return _pick([f"{y:04}-{tail}" for y in years], words.get("shift", ""), at)


def year(words: Words, at: Anchor) -> TimeValue:
    """A year in figures, or "last year"."""
    if words["whole"].isdigit():
        return known(words["whole"], "stated")
    return known(f"{at.day.year + STEPS.get(words['whole'].removesuffix(' year'), 0):04}")


def years(words: Words, _: Anchor) -> TimeValue | None:
    """2019-2021, 2019/20."""
    last = words["last"] if len(words["last"]) == 4 else words["year"][:2] + words["last"]
    return spanning(known(words["year"], "stated"), known(last, "stated"))


def months_of(words: Words, at: Anchor) -> TimeValue | None:
    """The first or last few months of a year."""
    of, count = year(words, at), number_of(words["number"]) or 0
    first, last = (1, count) if words["ordinal"] in {"first", "1st"} else (13 - count, 12)
    return spanning(known(f"{of.value}-{first:02.0f}", of.basis), known(f"{of.value}-{last:02.0f}", of.basis))


def era(words: Words, _: Anchor) -> TimeValue | None:
    """A decade or a century; the '20s are those of the last century."""
    if "decade" in words:
        return known(words["decade"], "stated")
    if "tens" in words:
        return known(f"{'20' if words['tens'] in '01' else '19'}{words['tens']}", "stated")
    number = CENTURIES.get(words["nth"]) or int(words["nth"][:-2])
    return known(f"{number - 1:02}", "stated")


def september_11(_words: Words, _at: Anchor) -> TimeValue | None:
    """The day that 9/11 names."""
    return known("2001-09-11", "stated")


def deictic(words: Words, at: Anchor) -> TimeValue | None:
    """Today, yesterday, tonight."""
    return known((at.day + timedelta(days=DAYS[words["deictic"]])).isoformat())


def _moved(day: date, count: float, unit: str) -> str:
    """The ISO value, as fine as *unit*, of the time *count* units after *day*."""
    unit, count = UNITS.get(unit, unit), count * (2 if unit == "fortnight" else 1)
    if unit == "year" and count % 1:
        unit, count = "month", count * 12
    if unit in {"minute", "hour", "day"}:
        return (day + timedelta(days=int(count / {"minute": 1440, "hour": 24, "day": 1}[unit]))).isoformat()
    if unit == "week":
        week = (day + timedelta(days=round(7 * count))).isocalendar()
        return f"{week.year:04}-W{week.week:02}"
    if unit in {"month", "quarter"}:
        of, month = divmod(day.year * 12 + day.month - 1 + round(count) * SIZES.get(unit, 1), 12)
        return f"{of:04}-Q{month // 3 + 1}" if unit == "quarter" else f"{of:04}-{month + 1:02}"
    return f"{day.year + round(count) * SIZES.get(unit, 1):04}"[: {"decade": 3, "century": 2}.get(unit, 4)]


def shifted(words: Words, at: Anchor) -> TimeValue | None:
    """Last week, this month, the following year; a weekend looks back unless the tense is future."""
    step = STEPS.get(words.get("shift", ""), 0)
    if "unit" in words:
        return known(_moved(at.day, step, words["unit"]))
    back = 7 if step == 0 and at.tense != "future" and at.day.weekday() < 5 else 0
    saturday = at.day + timedelta(days=5 - at.day.weekday() + 7 * step - back)
    return known(f"{saturday}/{saturday + timedelta(days=1)}")


def _count(words: Words) -> float | None:
    count = number_of(words.get("number", "one"))
    return count + 0.5 if count is not None and words.keys() & {"half", "half2"} else count


def distant(words: Words, at: Anchor) -> TimeValue | None:
    """Two weeks ago, three days later: as fine as the unit, but two decades ago is a year."""
    count, unit = _count(words), words["unit"]
    if count is None:
        return None
    if SIZES.get(unit, 1) >= 10:
        count, unit = count * SIZES[unit], "year"
    return known(_moved(at.day, -count if words["ago"] in {"ago", "earlier"} else count, unit))


def stretch(words: Words, at: Anchor) -> TimeValue | None:
    """The past five years, up to today; the next two weeks, from today."""
    count, unit = _count(words), UNITS.get(words["unit"], words["unit"])
    if words["shift"] not in STEPS:
        return duration(words, at)  # "that six months"
    if count is None:
        return None
    count *= STEPS[words["shift"]] * SIZES.get(words["unit"], 1)
    if LETTERS[unit] in {"M", "Y"}:
        of, month = divmod(at.day.year * 12 + at.day.month - 1 + round(count * (12 if LETTERS[unit] == "Y" else 1)), 12)
        other = date(of, month + 1, min(at.day.day, monthrange(of, month + 1)[1]))
    else:
        other = at.day + timedelta(days=round(count * {"week": 7, "hour": 1 / 24, "minute": 1 / 1440}.get(unit, 1)))
    return replace(known("/".join(day.isoformat() for day in sorted((at.day, other)))), granularity=unit)


def duration(words: Words, _: Anchor) -> TimeValue | None:
    """Two years, a 31-month stay: a length without a place in time."""
    count, letters = _count(words), LETTERS[UNITS.get(words["unit"], words["unit"])]
    if count is None:
        return None
    return known(f"P{letters[:-1]}{count * SIZES.get(words['unit'], 1):.10g}{letters[-1]}", "stated")


def rhythm(words: Words, _: Anchor) -> TimeValue | None:
    """Annual, daily: how long from one time to the next."""
    return known(RHYTHMS[words["rhythm"]], "stated")


def clock(words: Words, _: Anchor) -> TimeValue | None:
    """A time of day, on no day in particular."""
    hour = {"noon": 12, "midday": 12, "midnight": 0}[words["named"]] if "named" in words else int(words["hour"])
    if "meridiem" in words:
        hour = hour % 12 + (12 if words["meridiem"] == "p" else 0)
    return known(f"T{hour:02}:{words.get('minute', '00')}", "stated")


def vague(_words: Words, _at: Anchor) -> TimeValue | None:
    """Nothing: a time that is found and cannot be placed, such as "recent years"."""
    return None
