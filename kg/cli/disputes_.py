"""kg disputes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click

from kg.cli.common import opened, store_options
from kg.config import ontology_files
from kg.text import one_line, safe

_KINDS = {"polarity": "whether it was so", "quantity": "how many", "role": "who"}


@click.command("disputes")
@click.option("--about", help="Only facts in which this actor, place or thing has a role, or the fact with this id.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@store_options
def command(about: str | None, as_json: bool, store: str | None, insecure: bool) -> None:
    r"""List what sources contradict each other about, both sides with quotes.

    Three kinds: whether it was so, who did it, how many.

    \b
    Example:
      kg disputes --about Clipwright
    """
    from kg import ontology
    from kg.query.disputes import found

    with opened(store, insecure=insecure) as graph:
        every = list(found(graph, ontology=ontology.load(ontology_files()), about=about))
    if as_json:
        click.echo(json.dumps(every, ensure_ascii=False, indent=1))
        return
    for one in every:
        show(one)
    if not every:
        click.echo("no contradictions", err=True)


def show(one: Mapping[str, Any]) -> None:
    """Print a contradiction with both its sides."""
    what = _KINDS[one["kind"]] + (f" ({one['about']})" if one["about"] else "")
    click.echo(f"\n{one['date'] or 'undated'}  {click.style(safe(one['label']), bold=True)}  {what}  {one['fact']}")
    for side in one["sides"]:
        click.echo(f"  {click.style(safe(side['says']), bold=True)}")
        for claim in side["claims"]:
            said = f", says {safe(claim['by'])}" if claim["by"] else ""
            click.echo(f"    “{one_line(claim['quote'], 400)}”")
            source = safe(claim["publisher"] or claim["uri"])
            click.echo(f"      {source}, {claim['published'] or 'undated'}{said}  ({claim['how']})  {claim['id']}")
