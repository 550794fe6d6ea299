"""A reading held against gold: figures with intervals, confusion and misses, a set at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.evaluate import claims, crossner, meantime, plover, silent, wikievents
from kg.evaluate.bootstrap import intervals
from kg.evaluate.confusion import confusion
from kg.evaluate.figures import Figure, Miss, Sheet, figure, totals
from kg.evaluate.formats import NOTHING, Annotated, Gold, Reading
from kg.evaluate.misses import pick, reasons
from kg.evaluate.reliability import Reliability, judge, reliability

_SCORES = {
    "crossner": crossner.score,
    "meantime": meantime.score,
    "plover": plover.score,
    "silent": silent.score,
    "wikievents": wikievents.score,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The figures of one set, in order of name, with their 95 % intervals; and what they rest on.

    `reliability` says whether the confidence of claims can be believed; only gold that is records can tell.
    """

    set: str
    documents: int
    without_records: int
    figures: Mapping[str, Figure]
    intervals: Mapping[str, tuple[float, float]]
    confusion: tuple[tuple[str, str, int], ...]
    reasons: tuple[tuple[str, int], ...]
    misses: tuple[Miss, ...]
    reliability: Reliability | None = None

    def as_dict(self) -> dict[str, object]:
        """The report as JSON has it: fractions to 4 digits."""
        return {
            "set": self.set,
            "documents": self.documents,
            "documents_without_records": self.without_records,
            "figures": {name: _plain(one, self.intervals[name]) for name, one in self.figures.items()},
            "confusion": [{"gold": a, "found": b, "n": n} for a, b, n in self.confusion],
            "reasons": dict(self.reasons),
            "misses": [
                {"document": m.document, "reason": m.reason, "gold": m.gold, "found": m.found, "quote": m.quote}
                for m in self.misses
            ],
            **({"reliability": self.reliability.as_dict()} if self.reliability is not None else {}),
        }


def evaluate(gold: Gold, found: Mapping[str, Reading], *, misses: int = 0) -> list[Report]:
    """A report for each set of *gold*; *found* has the readings by the part of the uri after `#`."""
    reports = [_public(name, texts, found, misses) for name, texts in gold.sets.items()]
    if gold.readings:
        reports.append(_records(gold, found, misses))
    return reports


def _public(name: str, texts: tuple[Annotated, ...], found: Mapping[str, Reading], misses: int) -> Report:
    sheets: dict[str, Sheet] = {}
    empty = 0
    for one in texts:
        reading = found.get(one.id, NOTHING)
        empty += not (reading.mentions or reading.claims)
        sheet = sheets[one.id] = Sheet(one.id, one.text)
        _quotes(reading, sheet)
        _SCORES[name](one, reading, sheet)
    if name == "meantime":
        meantime.across(texts, found, sheets)
    return _report(name, list(sheets.values()), empty, misses)


def _records(gold: Gold, found: Mapping[str, Reading], misses: int) -> Report:
    sheets = []
    empty = 0
    for key, one in gold.readings.items():
        reading = found.get(key, NOTHING)
        empty += not (reading.mentions or reading.claims)
        sheet = Sheet(key, one.document.text if one.document else "")
        _quotes(reading, sheet)
        claims.score(one, reading, sheet)
        sheets.append(sheet)
    name = gold.path.stem
    return replace(
        _report(name, sheets, empty, misses), reliability=reliability(name, list(judge(gold, found).values()))
    )


def _quotes(reading: Reading, sheet: Sheet) -> None:
    """Whether mentions and quotes are, word for word, what stands at their place."""
    for mention in reading.mentions.values():
        sheet.share("quotes.exact", int(sheet.text[mention.start : mention.end] == mention.text))
    for claim in reading.claims.values():
        sheet.share("quotes.exact", int(sheet.text[claim.start : claim.end] == claim.quote))


def _report(name: str, sheets: list[Sheet], empty: int, misses: int) -> Report:
    return Report(
        set=name,
        documents=len(sheets),
        without_records=empty,
        figures={key: figure(tally) for key, tally in totals(sheets).items()},
        intervals=intervals(sheets),
        confusion=tuple(confusion(sheets)),
        reasons=tuple(reasons(sheets)),
        misses=tuple(pick(sheets, limit=misses)),
    )


def _plain(one: Figure, interval: tuple[float, float]) -> dict[str, object]:
    bounds = [round(x, 4) for x in interval]
    if one.precision is None or one.recall is None:
        return {"share": round(one.value, 4), "n": one.n, "interval": bounds}
    return {
        "P": round(one.precision, 4),
        "R": round(one.recall, 4),
        "F1": round(one.value, 4),
        "n": one.n,
        "interval": bounds,
    }
