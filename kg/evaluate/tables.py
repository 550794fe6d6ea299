"""Reports as rows for people."""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import UsageError
from kg.evaluate.confusion import matrix
from kg.evaluate.figures import BY_TYPE
from kg.evaluate.reliability import COLUMNS, in_words, rows
from kg.evaluate.report import Report

_TYPES = 10

Table = tuple[tuple[str, ...], list[tuple[object, ...]]]


def tables(report: Report) -> list[tuple[str, Table]]:
    """Title, columns and rows of each table of *report* that has rows, in the order people read them."""
    plural = "" if report.documents == 1 else "s"
    silent = f", {report.without_records} without a record" if report.without_records else ""
    title = f"{report.set}: {report.documents} document{plural}{silent}"
    columns, lines = matrix(report.confusion, limit=_TYPES)
    found: list[tuple[str, Table]] = [
        (title, _figures(report, by_type=False)),
        (f"{report.set}, by type", _figures(report, by_type=True)),
        (f"{report.set}, types confused", (tuple(columns), [tuple(line) for line in lines])),
        (f"{report.set}, why they differ", (("reason", "times"), [*report.reasons])),
    ]
    return [(name, table) for name, table in found if table[1]]


def believed(reports: Sequence[Report]) -> list[tuple[str, Table]]:
    """Title, columns and rows of the reliability table of each of *reports* that has one.

    Raises:
        UsageError: none has.
    """
    found = [one for report in reports if (one := report.reliability) is not None]
    if not found:
        msg = "whether confidence is right can only be told by gold that is records; these are annotated texts"
        raise UsageError(msg)
    return [(f"{one.set}, confidence: {in_words(one)}", (COLUMNS, rows(one))) for one in found]


def _figures(report: Report, *, by_type: bool) -> Table:
    rows: list[tuple[object, ...]] = []
    for name, one in report.figures.items():
        if (BY_TYPE in name) != by_type:
            continue
        low, high = report.intervals[name]
        rows.append(
            (name, _short(one.precision), _short(one.recall), _short(one.value), f"{low:.2f}–{high:.2f}", one.n)
        )
    return ("figure", "precision", "recall", "F1 or share", "95 %", "n"), rows


def _short(fraction: float | None) -> str:
    return "" if fraction is None else f"{fraction:.4f}"


def examples(report: Report) -> list[tuple[str, list[tuple[str, str]]]]:
    """The misses of *report*: what is wrong and where, then what gold has, what was found and the text, by label."""
    return [
        (f"{m.reason}: {report.set} {m.document}", [("gold", m.gold), ("found", m.found), ("text", m.quote)])
        for m in report.misses
    ]
