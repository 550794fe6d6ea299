"""The world of a store as networks and panels."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from kg import ontology as builtin
from kg.analyze import graphs
from kg.analyze.dyads import dyads
from kg.analyze.panel import COLUMNS, IDS, PERIODS, TYPES, panel
from kg.analyze.table import Table
from kg.errors import UsageError
from kg.model import HAPPENED, STATUSES
from kg.ontology import Ontology
from kg.protocols import Store

if TYPE_CHECKING:
    import networkx as nx


def network(
    store: Store, *, kind: str = "events", ontology: Ontology | None = None, statuses: Collection[str] = HAPPENED
) -> nx.DiGraph[str]:
    """The graph of *store*: `events`, a multi-digraph of all there is, or `actors`, what they did to each other.

    *statuses* of facts count for `actors` only.

    Raises:
        UsageError: there is no such kind.
    """
    if kind not in graphs.KINDS:
        raise UsageError(f"no network of kind {kind!r}; there are: {', '.join(graphs.KINDS)}")
    _check(statuses)
    entities, facts = store.world()
    known = ontology or builtin.load()
    if kind == "events":
        return graphs.events(entities, facts, ontology=known)
    return graphs.actors(entities, facts, ontology=known, statuses=statuses)


def panel_of(
    store: Store,
    *,
    by: str = "month",
    types: str = "class",
    since: str | None = None,
    until: str | None = None,
    ontology: Ontology | None = None,
    statuses: Collection[str] = HAPPENED,
) -> Table:
    """The panel of *store*; its note counts the events that belong to no single period.

    Raises:
        UsageError: *by* or *types* is none of those there are.
    """
    for given, known in ((by, PERIODS), (types, TYPES)):
        if given not in known:
            raise UsageError(f"no panel by {given!r}; there are: {', '.join(known)}")
    _check(statuses)
    entities, facts = store.world()
    pairs = dyads(entities, facts, ontology=ontology or builtin.load(), statuses=statuses)
    found = panel(pairs, by=by, types=types, since=since, until=until)
    left = f"{len(found.unplaced)} events have no date, or one of several {by}s, and are left out"
    return Table(COLUMNS, found.rows, left if found.unplaced else "", ids=IDS)


def _check(statuses: Collection[str]) -> None:
    if unknown := sorted(set(statuses) - set(STATUSES)):
        raise UsageError(f"no status {', '.join(unknown)}; there are: {', '.join(STATUSES)}")
