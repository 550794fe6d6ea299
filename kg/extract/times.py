"""The time expressions of a parsed sentence, anchored to the document's date and to the tense of their verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kg.time import Tense, TimeValue, anaphoric, find, normalise, opened, spanning

if TYPE_CHECKING:
    from kg.extract.tokens import Token, Tokens

_WORDS = re.compile(
    r"\b(?:(?:minute|hour|day|night|week|weekend|month|quarter|year|decade|centur(?:y|ie)|season|spring|summer|autumn|"
    r"winter|morning|afternoon|evening|holiday)s?|yesterday|today|tomorrow|overnight|past|future|easter|christmas|"
    r"thanksgiving|ramadan|dawn|dusk|[12]\d{3}s?)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?:-| )\s*old\b|\bages?\b|\baged\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"^(?:(?:first )?published|posted|updated|date)(?: on)?:?\s*", re.IGNORECASE)
_PAIR = re.compile(r"\s*(?:,?\s*(?:to|and|or|until|till|through)\s+|[-–—]|,)\s*", re.IGNORECASE)
# fmt: off
_DUE = {"due", "expect", "likely", "plan", "schedule", "set", "slate"}
_PLANS = {*_DUE, "aim", "agree", "hope", "intend", "offer", "pledge", "promise", "propose", "threaten", "vow", "want"}
_MODALS = {"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d", "ca", "can", "could", "may", "might", "must",
           "should"}
# fmt: on


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time expression in a document.

    `start` and `end` are code points of the document, `token_start` and `token_end` tokens of the parsed Line. `value`
    is None if the expression cannot be placed. `preposition` is the word it hangs on, in lower case. `extent` is the
    stretch that both say: open after "since", the whole of "from 2012 to 2014" on either of its two times.
    """

    start: int
    end: int
    text: str
    value: TimeValue | None
    extent: TimeValue | None
    preposition: str | None
    token_start: int
    token_end: int


def times_in(sentence: Tokens, *, offset: int, reference: date | None, previous: date | None = None) -> list[FoundTime]:
    """The time expressions of *sentence*, in order, none overlapping.

    *offset* is where the text of the sentence's Line stands in the document. *reference* is the date of the document;
    *previous* the day last told of before this sentence, from which "the next day" counts.
    """
    text, first = sentence.text, sentence.start_char + offset
    found: list[FoundTime] = []
    for start, end in time_spans(sentence):
        span = sentence.char_span(start, end, alignment_mode="expand")
        tense: Tense | None = "future" if _effective(span) else _tense(span.root)
        words, preposition = text[start:end], _preposition(span)
        value = _value(words, tense, reference, [f.value for f in found if f.value], previous)
        extent = value and _extent(words, value, preposition, reference if tense == "future" else None)
        found.append(FoundTime(first + start, first + end, words, value, extent, preposition, span.start, span.end))
    return _joined(found, text, first)


def dateline(text: str) -> date | None:
    """The day that stands alone on one of the first five lines of *text*: when it was written, if nobody says."""
    lines = (line.strip() for line in text[:2000].splitlines())
    for line in [line for line in lines if line][:5]:
        value = normalise(_PUBLISHED.sub("", line), reference=None) if len(line) <= 60 else None
        if value and value.granularity == "day" and value.start:
            return date.fromisoformat(value.start)
    return None


def _value(
    words: str, tense: Tense | None, reference: date | None, told: list[TimeValue], previous: date | None
) -> TimeValue | None:
    """The value of *words*; what counts from another time in the story counts from the last one *told*."""
    if anaphoric(words):
        fine = {"day", "month", "year"} if words.lower().endswith(" year") else {"day"}
        days = [date.fromisoformat(v.end) for v in told if v.end and v.granularity in fine]
        deictic = words.lower().startswith("the next") or words.lower().endswith("earlier")
        anchor = days[-1] if days else previous or (reference if deictic else None)
        return normalise(words, reference=anchor, tense=tense)
    if reference is None and (years := [v.start[:4] for v in told if v.start and v.basis == "stated"]):
        return normalise(words, reference=None) or normalise(f"{words} {years[-1]}", reference=None)
    return normalise(words, reference=reference, tense=tense or "present")


def time_spans(sentence: Tokens) -> tuple[tuple[int, int], ...]:
    """Where the times are, counted from the sentence's start: what the pattern or the entity recogniser sees."""
    if sentence.times is None:  # amounts ask again
        sentence.times = tuple(_spans(sentence))
    return sentence.times


def _spans(sentence: Tokens) -> Iterator[tuple[int, int]]:
    text = sentence.text
    found = [span for span in find(text) if not _counts(sentence, *span)]
    kept = set(found)
    for entity in sentence.ents:
        if entity.label_ not in {"DATE", "TIME"}:
            continue
        start, end = entity.start_char - sentence.start_char, entity.end_char - sentence.start_char
        inside = [span for span in found if span[0] < end and start < span[1]]
        if not inside:
            kept |= {span for span in _readable(text, start, end) if not _counts(sentence, *span)}
        elif len(inside) == 1:
            hull = min(start, inside[0][0]), max(end, inside[0][1])
            if _reads(text[slice(*hull)]):
                kept = (kept - {inside[0]}) | {hull}
    last = 0
    for start, end in sorted(kept, key=lambda span: (span[0], -span[1])):
        if start >= last:
            yield start, end
            last = end


