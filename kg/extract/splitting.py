"""Where the parser joins clauses that stand apart, and parts a subject from its verb (layer 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_OWN = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "mark"})
_STATIVE = frozenset({"have", "be", "want", "need", "hope", "expect", "plan", "intend", "know", "believe", "remain"})
_BACKSHIFTED = frozenset({"had", "would", "might", "could"})
_TWO = 2  # subjects
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECT = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "DT", "CD"})


def part(doc: Doc) -> None:
    """Start a sentence of *doc* after each semicolon, outside quotation marks, between two whole clauses."""
    start, quoted = 0, False
    for token in doc[:-1]:
        if token.text in {"“", "”"}:
            quoted = token.text == "“"
        elif token.text in {".", "!", "?"}:
            start = token.i + 1
        elif token.text == ";" and not quoted:
            stop = next((t.i for t in doc[token.i + 1 :] if t.text in {";", ".", "!", "?", "“"}), len(doc))
            if _finite(doc[start : token.i]) is not None and _whole(doc[token.i + 1 : stop]):
                doc[token.i + 1].is_sent_start = True
            start = token.i + 1


def _finite(words: Span) -> int | None:
    """The place of the first finite verb among *words*."""
    return next((t.i for t in words if t.tag_ in _FINITE), None)


def _whole(words: Span) -> bool:
    """Whether *words* begin a clause with a subject of its own: not with a conjunction, a relative word or a verb."""
    verb = _finite(words)
    if verb is None or words[0].tag_ in {"CC", "IN", "WDT", "WP", "WRB", "TO"}:
        return False
    before = [t.tag_ for t in words if t.i < verb]
    return any(tag in _SUBJECT for tag in before) and not any(tag in {"WDT", "WP", "WRB"} for tag in before)


def _words(doc: Doc, dep: str) -> list[Token]:
    """The words of *doc* whose relation is *dep*."""
    wanted = doc.vocab.strings[dep]
    return [doc[place] for place, found in enumerate(doc.to_array("DEP").tolist()) if found == wanted]


def reattach(doc: Doc) -> None:
    """Give a second verb of *doc* back to whoever speaks: "said it had lost and gave no details"."""
    for verb in _words(doc, "conj"):
        told = verb.head
        if (
            verb.tag_ != "VBD"
            or verb.lemma_ in _STATIVE
            or told.dep_ != "ccomp"
            or told.head.tag_ not in {"VBD", "VBN"}
        ):
            continue
        if any(c.dep_ in _OWN for c in verb.children) or not any(c.lower_ in _BACKSHIFTED for c in told.children):
            continue
        if told.head.i < told.i:
            for link in [c for c in told.children if c.dep_ == "cc" and told.i < c.i < verb.i]:
                link.head = told.head
            verb.head = told.head


def name_months(doc: Doc) -> None:
    """Take "May" for the month in *doc* after a number or a preposition: "on 3 May the court ruled"."""
    for word in _words(doc, "aux"):
        before = doc[word.i - 1] if word.i else None
        if word.text == "May" and before is not None and (before.like_num or before.tag_ == "IN"):
            word.tag_, word.pos_, word.dep_ = "NNP", "PROPN", "npadvmod"


def rejoin(doc: Doc) -> None:
    """Give a subject of *doc* back to its verb behind "the union said": "Hopla, the union said, had sacked …"."""
    for verb in _words(doc, "parataxis"):
        if verb.head.i < verb.i or doc[verb.i - 1].text == ",":
            continue
        subjects = [c for c in verb.lefts if c.dep_ == "nsubj"]
        alone = not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.head.lefts)
        if len(subjects) == _TWO and alone and "," in {t.text for t in doc[subjects[0].i : subjects[1].i]}:
            passive = any(c.dep_ == "auxpass" for c in verb.head.children)
            subjects[0].head = verb.head
            subjects[0].dep_ = "nsubjpass" if passive else "nsubj"
