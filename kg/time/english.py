"""English time expressions: where they stand in a text, and their ISO values.

One table of patterns serves both: `find` keeps the matches whose surroundings say that they are times, `normalise`
reads a whole expression. Every pattern is bounded, so that the work is linear in the text. No clock is read.

Source: TimeML 1.2.1, TIMEX3, for what "last week" or "three months ago" stand for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache

from kg.errors import UsageError
from kg.time import readers
from kg.time.iso import TimeValue, opened, spanning
from kg.time.readers import Anchor, Tense, Words
from kg.time.words import BARE_YEAR, CENTURIES, FRAGMENTS, MONTHS, WEEKDAYS

_Reader = Callable[[Words, Anchor], TimeValue | None]
_Rule = tuple[re.Pattern[str], re.Pattern[str] | None, _Reader]

_LONGEST = 80  # code points of an expression that is read
_BEHIND = 32  # code points looked at before a match
# fmt: off
_LEAD = re.compile(
    r"(?:in|on|at|during|over|within|for|of|throughout|through|around|about|almost|nearly|some|roughly|approximately|"
    r"more than|less than|at least|up to|just|only|exactly|as early as|as late as|no later than|the) ", re.IGNORECASE)
_OPEN = re.compile(r"(since|from|after|starting|as of|until|till|before|by|to) (.+)", re.IGNORECASE)
_RANGE = re.compile(r"(?:from |between )?(.+?)(?: (?:to|and|until|till|through) | ?[–—] ?| - )(.+)", re.IGNORECASE)
_ANAPHORIC = re.compile(
    r"(?:(?:the )?(?:same|previous|preceding|following)|the next|that) [a-z]+|"
    r".{1,40} (?:earlier|later|afterwards)", re.IGNORECASE)
_PREFIX = re.compile(
    r"\b(?:(?:the )?(?:very )?(?:beginning|start|middle|end|close|rest|remainder) of (?:the )?|"
    r"(?:the )?(?:early|late|earlier|later)(?: in| on)? (?:the )?|(?:the )?mid[- ])$", re.IGNORECASE)
_SUFFIX = re.compile(r" (?:morning|afternoon|evening|night)\b", re.IGNORECASE)
_NAMED = re.compile(rf"\b(?:{FRAGMENTS['month']}|{FRAGMENTS['weekday']})\b", re.IGNORECASE)
_IN = (r"\b(?:in|since|by|until|till|before|after|from|of|during|through|throughout|around|circa|between|early|late|"
       rf"for|fiscal|year|as|least) |\bmid-|{BARE_YEAR}(?:,|,? to|,? and|,? or| through| until) ")
_THE = r"\b(?:the|its|his|her|their|this|our) |['’]s "
# An expression starts with a figure, or with a word that some pattern holds: all others need not be tried.
_WORD = re.compile(r"(?<![\w$€£#])(?:[A-Za-z]+|['’]?\d)")
_NEVER_FIRST = {"in", "of", "and", "from", "than", "more", "before", "after"}
# A figure or a word that starts like this stands in every expression, not far behind its first word.
_TEMPORAL = re.compile(
    rf"\d|q\b|{'|'.join(FRAGMENTS[f] for f in ('month', 'weekday', 'season', 'unit', 'rhythm'))}|"
    r"yesterday|today|tonight|tomorrow|morning|afternoon|evening|weekend|noon|midday|midnight|halloween|christmas",
    re.IGNORECASE)
_SPREAD = 80
# fmt: on


def find(text: str) -> list[tuple[int, int]]:
    """Half-open spans of time expressions in *text*, in order, none overlapping.

    Years and months standing alone count only after words such as "in" and "since". "from 2012 to 2014" is two times.
    """
    spans = []
    sought, first = _sought()
    words = list(_WORD.finditer(text))
    marks = [word.start() for word in words if temporal(word[0])]
    for word in words if marks else ():
        start = word.start()
        if (nearest := bisect_left(marks, start)) == len(marks) or marks[nearest] > start + _SPREAD:
            continue
        if word[0][:3].lower() not in first and word[0].lower() not in first and not word[0][-1].isdigit():
            continue
        for pattern, before in sought:
            match = pattern.match(text, start)
            if match and before.search(text, max(0, start - _BEHIND), start) and _capital(match[0]):
                spans.append(_extended(text, start, match.end()))
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


@lru_cache(maxsize=20_000)
def temporal(word: str) -> bool:
    """Whether *word*, letters or a figure, may be what makes an expression one of time."""
    return word[-1].isdigit() or _TEMPORAL.match(word) is not None


def normalise(text: str, *, reference: date | None, tense: Tense | None = None) -> TimeValue | None:
    """The value of the time expression *text*, or None if it cannot be read.

    *reference* is the day that counts as today; without it only what states its year is read. *tense* decides between
    the last and the next Friday or June: past or None gives the latest that has begun, future the first that has not
    ended, present the nearest month or date and the latest weekday.
    """
    flat = " ".join(text.replace("’", "'").split()).strip(' ,.;:()[]"“”')
    return _read(re.sub(r"'s?$", "", flat), Anchor(reference, tense)) if len(flat) <= _LONGEST else None


def anaphoric(text: str) -> bool:
    """Whether *text* counts from another time in the story ("the next day", "two years later"), not from today."""
    return _ANAPHORIC.fullmatch(text) is not None


def _capital(words: str) -> bool:
    """Whether every month and weekday in *words* is written as a name: "may" and "march" are verbs."""
    return all(match[0][0].isupper() for match in _NAMED.finditer(words))


def _extended(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with its "late", "the end of" or "evening"."""
    before = _PREFIX.search(text, max(0, start - _BEHIND), start)
    after = _SUFFIX.match(text, end)
    return before.start() if before else start, after.end() if after else end


