"""Each question as a command, made from the head of its file, and how its rows are shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.answers import answer_options, print_answer
from kg.cli.common import cell, opened, store_options, table
from kg.text import one_line, safe

if TYPE_CHECKING:
    from kg.query.ask import Question
    from kg.query.run import Rows


class Questions(click.Group):
    """The questions in force as commands."""

    def questions(self, ctx: click.Context) -> dict[str, Question]:
        """Ours and those of the folders that `--questions` names."""
        from kg.query.ask import questions

        return questions(ctx.params.get("folders") or ())

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all questions, sorted."""
        return sorted(self.questions(ctx))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The question called *cmd_name*; an unknown name lists what exists."""
        found = self.questions(ctx)
        if cmd_name not in found:
            ctx.fail(f"no question {cmd_name!r}; there are: {', '.join(sorted(found))}")
        return _command(found[cmd_name])


def _command(question: Question) -> click.Command:
    """The command that asks *question*."""

    @answer_options
    @store_options
    @click.option("--cypher", is_flag=True, help="Print the Cypher, ready for Neo4j Browser, and ask nothing.")
    @click.option("--evidence", is_flag=True, help="Show the quotes behind each row.")
    def callback(  # noqa: PLR0913 - each is an option
        *,
        evidence: bool,
        cypher: bool,
        form: str | None,
        excel_safe: bool,
        parquet: Path | None,
        limit: int,
        timeout: float,
        store: str | None,
        insecure: bool,
        **given: object,
    ) -> None:
        from kg.query import ask

        if cypher:
            click.echo(ask.for_browser(question), nl=False)
            return
        chosen = {k: list(v) if isinstance(v, tuple) else v for k, v in given.items() if v not in (None, ())}
        with (
            opened(store, insecure=insecure) as graph,
            ask.ask(graph, question, chosen, deadline=timeout) as answer,
        ):
            shown = ask.with_evidence(graph, answer) if evidence else answer
            text = _with_quotes if evidence else _table
            print_answer(shown, form, limit=limit, excel_safe=excel_safe, parquet=parquet, text=text)

    taken = {p.name for p in getattr(callback, "__click_params__", [])}
    for one in reversed(question.parameters):
        if one.name in taken and one.name != "limit":
            raise click.UsageError(f"question {question.name!r}: --{one.name} is an option of every question")
        default = "" if one.default is None else f"  [default: {one.default}]" if one.default != "" else ""
        option = click.option(
            f"--{one.name}", one.name, metavar=one.kind.upper(), multiple=one.kind == "actors", help=one.use + default
        )
        callback = option(callback)
    columns = "\n".join(f"  {name}: {meaning}" for name, meaning in question.columns.items())
    return click.command(question.name, help=f"{question.title}.\n\n\b\nColumns:\n{columns}")(callback)


def _table(answer: Rows) -> None:
    """A table without the ids of claims."""
    from kg.query.ask import EVIDENCE

    kept = [n for n, c in enumerate(answer.columns) if c != EVIDENCE]
    rows = [[_joined(row[n]) for n in kept] for row in answer.rows]
    if rows:
        table([answer.columns[n] for n in kept], rows)


def _joined(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def _with_quotes(answer: Rows) -> None:
    """Each row as a paragraph, the quotes behind it below."""
    for row in answer.rows:
        *values, _, evidence = row
        click.echo("\n" + click.style(" · ".join(c for v in values if (c := cell(_joined(v)))), bold=True))
        for one in evidence if isinstance(evidence, list) else ():
            said = f", says {safe(one['by'])}" if one["by"] else ""
            click.echo(f"  “{one_line(one['quote'], 400)}”")
            click.echo(
                f"    {safe(one['publisher'] or one['uri'])}, {one['published'] or 'undated'}{said}  {one['id']}"
            )
