"""Actors by their names: as written, by another spelling or name, and what is near when nothing fits."""

from __future__ import annotations

from typing import Any

from kg.errors import NotFoundError, UsageError
from kg.store.graph import GraphStore
from kg.text import near

_EXACT = "MATCH (e:Entity {name: $name}) RETURN properties(e) AS p ORDER BY e.id"
_ANY = """
MATCH (e:Entity) WHERE toLower(e.name) = $name OR any(n IN e.names WHERE toLower(n) = $name)
RETURN properties(e) AS p ORDER BY e.n_mentions DESC, e.id
"""
_BY_ID = "MATCH (e:Entity {id: $id}) RETURN properties(e) AS p"
_NAMES = "MATCH (e:Entity) RETURN e.name AS name, e.names AS names ORDER BY e.id"
_DOCUMENT = "MATCH (d:Document) WHERE d.id = $name OR d.uri = $name RETURN d.id AS id ORDER BY id"


def named(store: GraphStore, name: str) -> list[dict[str, Any]]:
    """The entities with *name* among their names in any case, or with that id; most mentioned first."""
    if name.startswith("e_") and (found := _maps(store, _BY_ID, id=name)):
        return found
    return _maps(store, _ANY, name=name.lower())


def main_name(store: GraphStore, name: str) -> str:
    """The name that the graph gives to whoever is called *name* or has that id.

    Raises:
        NotFoundError: nobody is; the message lists the nearest names.
        UsageError: it is one of the names of several.
    """
    if _maps(store, _EXACT, name=name):
        return name
    found = list(dict.fromkeys(str(p["name"]) for p in named(store, name)))
    if not found:
        raise NotFoundError(f"nothing is called {name!r}{nearest(store, name)}")
    if len(found) > 1:
        raise UsageError(f"{name!r} is a name of {', '.join(found)}: give one of these")
    return found[0]


def document_id(store: GraphStore, name: str) -> str:
    """The id of the document with the id or address *name*.

    Raises:
        NotFoundError: there is none.
    """
    row = next(store.read(_DOCUMENT, {"name": name}), None)
    if row is None:
        raise NotFoundError(f'no document {name!r}; try: kg query "MATCH (d:Document) RETURN d.id, d.uri"')
    return str(row["id"])


def nearest(store: GraphStore, name: str) -> str:
    """The end of a message: names that look like *name*, or where to see what there is."""
    known: set[str] = set()
    for row in store.read(_NAMES):
        names = row["names"]
        known.update(map(str, [row["name"], *(names if isinstance(names, list) else [])]))
    return f"; {near(name, known, otherwise='kg stats says what there is')}"


def _maps(store: GraphStore, statement: str, **params: str) -> list[dict[str, Any]]:
    return [p for r in store.read(statement, params) if isinstance(p := r["p"], dict)]
