"""Stores: where the graph is kept, and how one is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import NoStoreError, UnavailableError
from kg.store import local

if TYPE_CHECKING:
    from kg.store.graph import GraphStore

__all__ = ["locate", "open_store"]


def locate(address: str | None, *, create: bool = False) -> Path | str:
    """The folder or the URL that *address* names; else the nearest `.kg` upward, or a new one when *create*.

    Raises:
        NoStoreError: there is none and none may be made.
    """
    if address and "://" in address:
        return address
    if address:
        given = Path(address)
        inner = given / local.FOLDER_NAME
        root = inner if inner.is_dir() else given
        if root.is_dir() or create:
            return root.absolute()
        raise NoStoreError(f"no store at {address}; kg ingest and kg import make one")
    found = local.find_root(Path.cwd())
    if found is not None:
        return found
    if create:
        return Path.cwd() / local.FOLDER_NAME
    raise NoStoreError("no store here or above: run kg ingest first, or say where it is with --store")


def open_store(
    address: str | None = None,
    *,
    create: bool = False,
    user: str = "neo4j",
    password: str | None = None,
    database: str | None = None,
    insecure: bool = False,
) -> GraphStore:
    """The store at *address*; nothing is sent to it yet.

    Raises:
        NoStoreError: there is none and *create* is not set.
        UnavailableError: the address cannot be used.
    """
    where = locate(address, create=create)
    from kg.store.connection import Remote, checked
    from kg.store.graph import GraphStore

    if isinstance(where, Path):
        if not create and not (where / "arcadedb").is_dir():
            raise NoStoreError(f"{where} holds no store yet; kg ingest and kg import make one")
        return GraphStore(where)
    if password is None:
        raise UnavailableError("no password for the store; set KG_PASSWORD")
    return GraphStore(Remote(checked(where, insecure=insecure), user, password, database))
