"""Which type was found where gold has which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.evaluate.figures import NONE, Sheet


def confusion(sheets: Iterable[Sheet]) -> list[tuple[str, str, int]]:
    """(type in gold, type found, how often), most frequent first; a dash stands for nothing."""
    counts = Counter(pair for sheet in sheets for pair in sheet.confused)
    return sorted(((gold, found, n) for (gold, found), n in counts.items()), key=lambda row: (-row[2], row[0], row[1]))


def matrix(rows: Iterable[tuple[str, str, int]], *, limit: int) -> tuple[list[str], list[list[object]]]:
    """Column names and a line a gold type, for the *limit* most frequent types; the others are one, called `other`."""
    counted = list(rows)
    sums = Counter[str]()
    for gold, found, n in counted:
        for name in {gold, found} - {NONE}:
            sums[name] += n
    shown = sorted(sums, key=lambda name: (-sums[name], name))[:limit]
    order = [*sorted(shown), *(["other"] if len(sums) > limit else []), NONE]

    def label(name: str) -> str:
        return name if name in shown or name == NONE else "other"

    cells = Counter[tuple[str, str]]()
    for gold, found, n in counted:
        cells[label(gold), label(found)] += n
    lines: list[list[object]] = [
        [a, *(cells[a, b] or "" for b in order)] for a in order if any(cells[a, b] for b in order)
    ]
    return ["gold \\ found", *order], lines
