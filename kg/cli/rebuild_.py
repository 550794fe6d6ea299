"""kg rebuild."""

from __future__ import annotations

import click

from kg.cli.common import opened, progress, store_options


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

    with opened(store, insecure=insecure) as graph, progress("rebuilding") as step:
        made = rebuild(graph, ontology=ontology.load(), gazetteer=gazetteer.load(), step=step)
    click.echo(f"{len(made.entities)} entities and {len(made.facts)} facts computed")
