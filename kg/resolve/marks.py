"""What the names of a leaf are good for as short forms or long ones, said in words that can be looked up.

`acronym dpc` is on a leaf that is called DPC, `initials dpc` on one whose name has these first letters, `alone reed` on
an Ann Reed who is called Reed as well, `guess` on what only the recogniser took for an organization.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Leaf
from kg.text import normal_name

GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
_GUESS = 0.7  # how sure a class is that only the recogniser gave
_LETTERS = 3  # an acronym that is shorter must stand in one document with the long form


def marked(leaves: Iterable[Leaf]) -> Iterator[Leaf]:
    """*leaves*, all those of one or more documents, with their marks."""
    found = [(leaf, set(_marks(leaf))) for leaf in leaves]
    there = {(leaf.doc, one) for leaf, marks in found for one in marks if one.startswith("acronym ")}
    for leaf, marks in found:
        kept = (m for m in marks if _believed(leaf, m, there))
        yield replace(leaf, marks=tuple(sorted(kept)))


def marks(leaf: Leaf, kind: str) -> list[str]:
    """The names that the marks of *kind* on *leaf* are about."""
    return [m[len(kind) + 1 :] for m in leaf.marks if m.startswith(f"{kind} ")]


def is_kind(leaf: Leaf, name: str) -> bool:
    """Whether *leaf* was read as something of class *name*."""
    return any(name in types for types, _ in leaf.votes)


def persons_words(leaf: Leaf) -> Iterator[list[str]]:
    """The words of each name of two or more that *leaf*, a person, has."""
    if is_kind(leaf, "Person"):
        for key in leaf.keys:
            words = [w for w in key.split() if w not in GENERATIONS]
            if len(words) > 1:
                yield words


def _believed(leaf: Leaf, mark: str, there: set[tuple[str, str]]) -> bool:
    kind, _, key = mark.partition(" ")
    return kind != "initials" or len(key) >= _LETTERS or (leaf.doc, f"acronym {key}") in there


def _marks(leaf: Leaf) -> Iterator[str]:
    if is_kind(leaf, "Organization"):
        if all(weight <= _GUESS for _, weight in leaf.votes):
            yield "guess"
        for name, _ in leaf.names:
            plain = name.replace(".", "")
            if plain.isupper() and plain.isalpha() and len(plain) > 1:
                yield f"acronym {normal_name(name)}"
            elif len(made := "".join(w[0] for w in name.split() if w[0].isupper())) > 1:
                yield f"initials {made.casefold()}"
    called = {normal_name(n) for n, _ in leaf.names}
    yield from (f"alone {words[-1]}" for words in persons_words(leaf) if words[-1] in called)
