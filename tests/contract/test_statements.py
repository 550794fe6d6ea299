"""On Neo4j every lookup of the store seeks its row in an index, also in a young store whose sizes nobody has counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from neo4j import GraphDatabase

from kg import gazetteer, ontology
from kg.model import Delta
from kg.pipeline.world import STALE, sync
from kg.store import cypher
from kg.store.connection import Remote
from kg.store.graph import GraphStore
from tests import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neo4j import Session

    from tests.servers import Neo4jServer

LABEL, TYPE = "Entity", "OWNS"


@pytest.fixture(scope="module")
def young(neo4j_server: Neo4jServer) -> Iterator[Session]:
    """A session on a Neo4j that was filled a moment ago and forgot every plan."""
    with GraphDatabase.driver(neo4j_server.url, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        with GraphStore(Remote(neo4j_server.url, neo4j_server.user, neo4j_server.password)) as store:
            store.prepare()
            store.apply(Delta(evidence=tuple(corpus.evidence()), world=STALE, header=("o", "x")))
            sync(store, ontology=ontology.load(), gazetteer=gazetteer.load())
        driver.execute_query("CALL db.clearQueryCaches()")
        with driver.session() as session:
            yield session


def lookups() -> dict[str, str]:
    """The statements that look something up, by name."""
    groups = {name: value for name, value in vars(cypher).items() if isinstance(value, dict | str) and name.isupper()}
    alone = {name: value for name, value in groups.items() if isinstance(value, str)}
    within = {
        f"{name}-{key}": one for name, value in groups.items() if isinstance(value, dict) for key, one in value.items()
    }
    return {name: one for name, one in (alone | within).items() if isinstance(one, str) and re.search(r"\$[a-z]", one)}


def operators(plan: dict[str, Any]) -> Iterator[str]:
    yield f"{plan['operatorType']} {plan['args'].get('Details', '')}"
    for part in plan.get("children", []):
        yield from operators(part)


@pytest.mark.parametrize("name", sorted(lookups()))
def test_a_lookup_seeks(young: Session, name: str) -> None:
    statement = lookups()[name].replace("$LABELS", LABEL).replace("$TYPE", TYPE)
    given: dict[str, Any] = {name: {} if name == "p" else [] for name in re.findall(r"\$([a-z]\w*)", statement)}
    plan = young.run(f"EXPLAIN {statement}", given).consume().plan
    assert plan is not None
    assert [one for one in operators(plan) if "Scan" in one] == []
