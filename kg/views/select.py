"""Which part of the graph a view shows: what a name or id stands for, and what lies within some hops of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.errors import NotFoundError
from kg.model import Claim, Entity, Fact, Mention
from kg.text import near, normal_name, one_line


@dataclass(frozen=True, slots=True)
class Known:
    """What names and ids may stand for, by id."""

    entities: Mapping[str, Entity]
    facts: Mapping[str, Fact]
    claims: Mapping[str, Claim]
    mentions: Mapping[str, Mention]


def anchors(about: str, known: Known) -> set[str]:
    """The nodes that *about* stands for: entities of that name, else of that alias; the facts of a claim or document.

    Raises:
        NotFoundError: nothing has that name or id; the message lists the nearest names.
    """
    wanted = about.strip().casefold()
    by_id = _by_id(wanted, known)
    if by_id:
        return by_id
    entities = known.entities
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
        hint = near(about, (n for e in entities.values() for n in (e.name, *e.names)), otherwise="no name is near it")
        raise NotFoundError(f"nothing is called '{one_line(about)}'; {hint}")
    return found


def _by_id(wanted: str, known: Known) -> set[str]:
    entities, facts, claims, mentions = known.entities, known.facts, known.claims, known.mentions
    if wanted in entities or wanted in facts:
        return {wanted}
    if wanted in mentions:
        wanted = mentions[wanted].leaf
    if wanted.startswith("l_"):
        return {e.id for e in entities.values() if wanted in e.leaves}
    stated = {c.id for c in claims.values() if wanted in {c.id, c.doc}}
    return {f.id for f in facts.values() if not stated.isdisjoint(f.claims)}


def named(rows: Iterable[Iterable[object]]) -> set[str]:
    """The ids of the nodes in the answer to a query, wherever they stand in it."""
    found: set[str] = set()
    todo: list[object] = [value for row in rows for value in row]
    while todo:
        value = todo.pop()
        if isinstance(value, Mapping):
            if "labels" in value and isinstance(value.get("id"), str):
                found.add(str(value["id"]))
            todo += value.values()
        elif isinstance(value, (list, tuple)):
            todo += value
    return found


def among(ids: Collection[str], known: Known) -> set[str]:
    """The entities and facts that *ids* stand for; the facts between those entities when no fact is among them."""
    leaves = {known.mentions[i].leaf for i in ids if i in known.mentions}
    stated = {c.id for c in known.claims.values() if c.id in ids or c.doc in ids}
    found = {i for i in ids if i in known.entities or i in known.facts}
    found |= {e.id for e in known.entities.values() if not leaves.isdisjoint(e.leaves)}
    found |= {f.id for f in known.facts.values() if not stated.isdisjoint(f.claims)}
    if found.isdisjoint(known.facts):
        found |= {i for i, f in known.facts.items() if len(found.intersection(r.to for r in f.roles)) > 1}
    return found


def within(
    start: set[str] | None, *, facts: Mapping[str, Fact], hops: int, all_facts: Mapping[str, Fact] | None = None
) -> set[str]:
    """The ids of all that is at most *hops* hops from *start*; with None, every fact and whatever takes part in one.

    *all_facts* are those that may fill a role of one of *facts*, when these are not all.

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
    whole = facts if all_facts is None else all_facts
    todo = [i for i in reached if i in whole]
    while todo:
        fillers = {r.to for r in whole[todo.pop()].roles} - reached
        reached |= fillers
        todo += [i for i in fillers if i in whole]
    return reached
