"""kg show."""

from __future__ import annotations

import json

import click

from kg.cli.common import opened, store_options
from kg.text import counted, one_line, safe


@click.command("show")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Show at most this many facts.")
@store_options
def command(name: str, as_json: bool, limit: int, store: str | None, insecure: bool) -> None:
    r"""Show an actor or a fact with every quote behind it; takes a name or an id.

    \b
    Example:
      kg show TikTok
    """
    from kg.pipeline.pages import number_pages
    from kg.query.show import show

    with opened(store, insecure=insecure) as graph:
        found = show(graph, name, limit=limit)
        number_pages(graph, (claim for fact in found["facts"] for claim in fact["claims"]))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for entity in found["entities"]:
        others = [n for n in entity["names"] if n != entity["name"]]
        click.echo(f"{click.style(safe(entity['name']), bold=True)}  {entity['type']}  {entity['id']}")
        click.echo(
            f"  {counted(entity['n_mentions'], 'mention')} in {counted(entity['n_docs'], 'document')}"
            + (f"; also: {safe(', '.join(others))}" if others else "")
        )
    for fact in found["facts"]:
        click.echo(
            f"\n{fact['date'] or 'undated'}  {click.style(safe(fact['label']), bold=True)}  [{fact['status']}]"
            f"  {fact['type']}  {fact['id']}"
        )
        click.echo("  " + "; ".join(f"{r['role']}: {safe(r['name'])}" for r in fact["roles"]))
        for claim in fact["claims"]:
            said = f", says {safe(claim['by'])}" if claim["by"] else ""
            page = f", page {claim['page']}" if claim["page"] else ""
            click.echo(f"  “{one_line(claim['quote'], 400)}”")
            click.echo(
                f"    {safe(claim['publisher'] or claim['uri'])}, {claim['published'] or 'undated'}{page}{said}"
                f"  ({claim['how']})  {claim['id']}"
            )
    if found["more"]:
        click.echo(f"\n… and {counted(found['more'], 'more fact')}; raise --limit", err=True)
