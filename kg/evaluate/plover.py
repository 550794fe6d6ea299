"""PLOVER's coded sentences: one political event a sentence, with source and target.

Claims in the background and claims that fill another claim's argument are left aside, since gold codes one event only.

Source: Open Event Data Alliance, PLOVER: Political Language Ontology for Verifiable Event Records.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.evaluate.figures import BY_TYPE, NONE, Sheet
from kg.evaluate.formats import Annotated, Reading
from kg.evaluate.matching import any_names, category
from kg.evaluate.misses import describe
from kg.model import Claim, Span

CATEGORIES = frozenset(
    {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
        "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    }
)  # fmt: skip
_RENAMED = {"DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "DEMAND": "REQUEST", "FIGHT": "ASSAULT"}
_TARGETS = frozenset({"target", "partner", "beneficiary"})
_ELLIPSIS = re.compile(r"\s*\.\.\.\s*")

Who = int | str  # the place of a gold actor in its list, or the id of a mention that is none of them


@dataclass(frozen=True, slots=True)
class _Sides:
    """Where the words of the gold sources and targets stand."""

    source: tuple[tuple[Span, ...], ...]
    target: tuple[tuple[Span, ...], ...]


def score(gold: Annotated, found: Reading, sheet: Sheet) -> None:
    """Add what *found* in *gold* is worth to *sheet*."""
    wanted = _RENAMED.get(gold.event, gold.event)
    claims = _main(found)
    categories = {c for k in claims if (c := category(k)) is not None} & CATEGORIES
    sheet.sets("events.type", {wanted}, categories)
    for name in sorted(categories | {wanted}):
        sheet.sets(f"events.type{BY_TYPE}{name}", {wanted} & {name}, categories & {name})
    sides = _Sides(
        tuple(_places(gold.text, words) for words in gold.source),
        tuple(_places(gold.text, words) for words in gold.target),
    )
    roles: set[tuple[str, str, Who]] = set()
    pairs: set[tuple[Who, Who]] = set()
    triples: set[tuple[str, Who, Who]] = set()
    for claim in claims:
        group = category(claim)
        if group is None or group not in CATEGORIES:
            continue
        doers, targets = _actors(claim, found)
        roles |= {(group, "source", _which(found, m, sides.source)) for m in doers}
        roles |= {(group, "target", _which(found, m, sides.target)) for m in targets}
        for doer, target in itertools.product(doers, targets):
            if doer != target:
                triples.add((group, _which(found, doer, sides.source), _which(found, target, sides.target)))
                pairs.add(_pair(found, doer, target, sides))
    want_roles = {(wanted, "source", i) for i in range(len(sides.source))}
    want_roles |= {(wanted, "target", i) for i in range(len(sides.target))}
    sheet.sets("events.role", want_roles, roles)
    both = set(itertools.product(range(len(sides.source)), range(len(sides.target))))
    want = {(wanted, i, j) for i, j in both}
    if both:
        sheet.sets("events.pair", both, pairs)
        sheet.sets("events.triple", want, triples)
        sheet.share("events.sentence_has_right_triple", int(bool(want & triples)))
    _explain(
        gold, found, claims, wanted=wanted, pair=bool(both & pairs), sheet=sheet, right=not both or bool(want & triples)
    )


def _main(found: Reading) -> list[Claim]:
    inner = {a.claim for k in found.claims.values() for a in k.args if a.claim}
    return [k for k in found.claims.values() if k.focus != "background" and k.id not in inner]


def _places(text: str, words: str) -> tuple[Span, ...]:
    """Where the parts of *words* stand in *text*; an ellipsis parts them."""
    parts = (p for p in _ELLIPSIS.split(words) if p)
    return tuple(Span(*m.span()) for part in parts for m in re.finditer(re.escape(part), text))


def _actors(claim: Claim, found: Reading) -> tuple[list[str], list[str]]:
    """The mentions that do and that are done to; an event of equals has its doers on both sides."""
    doers = [a.mention for a in claim.args if a.role == "agent" and a.mention]
    targets = [
        a.mention
        for a in claim.args
        if a.mention and (a.role in _TARGETS or (a.role == "object" and _is_actor(found, a.mention)))
    ]
    return doers, targets if targets or len(doers) < 2 else doers


def _is_actor(found: Reading, mention: str) -> bool:
    return mention in found.mentions and "Actor" in found.mentions[mention].types


def _place(found: Reading, mention: str, side: Sequence[tuple[Span, ...]]) -> int | None:
    spans = found.spans(mention)
    return next((i for i, where in enumerate(side) if any_names(spans, where)), None)


def _which(found: Reading, mention: str, side: Sequence[tuple[Span, ...]]) -> Who:
    place = _place(found, mention, side)
    return mention if place is None else place


def _pair(found: Reading, doer: str, target: str, sides: _Sides) -> tuple[Who, Who]:
    """(source, target) in whichever direction gold has both."""
    for a, b in ((doer, target), (target, doer)):
        i, j = _place(found, a, sides.source), _place(found, b, sides.target)
        if i is not None and j is not None:
            return i, j
    return doer, target


def _explain(
    gold: Annotated, found: Reading, claims: list[Claim], *, wanted: str, pair: bool, right: bool, sheet: Sheet
) -> None:
    got = sorted({c for k in claims if (c := category(k)) is not None} & CATEGORIES)
    sheet.confused += [(wanted, wanted)] if wanted in got else [(wanted, c) for c in got] or [(wanted, NONE)]
    if right and wanted in got:
        return
    aside = {category(k) for k in found.claims.values()} - set(got)
    if wanted in got:
        reason = "wrong direction" if pair else "wrong or missing actor"
    elif wanted in aside:
        reason = "left in the background"
    else:
        reason = "wrong type" if got else "not found"
    sheet.miss(
        reason,
        gold=f"{'; '.join(gold.source)} – {wanted} → {'; '.join(gold.target)}",
        found=" | ".join(describe(k, found) for k in claims) or NONE,
    )
