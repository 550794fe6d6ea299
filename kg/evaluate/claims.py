"""Gold that is itself records: each layer by itself, and claims that are right in every respect.

Claims are paired one to one by their triggers (those without, by their sentence), the same type first. An actor is
matched by overlap of any mentions of the two entities. An assumed time says nothing that the publication date does
not, so it counts as no time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.evaluate.figures import BY_TYPE, NONE, Sheet
from kg.evaluate.formats import Reading
from kg.evaluate.matching import any_names, is_event, overlaps, without_article
from kg.evaluate.misses import describe
from kg.model import Arg, Claim, Span

_JACCARD = 0.8
_OPEN = frozenset({"Action"})
_FACTUALITY = ("polarity", "realis", "certainty")


def score(gold: Reading, found: Reading, sheet: Sheet) -> None:
    """Add what *found* is worth beside *gold* to *sheet*.

    Gold names classes; claims of the open class, for what has no class of its own, are counted by themselves.
    """
    n_open = len(found.claims)
    found = _of_a_class(found)
    sheet.count("claims.open", extra=n_open - len(found.claims))
    pairs = align(gold, found)
    _mentions(gold, found, sheet)
    _triggers(gold, found, pairs, sheet)
    _Pairs(gold, found, pairs).score(sheet)
    if not gold.claims:
        events = [k for k in found.claims.values() if is_event(k)]
        sheet.share("quiet.silent", int(not events))


def judged(gold: Reading, found: Reading) -> Iterator[tuple[Claim, bool]]:
    """Each claim of *found* that has a class of its own, and whether it is right in every respect."""
    found = _of_a_class(found)
    pairs = align(gold, found)
    beside = {b: gold.claims[a] for a, b in pairs.items()}
    judging = _Pairs(gold, found, pairs)
    for claim in found.claims.values():
        mine = beside.get(claim.id)
        yield claim, mine is not None and not judging.faults(mine, claim)


def _of_a_class(found: Reading) -> Reading:
    return replace(found, claims={i: c for i, c in found.claims.items() if c.type not in _OPEN})


def align(gold: Reading, found: Reading) -> dict[str, str]:
    """The found claim that stands where each gold claim stands, by id; each is used once.

    Where one place has several, the same type comes first, then the one that agrees in more actors. States of one
    sentence are paired only when their types are the same.
    """
    near = sorted(
        (a.type != b.type, -_agreement(a, b, gold, found), -_common(_where(a), _where(b)), a.start, a.id, b.id)
        for a in gold.claims.values()
        for b in found.claims.values()
        if _meet(a, b)
    )
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for *_, a, b in near:
        if a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)
    return pairs


def _meet(a: Claim, b: Claim) -> bool:
    if is_event(a) and is_event(b):
        return overlaps(_where(a), _where(b))
    return a.type == b.type and overlaps(Span(a.start, a.end), Span(b.start, b.end))


def _agreement(a: Claim, b: Claim, gold: Reading, found: Reading) -> int:
    return sum(
        x.role == y.role and any_names(found.spans(y.mention), gold.spans(x.mention)) for x in a.args for y in b.args
    )


def _where(claim: Claim) -> Span:
    return claim.trigger or Span(claim.start, claim.end)


def _common(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _mentions(gold: Reading, found: Reading, sheet: Sheet) -> None:
    for name, forms in (("mentions.typed", None), ("mentions.typed.names", {"name"})):
        sheet.sets(name, _typed(gold, sheet.text, forms), _typed(found, sheet.text, forms))


def _typed(reading: Reading, text: str, forms: set[str] | None) -> set[tuple[Span, str]]:
    return {
        (without_article(text, Span(m.start, m.end)), m.type)
        for m in reading.mentions.values()
        if forms is None or m.form in forms
    }


def _triggers(gold: Reading, found: Reading, pairs: Mapping[str, str], sheet: Sheet) -> None:
    typed = {a for a, b in pairs.items() if gold.claims[a].type == found.claims[b].type}
    sheet.count(
        "triggers.found", right=len(pairs), extra=len(found.claims) - len(pairs), missed=len(gold.claims) - len(pairs)
    )
    sheet.count(
        "triggers.typed", right=len(typed), extra=len(found.claims) - len(typed), missed=len(gold.claims) - len(typed)
    )
    for a, claim in gold.claims.items():
        sheet.confused.append((claim.type, found.claims[pairs[a]].type if a in pairs else NONE))
    used = set(pairs.values())
    sheet.confused += [(NONE, k.type) for b, k in found.claims.items() if b not in used]


class _Pairs:
    """Gold claims beside the found claims that stand in their place."""

    def __init__(self, gold: Reading, found: Reading, pairs: Mapping[str, str]) -> None:
        self.gold, self.found, self.pairs = gold, found, pairs

    def score(self, sheet: Sheet) -> None:
        """Add arguments, attribution, factuality, time and whole claims to *sheet*."""
        for a, mine in self.gold.claims.items():
            theirs = self.found.claims.get(self.pairs.get(a, ""))
            faults = self.faults(mine, theirs)
            for name in ("claims.right", f"claims.right{BY_TYPE}{mine.type}"):
                sheet.count(name, right=int(not faults), missed=int(bool(faults)))
            same = theirs is not None and theirs.type == mine.type
            self._arguments(mine, theirs if same else None, sheet)
            self._attribution(mine, theirs, sheet)
            if theirs is not None:
                for layer in _FACTUALITY:
                    sheet.share(layer, int(getattr(mine, layer) == getattr(theirs, layer)))
                if _bounds(mine) != (None, None):
                    sheet.share("time.bounds", int(_bounds(mine) == _bounds(theirs)))
            if faults:
                shown = describe(theirs, self.found) if theirs is not None else NONE
                sheet.miss(faults[0], gold=describe(mine, self.gold), found=shown, at=Span(mine.start, mine.end))
            if theirs is not None and faults:
                self._extra(theirs, sheet)
        used = set(self.pairs.values())
        for b, theirs in self.found.claims.items():
            if b not in used:
                self._extra(theirs, sheet)
                self._attribution(None, theirs, sheet)
                sheet.count("arguments", extra=len(theirs.args))
                at = Span(theirs.start, theirs.end)
                sheet.miss("not in gold", gold=NONE, found=describe(theirs, self.found), at=at)

    def _extra(self, claim: Claim, sheet: Sheet) -> None:
        for name in ("claims.right", f"claims.right{BY_TYPE}{claim.type}"):
            sheet.count(name, extra=1)

    def faults(self, mine: Claim, theirs: Claim | None) -> list[str]:
        """What is wrong with *theirs*, worst first; empty when it is right."""
        if theirs is None:
            return ["not found"]
        wanted, got = self.gold.actors(mine), self.found.actors(theirs)
        roles = sorted(a.role for a in wanted) == sorted(a.role for a in got)
        actors = len(self._agreed(wanted, got))
        checks = (
            ("wrong type", mine.type == theirs.type),
            ("wrong role", roles),
            ("wrong actor", actors == len(wanted)),
            ("wrong polarity", mine.polarity == theirs.polarity),
            ("wrong actuality", (mine.realis == "actual") == (theirs.realis == "actual")),
            ("wrong time", _bounds(mine) == _bounds(theirs)),
        )
        return [reason for reason, right in checks if not right]

    def _agreed(self, mine: Sequence[Arg], theirs: Sequence[Arg]) -> list[int]:
        """The places of the arguments *mine* that are among *theirs* too; each of theirs counts once."""
        left = list(theirs)
        found = []
        for place, one in enumerate(mine):
            other = next(
                (o for o in left if o.role == one.role and self._same(one.mention, one.claim, o.mention, o.claim)), None
            )
            if other is not None:
                left.remove(other)
                found.append(place)
        return found

    def _same(self, mention: str | None, claim: str | None, other: str | None, inner: str | None) -> bool:
        if mention is not None:
            return other is not None and any_names(self.found.spans(other), self.gold.spans(mention))
        return inner is not None and self.pairs.get(claim or "") == inner

    def _arguments(self, mine: Claim, theirs: Claim | None, sheet: Sheet) -> None:
        right = len(self._agreed(mine.args, theirs.args)) if theirs is not None else 0
        other = self.found.claims.get(self.pairs.get(mine.id, ""))
        sheet.count(
            "arguments", right=right, extra=len(other.args) - right if other else 0, missed=len(mine.args) - right
        )

    def _attribution(self, mine: Claim | None, theirs: Claim | None, sheet: Sheet) -> None:
        """Who makes the claim; and for statements, who speaks and which words are reported."""
        speaker = mine.by if mine is not None else None
        other = theirs.by if theirs is not None else None
        right = (
            speaker is not None and other is not None and any_names(self.found.spans(other), self.gold.spans(speaker))
        )
        sheet.count(
            "attribution.by",
            right=int(right),
            extra=int(other is not None and not right),
            missed=int(speaker is not None and not right),
        )
        wanted = mine is not None and mine.content is not None
        got = theirs is not None and theirs.content is not None
        agrees = wanted and got and mine is not None and theirs is not None and self._reports(mine, theirs)
        sheet.count(
            "attribution.content", right=int(agrees), extra=int(got and not agrees), missed=int(wanted and not agrees)
        )

    def _reports(self, mine: Claim, theirs: Claim) -> bool:
        a, b = mine.content, theirs.content
        if a is None or b is None:
            return False
        union = max(a.end, b.end) - min(a.start, b.start)
        agents = (
            [x.mention for x in mine.args if x.role == "agent"],
            [x.mention for x in theirs.args if x.role == "agent"],
        )
        speaks = any(any_names(self.found.spans(o), self.gold.spans(m)) for m in agents[0] for o in agents[1])
        return speaks and _common(a, b) >= _JACCARD * union


def _bounds(claim: Claim) -> tuple[str | None, str | None]:
    if claim.time is None or claim.time.basis == "assumed":
        return None, None
    return claim.time.start, claim.time.end
