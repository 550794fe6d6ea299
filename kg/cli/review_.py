"""kg review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.deciding import author, deciding, decision_options, say
from kg.cli.disputes_ import show
from kg.text import counted, safe

if TYPE_CHECKING:
    from kg.pipeline.deciding import Author, Desk


@click.command("review")
@click.option("--about", help="Only disputes in which this actor, place or thing has a role.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Ask at most so many questions.")
@decision_options
def command(
    about: str | None, limit: int, by: str | None, at: str | None, note: str, store: str | None, insecure: bool
) -> None:
    r"""Go through suggestions and disputes, one by one.

    Every answer is a decision of its own, kept at once; the world follows at the end.

    \b
    Example:
      kg review --about TikTok
    """
    from kg.pipeline.explaining import Explaining
    from kg.query.disputes import found

    who = author(by, at, note)
    with deciding(store, insecure=insecure) as desk:
        left = limit
        suggested = (
            Explaining(desk.store, ontology=desk.ontology, gazetteer=desk.gazetteer).suggest() if about is None else []
        )
        disputed = list(found(desk.store, ontology=desk.ontology, about=about))
        settled = {c for d in desk.store.decisions() if not d.superseded and d.action == "accept" for c in d.on}
        for ask, one in [*((_suggestion, s) for s in suggested), *((_dispute, d) for d in disputed)]:
            if not left or not ask(desk, one, who, settled):
                break
            left -= 1
        else:
            click.echo("nothing more to review")


def _suggestion(desk: Desk, one: dict[str, Any], who: Author, settled: set[str]) -> bool:
    """Ask whether two are one; False to stop."""
    del settled
    click.echo(
        f"\n{safe(one['a']['name'])} ({one['a']['type']}, {counted(one['a']['n_docs'], 'document')}) and "
        f"{safe(one['b']['name'])} ({one['b']['type']}, {counted(one['b']['n_docs'], 'document')}): {safe(one['why'])}"
    )
    answer = _asked("one thing? [y]es, [n]o, [s]kip, [q]uit", "ynsq")
    if answer in "yn":
        say(*desk.judge("same" if answer == "y" else "different", [one["a"]["id"], one["b"]["id"]], who))
    return answer != "q"


def _dispute(desk: Desk, one: dict[str, Any], who: Author, settled: set[str]) -> bool:
    """Ask which side is wrong; False to stop."""
    if {c["id"] for side in one["sides"] for c in side["claims"]} <= settled:
        return True
    show(one)
    numbers = "".join(str(n) for n in range(1, min(len(one["sides"]), 9) + 1))
    click.echo("  " + ", ".join(f"[{n}] {safe(one['sides'][int(n) - 1]['says'])}" for n in numbers))
    answer = _asked(f"which side is wrong? {'/'.join(numbers)}, [b]oth stand, [s]kip, [q]uit", numbers + "bsq")
    if answer in numbers:
        for claim in one["sides"][int(answer) - 1]["claims"]:
            say(*desk.judge("reject", [claim["id"]], who))
    elif answer == "b":
        for claim in (c for side in one["sides"] for c in side["claims"] if c["id"] not in settled):
            say(*desk.judge("accept", [claim["id"]], who))
    return answer != "q"


def _asked(question: str, allowed: str) -> str:
    """The answer to *question*, one letter of *allowed*; the end of input is a quit."""
    while True:
        try:
            answer = str(click.prompt(question, prompt_suffix=" ", err=True)).strip().casefold()[:1]
        except click.Abort:
            return "q"
        if answer and answer in allowed:
            return answer
