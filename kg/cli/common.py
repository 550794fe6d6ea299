"""Options and ways of showing that several commands share."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.config import settings
from kg.errors import UnavailableError
from kg.text import counted, one_line, safe

if TYPE_CHECKING:
    from kg.model import Rejected
    from kg.store.graph import GraphStore

F = TypeVar("F", bound=Callable[..., Any])
_SHOWN = 10


def store_options(command: F) -> F:
    """Add `--store` and `--insecure` to *command*."""
    insecure = click.option("--insecure", is_flag=True, help="Allow an unencrypted connection to another machine.")
    where = click.option(
        "--store",
        metavar="PATH|URL",
        help="A .kg folder, or bolt://… or neo4j://…  [KG_STORE; else the nearest .kg upward]",
    )
    return where(insecure(command))


def reading_options(command: F) -> F:
    """Add what documents may not say themselves: `--date`, `--publisher`, `--title`, `--loader`, `--map`."""
    for decorate in (
        click.option(
            "--map",
            "columns",
            callback=_columns,
            metavar="FIELD=COLUMN,…",
            help="Which column of a table holds what: text=body,date=day.",
        ),
        click.option("--loader", help="Use this loader for all files."),
        click.option("--title", help="Title of documents that name none."),
        click.option("--publisher", help="Publisher of documents that name none."),
        click.option("--date", "published", help="Publication date (2025-01-16) of documents that name none."),
    ):
        command = decorate(command)
    return command


def workers_option(command: F) -> F:
    """Add `--workers` to *command*."""
    return click.option(
        "--workers",
        type=click.IntRange(0, 64),
        default=0,
        show_default=True,
        help="Read in that many processes of their own; a document that crashes one is refused, and the run goes on.",
    )(command)


def unread(found: Sequence[tuple[str, str]]) -> None:
    """Say which documents were not read, as they are in a language that the extractor does not read."""
    if found:
        named = ", ".join(f"{one_line(uri)} ({one_line(code)})" for uri, code in sorted(found)[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        click.echo(f"not read, for their language: {named}{more}", err=True)


def _columns(
    ctx: click.Context,  # noqa: ARG001 - click's signature
    param: click.Parameter,  # noqa: ARG001 - the same
    given: str | None,
) -> tuple[tuple[str, str], ...]:
    """The pairs of field and column that *given* names; a column with a comma in it is quoted, `"text=a, b"`."""
    import csv

    found = []
    for one in next(csv.reader([given or ""]), []):
        name, sign, column = one.partition("=")
        if not (sign and name.strip() and column.strip()):
            raise click.BadParameter(f"{one!r} is not of the form FIELD=COLUMN")
        found.append((name.strip(), column.strip()))
    return tuple(sorted(found))


def check_date(published: str | None) -> str | None:
    """*published* if it is an ISO 8601 date.

    Raises:
        BadParameter: it is none.
    """
    from datetime import date

    try:
        if published is not None:
            date.fromisoformat(published)
    except ValueError as error:
        raise click.BadParameter(f"{published!r} is no date; write it as 2025-01-16", param_hint="--date") from error
    return published


@contextmanager
def opened(address: str | None, *, insecure: bool, create: bool = False) -> Iterator[GraphStore]:
    """The store that option, environment or `kg.toml` name."""
    from kg.store import open_store

    found = settings(store=address)
    where = found["store"].value
    password = found["password"].value
    if where and "://" in where and password is None and sys.stdin.isatty():
        password = click.prompt("password", hide_input=True, err=True)
    store = open_store(
        where,
        create=create,
        user=found["user"].value or "neo4j",
        password=password,
        database=found["database"].value,
        insecure=insecure,
    )
    try:
        yield store
    finally:
        store.close()


@contextmanager
def progress(label: str) -> Iterator[Callable[[str], None]]:
    """A function that shows the current step, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[step]}"),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task(label, total=None, step="")
        yield lambda step: bar.update(task, advance=1, step=one_line(step, 60).replace("[", "\\["))


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print *rows* under *columns*, as wide as the terminal, text made safe."""
    cells = [[cell(v) for v in row] for row in rows]
    width = max(40, _terminal() - 2)
    wide = [max([len(c), *(len(r[i]) for r in cells)]) for i, c in enumerate(columns)]
    while sum(wide) + 2 * len(wide) > width and max(wide) > 12:
        wide[wide.index(max(wide))] -= 1
    click.echo("  ".join(c[: wide[i]].ljust(wide[i]) for i, c in enumerate(columns)).rstrip())
    click.echo("  ".join("─" * w for w in wide))
    for row in cells:
        click.echo("  ".join(one_line(v, wide[i]).ljust(wide[i]) for i, v in enumerate(row)).rstrip())


def _terminal() -> int:
    import shutil

    return shutil.get_terminal_size((160, 40)).columns


def cell(value: object) -> str:
    """*value* as one table cell: text as it is, graph nodes by label and name, the rest as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return safe(" ".join(value.split()))
    if isinstance(value, dict) and "labels" in value:
        return safe(f"({value['labels'][-1]} {value.get('name') or value.get('label') or value.get('id')})")
    return safe(json.dumps(value, ensure_ascii=False, default=str)) if isinstance(value, (dict, list)) else str(value)


def faults(rejected: Sequence[Rejected], skipped: Sequence[Rejected]) -> int:
    """Say what was refused and passed over; the exit code that follows."""
    for one in rejected[:_SHOWN]:
        click.echo(f"refused: {one_line(one.uri)}: {one_line(one.reason, 300)}", err=True)
    if len(rejected) > _SHOWN:
        click.echo(f"refused: and {len(rejected) - _SHOWN} more", err=True)
    if skipped:
        kinds = sorted({Path(s.uri).suffix or s.uri for s in skipped})
        click.echo(
            f"passed over: {counted(len(skipped), 'file')} that no loader reads ({', '.join(kinds[:_SHOWN])})",
            err=True,
        )
    return 3 if rejected else 0


def writable(path: Path) -> Path:
    """*path* if its folder exists.

    Raises:
        UnavailableError: it does not.
    """
    if not path.absolute().parent.is_dir():
        raise UnavailableError(f"no folder {path.absolute().parent}; make it first")
    return path
