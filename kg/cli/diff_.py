"""kg diff."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.changes import say_changes
from kg.cli.deciding import described
from kg.text import counted, one_line

if TYPE_CHECKING:
    from kg.model import Decision, Document


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def command(old: Path, new: Path) -> None:
    r"""Say in words what changed between two exports.

    \b
    Example:
      kg export -o before.jsonl && kg ingest more/ && kg export -o after.jsonl && kg diff before.jsonl after.jsonl
    """
    from kg.errors import UsageError
    from kg.export.diff import difference, read

    exports = []
    for path in (old, new):
        if not path.is_file():
            raise UsageError(f"no such file: {path}")
        with path.open(encoding="utf-8") as stream:
            exports.append(read(stream, name=str(path)))
    found = difference(*exports)
    _documents("gone", found.gone_documents)
    _documents("new", found.new_documents)
    _documents("changed", found.changed_documents)
    _decisions("gone", found.gone_decisions)
    _decisions("new", found.new_decisions)
    say_changes(found.changes)


def _documents(what: str, found: Sequence[Document]) -> None:
    if found:
        click.echo(f"{counted(len(found), 'document')} {what}:")
    for one in found:
        click.echo(f"  {one_line(one.uri)}  {one.id}")


def _decisions(what: str, found: Sequence[Decision]) -> None:
    if found:
        click.echo(f"{counted(len(found), 'decision')} {what}:")
    for one in found:
        click.echo(f"  {described(one)}  {one.id}")
