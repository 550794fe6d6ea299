"""Names in a sentence: gazetteer, entity recogniser and typed head nouns, their spans repaired (layer 2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.context import class_of
from kg.extract.draft import MentionDraft, SentenceDraft
from kg.extract.names import KnownNames
from kg.ontology import Ontology

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc, Token

NER = {
    "PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place", "PRODUCT": "Product",
    "WORK_OF_ART": "Work", "LAW": "Law",
}  # fmt: skip
LAYERS = {"ner": "recogniser", "cue": "heads", "subject": "subjects"}  # candidates by their source
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
_LEFT, _RIGHT = " \t\"'“”‘’`\\([{,;:-–—", " \t\"'“”‘’`\\)]},;:!?-–—"
_TITLE_WORDS = 4
_GROUPS = frozenset({"PopulationGroup", "UserGroup", "LawmakerGroup"})
_PREMODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "case"})


@dataclass(slots=True)
class _Candidate:
    first: int
    last: int
    form: str
    votes: dict[str, float]
    source: str
    country: str = ""
    rank: int = 0


def find_names(
    sentence: SentenceDraft, *, known: KnownNames, ontology: Ontology, without: frozenset[str] = frozenset()
) -> None:
    """Put the names, demonyms and identified nominals of *sentence* into it, in order of their place.

    What the layers *without* propose is left out.
    """
    doc = sentence.tokens.doc
    candidates = [
        *_known(doc, sentence, known),
        *_recognised(sentence, known, ontology),
        *_domains(sentence),
        *_headed(sentence, ontology),
        *_subjects(sentence),
        *_introduced(sentence, ontology),
    ]
    kept: list[_Candidate] = []
    for one in sorted(candidates, key=lambda c: (-c.rank, -(c.last - c.first), c.first, c.source)):
        if LAYERS.get(one.source) in without:
            continue
        rivals = [k for k in kept if k.first <= one.last and one.first <= k.last]
        same = next((k for k in rivals if (k.first, k.last) == (one.first, one.last) or _same_name(doc, k, one)), None)
        if same is not None:
            for name, weight in one.votes.items():
                same.votes[name] = max(weight, same.votes.get(name, 0.0))
            same.country = same.country or one.country
            if one.form == "demonym":
                same.form = "demonym"
        elif all(_nests(doc, k, one) for k in rivals):
            kept.append(one)
    for one in sorted(kept, key=lambda c: (c.first, -c.last)):
        _strip_title(doc, one, known, ontology.words("partOfName"))
        mention = make(sentence, one.first, one.last, one.form)
        if mention is not None and mention.text.casefold() not in known.gazetteer.titles:
            mention.votes.update(one.votes)
            if one.form == "name" and one.source in {"ner", "subject"} and _given(doc, one, known):
                mention.votes["Person"] = WEIGHTS["given"]  # type: ignore[assignment]  # Counter of weights
            mention.country = one.country
            sentence.mentions.append(mention)


def make(sentence: SentenceDraft, first: int, last: int, form: str) -> MentionDraft | None:
    """A mention of tokens [first, last], punctuation at its ends left out; None when nothing remains."""
    doc = sentence.tokens.doc
    begin, end = doc[first].idx, doc[last].idx + len(doc[last])
    while begin < end and doc.text[begin] in _LEFT:
        begin += 1
    while end > begin and doc.text[end - 1] in _RIGHT:
        end -= 1
    if not any(c.isalnum() for c in doc.text[begin:end]):
        return None
    head = doc[first : last + 1].root
    return MentionDraft(
        sentence, sentence.offset + begin, sentence.offset + end, doc.text[begin:end], form, first, last, head
    )


def _same_name(doc: Doc, a: _Candidate, b: _Candidate) -> bool:
    """Whether two overlapping spans differ by articles, possessive marks and punctuation only."""
    return _core(doc, a.first, a.last) == _core(doc, b.first, b.last)


def _core(doc: Doc, first: int, last: int) -> tuple[int, int]:
    while first < last and (doc[first].pos_ in {"DET", "PUNCT"} or doc[first].lower_ == "the"):
        first += 1
    while last > first and (doc[last].tag_ == "POS" or doc[last].pos_ == "PUNCT"):
        last -= 1
    return first, last


def _nests(doc: Doc, outer: _Candidate, inner: _Candidate) -> bool:
    """Names inside a phrase with a common-noun head are mentions of their own ("Danish Loopride riders")."""
    within = outer.first <= inner.first and inner.last <= outer.last
    return within and outer.form == "nominal" and doc[outer.first : outer.last + 1].root.i > inner.last


def _known(doc: Doc, sentence: SentenceDraft, known: KnownNames) -> list[_Candidate]:
    found = []
    base = sentence.tokens.start_char
    for start, end, surface in known.find(sentence.tokens.text):
        span = doc.char_span(base + start, base + end, alignment_mode="contract")
        if span is None or span.end_char - span.start_char < (end - start) - 1:
            continue
        if surface.ambiguous and not any(t.pos_ == "PROPN" for t in span):
            continue
        source = "hint" if surface.ambiguous else "gazetteer"
        weight = WEIGHTS[source]
        country = surface.entry.name if surface.entry.type == "Country" else ""
        if surface.form == "demonym":
            people = _people(span[-1])
            votes = {"PopulationGroup" if people else "Country": WEIGHTS["demonym"]}
            found.append(
                _Candidate(span.start, span.end - 1, "demonym", votes, "demonym", "" if people else country, 1)
            )
        else:
            found.append(
                _Candidate(
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


def _recognised(sentence: SentenceDraft, known: KnownNames, ontology: Ontology) -> list[_Candidate]:
    doc = sentence.tokens.doc
    found = []
    for entity in sentence.tokens.ents:
        first, last = _core(doc, entity.start, _unbracketed(doc, entity.start, entity.end - 1))
        label = entity.label_
        if label == "NORP":
            surface = known.gazetteer.by_key.get(doc[first : last + 1].text.casefold())
            votes = {"PopulationGroup": WEIGHTS["ner"]}
            if surface is not None and not (surface.entry.type == "Country" and _people(doc[last])):
                votes = {surface.entry.type: WEIGHTS["gazetteer"]}
            found.append(_Candidate(first, last, "demonym", votes, "ner", "", 1))
        elif (
            label in NER
            and doc[last].pos_ in {"PROPN", "NOUN", "NUM", "ADJ", "X", "PRON"}
            and doc[first : last + 1].text[:1].isalnum()
        ):
            votes = {NER[label]: WEIGHTS["ner"]}
            cue = ontology.by_cue.get(doc[last].lemma_.casefold())
            if cue is not None and last > first:
                votes[cue] = WEIGHTS["cue"]
            form = (
                "name"
                if any(t.text[:1].isupper() or t.text[:1].isdigit() for t in doc[first : last + 1])
                else "nominal"
            )
            if first == last and (doc[last].lower_ in ontology.by_cue or doc[last].lower_ in ontology.by_name_cue):
                form = "nominal"  # "the Cabinet", "Members": a word for a kind, not a name
            found.append(_Candidate(first, last, form, votes, "ner", "", 1))
    return found


def _people(demonym: Token) -> bool:
    """Whether the word means the people, not the state: "Americans", beside "American"."""
    return demonym.tag_ in {"NNS", "NNPS"} and demonym.lower_.endswith("s")


def _unbracketed(doc: Doc, first: int, last: int) -> int:
    """The last token before an opening bracket in [first, last], or *last*."""
    return next((i - 1 for i in range(first + 1, last + 1) if doc[i].text == "("), last)


def _subjects(sentence: SentenceDraft) -> list[_Candidate]:
    """Proper nouns that act but were not recognised: organisations until told otherwise."""
    doc = sentence.tokens.doc
    found = []
    for token in sentence.tokens:
        if (
            token.tag_ in {"NNP", "NNPS"}
            and token.text[:1].isupper()
            and token.dep_ in {"nsubj", "nsubjpass"}
            and not token.ent_type_
        ):
            first = token.i
            while (
                first > sentence.tokens.start
                and doc[first - 1].dep_ == "compound"
                and doc[first - 1].head.i == token.i
                and doc[first - 1].text[:1].isupper()
            ):
                first -= 1
            found.append(_Candidate(first, token.i, "name", {"Organization": WEIGHTS["ner"]}, "subject", "", -1))
    return found


def _introduced(sentence: SentenceDraft, ontology: Ontology) -> list[_Candidate]:
    """Capitalised words that a noun for a kind introduces: "the video app Hopla", "the lender Brink"."""
    doc = sentence.tokens.doc
    found = []
    for token in sentence.tokens[:-1]:
        cls = class_of(token, ontology) if token.pos_ == "NOUN" and token.text.islower() else None
        last = token.i
        while (
            last + 1 < sentence.tokens.end
            and doc[last + 1].tag_ in {"NNP", "NNPS"}
            and doc[last + 1].text[:1].isupper()
        ):
            last += 1
        beside = last > token.i and (token.head.i in range(token.i + 1, last + 1) or doc[token.i + 1].head.i == token.i)
        if cls is not None and beside and {"Actor", "Product"} & set(ontology.chain(cls)) and token.tag_ == "NN":
            found.append(_Candidate(token.i + 1, last, "name", {cls: WEIGHTS["introduced"]}, "cue", "", 0))
    return found


def _domains(sentence: SentenceDraft) -> list[_Candidate]:
    return [
        _Candidate(t.i, t.i, "name", {"Media": WEIGHTS["domain"]}, "domain", "", 3)
        for t in sentence.tokens
        if "." in t.text and t.text.islower() and _DOMAIN.fullmatch(t.text)
    ]


def _headed(sentence: SentenceDraft, ontology: Ontology) -> list[_Candidate]:
    """Phrases whose head names a class and whose modifiers hold a name: "Biden Administration", "Danish riders"."""
    found = []
    doc = sentence.tokens.doc
    for token in sentence.tokens:
        if token.pos_ not in {"NOUN", "PROPN"}:
            continue
        capital = token.text[:1].isupper() and token.i > sentence.tokens.start
        cls = class_of(token, ontology)
        if capital and cls is None:
            cls = ontology.by_name_cue.get(token.lower_)
        if cls is None or not {"Actor", "Place"} & set(ontology.chain(cls)):
            continue
        if capital and ("Person" in ontology.chain(cls) or cls in _GROUPS):
            continue  # a title, not the head of a name
        if token.tag_ == "NNS" and "Person" in ontology.chain(cls):
            cls = "PopulationGroup"
        first = _left(token, capital=capital)
        named = any(t.text[:1].isupper() and (t.pos_ == "PROPN" or t.ent_type_) for t in doc[first : token.i])
        last = _right(token) if capital else token.i
        if capital and (named or last > token.i or first < token.i):
            found.append(_Candidate(first, last, "name", {cls: WEIGHTS["cue"]}, "cue", "", 4))
        elif named and not capital:
            found.append(_Candidate(first, token.i, "nominal", {cls: WEIGHTS["cue"]}, "cue", "", 3))
    return found


def _left(head: Token, *, capital: bool) -> int:
    """The first token of the modifiers before *head* that belong to its name."""
    first = head.i
    start = head.sent.start
    while first > start:
        token = head.doc[first - 1]
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


def _right(head: Token) -> int:
    """The last token of an "of …" or "for …" tail of capitalised words: "Ministry of Defence"."""
    last, doc, stop = head.i, head.doc, head.sent.end
    if head.i + 1 >= stop or doc[head.i + 1].lower_ not in {"of", "for", "on"}:
        return last
    position = head.i + 1
    while position < stop:
        token = doc[position]
        if token.ent_type_ == "PERSON":
            break
        if token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ"}:
            last = position
        elif (
            token.lower_ not in {"of", "for", "on", "the", "and", "&"}
            or position - last > 2
            or (
                token.lower_ in {"and", "&"}
                and not (last > head.i and position + 1 < stop and doc[position + 1].ent_iob_ == "I")
            )
        ):
            break
        position += 1
    return last


def _given(doc: Doc, one: _Candidate, known: KnownNames) -> bool:
    """Whether a name starts with a known given name and goes on, or is a known family name that does something."""
    first = doc[one.first].text
    if one.first == one.last:
        return first in known.gazetteer.last_names and doc[one.first].dep_ in {"nsubj", "nsubjpass", "poss"}
    return one.last > one.first and first in known.gazetteer.first_names and doc[one.first + 1].text[:1].isupper()


def _strip_title(doc: Doc, one: _Candidate, known: KnownNames, kept: frozenset[str]) -> None:
    """Turn titles in front of a name into a vote: "President Joe Biden" is Joe Biden, a politician.

    Those *kept* stay part of the name ("Lord Tennyson").
    """
    if one.form != "name":
        return
    titles = known.gazetteer.titles
    if "Person" in one.votes:
        while (length := _title_at(doc, one, titles)) and doc[one.first].lower_ not in kept:
            one.votes[titles[doc[one.first : one.first + length].text.casefold()]] = WEIGHTS["title"]
            one.first += length
    for length in range(_TITLE_WORDS, 0, -1):
        before = doc[max(0, one.first - length) : one.first]
        if before.text.casefold() in titles and ("Person" in one.votes or before.text[:1].isupper()):
            one.votes[titles[before.text.casefold()]] = WEIGHTS["title"]
            return


def _title_at(doc: Doc, one: _Candidate, titles: Mapping[str, str]) -> int:
    """How many tokens of a title the candidate starts with, some of the name left after them."""
    lengths = range(min(_TITLE_WORDS, one.last - one.first), 0, -1)
    return next((n for n in lengths if doc[one.first : one.first + n].text.casefold() in titles), 0)
