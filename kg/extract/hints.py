"""What a name has, does and is called, as hints at what it names: "Hopla's shareholders", "Hopla said it" (layer 3).

A hint weighs little more than the recogniser, and less than a word that says what the name is.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kg.extract.clusters import decide
from kg.extract.draft import ClaimDraft, MentionDraft, SentenceDraft
from kg.ontology import Ontology

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tokens import Token

_HINT = 1.5
_USUAL = 1.2
_OF = frozenset({"of", "on"})
_HELD = {"in": frozenset({"share", "stake", "investor", "shareholder"}), "to": frozenset({"ambassador", "subscriber"})}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ITS = frozenset({"its", "itself"})
_QUOTED = frozenset({":", '"', "“", "``", "‘"})
_HIS = frozenset({"he", "his", "him", "himself", "she", "her", "herself"})


def hint(sentence: SentenceDraft, *, ontology: Ontology) -> None:
    """Add to the clusters of *sentence*'s names what is usual of those who have, or are called, what they are."""
    for mention in sentence.mentions:
        if mention.form != "name" or mention.cluster is None:
            continue
        hints = mention.cluster.hints
        for word in _belongings(mention):
            for name in _owners(word, ontology):
                hints[name] = _HINT  # type: ignore[assignment]  # Counter of weights
        if mention.votes.get("Person") and _impersonal(mention.head):
            hints["Organization"] = _USUAL  # type: ignore[assignment]


def usual(claim: ClaimDraft, *, ontology: Ontology) -> None:
    """Note of what classes those who fill the roles of *claim* usually are, where they are named."""
    for filler in claim.fillers:
        role = claim.cls.role(filler.role)
        cluster = filler.mention.cluster if filler.mention is not None and filler.mention.form == "name" else None
        if role is None or role.usual is None or cluster is None or cluster.hints.get(role.usual, 0) >= _USUAL:
            continue
        cluster.hints[role.usual] = _USUAL  # type: ignore[assignment]
        decide(cluster, ontology=ontology)


def _belongings(mention: MentionDraft) -> Iterator[Token]:
    """The nouns for what is said to be *mention*'s: "X's users", "X users", "users of X", "a stake in X"."""
    name = mention.head
    head = name.head
    if name.dep_ in {"poss", "compound", "nmod"} and head.i > mention.last and head.pos_ == "NOUN":
        yield head
    elif name.dep_ == "pobj" and (head.lower_ in _OF or head.head.lemma_ in _HELD.get(head.lower_, ())):
        yield head.head


def _owners(noun: Token, ontology: Ontology) -> tuple[str, ...]:
    """The classes that have what *noun*, with the word before it or alone, is a word for."""
    lemma = noun.lemma_.casefold()
    if noun.i and (found := ontology.by_belonging.get(f"{noun.nbor(-1).lower_} {lemma}")):
        return found
    return ontology.by_belonging.get(lemma, ())


def _impersonal(name: Token) -> bool:
    """Whether *name*, a subject, is spoken of as a thing is: "X, which …", "X said it would …", "X and its …"."""
    if any(c.dep_ == "relcl" and any(w.lower_ == "which" for w in c.children) for c in name.children):
        return True
    if name.dep_ not in _SUBJECTS:
        return False
    told = itertools.takewhile(lambda t: t.text not in _QUOTED, (t for t in name.head.subtree if t.i > name.i))
    after = list(told)
    if name.head.lemma_ == "be" or any(t.lower_ in _HIS for t in after):
        return False
    return any(t.lower_ in _ITS or (t.lower_ == "it" and t.dep_ == "nsubj" and _reported(t, name)) for t in after)


def _reported(pronoun: Token, name: Token) -> bool:
    """Whether *pronoun* is the subject of what *name* says, and stands for something: "X said it would close"."""
    verb = pronoun.head
    return verb.dep_ == "ccomp" and verb.head is name.head and verb.lemma_ != "be"
