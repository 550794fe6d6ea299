"""kg search."""

from __future__ import annotations

import dataclasses
import json

import click

from kg.cli.common import opened, store_options, table
from kg.text import one_line, safe


@click.command("search")
@click.argument("words")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Show at most so many of a kind.")
@store_options
def command(*, words: str, as_json: bool, limit: int, store: str | None, insecure: bool) -> None:
    r"""Find documents and quotes that hold all of the words, and actors by their names.

    \b
    Example:
      kg search "ferry strike*"
    """
    from kg.query.search import search

    with opened(store, insecure=insecure) as graph:
        found = search(graph, words, limit=limit)
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=1))
        return
    if found.actors:
        click.echo("actors")
        table(
            ("id", "name", "type", "mentions"), [(a["id"], a["name"], a["type"], a["mentions"]) for a in found.actors]
        )
    for one in found.documents:
        click.echo(f"\n{click.style(safe(one['title'] or one['uri']), bold=True)}  {one['id']}")
        click.echo(f"  {safe(one['publisher'] or one['uri'])}, {one['published'] or 'undated'}")
        click.echo(f"  {safe(one['passage'])}")
    for one in found.quotes:
        click.echo(f"\n“{one_line(one['quote'], 400)}”")
        click.echo(f"  {safe(one['label'])}  [{one['status']}]  {one['claim']}")
        click.echo(f"  {safe(one['publisher'] or one['uri'])}, {one['published'] or 'undated'}")
    if not (found.actors or found.documents or found.quotes):
        click.echo("nothing found", err=True)
