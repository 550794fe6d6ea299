"""kg retype."""

from __future__ import annotations

import click

from kg.cli.deciding import author, deciding, decision_options, say


@click.command("retype")
@click.argument("term", metavar="ENTITY|FACT|CLAIM")
@click.argument("type_", metavar="CLASS")
@decision_options
def command(
    term: str, type_: str, by: str | None, at: str | None, note: str, store: str | None, insecure: bool
) -> None:
    r"""Say of which class an entity, a fact or a claim is.

    \b
    Example:
      kg retype Xiaohongshu Platform
    """
    who = author(by, at, note)
    with deciding(store, insecure=insecure) as desk:
        say(*desk.set(term, "type", type_, who))
