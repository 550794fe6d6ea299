"""What the words around a name say of its type: apposition, copula, lists of examples, contrast (layer 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.draft import MentionDraft, SentenceDraft
from kg.ontology import Ontology

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_APPOSITION, _EXAMPLE, _CONTRAST = 2.0, 2.0, 1.5
_EXAMPLES = frozenset({"like", "including"})


def vote(sentence: SentenceDraft, *, ontology: Ontology) -> None:
    """Add the votes of *sentence*'s constructions to the clusters of its names."""
    for mention, head, weight in described(sentence):
        cls = class_of(head, ontology)
        if cls and mention.cluster is not None:
            mention.cluster.votes[cls] += weight  # type: ignore[assignment]  # Counter of weights


def class_of(noun: Token, ontology: Ontology) -> str | None:
    """The entity class that *noun* names as a head, if any."""
    return ontology.by_cue.get(noun.lemma_.casefold()) or ontology.by_cue.get(noun.lower_)


def described(sentence: SentenceDraft) -> Iterator[tuple[MentionDraft, Token, float]]:
    """Each name with a common noun that says what it is, and how much that counts."""
    for mention in sentence.mentions:
        if mention.form != "name":
            continue
        head = mention.head
        for child in head.children:
            if child.dep_ == "appos" and child.pos_ == "NOUN":
                yield mention, child, _APPOSITION
            if child.dep_ == "compound" and child.pos_ == "NOUN" and child.i < mention.first:
                yield mention, child, _APPOSITION
        if head.dep_ == "appos" and head.head.pos_ == "NOUN" and sentence.at(head.head) is None:
            yield mention, head.head, _APPOSITION
        if head.dep_ == "nsubj" and head.head.lemma_ == "be":
            for child in head.head.children:
                if child.dep_ == "attr" and child.pos_ == "NOUN":
                    yield mention, child, _APPOSITION
        yield from ((mention, noun, _EXAMPLE) for noun in _examples_of(head))
        yield from ((mention, noun, _CONTRAST) for noun in _contrasted_with(head))


def first_conjunct(token: Token) -> Token:
    """The first of the conjuncts that *token* is one of."""
    while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        token = token.head
    return token


def _examples_of(head: Token) -> list[Token]:
    """The plural noun of "platforms such as X and Y"."""
    first = first_conjunct(head)
    prep = first.head
    if first.dep_ == "pobj" and (
        prep.lower_ in _EXAMPLES or (prep.lower_ == "as" and any(c.lower_ == "such" for c in prep.children))
    ):
        noun = prep.head
        return [noun] if noun.tag_ in {"NNS", "NN"} else []
    return []


def _contrasted_with(head: Token) -> list[Token]:
    """The noun of "Unlike other platforms, X …"."""
    if head.dep_ not in {"nsubj", "nsubjpass"}:
        return []
    return [
        noun
        for prep in head.head.children
        if prep.dep_ == "prep" and prep.lower_ == "unlike"
        for noun in prep.children
        if noun.dep_ == "pobj" and noun.pos_ == "NOUN"
    ]
