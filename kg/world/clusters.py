"""Claims of one block gathered by time, fine to coarse; a function of the set of claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.model import Claim, TimeBounds

_DAYS = {"day": 1}
_FAR_PAST, _FAR_FUTURE = "0001-01-01", "9999-12-31"


@dataclass(eq=False, slots=True)
class Cluster:
    """Claims that may be of one time; `start` and `end` bound those that date it (None: undated)."""

    start: str | None
    end: str | None
    claims: list[Claim] = field(default_factory=list)


def clusters(claims: Sequence[Claim], *, window: int) -> list[Cluster]:
    """The time clusters of one block's *claims*, by start, the undated last.

    Claims known to the day join within *window* days of each other. A coarser claim joins the one cluster that lies in
    its interval; with several or none it joins only claims of the same interval. Claims dated by publication alone
    come last of the dated: they join the one cluster in the seven days before, else each other within the window. An
    undated claim joins if there is exactly one cluster.
    """
    dated = defaultdict(list)
    assumed: list[Claim] = []
    undated: list[Claim] = []
    for claim in sorted(claims, key=lambda c: c.id):
        if claim.time is None or (claim.time.start is None and claim.time.end is None):
            undated.append(claim)
        elif claim.time.basis == "assumed":
            assumed.append(claim)
        else:
            dated[interval(claim.time)].append(claim)
    days = {k: v for k, v in dated.items() if k[0] == k[1]}
    found = _chained(days, window)
    coarse = sorted((k for k in dated if k not in days), key=lambda k: (_length(k), k))
    for length in sorted({_length(k) for k in coarse}):
        finer = list(found)
        for key in [k for k in coarse if _length(k) == length]:
            inside = [
                c for c in finer if c.start is not None and c.end is not None and key[0] <= c.start and c.end <= key[1]
            ]
            if len(inside) == 1:
                inside[0].claims += dated[key]
            else:
                found.append(Cluster(key[0], key[1], list(dated[key])))
    found += _assumed(assumed, list(found), window)
    if undated:
        if len(found) == 1:
            found[0].claims += undated
        else:
            found.append(Cluster(None, None, undated))
    return sorted(found, key=lambda c: (c.start is None, c.start or "", c.end or ""))


def interval(time: TimeBounds) -> tuple[str, str]:
    """The days *time* covers; an open side reaches to the ends of the calendar."""
    return time.start or _FAR_PAST, time.end or _FAR_FUTURE


def _length(key: tuple[str, str]) -> int:
    return _ordinal(key[1]) - _ordinal(key[0])


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:  # a year before 1 or after 9999
        return date.min.toordinal() if day.startswith("-") else date.max.toordinal()


def _chained(days: dict[tuple[str, str], list[Claim]], window: int) -> list[Cluster]:
    found: list[Cluster] = []
    for start, end in sorted(days):
        last = found[-1] if found else None
        if last is not None and last.end is not None and _ordinal(start) - _ordinal(last.end) <= window:
            last.end = end
            last.claims += days[start, end]
        else:
            found.append(Cluster(start, end, list(days[start, end])))
    return found


def _assumed(claims: list[Claim], dated: list[Cluster], window: int) -> list[Cluster]:
    left: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    joined: list[tuple[Cluster, Claim]] = []
    for claim in claims:
        if claim.time is None:
            continue
        key = interval(claim.time)
        inside = [
            c for c in dated if c.start is not None and c.end is not None and key[0] <= c.end and c.start <= key[1]
        ]
        if len(inside) == 1:
            joined.append((inside[0], claim))
        else:
            left[key[1], key[1]].append(claim)
    for cluster, claim in joined:
        cluster.claims.append(claim)
    return _chained(left, window)
