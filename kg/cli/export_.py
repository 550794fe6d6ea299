"""kg export."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kg.cli.common import opened, store_options, writable


@click.command("export")
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write here instead of to standard output."
)
@click.option("--no-text", is_flag=True, help="Leave out the texts of documents; the quotes stay.")
@store_options
def command(form: str, output: Path | None, no_text: bool, store: str | None, insecure: bool) -> None:
    r"""Write the graph as canonical JSON lines: the same graph gives the same bytes.

    \b
    Example:
      kg export -o graph.jsonl
    """
    from kg.export import lines, without_text

    del form
    with opened(store, insecure=insecure) as graph:
        found = without_text(lines(graph)) if no_text else lines(graph)
        if output is None:
            for line in found:
                click.echo(line)
            return
        temporary = writable(output).with_name(f".{output.name}.{os.getpid()}")
        with temporary.open("w", encoding="utf-8", newline="\n") as stream:
            count = sum(bool(stream.write(f"{line}\n")) for line in found)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(output)
    click.echo(f"{count} lines written to {output}", err=True)
