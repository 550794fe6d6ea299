"""How tables that kg computes are shown: options and printing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.answers import print_answer
from kg.model import HAPPENED, STATUSES

if TYPE_CHECKING:
    from kg.analyze.table import Table

F = TypeVar("F", bound=Callable[..., Any])


def status_option(command: F) -> F:
    """Add `--status` to *command*."""
    return click.option(
        "--status",
        "statuses",
        multiple=True,
        default=HAPPENED,
        type=click.Choice(STATUSES),
        help=f"Count facts of this status; may be given again.  [default: {', '.join(HAPPENED)}]",
    )(command)


def table_options(command: F) -> F:
    """Add the forms of a table to *command*."""
    for decorate in (
        click.option(
            "--limit", type=click.IntRange(0), default=50, show_default=True, help="Show so many rows; 0 shows all."
        ),
        click.option(
            "--parquet", type=click.Path(path_type=Path, dir_okay=False), help="Write a Parquet file (extra: tables)."
        ),
        click.option("--excel-safe", is_flag=True, help="In CSV, keep a spreadsheet from running text as a formula."),
        click.option("--csv", "form", flag_value="csv", help="Print CSV, all rows."),
        click.option("--jsonl", "form", flag_value="jsonl", help="Print a JSON object a line, all rows."),
        click.option("--json", "form", flag_value="json", help="Print a JSON array, all rows."),
    ):
        command = decorate(command)
    return command


def print_table(found: Table, form: str | None, *, excel_safe: bool, parquet: Path | None, limit: int) -> None:
    """Print *found* in *form*, or *limit* rows of it as a table; its note goes to stderr."""
    from kg.query.run import Rows

    whole = form is not None or parquet is not None
    shown = found if whole else found.without_ids()
    rows = Rows(shown.columns, iter(shown.rows))
    print_answer(rows, form, limit=0 if whole else limit, excel_safe=excel_safe, parquet=parquet)
    if found.note:
        click.echo(found.note, err=True)
