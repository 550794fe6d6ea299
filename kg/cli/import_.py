"""kg import."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import faults, opened, progress, store_options
from kg.cli.deciding import orphans
from kg.config import ontology_files
from kg.text import counted


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "nquads", "trig", "jsonld", "csv"]),
    help="What PATH is; without it its name says so.",
)
@store_options
def command(*, path: Path, form: str | None, store: str | None, insecure: bool) -> None:
    r"""Put an export into a store: JSON lines, N-Quads, TriG, JSON-LD or a folder of CSV; `-` reads JSON lines.

    Documents that are there already, with the same evidence, are passed over.

    \b
    Example:
      kg export --store old/.kg | kg import -
    """
    from kg import gazetteer, ontology
    from kg.errors import UsageError
    from kg.pipeline.importing import export_lines, import_records

    mine = ontology_files()
    if str(path) != "-" and not path.exists():
        raise UsageError(f"no such file: {path}")
    with (
        export_lines(path, form=form) as stream,
        opened(store, insecure=insecure, create=True) as graph,
        progress("importing") as step,
    ):
        report = import_records(
            graph, stream, name=str(path), ontology=ontology.load(mine), gazetteer=gazetteer.load(mine), step=step
        )
    click.echo(f"{counted(report.stored, 'document')} stored, {report.unchanged} unchanged")
    lost = orphans(report.orphaned)
    raise click.exceptions.Exit(faults(report.rejected, report.skipped) or lost)
