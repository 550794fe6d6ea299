"""Decisions as JSON lines: out of a store, and into one, where they find their texts again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg import jsonl
from kg.decisions import decision_id
from kg.errors import DocumentError, UsageError
from kg.model import Decision, Rejected
from kg.pipeline.deciding import Author, Desk
from kg.store.graph import GraphStore

_FIELDS = frozenset(("action", "at", "by", "kind", "note", "on", "value"))


@dataclass(slots=True)
class Taken:
    """What came of decisions that were offered: `new`, there already, undone here before, refused."""

    new: list[Decision] = field(default_factory=list)
    known: int = 0
    undone: int = 0
    rejected: list[Rejected] = field(default_factory=list)


def lines(store: GraphStore, decisions: Iterable[Decision]) -> Iterator[str]:
    """*decisions* of *store* as JSON lines with a header."""
    meta = store.meta()
    head = jsonl.header(ontology=str(meta.get("ontology") or ""), extractor=str(meta.get("extractor") or ""))
    return jsonl.lines(decisions, head=head)


def take(desk: Desk, stream: Iterable[str], *, name: str, author: Author) -> Taken:
    """Put the decisions of *stream*; lines without an id are decided now, by *author* where they name nobody.

    What was undone in the store stays undone. A line that is no decision, or contradicts one, is refused and the
    others go on.
    """
    taken = Taken()
    read: list[tuple[int, Decision | Mapping[str, object]]] = []
    for number, line in enumerate(stream, start=1):
        try:
            if line.strip() and (one := _line(line, name)) is not None:
                read.append((number, one))
        except DocumentError as error:
            taken.rejected.append(_refused(name, number, error))
    desk.foresee(d for _, d in read if isinstance(d, Decision))
    for number, one in read:
        try:
            if isinstance(one, Decision):
                _take_whole(desk, one, taken)
            else:
                _count(taken, *_decide(desk, one, author))
        except (DocumentError, UsageError) as error:
            taken.rejected.append(_refused(name, number, error))
    return taken


def _line(line: str, name: str) -> Decision | Mapping[str, object] | None:
    """The decision of a line, whole or as it was written down; None for a line of another kind."""
    obj = jsonl.loads(line)
    if obj.get("kind") == "header":
        jsonl.check_header(obj, name=name)
        return None
    if obj.get("kind", "decision") != "decision":
        return None
    if "id" not in obj:
        return obj
    one = jsonl.from_dict(obj)
    if not isinstance(one, Decision):
        raise DocumentError("no decision")
    if one.id != decision_id(one.action, one.on, one.value, one.by, one.at):
        raise DocumentError(f"{one.id} is not the id of what it says; leave `id` out to decide anew")
    if len(one.anchors) not in {0, len(one.on)}:
        raise DocumentError(f"{one.id} has {len(one.on)} places and {len(one.anchors)} anchors")
    return one


def _refused(name: str, number: int, error: Exception) -> Rejected:
    return Rejected(uri=f"{name}#line-{number}", reason=f"line {number}: {error}")


def _count(taken: Taken, decision: Decision, new: bool) -> None:  # noqa: FBT001 - as Desk gives it
    if new:
        taken.new.append(decision)
    else:
        taken.known += 1


def _take_whole(desk: Desk, decision: Decision, taken: Taken) -> None:
    known = desk.decisions().get(decision.id)
    if known is not None and (known.superseded or known == replace(decision, superseded=False)):
        taken.undone += known.superseded and not decision.superseded
        taken.known += 1
    elif decision.superseded:
        desk.keep_history(decision)
        taken.new.append(decision)
    else:
        _count(taken, *desk.add(decision))


def _decide(desk: Desk, obj: Mapping[str, object], author: Author) -> tuple[Decision, bool]:
    """The decision of a line that says what but not when: its terms are ids or names of the store."""
    if unknown := sorted(obj.keys() - _FIELDS):
        raise DocumentError(f"a decision has no {', '.join(unknown)}")
    on = obj.get("on")
    if not isinstance(on, list) or not on or not all(isinstance(t, str) for t in on):
        raise DocumentError("`on` must list the ids that it is about")
    said = Author(
        by=str(obj.get("by") or author.by), at=str(obj.get("at") or author.at), note=str(obj.get("note") or author.note)
    )
    action, value = str(obj.get("action")), str(obj.get("value") or "")
    if action in {"same", "different", "reject", "accept"}:
        return desk.judge(action, on, said)
    key, _, rest = value.partition("=") if action == "set" else ("type", "", value)
    if action in {"set", "retype"} and len(on) == 1 and rest:
        return desk.set(on[0], key, rest, said)
    raise DocumentError(f"no decision {action!r} of this form; kg decisions --export shows the forms")
