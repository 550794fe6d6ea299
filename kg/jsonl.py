"""Records as JSON lines: the form of everything that passes between stages or is compared (schema 1)."""

from __future__ import annotations

import dataclasses
import json
import math
import re
import sys
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from kg.errors import DocumentError, IntegrityError
from kg.model import SCHEMA, Arg, Claim, Decision, Document, Entity, Fact, Mention, Record, Span, Time

KINDS: dict[str, type[Any]] = {
    "document": Document, "mention": Mention, "time": Time, "claim": Claim, "entity": Entity, "fact": Fact,
    "decision": Decision,
}  # fmt: skip
_NAMES = {cls: kind for kind, cls in KINDS.items()}
_DEPTH = 100
_LARGEST = sys.float_info.max
_INT_BITS = 63  # what every store keeps
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def kind_of(cls: type[Any]) -> str:
    """The `kind` of the records of *cls*."""
    return _NAMES[cls]


def args_in_order(args: Iterable[Arg], starts: Mapping[str, int]) -> tuple[Arg, ...]:
    """*args* by role, then by where their filler starts (*starts*, by id of mention or claim), then by id."""
    return tuple(sorted(args, key=lambda a: (a.role, starts.get(a.filler, 0), a.filler)))


def header(*, ontology: str, extractor: str) -> dict[str, object]:
    """The first line of every file of records."""
    return {"kind": "header", "schema": SCHEMA, "ontology": ontology, "extractor": extractor}


def to_dict(record: Record) -> dict[str, object]:
    """*record* as the JSON object that stands for it; numbers rounded to 6 digits."""
    fields = {
        "kind": _NAMES[type(record)],
        **{f.name: _plain(getattr(record, f.name)) for f in dataclasses.fields(record)},
    }
    if isinstance(record, Document):
        fields["length"] = len(record.text)
    if isinstance(record, Claim) and record.time is not None and record.time.span is not None:
        span = record.time.span
        typing.cast("dict[str, object]", fields["time"])["span"] = [span.start, span.end]
    if isinstance(record, Claim):
        for one, quantity in zip(
            typing.cast("list[dict[str, object]]", fields["quantities"]), record.quantities, strict=True
        ):
            one["span"] = [quantity.span.start, quantity.span.end]
        fields["args"] = [
            {"role": a.role, **({"mention": a.mention} if a.mention else {"claim": a.claim})} for a in record.args
        ]
    return fields


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    if isinstance(value, float):
        return number(value)
    return value


def number(value: float) -> float | int:
    """*value* to 6 digits, whole numbers without a point, so that all stores print it alike."""
    short = round(float(value), 6)
    return int(short) if short == int(short) else short


