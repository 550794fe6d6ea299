"""kg stats."""

from __future__ import annotations

import json

import click

from kg.cli.common import opened, store_options, table
from kg.text import counted

_TABLES = {
    "facts by type": "MATCH (n:Fact) RETURN n.type AS type, count(*) AS facts, sum(n.n_claims) AS claims ORDER BY facts DESC, type LIMIT 20",
    "facts by status": "MATCH (n:Fact) RETURN n.status AS status, count(*) AS facts ORDER BY facts DESC, status",
    "entities by type": "MATCH (n:Entity) RETURN n.type AS type, count(*) AS entities ORDER BY entities DESC, type LIMIT 20",
    "documents by publisher": "MATCH (n:Document) RETURN coalesce(n.publisher, '(none)') AS publisher, count(*) AS documents ORDER BY documents DESC, publisher LIMIT 20",
}


@click.command("stats")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
@store_options
def command(as_json: bool, store: str | None, insecure: bool) -> None:
    r"""Count what the store holds.

    \b
    Example:
      kg stats
    """
    with opened(store, insecure=insecure) as graph:
        counts = graph.counts()
        tables = {name: [dict(r) for r in graph.read(statement)] for name, statement in _TABLES.items()}
    if as_json:
        click.echo(json.dumps({"counts": counts, **tables}, ensure_ascii=False, indent=1))
        return
    click.echo(", ".join(counted(n, label) for label, n in counts.items()))
    for name, rows in tables.items():
        if rows:
            click.echo(f"\n{name}")
            table(tuple(rows[0]), [tuple(r.values()) for r in rows])
