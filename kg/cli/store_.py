"""kg store."""

from __future__ import annotations

from pathlib import Path

import click

from kg.config import settings


@click.group("store")
def command() -> None:
    r"""Ask after the local server, or stop it.

    \b
    Example:
      kg store status
    """


@command.command("status")
@click.option("--store", metavar="PATH|URL", help="A .kg folder, or bolt://… or neo4j://…")
def status(store: str | None) -> None:
    """Say whether the server of the local store runs; starts nothing."""
    from kg.store import local, locate

    where = locate(settings(store=store)["store"].value)
    if not isinstance(where, Path):
        click.echo(f"{where} is a server of its own; kg does not start or stop it")
        return
    found = local.status(where)
    click.echo(
        f"{where}: running, pid {found.pid}, port {found.port}, since {found.since}"
        if found.running
        else f"{where}: not running; the next command starts it"
    )


@command.command("stop")
@click.option("--store", metavar="PATH", help="A .kg folder.")
def stop(store: str | None) -> None:
    """Stop the server of the local store; what is stored stays."""
    from kg.errors import UsageError
    from kg.store import local, locate

    where = locate(settings(store=store)["store"].value)
    if not isinstance(where, Path):
        raise UsageError(f"{where} is not a local store; stop it where it runs")
    click.echo("stopped" if local.stop(where) else "was not running")
