"""What the words around a name say of its type: apposition, copula, lists of examples, contrast (layer 3)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.extract.draft import MentionDraft, SentenceDraft
from kg.ontology import Ontology

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tokens import Token

_APPOSITION, _EXAMPLE, _CONTRAST, _LISTED = 2.0, 2.0, 1.5, 1.5
_COPULAS = frozenset({"be", "become", "remain"})
_LIST = 3
_NAMING = frozenset({"NN", "JJ", "JJR", "VBP", "VB"})  # what the model may take "app" and "trawler" for
_LEADING = frozenset({"DT", "PRP$", "POS", "JJ", "NN", "NNS", "NNP", "VBG"})
_STANDS = 1.5
_UNSURE = 1.4
_LOCAL = frozenset({"in", "near", "across", "throughout", "outside", "around"})
_SEATS = frozenset(
    {
        "riding",
        "constituency",
        "seat",
        "mayor",
        "governor",
        "mp",
        "mep",
        "mla",
        "suburb",
        "municipality",
        "township",
        "parish",
        "prefecture",
        "principality",
        "port",
        "valley",
    }
)
_HELD = frozenset(
    {
        "invest",
        "stake",
        "share",
        "investment",
        "interest",
        "confidence",
        "trust",
        "believe",
        "shareholder",
        "faith",
        "investor",
        "member",
        "role",
        "result",
        "succeed",
        "engage",
        "participate",
    }
)
_MEMBERS = {"PopulationGroup": "Person", "UserGroup": "Person", "LawmakerGroup": "Politician"}
_EXAMPLES = frozenset({"like", "including"})


def vote(sentence: SentenceDraft, *, ontology: Ontology) -> None:
    """Add the votes of *sentence*'s constructions to the clusters of its names."""
    vote_lists(sentence)
    for mention in _located(sentence, ontology):
        if mention.cluster is not None:
            mention.cluster.votes["Place"] += _STANDS  # type: ignore[assignment]  # Counter of weights
    for mention, head, weight in described(sentence, ontology):
        cls = class_of(head, ontology)
        if cls and mention.cluster is not None:
            mention.cluster.votes[cls] += weight  # type: ignore[assignment]  # Counter of weights


def _before(mention: MentionDraft, ontology: Ontology) -> Iterator[Token]:
    """The word for a body or thing right before *mention*, whatever the parse made of it: "at the brokerage X"."""
    doc, place = mention.sentence.tokens.doc, mention.first
    if place - 1 <= mention.sentence.tokens.start:
        return
    noun, before = doc[place - 1], doc[place - 2]
    if noun.text.islower() and noun.whitespace_ and noun.tag_ in _NAMING and before.tag_ in _LEADING:
        chain = ontology.chain(class_of(noun, ontology) or "Topic")
        if {"Organization", "Product", "Asset"} & set(chain):
            yield noun


def _predicates(verb: Token) -> Iterator[Token]:
    """The nouns that say what the subject of *verb* is: "X became a judge", "X stood as a candidate"."""
    for child in verb.children:
        if child.dep_ == "attr" and child.pos_ == "NOUN" and verb.lemma_ in _COPULAS:
            yield child
        elif child.dep_ == "prep" and child.lower_ == "as":
            yield from (c for c in child.children if c.dep_ == "pobj" and c.pos_ == "NOUN")


def _place(noun: Token, ontology: Ontology) -> bool:
    return noun.pos_ == "NOUN" and "Place" in ontology.chain(class_of(noun, ontology) or "Topic")


def _common(mention: MentionDraft | None) -> bool:
    return mention is None or mention.form == "nominal"


def _located(sentence: SentenceDraft, ontology: Ontology) -> Iterator[MentionDraft]:
    """The names that stand where places do ("in X", "near X and Y") and that only the recogniser has typed."""
    for mention in sentence.mentions:
        prep = _list_head(mention.head).head
        above = prep.head.lemma_.casefold()
        inside = prep.pos_ == "ADP" and (
            (prep.lower_ in _LOCAL and above not in _HELD)
            or (prep.lower_ in {"of", "for", "at"} and (above in _SEATS or _place(prep.head, ontology)))
        )
        if mention.form == "name" and inside and max(mention.votes.values(), default=0) <= 1:
            yield mention


