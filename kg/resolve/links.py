"""Which leaves may be one thing, and why: names they share, aliases, judgements of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Leaf

KINDS = ("decision", "name", "alias", "short form", "middle name", "tail", "acronym", "surname")  # the surer first


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two leaves that are one by a rule of *kind*, over *key*."""

    kind: str
    key: str
    a: str
    b: str


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """Two leaves that meet over *key*, and *why* they are not one."""

    why: str
    key: str
    a: str
    b: str


def propose(
    leaves: Sequence[Leaf], *, joins: Iterable[tuple[str, str]], apart: Mapping[str, set[str]]
) -> tuple[list[Link], list[Refusal]]:
    """Links in the order in which they are to be tried, and what a guard refused. *leaves* come by id."""
    there = {leaf.id: leaf for leaf in leaves}
    found = [Link("decision", "", *sorted((a, b))) for a, b in joins if a in there and b in there]
    refused: list[Refusal] = []
    by_name: dict[str, list[Leaf]] = defaultdict(list)
    by_alias: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        for key in leaf.keys if leaf.shortens not in there else ():
            by_name[key].append(leaf)
        for key in leaf.aliases:
            by_alias[key].append(leaf)
    for key, members in by_name.items():
        found += _within("name", key, members, apart)
    for key, members in by_alias.items():
        if key in by_name:  # one document's "also known as" never merges two things that others name
            own = by_name[key][0]
            refused += [Refusal("alias", key, leaf.id, own.id) for leaf in members if leaf.id != own.id]
        else:
            found += _within("alias", key, members, apart)
    return sorted(set(found), key=lambda x: (KINDS.index(x.kind), x.key, x.a, x.b)), sorted(set(refused))


def _within(kind: str, key: str, members: Sequence[Leaf], apart: Mapping[str, set[str]]) -> Iterator[Link]:
    """Links that make *members* one; where people told some of them apart, each other joins the one it is most like."""
    every = {m.id for m in members}
    seeds = [m for m in members if apart.get(m.id, set()) & every]
    if not seeds:
        yield from (Link(kind, key, members[0].id, m.id) for m in members[1:])
        return
    told = {m.id for m in seeds}
    for n, seed in enumerate(seeds):
        yield from (Link(kind, key, *sorted((seed.id, other.id))) for other in seeds[:n])
    for member in members:
        if member.id not in told:
            nearest = min(seeds, key=lambda s: (tuple(-n for n in _alike(s, member)), s.id))
            yield Link(kind, key, *sorted((nearest.id, member.id)))


def _alike(one: Leaf, other: Leaf) -> tuple[int, int]:
    """How many classes and keys two leaves share."""
    classes = [{c for types, _ in leaf.votes for c in types} for leaf in (one, other)]
    return len(classes[0] & classes[1]), len(set(one.keys) & set(other.keys))
