"""kg shell."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from kg.cli.answers import print_answer
from kg.cli.common import opened, store_options, table
from kg.errors import KgError, QueryError

if TYPE_CHECKING:
    from kg.store.graph import GraphStore


@click.command("shell")
@click.option("--limit", type=click.IntRange(0), default=100, show_default=True, help="Show so many rows; 0 shows all.")
@click.option("--timeout", type=click.FloatRange(0.1), default=120.0, show_default=True, help="Seconds for a query.")
@store_options
def command(*, limit: int, timeout: float, store: str | None, insecure: bool) -> None:
    r"""Ask one Cypher query after another; cannot write. `:help` says what else there is.

    \b
    Example:
      kg shell
    """
    params: dict[str, object] = {}
    with opened(store, insecure=insecure) as graph:
        for text in _typed():
            try:
                if text in {":quit", ":exit"}:
                    return
                if text.startswith(":"):
                    _colon(graph, text, params)
                else:
                    _answer(graph, text, params, limit=limit, timeout=timeout)
            except KgError as error:
                click.echo(f"kg: {error}", err=True)
                if not sys.stdin.isatty():
                    raise click.exceptions.Exit(error.exit_code) from error


def _typed() -> Iterator[str]:
    """What is typed on a terminal, or stands on standard input."""
    from kg.query import shell

    if not sys.stdin.isatty():
        yield from shell.statements(sys.stdin)
        return
    from kg.cli.prompt import statements

    yield from statements()


def _answer(graph: GraphStore, text: str, params: dict[str, object], *, limit: int, timeout: float) -> None:
    from kg.query.run import run

    with run(graph, text, params=params, deadline=timeout) as answer:
        print_answer(answer, None, limit=limit)


def _colon(graph: GraphStore, text: str, params: dict[str, object]) -> None:
    from kg.query import ask, schema, shell

    name, _, rest = text.partition(" ")
    if name == ":help":
        click.echo(shell.HELP)
    elif name == ":schema":
        found = schema.schema(graph)
        table(("label", "of", "nodes"), [(n.name, n.of, n.count) for n in found.labels])
        table(("type", "from", "to", "n"), [(e.name, e.start, e.end, e.count) for e in found.edges])
        table(("property", "of", "nodes"), [(p.name, p.of, p.count) for p in found.properties])
    elif name == ":questions":
        table(("question", "asks"), [(q.name, q.title) for q in ask.questions().values()])
    elif name == ":param":
        key, sign, value = rest.partition("=")
        if sign:
            try:
                params[key.strip()] = json.loads(value)
            except ValueError as error:
                raise QueryError(f"{value.strip()!r} is not JSON; write text in double quotes") from error
        click.echo(json.dumps(params, ensure_ascii=False))
    else:
        raise QueryError(f"no command {name}; :help lists what there is")
