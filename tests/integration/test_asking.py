"""Questions, queries, exports and checks as commands."""

from __future__ import annotations

import csv
import io
import json
import os
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.errors import KgError
from kg.store import local
from kg.store.graph import GraphStore
from tests.strait import delta, strait

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN = "// Who is named\n// column name: who\n// column claims: none\nMATCH (e:Entity) RETURN e.name AS name, [] AS claims ORDER BY name\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("asking") / ".kg"
    with GraphStore(made) as store:
        store.prepare()
        store.apply(delta(strait()))
    yield made
    local.stop(made)


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in os.environ if n.startswith("KG_") and n != "KG_CACHE"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "160")


def kg(root: Path, *args: str, text: str | None = None) -> tuple[int, str, str]:
    """Exit code, what is printed, what is said on the side."""
    answer = CliRunner().invoke(cli, [*args, "--store", str(root)], input=text)
    if isinstance(answer.exception, KgError):
        return answer.exception.exit_code, answer.stdout, str(answer.exception)
    return answer.exit_code, answer.stdout, answer.stderr


def test_without_a_name_the_questions_are_listed() -> None:
    answer = CliRunner().invoke(cli, ["ask"])
    assert answer.exit_code == 0
    assert "[--since]" in next(line for line in answer.stdout.splitlines() if line.startswith("threats"))


def test_a_question_is_answered_as_a_table_and_with_its_quotes(root: Path) -> None:
    code, out, _ = kg(root, "ask", "threats", "--target", "loop", "--since", "2024")
    assert (code, "Norland" in out, "c_0001" in out) == (0, True, False)
    code, out, _ = kg(root, "ask", "threats", "--target", "Loop", "--evidence")
    assert "“Norland gave Loop ten days to sell Hop.”" in out
    assert "Ferry News, 2024-05-02  c_0001" in out


def test_a_question_has_a_help_page_with_its_columns() -> None:
    answer = CliRunner().invoke(cli, ["ask", "threats", "--help"])
    assert "--target ACTOR" in answer.stdout
    assert "who: who threatens" in answer.stdout


def test_answers_come_in_every_form(root: Path, tmp_path: Path) -> None:
    _, out, _ = kg(root, "ask", "buyers", "--json", "--evidence")
    (row,) = json.loads(out)
    assert [e["quote"] for e in row["evidence"]] == ["Brisk bought Hop.", "Alba bought Hop."]
    _, out, _ = kg(root, "ask", "timeline", "--actor", "Loop", "--jsonl", "--limit", "2")
    assert len([json.loads(line) for line in out.splitlines()]) == 2
    _, out, _ = kg(root, "ask", "camps", "--camp", "Norland", "--camp", "Alba", "--other", "Sula", "--csv")
    assert [r["target"] for r in csv.DictReader(io.StringIO(out))] == ["Hop", "Loop"]
    pandas = pytest.importorskip("pandas")
    assert kg(root, "ask", "pairs", "--parquet", str(tmp_path / "p.parquet"))[0] == 0
    assert "actor" in pandas.read_parquet(tmp_path / "p.parquet")


