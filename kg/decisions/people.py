"""Claims that people add: ordinary claims with `human` for an extractor, made anew from their decision each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg import ids
from kg.model import Arg, Claim, Document, Mention, Span, TimeBounds
from kg.ontology import Ontology
from kg.time import bounds

EXTRACTOR = "human"


def without_added(mentions: Iterable[Mention], claims: Iterable[Claim]) -> tuple[list[Mention], list[Claim]]:
    """What programs read: *mentions* and *claims* without those that decisions added."""
    return [m for m in mentions if not is_added(m)], [c for c in claims if not is_added(c)]


def is_added(one: Mention | Claim) -> bool:
    """Whether a decision added *one*; it says so itself, by its leaf or by its rule."""
    if isinstance(one, Mention):
        return one.leaf == _leaf(one.doc, one.id)
    return one.extractor == EXTRACTOR and one.rule.startswith("j_")


def _leaf(doc: str, mention: str) -> str:
    return ids.make("l", doc, mention, EXTRACTOR)


def added(
    decision: str, value: Mapping[str, Any], doc: Document, mentions: Sequence[Mention], *, ontology: Ontology
) -> tuple[list[Mention], Claim]:
    """The claim that *value* of a decision writes down for *doc*, and those of its mentions that nobody read."""
    known = {(m.start, m.end): m for m in mentions}
    new: list[Mention] = []
    args: list[Arg] = []
    for one in value["args"]:
        start, end = int(one["start"]), int(one["end"])
        mention = known.get((start, end))
        if mention is None:
            made = ids.mention_id(doc.id, start, end)
            mention = known[start, end] = Mention(
                id=made,
                doc=doc.id,
                start=start,
                end=end,
                text=doc.text[start:end],
                form="name",
                type=str(one["type"]),
                types=ontology.chain(str(one["type"])),
                confidence=1.0,
                leaf=_leaf(doc.id, made),
            )
            new.append(mention)
        args.append(Arg(role=str(one["role"]), mention=mention.id))
    type_ = str(value["type"])
    start, end = int(value["start"]), int(value["end"])
    ordered = tuple(sorted(args, key=lambda a: (a.role, next(p for p, m in known.items() if m.id == a.mention))))
    trigger = Span(*value["trigger"]) if value.get("trigger") else None
    polarity = str(value.get("polarity", "pos"))
    claim = Claim(
        id=ids.claim_id(doc.id, type_, trigger, ordered, polarity, None),
        doc=doc.id,
        type=type_,
        types=ontology.chain(type_),
        start=start,
        end=end,
        quote=doc.text[start:end],
        trigger=trigger,
        args=ordered,
        polarity=polarity,
        realis=str(value.get("realis", "actual")),
        time=stated_time(str(value["date"])) if value.get("date") else None,
        confidence=1.0,
        extractor=EXTRACTOR,
        rule=decision,
    )
    return new, claim


def stated_time(date: str) -> TimeBounds:
    """The bounds of an ISO 8601 *date*.

    Raises:
        UsageError: it is none.
    """
    start, end, granularity = bounds(date)
    return TimeBounds(start=start, end=end, granularity=granularity, basis="stated")
