"""Dramatis: a knowledge graph of actors and events in which every statement carries its quote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.version import VERSION

if TYPE_CHECKING:
    from kg.graph import Graph

__version__ = VERSION

__all__ = ["__version__", "open"]


def open(  # noqa: A001 - `kg.open()` reads like what it does; inside this module nothing opens files
    store: str | Path | None = None,
    *,
    create: bool = False,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
    insecure: bool = False,
) -> Graph:
    """The graph at *store*: a `.kg` folder, or a Neo4j (`bolt://…`); without one, the nearest `.kg` upward.

    What is not given comes from `KG_*` variables and `kg.toml`. *create* makes a new local store where there is none.

    Raises:
        NoStoreError: there is none and *create* is not set.
        UnavailableError: the address cannot be used, or a password is missing.
    """
    from kg.graph.opened import opened

    return opened(store, create=create, user=user, password=password, database=database, insecure=insecure)
