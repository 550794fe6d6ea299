"""MEANTIME: events of every kind with participants and factuality, times with their value, actors over all documents.

Layers are complete up to `annotated_to` only; what stands behind it is left aside.

Source: Minard et al. 2016, MEANTIME, the NewsReader Multilingual Event and Time Corpus.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.evaluate.figures import NONE, Sheet
from kg.evaluate.formats import NOTHING, Annotated, GoldEvent, Reading
from kg.evaluate.matching import any_names, is_event, names, overlaps, shared
from kg.model import Claim, Mention, Span

_CORE = frozenset({"Arg0", "Arg1"})
_PARTICIPANTS = frozenset({"agent", "subject", "partner", "target", "object", "beneficiary"})
_AHEAD = frozenset({"future", "threatened", "demanded", "intended", "hypothetical"})
_USUAL = ("CERTAIN", "POS", "NON_FUTURE")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

Place = tuple[str, Span]  # document and span of a name


def score(gold: Annotated, found: Reading, sheet: Sheet) -> None:
    """Add what *found* in *gold* is worth to *sheet*."""
    end = gold.annotated_to
    claims = [k for k in found.claims.values() if is_event(k) and k.trigger is not None and k.trigger.end <= end]
    matched: set[str] = set()
    for event in (e for e in gold.events if e.span.end <= end):
        near = sorted((k for k in claims if shared(k, event.span)), key=lambda k: _far(k, event.span))
        sheet.share("trigger.found", int(bool(near)))
        matched |= {k.id for k in near}
        if near:
            _participants(event, near[0], found, sheet)
            _factuality(event, near[0], sheet)
        else:
            sheet.miss("not found", gold=sheet.text[event.span.start : event.span.end], at=event.span)
    sheet.share("trigger.precision", len(matched), len(claims))
    _times(gold, found, sheet)


def _far(claim: Claim, span: Span) -> tuple[int, int, str]:
    """How ill the trigger of *claim* fits *span*, for sorting."""
    trigger = claim.trigger or span
    return trigger.end - trigger.start - 2 * shared(claim, span), trigger.start, claim.id


def _participants(event: GoldEvent, claim: Claim, found: Reading, sheet: Sheet) -> None:
    core = [span for role, span in event.roles if role in _CORE]
    everyone = [span for _, span in event.roles]
    got = [found.spans(a.mention) for a in claim.args if a.mention and a.role in _PARTICIPANTS]
    right = sum(any(names(a, span) for spans in got for a in spans) for span in core)
    extra = sum(not any_names(spans, everyone) for spans in got)
    sheet.count("participants", right=right, extra=extra, missed=len(core) - right)
    if right < len(core):
        wanted = "; ".join(sheet.text[s.start : s.end] for s in core)
        shown = "; ".join(sheet.text[spans[0].start : spans[0].end] for spans in got if spans)
        sheet.miss("wrong or missing participant", gold=wanted, found=shown or NONE, at=event.span)


def _factuality(event: GoldEvent, claim: Claim, sheet: Sheet) -> None:
    wanted = (event.certainty, event.polarity, event.tense)
    if not all(wanted) or "UNDERSPECIFIED" in wanted:
        return
    tense = "FUTURE" if claim.realis in _AHEAD else "NON_FUTURE"
    mine = (claim.certainty.upper(), claim.polarity.upper(), tense)
    sheet.share("factuality", int(mine == wanted))
    if wanted != _USUAL:
        sheet.share("factuality.uncommon", int(mine == wanted))
    for layer, a, b in zip(("certainty", "polarity", "tense"), wanted, mine, strict=True):
        sheet.confused.append((a, b))
        if a != b:
            word = sheet.text[event.span.start : event.span.end]
            sheet.miss(f"wrong {layer}", gold=f"{word} ({a})", found=b, at=event.span)


def _times(gold: Annotated, found: Reading, sheet: Sheet) -> None:
    want = [t for t in gold.times if t.span.end <= gold.annotated_to]
    got = [(Span(t.start, t.end), t.value) for t in found.times if t.end <= gold.annotated_to]
    right = sum(any(overlaps(t.span, s) for s, _ in got) for t in want)
    extra = sum(not any(overlaps(t.span, s) for t in want) for s, _ in got)
    sheet.count("time.span", right=right, extra=extra, missed=len(want) - right)
    for time in want:
        if time.type != "DATE" or not _DATE.fullmatch(time.value):
            continue
        values = [v for s, v in got if overlaps(time.span, s)]
        sheet.share("time.value", int(time.value in values))
        if time.value not in values:
            words = sheet.text[time.span.start : time.span.end]
            reason = "wrong date" if values else "date not found"
            sheet.miss(reason, gold=f"{words} ({time.value})", found=", ".join(map(str, values)) or NONE, at=time.span)


def across(gold: Sequence[Annotated], found: Mapping[str, Reading], sheets: Mapping[str, Sheet]) -> None:
    """Add B-cubed precision and recall of each actor's name, over all documents, to the document's sheet.

    Source: Bagga and Baldwin 1998, Entity-Based Cross-Document Coreferencing.
    """
    wanted: dict[Place, str] = {}
    mine: dict[Place, str | Place] = {}
    for doc in gold:
        reading = found.get(doc.id, NOTHING)
        for actor in doc.actors:
            named = "NAM" in actor.syntax and not actor.syntax.startswith("PRE")
            if actor.span.end > doc.annotated_to or not actor.cluster or not named:
                continue
            place = (doc.id, actor.span)
            wanted[place] = actor.cluster
            mine[place] = _closest(reading, actor.span) or place
    theirs: dict[str, set[Place]] = defaultdict(set)
    ours: dict[str | Place, set[Place]] = defaultdict(set)
    for place in wanted:
        theirs[wanted[place]].add(place)
        ours[mine[place]].add(place)
    for place in wanted:
        a, b = ours[mine[place]], theirs[wanted[place]]
        sheets[place[0]].bcubed("actors.across", len(a & b) / len(a), len(a & b) / len(b))


def _closest(reading: Reading, span: Span) -> str | None:
    """The entity of the mention that lies on *span* most closely."""

    def far(mention: Mention) -> tuple[int, str]:
        return abs(mention.start - span.start) + abs(mention.end - span.end), mention.id

    near = (m for m in reading.mentions.values() if overlaps(Span(m.start, m.end), span))
    best = min(near, key=far, default=None)
    return best.entity if best is not None else None