def _read(text: str, at: Anchor) -> TimeValue | None:
    """The value of *text*, whose gaps are single spaces; each recursion reads less of it."""
    for pattern, _, reader in _rules():
        if match := pattern.fullmatch(text):
            try:
                return reader({key: words.lower() for key, words in match.groupdict().items() if words}, at)
            except (ValueError, OverflowError, UsageError):
                return None
    if match := _LEAD.match(text):
        return _read(text[match.end() :], at)
    if match := _OPEN.fullmatch(text):
        inner = _read(match[2], at)
        return (inner and opened(inner, match[1].lower())) or _between(text, at)
    return _between(text, at)


def _between(text: str, at: Anchor) -> TimeValue | None:
    """The interval of "from X to Y"; a year written once serves both."""
    match = _RANGE.fullmatch(text)
    end = _read(match[2], at) if match else None
    if match is None or end is None or end.start is None:
        return None
    start = _read(f"{match[1]} {end.start[:4]}", at) if end.basis == "stated" else None
    start = start or _read(match[1], at)
    return spanning(start, end) if start else None


def _nested(words: Words, at: Anchor) -> TimeValue | None:
    """Tuesday evening: Tuesday."""
    return _read(words["inner"], at)


def _part(words: Words, at: Anchor) -> TimeValue | None:
    """Late 2023, the end of March, earlier this week: the value with narrower bounds."""
    value = _read(words["inner"], at)
    if value is None or value.start is None or value.end is None or value.granularity == "day":
        return value
    first, last = date.fromisoformat(value.start), date.fromisoformat(value.end)
    which = words["edge"].split()[0]
    if which in {"earlier", "later", "rest", "remainder"} and at.reference and first <= at.reference <= last:
        first, last = (first, at.day) if which == "earlier" else (at.day, last)
    else:
        cuts = _thirds(first, last)
        early = which in {"early", "earlier", "beginning", "start", "first"}
        n = 0 if early else 1 if which in {"mid", "middle"} else 2
        first, last = cuts[n], cuts[n + 1] - timedelta(days=1)
    return replace(value, start=first.isoformat(), end=last.isoformat())


