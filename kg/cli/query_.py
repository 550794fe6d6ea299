"""kg query."""

from __future__ import annotations

import json

import click

from kg.cli.common import opened, store_options, table


@click.command("query")
@click.argument("cypher")
@click.option(
    "--param",
    "-p",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    help="A value for $NAME; JSON where it is JSON, else text.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array instead of a table.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    default=120.0,
    show_default=True,
    help="Seconds after which the query is stopped.",
)
@store_options
def command(
    cypher: str,
    given: tuple[str, ...],
    as_json: bool,
    timeout: float,
    store: str | None,
    insecure: bool,
) -> None:
    r"""Answer a Cypher query; cannot write.

    \b
    Example:
      kg query "MATCH (f:Ultimatum)-[:AGENT]->(a) RETURN a.name, f.date, f.status"
    """
    from kg.query.run import run

    params = dict(_parameter(one) for one in given)
    with opened(store, insecure=insecure) as graph, run(graph, cypher, params=params, deadline=timeout) as answer:
        rows = list(answer.rows)
        if as_json:
            found = [dict(zip(answer.columns, row, strict=True)) for row in rows]
            click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        elif rows:
            table(answer.columns, rows)
    if not rows:
        click.echo("no rows", err=True)


def _parameter(text: str) -> tuple[str, object]:
    name, sign, value = text.partition("=")
    if not sign or not name.isidentifier():
        raise click.BadParameter(f"{text!r} is not of the form NAME=VALUE", param_hint="--param")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
