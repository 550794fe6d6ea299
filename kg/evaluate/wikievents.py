"""WikiEvents: triggers with their category, and who and what fills the roles, in whole documents.

The event types of the table are scored; claims on triggers that gold gives another type are left aside. Fillers count
by any mention of the same entity, whatever their role is called, since the two ontologies name roles differently.

Source: Li et al. 2021, Document-Level Event Argument Extraction by Conditional Generation.
"""

from __future__ import annotations

from collections import defaultdict

from kg.evaluate.figures import BY_TYPE, NONE, Sheet
from kg.evaluate.formats import Annotated, GoldEvent, Reading
from kg.evaluate.matching import any_names, category, shared
from kg.model import Claim, Span

_CATEGORY = (
    ("Conflict.Attack", "ASSAULT"),
    ("Conflict.Demonstrate", "PROTEST"),
    ("Contact.ThreatenCoerce", "THREATEN"),
    ("Contact.RequestCommand", "REQUEST"),
    ("Contact.Contact.Meet", "CONSULT"),
    ("Justice.ArrestJail", "COERCE"),
    ("Justice.InvestigateCrime", "ACCUSE"),
    ("Justice.ChargeIndict", "ACCUSE"),
    ("Justice.Convict", "SANCTION"),
    ("Justice.Sentence", "SANCTION"),
    ("Justice.ReleaseParole", "RETREAT"),
    ("Life.Die", "HAPPEN"),
    ("Life.Injure", "HAPPEN"),
    ("Disaster", "HAPPEN"),
)
# Gold annotates only some kinds of the others, so a claim of theirs that it lacks proves nothing.
_COMPLETE = frozenset({"ASSAULT", "PROTEST", "THREATEN", "COERCE", "ACCUSE", "HAPPEN"})


def score(gold: Annotated, found: Reading, sheet: Sheet) -> None:
    """Add what *found* in *gold* is worth to *sheet*."""
    homes = _homes(gold)
    used: set[str] = set()
    for event in gold.events:
        name = _category(event)
        if name is None:
            continue
        near = [k for k in found.claims.values() if shared(k, event.span)]
        right = any(category(k) == name for k in near)
        if right:
            used |= {k.id for k in near}
        sheet.share("trigger.found", int(bool(near)))
        for figure in ("trigger.type", f"trigger.type{BY_TYPE}{name}"):
            sheet.count(figure, right=int(right), missed=int(not right))
        _arguments(event, near, homes, found, sheet)
        _explain(event, near, name, sheet, right=right)
    aside = [e.span for e in gold.events if _category(e) is None]
    for claim in found.claims.values():
        name = category(claim)
        if name not in _COMPLETE or claim.id in used or any(shared(claim, s) for s in aside):
            continue
        for figure in ("trigger.type", f"trigger.type{BY_TYPE}{name}"):
            sheet.count(figure, extra=1)
        if not any(shared(claim, e.span) for e in gold.events):
            sheet.count("args.end_to_end", extra=sum(1 for a in claim.args if a.mention))
            sheet.confused.append((NONE, str(name)))
            sheet.miss("not in gold", gold=NONE, found=f"{claim.type} ({name})", at=claim.trigger)


def _category(event: GoldEvent) -> str | None:
    return next((name for start, name in _CATEGORY if event.type.startswith(start)), None)


def _homes(gold: Annotated) -> dict[Span, list[Span]]:
    """For each annotated actor all places of its cluster."""
    clusters: dict[str | Span, list[Span]] = defaultdict(list)
    for actor in gold.actors:
        clusters[actor.cluster or actor.span].append(actor.span)
    return {actor.span: clusters[actor.cluster or actor.span] for actor in gold.actors}


def _arguments(
    event: GoldEvent, near: list[Claim], homes: dict[Span, list[Span]], found: Reading, sheet: Sheet
) -> None:
    if not near:
        sheet.count("args.end_to_end", missed=len(event.roles))
        return
    wanted = [homes.get(span, [span]) for _, span in event.roles]
    got = [found.spans(a.mention) for k in near for a in k.args if a.mention]
    right = sum(any(any_names(spans, where) for spans in got) for where in wanted)
    extra = sum(not any(any_names(spans, where) for where in wanted) for spans in got)
    for figure in ("args.of_found", "args.end_to_end"):
        sheet.count(figure, right=right, extra=extra, missed=len(wanted) - right)


def _explain(event: GoldEvent, near: list[Claim], name: str, sheet: Sheet, *, right: bool) -> None:
    got = sorted({c for k in near if (c := category(k)) is not None})
    sheet.confused += [(name, name)] if right else [(name, c) for c in got] or [(name, NONE)]
    if not right:
        words = sheet.text[event.span.start : event.span.end]
        sheet.miss(
            "wrong type" if got else "not found",
            gold=f"{words} ({event.type}: {name})",
            found=", ".join(f"{k.type} ({category(k)})" for k in near) or NONE,
            at=event.span,
        )
