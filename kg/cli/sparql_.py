"""kg sparql."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.answers import answer_options, print_answer
from kg.cli.common import opened, store_options
from kg.errors import UsageError


@click.command("sparql")
@click.argument("query", required=False)
@click.option("--file", "path", type=click.Path(path_type=Path, exists=True), help="Read the query from a file.")
@answer_options
@store_options
def command(  # noqa: PLR0913 - each is an option
    *,
    query: str | None,
    path: Path | None,
    form: str | None,
    excel_safe: bool,
    parquet: Path | None,
    limit: int,
    timeout: float,
    store: str | None,
    insecure: bool,
) -> None:
    r"""Answer a SPARQL query over the graph as RDF; asks no other source and cannot write.

    The prefixes of kg export are known: o, oa, prov, sem, skos, dcterms, rdf, rdfs, xsd …

    \b
    Example:
      kg sparql "SELECT ?name ?label { ?f a o:Ultimatum ; rdfs:label ?label ; o:agent/skos:prefLabel ?name }"
    """
    from kg.export import header
    from kg.query.run import Rows
    from kg.rdf import sparql
    from kg.rdf.deadline import answered
    from kg.rdf.graphs import graphs

    if (query is None) == (path is None):
        raise UsageError("give a query, or --file with one")
    text = query if query is not None else path.read_text(encoding="utf-8") if path else ""
    sparql.check(text)
    with (
        opened(store, insecure=insecure) as graph,
        answered(graphs(graph.records(), head=header(graph)), text, deadline=timeout) as found,
    ):
        if found.columns == ("triple",) and form is None:
            for (line,) in found.rows:
                click.echo(line)
        else:
            print_answer(Rows(found.columns, found.rows), form, limit=limit, excel_safe=excel_safe, parquet=parquet)
