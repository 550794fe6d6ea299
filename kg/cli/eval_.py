"""kg eval."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import faults, table
from kg.text import one_line

if TYPE_CHECKING:
    from kg.evaluate import Gold, Reading
    from kg.pipeline.ingest import Report


@click.command("eval")
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--records",
    "given",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Judge these records (of `kg extract` or `kg export`) instead of reading the texts now.",
)
@click.option("--without", multiple=True, metavar="LAYER", help="Leave out a layer, to see what it is worth.")
@click.option(
    "--misses", type=click.IntRange(0), default=0, metavar="N", help="Show N disagreements with their reason."
)
@click.option("--reliability", "sure", is_flag=True, help="Show how far the confidence of claims can be believed.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
def command(
    gold: tuple[Path, ...], given: tuple[Path, ...], without: tuple[str, ...], misses: int, sure: bool, as_json: bool
) -> None:
    r"""Measure extraction against annotated texts: precision, recall, F1 with 95 % intervals.

    GOLD is JSON lines: texts of crossner, meantime, plover or wikievents, or records annotated by hand.
    actors.across compares actors over all documents, so it needs `--records` of `kg export`.

    \b
    Example:
      kg eval plover.jsonl --misses 10
    """
    from kg.evaluate import evaluate, read_gold, read_records
    from kg.evaluate.tables import believed, examples, tables
    from kg.pipeline.ingest import Report

    if given and without:
        raise click.UsageError("--without reads the texts now; it does not go with --records")
    golds = [read_gold(path) for path in gold]
    refusals = Report()
    if given:
        found = {key: reading for path in given for key, reading in read_records(path).items()}
        reports = [r for one in golds for r in evaluate(one, found, misses=misses)]
    else:
        read = _reader(frozenset(without), refusals)
        reports = [r for one in golds for r in evaluate(one, read(one), misses=misses)]
    more = believed(reports) if sure else []
    if as_json:
        click.echo(json.dumps([r.as_dict() for r in reports], ensure_ascii=False, indent=1))
    else:
        for number, (title, (columns, rows)) in enumerate([*(t for r in reports for t in tables(r)), *more]):
            click.echo(f"{chr(10) if number else ''}{click.style(title, bold=True)}")
            table(columns, rows)
        for title, lines in (e for report in reports for e in examples(report)):
            click.echo(f"\n{click.style(one_line(title), bold=True)}")
            for label, words in lines:
                click.echo(f"  {label:5}  {one_line(words, 400)}")
    raise click.exceptions.Exit(faults(refusals.rejected, []))


def _reader(without: frozenset[str], refusals: Report) -> Callable[[Gold], Mapping[str, Reading]]:
    """What reads the texts of a gold file as `kg extract` would."""
    from kg.evaluate import readings
    from kg.extract import RulesExtractor
    from kg.pipeline.ingest import extract
    from kg.pipeline.reading import Metadata

    extractor = RulesExtractor(without=without)

    def read(gold: Gold) -> Mapping[str, Reading]:
        if gold.readings:
            return readings(extractor.extract(r.document for r in gold.readings.values() if r.document))
        return readings(extract([gold.path], metadata=Metadata(), extractor=extractor, loader="jsonl", report=refusals))

    return read
