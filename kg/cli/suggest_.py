"""kg suggest."""

from __future__ import annotations

import json

import click

from kg.cli.common import opened, store_options, table
from kg.config import ontology_files


@click.command("suggest")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Show at most so many.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@store_options
def command(limit: int, as_json: bool, store: str | None, insecure: bool) -> None:
    r"""List names that may be one thing, likeliest first.

    `kg same` and `kg different` settle a pair; `kg review` asks for each.

    \b
    Example:
      kg suggest --limit 5
    """
    from kg import gazetteer, ontology
    from kg.pipeline.explaining import Explaining

    mine = ontology_files()
    with opened(store, insecure=insecure) as graph:
        found = Explaining(graph, ontology=ontology.load(mine), gazetteer=gazetteer.load(mine)).suggest()[:limit]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    elif found:
        rows = [
            (f"{s['score']:.2f}", *(v for x in ("a", "b") for v in (s[x]["name"], s[x]["type"], s[x]["id"])), s["why"])
            for s in found
        ]
        table(("score", "this", "class", "id", "and this", "class", "id", "why"), rows)
    else:
        click.echo("nothing to suggest", err=True)
