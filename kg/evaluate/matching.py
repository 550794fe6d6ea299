"""When something found counts as something annotated: spans, triggers, categories. Shared by all sets."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Claim, Span

_ARTICLE = "the "
_WIDER, _SLACK = 3, 20


def overlaps(a: Span, b: Span) -> bool:
    """Whether *a* and *b* share a code point."""
    return a.start < b.end and b.start < a.end


def names(found: Span, gold: Span) -> bool:
    """Whether *found* stands for what stands at *gold*: they overlap, and *found* is not a whole phrase around it."""
    return overlaps(found, gold) and found.end - found.start <= _WIDER * (gold.end - gold.start) + _SLACK


def any_names(found: Iterable[Span], gold: Iterable[Span]) -> bool:
    """Whether one of *found* stands for what one of *gold* stands for."""
    places = tuple(gold)
    return any(names(a, b) for a in found for b in places)


def without_article(text: str, span: Span) -> Span:
    """*span* of *text* without an English article at its start."""
    has = text[span.start : span.end].lower().startswith(_ARTICLE)
    return Span(span.start + len(_ARTICLE), span.end) if has else span


def is_event(claim: Claim) -> bool:
    """Whether *claim* is an event, not a state."""
    return claim.types[:1] == ("Event",)


def category(claim: Claim) -> str | None:
    """The group of an event, in the capitals of PLOVER's categories; None for a state."""
    return claim.types[1].upper() if is_event(claim) and len(claim.types) > 1 else None


def shared(claim: Claim, span: Span) -> int:
    """How many code points the trigger of the event *claim* shares with *span*."""
    if claim.trigger is None or not is_event(claim):
        return 0
    return max(0, min(claim.trigger.end, span.end) - max(claim.trigger.start, span.start))
