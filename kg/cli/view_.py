"""kg view."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import opened, progress, store_options, writable
from kg.config import ontology_files


@click.command("view")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=Path("graph.html"), show_default=True
)
@click.option("--about", metavar="NAME|ID", help="Only what is around this actor or fact.")
@click.option(
    "--hops", type=click.IntRange(1, 5), default=1, show_default=True, help="How many facts away, with --about."
)
@click.option("--since", metavar="DATE", help="Only facts that hold on or after 2024, 2024-05 or 2024-05-01.")
@click.option("--until", metavar="DATE", help="Only facts that hold on or before that.")
@click.option("--publisher", "publishers", multiple=True, metavar="NAME", help="Only what this publisher states.")
@click.option("--type", "types", multiple=True, metavar="NAME", help="Only facts that are, or concern, such a thing.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only facts read with so much of it.")
@click.option("--cypher", metavar="QUERY", help="Only the nodes in the answer to this query, which cannot write.")
@click.option("--compare", nargs=2, metavar="A B", help="Open on what these two publishers say.")
@click.option("--timeline", metavar="ACTOR", help="Open on the timeline of this actor.")
@click.option(
    "--engine", type=click.Choice(["explorer", "pyvis"]), default="explorer", show_default=True, help="What draws it."
)
@click.option("--open", "show", is_flag=True, help="Open the file in a browser.")
@store_options
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    output: Path,
    about: str | None,
    hops: int,
    since: str | None,
    until: str | None,
    publishers: tuple[str, ...],
    types: tuple[str, ...],
    min_confidence: float,
    cypher: str | None,
    compare: tuple[str, str] | None,
    timeline: str | None,
    engine: str,
    show: bool,
    store: str | None,
    insecure: bool,
) -> None:
    r"""Write the graph as one HTML file that opens without a network.

    \b
    Example:
      kg view -o graph.html --about TikTok --hops 2
    """
    from kg import ontology
    from kg.errors import TooLargeError
    from kg.query.run import run
    from kg.views import Only, Start, build, named, page, write

    if cypher is not None and about is not None:
        raise click.UsageError("--cypher and --about both say what to show; give one of them")
    writable(output)
    only = Only(since=since, until=until, publishers=publishers, types=types, confidence=min_confidence)
    nodes = None
    with opened(store, insecure=insecure) as graph:
        if cypher is not None:
            with run(graph, cypher) as answer:
                nodes = named(answer.rows)
        elif about is None and not any(only.words) and (size := graph.counts()["fact"]) > page.LIMIT:
            raise TooLargeError(page.too_large(f"{size:,} facts"))  # without reading it all
        model = build(
            graph.records(), ontology=ontology.load(ontology_files()), about=about, hops=hops, only=only, nodes=nodes
        )
    start = Start(timeline=timeline, compare=compare) if timeline or compare else None
    with progress("layout") as note:
        write(model, output, engine=engine, start=start, note=note)
    click.echo(f"{len(model.nodes)} nodes and {len(model.edges)} edges written to {output}")
    if not model.nodes:
        click.echo("nothing in the graph is such; the page is empty", err=True)
    if show:
        click.launch(output.resolve().as_uri())
