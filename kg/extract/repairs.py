"""Names repaired at their ends: titles become votes, halves of hyphenated words are joined (between layers 2 and 3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.candidates import WEIGHTS, Candidate
from kg.extract.draft import SentenceDraft
from kg.extract.names import KnownNames

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extract.tokens import Line

_TITLE_WORDS = 4
_AMOUNTS = frozenset({"thousand", "million", "billion", "trillion", "percent", "%", "euros", "dollars", "pounds"})
_MODEL = re.compile(r"(?!(?:19|20)\d\d$)(?:[A-Z]{1,2}-?)?\d{1,4}[A-Za-z]{0,2}(?:-\d{1,3}[A-Z]{0,2})?")


def unhyphenate(doc: Line, one: Candidate, sentence: SentenceDraft) -> None:
    """Take in the rest of a word of which the name holds one half: "Co-operative Union", "PML-F"."""
    if one.form != "name":
        return
    while one.last + 2 < sentence.tokens.end and _hyphen(doc, one.last + 1):
        one.last += 2
    while (
        one.first - 2 >= sentence.tokens.start and _hyphen(doc, one.first - 1) and doc[one.first - 2].text[:1].isupper()
    ):
        one.first -= 2


def designate(doc: Line, one: Candidate, sentence: SentenceDraft) -> None:
    """Take in the number of a model after the name: "Hopla 4", "Nordvik A380"; such a name is that of a product."""
    place = one.last + 1
    if one.form != "name" or place >= sentence.tokens.end or not _MODEL.fullmatch(doc[place].text):
        return
    name, number = doc[one.last], doc[place]
    if name.ent_type_ in {"PERSON", "GPE", "LOC"} or not {"Organization", "Company", "Platform", "Product"} & set(
        one.votes
    ):
        return
    if number.head.i == name.i or name.head.i == number.i or (number.head.i == name.head.i and not number.like_num):
        one.last = place
        while one.last + 2 < sentence.tokens.end and doc[one.last + 1].text == "-" and doc[one.last + 2].text.isdigit():
            one.last += 2
        one.votes = {"Product": WEIGHTS["cue"]}


def unpriced(doc: Line, one: Candidate) -> None:
    """Leave an amount out of the name before it: "fined Hopla 1.8 billion euros"."""
    for place in range(one.first + 1, one.last + 1 if one.form == "name" else 0):
        if doc[place].like_num and doc[place + 1 : place + 2].text.casefold() in _AMOUNTS:
            one.last = place - 1
            return


def _hyphen(doc: Line, place: int) -> bool:
    """Whether the token at *place* joins its neighbours without a space, the right one capitalised or short."""
    before, mark, after = doc[place - 1], doc[place], doc[place + 1]
    joined = mark.text == "-" and not before.whitespace_ and not mark.whitespace_
    return joined and after.is_alpha and (after.text[:1].isupper() or before.text in {"Co", "Pro", "Anti", "Non"})


def strip_title(doc: Line, one: Candidate, known: KnownNames, kept: frozenset[str]) -> None:
    """Turn titles in front of a name into a vote: "President Joe Biden" is Joe Biden, a politician.

    Those *kept* stay part of the name ("Lord Tennyson").
    """
    if one.form != "name":
        return
    titles = known.gazetteer.titles
    if one.source == "ner" and one.first < one.last and doc[one.first].lower_ in kept and doc[one.first].is_title:
        one.votes.setdefault(titles.get(doc[one.first].lower_, "Person"), WEIGHTS["title"])
    if "Person" in one.votes:
        while (length := _title_at(doc, one, titles)) and doc[one.first].lower_ not in kept:
            one.votes[titles[doc[one.first : one.first + length].text.casefold()]] = WEIGHTS["title"]
            one.first += length
    if "Person" in one.votes and one.first and doc[one.first - 1].lower_ in kept and doc[one.first - 1].is_title:
        one.first -= 1
    for length in range(_TITLE_WORDS, 0, -1):
        before = doc[max(0, one.first - length) : one.first]
        if before.text.casefold() in titles and ("Person" in one.votes or before.text[:1].isupper()):
            one.votes[titles[before.text.casefold()]] = WEIGHTS["title"]
            return


def _title_at(doc: Line, one: Candidate, titles: Mapping[str, str]) -> int:
    """How many tokens of a title the candidate starts with, some of the name left after them."""
    lengths = range(min(_TITLE_WORDS, one.last - one.first), 0, -1)
    return next((n for n in lengths if doc[one.first : one.first + n].text.casefold() in titles), 0)