def dumps(obj: Mapping[str, object]) -> str:
    """*obj* as one canonical JSON line: sorted keys, no spaces, UTF-8 as is."""
    return json.dumps(obj, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def lines(records: Iterable[Record], *, head: Mapping[str, object]) -> Iterator[str]:
    """The header line, then one line a record, without line ends."""
    yield dumps(head)
    for record in records:
        yield dumps(to_dict(record))


def from_dict(obj: Mapping[str, object]) -> Record:
    """The record that *obj* stands for; fields it does not know are left aside.

    Raises:
        DocumentError: a field is missing, has the wrong form, or the kind is unknown.
    """
    cls = KINDS.get(str(obj.get("kind")))
    if cls is None:
        msg = f"unknown kind {obj.get('kind')!r}; known: {', '.join(sorted(KINDS))}"
        raise DocumentError(msg)
    return typing.cast("Record", _build(cls, obj))


def _build(cls: type[Any], obj: Mapping[str, object]) -> object:
    hints = _hints(cls)
    given = {name: _read(hint, obj[name], name) for name, hint in hints.items() if name in obj}
    try:
        return cls(**given)
    except TypeError as error:
        wanted = [f.name for f in dataclasses.fields(cls) if f.default is f.default_factory is dataclasses.MISSING]
        missing = sorted(set(wanted) - given.keys())
        msg = f"{cls.__name__.lower()} record lacks {', '.join(missing) or error}"
        raise DocumentError(msg) from error


_HINTS: dict[type[Any], dict[str, Any]] = {}


def _hints(cls: type[Any]) -> dict[str, Any]:
    if cls not in _HINTS:
        _HINTS[cls] = typing.get_type_hints(cls)
    return _HINTS[cls]


def _read(hint: Any, value: object, name: str) -> object:  # noqa: ANN401, PLR0911 - one case a form
    origin, params = typing.get_origin(hint), typing.get_args(hint)
    if origin in {types.UnionType, typing.Union}:
        return None if value is None else _read(next(p for p in params if p is not type(None)), value, name)
    if hint is Span and isinstance(value, list) and len(value) == 2:
        return Span(*(typing.cast("int", _read(int, v, name)) for v in value))
    if dataclasses.is_dataclass(hint) and isinstance(value, Mapping):
        return _build(typing.cast("type[Any]", hint), value)
    if origin is tuple and isinstance(value, list):
        inner = params[0] if len(params) == 2 and params[1] is Ellipsis else None
        return tuple(_read(inner, v, name) for v in value) if inner else tuple(value)
    if hint is float and isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= _LARGEST:
        return float(value)
    if hint is int and isinstance(value, int) and not isinstance(value, bool) and value.bit_length() <= _INT_BITS:
        return value
    if hint is not int and isinstance(hint, type) and isinstance(value, hint):
        return value
    if origin is not None and isinstance(value, Mapping):
        return dict(value)
    msg = f"field {name!r} has the wrong form: {value!r:.60}"
    raise DocumentError(msg)


def loads(line: str) -> dict[str, object]:
    """One JSON object from one line.

    Refused: NaN and what is too large for a number, half a surrogate pair, duplicate keys, depth over 100, anything but
    an object.

    Raises:
        DocumentError: the line is none; the message says where in the line.
    """
    try:
        obj = json.loads(line, object_pairs_hook=_unique, parse_constant=_refuse, parse_float=_finite)
    except json.JSONDecodeError as error:
        msg = f"not JSON: {error.msg} at column {error.colno}"
        raise DocumentError(msg) from error
    except ValueError as error:  # Python reads integers of up to 4300 digits
        msg = "a number has too many digits"
        raise DocumentError(msg) from error
    except RecursionError as error:
        msg = "nested too deep"
        raise DocumentError(msg) from error
    if not isinstance(obj, dict):
        msg = "not a JSON object"
        raise DocumentError(msg)
    if _depth(obj) > _DEPTH:
        msg = f"nested deeper than {_DEPTH}"
        raise DocumentError(msg)
    if _SURROGATE.search(line):
        _check_characters(obj)
    return obj


def _check_characters(obj: object) -> None:
    """Refuse half a surrogate pair: no file, store or hash can hold one."""
    try:
        json.dumps(obj, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        msg = f"half of a surrogate pair: \\u{ord(error.object[error.start]):04x}"
        raise DocumentError(msg) from error


def _depth(value: object) -> int:
    deepest, todo = 0, [(value, 1)]
    while todo and deepest <= _DEPTH:
        one, level = todo.pop()
        inner = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        todo += [(v, level + 1) for v in inner]
        deepest = max(deepest, level)
    return deepest


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    obj = dict(pairs)
    if len(obj) != len(pairs):
        msg = "the same key stands twice in one object"
        raise DocumentError(msg)
    return obj


def _finite(digits: str) -> float:
    value = float(digits)
    if math.isinf(value):
        _refuse(digits)
    return value


def _refuse(constant: str) -> typing.NoReturn:
    msg = f"{constant:.40} is not a number that JSON can hold"
    raise DocumentError(msg)


def read(stream: TextIO, *, name: str) -> Iterator[tuple[int, Record]]:
    """Line number and record, lazily, the header checked and left out.

    Raises:
        DocumentError: a line is no record; the message names the line.
        IntegrityError: the header's schema is newer than this program.
    """
    for count, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            obj = loads(line)
            if obj.get("kind") == "header":
                check_header(obj, name=name)
                continue
            record = from_dict(obj)
        except DocumentError as error:
            msg = f"{name}, line {count}: {error}"
            raise DocumentError(msg) from error
        yield count, record


def check_header(obj: Mapping[str, object], *, name: str) -> None:
    """Refuse a file of a newer schema.

    Raises:
        IntegrityError: the schema is not one this program knows.
    """
    if obj.get("schema") != SCHEMA:
        msg = f"{name} has schema {obj.get('schema')}; this program reads {SCHEMA}. Install a newer dramatis-kg."
        raise IntegrityError(msg)
