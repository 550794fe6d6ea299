"""kg add."""

from __future__ import annotations

import click

from kg.cli.deciding import author, deciding, decision_options, say


@click.command("add")
@click.argument("type_", metavar="CLASS")
@click.argument("args", metavar="ROLE=WORDS[:CLASS]...", nargs=-1, required=True)
@click.option("--doc", required=True, help="Id or address of the document that says so.")
@click.option("--quote", required=True, help="The sentence that says so, word for word.")
@click.option("--trigger", help="The word of the quote that names the event.")
@click.option("--polarity", default="pos", show_default=True, help="`neg` if it says that it was not so.")
@click.option("--realis", default="actual", show_default=True, help="actual, future, threatened, demanded …")
@click.option("--date", help="When it happened: 2017, 2017-11, 2017-11-09.")
@decision_options
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    type_: str,
    args: tuple[str, ...],
    doc: str,
    quote: str,
    trigger: str | None,
    polarity: str,
    realis: str,
    date: str | None,
    by: str | None,
    at: str | None,
    note: str,
    store: str | None,
    insecure: bool,
) -> None:
    r"""Add a claim that was missed, with the words that make it.

    \b
    Example:
      kg add Acquisition agent=Loopride object=Nordvik --doc news/a.txt --quote "Loopride took over Nordvik."
    """
    from kg.pipeline.adding import Draft, drafted

    who = author(by, at, note)
    with deciding(store, insecure=insecure) as desk:
        draft = Draft(
            type=type_,
            document=doc,
            quote=quote,
            args=args,
            trigger=trigger,
            polarity=polarity,
            realis=realis,
            date=date,
        )
        decision, new = desk.add(drafted(desk.store, draft, who, ontology=desk.ontology))
        say(decision, new)
        click.echo(f"claim {decision.on[0]}")
