"""The graph as an rdflib Dataset, for who works with that library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.rdf.graphs import Graph
from kg.rdf.terms import PREFIXES
from kg.rdf.writer import nquads

if TYPE_CHECKING:
    import rdflib


def dataset(graphs: Iterable[Graph]) -> rdflib.Dataset:
    """An rdflib Dataset with *graphs*, our prefixes bound; its default graph is the union of them."""
    import rdflib

    made = rdflib.Dataset(default_union=True)
    made.parse(data="\n".join(nquads(graphs)), format="nquads")
    for name, iri in PREFIXES.items():
        made.bind(name, iri)
    return made
