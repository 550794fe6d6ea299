"""kg view."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import opened, store_options, writable


@click.command("view")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=Path("graph.html"), show_default=True
)
@click.option("--about", metavar="NAME|ID", help="Only what is around this actor or fact.")
@click.option(
    "--hops", type=click.IntRange(1, 5), default=1, show_default=True, help="How many facts away, with --about."
)
@store_options
def command(output: Path, about: str | None, hops: int, store: str | None, insecure: bool) -> None:
    r"""Write the graph as one HTML file that opens without a network.

    \b
    Example:
      kg view -o graph.html --about TikTok --hops 2
    """
    from kg import ontology
    from kg.views import build, write

    writable(output)
    with opened(store, insecure=insecure) as graph:
        model = build(graph.records(), ontology=ontology.load(), about=about, hops=hops)
    write(model, output)
    click.echo(f"{len(model.nodes)} nodes and {len(model.edges)} edges written to {output}")
