"""kg analyze panel."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kg.cli.common import opened, store_options
from kg.cli.tables import print_table, status_option, table_options

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("panel")
@click.option(
    "--by",
    type=click.Choice(["week", "month", "year"]),
    default="month",
    show_default=True,
    help="How long a period is.",
)
@click.option(
    "--types",
    type=click.Choice(["class", "group"]),
    default="class",
    show_default=True,
    help="What events count under.",
)
@click.option("--since", type=_DAY, help="Leave out what was over before this day (2025-01-16).")
@click.option("--until", type=_DAY, help="Leave out what began after this day.")
@status_option
@table_options
@store_options
def panel_command(  # noqa: PLR0913 - each is an option
    *,
    by: str,
    types: str,
    since: datetime | None,
    until: datetime | None,
    statuses: tuple[str, ...],
    form: str | None,
    excel_safe: bool,
    parquet: Path | None,
    limit: int,
    store: str | None,
    insecure: bool,
) -> None:
    r"""Print actor, actor, type of event, period: events and reports, cooperation and conflict.

    \b
    Example:
      kg analyze panel --by month --csv > panel.csv
    """
    from kg.analyze.stores import panel_of

    first, last = (None if day is None else day.date().isoformat() for day in (since, until))
    with opened(store, insecure=insecure) as graph:
        found = panel_of(graph, by=by, types=types, since=first, until=last, statuses=statuses)
    print_table(found, form, excel_safe=excel_safe, parquet=parquet, limit=limit)
