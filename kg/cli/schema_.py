"""kg schema."""

from __future__ import annotations

import dataclasses
import json

import click

from kg.cli.common import opened, store_options, table


@click.command("schema")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
@store_options
def command(*, as_json: bool, store: str | None, insecure: bool) -> None:
    r"""List labels, relationships and properties with counts and a query for each.

    \b
    Example:
      kg schema
    """
    from kg.query.schema import schema

    with opened(store, insecure=insecure) as graph:
        found = schema(graph)
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=1))
        return
    click.echo("labels")
    table(("label", "of", "nodes", "try"), [(n.name, n.of, n.count, n.example) for n in found.labels])
    click.echo("\nrelationships")
    table(("type", "from", "to", "n", "try"), [(e.name, e.start, e.end, e.count, e.example) for e in found.edges])
    click.echo("\nproperties")
    table(("property", "of", "nodes", "try"), [(p.name, p.of, p.count, p.example) for p in found.properties])
