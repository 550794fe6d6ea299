"""Sentences of which a semicolon makes two, or a question mark in a quotation none (layer 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

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


def join(doc: Doc) -> None:
    """Start no sentence of *doc* with the small letter behind a quotation: "“Why?” she asked"."""
    for token in doc[2:]:
        if token.text[:1].islower() and doc[token.i - 1].text in {"”", '"'} and doc[token.i - 2].text in {"?", "!"}:
            token.is_sent_start = False


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
