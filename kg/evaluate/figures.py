"""Precision, recall, F1 and shares, added up from what each document contributes."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from kg.model import Span

BY_TYPE = "/"  # parts a figure's name from the type it is restricted to
NONE = "–"


@dataclass(frozen=True, slots=True)
class Tally:
    """What a figure adds up. f1: (right, extra, missed); share: (right, all, 0); bcubed: sums of P and R, and n."""

    kind: str
    parts: tuple[float, float, float]

    def __add__(self, other: Tally) -> Tally:
        a, b = self.parts, other.parts
        return Tally(self.kind, (a[0] + b[0], a[1] + b[1], a[2] + b[2]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A fraction; `value` is F1 where there are precision and recall. `n` counts what gold has."""

    value: float
    precision: float | None = None
    recall: float | None = None
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """Something that gold and reading do not agree on, and why."""

    document: str
    reason: str
    gold: str
    found: str
    quote: str


@dataclass(slots=True)
class Sheet:
    """What one document adds to the figures, to the confusion table and to the misses."""

    document: str
    text: str
    tallies: dict[str, Tally] = field(default_factory=dict)
    confused: list[tuple[str, str]] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)

    def sets(self, name: str, want: AbstractSet[Hashable], got: AbstractSet[Hashable]) -> None:
        """Compare what is annotated with what is found."""
        self.count(name, right=len(want & got), extra=len(got - want), missed=len(want - got))

    def count(self, name: str, *, right: int = 0, extra: int = 0, missed: int = 0) -> None:
        """Add to an F1 figure."""
        self._add(name, Tally("f1", (right, extra, missed)))

    def share(self, name: str, right: int, of: int = 1) -> None:
        """Add *right* cases among *of* to a share."""
        self._add(name, Tally("share", (right, of, 0)))

    def bcubed(self, name: str, precision: float, recall: float) -> None:
        """Add one clustered name to a B-cubed figure."""
        self._add(name, Tally("bcubed", (precision, recall, 1)))

    def miss(self, reason: str, *, gold: str, found: str = NONE, at: Span | None = None) -> None:
        """Keep a disagreement, with the line around *at*, for people to look at."""
        self.misses.append(
            Miss(document=self.document, reason=reason, gold=gold, found=found, quote=_line(self.text, at))
        )

    def _add(self, name: str, tally: Tally) -> None:
        before = self.tallies.get(name)
        self.tallies[name] = tally if before is None else before + tally


def totals(sheets: Iterable[Sheet]) -> dict[str, Tally]:
    """The sum of each figure over *sheets*, by name."""
    found: dict[str, Tally] = {}
    for sheet in sheets:
        for name, tally in sheet.tallies.items():
            found[name] = found[name] + tally if name in found else tally
    return dict(sorted(found.items()))


def figure(tally: Tally) -> Figure:
    """The fraction that *tally* amounts to."""
    a, b, c = tally.parts
    if tally.kind == "share":
        return Figure(value=a / max(1.0, b), n=round(b))
    if tally.kind == "bcubed":
        precision, recall, n = a / max(1.0, c), b / max(1.0, c), c
    else:
        precision, recall, n = a / max(1.0, a + b), a / max(1.0, a + c), a + c
    both = precision + recall
    value = 2 * precision * recall / both if both else 0.0
    return Figure(value=value, precision=precision, recall=recall, n=round(n))


def _line(text: str, at: Span | None) -> str:
    if at is None:
        return text
    start = text.rfind("\n", 0, at.start) + 1
    end = text.find("\n", at.end)
    return text[max(start, at.start - 120) : min(len(text) if end < 0 else end, at.end + 120)]
