"""Claims as rows for people."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Claim, Mention, Record


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
    """Polarity, certainty, realis and evidential of *claim*, what is unremarkable left out."""
    parts = [
        "not" if claim.polarity == "neg" else "",
        claim.certainty if claim.certainty != "certain" else "",
        claim.realis if claim.realis != "actual" else "",
    ]
    if claim.by is not None:
        parts.append(
            f"{'quoted from' if claim.evidential == 'quoted' else 'according to'} {words.get(claim.by, claim.by)}"
        )
    elif claim.evidential != "author":
        parts.append(claim.evidential)
    return ", ".join(filter(None, parts)) or "stated"
