"""Changes of a world in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from kg.text import counted, one_line, safe

if TYPE_CHECKING:
    from kg.model import Entity, Fact
    from kg.world.changes import Changed, Changes, Regrouped

T = TypeVar("T")
_SHOWN = 40
_TOLD = {
    "type": "class", "date": "date", "status": "status", "n_claims": "claims", "n_docs": "documents",
    "n_sources": "sources", "quantities": "numbers",
}  # fmt: skip


def say_changes(changes: Changes) -> None:
    """Print what is different: facts that go, come or change, then entities."""
    _list("fact gone", changes.gone_facts, (f"{_fact(f)}" for f in changes.gone_facts))
    _list("fact new", changes.new_facts, (f"{_fact(f)}" for f in changes.new_facts))
    _list("fact changed", changes.changed_facts, (_changed(c) for c in changes.changed_facts))
    _list("entity gone", changes.gone_entities, (_entity(e) for e in changes.gone_entities))
    _list("entity new", changes.new_entities, (_entity(e) for e in changes.new_entities))
    _list("entity changed", changes.regrouped, (_regrouped(r) for r in changes.regrouped))
    if not any((changes.gone_facts, changes.new_facts, changes.changed_facts)) and not any(
        (changes.gone_entities, changes.new_entities, changes.regrouped)
    ):
        click.echo("the world stays as it is")


def _list(title: str, every: Sequence[T], lines: Iterable[str]) -> None:
    if not every:
        return
    what, _, how = title.partition(" ")
    click.echo(f"{counted(len(every), what)} {how}:")
    for number, line in enumerate(lines):
        if number == _SHOWN:
            click.echo(f"  … and {len(every) - _SHOWN} more")
            return
        click.echo(f"  {line}")


def _fact(fact: Fact) -> str:
    return f"{fact.date or 'undated'}  {one_line(fact.label, 100)}  [{fact.status}]  {fact.id}"


def _entity(entity: Entity) -> str:
    return f"{safe(entity.name)}  {entity.type}  {entity.id}"


def _changed(one: Changed) -> str:
    parts = [f"was “{one_line(one.old.label, 80)}”"] if "label" in one.fields else []
    for field in one.fields:
        before, after = getattr(one.old, field), getattr(one.new, field)
        if isinstance(before, tuple):
            before, after = (", ".join(map(str, side)) for side in (before, after))
        if field in _TOLD:
            parts.append(f"{_TOLD[field]}: {before or 'none'} → {after or 'none'}")
    if "roles" in one.fields and "label" not in one.fields:
        parts.append("roles")
    return f"{_fact(one.new)}  {'; '.join(parts)}"


def _regrouped(one: Regrouped) -> str:
    if len(one.old) == len(one.new) == 1:
        old, new = one.old[0], one.new[0]
        return f"{safe(old.name)} ({old.type}) is now {safe(new.name)} ({new.type})  {new.id}"
    names = [", ".join(f"{safe(e.name)} ({e.id})" for e in side) for side in (one.old, one.new)]
    return f"{names[0]} → {names[1]}"
