"""Pairs of entities that may be one: names alike, names that shorten others, names that a rule would not believe."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.model import Entity
from kg.resolve.links import Refusal
from kg.text import acronym, normal_name

_COMMON = 40  # entities that share a word or a name; more say that it tells nothing
_ALIKE = 0.84  # of two spellings; below, names of different things abound
_LEAST = 0.5
_DESCRIBED = 0.45  # enough only for two that meet somebody both: "the competition authority" stands in many texts
_WHY = {"alias": 0.8, "several": 0.55}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two entities (ids) that may be one, how likely from 0 to 1, why in words."""

    a: str
    b: str
    score: float
    why: str


def suggestions(
    entities: Sequence[Entity],
    refused: Iterable[Refusal],
    *,
    apart: Iterable[tuple[str, str]],
    neighbours: Mapping[str, frozenset[str]],
) -> list[Suggestion]:
    """Likely pairs of *entities*, the likeliest first; never those that people told *apart* (pairs of leaves).

    *neighbours* gives the entities that each meets in facts; pairs that meet the same ones are likelier.
    """
    home = {leaf: e.id for e in entities for leaf in e.leaves}
    by_id = {e.id: e for e in entities}
    never = {frozenset((home[a], home[b])) for a, b in apart if a in home and b in home}
    best: dict[tuple[str, str], tuple[float, str]] = {}
    for a, b, score, why in itertools.chain(_refused(refused, home), _named(entities), _described(entities)):
        if a == b or frozenset((a, b)) in never:
            continue
        pair = (min(a, b), max(a, b))
        shared = len(neighbours.get(a, frozenset()) & neighbours.get(b, frozenset()) - {a, b})
        family = _family(by_id[a]) == _family(by_id[b])
        total = round(min(1.0, score + 0.05 * min(shared, 4)) * (1.0 if family else 0.6), 3)
        told = f"{why}; they meet {shared} of the same in facts" if shared else why
        if total >= _LEAST and total > best.get(pair, (0.0, ""))[0]:
            best[pair] = (total, told)
    made = [Suggestion(*pair, *found) for pair, found in best.items()]
    return sorted(made, key=lambda s: (-s.score, by_id[s.a].name, by_id[s.b].name, s.a, s.b))


def _refused(refused: Iterable[Refusal], home: Mapping[str, str]) -> Iterator[tuple[str, str, float, str]]:
    told = {
        "alias": "one document says that {!r} is another name of it, and others call something so",
        "several": "{!r} may be short for it, and for others",
    }
    for one in refused:
        if one.why in _WHY:
            yield home[one.a], home[one.b], _WHY[one.why], told[one.why].format(one.key)


def _named(entities: Iterable[Entity]) -> Iterator[tuple[str, str, float, str]]:
    by_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entity in entities:
        for key in sorted({normal_name(n) for n in entity.names if _proper(n)} - {""}):
            letters = {short} if (short := next(filter(None, (acronym(n) for n in entity.names)), "")) else set()
            for word in {*key.split(), f"{key[:4]}…", f"…{key[-4:]}", *letters}:
                by_word[word].append((entity.id, key))
    seen: set[tuple[str, str, str, str]] = set()
    for _, having in sorted(by_word.items()):
        if len(having) > _COMMON:
            continue
        for (a, x), (b, y) in itertools.combinations(having, 2):
            if a != b and (a, b, x, y) not in seen:
                seen.add((a, b, x, y))
                score, why = likeness(x, y)
                if score:
                    yield a, b, score, why


def _described(entities: Iterable[Entity]) -> Iterator[tuple[str, str, float, str]]:
    """Names that others are described by: "Competition Authority", "the competition authority"."""
    by_key: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for entity in entities:
        for proper in (False, True):
            for key in sorted({normal_name(n) for n in entity.names if _proper(n) == proper} - {""}):
                by_key[key][proper].append(entity.id)
    for key, (described, named) in sorted(by_key.items()):
        if len(described) + len(named) > _COMMON:
            continue
        for a, b in itertools.product(described, named):
            yield a, b, _DESCRIBED, f"one is called {key!r}, the other described so"


def likeness(one: str, other: str) -> tuple[float, str]:
    """How much two normalised names are alike, and why; 0 when they are not."""
    short, long = sorted((one, other), key=lambda k: (len(k), k))
    words = set(short.split()), set(long.split())
    if words[0] < words[1] and len(short) > 2:
        share = len(short) / len(long)
        return 0.45 + 0.4 * share, f"all words of {short!r} stand in {long!r}"
    if words[0] == words[1]:
        return 0.95, f"{short!r} and {long!r} have the same words"
    if short == "".join(w[0] for w in long.split()) and len(short) > 1:
        return 0.7, f"{short!r} has the first letters of {long!r}"
    ratio = SequenceMatcher(None, one, other).ratio()
    if ratio >= _ALIKE and not _numbers_differ(one, other):
        return ratio * 0.9, f"{one!r} and {other!r} are spelt alike"
    return 0.0, ""


def _proper(name: str) -> bool:
    """Whether *name* names; "American users" describes."""
    return name.strip().rpartition(" ")[2][:1].isupper()


def _numbers_differ(one: str, other: str) -> bool:
    return [c for c in one if c.isdigit()] != [c for c in other if c.isdigit()]


def _family(entity: Entity) -> str:
    return entity.types[min(1, len(entity.types) - 1)]
