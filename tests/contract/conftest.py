"""The same tests on the local store and on a real Neo4j."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from neo4j import GraphDatabase

from kg.store import local
from kg.store.connection import Remote
from kg.store.graph import GraphStore

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def local_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    root = tmp_path_factory.mktemp("local") / ".kg"
    with pytest.MonkeyPatch.context() as small:
        small.setenv("KG_HEAP", "256")  # so that a query is soon too large
        yield root
        local.stop(root)


@pytest.fixture(params=["local", "neo4j"])
def store(request: pytest.FixtureRequest) -> Iterator[GraphStore]:
    """An empty store of each kind."""
    if request.param == "local":
        root = request.getfixturevalue("local_root")
        end = local.attach(root)
        url, auth, where = end.url, (end.user, end.password), root
    else:
        server = request.getfixturevalue("neo4j_server")
        url, auth, where = server.url, (server.user, server.password), Remote(server.url, server.user, server.password)
    database = local.DATABASE if request.param == "local" else None
    with GraphDatabase.driver(url, auth=auth) as driver:
        driver.execute_query(
            "MATCH (n) DETACH DELETE n", database_=database
        )  # constraints stay: making them takes a second
    with GraphStore(where) as opened:
        yield opened
