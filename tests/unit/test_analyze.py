"""Networks, panels and measures of small worlds whose answers are known."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest

from kg import ontology
from kg.analyze import files, graphs
from kg.analyze.camps import camps_of, signed_ties
from kg.analyze.dyads import dyads
from kg.analyze.measures import EXACT, MEASURES, undirected
from kg.analyze.panel import COLUMNS, panel, period_of
from kg.analyze.scale import SCALE
from kg.analyze.table import Table
from kg.errors import UnavailableError
from kg.model import HAPPENED, STATUSES, Entity, Fact, RoleEdge

ROOT = Path(__file__).parents[2]
ONTOLOGY = ontology.load()


def actor(name: str, *, kind: str = "Country", types: tuple[str, ...] = ("Actor",)) -> Entity:
    return Entity(id=f"e_{name}", name=name.title(), type=kind, types=(*types, kind), names=(name.title(),), leaves=())


def fact(
    name: str,
    kind: str,
    *roles: tuple[str, str],
    start: str | None = "2025-01-16",
    end: str | None = None,
    status: str = "asserted",
    claims: int = 1,
) -> Fact:
    return Fact(
        id=f"f_{name}", block="b", type=kind, types=ONTOLOGY.chain(kind), label=f"{name} – {kind}", date=start,
        time_start=start, time_end=end or start, time_granularity="day", time_basis="stated", status=status, n_claims=claims,
        n_pos=claims, n_neg=0, n_docs=1, n_sources=1, belief=0.8, quantity=None, quantity_unit=None, quantity_approx=None,
        claims=tuple(f"c_{name}_{n}" for n in range(claims)),
        roles=tuple(RoleEdge(role=r, to=t, n=1, docs=1) for r, t in roles),
    )  # fmt: skip


A, B, C, D = (actor(n) for n in "abcd")
PORT = actor("port", kind="Place", types=())
ENTITIES = [D, C, B, A, PORT]
FACTS = [
    fact("threat", "Threat", ("agent", "e_a"), ("target", "e_b"), claims=3),
    fact("ban", "Ban", ("agent", "e_a"), ("object", "e_b"), ("place", "e_port"), start="2025-02-03", status="disputed", claims=2),
    fact("aid", "Aid", ("agent", "e_c"), ("beneficiary", "e_b"), start="2025-02-04"),
    fact("meeting", "Meeting", ("agent", "e_c"), ("partner", "e_d"), start="2024-12-31"),
    fact("denied", "Threat", ("agent", "e_d"), ("target", "e_a"), status="denied"),
    fact("owns", "Owns", ("subject", "e_a"), ("object", "e_b")),
    fact("alone", "Threat", ("agent", "e_a"), ("target", "e_a")),
    fact("demand", "Demand", ("agent", "e_a"), ("demand", "f_ban"), ("target", "e_port")),
]  # fmt: skip


def network(entities: list[Entity] = ENTITIES, facts: list[Fact] = FACTS) -> nx.DiGraph[str]:
    return graphs.actors(entities, facts, ontology=ONTOLOGY)


def cells(table: Table, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[table.columns.index(c)] for c in columns) for row in table.rows]


# --- the scale


def test_every_plover_group_has_a_value_and_no_other() -> None:
    groups = {c.group for c in ONTOLOGY.of_kind("event") if len(c.types) > 1}
    assert SCALE.keys() <= groups
    assert groups - SCALE.keys() == {"Communicate", "Govern", "Happen", "Operate", "Transact"}


def test_cooperation_is_above_zero_and_conflict_below() -> None:
    assert {g for g, v in SCALE.items() if v > 0} == {
        "Agree",
        "Consult",
        "Support",
        "Concede",
        "Cooperate",
        "Aid",
        "Retreat",
    }
    assert min(SCALE, key=lambda g: SCALE[g]) == "Assault"
    assert all(-10 <= v <= 10 for v in SCALE.values())


# --- pairs


def test_who_did_what_to_whom() -> None:
    found = [(d.source.name, d.target.name, d.fact.id) for d in dyads(ENTITIES, FACTS, ontology=ONTOLOGY)]
    assert found == [
        ("C", "B", "f_aid"), ("A", "B", "f_ban"), ("C", "D", "f_meeting"), ("D", "C", "f_meeting"), ("A", "B", "f_threat"),
    ]  # fmt: skip


@pytest.mark.parametrize("status", STATUSES)
def test_only_what_happened_counts_unless_asked_for(status: str) -> None:
    one = [fact("x", "Threat", ("agent", "e_a"), ("target", "e_b"), status=status)]
    assert bool(list(dyads(ENTITIES, one, ontology=ONTOLOGY))) == (status in HAPPENED)
    assert len(list(dyads(ENTITIES, one, ontology=ONTOLOGY, statuses=[status]))) == 1


def test_an_event_of_several_is_a_pair_for_each() -> None:
    one = [fact("x", "Threat", ("agent", "e_a"), ("agent", "e_b"), ("target", "e_c"), ("target", "e_b"))]
    found = [(d.source.id, d.target.id) for d in dyads(ENTITIES, one, ontology=ONTOLOGY)]
    assert found == [("e_a", "e_b"), ("e_a", "e_c"), ("e_b", "e_c")]


# --- the graphs


def test_the_graph_of_events_has_every_node_and_role() -> None:
    graph = graphs.events(ENTITIES, FACTS, ontology=ONTOLOGY)
    assert graph.number_of_nodes() == len(ENTITIES) + len(FACTS)
    assert graph.number_of_edges() == sum(len(f.roles) for f in FACTS)
    assert graph.has_edge("f_demand", "f_ban", key="demand")
    assert graph.nodes["f_threat"]["claims"] == ["c_threat_0", "c_threat_1", "c_threat_2"]
    assert (graph.nodes["f_ban"]["status"], graph.nodes["e_port"]["kind"]) == ("disputed", "entity")


def test_an_edge_between_actors_sums_up_with_its_evidence() -> None:
    graph = network()
    assert sorted(graph) == ["e_a", "e_b", "e_c", "e_d"]
    assert graph.edges["e_a", "e_b"] == {
        "weight": 2, "events": 2, "reports": 5, "kinds": {"Ban": 1, "Threat": 1},
        "groups": {ONTOLOGY["Ban"].group: 1, "Threaten": 1}, "cooperation": 0.0,
        "conflict": SCALE["Threaten"] + SCALE[ONTOLOGY["Ban"].group], "signed": SCALE["Threaten"] + SCALE[ONTOLOGY["Ban"].group],
        "facts": ["f_ban", "f_threat"], "values": [SCALE[ONTOLOGY["Ban"].group], SCALE["Threaten"]],
        "claims": ["c_ban_0", "c_ban_1", "c_threat_0", "c_threat_1", "c_threat_2"], "start": "2025-01-16", "end": "2025-02-03",
    }  # fmt: skip
    assert graph.edges["e_c", "e_b"]["signed"] == SCALE["Aid"]


def test_an_event_that_counts_both_ways_is_one_tie() -> None:
    assert undirected(network()).edges["e_c", "e_d"]["events"] == 1
    assert signed_ties(network())["e_c", "e_d"] == SCALE["Consult"]


# --- the panel


def test_the_panel_counts_events_and_reports_apart() -> None:
    found = panel(dyads(ENTITIES, FACTS, ontology=ONTOLOGY))
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in found.rows]
    assert [(r["period"], r["source"], r["target"], r["type"], r["events"], r["reports"]) for r in rows] == [
        ("2024-12", "C", "D", "Meeting", 1, 1), ("2024-12", "D", "C", "Meeting", 1, 1), ("2025-01", "A", "B", "Threat", 1, 3),
        ("2025-02", "A", "B", "Ban", 1, 2), ("2025-02", "C", "B", "Aid", 1, 1),
    ]  # fmt: skip
    assert [(r["cooperation"], r["conflict"]) for r in rows[2:]] == [
        (0.0, SCALE["Threaten"]), (0.0, SCALE[ONTOLOGY["Ban"].group]), (SCALE["Aid"], 0.0),
    ]  # fmt: skip
    assert (rows[2]["source_id"], rows[2]["facts"], rows[2]["claims"]) == (
        "e_a",
        ["f_threat"],
        ["c_threat_0", "c_threat_1", "c_threat_2"],
    )
    assert found.unplaced == ()


def test_events_can_be_counted_by_group_and_by_year() -> None:
    pairs = list(dyads(ENTITIES, FACTS, ontology=ONTOLOGY))
    rows = panel(pairs, by="year", types="group").rows
    assert ("A", "B", "Threaten", "2025", 1, 3) in [r[:6] for r in rows]


@pytest.mark.parametrize(
    ("start", "end", "by", "period"),
    [
        ("2025-01-16", "2025-01-16", "month", "2025-01"),
        ("2025-01-16", "2025-01-16", "week", "2025-W03"),
        ("2024-12-30", "2024-12-30", "week", "2025-W01"),
        ("2025-01-28", "2025-02-03", "month", "2025-02"),
        ("2025-01-27", "2025-02-03", "month", None),
        ("2025-01-01", "2025-01-31", "month", "2025-01"),
        ("2025-01-01", "2025-01-31", "week", None),
        ("2025-01-01", "2025-12-31", "month", None),
        ("2025-01-01", "2025-12-31", "year", "2025"),
        (None, None, "year", None),
        (None, "2025-01-16", "year", None),
    ],
)
def test_the_period_of_an_event(start: str | None, end: str | None, by: str, period: str | None) -> None:
    one = fact("x", "Threat", start=start, end=end)
    assert period_of(one, by) == period


def test_events_of_no_single_period_are_named() -> None:
    odd = fact("odd", "Threat", ("agent", "e_a"), ("target", "e_b"), start="2025-01-01", end="2025-12-31")
    undated = fact("undated", "Threat", ("agent", "e_a"), ("target", "e_b"), start=None)
    found = panel(dyads(ENTITIES, [*FACTS, odd, undated], ontology=ONTOLOGY))
    assert found.unplaced == ("f_odd", "f_undated")
    assert len(found.rows) == 5


def test_the_panel_can_be_cut_by_days() -> None:
    pairs = list(dyads(ENTITIES, FACTS, ontology=ONTOLOGY))
    assert [r[3] for r in panel(pairs, since="2025-01-17").rows] == ["2025-02", "2025-02"]
    assert [r[3] for r in panel(pairs, since="2025-01-01", until="2025-01-31").rows] == ["2025-01"]
    assert [r[3] for r in panel(pairs, until="2025-02-03").rows] == ["2024-12", "2024-12", "2025-01", "2025-02"]


# --- measures


def ties(*pairs: tuple[str, str, str]) -> nx.DiGraph[str]:
    """A network of actors where each pair has one event of a class."""
    entities = [actor(n) for n in sorted({n for a, b, _ in pairs for n in (a, b)})]
    facts = [fact(f"{n:03}", kind, ("agent", f"e_{a}"), ("target", f"e_{b}")) for n, (a, b, kind) in enumerate(pairs)]
    return network(entities, facts)


STAR = ties(*((("hub"), f"leaf{n}", "Threat") for n in range(4)))
TWO = ties(
    *((a, b, "Aid") for group in ("abc", "xyz") for a in group for b in group if a < b), ("a", "x", "Threat")
)  # fmt: skip


def test_the_middle_of_a_star_is_its_middle() -> None:
    found = MEASURES["centrality"](STAR)
    assert cells(found, "actor", "events", "partners", "out", "in", "betweenness", "closeness") == [
        ("Hub", 4, 4, 4, 0, 1.0, 1.0), *((f"Leaf{n}", 1, 1, 0, 1, 0.0, 0.625) for n in range(4)),
    ]  # fmt: skip
    assert found.note == ""


def test_two_groups_are_two_communities() -> None:
    found = MEASURES["communities"](TWO)
    assert cells(found, "community", "size", "actor", "inside", "outside") == [
        (1, 3, "A", 2, 1), (1, 3, "B", 2, 0), (1, 3, "C", 2, 0), (2, 3, "X", 2, 1), (2, 3, "Y", 2, 0), (2, 3, "Z", 2, 0),
    ]  # fmt: skip
    assert found.note == "modularity 0.357 of 2 communities"


def test_who_stands_between_groups_is_a_broker() -> None:
    found = MEASURES["brokers"](TWO)
    assert cells(found, "actor", "cuts")[:3] == [("A", True), ("X", True), ("B", False)]
    constraint = dict(cells(found, "actor", "constraint"))
    assert constraint["A"] < constraint["B"]


def test_friends_are_a_camp_and_enemies_the_other() -> None:
    found = MEASURES["camps"](TWO)
    assert cells(found, "actor", "camp", "fits") == [
        ("A", "1a", 1.0), ("B", "1a", 1.0), ("C", "1a", 1.0), ("X", "1b", 1.0), ("Y", "1b", 1.0), ("Z", "1b", 1.0),
    ]  # fmt: skip
    assert found.note.startswith("frustration 0.000: ")


def test_what_no_split_can_satisfy_is_frustration() -> None:
    found = camps_of({("a", "b"): -3.0, ("b", "c"): -2.0, ("a", "c"): -1.0})
    assert found.frustration == pytest.approx(1 / 6, abs=1e-6)
    assert found.of["a"] != found.of["b"]
    assert camps_of({}).frustration == 0.0
    assert camps_of({("a", "b"): 1.0, ("x", "y"): -1.0, ("x", "z"): 2.0}).of == {
        "a": "2a",
        "b": "2a",
        "x": "1a",
        "y": "1b",
        "z": "1a",
    }


def test_the_camps_of_small_networks_are_the_best_there_are() -> None:
    import itertools
    import random

    chance = random.Random(1)  # noqa: S311 - the same numbers each time
    exact = total = 0
    for _ in range(60):
        names = "abcdefg"
        pairs = {
            (a, b): float(chance.choice([-2, -1, 1, 2]))
            for a, b in itertools.combinations(names, 2)
            if chance.random() < 0.6
        }
        whole = sum(map(abs, pairs.values()))
        best = min(
            sum(abs(w) for (a, b), w in pairs.items() if (sides[names.index(a)] == sides[names.index(b)]) != (w > 0))
            for sides in itertools.product((0, 1), repeat=len(names))
        )
        found = camps_of(pairs).frustration * whole
        assert found >= best - 1e-3
        exact, total = exact + (found < best + 1e-3), total + 1
    assert exact / total > 0.75


def test_cohesion_says_what_is_known_of_two_triangles_and_a_bridge() -> None:
    found = dict(cells(MEASURES["cohesion"](TWO), "measure", "value"))
    assert found == {
        "actors": 6, "ties": 7, "events": 7, "reports": 7, "density": pytest.approx(7 / 15, abs=1e-6), "reciprocity": 0.0,
        "components": 1, "largest component": 1.0, "clustering": pytest.approx(7 / 9, abs=1e-6), "core": 2,
        "modularity": pytest.approx(0.357143, abs=1e-6), "friendly ties": 6, "hostile ties": 1, "balanced triads": 1.0,
        "frustration": 0.0,
    }  # fmt: skip


@pytest.mark.parametrize("name", MEASURES)
def test_an_empty_network_has_measures_too(name: str) -> None:
    found = MEASURES[name](network([], []))
    assert all(len(row) == len(found.columns) for row in found.rows)
    assert len(found.rows) == (15 if name == "cohesion" else 0)


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_says_where_it_comes_from(name: str) -> None:
    assert "Source: " in (MEASURES[name].__doc__ or "")


def test_a_large_network_says_that_betweenness_is_estimated() -> None:
    found = MEASURES["brokers"](ties(*((f"n{n}", f"n{n + 1}", "Threat") for n in range(EXACT))))
    assert found.note == f"betweenness estimated from {EXACT} of {EXACT + 1} actors"


def test_a_table_for_people_leaves_out_ids() -> None:
    table = Table(("a", "id", "b"), [(1, 2, 3)], "note", ids=("id",))
    assert table.without_ids() == Table(("a", "b"), [(1, 3)], "note")
    assert (list(table), len(table)) == ([{"a": 1, "id": 2, "b": 3}], 1)
    assert table.df().to_dict("records") == list(table)


# --- files

ODD = replace(actor("odd\x00\x0b\ufffe <&\"'> 小红书 𝄞 \u202e"), id="e_odd")


@pytest.mark.parametrize("kind", graphs.KINDS)
@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_a_file_holds_the_whole_graph(kind: str, form: str) -> None:
    facts = [*FACTS, fact("odd", "Threat", ("agent", ODD.id), ("target", "e_a"))]
    make = graphs.events if kind == "events" else graphs.actors
    graph: nx.DiGraph[str] = make([*ENTITIES, ODD], facts, ontology=ONTOLOGY)
    written = (files.graphml(graph) if form == "graphml" else files.gexf(graph)).encode()
    read: nx.Graph[str] = (nx.read_graphml if form == "graphml" else nx.read_gexf)(io.BytesIO(written))
    assert (len(read), read.number_of_edges()) == (len(graph), graph.number_of_edges())
    assert read.is_directed()
    [label] = [d["label"] for _, d in read.nodes(data=True) if "小红书" in d["label"]]
    assert label == "Odd\ufffd\ufffd\ufffd <&\"'> 小红书 𝄞 \u202e"


def test_a_gexf_file_has_colours_and_time_and_no_clock() -> None:
    read = nx.read_gexf(io.BytesIO(files.gexf(graphs.events(ENTITIES, FACTS, ontology=ONTOLOGY)).encode()))
    assert read.graph["mode"] == "dynamic"
    assert (read.nodes["f_ban"]["start"], read.nodes["f_ban"]["end"]) == ("2025-02-03", "2025-02-03")
    red = int(ONTOLOGY[ONTOLOGY["Ban"].group].color[1:3], 16)
    assert read.nodes["f_ban"]["viz"]["color"]["r"] == red
    text = files.gexf(network())
    assert "lastmodifieddate" not in text
    assert 'timeformat="date"' in text
    edges = nx.read_gexf(io.BytesIO(text.encode())).edges
    assert edges["e_a", "e_b"]["signed"] < 0 < edges["e_c", "e_b"]["signed"]
    assert edges["e_a", "e_b"]["claims"] == "c_ban_0; c_ban_1; c_threat_0; c_threat_1; c_threat_2"


@pytest.mark.parametrize("kind", graphs.KINDS)
def test_tables_hold_the_whole_graph(kind: str, tmp_path: Path) -> None:
    make = graphs.events if kind == "events" else graphs.actors
    graph: nx.DiGraph[str] = make(ENTITIES, FACTS, ontology=ONTOLOGY)
    written = files.write(graph, tmp_path / "csv", form="csv") + files.write(graph, tmp_path / "pq", form="parquet")
    assert [p.name for p in written] == ["nodes.csv", "edges.csv", "nodes.parquet", "edges.parquet"]
    with written[1].open(encoding="utf-8", newline="") as stream:
        edges = list(csv.DictReader(stream))
    assert [(e["source"], e["target"]) for e in edges] == [(a, b) for a, b, *_ in graph.edges]
    frame = pd.read_parquet(written[3])
    assert len(frame) == graph.number_of_edges()
    if kind == "actors":
        assert json.loads(edges[0]["kinds"]) == {"Ban": 1, "Threat": 1}
        assert list(frame["claims"][0]) == graph.edges["e_a", "e_b"]["claims"]
        assert frame["events"].sum() == 5
    assert len(pd.read_parquet(written[2])) == len(graph)


def test_parquet_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UnavailableError, match="dramatis-kg\\[tables\\]"):
        files.write(network(), tmp_path / "pq", form="parquet")


# --- the same on every machine

SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
from kg.analyze import files, graphs
from kg.analyze.measures import MEASURES
from tests.unit import test_analyze as t
import random
chance = random.Random(3)
names = [f"n{i}" for i in range(40)]
pairs = [(*chance.sample(names, 2), chance.choice(["Threat", "Aid", "Ban", "Meeting"])) for _ in range(150)]
entities = [t.actor(n) for n in names]
facts = [t.fact(f"{i:03}", k, ("agent", f"e_{a}"), ("target", f"e_{b}")) for i, (a, b, k) in enumerate(pairs)]
if sys.argv[2] == "mixed":
    chance.shuffle(entities)
    chance.shuffle(facts)
graph = t.network(entities, facts)
print(files.gexf(graph), files.graphml(graph), files.gexf(graphs.events(entities, facts, ontology=t.ONTOLOGY)))
for name, measure in MEASURES.items():
    print(name, measure(graph))
"""


def test_the_order_of_facts_and_the_hash_seed_change_nothing() -> None:
    def run(order: str, seed: str) -> str:
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}:{ROOT / 'loaders'}"}
        command = [sys.executable, "-c", SCRIPT, str(ROOT), order]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout

    first = run("sorted", "0")
    assert first == run("mixed", "1") == run("mixed", "12345")
    assert len(first) > 10_000
