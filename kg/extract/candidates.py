"""What may be a name: known surfaces, what was recognised, proper nouns that act, are introduced or stand short."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.context import class_of
from kg.extract.draft import SentenceDraft
from kg.extract.names import KnownNames
from kg.ontology import Ontology

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tokens import Line, Token, Tokens

NER = {
    "PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place", "PRODUCT": "Product",
    "WORK_OF_ART": "Work", "LAW": "Law",
}  # fmt: skip
WEIGHTS = {
    "gazetteer": 3.0,
    "hint": 0.6,
    "cue": 2.5,
    "title": 2.5,
    "introduced": 2.0,
    "ner": 1.0,
    "given": 1.4,
    "domain": 3.0,
    "demonym": 3.0,
}
_DOMAIN = re.compile(
    r"(?:[a-z0-9-]+\.)+(?:com|org|net|info|gov|edu|news|tv|io|co|uk|de|fr|cn|ru|jp|in|eu|example)", re.IGNORECASE
)


@dataclass(slots=True)
class Candidate:
    """Tokens [first, last] that may be a name, the votes for their class and where the guess comes from."""

    first: int
    last: int
    form: str
    votes: dict[str, float]
    source: str
    country: str = ""
    rank: int = 0


def core(doc: Line, first: int, last: int) -> tuple[int, int]:
    """[first, last] without articles and possessive marks at its ends."""
    while first < last and (doc[first].pos_ in {"DET", "PUNCT"} or doc[first].lower_ == "the"):
        first += 1
    while last > first and (doc[last].tag_ == "POS" or doc[last].pos_ == "PUNCT"):
        last -= 1
    return first, last


def known(doc: Line, sentence: SentenceDraft, names: KnownNames) -> list[Candidate]:
    """Known surfaces; ambiguous ones weigh little, and only as proper nouns."""
    found = []
    base = sentence.tokens.start_char
    for start, end, surface in names.find(sentence.tokens.text):
        span = doc.char_span(base + start, base + end, alignment_mode="contract")
        if span is None or span.end_char - span.start_char < (end - start) - 1:
            continue
        if _unit(span[0]):
            continue
        if surface.ambiguous and not any(t.pos_ == "PROPN" for t in span):
            continue
        if surface.ambiguous and doc[span.start : span.end + 1].text.casefold() in names.gazetteer.titles:
            continue  # "Vice President", "Times editor"
        source = "hint" if surface.ambiguous else "gazetteer"
        weight = WEIGHTS[source]
        country = surface.entry.name if surface.entry.type == "Country" else ""
        if surface.form == "demonym":
            people = _people(span[-1])
            votes = {"PopulationGroup" if people else "Country": WEIGHTS["demonym"]}
            found.append(Candidate(span.start, span.end - 1, "demonym", votes, "demonym", "" if people else country, 1))
        else:
            found.append(
                Candidate(
                    span.start,
                    span.end - 1,
                    "name",
                    {surface.entry.type: weight},
                    source,
                    country,
                    0 if surface.ambiguous else 2,
                )
            )
    return found


def recognised(sentence: SentenceDraft, names: KnownNames, ontology: Ontology) -> list[Candidate]:
    """What the recogniser found, its spans cleaned."""
    doc = sentence.tokens.doc
    found = []
    for label, start, end in (part for entity in sentence.tokens.ents for part in _parts(entity, ontology)):
        first, last = core(doc, start, _unbracketed(doc, start, end - 1))
        if label == "NORP":
            surface = names.gazetteer.by_key.get(doc[first : last + 1].text.casefold())
            votes = {"PopulationGroup": WEIGHTS["ner"]}
            if surface is not None and not (surface.entry.type == "Country" and _people(doc[last])):
                votes = {surface.entry.type: WEIGHTS["gazetteer"]}
            found.append(Candidate(first, last, "demonym", votes, "ner", "", 1))
        elif (
            label in NER
            and doc[last].pos_ in {"PROPN", "NOUN", "NUM", "ADJ", "X", "PRON"}
            and doc[first : last + 1].text[:1].isalnum()
        ):
            if _unit(doc[first]):
                continue
            votes = {NER["ORG" if _acronym(doc, first, last) else label]: WEIGHTS["ner"]}
            cue = ontology.by_cue.get(doc[last].lemma_.casefold())
            if cue is not None and last > first:
                votes[cue] = WEIGHTS["cue"]
            form = "name" if any(_capital(t.text) for t in doc[first : last + 1]) else "nominal"
            if first == last and (doc[last].lower_ in ontology.by_cue or doc[last].lower_ in ontology.by_name_cue):
                form = "nominal"  # "the Cabinet", "Members": a word for a kind, not a name
            found.append(Candidate(first, last, form, votes, "ner", "", 1))
    return found


def _capital(word: str) -> bool:
    """Whether *word* is written like a name: "Nordvik", "eBay", "787s"."""
    return word[:1].isdigit() or (word[:1].isalpha() and not word.islower())


def _unit(token: Token) -> bool:
    """Whether *token* is written onto a number before it: "60GB"."""
    return token.i > 0 and token.nbor(-1).like_num and not token.nbor(-1).whitespace_


def _acronym(doc: Line, first: int, last: int) -> bool:
    """Whether the words are one in capitals that the recogniser may take for a person."""
    return first == last and doc[first].is_upper and doc[first].ent_type_ == "PERSON" and len(doc[first]) > len("JFK")


def _parts(entity: Tokens, ontology: Ontology) -> Iterator[tuple[str, int, int]]:
    """The label and span of *entity*; people and places that the recogniser took together are parted at commas."""
    start = entity.start
    for token in entity if entity.label_ == "ORG" else ():
        held = [
            any(_of_body(t, ontology) for t in part)
            for part in (entity.doc[start : token.i], entity.doc[token.i : entity.end])
        ]
        if token.lower_ == "and" and all(held):
            yield entity.label_, start, token.i
            start = token.i + 1
    for token in entity if entity.label_ in {"PERSON", "GPE", "LOC"} else ():
        if token.text == "," and start < token.i < entity.end - 1 and not entity.doc[token.i + 1].text.endswith("."):
            yield entity.label_, start, token.i
            start = token.i + 1
    yield entity.label_, start, entity.end


def _of_body(token: Token, ontology: Ontology) -> bool:
    cls = class_of(token, ontology)
    return cls is not None and "Organization" in ontology.chain(cls)


def _people(demonym: Token) -> bool:
    """Whether the word means the people, not the state: "Americans", beside "American"."""
    return demonym.tag_ in {"NNS", "NNPS"} and demonym.lower_.endswith("s")


def _unbracketed(doc: Line, first: int, last: int) -> int:
    """The last token before an opening bracket in [first, last], or *last*."""
    return next((i - 1 for i in range(first + 1, last + 1) if doc[i].text == "("), last)


def subjects(sentence: SentenceDraft, ontology: Ontology) -> list[Candidate]:
    """Proper nouns that act but were not recognised: organisations until told otherwise."""
    doc = sentence.tokens.doc
    found = []
    for token in sentence.tokens:
        if (
            token.tag_ in {"NNP", "NNPS"}
            and token.text[:1].isupper()
            and token.dep_ in {"nsubj", "nsubjpass"}
            and not token.ent_type_
            and not (token.tag_ == "NNPS" and class_of(token, ontology))
        ):
            first = token.i
            while (
                first > sentence.tokens.start
                and doc[first - 1].dep_ == "compound"
                and doc[first - 1].head.i == token.i
                and doc[first - 1].text[:1].isupper()
            ):
                first -= 1
            found.append(Candidate(first, token.i, "name", {"Organization": WEIGHTS["ner"]}, "subject", "", -1))
    return found


def introduced(sentence: SentenceDraft, ontology: Ontology) -> list[Candidate]:
    """Capitalised words that a noun for a kind introduces: "the video app Hopla", "the lender Brink"."""
    doc = sentence.tokens.doc
    found = []
    for token in sentence.tokens[:-1]:
        if token.tag_ != "NN" or not token.text.islower() or not token.nbor().text[:1].isupper():
            continue
        cls = class_of(token, ontology)
        last = token.i
        while (
            last + 1 < sentence.tokens.end
            and doc[last + 1].tag_ in {"NNP", "NNPS"}
            and doc[last + 1].text[:1].isupper()
        ):
            last += 1
        name = range(token.i + 1, last + 1)
        beside = token.head.i in name or any(doc[place].head.i == token.i for place in name)
        if cls is not None and beside and {"Actor", "Product", "Asset"} & set(ontology.chain(cls)):
            found.append(Candidate(token.i + 1, last, "name", {cls: WEIGHTS["introduced"]}, "cue", "", 0))
    return found


def acronyms(sentence: SentenceDraft, ontology: Ontology) -> list[Candidate]:
    """Words all in capitals that were not recognised, in a sentence that is not: organisations until told otherwise."""
    words = [t.text for t in sentence.tokens if t.is_alpha]
    if 2 * sum(w.isupper() for w in words) > len(words):
        return []
    no_name = ontology.words("noName")
    return [
        Candidate(t.i, t.i, "name", {"Organization": WEIGHTS["ner"]}, "subject", "", -1)
        for t in sentence.tokens
        if (_bracketed(t) and t.lower_ not in no_name)
        or (
            t.is_alpha
            and t.is_upper
            and 2 <= len(t) <= 6
            and t.tag_ in {"NNP", "NNPS"}
            and not t.ent_type_
            and t.lower_ not in no_name
            and not _unit(t)
        )
    ]


def _bracketed(token: Token) -> bool:
    """Whether *token* alone stands in brackets after a name and looks like its short form: "(SDKPiL)"."""
    doc, place = token.doc.words, token.i
    if not 0 < place < len(doc) - 1 or doc[place - 1].text != "(" or doc[place + 1].text not in {")", ","}:
        return False
    named = place > 1 and doc[place - 2].text[:1].isupper()
    return named and token.is_alpha and len(token) <= 7 and sum(c.isupper() for c in token.text) >= 2


def domains(sentence: SentenceDraft) -> list[Candidate]:
    """Domains of the web, which name media."""
    return [
        Candidate(t.i, t.i, "name", {"Media": WEIGHTS["domain"]}, "domain", "", 3)
        for t in sentence.tokens
        if "." in t.text and t.text.islower() and _DOMAIN.fullmatch(t.text)
    ]
