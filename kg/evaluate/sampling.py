"""Claims drawn for judging by hand, and the precision that the filled table gives."""

from __future__ import annotations

import csv
import heapq
import io
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg import ids
from kg.errors import DocumentError, UsageError
from kg.model import Claim, Document, Mention

COLUMNS = (
    "claim", "quote", "trigger", "type", "who and what", "polarity", "realis", "certainty", "says", "time", "source",
    "right?",
)  # fmt: skip
_YES, _NO = frozenset({"y", "yes", "1", "true", "right", "x"}), frozenset({"n", "no", "0", "false", "wrong"})
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_Z = 1.959964  # 95 %

Read = tuple[Document, Sequence[Mention], Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of the judged claims are right, with the 95 % interval of their share."""

    name: str
    right: int
    judged: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share that is right; 0 when nothing is judged."""
        return self.right / self.judged if self.judged else 0.0


def draw(evidence: Iterable[Read], *, size: int, seed: int) -> list[dict[str, str]]:
    """*size* claims of *evidence* as rows of `COLUMNS`, in the order of the hash of seed and id.

    The same claims in the store give the same sample; a larger sample begins with the smaller one.
    """
    hashed = ((ids.digest(seed, claim.id), claim.id, _row(claim, read)) for read in evidence for claim in read[2])
    return [row for _, _, row in heapq.nsmallest(size, hashed, key=lambda one: one[:2])]


def _row(claim: Claim, read: Read) -> dict[str, str]:
    document, mentions, claims = read
    words = {m.id: m.text for m in mentions} | {c.id: f"[{c.type}]" for c in claims}
    trigger = claim.trigger
    time = f"{claim.time.start or '…'} – {claim.time.end or '…'} ({claim.time.basis})" if claim.time else ""
    cells = (
        claim.id,
        claim.quote,
        document.text[trigger.start : trigger.end] if trigger else "",
        claim.type,
        "; ".join(f"{a.role}: {words.get(a.filler, a.filler)}" for a in claim.args),
        claim.polarity,
        claim.realis,
        claim.certainty,
        words.get(claim.by, claim.by) if claim.by else claim.evidential,
        time,
        ", ".join(filter(None, (document.publisher, document.published, document.uri))),
        "",
    )
    return dict(zip(COLUMNS, cells, strict=True))


def to_csv(rows: Iterable[Mapping[str, str]], *, excel_safe: bool) -> str:
    """*rows* as CSV with a header; *excel_safe* puts an apostrophe before what a spreadsheet would run."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({k: f"'{v}" if excel_safe and v.startswith(_FORMULA) else v for k, v in row.items()})
    return stream.getvalue()


def judged(table: str, *, name: str) -> tuple[list[Precision], int]:
    """Precision overall and by type (most judged first) of a filled *table*, and how many rows are left empty.

    Raises:
        DocumentError: a judgement is neither yes nor no; the message names the row.
        UsageError: the table lacks a column, or nothing in it is judged.
    """
    rows = csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline=""), delimiter=_delimiter(table))
    missing = sorted({"type", "right?"} - set(rows.fieldnames or ()))
    if missing:
        msg = f"{name} has no column {' and no column '.join(map(repr, missing))}; `kg sample --csv` writes the table"
        raise UsageError(msg)
    counts: dict[str, list[bool]] = defaultdict(list)
    empty = 0
    for number, row in enumerate(rows, start=2):
        answer = (row["right?"] or "").strip().casefold()
        if not answer:
            empty += 1
        elif answer in _YES | _NO:
            counts[row["type"] or ""].append(answer in _YES)
        else:
            msg = f"{name}, row {number}: {answer!r} under 'right?' is neither yes nor no (y, 1, x or n, 0)"
            raise DocumentError(msg)
    if not counts:
        msg = f"nothing in {name} is judged: write y or n under 'right?'"
        raise UsageError(msg)
    ordered = sorted(counts.items(), key=lambda one: (-len(one[1]), one[0]))
    return [
        _precision("all", [a for _, answers in ordered for a in answers]),
        *(_precision(*one) for one in ordered),
    ], empty


def _delimiter(table: str) -> str:
    """What parts the header: spreadsheets of some countries write semicolons."""
    return max(",;\t", key=table.partition("\n")[0].count)


def _precision(name: str, answers: Sequence[bool]) -> Precision:
    low, high = wilson(sum(answers), len(answers))
    return Precision(name, sum(answers), len(answers), low, high)


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share of *right* in *n*; (0, 1) when *n* is 0.

    Source: Wilson 1927, Probable Inference, the Law of Succession, and Statistical Inference.
    """
    if not n:
        return 0.0, 1.0
    share, squared = right / n, _Z * _Z
    middle = (share + squared / (2 * n)) / (1 + squared / n)
    half = _Z * math.sqrt(share * (1 - share) / n + squared / (4 * n * n)) / (1 + squared / n)
    return max(0.0, middle - half), min(1.0, middle + half)
