"""kg accept."""

from __future__ import annotations

import click

from kg.cli.deciding import author, deciding, decision_options, say


@click.command("accept")
@click.argument("terms", metavar="CLAIM...", nargs=-1, required=True)
@decision_options
def command(
    terms: tuple[str, ...], by: str | None, at: str | None, note: str, store: str | None, insecure: bool
) -> None:
    r"""Say that a claim is read correctly.

    It then counts with full confidence, and `kg review` does not ask again.

    \b
    Example:
      kg accept c_5f0c1e
    """
    who = author(by, at, note)
    with deciding(store, insecure=insecure) as desk:
        for term in terms:
            say(*desk.judge("accept", [term], who))
