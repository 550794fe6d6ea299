"""The amounts of a parsed sentence: counts, money, percentages, ranks and durations, with what they count (layer 12).

Dates, years, clock times, ages, phone numbers and type numbers ("Route 66") are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.numbers import ABOUT, MEASURE, Atom, linked, numbers_in, ranks_in, within
from kg.extract.times import time_spans
from kg.time import normalise

if TYPE_CHECKING:
    from kg.extract.tokens import Token, Tokens

# fmt: off
_CHANGES = {"climb", "cut", "decline", "decrease", "drop", "expand", "fall", "grow", "increase", "jump", "lower",
            "raise", "reduce", "rise", "shrink", "slash", "slip", "slow", "soar", "surge", "widen", "narrow", "extend",
            "push", "bring"}
_SINGULAR = {"aircraft", "staff", "crew", "personnel", "police", "km", "kg", "percent"}  # and yet counted by any number
# fmt: on
_INSIDE = {"ADJ", "ADV", "DET", "PRON", "NUM", "PUNCT"}
_STOPS = {"a", "an", ",", ".", ";", ":", "(", ")", "–", "—"}
_MORE = re.compile(r"\+(?!\w)|-plus\b| or (?:so|more)\b", re.IGNORECASE)
_HYPHENED = re.compile(rf"-([A-Za-z]{{3,20}})\b(?<!-strong)|({MEASURE})\b")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_TIME = re.compile(
    r"(?: ?- ?| )(second|minute|hour|day|night|week|month|quarter|year|decade|centur(?:y|ie))s?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """An amount in a document.

    `value` is the lower end when there is a `high`. `unit` is the lemma of what is counted, `%`, or for a duration its
    unit. `of` says whether it is an amount, or what something changed from or to. `text` runs from "about" to the
    unit; `start` and `end` are code points of the document, `token_start` and `token_end` tokens of the parsed Line.
    """

    value: float
    high: float | None
    unit: str | None
    kind: str
    currency: str | None
    approx: bool
    of: str
    text: str
    start: int
    end: int
    token_start: int
    token_end: int


def quantities_in(sentence: Tokens, *, offset: int) -> list[FoundQuantity]:
    """The amounts of *sentence* in order; *offset* is where the text of its Line stands in the document.

    "hundreds of thousands" counts 100,000, approximately; "from 5 to 7 percent" is two amounts.
    """
    text = sentence.text
    ranks = list(ranks_in(text))
    found: list[FoundQuantity] = []
    for atom in sorted([*ranks, *linked(text, _atoms(sentence, ranks))], key=lambda a: (a.start, -a.end)):
        before = ABOUT.search(text, max(0, atom.start - 30), atom.start)
        after = _MORE.match(text, atom.end)
        end = after.end() if after else atom.end
        whole = replace(atom, approx=atom.approx or bool(before or after))
        quantity = _counted(sentence, whole, (before.start() if before else atom.start, end), offset)
        if quantity and (not found or quantity.start >= found[-1].end):
            found.append(quantity)
    return found


def _atoms(sentence: Tokens, ranks: list[Atom]) -> Iterator[Atom]:
    """The numbers of *sentence*, in order, without its ranks and its dates; lengths of time are durations."""
    text = sentence.text
    if next(numbers_in(text), None) is None:
        return
    closed = [(rank.start, rank.end) for rank in ranks]
    lengths: list[tuple[int, int]] = []
    for span in time_spans(sentence):
        value = normalise(text[slice(*span)], reference=None)
        (lengths if value and value.value[0] == "P" else closed).append(span)
    for atom in numbers_in(text, without=closed):
        unit = _TIME.match(text, atom.end)
        if atom.kind != "count" or not unit:
            yield atom
        elif within((atom.start, atom.end), lengths):  # else it is an age
            name = unit[1].lower()
            yield replace(atom, end=unit.end(), kind="duration", unit="century" if name == "centurie" else name)


def _counted(sentence: Tokens, atom: Atom, span: tuple[int, int], offset: int) -> FoundQuantity | None:
    """The amount that *atom* is, with what it counts; None if it only looks like one."""
    text, (start, end) = sentence.text, span
    tokens = sentence.char_span(atom.start, atom.end, alignment_mode="expand")
    unit, last = atom.unit, tokens.end
    after = sentence.char_span(atom.start, max(end, atom.until), alignment_mode="expand")
    if atom.kind == "count":
        hyphened = _HYPHENED.match(text, atom.end)
        noun = None if hyphened else _noun(after)
        if hyphened:
            unit, end = (hyphened[1] or hyphened[2]).lower(), hyphened.end()
        elif noun is not None:
            unit = noun.lemma_.lower().removesuffix("s" if noun.tag_ == "NNPS" else "")
            if noun.i - tokens.end < 5 and not atom.until:
                end, last = max(end, noun.idx + len(noun) - sentence.start_char), noun.i + 1
        elif not _stands(tokens, atom):
            return None
        one_of = atom.value == 1 and text.startswith(" of ", atom.end)
        if one_of or (noun is not None and _names(tokens, noun, text[atom.start : atom.end])):
            return None
    of = (
        atom.of
        if atom.of != "amount" or atom.kind == "rank"
        else _direction(sentence.doc[tokens.start], start, sentence)
    )
    place = sentence.start_char + offset
    return FoundQuantity(
        value=_plain(atom.value),
        high=None if atom.high is None else _plain(atom.high),
        unit=unit,
        kind=atom.kind,
        currency=atom.currency,
        approx=atom.approx,
        of=of,
        text=text[start:end],
        start=place + start,
        end=place + end,
        token_start=tokens.start,
        token_end=last,
    )


def _noun(tokens: Tokens) -> Token | None:
    """The noun that a number counts: the last of the first run of nouns to its right, inside its phrase."""
    run: list[Token] = []
    for token in tokens.doc[tokens.end : tokens.end + 8]:
        if token.pos_ in {"NOUN", "PROPN"} and not (run and run[-1].pos_ == "NOUN" and token.pos_ == "PROPN"):
            run.append(token)
        elif (run and token.text != "-") or token.lower_ in _STOPS or not _inside(token):
            break
    return run[-1] if run and run[-1].tag_ != "NNP" else None


def _inside(token: Token) -> bool:
    """Whether *token* may stand between a number and its noun."""
    return token.pos_ in _INSIDE or token.tag_ in {"VBN", "VBG", "POS"} or token.lower_ == "of"


def _names(tokens: Tokens, noun: Token, bare: str) -> bool:
    """Whether the number is a year ("2012 proposals" of that year) or a type ("the 787 jet"), not an amount."""
    if _YEAR.fullmatch(bare) and (noun.i != tokens.end or noun.tag_ != "NNS"):
        return True
    return bare.isdigit() and bare != "1" and noun.tag_ == "NN" and noun.lemma_ not in _SINGULAR


def _stands(tokens: Tokens, atom: Atom) -> bool:
    """Whether a number without a noun is an amount: "40 were killed", "up to 5 million", but not "Chapter 5"."""
    token = tokens.root
    if atom.scale > 1 or atom.approx or atom.high is not None:
        return True
    if any(left.pos_ in {"DET", "ADJ", "PRON", "PROPN", "NOUN"} and left.lower_ != "another" for left in token.lefts):
        return False
    before = token.doc[token.i - 1] if token.i else None
    named = before is not None and before.pos_ in {"PROPN", "NOUN"} and before.ent_type_ != "DATE"
    return not named and atom.value != 1 and token.dep_ in {"nsubj", "nsubjpass", "dobj"}


def _direction(token: Token, start: int, sentence: Tokens) -> str:
    """Whether a single amount is where a change began or ended."""
    word = sentence.text[max(0, start - 6) : start].split()[-1:]
    if word not in (["to"], ["from"]):
        return "amount"
    preposition = next((t for t in reversed(sentence.doc[sentence.start : token.i + 1]) if t.lower_ == word[0]), token)
    above = [*preposition.ancestors][:2]
    verbs = above if above and above[0].dep_ == "dobj" else above[:1]
    return word[0] if any(verb.lemma_.lower() in _CHANGES for verb in verbs) else "amount"


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value
