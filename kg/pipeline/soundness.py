"""What is wrong with evidence: spans against the text, ids against content, names against what they name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg import ids
from kg.decisions import is_added
from kg.model import CERTAINTIES, EVIDENTIALS, FORMS, POLARITIES, REALIS, ROLES, Claim, Document, Mention, Span


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: its kind in a word, the id it is at, a sentence; the `derived` can be computed anew."""

    kind: str
    id: str
    says: str
    derived: bool = False


def evidence_faults(doc: Document, mentions: Sequence[Mention], claims: Sequence[Claim]) -> Iterator[Fault]:
    """What is wrong with *doc* and what was read in it, as they stand in the store."""
    yield from _document(doc, mentions)
    named, stated = {m.id for m in mentions}, {c.id for c in claims}
    counts = Counter([*((m.id, m.entity) for m in mentions), *((c.id, None) for c in claims)])
    for (one, _), n in counts.items():  # a mention that refers to two entities is read twice, and its world is wrong
        if n > 1:
            yield Fault("twice", one, f"it stands {n} times in {doc.id}")
    for mention in mentions:
        yield from _mention(doc, mention)
    yield from _leaves(doc, mentions)
    for claim in claims:
        yield from _claim_spans(doc, claim)
        yield from _claim(doc, claim)
        yield from _references(claim, named, stated)


def _document(doc: Document, mentions: Iterable[Mention]) -> Iterator[Fault]:
    if ids.document_id(doc.uri, doc.text) != doc.id:
        yield Fault("document", doc.id, f"the id is not that of its address {doc.uri} and its text: one was changed")
    lost = sorted(set(doc.cites) - {m.id for m in mentions})
    if lost:
        yield Fault("cites", doc.id, f"it cites {', '.join(lost)}, which stand nowhere in it")


def _mention(doc: Document, one: Mention) -> Iterator[Fault]:
    if _slice(doc, one.start, one.end) != one.text:
        yield Fault("mention", one.id, f"it says {one.text!r:.60}, but {_place(doc, one.start, one.end)}")
    if ids.mention_id(doc.id, one.start, one.end) != one.id:
        yield Fault("id", one.id, f"the id is not that of {one.start}–{one.end} in {doc.id}")
    if one.types[-1:] != (one.type,):
        yield Fault("types", one.id, f"type {one.type} is not the last of its classes {', '.join(one.types)}")
    if one.form not in FORMS:
        yield Fault("word", one.id, f"form {one.form!r} is none of {', '.join(FORMS)}")


def _leaves(doc: Document, mentions: Iterable[Mention]) -> Iterator[Fault]:
    clusters: dict[str, list[str]] = defaultdict(list)
    for one in mentions:
        if not is_added(one):  # whose leaf says that somebody added it
            clusters[one.leaf].append(one.id)
    for leaf in sorted(clusters):
        if ids.leaf_id(doc.id, clusters[leaf]) != leaf:
            yield Fault("leaf", min(clusters[leaf]), f"its leaf {leaf} is not that of the mentions that share it")


def _claim_spans(doc: Document, one: Claim) -> Iterator[Fault]:
    if _slice(doc, one.start, one.end) != one.quote:
        yield Fault("quote", one.id, f"it quotes {one.quote!r:.60}, but {_place(doc, one.start, one.end)}")
    trigger = one.trigger
    if trigger is not None and not one.start <= trigger.start < trigger.end <= one.end:
        yield Fault("trigger", one.id, f"its trigger {trigger.start}–{trigger.end} lies outside its sentence")
    if one.content is not None and _slice(doc, one.content.start, one.content.end) is None:
        yield Fault("content", one.id, f"the words it reports, {_span(one.content)}, lie outside the text")
    if one.time is not None and one.time.span is not None:
        words = _slice(doc, one.time.span.start, one.time.span.end)
        if words != one.time.text:
            yield Fault("time", one.id, f"its time says {one.time.text!r:.40}, the text at {_span(one.time.span)} not")
    for number in one.quantities:
        if _slice(doc, number.span.start, number.span.end) != number.text:
            yield Fault("number", one.id, f"its number says {number.text!r:.40}, the text at {_span(number.span)} not")


def _claim(doc: Document, one: Claim) -> Iterator[Fault]:
    if ids.claim_id(doc.id, one.type, one.trigger, one.args, one.polarity, one.by) != one.id:
        yield Fault("id", one.id, "the id is not that of its type, trigger, roles, polarity and speaker")
    if one.types[-1:] != (one.type,):
        yield Fault("types", one.id, f"type {one.type} is not the last of its classes {', '.join(one.types)}")
    for name, value, known in (
        ("polarity", one.polarity, POLARITIES),
        ("certainty", one.certainty, CERTAINTIES),
        ("realis", one.realis, REALIS),
        ("evidential", one.evidential, EVIDENTIALS),
    ):
        if value not in known:
            yield Fault("word", one.id, f"{name} {value!r} is none of {', '.join(known)}")


def _references(one: Claim, named: set[str], stated: set[str]) -> Iterator[Fault]:
    if one.by is not None and one.by not in named:
        yield Fault("speaker", one.id, f"it is claimed by {one.by}, which is no mention of its document")
    if one.via is not None and one.via not in stated:
        yield Fault("via", one.id, f"it came through {one.via}, which is no claim of its document")
    for arg in one.args:
        if arg.role not in ROLES:
            yield Fault("role", one.id, f"{arg.role!r} is no role")
        if arg.filler not in (stated if arg.claim else named):
            yield Fault("role", one.id, f"its {arg.role} is {arg.filler}, which is not of its document")


def _slice(doc: Document, start: int, end: int) -> str | None:
    return doc.text[start:end] if 0 <= start < end <= len(doc.text) else None


def _place(doc: Document, start: int, end: int) -> str:
    words = _slice(doc, start, end)
    where = f"at {start}–{end} of {doc.id}"
    return f"{where} there is no text" if words is None else f"{where} the text says {words!r:.60}"


def _span(span: Span) -> str:
    return f"{span.start}–{span.end}"
