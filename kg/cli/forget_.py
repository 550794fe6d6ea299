"""kg forget."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli.changes import say_changes
from kg.cli.common import check_date, opened, progress, store_options
from kg.cli.deciding import orphans
from kg.config import ontology_files
from kg.text import counted, one_line

if TYPE_CHECKING:
    from kg.pipeline.forgetting import Forgotten


@click.command("forget")
@click.argument("documents", metavar="DOC...", nargs=-1)
@click.option("--publisher", help="All documents of this publisher.")
@click.option("--before", help="All documents published before this day (2025-01-16).")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@store_options
def command(
    documents: tuple[str, ...],
    publisher: str | None,
    before: str | None,
    dry_run: bool,
    as_json: bool,
    store: str | None,
    insecure: bool,
) -> None:
    r"""Take documents out, with all that only they supported.

    The graph is then one that never saw them. Documents are named by id or address.

    \b
    Example:
      kg forget news/wrong.txt --dry-run
    """
    from kg import gazetteer, ontology
    from kg.pipeline.forgetting import chosen, forget, preview

    check_date(before)
    with opened(store, insecure=insecure) as graph:
        wanted = chosen(graph, documents, publisher=publisher, before=before)
        if not wanted:
            click.echo("no such documents; nothing to forget", err=True)
            return
        mine = ontology_files()
        loaded, known = ontology.load(mine), gazetteer.load(mine)
        if dry_run:
            found = preview(graph, wanted, ontology=loaded, gazetteer=known)
        else:
            with progress("forgetting") as step:
                found = forget(graph, wanted, ontology=loaded, gazetteer=known, step=step)
    if as_json:
        _print_json(found)
    else:
        click.echo(f"{counted(len(found.documents), 'document')} {'would go' if dry_run else 'gone'}:")
        for name, uri in found.documents:
            click.echo(f"  {one_line(uri)}  {name}")
        say_changes(found.changes)
    code = orphans(found.orphaned)
    raise click.exceptions.Exit(0 if dry_run else code)


def _print_json(found: Forgotten) -> None:
    changes = found.changes
    answer = {
        "documents": [{"id": i, "uri": u} for i, u in found.documents],
        "gone_facts": [f.id for f in changes.gone_facts],
        "changed_facts": [{"id": c.new.id, "was": c.old.id, "fields": list(c.fields)} for c in changes.changed_facts],
        "gone_entities": [e.id for e in changes.gone_entities],
        "orphaned": [d.id for d in found.orphaned],
    }
    click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
