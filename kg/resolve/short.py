"""Short forms of names: surnames, names without the middle one, acronyms, companies without their last word.

A short form is believed only where a single entity has the long one; else it is left alone, and may be suggested.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kg.model import Leaf
from kg.resolve.links import Link, Refusal
from kg.resolve.marks import is_kind, marks, persons_words
from kg.text import normal_name

_TAILS = frozenset((
    "airlines", "airways", "brands", "companies", "company", "computer", "computers", "enterprises", "group", "holding",
    "holdings", "industries", "international", "labs", "media", "motor", "motors", "platforms", "systems",
    "technologies", "technology", "worldwide",
))  # fmt: skip

Group = Mapping[str, Sequence[Leaf]]


def rules() -> tuple[tuple[str, Callable[[Sequence[Leaf]], Iterator[tuple[str, list[Leaf], list[Leaf]]]]], ...]:
    """The rules by kind, in the order in which they are tried: each gives (key, short leaves, long leaves)."""
    return (("middle name", _middle), ("tail", _tails), ("acronym", _acronyms), ("surname", _surnames))


def linked(
    kind: str, key: str, short: Sequence[Leaf], long: Sequence[Leaf], root: Callable[[str], str]
) -> tuple[list[Link], list[Refusal]]:
    """Links of *short* leaves to the one entity of *long* ones; refusals when there are several."""
    owners: dict[str, str] = {}
    for leaf in sorted(long, key=lambda x: x.id):
        owners.setdefault(root(leaf.id), leaf.id)
    ends = sorted(owners.values())
    new = [leaf.id for leaf in short if root(leaf.id) not in owners]
    if len(ends) == 1:
        return [Link(kind, key, *sorted((one, ends[0]))) for one in new], []
    return [], [Refusal("several", key, *sorted((one, end))) for one in new[:1] for end in ends]


def shortening(leaves: Sequence[Leaf], root: Callable[[str], str]) -> list[Link]:
    """Links of leaves that shorten another name of their document to it.

    Where all that shorten to one key mean one entity, the others with that key mean it too.
    """
    there = {leaf.id: leaf for leaf in leaves}
    by_key: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        for key in leaf.keys:
            by_key[key].append(leaf)
    found = []
    for key, members in sorted(by_key.items()):
        short = [(leaf, there[leaf.shortens]) for leaf in members if leaf.shortens in there]
        found += [Link("short form", key, *sorted((leaf.id, owner.id))) for leaf, owner in short]
        if len({root(owner.id) for _, owner in short}) == 1:
            families = {_family(x) for pair in short for x in pair}
            others = [leaf for leaf in members if leaf.shortens not in there and _family(leaf) in families]
            found += [Link("short form", key, *sorted((short[0][1].id, leaf.id))) for leaf in others]
    return found


def _family(leaf: Leaf) -> str:
    types = leaf.votes[0][0]
    return types[min(1, len(types) - 1)]


def _middle(leaves: Sequence[Leaf]) -> Iterator[tuple[str, list[Leaf], list[Leaf]]]:
    """First and last name alone: Ann Reed for Ann B. Reed, unless there is an Ann C. Reed too."""
    return _by_side("middle name", leaves)


def _surnames(leaves: Sequence[Leaf]) -> Iterator[tuple[str, list[Leaf], list[Leaf]]]:
    """The last name alone: Reed for Ann Reed; read as an organization only where others call her Reed, too."""
    alone = {name for leaf in leaves for name in marks(leaf, "alone")}
    for key, short, long in _by_side("surname", leaves):
        told = [leaf for leaf in short if key in alone or is_kind(leaf, "Person")]
        if told:
            yield key, told, long


def _tails(leaves: Sequence[Leaf]) -> Iterator[tuple[str, list[Leaf], list[Leaf]]]:
    """Companies without their last words, cities without their state: Loopride Holdings, Ada, Ohio."""
    return _by_side("tail", leaves)


def _acronyms(leaves: Sequence[Leaf]) -> Iterator[tuple[str, list[Leaf], list[Leaf]]]:
    """First letters: DPC for Data Protection Commission."""
    return _by_side("acronym", leaves)


def _by_side(kind: str, leaves: Iterable[Leaf]) -> Iterator[tuple[str, list[Leaf], list[Leaf]]]:
    """Name, short leaves, long leaves of the rule *kind*, where there are both."""
    found: dict[str, dict[str, list[Leaf]]] = {"short": defaultdict(list), "long": defaultdict(list)}
    for leaf in leaves:
        for rule, side, key in sides(leaf):
            if rule == kind:
                found[side][key].append(leaf)
    short, long = found["short"], found["long"]
    yield from ((k, short[k], long[k]) for k in sorted(short.keys() & long.keys()))


def sides(leaf: Leaf) -> Iterator[tuple[str, str, str]]:
    """Rule, `short` or `long`, and name, for each rule that may tie *leaf* to others by that name."""
    for words in persons_words(leaf):
        yield "middle name", "short" if len(words) == 2 else "long", f"{words[0]} {words[-1]}"
        yield "surname", "long", words[-1]
    person = is_kind(leaf, "Person")
    if all(" " not in k for k in leaf.keys) and (person or "guess" in leaf.marks):
        yield from (("surname", "short", key) for key in leaf.keys)
    if is_kind(leaf, "Organization"):
        for key in leaf.keys:
            yield "tail", "short", key
            words = key.split()
            while len(words) > 1 and words[-1] in _TAILS:
                words.pop()
                yield "tail", "long", " ".join(words)
    if is_kind(leaf, "Place"):
        for name, _ in leaf.names:
            city, comma, _ = name.partition(", ")
            yield "tail", "long" if comma else "short", normal_name(city)
    yield from (("acronym", "short", key) for key in marks(leaf, "acronym"))
    yield from (("acronym", "long", key) for key in marks(leaf, "initials"))
