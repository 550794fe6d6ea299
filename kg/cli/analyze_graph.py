"""kg analyze graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import opened, store_options, writable
from kg.cli.tables import status_option


@click.command("graph")
@click.option(
    "--kind", type=click.Choice(["actors", "events"]), default="actors", show_default=True, help="What the nodes are."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["graphml", "gexf", "csv", "parquet"]),
    help="[default: what the name of the output ends in]",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="A file; for tables a folder.")
@status_option
@store_options
def graph_command(
    *, kind: str, form: str | None, output: Path, statuses: tuple[str, ...], store: str | None, insecure: bool
) -> None:
    r"""Write the network as a file: GraphML or GEXF, or a folder of CSV or Parquet tables.

    \b
    Example:
      kg analyze graph --kind actors -o actors.gexf
    """
    from kg.analyze.files import FORMATS, write
    from kg.analyze.stores import network

    form = form or output.suffix.removeprefix(".")
    if form not in FORMATS:
        raise click.BadParameter(f"{output} names no format; there are: {', '.join(FORMATS)}", param_hint="--format")
    writable(output)
    with opened(store, insecure=insecure) as graph:
        found = network(graph, kind=kind, statuses=statuses)
    for path in write(found, output, form=form):
        click.echo(str(path))
    click.echo(f"{found.number_of_nodes()} nodes, {found.number_of_edges()} edges", err=True)
