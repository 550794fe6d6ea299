"""kg rebuild."""

from __future__ import annotations

import click

from kg.cli.common import opened, progress, store_options
from kg.config import ontology_files
from kg.text import counted


@click.command("rebuild")
@store_options
def command(store: str | None, insecure: bool) -> None:
    r"""Compute all entities and facts anew from what was read and decided.

    Gives the same graph as reading everything in any other order. Needed after an upgrade that computes otherwise.

    \b
    Example:
      kg rebuild
    """
    from kg import gazetteer, ontology
    from kg.pipeline.verify import rebuild

    mine = ontology_files()
    with opened(store, insecure=insecure) as graph, progress("rebuilding") as step:
        made = rebuild(graph, ontology=ontology.load(mine), gazetteer=gazetteer.load(mine), step=step)
    click.echo(f"{counted(len(made.entities), 'entity')} and {counted(len(made.facts), 'fact')} computed")
