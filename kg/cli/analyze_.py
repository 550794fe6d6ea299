"""kg analyze."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.analyze_graph import graph_command
from kg.cli.analyze_panel import panel_command
from kg.cli.common import opened, store_options
from kg.cli.tables import print_table, status_option, table_options

HELP = {
    "brokers": "Print who stands between others: betweenness, constraint, who holds parts together.",
    "camps": "Print friends and enemies: two camps, and how far the events agree with them.",
    "centrality": "Print who is at the middle of things: events, partners, betweenness, closeness.",
    "cohesion": "Print what holds the whole network: density, parts, clusters, balance.",
    "communities": "Print groups of actors that deal more with each other than with others.",
}


@click.group("analyze")
def command() -> None:
    r"""Measure the network of actors; writes to the output only.

    \b
    Example:
      kg analyze centrality --json
    """


def _measure(name: str) -> click.Command:
    @click.command(name, help=f"{HELP[name]}\n\n\b\nExample:\n  kg analyze {name} --csv > {name}.csv")
    @status_option
    @table_options
    @store_options
    def measure(
        *,
        statuses: tuple[str, ...],
        form: str | None,
        excel_safe: bool,
        parquet: Path | None,
        limit: int,
        store: str | None,
        insecure: bool,
    ) -> None:
        from kg.analyze.measures import MEASURES
        from kg.analyze.stores import network

        with opened(store, insecure=insecure) as graph:
            found = MEASURES[name](network(graph, kind="actors", statuses=statuses))
        print_table(found, form, excel_safe=excel_safe, parquet=parquet, limit=limit)

    return measure


for _command in (panel_command, graph_command, *map(_measure, sorted(HELP))):
    command.add_command(_command)
