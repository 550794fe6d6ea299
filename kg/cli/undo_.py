"""kg undo."""

from __future__ import annotations

import click

from kg.cli.deciding import author, deciding, decision_options, described


@click.command("undo")
@click.argument("terms", metavar="DECISION...", nargs=-1)
@click.option("--last", is_flag=True, help="The newest decision in force.")
@decision_options
def command(
    terms: tuple[str, ...], last: bool, by: str | None, at: str | None, note: str, store: str | None, insecure: bool
) -> None:
    r"""Take a decision back.

    Both stay in the history: `kg decisions --history`.

    \b
    Example:
      kg undo j_5f0c1e
    """
    who = author(by, at, note)
    if bool(terms) == last:
        raise click.UsageError("name decisions (kg decisions lists them), or give --last")
    with deciding(store, insecure=insecure) as desk:
        if last:
            terms = (desk.newest().id,)
        for term in terms:
            one = desk.undo(term, who)
            click.echo(f"{one.id} is undone: {described(one)}")
