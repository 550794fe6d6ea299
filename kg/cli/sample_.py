"""kg sample."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.common import opened, store_options, table, writable
from kg.text import counted


@click.command("sample")
@click.option("-n", "size", type=click.IntRange(1), default=100, show_default=True, help="Draw this many claims.")
@click.option("--csv", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write the table here.")
@click.option("--seed", default=0, show_default=True, help="Another seed draws other claims.")
@click.option("--excel-safe", is_flag=True, help="Put an apostrophe before cells that a spreadsheet would run.")
@click.option(
    "--judged",
    "filled",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Print the precision that this filled table gives: y or n under `right?`.",
)
@click.option("--json", "as_json", is_flag=True, help="Print precision as JSON.")
@store_options
def command(
    size: int,
    target: Path | None,
    seed: int,
    excel_safe: bool,
    filled: Path | None,
    as_json: bool,
    store: str | None,
    insecure: bool,
) -> None:
    r"""Draw claims for judging by hand, or count judged ones.

    \b
    Example:
      kg sample -n 100 --csv judge.csv
      kg sample --judged judge.csv
    """
    from kg.evaluate.sampling import draw, to_csv

    if (target is None) == (filled is None):
        raise click.UsageError("give either --csv FILE to draw claims, or --judged FILE to count them")
    if filled is not None:
        _count(filled, as_json=as_json)
    elif target is not None:
        with opened(store, insecure=insecure) as graph:
            rows = draw(graph.evidence(), size=size, seed=seed)
        writable(target).write_text(to_csv(rows, excel_safe=excel_safe), encoding="utf-8", newline="")
        click.echo(f"{counted(len(rows), 'claim')} written to {target}; write y or n under `right?`", err=True)


def _count(path: Path, *, as_json: bool) -> None:
    from kg.errors import UsageError
    from kg.evaluate.sampling import judged

    try:
        with path.open(encoding="utf-8", newline="") as stream:
            text = stream.read()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {path}: {error}") from error
    found, empty = judged(text, name=str(path))
    if as_json:
        rows = [
            {"type": p.name, "right": p.right, "judged": p.judged, "precision": round(p.value, 4),
             "interval": [round(p.low, 4), round(p.high, 4)]}
            for p in found
        ]  # fmt: skip
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        cells = [(p.name, p.right, p.judged, f"{p.value:.3f}", f"{p.low:.3f}–{p.high:.3f}") for p in found]
        table(("type", "right", "judged", "precision", "95 %"), cells)
    if empty:
        click.echo(f"{counted(empty, 'row')} not judged yet and left aside", err=True)
