"""The English words of time: numbers, days and months, units, and the pattern fragments made of them."""

from __future__ import annotations

# fmt: off
_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
          "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS: dict[str, float] = {
    **{word: n for n, word in enumerate(_SMALL)}, **{word: 10 * n for n, word in enumerate(_TENS, 2)}, "a": 1, "an": 1,
    "another": 1, "a couple of": 2, "couple of": 2, "a dozen": 12, "a hundred": 100, "half a": 0.5, "half an": 0.5}
MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
          "nov": 11, "dec": 12}
WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4,
            "last": 4}
CENTURIES = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
FEASTS = {"new year's day": "01-01", "valentine's day": "02-14", "halloween": "10-31", "christmas eve": "12-24",
          "christmas day": "12-25", "christmas": "12-25", "boxing day": "12-26", "new year's eve": "12-31"}
DAYS = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "tomorrow": 1,
        "this morning": 0, "this afternoon": 0, "this evening": 0, "the day after tomorrow": 2}
STEPS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "this past": -1,
         "next": 1, "coming": 1, "following": 1, "upcoming": 1, "this coming": 1}
UNITS = {"night": "day", "fortnight": "week", "centurie": "century"}  # the other units stand for themselves
LETTERS = {"minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "quarter": "M", "year": "Y",
           "decade": "Y", "century": "Y"}
SIZES = {"fortnight": 2, "quarter": 3, "decade": 10, "century": 100, "centurie": 100}
RHYTHMS = {"annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "quarterly": "P3M", "monthly": "P1M", "weekly": "P1W",
           "daily": "P1D", "hourly": "PT1H"}

BARE_YEAR = r"(?:1[5-9]|20)\d\d"
FRAGMENTS = {
    "year": r"(?:1\d|20|21)\d\d",
    "month": r"jan(?:uary|\b\.?)|feb(?:ruary|\b\.?)|mar(?:ch|\b\.?)|apr(?:il|\b\.?)|may|jun(?:e|\b\.?)|jul(?:y|\b\.?)|"
             r"aug(?:ust|\b\.?)|sep(?:tember|t?\b\.?)|oct(?:ober|\b\.?)|nov(?:ember|\b\.?)|dec(?:ember|\b\.?)",
    "weekday": r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thur?s?|fri|sat|sun)\b\.?",
    "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:])",
    "season": "spring|summer|autumn|fall|winter",
    "unit": "minute|hour|day|night|week|fortnight|month|quarter|year|decade|century|centurie",
    "number": r"\d{1,3}(?:,\d{3}){0,2}(?:\.\d{1,2})?|(?:a )?couple of|half an?|a (?:few|dozen|hundred)|few|several|"
              rf"many|some|another|an?|(?:{'|'.join(_TENS)})(?:(?:~| )(?:{'|'.join(_SMALL[1:10])}))?|"
              + "|".join(_SMALL[:0:-1]),
    "more": "(?: (?:consecutive|straight|successive|full|whole|more|extra|calendar|fiscal|working|business))?",
    "half": "(?:~| )and(?:~| )a(?:~| )half",
    "ordinal": "|".join(ORDINALS),
    "whole": r"(?:1\d|20|21)\d\d|(?:last|this|next|the same|that|the) year",
    "shift": "this past|this coming|last|past|previous|preceding|this|current|next|coming|following|upcoming|same|that",
    "feast": "|".join(FEASTS).replace("'", "['’]"),
    "deictic": "|".join(DAYS),
    "dash": "[-–—]",
    "ago": "ago|earlier(?! than)|later(?! than)|afterwards|from now|from today|hence",
    "edge": "beginning|start|early part|first part|middle|latter part|end|close|rest|remainder",
    "rhythm": "|".join(RHYTHMS),
    "zone": r"(?: ?\(?(?:UTC|GMT|[ECMP][SD]?T|CES?T|BST|Z)\b(?: ?[+-]\d{1,2})?\)?)?",
}
# fmt: on


def cardinal(words: str) -> float | None:
    """The number that *words* ("12", "1,200", "twenty-five", "a couple of") spell; below a hundred if in letters."""
    words = words.lower()
    if words[:1].isdigit():
        return float(words.replace(",", ""))
    tens, _, ones = words.replace(" ", "-").partition("-")
    if words not in _NUMBERS and tens in _TENS and ones in _SMALL[1:10]:
        return _NUMBERS[tens] + _NUMBERS[ones]
    return _NUMBERS.get(words)
