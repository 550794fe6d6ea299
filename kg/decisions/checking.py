"""Decisions that cannot be: settings without sense, judgements that contradict others."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from kg.decisions.judging import Judged
from kg.decisions.people import stated_time
from kg.errors import UsageError
from kg.model import CERTAINTIES, EVIDENTIALS, POLARITIES, REALIS, STATUSES, Decision
from kg.ontology import Ontology
from kg.text import near

KEYS = {
    "entity": ("name", "type", "wikidata"),
    "fact": ("date", "label", "quantity", "quantity_unit", "status", "type"),
    "claim": ("certainty", "date", "evidential", "polarity", "realis", "type"),
}
_ALLOWED = {
    "polarity": POLARITIES, "certainty": CERTAINTIES, "realis": REALIS, "evidential": EVIDENTIALS, "status": STATUSES,
}  # fmt: skip
_AN = {"entity": "an entity", "fact": "a fact", "claim": "a claim"}
_OPPOSITE = {"reject": "accept", "accept": "reject"}


def check_setting(kind: str, key: str, value: str, *, ontology: Ontology) -> None:
    """Refuse what cannot be set on an entity, a fact or a claim.

    Raises:
        UsageError: *kind* has no such *key*, or *value* is none for it; the message lists what can be.
    """
    if key not in KEYS[kind]:
        raise UsageError(f"nothing called {key!r} can be set on {_AN[kind]}; there are: {', '.join(KEYS[kind])}")
    if key == "type":
        _check_class(kind, value, ontology)
    elif key == "date":
        stated_time(value)
    elif key in _ALLOWED and value not in _ALLOWED[key]:
        raise UsageError(f"{value!r} is no {key}; there are: {', '.join(_ALLOWED[key])}")
    elif key == "wikidata" and value and not re.fullmatch(r"Q[1-9]\d*", value):
        raise UsageError(f"{value!r} is no Wikidata number; write it as Q312")
    elif key == "quantity" and not re.fullmatch(r"-?\d+(\.\d+)?", value):
        raise UsageError(f"{value!r} is no number; write it as 1400000 or 12.5")
    elif key in {"name", "label"} and not value.strip():
        raise UsageError(f"the {key} is empty")


def _check_class(kind: str, value: str, ontology: Ontology) -> None:
    known = ontology.classes.get(value)
    entity = kind == "entity"
    if known is None or (known.kind == "entity") != entity or known.abstract:
        wanted = [c.name for c in ontology.classes.values() if (c.kind == "entity") == entity and not c.abstract]
        raise UsageError(
            f"{value!r} is no class of {_AN[kind]}; {near(value, wanted, otherwise='kg ontology show lists all')}"
        )


def refuse_contradiction(new: Decision, among: Iterable[Decision], judged: Judged) -> None:
    """Refuse *new* where a decision *among* those in force says the opposite; *judged* is what all of them come to.

    Raises:
        UsageError: it contradicts one; the message names it.
    """
    if new.action in _OPPOSITE:
        for one in among:
            if one.action == _OPPOSITE[new.action] and set(one.on) & set(new.on):
                raise UsageError(_words(new.on[0], one, f"was {one.action}ed"))
    elif new.action in {"same", "different"}:
        _refuse_pairs(new, {d.id: d for d in among}, judged)
    elif new.action in {"set", "retype"}:
        key = new.value.partition("=")[0] if new.action == "set" else ""
        for one in among:
            same_key = one.action == new.action and (not key or one.value.partition("=")[0] == key)
            if same_key and set(one.on) & set(new.on) and one.value != new.value:
                raise UsageError(_words(new.on[0], one, f"was set to {one.value}"))


def _words(what: str, one: Decision, said: str) -> str:
    return f"{what} {said} by {one.by} on {one.at} ({one.id}); to decide otherwise, first: kg undo {one.id}"


def _refuse_pairs(new: Decision, known: dict[str, Decision], judged: Judged) -> None:
    groups = _groups(
        [(a, b) for a, b, _ in judged.joins] + ([(new.on[0], o) for o in new.on[1:]] if new.action == "same" else [])
    )
    if new.action == "same":
        for a, b, decision in judged.apart:
            if groups.get(a, a) == groups.get(b, b):
                raise UsageError(_words("that the two are different", known[decision], "was said"))
        return
    places = list(zip(new.on, new.anchors, strict=False))
    for (leaf, here), (other, there) in itertools.combinations(places, 2):
        if here.side != there.side and groups.get(leaf, leaf) == groups.get(other, other):
            behind = max(d for a, _, d in judged.joins if groups[a] == groups[leaf])
            raise UsageError(_words("that the two are the same", known[behind], "was said"))


def _groups(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each leaf that *pairs* join, with one name for all it is joined to."""
    group: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for a, b in pairs:
        kept, gone = group.setdefault(a, a), group.setdefault(b, b)
        if kept != gone:
            moved = members.pop(gone, [gone])
            members.setdefault(kept, [kept]).extend(moved)
            group.update(dict.fromkeys(moved, kept))
    return group
