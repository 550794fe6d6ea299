"""How fast rows are stored, against a loop written by hand and against langchain-neo4j: ratios of one run.

    python bench/store.py [DOCUMENTS]

Every way writes the same nodes and edges of generated documents (bench/generated.py) into an empty store on the same
server, in turns, and the median of the ratios in one turn counts. The loop by hand is what a careful user of the
driver writes: UNWIND … MERGE in batches of 1,000, a transaction a batch.

langchain-neo4j is measured as it is called by default and with `baseEntityLabel=True`, which gives every node a label
with an index on ids. It is compared when `LANGCHAIN` names a folder with it (pip install --target FOLDER
langchain-neo4j; it is searched last, so that all use one driver) and `APOC` a folder with what it needs: apoc-core and
apoc-common 5.26 (group org.neo4j.procedure) as Maven fetches them; on Neo4j only.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path += filter(None, [os.environ.get("LANGCHAIN")])

from bench import generated
from kg import gazetteer, ontology
from kg.model import Delta, Entity, Fact
from kg.pipeline.computing import Computed, compute
from kg.pipeline.world import STALE, deltas
from kg.store import cypher, edges, local, write
from kg.store.connection import Remote
from kg.store.graph import GraphStore
from tests import servers

ROUNDS = 5
WARM = 3  # turns until a server has compiled what it runs: one is too few for the many statements of a store
BATCH = 1000
PER_DELTA = 120  # documents: some 4,000 rows

Rows = list[dict[str, Any]]


def prepared(count: int) -> list[Delta]:
    """The deltas that fill a store with *count* documents and their world."""
    evidence = [generated.evidence(n) for n in range(count)]
    read = ((e.document, e.mentions, e.claims) for e in evidence)
    made = compute(read, ontology=ontology.load(), gazetteer=gazetteer.load())
    parts = [evidence[i : i + PER_DELTA] for i in range(0, count, PER_DELTA)]
    return [*(Delta(evidence=tuple(part), world=STALE) for part in parts), *deltas(Computed([], []), made)]


def ours(store: GraphStore, changes: list[Delta]) -> None:
    """The store step as `kg ingest` does it."""
    for delta in changes:
        store.apply(delta)


def by_hand(store: GraphStore, changes: list[Delta]) -> None:
    """The same rows by a plain loop."""
    with store.connection.driver().session(database=store.connection.database) as session:
        for statement, rows in statements(changes):
            for at in range(0, len(rows), BATCH):
                session.execute_write(lambda tx, s=statement, r=rows[at : at + BATCH]: tx.run(s, rows=r).consume())


def statements(changes: list[Delta]) -> Iterator[tuple[str, Rows]]:
    """Each statement with all its rows: nodes before edges."""
    plans = [write._Write(d) for d in changes]  # noqa: SLF001 - the very rows that the store writes
    for label in ("Document", "Mention", "Claim"):
        yield cypher.MERGE[label], [r for p in plans for r in p.nodes[label]]
    for label in ("Entity", "Fact"):
        records = [r for d in changes for r in (d.entities if label == "Entity" else d.facts)]
        for types in sorted({r.types for r in records}):
            nodes = [world_node(r) for r in records if r.types == types]
            yield cypher.typed(cypher.CREATE, label, *types), nodes
    for name in ("IN_DOCUMENT", "STATED_IN", "ARG_MENTION", "ARG_CLAIM"):
        yield cypher.LINK[name], [r for p in plans for r in p.links[name]]
    yield cypher.LEAF_LINK, [r for p in plans for r in p.leaves]
    facts = [f for d in changes for f in d.facts]
    yield cypher.LINK["ABOUT"], about(facts)
    for (name, end), rows in sorted(edges.role_edges(facts).items()):
        yield cypher.typed(cypher.LINK[f"ROLE_{end}"], name), rows
    for name, end in sorted({key for p in plans for key in p.shortcuts}):
        rows = [r for p in plans for r in p.shortcuts.get((name, end), [])]
        yield cypher.typed(cypher.LINK["SHORTCUT"], name), rows
    yield cypher.MERGE["Key"], [r for p in plans for r in p.nodes["Key"]]
    yield cypher.SKETCH_SET, [{"id": doc, "sketch": made} for d in changes for doc, made in d.sketches]


def about(facts: Iterable[Fact]) -> Rows:
    """The edges from claims to *facts*."""
    return [{"a": claim, "b": fact.id} for fact in facts for claim in fact.claims]


def world_node(record: Entity | Fact) -> dict[str, Any]:
    """The row of an entity or a fact."""
    p = write.rows.entity(record) if isinstance(record, Entity) else write.rows.fact(record)
    return {"id": record.id, "p": {k: v for k, v in p.items() if v is not None}}


def by_langchain(server: servers.Neo4jServer, changes: list[Delta], *, indexed: bool) -> None:
    """The same nodes and edges by `add_graph_documents`: as it is called by default, or with its index on all ids."""
    from langchain_neo4j import Neo4jGraph

    graph = Neo4jGraph(server.url, server.user, server.password, refresh_schema=False)
    graph.add_graph_documents(graph_documents(changes), baseEntityLabel=indexed)


def graph_documents(changes: list[Delta]) -> list[Any]:
    """*changes* as graph documents: one for each document, as langchain asks, and one for each part of the world."""
    from langchain_core.documents import Document as Text
    from langchain_neo4j.graphs.graph_document import GraphDocument, Node, Relationship

    parts = [Delta(evidence=(e,)) for d in changes for e in d.evidence] + [d for d in changes if not d.evidence]
    leaves: dict[str, list[str]] = defaultdict(list)
    for mention in (m for d in changes for e in d.evidence for m in e.mentions):
        leaves[mention.leaf].append(mention.id)
    nodes: dict[str, Any] = {}
    made: list[Any] = []
    for part in parts:
        plan = write._Write(part)  # noqa: SLF001 - the very rows that the store writes
        fresh = [(r, label) for label, rows in plan.nodes.items() for r in rows]
        fresh += [(world_node(one), one.type) for one in (*part.facts, *part.entities)]
        fresh += [({"id": doc, "p": {"sketch": sketch}}, "Document") for doc, sketch in part.sketches]
        here = [
            Node(id=r["id"], type=label, properties={k: v for k, v in r["p"].items() if k != "id"})
            for r, label in fresh
        ]
        nodes |= {n.id: n for n in here}
        refers = [{"a": mention, "b": r["entity"]} for r in plan.leaves for mention in leaves[r["leaf"]]]
        ends = {**plan.links, "ABOUT": about(part.facts), "REFERS_TO": refers}
        typed = [*edges.role_edges(part.facts).items(), *plan.shortcuts.items()]
        links = [
            Relationship(
                source=nodes[r["a"]], target=nodes[r["b"]], type=name,
                properties={k: v for k, v in r.items() if k not in {"a", "b"}},
            )
            for name, rows in (*ends.items(), *((name, rows) for (name, _), rows in typed))
            for r in rows
        ]  # fmt: skip
        made.append(GraphDocument(nodes=here, relationships=links, source=Text(page_content="")))
    return made


def timed(what: Callable[[], None]) -> float:
    """Seconds."""
    started = time.perf_counter()
    what()
    return time.perf_counter() - started


def measured(store: GraphStore, ways: dict[str, Callable[[], None]]) -> dict[str, list[float]]:
    """The times of each of *ways*, in turns, each into an empty store; the first turns warm up and are not kept."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(WARM + ROUNDS):
        for name, way in ways.items():
            emptied(store)
            spent = timed(way)
            if turn >= WARM:
                times[name].append(spent)
    emptied(store)
    return times


