"""kg digest."""

from __future__ import annotations

import click

from kg.cli.common import opened, store_options


@click.command("digest")
@store_options
def command(store: str | None, insecure: bool) -> None:
    r"""Print the hash of the canonical export: the version a paper can cite.

    \b
    Example:
      kg digest
    """
    from kg.export import digest, lines

    with opened(store, insecure=insecure) as graph:
        click.echo(digest(lines(graph)))
