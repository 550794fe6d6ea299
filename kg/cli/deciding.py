"""What the commands that decide share: who decides and when, and what is said about it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.common import opened, progress, store_options
from kg.config import ontology_files
from kg.text import one_line, safe

if TYPE_CHECKING:
    from kg.model import Decision
    from kg.pipeline.deciding import Author, Desk

F = TypeVar("F", bound=Callable[..., Any])


def decision_options(command: F) -> F:
    """Add `--by`, `--at`, `--note` and the store's options to *command*."""
    for decorate in (
        click.option("--note", default="", help="Why."),
        click.option("--at", help="When (2025-01-16T10:00:00Z).  [now]"),
        click.option("--by", help="Who decides.  [KG_AUTHOR; else the name you are logged in with]"),
        store_options,
    ):
        command = decorate(command)
    return command


def author(by: str | None, at: str | None, note: str) -> Author:
    """Who decides, when and why, from options, environment and clock.

    Raises:
        BadParameter: *at* is no time.
    """
    from datetime import UTC, datetime

    from kg.pipeline.deciding import Author

    when = datetime.now(UTC)
    if at is not None:
        try:
            when = datetime.fromisoformat(at)
        except ValueError as error:
            raise click.BadParameter(f"{at!r} is no time; write 2025-01-16T10:00:00Z", param_hint="--at") from error
    when = when.replace(tzinfo=when.tzinfo or UTC).astimezone(UTC)
    who = by or os.environ.get("KG_AUTHOR") or os.environ.get("USER") or os.environ.get("USERNAME") or "unknown"
    return Author(by=who, at=when.strftime("%Y-%m-%dT%H:%M:%SZ"), note=note)


@contextmanager
def deciding(store: str | None, *, insecure: bool) -> Iterator[Desk]:
    """A desk at the store; the world is brought up to what was decided when it closes."""
    from kg import gazetteer, ontology
    from kg.pipeline.deciding import Desk

    with opened(store, insecure=insecure) as graph:
        mine = ontology_files()
        desk = Desk(graph, ontology.load(mine), gazetteer.load(mine))
        try:
            yield desk
        finally:
            if desk.changed:
                with progress("computing the world") as step:
                    desk.finish(step=step)


def say(decision: Decision, new: bool) -> None:
    """Print what was decided."""
    if new:
        click.echo(f"{decision.id}  {described(decision)}")
    else:
        click.echo(f"{decision.id} says so already, by {safe(decision.by)} on {decision.at}", err=True)


def described(decision: Decision) -> str:
    """*decision* in one line, by the words of its anchors."""
    sides: dict[int, list[str]] = {}
    for anchor in decision.anchors:
        sides.setdefault(anchor.side, []).append(anchor.quote)
    words = [one_line(", ".join(dict.fromkeys(found)), 60) for _, found in sorted(sides.items())]
    if decision.action in {"same", "different"}:
        return f"{decision.action}: " + (" = " if decision.action == "same" else " ≠ ").join(words)
    value = "" if decision.action == "add" else safe(decision.value.removeprefix("fact."))
    kind = f" {decision.anchors[0].type}" if decision.anchors else ""
    return f"{decision.action}{kind}: {' '.join(filter(None, (value, f'“{words[0]}”' if words else decision.on[0])))}"


def orphans(found: Sequence[Decision]) -> int:
    """Say which decisions are about texts that are gone; the exit code that follows."""
    for one in found:
        click.echo(f"orphaned: {one.id} {described(one)}: its text is gone", err=True)
    if found:
        click.echo("orphaned decisions are kept; kg undo takes one back, its text read again brings it back", err=True)
    return 3 if found else 0
