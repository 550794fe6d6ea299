"""kg ontology."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import table
from kg.config import ontology_files

_EXTRA = click.option(
    "--ontology",
    "extra",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A Turtle file (or a .tsv gazetteer) to add.",
)


@click.group("ontology")
def command() -> None:
    r"""Check or show the classes, roles and triggers in force.

    \b
    Example:
      kg ontology check --ontology mine.ttl
    """


@command.command("check")
@_EXTRA
def check(extra: tuple[Path, ...]) -> None:
    """Read all files and name every fault with its term and the fix."""
    from kg import gazetteer, ontology
    from kg.ontology.checks import warnings

    mine = ontology_files(*extra)
    loaded = ontology.load(mine)
    names = len(gazetteer.load(mine).surfaces)
    for line in warnings(loaded):
        click.echo(f"warning: {line}", err=True)
    kinds = ", ".join(f"{len(loaded.of_kind(k))} {k} classes" for k in ("entity", "event", "state"))
    click.echo(f"no faults: {kinds}, {names} known names, {loaded.sha[:20]}")


@command.command("show")
@click.argument("name", required=False)
@_EXTRA
def show(name: str | None, extra: tuple[Path, ...]) -> None:
    """List all classes, or one with its roles, triggers and example."""
    from kg import ontology
    from kg.errors import NotFoundError

    loaded = ontology.load(ontology_files(*extra))
    if name is None:
        table(
            ("class", "kind", "under", "definition"),
            [(c.name, c.kind, c.types[-2] if len(c.types) > 1 else "", c.definition) for c in loaded.classes.values()],
        )
        return
    found = {n.casefold(): c for n, c in loaded.classes.items()}.get(name.casefold())
    if found is None:
        raise NotFoundError(f"no class {name!r}; kg ontology show lists all")
    click.echo(f"{click.style(found.name, bold=True)}  {' > '.join(found.types)}\n{found.definition}")
    for role in found.roles:
        marks = [
            m
            for m, on in (
                ("identity", role.identity),
                ("required", role.min > 0),
                (f"at most {role.max}", role.max is not None),
            )
            if on
        ]
        suffix = f"  ({', '.join(marks)})" if marks else ""
        click.echo(f"  {role.role:12} {role.name}{suffix}")
    words = sorted(
        {
            " ".join((t.head, *t.extra) if t.pos == "VERB" else (*t.extra, t.head)) + f" ({t.pos.lower()})"
            for t in found.triggers
        }
    )
    if words:
        click.echo(f"  triggers: {', '.join(words)}")
    for example in found.examples:
        click.echo(f"  example: {example}")