def _reads(words: str) -> bool:
    return normalise(words, reference=date(2000, 1, 1)) is not None  # any day will do to see whether it can be read


def _readable(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The longest readable run of words between *start* and *end*; all of them if they only speak of time."""
    words = [(start + match.start(), start + match.end()) for match in re.finditer(r"[^\s-]+", text[start:end])]
    if _AGE.search(text, start, end + 4) or len(words) > 12:
        return []
    for length in range(len(words), 0, -1):
        for first, last in zip(words, words[length - 1 :], strict=False):
            if _reads(text[first[0] : last[1]]):
                return [(first[0], last[1])]
    return [(start, end)] if _WORDS.search(text, start, end) else []


def _counts(sentence: Tokens, start: int, end: int) -> bool:
    """Whether the year at *start* counts things ("of 2000 people") or the name at *start* belongs to a longer one."""
    span = sentence.char_span(start, end, alignment_mode="expand")
    if span.text.isdigit():
        noun, before = span.root.head, sentence.doc[span.start - 1] if span.start else None
        definite = before is not None and (before.pos_ in {"DET", "PRON"} or before.tag_ == "POS")
        return span.root.dep_ == "nummod" and noun.tag_ == "NNS" and noun.i == span.end and not definite
    if any(char.isdigit() for char in span.text):
        return False
    names = (e for e in sentence.ents if e.label_ in {"ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "FAC"})
    return any(e.start <= span.start and span.end <= e.end and len(e) > len(span) for e in names)


def _preposition(span: Tokens) -> str | None:
    """The preposition that *span* hangs on, or that stands before it."""
    head = span.root.head
    if head.pos_ in {"ADP", "SCONJ"} and head.i < span.start:
        return head.lower_
    before = span.doc[span.start - 1] if span.start > span.sent.start else None
    return before.lower_ if before is not None and before.pos_ in {"ADP", "SCONJ", "PART"} else None


def _extent(words: str, value: TimeValue, preposition: str | None, today: date | None) -> TimeValue:
    """*value* with what its preposition adds; *today* is given where the verb looks ahead."""
    if preposition in {"since", "after", "until", "till", "before", "by"}:
        return opened(value, preposition) or value
    if value.value.startswith("P") and preposition in {"in", "within"}:
        ahead = f"{words} from now" if preposition == "in" else f"the next {words}"
        return normalise(ahead, reference=today) or value
    return value


def _joined(found: list[FoundTime], text: str, first: int) -> list[FoundTime]:
    """*found* with the year that two times share, and with the stretch that two times bound."""
    times = list(found)
    for n in range(len(times) - 1):
        a, b = times[n], times[n + 1]
        if a.value is None or b.value is None or not _PAIR.fullmatch(text, a.end - first, b.start - first):
            continue
        if b.value.basis == "stated" and b.value.start and a.value.basis == "resolved":
            shared = normalise(f"{a.text} {b.value.start[:4]}", reference=None) or a.value
            a = times[n] = replace(a, value=shared, extent=shared)
        whole = spanning(a.value or b.value, b.value) if a.preposition in {"from", "between"} else None
        if whole:
            times[n], times[n + 1] = replace(a, extent=whole), replace(b, extent=whole)
    return times


def _effective(span: Tokens) -> bool:
    """Whether *span* is when something takes effect: "effective 1 June", "effective from 1 June"."""
    before = span.doc[max(0, span.start - 2) : span.start]
    return any(t.lower_ == "effective" for t in before)


def _tense(token: Token) -> Tense | None:
    """The tense of the nearest verb above *token* that has one."""
    for verb in token.ancestors:
        if any(_planned(word) for word in (verb, *verb.children) if word is verb or word.dep_ == "acomp"):
            return "future"
        if verb.pos_ in {"VERB", "AUX"} and (tense := _verb_tense(verb)):
            return tense
    return None


def _planned(word: Token) -> bool:
    """Whether *word* is the "due" of "is due" or the "scheduled" of "is scheduled", not of "was" or "has scheduled"."""
    if word.lemma_.lower() not in _DUE or word.tag_ not in {"VBN", "JJ"} or word.dep_ in {"amod", "conj"}:
        return False
    around = [*word.children, *([word.head] if word.dep_ == "acomp" else [])]
    return not any(t.pos_ == "AUX" and (t.tag_ == "VBD" or t.lemma_ == "have") for t in around)


def _verb_tense(verb: Token) -> Tense | None:
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {child.lower_ for child in auxiliaries}
    if words & _MODALS:
        return "past" if "have" in words else "future"
    if "to" in words and "have" not in words and verb.tag_ in {"VB", "VBN"}:
        plans = verb.head.lemma_.lower() in _PLANS or verb.head.pos_ in {"NOUN", "AUX"} or verb.head.lower_ == "going"
        return "future" if plans else None
    tags = {verb.tag_, *(child.tag_ for child in auxiliaries)}
    if tags & {"VBD"} or words & {"have", "has", "had", "'ve"}:
        return "past"
    if tags & {"VBZ", "VBP"}:
        return "present"
    return "past" if verb.tag_ == "VBN" else None
