"""The time expressions of a parsed sentence, anchored to the document's date and to the tense of their verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.time import Tense, TimeValue, anaphoric, find, normalise, opened, spanning

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_WORDS = re.compile(
    r"\b(?:(?:minute|hour|day|night|week|weekend|month|quarter|year|decade|centur(?:y|ie)|season|spring|summer|autumn|"
    r"winter|morning|afternoon|evening)s?|yesterday|today|tomorrow|past|future|[12]\d{3}s?)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?:-| )old\b|\bages?\b|\baged\b", re.IGNORECASE)
_PAIR = re.compile(r"\s*(?:,?\s*(?:to|and|or|until|till|through)\s+|[-–—]|,)\s*", re.IGNORECASE)
_PLANS = {"aim", "agree", "due", "expect", "hope", "intend", "likely", "offer", "plan", "pledge", "promise", "propose",
          "schedule", "set", "slate", "threaten", "vow", "want"}  # fmt: skip
_MODALS = {"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d", "ca", "can", "could", "may", "might", "must", "should"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time expression in a document.

    `start` and `end` are code points of the document, `token_start` and `token_end` tokens of the parsed Doc. `value` is
    None if the expression cannot be placed. `preposition` is the word it hangs on, in lower case. `extent` is the
    stretch that both say: open after "since", the whole of "from 2009 to 2011" on either of its two times.
    """

    start: int
    end: int
    text: str
    value: TimeValue | None
    extent: TimeValue | None
    preposition: str | None
    token_start: int
    token_end: int


def times_in(
    sentence: Span, *, offset: int, reference: date | None, previous: date | None = None
) -> list[FoundTime]:
    """The time expressions of *sentence*, in order, none overlapping.

    *offset* is where the text of the sentence's Doc stands in the document. *reference* is the date of the document;
    *previous* the day last told of before this sentence, from which "the next day" counts.
    """
    text = sentence.text
    found: list[FoundTime] = []
    for start, end in _spans(sentence):
        span = sentence.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        days = [f.value.end for f in found if f.value and f.value.granularity == "day" and f.value.end]
        before = date.fromisoformat(days[-1]) if days else previous
        value = _value(text[start:end], _tense(span.root), reference, before)
        first = sentence.start_char + offset
        place = (span.start, span.end)
        found.append(FoundTime(first + start, first + end, text[start:end], value, value, _preposition(span), *place))
    return _joined(found, text, sentence.start_char + offset, reference)


def _value(words: str, tense: Tense | None, reference: date | None, before: date | None) -> TimeValue | None:
    """The value of *words*; what counts from another time in the story counts from *before*."""
    if anaphoric(words):
        today = reference if words.lower().startswith("the next") or words.lower().endswith("earlier") else None
        return normalise(words, reference=before or today, tense=tense)
    return normalise(words, reference=reference, tense=tense)


def _spans(sentence: Span) -> Iterator[tuple[int, int]]:
    """Where the times are, counted from the sentence's start: what the pattern or the entity recogniser sees."""
    text = sentence.text
    found = [span for span in find(text) if not _counts(sentence, *span)]
    kept = set(found)
    for entity in sentence.ents:
        if entity.label_ not in {"DATE", "TIME"}:
            continue
        start, end = entity.start_char - sentence.start_char, entity.end_char - sentence.start_char
        inside = [span for span in found if span[0] < end and start < span[1]]
        if not inside:
            kept |= set(_readable(text, start, end))
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
            if (length > 1 or _WORDS.search(text, *first)) and _reads(text[first[0] : last[1]]):
                return [(first[0], last[1])]
    return [(start, end)] if _WORDS.search(text, start, end) else []


def _counts(sentence: Span, start: int, end: int) -> bool:
    """Whether the year at *start* counts things ("of 2000 people") or the name at *start* belongs to a longer one."""
    span = sentence.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    if span.text.isdigit():
        root = span.root
        return root.dep_ == "nummod" and root.head.tag_ == "NNS" and not _WORDS.fullmatch(root.head.text)
    if any(char.isdigit() for char in span.text):
        return False
    names = (e for e in sentence.ents if e.label_ in {"ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "FAC"})
    return any(e.start <= span.start and span.end <= e.end and len(e) > len(span) for e in names)


def _preposition(span: Span) -> str | None:
    """The preposition that *span* hangs on, or that stands before it."""
    head = span.root.head
    if head.pos_ in {"ADP", "SCONJ"} and head.i < span.start:
        return head.lower_
    before = span.doc[span.start - 1] if span.start > span.sent.start else None
    return before.lower_ if before is not None and before.pos_ in {"ADP", "SCONJ", "PART"} else None


def _joined(found: list[FoundTime], text: str, first: int, reference: date | None) -> list[FoundTime]:
    """*found* with the year that two times share, and with their extents."""
    times = list(found)
    for n, (a, b) in enumerate(pairwise(found)):
        if not _PAIR.fullmatch(text, a.end - first, b.start - first):
            continue
        if a.value and b.value and b.value.basis == "stated" and b.value.start and a.value.basis == "resolved":
            shared = normalise(f"{a.text} {b.value.start[:4]}", reference=None)
            times[n] = replace(times[n], value=shared or a.value, extent=shared or a.value)
    for n, time in enumerate(times):
        after = times[n + 1] if n + 1 < len(times) else None
        if after and time.preposition in {"from", "between"} and _PAIR.fullmatch(text, time.end - first, after.start - first):
            whole = spanning(time.value, after.value) if time.value and after.value else None
            if whole:
                times[n : n + 2] = replace(time, extent=whole), replace(after, extent=whole, preposition=None)
        elif time.value and time.extent == time.value:
            times[n] = replace(time, extent=_extent(time, time.value, reference))
    return times


def _extent(time: FoundTime, value: TimeValue, reference: date | None) -> TimeValue:
    """*value* with what its preposition adds."""
    if time.preposition in {"since", "after", "until", "till", "before", "by"}:
        return opened(value, time.preposition) or value
    if value.value.startswith("P") and time.preposition in {"in", "within"}:
        ahead = f"{time.text} from now" if time.preposition == "in" else f"the next {time.text}"
        return normalise(ahead, reference=reference) or value
    return value


def _tense(token: Token) -> Tense | None:
    """The tense of the nearest verb above *token* that has one."""
    for verb in token.ancestors:
        if verb.lemma_.lower() in _PLANS and verb.tag_ in {"VBN", "JJ"} and not _past_aux(verb):
            return "future"
        if verb.pos_ in {"VERB", "AUX"} and (tense := _verb_tense(verb)):
            return tense
    return None


def _past_aux(verb: Token) -> bool:
    above = [verb.head] if verb.dep_ == "acomp" else []
    return any(t.tag_ == "VBD" for t in [*above, *verb.children] if t.pos_ == "AUX")


def _verb_tense(verb: Token) -> Tense | None:
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {child.lower_ for child in auxiliaries}
    if words & _MODALS:
        return "past" if "have" in words else "future"
    if "to" in words and verb.tag_ == "VB":
        plans = verb.head.lemma_.lower() in _PLANS or verb.head.pos_ in {"NOUN", "AUX"} or verb.head.lower_ == "going"
        return "future" if plans else None
    tags = {verb.tag_, *(child.tag_ for child in auxiliaries)}
    if tags & {"VBD"} or words & {"have", "has", "had", "'ve"}:
        return "past"
    if tags & {"VBZ", "VBP"}:
        return "present"
    return "past" if verb.tag_ == "VBN" else None
