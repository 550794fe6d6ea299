"""kg validate."""

from __future__ import annotations

import json
from collections import Counter

import click

from kg.cli.common import opened, store_options, table
from kg.config import ontology_files
from kg.text import counted


@click.command("validate")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option("--all", "everything", is_flag=True, help="Show warnings and disputes too, not only count them.")
@click.option("--shapes", is_flag=True, help="Print the SHACL shapes and check nothing.")
@store_options
def command(*, as_json: bool, everything: bool, shapes: bool, store: str | None, insecure: bool) -> None:
    r"""Check the graph against SHACL shapes made from the ontology; exit 5 when there are faults.

    What sources dispute is no fault: it is counted, and shown with --all.

    \b
    Example:
      kg validate --all
    """
    from kg import ontology
    from kg.export import header
    from kg.rdf import shapes as rdf
    from kg.rdf.graphs import graphs

    known = ontology.load(ontology_files())
    if shapes:
        click.echo(rdf.shapes(known), nl=False)
        return
    with opened(store, insecure=insecure) as graph:
        found = list(rdf.validate(graphs(graph.records(), head=header(graph)), known))
    counts = Counter(f.severity for f in found)
    rows = [(rdf.SEVERITIES[f.severity], f.id, f.message) for f in found if everything or not f.severity]
    if as_json:
        click.echo(json.dumps([dict(zip(("severity", "id", "message"), r, strict=True)) for r in rows], indent=1))
    elif rows:
        table(("severity", "id", "message"), rows)
    click.echo(
        ", ".join(counted(counts[n], what) for n, what in enumerate(("fault", "warning", "dispute"))), err=as_json
    )
    raise click.exceptions.Exit(5 if counts[0] else 0)
