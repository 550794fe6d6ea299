"""Phrases that are named by their head: "Biden Administration", "Ministry of Defence", "Danish riders"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.candidates import WEIGHTS, Candidate
from kg.extract.context import class_of
from kg.extract.draft import SentenceDraft
from kg.ontology import Ontology

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.extract.tokens import Line, Token

_GROUPS = frozenset({"PopulationGroup", "UserGroup", "LawmakerGroup"})
_PREMODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "case"})


def headed(sentence: SentenceDraft, ontology: Ontology, titles: Collection[str]) -> list[Candidate]:
    """Phrases whose head names a class and whose modifiers hold a name: "Biden Administration", "Danish riders"."""
    found = []
    doc = sentence.tokens.doc
    foreign = ontology.words("foreignHead")
    for token in sentence.tokens:
        hyphen = not token.whitespace_ and doc[token.i + 1 : token.i + 2].text == "-"
        if token.pos_ not in {"NOUN", "PROPN"} or hyphen:
            continue
        capital = token.text[:1].isupper() and (token.i > sentence.tokens.start or token.lower_ in foreign)
        cls = class_of(token, ontology)
        if capital and cls is None:
            cls = ontology.by_name_cue.get(token.lower_)
        if cls is None or not {"Actor", "Place"} & set(ontology.chain(cls)):
            continue
        if capital and ("Person" in ontology.chain(cls) or cls in _GROUPS):
            continue  # a title, not the head of a name
        if token.tag_ == "NNS" and "Person" in ontology.chain(cls):
            cls = "PopulationGroup"
        first = _left(token, ontology, capital=capital)
        named = any(t.text[:1].isupper() and (t.pos_ == "PROPN" or t.ent_type_) for t in doc[first : token.i])
        if doc[first : token.i + 1].text.casefold() in titles:
            continue  # "Chief Operating Officer"
        last = _right(token, titles, ontology) if capital else token.i
        if capital and (named or last > token.i or first < token.i):
            found.append(Candidate(first, last, "name", {cls: WEIGHTS["cue"]}, "cue", "", 4))
        elif named and not capital:
            found.append(Candidate(first, token.i, "nominal", {cls: WEIGHTS["cue"]}, "cue", "", 3))
    return found


def _left(head: Token, ontology: Ontology, *, capital: bool) -> int:
    """The first token of the modifiers before *head* that belong to its name."""
    first = head.i
    start = head.sent.start
    while first > start:
        token = head.doc[first - 1]
        if capital and (further := _over(head, first, ontology)) is not None:
            first = further
            continue
        if token.text == "-" and token.whitespace_:
            break
        if capital and not (token.text[:1].isupper() or (token.text in {"-", "&"})):
            break
        if token.pos_ in {
            "DET",
            "NUM",
            "PUNCT",
            "PRON",
            "ADV",
            "VERB",
            "AUX",
            "ADP",
            "CCONJ",
            "SCONJ",
        } and token.text not in {"-", "&"}:
            break
        if token.tag_ in {"POS", "VBG", "VBN", "CD"} or not (token.dep_ in _PREMODIFIERS or token.text in {"-", "&"}):
            break
        first -= 1
    while first < head.i and head.doc[first].text in {"-", "&"}:
        first += 1
    return first


def _over(head: Token, first: int, ontology: Ontology) -> int | None:
    """Where a name of an organisation goes on to the left of [first, head]: over "and", over a possessive.

    "the Energy and Commerce Committee", "the People's Party". What stands before must start after an article, so that
    "Oslo and the Green Party" stays two.
    """
    doc, start = head.doc, head.sent.start
    before = doc[first - 1]
    if (
        before.tag_ == "POS"
        and first - 2 >= start
        and doc[first - 2].lower_ in ontology.words("possessor")
        and doc[first - 2].is_title
    ):
        return first - 2
    if before.lower_ not in {"and", "&"} or first == head.i:
        return None
    place = first - 1
    while (
        place > start
        and doc[place - 1].text[:1].isupper()
        and doc[place - 1].ent_type_ not in {"PERSON", "GPE", "NORP"}
    ):
        place -= 1
    words = first - 1 - place
    after_article = place > start and doc[place - 1].lower_ == "the"
    return place if words and after_article and class_of(doc[first - 2], ontology) is None else None


def _right(head: Token, titles: Collection[str], ontology: Ontology) -> int:
    """The last token of an "of …" or "for …" tail of capitalised words: "Ministry of Defence"."""
    last, doc, stop = head.i, head.doc, head.sent.end
    if head.lower_ in ontology.words("foreignHead"):
        return _foreign(head, stop, ontology.words("nameLink"))
    if head.i + 1 >= stop or doc[head.i + 1].lower_ not in {"of", "for", "on"}:
        return last
    position = head.i + 1
    while position < stop:
        token = doc[position]
        if token.ent_type_ in {"PERSON", "DATE", "TIME"} or token.lower_ in titles:
            break
        if token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ"}:
            last = position
        elif (
            token.lower_ not in {"of", "for", "on", "the", "and", "&"}
            or position - last > 2
            or (
                token.lower_ in {"and", "&"}
                and not (last > head.i and position + 1 < stop and _goes_on(doc[position + 1]))
            )
            or (token.lower_ == "and" and _headed(doc, position + 1, stop, ontology))
        ):
            break
        position += 1
    return last


def _headed(doc: Line, place: int, stop: int, ontology: Ontology) -> bool:
    """Whether the capitalised words from *place* on hold the head of another name: "and Green Party of Kent"."""
    while place < stop and doc[place].text[:1].isupper():
        if (cls := class_of(doc[place], ontology)) is not None and "Organization" in ontology.chain(cls):
            return True
        place += 1
    return False


def _foreign(head: Token, stop: int, links: Collection[str]) -> int:
    """The last token of a name that starts with its head: "Partido Verde de Lisboa"."""
    last, place = head.i, head.i + 1
    while place < stop and place - last <= 3:
        token = head.doc[place]
        if token.text[:1].isupper() and token.is_alpha and token.ent_type_ != "PERSON":
            last = place
        elif token.lower_ not in links:
            break
        place += 1
    return last


def _goes_on(token: Token) -> bool:
    """Whether a name goes on after "and" with *token*: "Department of Health and Human Services"."""
    plural = token.tag_ in {"NNPS", "NNS"} and token.ent_type_ in {"", "NORP"}
    return token.ent_iob_ == "I" or (token.text[:1].isupper() and plural)
