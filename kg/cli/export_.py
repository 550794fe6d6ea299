"""kg export."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli.common import opened, store_options, writable
from kg.errors import UsageError
from kg.text import counted


@click.command("export")
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "jsonld", "nquads", "trig", "turtle", "csv", "neo4j-admin"]),
    default="jsonl",
    show_default=True,
    help="csv and neo4j-admin are folders of tables.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here instead of to standard output.")
@click.option("--no-text", is_flag=True, help="Leave out the texts of documents; the quotes stay.")
@click.option("--with-history", is_flag=True, help="Also decisions that were undone, and their undoing.")
@click.option("--iri-prefix", help="Start of the IRIs of documents, claims … in RDF.")
@store_options
def command(
    *,
    target: Path | None,
    form: str,
    output: Path | None,
    no_text: bool,
    with_history: bool,
    iri_prefix: str | None,
    store: str | None,
    insecure: bool,
) -> None:
    r"""Write the graph to TARGET or standard output: the same graph gives the same bytes.

    \b
    Example:
      kg export -o graph.jsonl
      kg export --format trig graph.trig
      kg export --format neo4j-admin folder
    """
    from kg.export import formats, lines_with_history, without_text
    from kg.rdf.terms import PREFIX

    place = output or target
    if (no_text or with_history) and form != "jsonl":
        raise UsageError(f"{'--no-text' if no_text else '--with-history'} goes with --format jsonl")
    with opened(store, insecure=insecure) as graph:
        if form in formats.FOLDERS:
            if place is None:
                raise UsageError(f"--format {form} writes a folder; say which")
            counts = formats.as_folder(graph, form, writable(place))
            click.echo(
                f"{counted(sum(counts.values()), 'row')} in {counted(len(counts), 'table')} written to {place}",
                err=True,
            )
            if form == "neo4j-admin":
                click.echo(f"load it with {place}/import.sh, then run {place}/constraints.cypher", err=True)
            return
        plain = formats.as_lines(graph, form, prefix=iri_prefix or PREFIX)
        found = lines_with_history(graph) if with_history else plain
        found = without_text(found) if no_text else found
        if place is None:
            for line in found:
                click.echo(line)
            return
        count = _whole(place, found)
    click.echo(f"{count} lines written to {place}", err=True)


def _whole(path: Path, found: Iterator[str]) -> int:
    """How many lines of *found* were written to *path*, which is there only when all of them are."""
    temporary = writable(path).with_name(f".{path.name}.{os.getpid()}")
    with temporary.open("w", encoding="utf-8", newline="\n") as stream:
        count = sum(bool(stream.write(f"{line}\n")) for line in found)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
    return count
