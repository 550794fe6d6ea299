"""What a fact of many claims is made of, in one text: so that one more claim does not ask for all the others."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.jsonl import number
from kg.model import Arg, Claim, Fact, Held, Key, Quantity, RoleEdge, TimeBounds
from kg.world.sources import Origins, packed

LEAST = 8  # claims; fewer are read one by one


def key(fact: str) -> str:
    """The id of the `Key` that holds the claims of *fact*."""
    return f"k{fact}"


def keys(
    facts: Iterable[Fact], claims: Mapping[str, Claim], ends: Mapping[str, str], origins: Origins
) -> dict[str, Key]:
    """The keys of those of *facts* that have many claims; *ends* are what mentions and claims in roles stand for."""
    many = (f for f in facts if f.n_claims >= LEAST)
    return {key(f.id): Key(id=key(f.id), text=_dumps(f, [claims[c] for c in f.claims], ends, origins)) for f in many}


def _dumps(fact: Fact, claims: Sequence[Claim], ends: Mapping[str, str], origins: Origins) -> str:
    rows = [
        [
            c.id, c.doc, None if c.types == fact.types else c.types, c.polarity, c.certainty, c.realis, c.evidential,
            number(c.confidence), _time(c.time), [_quantity(q) for q in c.quantities],
            sorted([a.role, a.filler, ends.get(a.filler)] for a in c.args),
        ]
        for c in claims
    ]  # fmt: skip
    return json.dumps([rows, _documents(claims, origins)], ensure_ascii=False, separators=(",", ":"))


def _documents(claims: Iterable[Claim], origins: Origins) -> list[list[str | None]]:
    """Each document with its publisher, its marks and, where they are compared, the first of its copies.

    Of a lone document nobody asks.
    """
    found = {doc: origins.sources[doc] for doc in sorted({c.doc for c in claims}) if doc in origins.sources}
    if len(found) == 1:
        return []
    first = origins.copied(found) if len({source.publisher for source in found.values()}) > 1 else {}
    return [[doc, source.publisher, packed(source.seen), first.get(doc)] for doc, source in found.items()]


def _time(time: TimeBounds | None) -> list[str | None] | None:
    return None if time is None else [time.start, time.end, time.granularity, time.basis]


def _quantity(q: Quantity) -> list[object]:
    high = None if q.high is None else number(q.high)
    return [number(q.value), high, q.unit, q.kind, q.currency, q.approx]


def read(text: str, fact: Fact, into: Held) -> Fact:
    """*fact*, a bare node, with its claims and roles; what is in *text* goes *into* what is held.

    Raises:
        ValueError: the text is none of ours.
    """
    count: dict[tuple[str, str], list[str]] = defaultdict(list)
    claims = []
    try:
        rows, made = json.loads(text)
        into.sources.update({doc: (publisher, marks) for doc, publisher, marks, _ in made})
        into.parted.append({doc: first for doc, _, _, first in made if first})
        for row in rows:
            claim = _claim(row, fact)
            claims.append(claim.id)
            into.claims[claim.id], into.about[claim.id] = claim, fact.id
            for _, filler, end in row[-1]:
                if end is not None:
                    (into.fact_of if end.startswith("f_") else into.entity_of)[filler] = end
            for role, end in {(role, end) for role, _, end in row[-1] if end is not None}:
                count[role, end].append(claim.doc)
    except (TypeError, IndexError, AttributeError) as error:
        raise ValueError(fact.id) from error
    roles = (RoleEdge(role=r, to=to, n=len(docs), docs=len(set(docs))) for (r, to), docs in sorted(count.items()))
    return replace(fact, claims=tuple(sorted(claims)), roles=tuple(roles))


def _claim(row: list[Any], fact: Fact) -> Claim:
    one, doc, types, polarity, certainty, realis, evidential, confidence, time, quantities, args = row
    return Claim(
        id=one, doc=doc, type=fact.type, types=tuple(types or fact.types), start=0, end=0, quote="", trigger=None,
        polarity=polarity, certainty=certainty, realis=realis, evidential=evidential, confidence=float(confidence),
        time=None if time is None else TimeBounds(start=time[0], end=time[1], granularity=time[2], basis=time[3]),
        quantities=tuple(
            Quantity(
                value=float(value), high=None if high is None else float(high), unit=unit, kind=kind, currency=currency,
                approx=approx,
            )
            for value, high, unit, kind, currency, approx in quantities
        ),
        args=tuple(
            Arg(role=role, claim=filler) if filler.startswith("c_") else Arg(role=role, mention=filler)
            for role, filler, _ in args
        ),
    )  # fmt: skip
