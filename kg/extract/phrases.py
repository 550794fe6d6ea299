"""What the words of a noun phrase say by their order: its first word, its members, what stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.draft import MentionDraft
    from kg.extract.tokens import Token

PARTS = frozenset(
    {"many", "some", "most", "others", "several", "few", "thousands", "millions", "hundreds", "dozens", "both"}
)
_GIVING = frozenset({"name", "appoint", "elect"})
_COLLECTIVE = frozenset(
    [
        "group",
        "number",
        "crowd",
        "pair",
        "series",
        "handful",
        "majority",
        "score",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "tens",
        "team",
    ]
)


def beside(noun: Token) -> Token | None:
    """The other half of the apposition that *noun* begins."""
    return next((c for c in noun.children if c.dep_ == "appos"), None)


def called(noun: Token, name: MentionDraft) -> bool:
    """Whether *name*, an apposition after a comma, is what the common *noun* is called ("its boss, Dex Marlow")."""
    guessed = name.cluster is not None and name.cluster.weak and "Place" in name.types  # "by a rival, Sundet"
    named = name.form == "name" and (guessed or bool({"Person", "Organization"} & set(name.types)))
    return noun.pos_ == "NOUN" and named


def restricted(noun: Token) -> bool:
    """Whether *noun* says itself whom it means: "the president of Maru"."""
    return any(c.ent_type_ or c.pos_ == "PROPN" for p in noun.children if p.lower_ == "of" for c in p.children)


def start_of(head: Token) -> int:
    """The first token of a nominal: adjectives and compounds belong to it, articles and numbers do not."""
    first = head.i
    while first > head.sent.start:
        token = head.doc[first - 1]
        if token.text == "-" and first - 1 > head.sent.start and not (token.whitespace_ or token.nbor(-1).whitespace_):
            first -= 2  # "start-up"
            continue
        apart = token.pos_ in {"NUM", "PUNCT"} or (token.pos_ == "PROPN" and _given(head))
        if token.dep_ not in {"amod", "compound", "nmod"} or token.head.i > head.i or apart:
            break
        first -= 1
    return first


def _given(head: Token) -> bool:
    """Whether *head* is the office given to whoever is named before it: "appointed Dex Marlow head of sales"."""
    named = head.dep_ == "dobj" and head.head.lemma_ in _GIVING
    return head.pos_ == "NOUN" and (named or head.dep_ == "oprd")


def office(token: Token) -> bool:
    """Whether *token*, a word for a person, means an office: "resigned as mayor", "was named chief executive"."""
    stands = (token.dep_ == "pobj" and token.head.lower_ == "as") or token.dep_ == "oprd"
    return stands and token.tag_ == "NN" and not any(c.dep_ == "det" for c in token.children)


def amount(part: Token) -> bool:
    """Whether *part* says how much of a thing or a time, not how many people: "most of Friday"."""
    held = [c for prep in part.children if prep.lower_ == "of" for c in prep.children if c.dep_ == "pobj"]
    return any(c.tag_ in {"NN", "NNP"} for c in held)


def members(head: Token) -> Token | None:
    """Whom "a group of X", "dozens of X" is about."""
    if head.lower_ == "number" and any(
        c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "any"} for c in head.children
    ):
        return None  # "the number of users fell": not they
    number = head.pos_ == "NUM" or head.lower_ in PARTS
    if head.lemma_.casefold() not in _COLLECTIVE and not number:
        return None
    held = [c for prep in head.children if prep.lower_ == "of" for c in prep.children if c.dep_ == "pobj"]
    return next((c for c in held if c.tag_ in {"NNS", "NNPS"} or (number and c.tag_ == "PRP")), None)


def inside(head: Token) -> Iterator[Token]:
    """Where the actor of a phrase stands, likeliest first: possessor, demonym or compound, prepositional phrase."""
    for dep in ("poss", "amod", "nmod", "compound"):
        yield from (c for c in head.children if c.dep_ == dep)
    for prep in (c for c in head.children if c.dep_ == "prep" and c.lower_ in {"of", "by", "from", "in", "at", "for"}):
        yield from (c for c in prep.children if c.dep_ == "pobj")
