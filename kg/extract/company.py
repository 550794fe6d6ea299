"""The words that stand with a verb or an adjective, by which a trigger of several words is told (layer 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from kg.extract.slots import Slot
    from kg.extract.tokens import Token
    from kg.ontology import Trigger

COUNTING = frozenset(
    [
        "series",
        "round",
        "wave",
        "string",
        "number",
        "part",
        "lot",
        "amount",
        "package",
        "program",
        "programme",
        "state",
        "campaign",
        "day",
        "week",
        "month",
        "year",
        "dollar",
        "euro",
        "pound",
        "million",
        "billion",
        "ton",
        "tonne",
        "dozen",
        "hundred",
        "thousand",
        "majority",
        "half",
        "most",
    ]
)
_COMING = frozenset({"appear", "testify", "attend"})  # to order somebody to is to summon him
_HANGING = frozenset({"prep", "prt", "advmod", "acomp", "oprd"})


def company(token: Token, slots: Iterable[Slot]) -> set[str]:
    """The words that stand with *token*: particles, prepositions, objects, marks of clauses.

    Words that are further off stand in pairs with the one they hang on: "to court", "control of", "legal battle".
    """
    found = list(slots)
    words = {s.marker for s in found if s.dep in {"xcomp", "ccomp", "prep"}}
    lent = (s.token for s in found if s.dep in {"dobj", "nsubjpass"} and s.token.head is not token)
    words |= {t.lemma_.casefold() for t in lent}  # "a claim that it rejects"
    for child in token.children:
        if child.tag_ != "TO" or child.dep_ != "aux":  # "to head a ministry" is not "to head to"
            words.update(_with(child))
    return words | _before(token)


def stand(extra: Sequence[str], words: AbstractSet[str]) -> bool:
    """Whether all of *extra* are among *words*, by itself or with the word before or after it."""
    padded = ["", *extra, ""]
    return all(
        word in words or f"{before} {word}" in words or f"{word} {after}" in words
        for before, word, after in zip(padded, extra, padded[2:], strict=False)
    )


def gerund_of(token: Token, trigger: Trigger) -> Token | None:
    """The gerund below *token* that is a word of *trigger*: "stopped working"."""
    return next((c for c in token.children if _gerund(c) and c.lower_ in trigger.extra), None)


def counts(token: Token) -> bool:
    """Whether *token* says how many or how much of what follows."""
    return token.pos_ == "NUM" or token.lemma_.casefold() in COUNTING


def counted(token: Token) -> list[Token]:
    """What *token* says the number of: "37 of the 150 seats"."""
    if not counts(token):
        return []
    return [c for p in token.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]


def _with(child: Token) -> Iterator[str]:
    """The words that *child* lends to the word it hangs on."""
    if child.dep_ in {"prt", "prep", "advmod", "dative", "mark", "aux", "acomp", "oprd"}:
        yield from (child.lower_, _whole(child))
    if child.dep_ in {"prep", "prt", "advmod"}:
        yield from (g.lower_ for g in child.children if g.dep_ == "prep")
    if child.dep_ in _HANGING:
        yield from _behind(child)
    if _gerund(child):
        yield from (child.lower_, *(f"{child.lower_} {g.lower_}" for g in child.children if g.dep_ == "prep"))
    if child.dep_ in {"xcomp", "ccomp"} and (child.lemma_ in _COMING or child.head.lemma_ == "let"):
        yield child.lemma_
    if child.dep_ == "prep" and child.lower_ == "as":  # "described it as reckless"
        yield from (w for c in child.children for w in (c.lower_, c.lemma_.casefold(), _whole(c)))
    if child.dep_ in {"dobj", "nsubjpass"}:
        for noun in counted(child) or (child,):  # "attracting millions of users" is of users
            yield from (noun.lower_, noun.lemma_.casefold(), _whole(noun), *_around(noun))


def _behind(word: Token) -> Iterator[str]:
    """Pairs of *word* and what it governs: "to court", and of what hangs on it: "out of cash"."""
    for child in word.children:
        if child.dep_ in {"pobj", "pcomp", "amod"}:
            for noun in counted(child) or (child,):
                yield f"{word.lower_} {noun.lower_}"
                yield f"{word.lower_} {noun.lemma_.casefold()}"
                yield from _around(noun)
        elif child.dep_ == "prep":
            yield from _behind(child)


def _around(noun: Token) -> Iterator[str]:
    """Pairs of *noun* and the words right beside it: "legal battle", "control of"."""
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "nmod"}:
            yield f"{child.lower_} {noun.lower_}"
            yield f"{child.lower_} {noun.lemma_.casefold()}"
        elif child.dep_ == "prep":
            yield f"{noun.lower_} {child.lower_}"


def _whole(word: Token) -> str:
    """*word* with what hyphens join to it: "heavy-handed"."""
    start = word.i
    while start > 1 and word.doc[start - 1].text == "-" and not word.doc[start - 1].whitespace_:
        start -= 2
    return "".join(t.lower_ for t in word.doc[start : word.i + 1])


def _before(verb: Token) -> set[str]:
    """What a hyphen joins to *verb*, and the hyphen: "re-elected"."""
    joined = verb.i > 1 and verb.nbor(-1).text == "-" and not verb.nbor(-1).whitespace_
    return {"-", verb.nbor(-2).lower_} if joined else set()


def _gerund(token: Token) -> bool:
    return token.dep_ == "xcomp" and token.tag_ == "VBG"
