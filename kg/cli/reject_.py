"""kg reject."""

from __future__ import annotations

import click

from kg.cli.deciding import author, deciding, decision_options, say


@click.command("reject")
@click.argument("terms", metavar="CLAIM...", nargs=-1, required=True)
@decision_options
def command(
    terms: tuple[str, ...], by: str | None, at: str | None, note: str, store: str | None, insecure: bool
) -> None:
    r"""Say that a claim is wrong or misread; it counts no more.

    The claim stays, with its quote; facts are computed without it.

    \b
    Example:
      kg reject c_5f0c1e --note "Meta only talked to them"
    """
    who = author(by, at, note)
    with deciding(store, insecure=insecure) as desk:
        for term in terms:
            say(*desk.judge("reject", [term], who))