def emptied(store: GraphStore) -> None:
    """Every node gone, the schema there."""
    some = "MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS n"
    store.connection.driver()
    with store.connection.driver().session(database=store.connection.database) as session:
        while session.run(some).single(strict=True)["n"]:
            pass
    store.prepare()


@contextmanager
def local_store() -> Iterator[GraphStore]:
    """A new local store."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / ".kg"
        with GraphStore(root) as store:
            yield store
        local.stop(root)


def with_apoc() -> bool:
    """Whether langchain-neo4j and what it needs are there."""
    return importlib.util.find_spec("langchain_neo4j") is not None and Path(os.environ.get("APOC", "-")).is_dir()


def use_apoc(folder: Path) -> None:
    """The server's jars and those of *folder* in one place, from which it is started."""
    together = Path(tempfile.mkdtemp())
    for jar in (*servers.jars().iterdir(), *folder.glob("*.jar")):
        (together / jar.name).symlink_to(jar)
    servers.jars = lambda: together
    servers.CONF = (
        servers.CONF.replace("{home}/plugins", str(folder)) + "dbms.security.procedures.unrestricted=apoc.*\n"
    )


def main(count: int) -> None:
    """Print the ratios."""
    changes = prepared(count)
    rows = sum(len(found) for _, found in statements(changes))
    print(f"{count} documents, {rows} rows of nodes and edges")
    with local_store() as store:
        report(
            "local",
            measured(store, {"ours": lambda: ours(store, changes), "by hand": lambda: by_hand(store, changes)}),
            rows,
        )
    if with_apoc():
        use_apoc(Path(os.environ["APOC"]))
    with servers.neo4j_server() as server, GraphStore(Remote(server.url, server.user, server.password)) as store:
        ways = {"ours": lambda: ours(store, changes), "by hand": lambda: by_hand(store, changes)}
        if with_apoc():
            ways["langchain-neo4j"] = lambda: by_langchain(server, changes, indexed=False)
            ways["langchain, index"] = lambda: by_langchain(server, changes, indexed=True)
        else:
            print("langchain-neo4j is not compared: see the head of this file")
        report("neo4j", measured(store, ways), rows)


def report(where: str, times: dict[str, list[float]], rows: int) -> None:
    """One line a way: its median time, and the median of its ratios to ours in the same turn."""
    for name, spent in times.items():
        seconds = median(spent)
        ratio = median(other / own for other, own in zip(spent, times["ours"], strict=True))
        said = "" if name == "ours" else f"  ours is {ratio:.2f} x as fast"
        print(f"{where:6} {name:16} {seconds:7.2f} s {rows / seconds:9.0f} rows/s{said}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