def vote_lists(sentence: SentenceDraft) -> None:
    """Names of one list are of one kind: what most of them were taken for is a vote for the rest."""
    lists: dict[int, list[MentionDraft]] = {}
    for mention in sentence.mentions:
        if mention.form == "name":
            lists.setdefault(_list_head(mention.head).i, []).append(mention)
    for members in lists.values():
        labels = Counter(max(m.votes, key=lambda v: (m.votes[v], v)) for m in members if m.votes)
        if len(members) < _LIST or not labels:
            continue
        top, count = max(labels.items(), key=lambda lc: (lc[1], lc[0]))
        if 2 * count > len(members):
            for mention in members:
                if (
                    mention.cluster is not None
                    and top not in mention.votes
                    and max(mention.votes.values(), default=0) <= _UNSURE
                ):
                    mention.cluster.votes[top] += _LISTED  # type: ignore[assignment]  # Counter of weights


def _list_head(token: Token) -> Token:
    """The first of the words that *token* is coordinated with, appositions in a list counted as coordination."""
    while token.dep_ in {"conj", "appos"} and token.head.pos_ in {"PROPN", "NOUN"}:
        token = token.head
    return token


def class_of(noun: Token, ontology: Ontology) -> str | None:
    """The entity class that *noun* names as a head, if any; one of a group is a person."""
    lemma = noun.lemma_.casefold()
    found = ontology.by_cue.get(noun.lower_) or ontology.by_cue.get(lemma)
    if noun.i and (before := noun.nbor(-1)).whitespace_:
        found = ontology.by_cue.get(f"{before.lower_} {lemma}") or found  # "news agency", "city council"
    if found is None and noun.i > 1 and noun.nbor(-1).text == "-":
        found = ontology.by_cue.get(f"{noun.nbor(-2).lower_}-{noun.lemma_.casefold()}")
    if lemma == "business" and any(c.dep_ == "poss" for c in noun.children):
        return "BusinessUnit"  # "its parcel business"
    if found in _MEMBERS and noun.tag_ in {"NN", "NNP"} and noun.lower_ not in ontology.words("collective"):
        return _MEMBERS[found]
    return found


def described(sentence: SentenceDraft, ontology: Ontology) -> Iterator[tuple[MentionDraft, Token, float]]:
    """Each name with a common noun that says what it is, and how much that counts."""
    for mention in sentence.mentions:
        if mention.form != "name":
            continue
        head = mention.head
        for child in head.children:
            if child.dep_ == "appos" and child.pos_ == "NOUN":
                yield mention, child, _APPOSITION
            if (
                child.dep_ == "compound"
                and child.pos_ == "NOUN"
                and child.i < mention.first
                and child.lemma_ != "member"
            ):
                yield mention, child, _APPOSITION
        yield from ((mention, noun, _APPOSITION) for noun in _before(mention, ontology))
        yield from ((mention, noun, _APPOSITION) for noun in _together(head))
        if head.dep_ == "appos" and head.head.pos_ == "NOUN" and _common(sentence.at(head.head)):
            yield mention, head.head, _APPOSITION
        if head.dep_ in {"nsubj", "nsubjpass"}:
            yield from ((mention, noun, _APPOSITION) for noun in _predicates(head.head))
        for clause in (c for c in head.children if c.dep_ == "relcl" and any(w.lower_ == "who" for w in c.children)):
            yield from ((mention, noun, _APPOSITION) for noun in _predicates(clause))
        yield from ((mention, noun, _EXAMPLE) for noun in _examples_of(head))
        yield from ((mention, noun, _CONTRAST) for noun in _contrasted_with(head))


def _together(head: Token) -> Iterator[Token]:
    """The plural nouns behind a list that say what all of it is: "X and Y, two ferry lines"."""
    todo = [first_conjunct(head)]
    for one in todo:
        todo += [c for c in one.children if c.dep_ == "conj"]
        if one is not head:
            yield from (c for c in one.children if c.dep_ == "appos" and c.tag_ == "NNS")


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
