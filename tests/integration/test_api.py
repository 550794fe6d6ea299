"""The graph in Python, on a real store: rows, entities, facts with their quotes, networks, panels."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kg
from kg.cli import main
from kg.errors import NoStoreError, NotFoundError, QueryError, UnavailableError, UsageError
from kg.store import local
from tests import files, networks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph import Graph

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("api")
    shutil.copytree(ROOT / "examples", root / "examples")
    (root / "two.pdf").write_bytes(
        files.pdf(["Loopride bought Nordvik in May 2019."], ["Norway banned Loopride on June 1, 2024."])
    )
    (root / "rows.csv").write_bytes(files.table([{"body": "Denmark banned Hoplane on June 3, 2024."}]))
    yield root
    local.stop(root / ".kg")


@pytest.fixture(scope="module")
def graph(folder: Path) -> Iterator[Graph]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        with kg.open(folder / ".kg", create=True) as opened:
            report = opened.ingest(
                "examples/refuge", "two.pdf", folder / "rows.csv", date="2024-06-02", columns={"text": "body"}
            )
            assert (report.stored, report.rejected) == (22, [])
            yield opened


# --- opening


def test_where_there_is_no_store_nothing_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoStoreError, match="no store"):
        kg.open(tmp_path / "gone")
    with pytest.raises(UnavailableError, match="KG_PASSWORD"):
        kg.open("neo4j://localhost:1", insecure=True)


def test_the_nearest_store_upward_is_opened(graph: Graph, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "examples" / "refuge")
    with kg.open() as other:
        assert repr(other) == repr(graph) == f"<Graph {folder / '.kg'}>"


def test_importing_and_opening_do_not_import_a_driver() -> None:
    code = "import kg, sys; print([m for m in ('neo4j', 'pandas', 'networkx', 'spacy', 'click') if m in sys.modules], callable(kg.open))"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[] True\n"


def test_a_graph_that_is_not_closed_leaves_no_warning(graph: Graph, folder: Path) -> None:
    code = f"import kg; g = kg.open({str(folder)!r}); a = g.cypher('UNWIND range(1, 100000) AS n RETURN n'); print(next(a))"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "{'n': 1}\n", "")
    assert list(graph.cypher("RETURN 1 AS n")) == [{"n": 1}]


# --- rows


def test_rows_come_as_dicts_one_by_one(graph: Graph) -> None:
    answer = graph.cypher("UNWIND $words AS word RETURN word, size(word) AS length", {"words": ["Zürich", "小红书"]})
    assert answer.columns == ("word", "length")
    assert next(answer) == {"word": "Zürich", "length": 6}
    assert list(answer) == [{"word": "小红书", "length": 3}]
    assert list(answer) == [], "read once"


def test_rows_are_a_data_frame(graph: Graph) -> None:
    frame = graph.cypher("UNWIND [1, 2, null] AS n RETURN n, 'x' AS word, [n] AS list").df()
    assert (list(frame.columns), len(frame), frame["word"].tolist()) == (["n", "word", "list"], 3, ["x", "x", "x"])


def test_a_node_is_a_map(graph: Graph) -> None:
    [row] = graph.cypher("MATCH (e:Entity {name: 'TikTok'}) RETURN e")
    assert row["e"]["name"] == "TikTok"
    assert "Platform" in row["e"]["labels"]


@pytest.mark.parametrize(
    "query", ["CREATE (n:X) RETURN n", "MATCH (n) DETACH DELETE n", "MATCH (n RETURN n", "CALL apoc.load.json('x')"]
)
def test_what_writes_or_is_no_query_is_refused_at_once(graph: Graph, query: str) -> None:
    with pytest.raises(QueryError):
        graph.cypher(query)


def test_a_query_that_fails_half_way_says_so_and_the_next_one_works(graph: Graph) -> None:
    with pytest.raises(QueryError):
        list(graph.cypher("UNWIND range(3000, 0, -1) AS n RETURN 1 / n AS share"))
    assert list(graph.cypher("RETURN 1 AS n")) == [{"n": 1}]


def test_a_query_that_is_left_does_not_hold_up_others(graph: Graph) -> None:
    answer = graph.cypher("UNWIND range(1, 100000) AS n RETURN n")
    assert next(answer) == {"n": 1}
    answer.close()
    assert list(answer) == []
    del answer
    gc.collect()
    assert len(list(graph.cypher("UNWIND range(1, 2000) AS n RETURN n"))) == 2000


def test_a_deadline_stops_a_query(graph: Graph) -> None:
    with pytest.raises(QueryError):
        list(
            graph.cypher("UNWIND range(1, 30000) AS a UNWIND range(1, 30000) AS b RETURN sum(a * b) AS n", deadline=0.5)
        )


def test_several_answers_may_be_read_side_by_side(graph: Graph) -> None:
    first, second = (graph.cypher("UNWIND range(1, 5000) AS n RETURN n * $by AS n", {"by": by}) for by in (1, 2))
    assert [(a["n"], b["n"]) for a, b in zip(first, second, strict=True)] == [(n, 2 * n) for n in range(1, 5001)]


# --- entities and facts


def test_an_entity_is_found_by_any_of_its_names(graph: Graph) -> None:
    found = graph.entity("tiktok")
    assert (found.name, found.type, str(found)) == ("TikTok", "Platform", "TikTok (Platform)")
    assert graph.entity(found.id) == found
    with pytest.raises(NotFoundError, match="nothing is called 'TikTak'; near: TikTok"):
        graph.entity("TikTak")


def test_a_fact_has_its_quotes_and_who_takes_part(graph: Graph) -> None:
    [fact] = graph.entity("Nordvik").facts("Acquisition")
    assert (fact.type, fact.status, fact.date) == ("Acquisition", "asserted", "2019-05")
    assert [(r.role, r.name) for r in fact.roles] == [("agent", "Loopride"), ("object", "Nordvik")]
    [claim] = fact.claims
    assert (claim.quote, claim.page, claim.source.uri, claim.source.published) == (
        "Loopride bought Nordvik in May 2019.", 1, "two.pdf", "2024-06-02",
    )  # fmt: skip
    assert graph.fact(fact.id) == fact
    [ban] = graph.entity("Loopride").facts("Ban")
    assert ban.claims[0].page == 2


def test_every_quote_stands_in_its_document(graph: Graph) -> None:
    texts = {r["id"]: r["text"] for r in graph.cypher("MATCH (d:Document) RETURN d.id AS id, d.text AS text")}
    claims = [claim for fact in graph.facts() for claim in fact.claims]
    assert len(claims) > 350
    assert [c.id for c in claims if texts[c.source.id][c.start : c.end] != c.quote] == []
    assert len({c.id for c in claims}) == len(claims)


def test_a_timeline_is_in_order_and_has_dates(graph: Graph) -> None:
    everything, dated = list(graph.entity("TikTok").facts()), list(graph.entity("TikTok").timeline())
    assert dated == [f for f in everything if f.date]
    starts = [f.time_start or "9999" for f in everything]
    assert starts == sorted(starts)
    assert [f.id for f in dated[:2]] == [f.id for f in everything[:2]]
    assert str(dated[0]).startswith(dated[0].date or "")


def test_all_of_a_class_can_be_asked_for(graph: Graph) -> None:
    bans = list(graph.facts("Ban"))
    assert len(bans) > 10
    assert {"Ban"} == {t for f in bans for t in f.types[-1:] if "Ban" in f.types} | {"Ban"}
    assert all("Ban" in f.types for f in bans)
    assert len(list(graph.facts())) > len(bans)
    assert all("Platform" in e.types for e in graph.entities("Platform"))
    mentions = [e.n_mentions for e in graph.entities()]
    assert mentions == sorted(mentions, reverse=True)
    assert isinstance(graph.facts(), types.GeneratorType)
    assert list(graph.facts("NoSuchClass")) == []
    with pytest.raises(NotFoundError, match="no fact has the id 'f_x'"):
        graph.fact("f_x")


# --- one graph, two ways


@pytest.mark.parametrize("name", [n for n in networks.QUESTIONS if n != "migrations"])
def test_a_question_has_one_answer_in_cypher_and_in_networkx(graph: Graph, name: str) -> None:
    params = {"actor": "TikTok", "target": "TikTok", "camp": ["India"], "other": ["Apple"]}
    takes, columns, in_networkx = networks.QUESTIONS[name]
    asked = networks.asked(graph.ask(name, {p: params[p] for p in takes}), columns)
    assert asked == in_networkx(graph.to_networkx("events"), *(params[p] for p in takes))
    assert asked, "an answer without rows would prove nothing"


def test_an_unknown_question_lists_those_there_are(graph: Graph) -> None:
    with pytest.raises(NotFoundError, match="no question 'thrats'; there are: accusations, "):
        graph.ask("thrats")


# --- networks and panels


def test_the_network_has_what_the_store_has(graph: Graph) -> None:
    events_graph = graph.to_networkx()
    [counted] = graph.cypher("MATCH (n) WHERE n:Entity OR n:Fact RETURN count(*) AS n")
    [edges] = graph.cypher("MATCH (:Fact)-[r]->() WHERE r.n IS NOT NULL RETURN count(*) AS n")
    assert (events_graph.number_of_nodes(), events_graph.number_of_edges()) == (counted["n"], edges["n"])
    ties = graph.to_networkx("actors")
    claims = {r["id"] for r in graph.cypher("MATCH (c:Claim) RETURN c.id AS id")}
    assert all(set(d["claims"]) <= claims and len(d["facts"]) == d["events"] for *_, d in ties.edges(data=True))
    with pytest.raises(UsageError, match="no network of kind 'people'; there are: events, actors"):
        graph.to_networkx("people")


def test_the_panel_sums_to_the_network(graph: Graph) -> None:
    year, ties = graph.panel("year"), graph.to_networkx("actors")
    frame = year.df()
    left = ties.size(weight="events") - frame["events"].sum()
    assert 0 <= left < 10
    assert year.note == "" or year.note.endswith("have no date, or one of several years, and are left out")
    placed: dict[Any, int] = frame.groupby(["source_id", "target_id"])["events"].sum().to_dict()
    assert all(n <= ties.edges[pair]["events"] for pair, n in placed.items())
    assert (frame["cooperation"] >= 0).all()
    assert (frame["conflict"] <= 0).all()
    with pytest.raises(UsageError, match="no panel by 'day'; there are: week, month, year"):
        graph.panel("day")


def test_measures_are_tables(graph: Graph) -> None:
    first = next(iter(graph.analyze("centrality")))
    assert first["actor"] == "TikTok"
    with pytest.raises(UsageError, match="no measure 'fame'; there are: brokers, camps, "):
        graph.analyze("fame")


def test_without_pandas_a_data_frame_says_what_to_install(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UnavailableError, match=r"pip install 'dramatis-kg\[tables\]'"):
        graph.cypher("RETURN 1 AS n").df()


# --- the same by command


def command(folder: Path, *args: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in [n for n in os.environ if n.startswith("KG_") and n != "KG_CACHE"]:
            patch.delenv(name)
        with pytest.raises(SystemExit) as ended:
            main(list(args))
    said = capsys.readouterr()
    return int(str(ended.value.code)), said.out, said.err


@pytest.mark.parametrize("measure", ["brokers", "camps", "centrality", "cohesion", "communities"])
def test_a_measure_by_command_is_the_one_in_python(
    graph: Graph, folder: Path, measure: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = command(folder, "analyze", measure, "--json", capsys=capsys)
    assert (code, json.loads(out)) == (0, json.loads(json.dumps(list(graph.analyze(measure)))))


def test_a_panel_by_command(graph: Graph, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = command(
        folder,
        "analyze",
        "panel",
        "--by",
        "year",
        "--since",
        "2024-01-01",
        "--until",
        "2024-12-31",
        "--jsonl",
        capsys=capsys,
    )
    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, {r["period"] for r in rows}) == (0, {"2024"})
    assert rows == json.loads(json.dumps(list(graph.panel("year", since="2024-01-01", until="2024-12-31"))))
    code, out, err = command(folder, "analyze", "panel", "--limit", "2", capsys=capsys)
    assert (code, len(out.splitlines()), "claims" in out) == (0, 4, False)
    assert "these are the first 2 rows" in err
    assert command(folder, "analyze", "panel", "--since", "soon", capsys=capsys)[0] == 2


@pytest.mark.parametrize("name", ["a.graphml", "a.gexf", "a.csv", "a.parquet"])
def test_a_network_by_command(graph: Graph, folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = command(folder, "analyze", "graph", "-o", name, capsys=capsys)
    ties = graph.to_networkx("actors")
    assert (code, err) == (0, f"{len(ties)} nodes, {ties.number_of_edges()} edges\n")
    assert [(folder / line).is_file() for line in out.split()] == [True] * (1 if name in {"a.graphml", "a.gexf"} else 2)


def test_a_network_without_a_format_or_folder_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = command(folder, "analyze", "graph", "-o", "a.xyz", capsys=capsys)
    assert (code, "there are: graphml, gexf, csv, parquet" in err) == (2, True)
    assert command(folder, "analyze", "graph", "-o", "gone/a.gexf", capsys=capsys)[0] == 4
