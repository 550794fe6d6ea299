"""How long the named questions take on a generated graph, on both stores, and SPARQL beside pyoxigraph.

    python bench/query.py [--nodes 1000000] [--store local|neo4j|both] [--times 60] [--sparql] [--keep FOLDER]

Prints p50 and p95 in milliseconds for each question with all its rows read, names drawn from the whole graph. Questions
about one actor, fact or document are bounded; those about the whole graph grow with it, and are asked three times. Of a
bounded one that takes longer than 100 ms, Neo4j's plan is printed. A Neo4j is filled by its import tool from our import
folder. `--keep` leaves the local store there, and uses the one that it finds.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]
from kg.errors import IntegrityError, QueryError  # noqa: E402 - the checkout comes first
from kg.export import formats, header  # noqa: E402
from kg.model import Arg, Claim, Decision, Delta, Document, Entity, Evidence, Fact, Mention, RoleEdge, Span  # noqa: E402
from kg.query.ask import Question, questions  # noqa: E402
from kg.query.run import explain, run  # noqa: E402
from kg.rdf import sparql  # noqa: E402
from kg.rdf.graphs import graphs  # noqa: E402
from kg.store import local  # noqa: E402
from kg.store.connection import Remote  # noqa: E402
from kg.store.graph import GraphStore  # noqa: E402
from tests import servers  # noqa: E402

BOUNDED = ("threats", "says", "timeline", "only", "mentions", "names", "retract", "path", "camps")
PER_DOCUMENT, BATCH, CLAIMS, WARM = 17.4, 100, 4, 5
ACTOR = ("Actor", "Organization", "Company")
KINDS = (
    ("Event", "Threaten", "Ultimatum"), ("Event", "Accuse", "Accusation"), ("Event", "Coerce", "Ban"),
    ("Event", "Transact", "Acquisition"), ("Event", "Communicate", "Statement"), ("Event", "Sanction", "Fine"),
    ("Event", "Operate", "UserMigration"), ("Event", "Support", "Praise"),
)  # fmt: skip
STATUSES = ("asserted", "asserted", "asserted", "attributed", "threatened", "disputed", "future")
TEXT = "Sentence of a document that says who did what to whom and when. " * CLAIMS


class World:
    """Documents with eight mentions and four claims each, and the facts and actors that they add up to."""

    def __init__(self, nodes: int) -> None:
        self.documents = max(2, int(nodes / PER_DOCUMENT))
        self.actors = max(20, self.documents * 4 // 5)
        self.draw = random.Random(1)  # noqa: S311 - the same graph every time
        self.leaves: dict[int, list[str]] = {}

    def actor(self) -> int:
        """The number of an actor; small numbers come up more often."""
        return int(self.actors * self.draw.random() ** 3)

    def deltas(self) -> Iterator[Delta]:
        """The graph as changes of a store."""
        yield Delta(world="current", header=("bench", "bench"))
        facts: list[Fact] = []
        for start in range(0, self.documents, BATCH):
            found = [self.document(d, facts) for d in range(start, min(start + BATCH, self.documents))]
            yield Delta(evidence=tuple(found))
        for start in range(0, self.actors, 2000):
            yield Delta(entities=tuple(self.entity(n) for n in range(start, min(start + 2000, self.actors))))
        for start in range(0, len(facts), 1000):
            yield Delta(facts=tuple(facts[start : start + 1000]))
        yield Delta(decisions=(Decision(id="k_1", action="same", on=("l_0_0",), by="Ida", at="2024-01-01"),))

    def entity(self, number: int) -> Entity:
        """An actor with the leaves that were drawn for it."""
        name = f"Actor {number}"
        return Entity(
            id=f"e_{number}", name=name, type=ACTOR[-1], types=ACTOR, names=(name,),
            leaves=tuple(self.leaves.get(number, [])), n_mentions=len(self.leaves.get(number, [])), n_docs=1,
        )  # fmt: skip

    def document(self, number: int, facts: list[Fact]) -> Evidence:
        """A document with its evidence; its facts are added to *facts*."""
        made = f"d_{number}"
        day = f"{2015 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}"
        doc = Document(
            id=made,
            uri=f"{number}.txt",
            text=TEXT,
            publisher=f"Paper {number % 40}",
            published=day,
            title=f"News {number}",
        )
        mentions, claims = [], []
        size = len(TEXT) // CLAIMS
        for n in range(CLAIMS):
            ends = []
            for side in range(2):
                who = self.actor()
                leaf = f"l_{number}_{n}{side}"
                self.leaves.setdefault(who, []).append(leaf)
                ends.append((f"m_{number}_{n}{side}", who))
                mentions.append(
                    Mention(
                        id=ends[-1][0], doc=made, start=n * size + side, end=n * size + side + 1, text=f"Actor {who}",
                        form="name", type=ACTOR[-1], types=ACTOR, confidence=1.0, leaf=leaf,
                    )
                )  # fmt: skip
            claims.append(self.claim(number, n, ends, size))
            facts.append(self.fact(number, n, ends, claims[-1], day, facts))
        return Evidence(document=doc, mentions=tuple(mentions), claims=tuple(claims), done=made)

    def claim(self, number: int, n: int, ends: list[tuple[str, int]], size: int) -> Claim:
        """What a sentence says."""
        kind = KINDS[(number + n) % len(KINDS)]
        return Claim(
            id=f"c_{number}_{n}", doc=f"d_{number}", type=kind[-1], types=kind, start=n * size, end=(n + 1) * size,
            quote=TEXT[n * size : (n + 1) * size], trigger=Span(n * size, n * size + 8),
            args=(Arg(role="agent", mention=ends[0][0]), Arg(role="target", mention=ends[1][0])),
            polarity="neg" if number % 50 == 0 else "pos",
            by=ends[0][0] if n == 0 else None, evidential="attributed" if n == 0 else "author",
        )  # fmt: skip

    def fact(self, number: int, n: int, ends: list[tuple[str, int]], claim: Claim, day: str, facts: list[Fact]) -> Fact:
        """A fact of one claim; one in twenty says that one earlier fact caused another."""
        types, object_ = claim.types, claim.type == "Acquisition"
        roles = [("agent", f"e_{ends[0][1]}"), ("object" if object_ else "target", f"e_{ends[1][1]}")]
        if object_ and number % 3 == 0:
            roles.append(("agent", f"e_{self.actor()}"))
        if n == 3 and number % 5 == 0 and len(facts) > 8:
            types = ("State", "Causes")
            roles = [("subject", facts[-1].id), ("object", facts[-2].id)]
        both = number % 100 == 0
        return Fact(
            id=f"f_{number}_{n}", block=f"{number}_{n}", type=types[-1], types=types, label=f"{types[-1]} {number}.{n}",
            date=day, time_start=day, time_end=day, time_granularity="day", time_basis="stated",
            status=STATUSES[(number + n) % len(STATUSES)], n_claims=1, n_pos=1, n_neg=int(both), n_docs=1, n_sources=1,
            belief=0.9, quantity=None, quantity_unit=None, quantity_approx=None, claims=(claim.id,),
            roles=tuple(RoleEdge(role=r, to=t, n=1, docs=1) for r, t in sorted(set(roles))),
        )  # fmt: skip

    def values(self, question: Question) -> dict[str, object]:
        """A value for each parameter of *question*, drawn from the whole graph."""
        found: dict[str, object] = {}
        for one in question.parameters:
            match one.kind:
                case "actor" if one.default is None:
                    found[one.name] = f"Actor {self.actor()}"
                case "actors":
                    found[one.name] = [f"Actor {self.actor()}" for _ in range(3)]
                case "document":
                    found[one.name] = f"d_{self.draw.randrange(self.documents)}"
                case "text":
                    found[one.name] = f"f_{self.draw.randrange(self.documents)}_1"
                case "class" if one.default is None:
                    found[one.name] = "UserMigration"
                case _:
                    found[one.name] = one.default
        return found


def fill(store: GraphStore, world: World) -> None:
    """Write *world*, with progress on stderr."""
    store.prepare()
    start = time.perf_counter()
    for number, delta in enumerate(world.deltas(), start=1):
        store.apply(delta)
        if number % 50 == 0:
            print(f"  {number} deltas, {time.perf_counter() - start:.0f} s", file=sys.stderr)
    print(f"filled in {time.perf_counter() - start:.0f} s: {store.counts()}")


def measure(store: GraphStore, world: World, times: int) -> None:
    """Print how long each question takes on *store*."""
    world.draw.seed(2)  # the same names on each store, and not the pairs that stand in one claim
    print(f"\n{store.connection.dialect}\n{'question':14} {'p50 ms':>8} {'p95 ms':>8} {'rows':>6}")
    for name, question in sorted(questions().items(), key=lambda q: (q[0] not in BOUNDED, q[0])):
        took, rows, late = [], 0, ""
        for number in range(WARM + times if name in BOUNDED else 3):
            params = world.values(question)
            start = time.perf_counter()
            try:
                with run(store, question.cypher, params=params) as answer:
                    rows = max(rows, sum(1 for _ in answer.rows))
            except (QueryError, IntegrityError) as error:  # past its deadline, or past the memory of the server
                late = f"  {error!s:.70}"
            if number >= (WARM if name in BOUNDED else 1) or late:  # the first ones warm the plan
                took.append(1000 * (time.perf_counter() - start))
            if late:
                break
        slowest = statistics.quantiles(took, n=20)[-1] if len(took) > 1 else took[0]
        mark = late if name in BOUNDED else f"  (whole graph){late}"
        print(f"{name:14} {statistics.median(took):8.1f} {slowest:8.1f} {rows:6}{mark}", flush=True)
        if slowest > 100 and name in BOUNDED and store.connection.dialect == "neo4j":
            print("\n".join(f"    {'  ' * d}{s}" for d, s in explain(store, question.cypher, params=params)))


def against_pyoxigraph(store: GraphStore, times: int) -> None:
    """Print what our SPARQL costs beside the same query on the same triples without us."""
    from kg.rdf.terms import PREFIXES

    start = time.perf_counter()
    loaded = sparql.load(graphs(store.records(), head=header(store)))
    print(f"\nSPARQL over {len(loaded)} triples, written and loaded in {time.perf_counter() - start:.0f} s")
    for query in (
        'SELECT ?f ?l { ?f a o:Ban, o:Fact ; rdfs:label ?l ; o:agent/skos:prefLabel "Actor 1" }',
        "SELECT ?t (COUNT(?f) AS ?n) { ?f a o:Fact ; o:type ?t } GROUP BY ?t ORDER BY DESC(?n)",
        "SELECT ?a ?b (COUNT(?f) AS ?n) { ?f o:agent ?a ; o:target ?b } GROUP BY ?a ?b ORDER BY DESC(?n) LIMIT 9",
    ):
        ours, bare = [], []
        for _ in range(times):
            start = time.perf_counter()
            list(sparql.ask(loaded, query).rows)
            ours.append(time.perf_counter() - start)
            start = time.perf_counter()
            for row in loaded.query(query, prefixes=PREFIXES, use_default_graph_as_union=True):  # type: ignore[union-attr]
                list(row)
            bare.append(time.perf_counter() - start)
        a, b = statistics.median(ours), statistics.median(bare)
        print(f"  {1000 * a:8.1f} ms, pyoxigraph {1000 * b:8.1f} ms, ratio {a / b:.2f}  {query[:60]}")


def main() -> None:
    """Run what the options ask for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--nodes", type=int, default=1_000_000)
    options.add_argument("--times", type=int, default=60)
    options.add_argument("--store", choices=["local", "neo4j", "both"], default="both")
    options.add_argument("--sparql", action="store_true")
    options.add_argument("--keep", type=Path)
    given = options.parse_args()
    world = World(given.nodes)
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        root, tables = Path(given.keep or folder, ".kg"), Path(folder, "tables")
        try:
            with GraphStore(root) as store:
                if not root.exists() or not store.counts().get("document"):
                    fill(store, world)
                if given.store != "neo4j":
                    measure(store, world, given.times)
                if given.sparql:
                    against_pyoxigraph(store, given.times)
                if given.store != "local":
                    start = time.perf_counter()
                    counts = formats.as_folder(store, "neo4j-admin", tables)
                    print(f"\nimport folder of {sum(counts.values())} rows in {time.perf_counter() - start:.0f} s")
        finally:
            local.stop(root)
        if given.store != "local":
            start = time.perf_counter()
            with (
                servers.neo4j_server(imported=tables) as server,
                GraphStore(Remote(server.url, server.user, server.password)) as store,
            ):
                print(f"imported, and Neo4j started, in {time.perf_counter() - start:.0f} s")
                lines = (tables / "constraints.cypher").read_text(encoding="utf-8").split(";\n")
                store.connection.run(*[s for s in lines if s])
                store.connection.run("CALL db.awaitIndexes(300)")
                measure(store, world, given.times)


if __name__ == "__main__":
    main()