def _thirds(first: date, last: date) -> list[date]:
    """The first days of the early, middle and late part of a stretch, and the day after it; whole months if it can."""
    after = last + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    if first.day == after.day == 1 and months % 3 == 0:
        starts = [divmod(first.year * 12 + first.month - 1 + n * months // 3, 12) for n in range(4)]
        return [date(year, month + 1, 1) for year, month in starts]
    return [first, *(first + timedelta(days=(after - first).days * n // 3) for n in (1, 2)), after]


def _rule(pattern: str, reader: _Reader, *, after: str | None = "") -> _Rule:
    """A pattern, what must stand before it to be found (None: is never looked for), and its reader.

    In the pattern " " is any gap inside a paragraph, "~" a hyphen and "{month}" a named group of that fragment.
    """
    expanded = re.sub(r"\{([a-z]+)(\d?)\}", lambda m: f"(?P<{m[1]}{m[2]}>{FRAGMENTS[m[1]]})", pattern)
    expanded = expanded.replace("~", " ?- ?").replace(" ", r"(?:[^\S\n]{1,3}|\n)")
    whole = re.compile(rf"(?<![\w$€£#])(?<!\d[.,:/-])(?:{expanded})(?![\w%])(?![.,:/-]\d)", re.IGNORECASE)
    return whole, None if after is None else re.compile(f"(?:{after})$", re.IGNORECASE), reader


@cache
def _rules() -> tuple[_Rule, ...]:
    """The patterns of a whole expression, the first that fits wins; compiled when first needed."""
    # fmt: off
    return (
        _rule(r"(?P<iso>\d{4}-\d\d-\d\d(?:T[\d:.Z+-]{2,24})?)", readers.written),
        _rule(r"(?P<iso>\d{4}-(?:\d\d|W\d\d|Q\d|H\d))", readers.written, after=_IN),
        _rule(r"(?P<first>\d\d?)(?P<mark>[/.-])(?P<second>\d\d?)(?P=mark)(?P<third>\d{4})", readers.slashed),
        _rule(r"(?P<first>\d\d?)(?P<mark>/)(?P<second>\d\d?)/(?P<third>\d\d)", readers.slashed),
        _rule(r"{year}/(?P<first>0?\d|1[0-2])/(?P<second>[0-3]?\d)", readers.slashed),
        _rule("9/11", readers.september_11),
        _rule("(?:{weekday},? )?{month} (?:the )?{day}(?: ?{dash} ?(?:{month2} )?{day2})?(?:,? {whole})?",
              readers.calendar),
        _rule("(?:{weekday},? )?(?:the )?{day}(?: ?{dash} ?{day2})?(?: of)? {month}(?:,? {whole})?", readers.calendar),
        _rule("{day} {month} ?{dash} ?{day2} {month2}(?:,? {whole})?", readers.calendar),
        _rule("{month}(?: ?{dash} ?{month2})?,?(?: of)? {whole}", readers.calendar),
        _rule("{month} ?{dash} ?{month2}", readers.calendar),
        _rule("(?:the )?{shift} {month}", readers.calendar),
        _rule("{month}", readers.calendar, after=r"\b(?:in|since|until|till|during|between|early|late|mid) |\bmid-|"
                                                 rf"\b(?:{FRAGMENTS['month']}) (?:to|and|or|through) "),
        _rule("(?=january|february|july|september|october|november|december){month}", readers.calendar),
        _rule("(?:the )?(?:{shift} )?(?=[a-z]{3,6}day){weekday}", readers.weekday,
              after=r"(?<!\bblack )(?<!\bgood )(?<!\bsuper )(?<!\bcyber )(?<!\bbloody )(?<!\beaster )(?<!\bash )"),
        _rule("(?:the )?(?:{shift} )?{weekday}", readers.weekday, after=None),
        _rule("{weekday} (?:of )?(?P<week>last|this|next) week", readers.weekday),
        _rule("{deictic}", readers.deictic),
        _rule("(?:the )?(?P<shift>past|coming) {unit}", readers.stretch),
        _rule("(?:the )?{shift} (?:calendar |fiscal )?{unit}", readers.shifted),
        _rule("(?:the|(?:the )?{shift}) weekend", readers.shifted),
        _rule("the {unit}", readers.shifted, after=None),
        _rule("(?:the )?{shift} {number}{more}(?:~| ){unit}s?", readers.stretch),
        _rule("{number}{half}? {unit}s?{half2}? {ago}", readers.distant),
        _rule("(?:the )?{unit}~{ago}(?: period| month| quarter)?", readers.distant),
        _rule("(?:years|decades|centuries|months|weeks|days|hours) ago", readers.vague),
        _rule("(?:{unit}s?~long)", readers.vague),
        _rule("(?=[a-z]{3,6}days){weekday}s", readers.vague),
        _rule("(?-i:{rhythm})", readers.rhythm),
        _rule("(?:the )?{ordinal}(?:~| )quarter(?:,?(?: of| in)?(?: fiscal)?(?: year)? {whole})?", readers.yearly),
        _rule("Q(?P<n>[1-4])(?:,?(?: of)? {whole})?", readers.yearly),
        _rule("(?:the )?{ordinal}(?:~| )(?P<halves>half) of(?: fiscal)? {whole}", readers.yearly),
        _rule("(?:the )?{ordinal} {number} months of {whole}", readers.months_of),
        _rule("(?:the )?{season}(?: of)? {whole}", readers.yearly),
        _rule("(?:the )?{shift} {season}", readers.yearly),
        _rule("(?:the )?{season}(?! of)", readers.yearly, after=r"\b(?:in|during|since|until|over|through) "),
        _rule("(?:{shift} )?{feast}", readers.yearly, after=r"\b(?:by|before|until|since|on|over|after) "),
        _rule("(?:the )?(?:fiscal |calendar )?(?:year )?{whole}", readers.year, after=None),
        _rule(BARE_YEAR, readers.vague, after=_IN),
        _rule(BARE_YEAR + "(?= [a-z])", readers.vague, after=_THE),
        _rule(r"(?<=\()" + BARE_YEAR + r"(?=\))", readers.vague),
        _rule(r"(?:the )?{year}(?: ?{dash} ?|/)(?P<last>(?:1\d|20|21)\d\d)", readers.years),
        _rule(r"(?:the )?{year}(?:{dash}|/)(?P<last>\d\d)", readers.years, after=rf"{_IN}|{_THE}|\("),
        _rule(r"(?:the )?(?P<decade>(?:1\d|20)\d)0['’]?s", readers.era),
        _rule(r"(?:the )?['’](?P<tens>\d)0s", readers.era),
        _rule(r"(?:the )?(?P<nth>\d\d?(?:st|nd|rd|th)|" + "|".join(CENTURIES) + ")(?:~| )century", readers.era),
        _rule("(?:the )?{edge} of (?P<inner>(?:the|this|last|next) (?:year|month|week|decade|century|quarter))", _part),
        _rule("(?:the )?(?:very )?(?P<edge>early|late|mid|earlier|later|" + FRAGMENTS["edge"] + ")"
              "(?: of| in| on)?(?:~| )(?P<inner>.{3,60})", _part, after=None),
        _rule("(?!an? (?!few|couple|dozen)|some |many |another |three(?:~| )quarters)"
              "{number}{half}?{more}(?:~| ){unit}s?{half2}?(?:~long)?(?!(?:~| )old)", readers.duration),
        _rule("{number}{half}?{more}(?:~| ){unit}s?{half2}?(?:~long)?", readers.duration, after=None),
        _rule("(?:each|every|per) {unit}", readers.duration),
        _rule("(?:the )?(?:recent|coming|past|last|next|following|ensuing|subsequent|later|early) {unit}s",
              readers.vague),
        _rule("(?:the )?(?:years|decades|centuries|months|weeks|days)", readers.vague,
              after=r"\b(?:for|over|within|in) "),
        _rule(r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?: ?(?P<meridiem>[ap])\.?m\b\.?)?{zone}",
              readers.clock),
        _rule(r"(?P<hour>1[0-2]|0?[1-9]) ?(?P<meridiem>[ap])\.?m\b\.?{zone}", readers.clock),
        _rule(r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?: hours)?{zone}(?<!\d)", readers.clock),
        _rule("(?P<named>noon|midday|midnight)", readers.clock, after=r"\b(?:at|by|until|since|before|after|around) "),
        _rule("(?P<inner>.{3,60}?),?(?: at)? (?:morning|afternoon|evening|night|midday|noon|midnight)", _nested,
              after=None),
    )
    # fmt: on


@cache
def _sought() -> tuple[list[tuple[re.Pattern[str], re.Pattern[str]]], set[str]]:
    """The patterns that are looked for in a text, and the words that they may start with."""
    sought = [(pattern, before) for pattern, before, _ in _rules() if before is not None]
    words = re.findall("[a-z]+", " ".join(pattern.pattern.lower() for pattern, _ in sought))
    return sought, {"a", "q", *MONTHS, *WEEKDAYS} | {word for word in words if len(word) > 1} - _NEVER_FIRST
