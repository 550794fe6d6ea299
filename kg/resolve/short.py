"""Short forms of names: surnames, names without the middle one, acronyms, companies without their last word.

A short form is believed only where a single entity has the long one; else it is left alone, and may be suggested.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kg.model import Leaf
from kg.resolve.links import Link, Refusal
from kg.text import normal_name

_TAILS = frozenset((
    "airlines", "airways", "brands", "companies", "company", "computer", "computers", "enterprises", "group", "holding",
    "holdings", "industries", "international", "labs", "media", "motor", "motors", "platforms", "systems",
    "technologies", "technology", "worldwide",
))  # fmt: skip
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
_GUESS = 0.7  # how sure a class is that only the recogniser gave
_LETTERS = 3  # an acronym that short must stand in one document with the long form

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


def is_kind(leaf: Leaf, name: str) -> bool:
    """Whether *leaf* was read as something of class *name*."""
    return any(name in types for types, _ in leaf.votes)


def _middle(leaves: Sequence[Leaf]) -> Iterator[tuple[str, list[Leaf], list[Leaf]]]:
    """First and last name alone: Ann Reed for Ann B. Reed, unless there is an Ann C. Reed too."""
    short: dict[str, list[Leaf]] = defaultdict(list)
    long: dict[str, list[Leaf]] = defaultdict(list)
    for leaf, words in _persons(leaves):
        (short if len(words) == 2 else long)[f"{words[0]} {words[-1]}"].append(leaf)
    yield from ((k, short[k], long[k]) for k in sorted(short.keys() & long.keys()))


def _surnames(leaves: Sequence[Leaf]) -> Iterator[tuple[str, list[Leaf], list[Leaf]]]:
    """The last name alone: Reed for Ann Reed; read as an organization only where others call her Reed, too."""
    short: dict[str, list[Leaf]] = defaultdict(list)
    long: dict[str, list[Leaf]] = defaultdict(list)
    alone: set[str] = set()
    for leaf, words in _persons(leaves):
        long[words[-1]].append(leaf)
        alone |= {words[-1]} & {normal_name(n) for n, _ in leaf.names}
    for leaf in leaves:
        if all(" " not in k for k in leaf.keys):
            person = is_kind(leaf, "Person")
            guessed = is_kind(leaf, "Organization") and all(weight <= _GUESS for _, weight in leaf.votes)
            for key in leaf.keys:
                if person or (guessed and key in alone):
                    short[key].append(leaf)
    yield from ((k, short[k], long[k]) for k in sorted(short.keys() & long.keys()))


def _persons(leaves: Iterable[Leaf]) -> Iterator[tuple[Leaf, list[str]]]:
    for leaf in leaves:
        if is_kind(leaf, "Person"):
            for key in leaf.keys:
                words = [w for w in key.split() if w not in _GENERATIONS]
                if len(words) > 1:
                    yield leaf, words


def _tails(leaves: Sequence[Leaf]) -> Iterator[tuple[str, list[Leaf], list[Leaf]]]:
    """Companies without their last words: Loopride for Loopride Holdings."""
    short: dict[str, list[Leaf]] = defaultdict(list)
    long: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        if is_kind(leaf, "Organization"):
            for key in leaf.keys:
                short[key].append(leaf)
                words = key.split()
                while len(words) > 1 and words[-1] in _TAILS:
                    words.pop()
                    long[" ".join(words)].append(leaf)
    yield from ((k, short[k], long[k]) for k in sorted(short.keys() & long.keys()))


def _acronyms(leaves: Sequence[Leaf]) -> Iterator[tuple[str, list[Leaf], list[Leaf]]]:
    """First letters: DPC for Data Protection Commission."""
    short: dict[str, list[Leaf]] = defaultdict(list)
    long: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        if not is_kind(leaf, "Organization"):
            continue
        for name, _ in leaf.names:
            plain = name.replace(".", "")
            if plain.isupper() and plain.isalpha() and len(plain) > 1:
                short[normal_name(name)].append(leaf)
            elif len(made := "".join(w[0] for w in name.split() if w[0].isupper())) > 1:
                long[made.casefold()].append(leaf)
    for key in sorted(short.keys() & long.keys()):
        shared = {x.doc for x in short[key]} & {x.doc for x in long[key]}
        if len(key) >= _LETTERS or shared:
            together = [x for x in long[key] if x.doc in shared] if len(key) < _LETTERS else long[key]
            yield key, short[key], together
