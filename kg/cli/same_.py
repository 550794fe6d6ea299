"""kg same."""

from __future__ import annotations

import click

from kg.cli.deciding import author, deciding, decision_options, say


@click.command("same")
@click.argument("terms", metavar="A B...", nargs=-1, required=True)
@decision_options
def command(
    terms: tuple[str, ...], by: str | None, at: str | None, note: str, store: str | None, insecure: bool
) -> None:
    r"""Say that two names or ids stand for one thing.

    Takes names and ids of entities, leaves or mentions. `kg undo` takes it back.

    \b
    Example:
      kg same "Meta Platforms" Facebook
    """
    who = author(by, at, note)
    with deciding(store, insecure=insecure) as desk:
        if len(terms) < 2:
            raise click.UsageError("name two things: kg same A B")
        say(*desk.judge("same", terms, who))
