"""How the rows of a query or a question are shown: options and printing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.common import table, writable
from kg.text import counted

if TYPE_CHECKING:
    from kg.query.run import Rows

F = TypeVar("F", bound=Callable[..., Any])


def answer_options(command: F) -> F:
    """Add the forms of an answer, `--limit` and `--timeout` to *command*."""
    timeout = click.option(
        "--timeout",
        type=click.FloatRange(0.1),
        default=120.0,
        show_default=True,
        help="Seconds after which the query is stopped.",
    )
    return form_options(timeout(command))


def form_options(command: F) -> F:
    """Add the forms of an answer and `--limit` to *command*."""
    for decorate in (
        click.option(
            "--limit", type=click.IntRange(0), default=10_000, show_default=True, help="Show so many rows; 0 shows all."
        ),
        click.option(
            "--parquet", type=click.Path(path_type=Path, dir_okay=False), help="Write a Parquet file (extra: tables)."
        ),
        click.option("--excel-safe", is_flag=True, help="In CSV, keep a spreadsheet from running text as a formula."),
        click.option("--csv", "form", flag_value="csv", help="Print CSV."),
        click.option("--jsonl", "form", flag_value="jsonl", help="Print a JSON object a line."),
        click.option("--json", "form", flag_value="json", help="Print a JSON array instead of a table."),
    ):
        command = decorate(command)
    return command


def print_answer(
    answer: Rows,
    form: str | None,
    *,
    limit: int,
    excel_safe: bool = False,
    parquet: Path | None = None,
    text: Callable[[Rows], None] | None = None,
) -> None:
    """Print *answer* in *form*, or by *text*, or as a table, or write it to *parquet*; say what is not shown."""
    from kg.query import formats

    rows = formats.Capped(answer.rows, limit)
    answer = replace(answer, rows=iter(rows))
    if parquet is not None:
        count = formats.parquet(answer, writable(parquet))
        click.echo(f"{counted(count, 'row')} written to {parquet}", err=True)
    elif form is not None:
        for line in formats.lines(answer, form, excel_safe=excel_safe):
            click.echo(line)
    elif text is not None:
        text(answer)
    else:
        found = list(answer.rows)
        if found:
            table(answer.columns, found)
    if not rows.count:
        click.echo("no rows", err=True)
    if rows.cut:
        click.echo(f"… and more: these are the first {counted(rows.count, 'row')}; --limit 0 shows all", err=True)


def parameter(text: str) -> tuple[str, object]:
    """The name and the value that `NAME=VALUE` or `NAME:TYPE=VALUE` gives."""
    left, sign, value = text.partition("=")
    name, colon, kind = left.partition(":")
    if not sign or not name.isidentifier():
        raise click.BadParameter(f"{text!r} is not of the form NAME=VALUE or NAME:TYPE=VALUE", param_hint="--param")
    if not colon:
        try:
            return name, json.loads(value)
        except ValueError:
            return name, value
    readers: dict[str, Callable[[str], object]] = {
        "text": str,
        "int": int,
        "float": float,
        "bool": _truth,
        "json": json.loads,
    }
    if kind not in readers:
        raise click.BadParameter(f"no type {kind!r}; there are: {', '.join(readers)}", param_hint="--param")
    try:
        return name, readers[kind](value)
    except ValueError as error:
        raise click.BadParameter(f"{name}: {value!r} is no {kind}", param_hint="--param") from error


def _truth(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError(text)
    return text == "true"
