"""kg import."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import faults, opened, progress, store_options


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path, allow_dash=True))
@store_options
def command(path: Path, store: str | None, insecure: bool) -> None:
    r"""Put exported JSON lines into a store; `-` reads standard input.

    Documents that are there already, with the same evidence, are passed over.

    \b
    Example:
      kg export --store old/.kg | kg import -
    """
    from kg import gazetteer, ontology
    from kg.errors import UsageError
    from kg.pipeline.importing import import_records

    if str(path) != "-" and not path.is_file():
        raise UsageError(f"no such file: {path}")
    with (
        click.open_file(str(path), encoding="utf-8") as stream,
        opened(store, insecure=insecure, create=True) as graph,
        progress("importing") as step,
    ):
        report = import_records(
            graph, stream, name=str(path), ontology=ontology.load(), gazetteer=gazetteer.load(), step=step
        )
    click.echo(f"{report.stored} documents stored, {report.unchanged} unchanged")
    raise click.exceptions.Exit(faults(report.rejected, report.skipped))
