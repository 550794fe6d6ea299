"""What went wrong, why, and how often: the list that error analysis starts from."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable

from kg import ids
from kg.evaluate.figures import NONE, Miss, Sheet
from kg.evaluate.formats import Reading
from kg.model import Claim
from kg.words import remarkable


def reasons(sheets: Iterable[Sheet]) -> list[tuple[str, int]]:
    """Each reason with how often it is the cause, most frequent first."""
    counts = Counter(miss.reason for sheet in sheets for miss in sheet.misses)
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def pick(sheets: Iterable[Sheet], *, limit: int) -> list[Miss]:
    """At most *limit* misses, spread over the reasons by their number, the same ones each time.

    The order inside a reason is by hash, so that the first documents of a file are not favoured.
    """
    found = sorted((miss for sheet in sheets for miss in sheet.misses), key=lambda m: (m.reason, _hash(m)))
    groups = [(reason, list(group)) for reason, group in itertools.groupby(found, key=lambda m: m.reason)]
    ranked = [
        ((place + 0.5) / len(group), reason, miss) for reason, group in groups for place, miss in enumerate(group)
    ]
    chosen = [miss for _, _, miss in sorted(ranked, key=lambda r: r[:2])[:limit]]
    return sorted(chosen, key=lambda m: (m.reason, _hash(m)))


def describe(claim: Claim, reading: Reading) -> str:
    """*claim* in a line: type, who and what, status, time."""
    fillers = []
    for arg in claim.args:
        mention, inner = reading.mentions.get(arg.mention or ""), reading.claims.get(arg.claim or "")
        fillers.append(f"{arg.role} {mention.text if mention else f'[{inner.type}]' if inner else NONE}")
    status = remarkable(
        polarity=claim.polarity, certainty=claim.certainty, realis=claim.realis, evidential=claim.evidential
    )
    time = f", {claim.time.start or '…'} – {claim.time.end or '…'} ({claim.time.basis})" if claim.time else ""
    return f"{claim.type}: {', '.join(fillers)} ({status}{time})"


def _hash(miss: Miss) -> str:
    return ids.digest(miss.document, miss.reason, miss.gold, miss.found)
