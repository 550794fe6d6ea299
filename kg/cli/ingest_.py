"""kg ingest."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import check_date, faults, opened, progress, reading_options, store_options, unread, workers_option
from kg.cli.deciding import orphans
from kg.config import ontology_files
from kg.text import counted


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@reading_options
@click.option("--extractor", default="rules", show_default=True, help="What reads the documents.")
@click.option(
    "--ontology",
    "extra",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A Turtle file (or a .tsv gazetteer) to add to the built-in ones.",
)
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out claims less sure than this."
)
@workers_option
@store_options
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: tuple[Path, ...],
    loader: str | None,
    title: str | None,
    publisher: str | None,
    published: str | None,
    columns: tuple[tuple[str, str], ...],
    extractor: str,
    extra: tuple[Path, ...],
    min_confidence: float,
    workers: int,
    store: str | None,
    insecure: bool,
) -> None:
    r"""Read documents and store what they say.

    Files that were read before are passed over. Folders are walked.

    \b
    Example:
      kg ingest article.txt --date 2025-01-16 --publisher harborledger.example
    """
    from kg import gazetteer, ontology
    from kg.pipeline.ingest import ingest
    from kg.pipeline.reading import Metadata, files

    check_date(published)
    files(paths, loader=loader)
    mine = ontology_files(*extra)
    loaded = ontology.load(mine)
    with opened(store, insecure=insecure, create=True) as graph, progress("reading") as step:
        report = ingest(
            graph,
            paths,
            metadata=Metadata(published=published, publisher=publisher, title=title, columns=columns),
            ontology=loaded,
            gazetteer=gazetteer.load(mine),
            loader=loader,
            extractor=extractor,
            min_confidence=min_confidence,
            workers=workers,
            step=step,
        )
    if report.stored:
        stored, mentions = counted(report.stored, "document"), counted(report.mentions, "mention")
        click.echo(f"{stored} stored: {mentions}, {counted(report.claims, 'claim')}")
    if report.unchanged:
        click.echo(f"{report.unchanged} unchanged and passed over", err=True)
    if not report.stored and not report.rejected:
        click.echo("nothing new", err=True)
    if report.silent:
        click.echo(f"no event or state found in {len(report.silent)}: {', '.join(sorted(report.silent)[:5])}", err=True)
    unread(report.unread)
    lost = orphans(report.orphaned)
    raise click.exceptions.Exit(faults(report.rejected, report.skipped) or lost)
