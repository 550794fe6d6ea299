"""Leaves that resolution cannot tell apart, counted together: what an entity is made of, without its documents.

Two leaves with the same keys, aliases, classes and marks, that shorten leaves alike (or none), end in one entity,
unless a person told them apart. So a form and one leaf that stands in for it tell resolution all that they would.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg import ids
from kg.model import Entity, Key, Leaf
from kg.resolve.clusters import MILLION
from kg.resolve.short import sides

NAME = ("name", "both")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What alike leaves have in common, and their sums.

    `owner` is the sign of the form whose name they shorten, `first` the smallest of their ids, `weight` in millionths.
    """

    sign: str
    keys: tuple[str, ...]
    aliases: tuple[str, ...]
    types: tuple[str, ...]
    marks: tuple[str, ...]
    owner: str | None
    owner_keys: tuple[str, ...]
    first: str
    leaves: int
    mentions: int
    weight: int
    names: tuple[tuple[str, int], ...]

    def without(self, one: Form) -> Form | None:
        """This form without the leaves of *one*, which are among its own; None when nothing is left.

        `first` stays and may be none of those that are left.

        Raises:
            ValueError: they are not among its own.
        """
        names = Counter(dict(self.names))
        names.subtract(dict(one.names))
        left = (self.leaves - one.leaves, self.mentions - one.mentions, self.weight - one.weight)
        if (
            self.sign != one.sign
            or min(*left, *names.values(), 0) < 0
            or (not left[0] and any((*left, *names.values())))
        ):
            raise ValueError(self.sign)
        if not left[0]:
            return None
        return replace(self, leaves=left[0], mentions=left[1], weight=left[2], names=_counted(names))

    def stand_in(self, made: str, owner: str | None) -> Leaf:
        """A leaf called *made* that tells resolution all that the leaves of this form would; it shortens *owner*."""
        return Leaf(
            id=made, doc="", names=self.names, keys=self.keys, aliases=self.aliases,
            votes=((self.types, self.weight / MILLION),), n_mentions=self.mentions, shortens=owner, marks=self.marks,
        )  # fmt: skip


def plus(one: Form | None, other: Form) -> Form:
    """Both together."""
    if one is None:
        return other
    names = Counter(dict(one.names))
    names.update(dict(other.names))
    return replace(
        one, first=min(one.first, other.first), leaves=one.leaves + other.leaves,
        mentions=one.mentions + other.mentions, weight=one.weight + other.weight, names=_counted(names),
    )  # fmt: skip


def forms(leaves: Iterable[Leaf]) -> dict[str, Form]:
    """The form of each leaf by its id, each of one leaf; *leaves* are all those of some documents.

    A leaf without a name meets no other and has no form.
    """
    known = {leaf.id: leaf for leaf in leaves}
    found: dict[str, Form] = {}
    for leaf in known.values():
        _form(leaf, known, found)
    return {i: form for i, form in found.items() if not _nameless(known[i])}


def _form(leaf: Leaf, known: Mapping[str, Leaf], found: dict[str, Form]) -> Form:
    if leaf.id not in found:
        longer = known.get(leaf.shortens or "")
        owner = _form(longer, known, found) if longer else None
        parts = (sorted(leaf.keys), sorted(leaf.aliases), list(leaf.votes[0][0]), list(leaf.marks))
        found[leaf.id] = Form(
            sign=ids.digest(*parts, owner.sign if owner else None)[: ids.HEX],
            keys=tuple(parts[0]), aliases=tuple(parts[1]), types=tuple(parts[2]), marks=leaf.marks,
            owner=owner.sign if owner else None, owner_keys=owner.keys if owner else (), first=leaf.id, leaves=1,
            mentions=leaf.n_mentions, weight=sum(round(w * MILLION) for _, w in leaf.votes),
            names=_counted(Counter(dict(leaf.names))),
        )  # fmt: skip
    return found[leaf.id]


def _nameless(leaf: Leaf) -> bool:
    return leaf.keys == (leaf.id,) and not leaf.aliases and not leaf.marks and leaf.shortens is None


def _counted(names: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((name, n) for name, n in names.items() if n))


def together(found: Iterable[Form]) -> dict[str, Form]:
    """Forms added up, by sign."""
    made: dict[str, Form] = {}
    for form in found:
        made[form.sign] = plus(made.get(form.sign), form)
    return made


def ties(form: Form) -> Iterator[tuple[str, str, str]]:
    """Rule, side and name, by which *form* may meet others; a name that is a key of both ties them in any case."""
    for name in {*form.keys, *form.aliases, *form.owner_keys}:
        yield (*NAME, name)
    yield from sides(form.stand_in("", None))


def names(found: Iterable[Form]) -> set[str]:
    """All names by which *found* may meet others."""
    return {name for form in found for _, _, name in ties(form)}


def name_key(name: str) -> str:
    """The id of the `Key` of entities that may be meant by *name*."""
    return ids.make("k", name)


def entity_key(entity: str) -> str:
    """The id of the `Key` that holds the forms of *entity*."""
    return f"k{entity}"


def keys(of: Mapping[str, Mapping[str, Form]]) -> dict[str, Key]:
    """All keys by id, for the forms that each entity has by their signs.

    An entity whose id is made of a name is found by that; only others stand under it.
    """
    made: dict[str, Key] = {}
    meant: dict[str, set[str]] = defaultdict(set)
    for entity, having in of.items():
        if having:
            made[entity_key(entity)] = Key(id=entity_key(entity), text=dumps(having.values()))
            for name in strangers(entity, having.values()):
                meant[name_key(name)].add(entity)
    made.update({i: Key(id=i, entities=tuple(sorted(found))) for i, found in meant.items()})
    return made


def strangers(entity: str, having: Iterable[Form]) -> set[str]:
    """The names of the forms *having* that do not make the id of *entity* themselves."""
    return {name for name in names(having) if ids.entity_id(name) != entity}


def of_entities(entities: Iterable[Entity], made: Mapping[str, Form]) -> dict[str, dict[str, Form]]:
    """For each entity by id, the forms of its leaves added up; *made* has those of all leaves."""
    return {e.id: together(made[leaf] for leaf in e.leaves if leaf in made) for e in entities}


_FIELDS = (
    "sign", "keys", "aliases", "types", "marks", "owner", "owner_keys", "first", "leaves", "mentions", "weight",
    "names",
)  # fmt: skip


def dumps(found: Iterable[Form]) -> str:
    """Forms as JSON text, by sign."""
    rows = [[getattr(form, name) for name in _FIELDS] for form in sorted(found, key=lambda f: f.sign)]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> dict[str, Form]:
    """The forms in *text* by sign.

    Raises:
        ValueError: it is none that `dumps` wrote.
    """
    try:
        rows = [dict(zip(_FIELDS, row, strict=True)) for row in json.loads(text)]
        made = [Form(**{**row, **{n: tuple(row[n]) for n in _LISTS}, "names": _pairs(row["names"])}) for row in rows]
    except (TypeError, KeyError) as error:
        raise ValueError(text[:80]) from error
    return {form.sign: form for form in made}


_LISTS = ("keys", "aliases", "types", "marks", "owner_keys")


def _pairs(rows: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple((name, n) for name, n in rows)
