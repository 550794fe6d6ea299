"""What the words around a verb say of it: that it is not done, not true, put off, only supposed (layer 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.draft import ClaimDraft
    from kg.extract.tokens import Token

_APART = frozenset(
    {"in", "from", "at", "after", "before", "during", "since", "under", "by", "despite", "amid", "between"}
)
_TRUE, _FALSE = (
    frozenset({"true", "correct"}),
    frozenset(
        {
            "false",
            "untrue",
            "wrong",
            "incorrect",
            "baseless",
            "unfounded",
            "groundless",
            "nonsense",
            "lie",
            "fabrication",
        }
    ),
)
_HAPPEN = frozenset({"happen", "occur", "materialise", "materialize"})


def inverted(verb: Token) -> bool:
    """Whether *verb* heads an if-clause without "if": "had they been convicted, …", "should Norway ban it, …"."""
    first = verb.doc[verb.left_edge.i]
    if verb.dep_ not in {"advcl", "ccomp"} or verb.i > verb.head.i or first.head.i not in {verb.i, first.i}:
        return False
    asked = any(c.dep_ in {"nsubj", "nsubjpass"} and c.i > first.i for c in verb.children)
    return asked and first.lower_ in {"had", "should", "were"} and first.dep_ in {"aux", "auxpass"}


def merely(negator: Token) -> bool:
    """Whether *negator* denies no more than that it is all: "has not only bought"."""
    return (
        negator.lower_ == "not"
        and negator.i + 1 < negator.sent.end
        and negator.nbor(1).lower_ in {"only", "just", "merely", "simply"}
    )


def undone(token: Token, head: Token) -> bool:
    """Whether *head* says that *token* is not done: "without a strike", "short of a strike", "yet to strike"."""
    if token.dep_ in {"pobj", "pcomp"}:
        above = head.head.lower_
        return head.lower_ == "without" or (head.lower_, above) == ("of", "short")
    if token.dep_ == "xcomp":
        return head.lemma_ == "have" and any(c.lower_ == "yet" for c in head.children)
    return token.dep_ == "nsubj" and head.lemma_ in _HAPPEN and any(c.dep_ == "neg" for c in head.children)


def untrue(token: Token, head: Token) -> bool:
    """Whether the clause of *token* is called not so: "it is not true that …", "reports that … are false"."""
    if token.dep_ in {"acl", "ccomp"} and head.pos_ == "NOUN":
        copula = head.head if head.dep_ == "nsubj" else head
    elif token.dep_ == "ccomp" and head.pos_ in {"ADJ", "AUX"}:
        copula = head.head if head.dep_ == "acomp" else head
    else:
        return False
    words = {c.lower_ for c in copula.children if c.dep_ in {"acomp", "attr"}} if copula.lemma_ == "be" else set()
    denied = any(c.dep_ == "neg" for c in copula.children)
    return bool(words & (_TRUE if denied else _FALSE))


def set_apart(claim: ClaimDraft, prep: Token) -> bool:
    """Whether what stands above *prep* does not bear on *claim* behind it, as on a state that only describes.

    "Blocked the gates of the firm's headquarters in Oslo": the headquarters are there.
    """
    verbal = prep.lower_ in _APART and prep.head.pos_ in {"VERB", "AUX"}
    return verbal or (claim.cls.kind == "state" and claim.carrier is None)


def put_off(verb: Token) -> bool:
    """Whether *verb* is "call off" or "put off"."""
    return verb.lemma_ in {"call", "put"} and any(c.dep_ == "prt" and c.lower_ == "off" for c in verb.children)


def negated(word: Token) -> bool:
    """Whether *word*, or the copula that it completes, is negated."""
    verbs = (word, word.head) if word.dep_ == "acomp" else (word,)
    return any(c.dep_ == "neg" for verb in verbs for c in verb.children)


def no_longer(word: Token) -> bool:
    """Whether *word* is "longer" after "no"."""
    return word.lower_ == "longer" and any(c.lower_ == "no" for c in word.children)


def perfect(verb: Token) -> bool:
    """Whether *verb* stands with "have"."""
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def imperative(verb: Token) -> bool:
    """Whether *verb* tells somebody what to do: "close the plant", "its demand: close the plant and leave"."""
    if verb.dep_ == "conj":
        return verb.tag_ == "VB" and not _helped(verb) and imperative(verb.head)
    return verb.tag_ == "VB" and verb.dep_ in {"ROOT", "acl", "advcl", "dep", "parataxis"} and not _helped(verb)


def _helped(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass", "mark", "expl"} for c in verb.children)


def infinitive(verb: Token) -> bool:
    """Whether *verb* stands with "to"."""
    return any(c.tag_ == "TO" for c in verb.children)
