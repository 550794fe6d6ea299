"""kg decisions."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.common import faults, table, writable
from kg.cli.deciding import author, deciding, decision_options, described, orphans
from kg.text import counted


@click.command("decisions")
@click.option("--history", is_flag=True, help="Also what was undone, and by whom.")
@click.option("--orphaned", is_flag=True, help="Only those whose text is gone.")
@click.option(
    "--export", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write them here as JSON lines."
)
@click.option(
    "--import", "offered", type=click.Path(path_type=Path, allow_dash=True), help="Put the decisions of this file."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@decision_options
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    history: bool,
    orphaned: bool,
    target: Path | None,
    offered: Path | None,
    as_json: bool,
    by: str | None,
    at: str | None,
    note: str,
    store: str | None,
    insecure: bool,
) -> None:
    r"""List the decisions of people; move them between stores.

    A line to import may leave out `id`, `by` and `at`: it is then decided now.

    \b
    Example:
      kg decisions --export decisions.jsonl
    """
    from kg import jsonl
    from kg.pipeline.exchange import lines, take

    who = author(by, at, note)
    code = 0
    with deciding(store, insecure=insecure) as desk:
        if offered is not None:
            if str(offered) != "-" and not offered.is_file():
                raise click.UsageError(f"no such file: {offered}")
            with click.open_file(str(offered), encoding="utf-8") as stream:
                taken = take(desk, stream, name=str(offered), author=who)
            known = f", {taken.known} known" + (f" ({taken.undone} of them undone here)" if taken.undone else "")
            click.echo(f"{counted(len(taken.new), 'decision')} taken{known}")
            code = faults(taken.rejected, [])
        every = list(desk.store.decisions())
        gone = desk.judged(every).orphaned
        if offered is not None:
            raise click.exceptions.Exit(orphans(gone) or code)
        lost = {d.id for d in gone}
        shown = [d for d in every if (history or not d.superseded) and (not orphaned or d.id in lost)]
        if target is not None:
            text = "".join(f"{line}\n" for line in lines(desk.store, shown))
            writable(target).write_text(text, encoding="utf-8", newline="\n")
            click.echo(f"{counted(len(shown), 'decision')} written to {target}", err=True)
            return
    shown.sort(key=lambda d: (d.at, d.id))
    if as_json:
        click.echo(json.dumps([jsonl.to_dict(d) | {"orphaned": d.id in lost} for d in shown], ensure_ascii=False))
        return
    state = {d.id: "undone" if d.superseded else "orphaned" if d.id in lost else "in force" for d in shown}
    if shown:
        rows = [(d.id, d.at, d.by, state[d.id] if d.action != "undo" else "", described(d), d.note) for d in shown]
        table(("decision", "when", "by", "state", "what", "note"), rows)
    else:
        click.echo("nothing decided", err=True)
