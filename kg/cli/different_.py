"""kg different."""

from __future__ import annotations

import click

from kg.cli.deciding import author, deciding, decision_options, say


@click.command("different")
@click.argument("terms", metavar="A B...", nargs=-1, required=True)
@decision_options
def command(
    terms: tuple[str, ...], by: str | None, at: str | None, note: str, store: str | None, insecure: bool
) -> None:
    r"""Say that two names or ids stand for different things.

    Two names of one entity are taken apart where documents use the one without the other.

    \b
    Example:
      kg different "Georgia" l_5f0c1e
    """
    who = author(by, at, note)
    with deciding(store, insecure=insecure) as desk:
        if len(terms) < 2:
            raise click.UsageError("name two things: kg different A B")
        say(*desk.judge("different", terms, who))
