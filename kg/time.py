"""English time expressions: where they stand and the days they cover.

Values are ISO 8601, reduced where the text is: `2008`, `2008-06`, `2008-06-18`, `2008-W24`, `199` (decade), `19`
(century), `P2Y` (duration), `T18:00` (clock), `a/b` (interval, `..` for an open end). Three forms are not ISO but
TIMEX3: `2008-Q2`, `2008-H1` and the seasons `2008-SP`, `-SU`, `-FA`, `-WI` (northern; winter runs into the next year).
"late 2023" keeps the value `2023` and has narrower bounds. Nothing here reads a clock.

Source: ISO 8601-1:2019; TimeML 1.2.1, TIMEX3.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from kg.errors import UsageError

Tense = Literal["past", "present", "future"]

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_NUMBERS = {w: n for n, w in enumerate(f"{_ONES} seventeen eighteen nineteen".split())}
_NUMBERS |= {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_NUMBERS |= {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "a dozen": 12, "a hundred": 100, "half a": 0.5, "half an": 0.5}
_VAGUE = {"several", "few", "a few", "many", "some"}
_MONTHS = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_WEEKDAYS = {d: n for n, d in enumerate("mon tue wed thu fri sat sun".split())}
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4, "last": 4}
_CENTURIES = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
_FEASTS = {"new year's day": (1, 1), "valentine's day": (2, 14), "halloween": (10, 31), "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31)}
_UNITS = {"minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "fortnight": "W", "month": "M", "quarter": "M", "year": "Y", "decade": "Y", "century": "Y"}
_MULTIPLES = {"fortnight": 2, "quarter": 3, "decade": 10, "century": 100}

_GAP = r"(?:[^\S\n]{1,3}|\n)"
_FRAGMENTS = {
    "year": r"(?:1\d|20|21)\d\d",
    "month": r"jan(?:uary|\b\.?)|feb(?:ruary|\b\.?)|mar(?:ch|\b\.?)|apr(?:il|\b\.?)|may|june?\b\.?|july?\b\.?|aug(?:ust|\b\.?)|sept?(?:ember|\b\.?)|oct(?:ober|\b\.?)|nov(?:ember|\b\.?)|dec(?:ember|\b\.?)",
    "weekday": r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thur?s?|fri|sat|sun)\b\.?",
    "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:]|[.,]\d)",
    "season": "spring|summer|autumn|fall|winter",
    "unit": "minute|hour|day|night|weekend|week|fortnight|month|quarter|year|decade|centur(?:y|ie)",
    "number": r"\d{1,3}(?:,\d{3}){0,2}(?:\.\d{1,2})?|(?:a )?couple of|half an?|a (?:few|dozen|hundred)|few|several|many|some|an?|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|"
    + "|".join(_ONES.split()[1:]) + "|seventeen|eighteen|nineteen",
    "ordinal": "first|second|third|fourth|final|last|1st|2nd|3rd|4th",
    "whole": r"(?:1\d|20|21)\d\d|(?:last|this|next|the|the same|that) year",
    "shift": "last|past|previous|preceding|this|current|present|next|coming|following|upcoming|same|that",
    "feast": "|".join(sorted(_FEASTS, reverse=True)),
    "zone": r"(?: ?\(?(?:UTC|GMT|[ECMP][SD]?T|CES?T|BST|[zZ]\b)(?: ?[+-]\d{1,2})?\)?)?",
}  # fmt: skip
_DASH = " ?[-–—] ?"
