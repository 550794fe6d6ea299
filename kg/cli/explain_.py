"""kg explain."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click

from kg.cli.common import opened, store_options
from kg.config import ontology_files
from kg.text import safe


@click.command("explain")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@store_options
def command(one: str, other: str, as_json: bool, store: str | None, insecure: bool) -> None:
    r"""Say why two names are one thing, or are not.

    \b
    Example:
      kg explain "U.S." "United States"
    """
    from kg import gazetteer, ontology
    from kg.pipeline.explaining import Explaining

    mine = ontology_files()
    with opened(store, insecure=insecure) as graph:
        found = Explaining(graph, ontology=ontology.load(mine), gazetteer=gazetteer.load(mine)).explain(one, other)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    click.echo(f"{safe(one)} and {safe(other)} are {'one' if found['one'] else 'two'}:")
    for step in found.get("steps", ()):
        click.echo(f"  {safe(step['why'])}")
        for side in ("a", "b") if step["a"] != step["b"] else ("a",):
            click.echo(f"    {_leaf(step[side])}")
    for why in found.get("why", ()):
        click.echo(f"  {safe(why)}")


def _leaf(one: Mapping[str, Any]) -> str:
    return f"{safe(', '.join(one['names']))} ({one['type']}) in {one['doc']}  {one['leaf']}"
