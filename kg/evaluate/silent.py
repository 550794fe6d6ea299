"""Sentences in which nothing happens: every event claim on one is wrong."""

from __future__ import annotations

from kg.evaluate.figures import NONE, Sheet
from kg.evaluate.formats import Annotated, Reading


def score(_: Annotated, found: Reading, sheet: Sheet) -> None:
    """Add to *sheet* whether *found* keeps silent."""
    events = [c for c in found.claims.values() if c.types[:1] == ("Event",)]
    sheet.share("silent", int(not events))
    for claim in events:
        sheet.miss("event found", gold=NONE, found=f"{claim.type} ({claim.rule})")
