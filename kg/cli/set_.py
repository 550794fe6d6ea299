"""kg set."""

from __future__ import annotations

import click

from kg.cli.deciding import author, deciding, decision_options, say


@click.command("set")
@click.argument("term", metavar="ENTITY|FACT|CLAIM")
@click.argument("settings", metavar="KEY=VALUE...", nargs=-1, required=True)
@decision_options
def command(
    term: str,
    settings: tuple[str, ...],
    by: str | None,
    at: str | None,
    note: str,
    store: str | None,
    insecure: bool,
) -> None:
    r"""Correct a property of an entity, a fact or a claim.

    Entities: name, type, wikidata. Facts: date, label, quantity, quantity_unit, status, type. Claims: certainty, date,
    evidential, polarity, realis, type.

    \b
    Example:
      kg set TikTok wikidata=Q48938223
      kg set f_5f0c1e date=2017-11
    """
    who = author(by, at, note)
    with deciding(store, insecure=insecure) as desk:
        for one in settings:
            key, equals, value = one.partition("=")
            if not equals:
                raise click.UsageError(f"{one!r} sets nothing; write key=value")
            say(*desk.set(term, key, value, who))
