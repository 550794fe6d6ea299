"""The panel: actor, actor, type of event, period; events and reports counted apart, cooperation and conflict summed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.analyze.dyads import Dyad
from kg.model import Fact

PERIODS = ("week", "month", "year")
TYPES = ("class", "group")
IDS = ("source_id", "target_id", "facts", "claims")
COLUMNS = ("source", "target", "type", "period", "events", "reports", "cooperation", "conflict", *IDS)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows under `COLUMNS` in order of period, source, target and type, and the ids of events in no single period."""

    rows: list[tuple[object, ...]]
    unplaced: tuple[str, ...]


def panel(
    pairs: Iterable[Dyad],
    *,
    by: str = "month",
    types: str = "class",
    since: str | None = None,
    until: str | None = None,
) -> Panel:
    """The panel of *pairs*, `by` one of `PERIODS`, `types` one of `TYPES`; only from day *since* to day *until*.

    An event of a week or less belongs to the period of its last day, a longer one to the period that holds all of it.
    An event between several actors counts in each pair.
    """
    cells: dict[tuple[str, ...], list[Dyad]] = {}
    unplaced: set[str] = set()
    for one in pairs:
        fact = one.fact
        day = fact.time_end or fact.time_start
        if day is not None and ((since and day < since) or (until and (fact.time_start or day) > until)):
            continue
        period = period_of(fact, by)
        if period is None:
            unplaced.add(fact.id)
            continue
        kind = fact.type if types == "class" else one.group
        key = (period, one.source.name, one.target.name, kind, one.source.id, one.target.id)
        cells.setdefault(key, []).append(one)
    return Panel([_row(key, found) for key, found in sorted(cells.items())], tuple(sorted(unplaced)))


def _row(key: tuple[str, ...], found: list[Dyad]) -> tuple[object, ...]:
    period, source, target, kind, source_id, target_id = key
    values = [d.value for d in found]
    return (
        source,
        target,
        kind,
        period,
        len(found),
        sum(d.fact.n_claims for d in found),
        round(sum((v for v in values if v > 0), 0.0), 6),
        round(sum((v for v in values if v < 0), 0.0), 6),
        source_id,
        target_id,
        [d.fact.id for d in found],
        sorted({c for d in found for c in d.fact.claims}),
    )


def period_of(fact: Fact, by: str) -> str | None:
    """The week (`2025-W03`), month (`2025-01`) or year of *fact*; None when it has none, or several."""
    if fact.time_start is None or fact.time_end is None:
        return None
    first, last = date.fromisoformat(fact.time_start), date.fromisoformat(fact.time_end)
    found = _period(last, by)
    return found if (last - first).days < _WEEK or _period(first, by) == found else None


def _period(day: date, by: str) -> str:
    if by == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return day.isoformat()[: 7 if by == "month" else 4]
