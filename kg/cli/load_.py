"""kg load."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import check_date, faults, reading_options


@click.command("load")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@reading_options
def command(
    paths: tuple[Path, ...],
    loader: str | None,
    title: str | None,
    publisher: str | None,
    published: str | None,
    columns: tuple[tuple[str, str], ...],
) -> None:
    r"""Print the documents of files as records, without reading events.

    \b
    Example:
      kg load news/ > documents.jsonl
    """
    from kg import jsonl
    from kg.model import Rejected
    from kg.pipeline.ingest import Report
    from kg.pipeline.reading import Metadata, documents, files

    metadata = Metadata(published=check_date(published), publisher=publisher, title=title, columns=columns)
    report = Report()
    found, report.skipped = files(paths, loader=loader)
    click.echo(jsonl.dumps(jsonl.header(ontology="", extractor="")))
    for file in found:
        for one in documents(file, metadata=metadata):
            if isinstance(one, Rejected):
                report.refuse(one)
            else:
                click.echo(jsonl.dumps(jsonl.to_dict(one)))
    raise click.exceptions.Exit(faults(report.rejected, report.skipped))
