"""Records as flat maps: spans and times in fields of their own, as they stand in triples and tables."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any

from kg import jsonl
from kg.model import Claim, Decision, Document, Entity, Fact, Mention, Record

RECORDS: dict[str, type[Any]] = {c.__name__: c for c in (Document, Mention, Claim, Entity, Fact, Decision)}
_SPANS = ("trigger", "content", "time_text")
_TIME = ("start", "end", "granularity", "basis", "text")


def flat(record: Record) -> dict[str, Any]:
    """*record* as a JSON object in which spans and times are fields of their own and nothing is None."""
    found = {k: v for k, v in jsonl.to_dict(record).items() if k not in {"kind", "length"}}
    if isinstance(record, Claim):
        time = found.pop("time")
        del found["trigger"], found["content"]
        if isinstance(time, Mapping):
            found |= {f"time_{p}": time[p] for p in _TIME}
        spans = (record.trigger, record.content, record.time.span if record.time else None)
        for name, span in zip(_SPANS, spans, strict=True):
            found |= {f"{name}_start": span.start, f"{name}_end": span.end} if span else {}
    return {k: v for k, v in found.items() if v is not None}


def nested(kind: str, found: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON object of the record of *kind* (the name of its class) with the flat fields *found*."""
    obj = dict(found)
    if kind == "Claim":
        spans = {}
        for name in _SPANS:
            start, end = obj.pop(f"{name}_start", None), obj.pop(f"{name}_end", None)
            spans[name] = None if start is None or end is None else [start, end]
        time = {p: obj.pop(f"time_{p}", None) for p in _TIME} | {"span": spans.pop("time_text")}
        obj |= spans | {"time": None if time["granularity"] is None else time}
    for name, hint in _own(kind).items():
        if optional(hint) or typing.get_origin(hint) is tuple:
            obj.setdefault(name, None if optional(hint) else [])
    return {"kind": kind.lower(), **obj}


@cache
def fields(kind: str) -> Mapping[str, Any]:
    """The flat fields of a record of *kind* with their types."""
    if kind != "Claim":
        return _own(kind)
    own = {n: h for n, h in _own(kind).items() if n not in {"trigger", "content", "time"}}
    spans = {f"{name}_{end}": int | None for name in _SPANS for end in ("start", "end")}
    return own | spans | {f"time_{p}": str | None for p in _TIME}


def _own(kind: str) -> dict[str, Any]:
    return typing.get_type_hints(RECORDS[kind])


def optional(hint: object) -> bool:
    """Whether a field of type *hint* may be None."""
    return typing.get_origin(hint) in {types.UnionType, typing.Union}


def plain(hint: object) -> object:
    """*hint* without None."""
    return next(p for p in typing.get_args(hint) if p is not type(None)) if optional(hint) else hint


def many(hint: object) -> bool:
    """Whether a field of type *hint* is a list of texts or numbers."""
    inner = plain(hint)
    return typing.get_origin(inner) is tuple and typing.get_args(inner)[0] in {str, int}
