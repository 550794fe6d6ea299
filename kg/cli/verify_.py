"""kg verify."""

from __future__ import annotations

import dataclasses
import json

import click

from kg.cli.common import opened, progress, store_options
from kg.config import ontology_files


@click.command("verify")
@click.option("--repair", is_flag=True, help="Compute anew what is derived: entities, facts, their edges, constraints.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array instead of lines.")
@store_options
def command(repair: bool, as_json: bool, store: str | None, insecure: bool) -> None:
    r"""Check every quote, id, edge and computed number of a store.

    Lists what is wrong and ends with 5; what is wrong with the evidence itself is mended by reading the document again.

    \b
    Example:
      kg verify --repair
    """
    from kg import gazetteer, ontology
    from kg.pipeline.verify import mend, verify
    from kg.text import counted, one_line

    mine = ontology_files()
    loaded, names = ontology.load(mine), gazetteer.load(mine)
    with opened(store, insecure=insecure) as graph, progress("verifying") as step:
        found = verify(graph, ontology=loaded, gazetteer=names, step=step)
        left = mend(graph, found, ontology=loaded, gazetteer=names, step=step) if repair else found
        counts = ", ".join(f"{label} {n}" for label, n in graph.counts().items())
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(f) for f in left], ensure_ascii=False, indent=1))
    else:
        for fault in left:
            click.echo(f"{one_line(fault.id)}: {one_line(fault.says, 300)}")
    if len(found) > len(left):
        click.echo(f"mended: {counted(len(found) - len(left), 'fault')}", err=True)
    if not left:
        click.echo(f"nothing wrong ({counts})", err=as_json)
        return
    derived = sum(f.derived for f in left)
    click.echo(f"{counted(len(left), 'fault')}; kg verify --repair mends {derived}", err=True)
    if derived < len(left):
        click.echo("for the others, forget the document and ingest it again", err=True)
    raise click.exceptions.Exit(5)
