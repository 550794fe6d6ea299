"""Which part of the graph a view shows: what a name or id stands for, and what lies within some hops of it."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.errors import NotFoundError
from kg.model import Claim, Entity, Fact, Mention
from kg.text import normal_name, one_line

_NEAREST = 5


def anchors(
    about: str,
    *,
    entities: Mapping[str, Entity],
    facts: Mapping[str, Fact],
    claims: Mapping[str, Claim],
    mentions: Mapping[str, Mention],
) -> set[str]:
    """The nodes that *about* stands for: entities of that name, else of that alias; the facts of a claim or document.

    Raises:
        NotFoundError: nothing has that name or id; the message lists the nearest names.
    """
    wanted = about.strip().casefold()
    by_id = _by_id(wanted, entities=entities, facts=facts, claims=claims, mentions=mentions)
    if by_id:
        return by_id
    readings = (
        {e.id for e in entities.values() if e.name.casefold() == wanted},
        {e.id for e in entities.values() if wanted in {n.casefold() for n in e.names}},
        {
            e.id
            for e in entities.values()
            if (key := normal_name(about)) and key in {normal_name(n) for n in (e.name, *e.names)}
        },
    )
    found = next((r for r in readings if r), None)
    if found is None:
        msg = f"nothing is called '{one_line(about)}'{_nearest(about, entities.values())}"
        raise NotFoundError(msg)
    return found


def _by_id(
    wanted: str,
    *,
    entities: Mapping[str, Entity],
    facts: Mapping[str, Fact],
    claims: Mapping[str, Claim],
    mentions: Mapping[str, Mention],
) -> set[str]:
    if wanted in entities or wanted in facts:
        return {wanted}
    if wanted in mentions:
        wanted = mentions[wanted].leaf
    if wanted.startswith("l_"):
        return {e.id for e in entities.values() if wanted in e.leaves}
    stated = {c.id for c in claims.values() if wanted in {c.id, c.doc}}
    return {f.id for f in facts.values() if not stated.isdisjoint(f.claims)}


def _nearest(about: str, entities: Iterable[Entity]) -> str:
    known: dict[str, str] = {}
    for entity in entities:
        for name in (entity.name, *entity.names):
            known.setdefault(name.casefold(), name)
    wanted = about.strip().casefold()
    near = difflib.get_close_matches(wanted, sorted(known), n=_NEAREST, cutoff=0.6)
    near += [k for k in sorted(known) if wanted and wanted in k and k not in near][: _NEAREST - len(near)]
    return f"; nearest: {', '.join(one_line(known[k], 60) for k in near)}" if near else "; no name is near it"


def within(start: set[str] | None, *, facts: Mapping[str, Fact], hops: int) -> set[str]:
    """The ids of all that is at most *hops* hops from *start*; with None, every fact and whatever takes part in one.

    Actor to event to actor is one hop; so is a fact to those who take part in it. A fact never stands without those
    who take part in it, as it would say less than its sources.
    """
    links: dict[str, set[str]] = defaultdict(set)
    for fact in facts.values():
        for role in fact.roles:
            links[fact.id].add(role.to)
            links[role.to].add(fact.id)
    reached = set(facts) if start is None else set(start)
    if start is not None:
        edge = set(start)
        for _ in range(2 * hops - bool(start & facts.keys())):
            edge = set().union(*(links[i] for i in edge)) - reached
            reached |= edge
    todo = [i for i in reached if i in facts]
    while todo:
        fillers = {r.to for r in facts[todo.pop()].roles} - reached
        reached |= fillers
        todo += [i for i in fillers if i in facts]
    return reached
