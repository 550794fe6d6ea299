"""kg extract."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import check_date, faults, reading_options, table, unread, workers_option
from kg.config import ontology_files


@click.command("extract")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@reading_options
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@click.option(
    "--ontology",
    "extra",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A Turtle file (or a .tsv gazetteer) to add.",
)
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out claims less sure than this."
)
@workers_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: tuple[Path, ...],
    loader: str | None,
    title: str | None,
    publisher: str | None,
    published: str | None,
    columns: tuple[tuple[str, str], ...],
    form: str,
    extra: tuple[Path, ...],
    min_confidence: float,
    workers: int,
) -> None:
    r"""Read documents and print the records found in them; stores nothing.

    \b
    Example:
      kg extract article.txt --date 2025-01-16
    """
    from kg import gazetteer, jsonl, ontology
    from kg.extract import RulesExtractor
    from kg.model import Claim
    from kg.pipeline.ingest import Report, extract
    from kg.pipeline.reading import Metadata
    from kg.pipeline.tables import claim_rows

    mine = ontology_files(*extra)
    reader = RulesExtractor(ontology=ontology.load(mine), gazetteer=gazetteer.load(mine))
    report = Report()
    metadata = Metadata(published=check_date(published), publisher=publisher, title=title, columns=columns)
    records = extract(
        paths,
        metadata=metadata,
        extractor=reader,
        loader=loader,
        report=report,
        min_confidence=min_confidence,
        workers=workers,
    )
    found = 0
    if form == "jsonl":
        for record in records:
            if found == 0:
                click.echo(
                    jsonl.dumps(jsonl.header(ontology=reader.ontology.sha, extractor=f"{reader.name} {reader.version}"))
                )
            found += 1
            click.echo(jsonl.dumps(jsonl.to_dict(record)))
    else:
        kept = list(records)
        rows = claim_rows(kept)
        found = sum(isinstance(r, Claim) for r in kept)
        table(("type", "who and what", "status", "time", "confidence", "quote"), rows)
    if not found:
        click.echo("no event or state found", err=True)
    unread(report.unread)
    raise click.exceptions.Exit(faults(report.rejected, report.skipped))
