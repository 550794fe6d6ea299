"""Gold and what it is compared with: annotated texts of the public sets, and records (page 8 of the design)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import jsonl
from kg.errors import DocumentError, UsageError
from kg.model import Arg, Claim, Document, Mention, Record, Span, Time

SETS = ("crossner", "meantime", "plover", "silent", "wikievents")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldActor:
    """An annotated name; `cluster` is shared by all names of one actor."""

    span: Span
    type: str
    cluster: str | None
    syntax: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """An annotated event; the factuality fields are empty in sets that do not annotate them."""

    span: Span
    type: str
    roles: tuple[tuple[str, Span], ...]
    certainty: str
    polarity: str
    tense: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTime:
    """An annotated time expression and its ISO 8601 value."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A text of a public set.

    `event`, `source` and `target` are the one political event of a sentence; layers are complete up to `annotated_to`.
    """

    id: str
    set: str
    text: str
    actors: tuple[GoldActor, ...] = ()
    events: tuple[GoldEvent, ...] = ()
    times: tuple[GoldTime, ...] = ()
    annotated_to: int
    event: str = ""
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with all that was read in it, by a person or a program; `by_entity` gathers the spans of mentions."""

    document: Document | None
    mentions: Mapping[str, Mention]
    claims: Mapping[str, Claim]
    times: tuple[Time, ...]
    by_entity: Mapping[str, tuple[Span, ...]]

    def spans(self, mention: str | None) -> tuple[Span, ...]:
        """Where the entity that *mention* refers to is mentioned; empty when there is no such mention."""
        found = self.mentions.get(mention or "")
        if found is None:
            return ()
        return (Span(found.start, found.end), *self.by_entity.get(_entity(found), ()))

    def actors(self, claim: Claim) -> list[Arg]:
        """The arguments of *claim* that are actors; topics, places and things are left out."""
        return [a for a in claim.args if (m := self.mentions.get(a.mention or "")) is not None and "Actor" in m.types]


NOTHING = Reading(None, {}, {}, (), {})


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold file: texts of public sets by set, or documents annotated as records."""

    path: Path
    sets: Mapping[str, tuple[Annotated, ...]]
    readings: Mapping[str, Reading]


def read_gold(path: Path) -> Gold:
    """The gold of *path*; its first line tells which form it has.

    Raises:
        DocumentError: a line is not what its form asks for; the message names the line.
        UsageError: the file is missing or holds nothing.
    """
    lines = [(n, one) for n, one in enumerate(_text(path).split("\n"), start=1) if one.strip()]
    if not lines:
        msg = f"{path} is empty; gold is JSON lines: annotated texts or records"
        raise UsageError(msg)
    if '"kind"' in lines[0][1] and "kind" in jsonl.loads(lines[0][1]):
        return Gold(path, {}, read_records(path))
    sets: dict[str, list[Annotated]] = defaultdict(list)
    for number, line in lines:
        try:
            one = _annotated(jsonl.loads(line))
        except DocumentError as error:
            msg = f"{path}, line {number}: {error}"
            raise DocumentError(msg) from error
        sets[one.set].append(one)
    return Gold(path, {name: tuple(sets[name]) for name in sorted(sets)}, {})


def read_records(path: Path) -> dict[str, Reading]:
    """What the records of *path* say of each document, by the part of its uri after `#`."""
    _text(path)
    with path.open(encoding="utf-8") as stream:
        return readings(record for _, record in jsonl.read(stream, name=str(path)))


def readings(records: Iterable[Record]) -> dict[str, Reading]:
    """*records* by the part of their document's uri after `#`; one text at two addresses shares its records."""
    documents: dict[str, Document] = {}
    mentions: dict[str, dict[str, Mention]] = defaultdict(dict)
    claims: dict[str, dict[str, Claim]] = defaultdict(dict)
    times: dict[str, list[Time]] = defaultdict(list)
    for record in records:
        if isinstance(record, Document):
            documents[record.uri.rpartition("#")[2]] = record
        elif isinstance(record, Mention):
            mentions[record.doc][record.id] = record
        elif isinstance(record, Claim):
            claims[record.doc][record.id] = record
        elif isinstance(record, Time):
            times[record.doc].append(record)
    return {
        key: Reading(doc, mentions[doc.id], claims[doc.id], tuple(times[doc.id]), _places(mentions[doc.id].values()))
        for key, doc in documents.items()
    }


def _places(mentions: Iterable[Mention]) -> dict[str, tuple[Span, ...]]:
    found: dict[str, list[Span]] = defaultdict(list)
    for mention in mentions:
        found[_entity(mention)].append(Span(mention.start, mention.end))
    return {entity: tuple(spans) for entity, spans in found.items()}


def _entity(mention: Mention) -> str:
    return mention.entity or mention.leaf or mention.id


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        msg = f"no such file: {path}"
        raise UsageError(msg) from error
    except (OSError, UnicodeDecodeError) as error:
        msg = f"cannot read {path}: {error}"
        raise DocumentError(msg) from error


def _annotated(obj: Mapping[str, object]) -> Annotated:
    text, name = _word(obj, "text"), _word(obj, "set")
    if name not in SETS:
        msg = f"unknown set {name!r}; there are: {', '.join(SETS)}"
        raise DocumentError(msg)
    end = obj.get("annotated_to")
    return Annotated(
        id=str(obj.get("id", "")),
        set=name,
        text=text,
        actors=tuple(_actor(a) for a in _objects(obj, "actors")),
        events=tuple(_event(e) for e in _objects(obj, "events")),
        times=tuple(
            GoldTime(span=_span(t), type=_word(t, "type"), value=_word(t, "value")) for t in _objects(obj, "times")
        ),
        annotated_to=end if isinstance(end, int) else len(text),
        event=_word(obj, "event"),
        source=tuple(map(str, _list(obj, "source"))),
        target=tuple(map(str, _list(obj, "target"))),
    )


def _actor(obj: Mapping[str, object]) -> GoldActor:
    cluster = obj.get("cluster")
    return GoldActor(
        span=_span(obj),
        type=_word(obj, "type"),
        cluster=None if cluster in {None, ""} else str(cluster),
        syntax=_word(obj, "syntax"),
    )


def _event(obj: Mapping[str, object]) -> GoldEvent:
    return GoldEvent(
        span=_span(obj),
        type=_word(obj, "type"),
        roles=tuple((_word(r, "role"), _span(r)) for r in _objects(obj, "roles")),
        certainty=_word(obj, "certainty"),
        polarity=_word(obj, "polarity"),
        tense=_word(obj, "tense"),
    )


def _span(obj: Mapping[str, object]) -> Span:
    start, end = obj.get("start"), obj.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        msg = f"start and end must be whole numbers: {start!r}, {end!r}"
        raise DocumentError(msg)
    return Span(start, end)


def _word(obj: Mapping[str, object], key: str) -> str:
    value = obj.get(key)
    return value if isinstance(value, str) else ""


def _list(obj: Mapping[str, object], key: str) -> list[object]:
    value = obj.get(key)
    return value if isinstance(value, list) else []


def _objects(obj: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    return [one for one in _list(obj, key) if isinstance(one, Mapping)]
