"""Time: ISO 8601 values with the days they cover, and the English expressions that stand for them."""

from __future__ import annotations

from kg.time.english import anaphoric, find, normalise, temporal
from kg.time.iso import TimeValue, assumed, bounds, opened, spanning
from kg.time.readers import Tense
from kg.time.words import cardinal

__all__ = [
    "Tense",
    "TimeValue",
    "anaphoric",
    "assumed",
    "bounds",
    "cardinal",
    "find",
    "normalise",
    "opened",
    "spanning",
    "temporal",
]
