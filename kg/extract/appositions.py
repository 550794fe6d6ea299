"""Nouns and names that the parser hung on the wrong word, hung beside what they name (between layers 1 and 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.tokens import Token

NOUNS = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_FINITE = frozenset({"VBZ", "VBD", "MD"})
_HAVE = frozenset({"has", "had", "is", "was", "were"})
_TWO = 2  # words before: a name and its comma
_CLAUSES = frozenset({"ccomp", "advcl", "dep", "dobj", "npadvmod"})
_TITLES = frozenset({"rival", "parent", "subsidiary", "affiliate"})  # which the model takes for adjectives
_LEADERS = frozenset(
    [
        *("director", "head", "chief", "boss", "chair", "chairman", "chairwoman", "founder", "co-founder", "owner"),
        *("manager", "leader", "governor", "mayor", "editor", "spokesman", "spokeswoman", "president", "captain"),
        "secretary",
    ]
)
_LEADING = frozenset({"owner", "parent", "maker", "operator", "publisher", "subsidiary", "unit", "arm", "rival"})


def rehang_noun(token: Token) -> bool:  # noqa: C901, PLR0912 - one case an error
    """Mend what hangs wrong at *token*, a noun or taken for none; whether it is one of the cases known here."""
    if token.dep_ in _CLAUSES and token.pos_ == "NOUN":
        _beside(token)
    elif token.dep_ in _CLAUSES and token.pos_ == "PROPN":
        _named(token)
    elif token.head is token and token.pos_ in NOUNS:
        _subject(token)
    elif token.tag_ == "RB" and token.dep_ == "advmod" and _adverbial(token):
        token.pos_, token.tag_, token.dep_ = "PROPN", "NNP", "nsubj"
    elif token.pos_ == "PROPN" and token.dep_ == "advmod" and token.i == token.sent.start:
        _before_comma(token)
    elif token.pos_ == "PROPN" and token.dep_ == "advmod" and token.left_edge.i:
        _behind(token)
    elif token.lower_ in _TITLES and token.tag_ == "JJ" and token.dep_ == "amod" and token.head.pos_ == "PROPN":
        token.pos_, token.tag_, token.dep_ = "NOUN", "NN", "compound"  # "its rival Hopla"
    elif token.dep_ == "appos" and token.pos_ == "PROPN":
        _name(token)
        _leader(token)
    elif token.dep_ == "appos" and token.tag_ == "NN":
        _one(token)
    elif token.dep_ == "pobj" and token.pos_ == "PROPN":
        _named(token)
    elif token.dep_ == "relcl" and any(c.lower_ == "who" and c.dep_ in SUBJECTS for c in token.children):
        _people(token)
    elif token.dep_ == "aux" and token.text == "May" and token.i:
        _month(token)
    elif token.text == "-" and token.pos_ in NOUNS:
        _half(token)
    else:
        return False
    return True


def hang(token: Token, head: Token, dep: str) -> None:
    """Make *token* a child of *head* as *dep*; on itself it is the root."""
    old = token.head
    if old is not token:
        old.children = [c for c in old.children if c is not token]
    token.head, token.dep_ = head, dep
    if head is not token:
        head.children = sorted([*head.children, token], key=lambda t: t.i)


def finite(verb: Token) -> bool:
    """Whether *verb* or its first auxiliary is finite."""
    helped = (c for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.i < verb.i)
    first = next(helped, None)
    return first.tag_ == "MD" or first.lower_ in _HAVE if first is not None else verb.tag_ in _FINITE


def _adverbial(name: Token) -> bool:
    """Whether *name* at the start of a sentence only looks like an adverb: "Grammarly has left"."""
    verb = name.head
    first = name.i == name.sent.start and name.is_title and name.lower_.endswith("ly")
    parts = [verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass"})]
    finite = any(t.tag_ == "VBZ" or t.lower_ in {"was", "had", "will"} for t in parts)
    return first and finite and not any(c.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for c in verb.children)


def _before_comma(name: Token) -> None:
    """Make *name* the subject, and what the parse took for it an apposition: "Hopla, the Danish app, said …"."""
    verb, place = name.head, name.i + 1
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or subject.pos_ != "NOUN" or name.doc[place].text != "," or subject.left_edge.i != place + 1:
        return
    after = max(t.i for t in subject.subtree) + 1
    if subject.left_edge.pos_ == "DET" and name.doc[after : after + 1].text == ",":
        dep = subject.dep_
        hang(subject, name, "appos")
        name.dep_ = dep


def _behind(name: Token) -> None:
    """Hang *name*, taken for an adverb, on the object right before it: "bought the bookshop chain Lesezeit"."""
    noun = name.left_edge.nbor(-1)
    placed = noun.tag_ == "NN" and noun.dep_ in {"dobj", "pobj"} and name.ent_type_ not in {"DATE", "TIME"}
    if placed and name.is_title and (noun.head is name.head or name.head in noun.ancestors):
        hang(name, noun, "appos")


def _month(word: Token) -> None:
    """Take "May" for the month after a number or a preposition: "on 3 May the court ruled"."""
    before = word.nbor(-1)
    if before.like_num or before.tag_ == "IN":
        word.tag_, word.pos_, word.dep_ = "NNP", "PROPN", "npadvmod"


def _beside(noun: Token) -> None:
    """Make *noun*, taken for a clause, an apposition of the noun before the comma: "its owner, the fund X"."""
    first = noun.left_edge if noun.left_edge.text != "," else noun.left_edge.nbor()
    verbs = (c for c in noun.children if c.pos_ in {"VERB", "AUX"} and c.dep_ != "amod")
    if next(verbs, None) or any(c.dep_ in SUBJECTS for c in noun.children) or first.i < 2:
        return
    if first.nbor(-1).text != "," or first.pos_ not in {"DET", "NUM"} or noun.ent_type_ in {"DATE", "TIME"}:
        return
    inner = (c for c in noun.head.children if c.dep_ in {"ccomp", "xcomp"})
    if noun.dep_ == "dobj" and not any(noun.head.i < c.i < noun.i for c in inner):
        return
    before = first.nbor(-2)
    if before.pos_ in NOUNS and before.sent.start == noun.sent.start:
        hang(noun, before, "appos")


def _subject(root: Token) -> None:
    """Make the verb behind "X, the maker of Y," the main one; the parse hangs it on the apposition, as a clause."""
    beside = [c for c in root.children if c.dep_ == "appos" and c.pos_ in NOUNS]
    for verb in (c for noun in beside for c in noun.children if c.dep_ in {"acl", "relcl"} and c.i > noun.i):
        told = finite(verb) or (verb.tag_ == "VBN" and any(c.dep_ == "dobj" for c in verb.children))
        first = min([verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass", "neg", "advmod"})], key=_place)
        if told and first.nbor(-1).text == "," and not any(c.dep_ in SUBJECTS for c in verb.children):
            hang(verb, verb, "ROOT")
            passive = any(c.dep_ == "auxpass" for c in verb.children)
            hang(root, verb, "nsubjpass" if passive else "nsubj")
            if root.is_title:
                root.pos_, root.tag_ = "PROPN", "NNP"
            return


def _half(hyphen: Token) -> None:
    """Hang the first half of a word on its second: "its co-founder left" has one subject."""
    if not 0 < hyphen.i < len(hyphen.doc) - 1:
        return
    before, after = hyphen.nbor(-1), hyphen.nbor()
    if before.whitespace_ or hyphen.whitespace_ or after.pos_ not in NOUNS or after.head in {before, hyphen}:
        return
    for part in (before, hyphen):
        if part.head is after or part.head is part or after in part.ancestors:
            continue
        for child in list(part.children):
            if child is not hyphen:
                hang(child, after, child.dep_)
        hang(part, after, "compound")


def _name(name: Token) -> None:
    """Hang *name* on the noun right before it: "users of the app X" are not X."""
    before = name.left_edge.nbor(-1) if name.left_edge.i else name
    far = before.pos_ == "NOUN" and before.tag_ == "NN" and before.dep_ == "pobj" and before is not name.head
    if far and before.head.head is name.head and before.sent.start == name.sent.start:
        hang(name, before, "appos")


def _leader(name: Token) -> None:
    """Hang *name* on who leads or owns the body named before it: "the head of X, Ada Holm, said"."""
    body, before = name.head, name.left_edge.nbor(-1) if name.left_edge.i else name
    if body.dep_ != "pobj" or before.text != "," or body.head.lower_ not in {"of", "at"}:
        return
    noun = body.head.head
    if body.pos_ != "PROPN" and noun.lemma_.casefold() not in _LEADERS:
        return
    led = name.ent_type_ == "PERSON" != body.ent_type_ or noun.lemma_.casefold() in _LEADING or body.pos_ != "PROPN"
    placed = body.ent_type_ in {"GPE", "LOC"} and name.ent_type_ != "PERSON"
    if led and noun.tag_ == "NN" and not placed and _free(noun):
        hang(name, noun, "appos")


def _free(noun: Token) -> bool:
    return not any(c.dep_ == "appos" for c in noun.children)


def _one(noun: Token) -> None:
    """Hang *noun*, one thing, on the name right before it: "shares in X, the maker of skis, fell"."""
    first = noun.left_edge
    if noun.head.tag_ != "NNS" or first.i < _TWO or first.nbor(-1).text != "," or first.pos_ != "DET":
        return
    name = first.nbor(-2)
    if name.dep_ == "pobj" and name.pos_ == "PROPN" and name.head.head is noun.head:
        hang(noun, name, "appos")


def _named(name: Token) -> None:
    """Make *name* the apposition of the noun right before it, behind a preposition: "by the start-up X"."""
    first = name.left_edge
    noun = first.nbor(-1) if first.i else name
    above = noun.head if name.dep_ == "pobj" else name.head
    clause = name.dep_ != "pobj" and any(c.pos_ in {"VERB", "AUX", "ADP"} for c in name.children)
    beside = noun.head is name.head or above in noun.ancestors
    if noun.tag_ == "NN" and noun.dep_ == "pobj" and beside and not clause:
        hang(name, noun, "appos")


def _people(clause: Token) -> None:
    """Hang a *clause* with "who" on the people before the body they belong to: "staff of X, who struck"."""
    body = clause.head
    above = body.head.head if body.dep_ == "pobj" and body.head.dep_ == "prep" else body
    if body.pos_ == "PROPN" and body.ent_type_ != "PERSON" and above is not body and above.tag_ == "NNS":
        hang(clause, above, "relcl")


def _place(token: Token) -> int:
    return token.i
