"""kg doctor."""

from __future__ import annotations

import click

from kg.cli.common import table
from kg.config import settings


@click.command("doctor")
def command() -> None:
    r"""Check the installation and say what settings are in force.

    \b
    Example:
      kg doctor
    """
    from kg.pipeline.doctor import checks

    table(("setting", "value", "from"), [(s.name, s.shown, s.origin) for s in settings().values()])
    click.echo()
    found = checks(settings())
    table(("check", "state", "detail"), [(c.name, c.state, c.detail) for c in found])
    if any(c.state == "failed" for c in found):
        raise click.exceptions.Exit(4)
