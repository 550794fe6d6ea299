"""CrossNER politics: names with their coarse type.

Exact spans without leading article; names only; what gold gives another type (event, election, misc) is left aside.

Source: Liu et al. 2021, CrossNER: Evaluating Cross-Domain Named Entity Recognition.
"""

from __future__ import annotations

from collections.abc import Collection

from kg.evaluate.figures import NONE, Sheet
from kg.evaluate.formats import Annotated, Reading
from kg.evaluate.matching import overlaps, without_article
from kg.model import Span

_COARSE = {
    "person": "PER", "politician": "PER", "organisation": "ORG", "politicalparty": "ORG", "country": "LOC",
    "location": "LOC",
}  # fmt: skip
_KINDS = ("PER", "ORG", "LOC")


def score(gold: Annotated, found: Reading, sheet: Sheet) -> None:
    """Add what *found* in *gold* is worth to *sheet*."""
    want = {(without_article(gold.text, a.span), _COARSE[a.type]) for a in gold.actors if a.type in _COARSE}
    other = [a.span for a in gold.actors if a.type not in _COARSE]
    got: set[tuple[Span, str]] = set()
    for mention in found.mentions.values():
        span, kind = Span(mention.start, mention.end), coarse(mention.types)
        if mention.form == "name" and kind and not any(overlaps(span, o) for o in other):
            got.add((without_article(gold.text, span), kind))
    sheet.sets("actors.typed", want, got)
    sheet.sets("actors.span", {s for s, _ in want}, {s for s, _ in got})
    for kind in _KINDS:
        sheet.sets(f"actors.{kind}", {w for w in want if w[1] == kind}, {g for g in got if g[1] == kind})
    _explain(want, got, sheet)


def coarse(types: Collection[str]) -> str | None:
    """PER, ORG or LOC for a class chain; None for things and topics."""
    if "Person" in types:
        return "PER"
    if "Place" in types or "Country" in types:
        return "LOC"
    return "ORG" if {"Organization", "Actor", "Coalition", "Movement"} & set(types) else None


def _explain(want: set[tuple[Span, str]], got: set[tuple[Span, str]], sheet: Sheet) -> None:
    typed = dict(sorted(got, key=lambda g: (g[0].start, g[0].end, g[1])))
    for span, kind in sorted(want, key=lambda w: (w[0].start, w[0].end, w[1])):
        sheet.confused.append((kind, typed.get(span, NONE)))
        if (span, kind) in got:
            continue
        near = [(s, k) for s, k in typed.items() if overlaps(s, span)]
        reason = "wrong type" if span in typed else "wrong span" if near else "not found"
        sheet.miss(
            reason, gold=_words(sheet, span, kind), found=", ".join(_words(sheet, *n) for n in near) or NONE, at=span
        )
    spans = [s for s, _ in want]
    for span, kind in typed.items():
        if not any(overlaps(span, s) for s in spans):
            sheet.confused.append((NONE, kind))
            sheet.miss("not in gold", gold=NONE, found=_words(sheet, span, kind), at=span)


def _words(sheet: Sheet, span: Span, kind: str) -> str:
    return f"{sheet.text[span.start : span.end]} ({kind})"