def test_a_folder_adds_questions(root: Path, tmp_path: Path) -> None:
    (tmp_path / "named.cypher").write_text(OWN, encoding="utf-8")
    code, out, _ = kg(root, "ask", "--questions", str(tmp_path), "named", "--jsonl")
    assert (code, json.loads(out.splitlines()[0])["name"]) == (0, "Alba")


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["ask", "nothing"], 2, "no question 'nothing'; there are: accusations"),
        (["ask", "threats"], 2, "needs target"),
        (["ask", "threats", "--target", "Loup"], 2, "near: Loop"),
        (["query", "RETURN $a", "-p", "a:int=x"], 2, "a: 'x' is no int"),
        (["query", "RETURN $a", "-p", "a:whole=1"], 2, "no type 'whole'; there are: text, int"),
        (["query", "MATCH (n) RETURN n", "--explain"], 2, "the local server runs some statements"),
        (["query", "UNWIND range(1,99999) AS a UNWIND range(1,99999) AS b RETURN sum(a*b)", "--timeout", "1"], 2, "deadline"),
        (["sparql", "SELECT * { SERVICE <x> {} }"], 2, "SERVICE asks other sources"),
        (["sparql"], 2, "give a query, or --file"),
        (["export", "--format", "csv"], 2, "writes a folder; say which"),
        (["export", "--format", "trig", "--no-text"], 2, "--no-text goes with --format jsonl"),
        (["search", "!"], 2, "no word to search for"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(root: Path, args: list[str], code: int, words: str) -> None:
    found, _, said = kg(root, *args)
    assert (found, words in said) == (code, True), said


def test_parameters_are_typed_and_rows_are_capped(root: Path) -> None:
    _, out, _ = kg(
        root, "query", "RETURN $a AS a, $b AS b, $c AS c", "-p", "a:text=3", "-p", "b:float=3", "-p", "c=true", "--json"
    )
    assert json.loads(out) == [{"a": "3", "b": 3.0, "c": True}]
    _, out, said = kg(root, "query", "UNWIND range(1, 9) AS i RETURN i", "--limit", "2", "--csv")
    assert (out.split(), "first 2 rows" in said) == (["i", "1", "2"], True)


def test_only_write_writes_and_says_what(root: Path) -> None:
    assert kg(root, "query", "CREATE (n:Zed {id: 'z'})")[0] == 2
    assert kg(root, "query", "CREATE (n:Zed {id: 'z'})", "--write")[1].startswith("1 labels added, 1 nodes created")
    assert kg(root, "query", "MATCH (n:Zed) DELETE n", "--write")[1] == "1 nodes deleted\n"


def test_the_shell_reads_statements_from_a_pipe(root: Path) -> None:
    text = ':param name="Hop"\nMATCH (n:Entity {name: $name})\nRETURN n.id AS id;\n:quit\nRETURN 1;'
    code, out, _ = kg(root, "shell", text=text)
    assert (code, "e_0003" in out, "1\n" in out) == (0, True, False)
    assert kg(root, "shell", text="CREATE (n);")[0] == 2
    assert ":param" in kg(root, "shell", text=":help")[1]
    assert "AGENT" in kg(root, "shell", text=":schema\n:questions")[1]


def test_rdf_goes_out_and_is_asked_and_checked(root: Path, tmp_path: Path) -> None:
    assert kg(root, "export", "--format", "turtle", str(tmp_path / "g.ttl"))[0] == 0
    assert "a o:Ban" in (tmp_path / "g.ttl").read_text(encoding="utf-8").replace("o:Claim, ", "")
    _, out, _ = kg(root, "sparql", "SELECT ?n { ?e a o:Entity ; skos:prefLabel ?n } ORDER BY ?n LIMIT 1", "--jsonl")
    assert json.loads(out) == {"n": "Alba"}
    assert kg(root, "sparql", "CONSTRUCT { ?e a o:X } { ?e a o:Entity }")[1].count("o#X> .") == len(strait().entities)
    assert "sh:NodeShape" in kg(root, "validate", "--shapes")[1]
    code, out, _ = kg(root, "validate", "--all", "--json")
    assert (code, {f["severity"] for f in json.loads(out)}) == (0, {"info", "warning"})


def test_a_fault_in_the_graph_ends_with_five(root: Path) -> None:
    change = "MATCH (f:Fact {id: 'f_0001'}) SET f.status = $status"
    kg(root, "query", change, "--write", "-p", "status=rumoured")
    code, out, _ = kg(root, "validate")
    kg(root, "query", change, "--write", "-p", "status=asserted")
    assert (code, "f_0001  has a status that is none" in out) == (5, True)
    assert kg(root, "validate")[0] == 0


def test_schema_and_search_print_json_too(root: Path) -> None:
    assert {n["name"] for n in json.loads(kg(root, "schema", "--json")[1])["labels"]} >= {"Entity", "Ban"}
    assert json.loads(kg(root, "search", "Sula", "--json")[1])["actors"][0]["name"] == "Sula"
    assert "praise of Hop" in kg(root, "search", "praised")[1]
    assert "RETURN n.name LIMIT 10" in kg(root, "schema")[1]
