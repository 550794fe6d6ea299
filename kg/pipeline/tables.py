"""Claims as rows for people."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Claim, Mention, Record
from kg.words import remarkable


def claim_rows(records: Iterable[Record]) -> list[tuple[object, ...]]:
    """(type, roles, status in words, time, confidence, quote) for each claim, in order."""
    kept = list(records)
    words = {r.id: r.text for r in kept if isinstance(r, Mention)}
    types = {r.id: f"[{r.type}]" for r in kept if isinstance(r, Claim)}
    found: list[tuple[object, ...]] = []
    for claim in (r for r in kept if isinstance(r, Claim)):
        roles = ", ".join(f"{a.role} {words.get(a.filler) or types.get(a.filler, '')}" for a in claim.args)
        time = f"{claim.time.start or '…'} – {claim.time.end or '…'} ({claim.time.basis})" if claim.time else ""
        if claim.time is not None and claim.time.start == claim.time.end:
            time = f"{claim.time.start} ({claim.time.basis})"
        found.append((claim.type, roles, in_words(claim, words), time, claim.confidence, claim.quote))
    return found


def in_words(claim: Claim, words: dict[str, str]) -> str:
    """What a reader must notice about *claim*, and who says so."""
    said = remarkable(
        polarity=claim.polarity, certainty=claim.certainty, realis=claim.realis, evidential=claim.evidential
    )
    return f"{said} by {words.get(claim.by, claim.by)}" if claim.by is not None else said
