"""kg query."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.answers import answer_options, parameter, print_answer
from kg.cli.common import opened, store_options


@click.command("query")
@click.argument("cypher")
@click.option(
    "--param",
    "-p",
    "given",
    multiple=True,
    metavar="NAME[:TYPE]=VALUE",
    help="A value for $NAME; TYPE is text, int, float, bool or json. Without it JSON where it is JSON, else text.",
)
@click.option("--explain", is_flag=True, help="Print the plan of the query instead of its answer (on Neo4j only).")
@click.option("--write", is_flag=True, help="Let the query change the graph; kg will not know what it changed.")
@answer_options
@store_options
def command(  # noqa: PLR0913 - each is an option
    *,
    cypher: str,
    given: tuple[str, ...],
    explain: bool,
    write: bool,
    form: str | None,
    excel_safe: bool,
    parquet: Path | None,
    limit: int,
    timeout: float,
    store: str | None,
    insecure: bool,
) -> None:
    r"""Answer a Cypher query; cannot write unless told to.

    \b
    Example:
      kg query "MATCH (f:Ultimatum)-[:AGENT]->(a) RETURN a.name, f.date, f.status"
    """
    from kg.query import run

    params = dict(parameter(one) for one in given)
    with opened(store, insecure=insecure) as graph:
        if explain:
            for depth, step in run.explain(graph, cypher, params=params):
                click.echo("  " * depth + step)
        elif write:
            counts = run.write(graph, cypher, params=params)
            click.echo(", ".join(f"{n} {what.replace('_', ' ')}" for what, n in counts.items()) or "nothing changed")
        else:
            with run.run(graph, cypher, params=params, deadline=timeout) as answer:
                print_answer(answer, form, limit=limit, excel_safe=excel_safe, parquet=parquet)
