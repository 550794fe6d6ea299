"""The claims of a document that are sure enough, made whole again where what filled their roles is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg import ids
from kg.model import Arg, Claim, Document, Record


def sure(claims: Sequence[Claim], *, at_least: float) -> tuple[Claim, ...]:
    """Those of *claims*, all of one document, whose confidence is *at_least* so much.

    A role filled by a claim that is dropped stays empty; what then has no actor or thing in any role says nothing
    and is dropped too. A claim that lost a filler has another id. `via` names no dropped claim.
    """
    kept: dict[str, Claim | None] = {}
    for claim in inner_first(list(claims)):
        kept[claim.id] = _rest(claim, kept) if claim.confidence >= at_least else None
    found: dict[str, Claim] = {}
    for one in (kept[c.id] for c in claims):
        if one is not None:
            via = kept.get(one.via or "")
            found.setdefault(one.id, one if one.via is None else replace(one, via=via.id if via else None))
    return tuple(found.values())


def _rest(claim: Claim, kept: dict[str, Claim | None]) -> Claim | None:
    """*claim* with what is *kept* of the claims in its roles; claims that are not known stay."""
    args: list[Arg] = []
    for arg in claim.args:
        inner = kept.get(arg.claim) if arg.claim in kept else arg
        if isinstance(inner, Claim):
            args.append(replace(arg, claim=inner.id))
        elif inner is not None:
            args.append(arg)
    if tuple(args) == claim.args:
        return claim
    if len(args) < len(claim.args) and not any(a.mention for a in args):
        return None
    made = ids.claim_id(claim.doc, claim.type, claim.trigger, args, claim.polarity, claim.by)
    return replace(claim, id=made, args=tuple(args))


def sure_records(records: Iterable[Record], *, at_least: float) -> Iterator[Record]:
    """*records*, documents each followed by what is said of them, with the sure claims of each document."""
    held: list[Claim] = []
    for record in records:
        if isinstance(record, Claim):
            held.append(record)
            continue
        if isinstance(record, Document) and held:
            yield from sure(held, at_least=at_least)
            held = []
        yield record
    yield from sure(held, at_least=at_least)


def inner_first(claims: list[Claim]) -> list[Claim]:
    """*claims* with those that fill roles before those whose roles they fill."""
    by_id = {c.id: c for c in claims}
    placed: dict[str, Claim] = {}
    opened: dict[str, Claim] = {}
    todo = list(reversed(claims))
    while todo:
        claim = todo.pop()
        inner = [
            by_id[a.claim] for a in claim.args if a.claim in by_id and a.claim not in placed and a.claim not in opened
        ]
        if inner and claim.id not in placed:
            opened[claim.id] = claim  # what is open is not opened again: imported claims may hold each other
            todo += [claim, *inner]
        else:
            placed.setdefault(claim.id, claim)
    return list(placed.values())
