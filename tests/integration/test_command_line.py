"""The command line as a person meets it: what it prints, what it refuses, with which exit code."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.store import local

if TYPE_CHECKING:
    from collections.abc import Iterator

GOOD = "Loopride bought the ferry operator Nordvik in May 2019. Norway banned TikTok on June 1, 2024.\n"
HELP_CPU, QUERY_CPU = 0.100, 0.250


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


def kg(*args: str, cwd: Path, text: str | None = None, **env: str) -> Answer:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("KG_") or k == "KG_CACHE"}
    done = subprocess.run(
        [sys.executable, "-m", "kg", *args],
        cwd=cwd,
        input=text,
        capture_output=True,
        text=True,
        timeout=120,
        env={**clean, **env},
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty folder; a server that a test starts in it is stopped."""
    yield tmp_path
    local.stop(tmp_path / ".kg")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with one ingested document."""
    root = tmp_path_factory.mktemp("filled")
    (root / "good.txt").write_text(GOOD, encoding="utf-8")
    assert kg("ingest", "good.txt", "--date", "2024-06-02", "--publisher", "Harbor Ledger", cwd=root).code == 0
    yield root
    local.stop(root / ".kg")


def counts(folder: Path) -> dict[str, int]:
    found = json.loads(kg("stats", "--json", cwd=folder).out)["counts"]
    assert isinstance(found, dict)
    return found


def test_a_missing_path_is_named_and_no_store_is_made(folder: Path) -> None:
    answer = kg("ingest", "nowhere.txt", cwd=folder)
    assert (answer.code, "nowhere.txt" in answer.err) == (2, True)
    assert not (folder / ".kg").exists()


def test_ontology_files_can_be_set_once_for_all_commands(folder: Path) -> None:
    (folder / "ferries.tsv").write_text("name\ttype\nhoplane\tPlatform\n", encoding="utf-8")
    (folder / "note.txt").write_text("Users in Oslo left hoplane on June 1, 2024.\n", encoding="utf-8")
    without, given = (
        kg("extract", "note.txt", cwd=folder),
        kg("extract", "note.txt", "--ontology", "ferries.tsv", cwd=folder),
    )
    assert without.out != given.out
    assert kg("extract", "note.txt", cwd=folder, KG_ONTOLOGY="ferries.tsv").out == given.out
    assert kg("ingest", "note.txt", cwd=folder).out.startswith("1 document stored")
    assert "1 unchanged" in kg("ingest", "note.txt", cwd=folder).err
    (folder / "kg.toml").write_text('ontology = "ferries.tsv"\n', encoding="utf-8")
    assert kg("extract", "note.txt", cwd=folder).out == given.out
    assert kg("ingest", "note.txt", cwd=folder).out.startswith("1 document stored"), "it is read anew"
    assert kg("verify", cwd=folder).code == 0
    assert "ferries.tsv" in kg("doctor", cwd=folder).out


def test_an_ontology_file_that_is_set_and_missing_is_named(folder: Path) -> None:
    (folder / "note.txt").write_text(GOOD, encoding="utf-8")
    answer = kg("extract", "note.txt", cwd=folder, KG_ONTOLOGY="gone.ttl")
    assert (answer.code, "gone.ttl" in answer.err) == (2, True)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"  \n", "empty"), (b"\x89PNG\r\n\x1a\n\0\0\0", "binary"), (b"Nordvik \xff\xfe sank", "UTF-8")],
    ids=["empty", "blank", "binary", "broken UTF-8"],
)
def test_a_file_that_is_no_text_is_refused_by_name(folder: Path, content: bytes, words: str) -> None:
    (folder / "bad.txt").write_bytes(content)
    answer = kg("ingest", "bad.txt", cwd=folder)
    assert answer.code == 3
    assert "bad.txt" in answer.err
    assert words in answer.err
    assert counts(folder)["document"] == 0


def test_bad_files_among_good_ones_cost_only_themselves(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\xff\xff")
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    answer = kg("ingest", ".", cwd=folder)
    assert (answer.code, "bad.txt" in answer.err) == (3, True)
    assert counts(folder)["document"] == 1


def test_a_broken_line_in_the_middle_is_named_and_the_good_ones_are_stored(folder: Path) -> None:
    lines = [json.dumps({"id": n, "text": GOOD}) for n in range(4)]
    lines[2] = '{"id": 2, "text": "cut off'
    (folder / "feed.jsonl").write_text("\n".join(lines), encoding="utf-8")
    answer = kg("ingest", "feed.jsonl", cwd=folder)
    assert (answer.code, "line 3" in answer.err) == (3, True)
    assert counts(folder)["document"] == 3


def test_no_file_of_a_known_kind_lists_the_loaders(folder: Path) -> None:
    (folder / "picture.xyz").write_text("x", encoding="utf-8")
    answer = kg("ingest", "picture.xyz", cwd=folder)
    assert (answer.code, "text" in answer.err) == (2, True)


def test_an_unknown_term_in_a_user_ontology_is_named(folder: Path) -> None:
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "mine.ttl").write_text(
        "@prefix k: <https://w3id.org/dramatis/o#> . @prefix m: <https://w3id.org/dramatis/meta#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        'k:Parade a m:EventClass ; rdfs:subClassOf k:Protest ; rdfs:label "parade"@en ; skos:definition "A march."@en ;\n'
        '  m:role [ m:fills k:marcher ; m:name "marcher" ; m:identity true ] ; m:verb "parade" ; skos:example "They parade." .\n',
        encoding="utf-8",
    )
    answer = kg("ingest", "good.txt", "--ontology", "mine.ttl", cwd=folder)
    assert answer.code == 2
    assert "Parade" in answer.err
    assert "marcher" in answer.err
    assert not (folder / ".kg").exists()


@pytest.mark.parametrize(
    "command", [["query", "RETURN 1"], ["stats"], ["show", "x"], ["export"], ["digest"], ["view"], ["store", "status"]]
)
def test_without_a_store_it_says_how_to_make_one(folder: Path, command: list[str]) -> None:
    answer = kg(*command, cwd=folder)
    assert (answer.code, "kg ingest" in answer.err) == (4, True)
    assert not (folder / ".kg").exists()


def test_a_store_that_does_not_answer_is_named(folder: Path) -> None:
    answer = kg("query", "RETURN 1", "--store", "bolt://127.0.0.1:9", cwd=folder, KG_PASSWORD="secret-canary")
    assert (answer.code, "127.0.0.1:9" in answer.err) == (4, True)
    assert "secret-canary" not in answer.out + answer.err


def test_a_wrong_password_is_said_without_showing_it(folder: Path, neo4j_server: object) -> None:
    url = str(getattr(neo4j_server, "url", ""))
    answer = kg("query", "RETURN 1", "--store", url, cwd=folder, KG_PASSWORD="secret-canary")
    assert (answer.code, "password" in answer.err) == (4, True)
    assert "secret-canary" not in answer.out + answer.err


def test_a_plain_connection_to_another_machine_needs_insecure(folder: Path) -> None:
    answer = kg("stats", "--store", "bolt://graph.example", cwd=folder, KG_PASSWORD="x")
    assert (answer.code, "--insecure" in answer.err) == (4, True)


def test_a_write_is_refused_and_nothing_changes(filled: Path) -> None:
    before = kg("digest", cwd=filled).out
    answer = kg("query", "MATCH (n) DETACH DELETE n", cwd=filled)
    assert (answer.code, "only reads" in answer.err) == (2, True)
    assert kg("digest", cwd=filled).out == before


def test_wrong_cypher_is_a_usage_error(filled: Path) -> None:
    answer = kg("query", "MATCH (n RETURN n", cwd=filled)
    assert (answer.code, "Traceback" in answer.err) == (2, False)
    assert "Cypher" in answer.err


def test_an_unknown_name_lists_near_ones(filled: Path) -> None:
    answer = kg("show", "Tiktk", cwd=filled)
    assert (answer.code, "TikTok" in answer.err) == (2, True)


def test_an_unknown_command_lists_all(folder: Path) -> None:
    answer = kg("injest", cwd=folder)
    assert (answer.code, "ingest" in answer.err) == (2, True)


def test_five_megabytes_in_one_line_are_split_and_stored(folder: Path) -> None:
    (folder / "long.txt").write_text(("nothing " + "so" * 60 + ", ") * 39_000, encoding="utf-8")
    assert (folder / "long.txt").stat().st_size > 5_000_000
    done = subprocess.run(
        [sys.executable, "-m", "kg", "ingest", "long.txt"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert counts(folder)["document"] == 1


def test_an_interrupted_run_goes_on_where_it_stopped(folder: Path) -> None:
    lines = [json.dumps({"id": n, "text": GOOD * 40}) for n in range(60)]
    (folder / "feed.jsonl").write_text("\n".join(lines), encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "kg", "ingest", "feed.jsonl"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(4)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode in {0, 130}, err
    assert "Traceback" not in err
    assert kg("ingest", "feed.jsonl", cwd=folder).code == 0
    assert counts(folder)["document"] == 60


def test_a_second_run_writes_nothing_and_loads_no_parser(filled: Path) -> None:
    before = kg("digest", cwd=filled).out
    program = (
        "import sys\nfrom kg.cli import main\ntry:\n    main(['ingest', 'good.txt', '--date', '2024-06-02', '--publisher', 'Harbor Ledger'])\n"
        "except SystemExit as stop:\n    assert stop.code == 0\nassert 'spacy' not in sys.modules and 'rdflib' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=filled, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "nothing new" in done.stderr
    assert kg("digest", cwd=filled).out == before


def test_help_imports_nothing_heavy(folder: Path) -> None:
    program = "import sys\nfrom kg.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass\nprint(sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, timeout=60, check=True
    )
    heavy = {"neo4j", "networkx", "rdflib", "pyvis", "spacy", "numpy", "trafilatura", "rich", "lxml", "arcadedb"}
    assert not [m for m in heavy if f"'{m}'" in done.stdout]


def cpu(*command: str, cwd: Path) -> float:
    """The least CPU seconds, own and system, of five runs."""
    found = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=cwd, capture_output=True, timeout=60, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(found)


def test_help_is_cheap(folder: Path) -> None:
    assert (
        cpu(sys.executable, "-m", "kg", "--help", cwd=folder) - cpu(sys.executable, "-c", "pass", cwd=folder) < HELP_CPU
    )


def test_a_warm_query_is_cheap(filled: Path) -> None:
    kg("query", "RETURN 1 AS x", cwd=filled)
    mine = cpu(sys.executable, "-m", "kg", "query", "MATCH (f:Event) RETURN f.type, f.date", cwd=filled)
    assert mine - cpu(sys.executable, "-c", "import neo4j", cwd=filled) < QUERY_CPU


def test_extract_load_export_and_import_are_one_chain(filled: Path, folder: Path) -> None:
    exported = kg("export", cwd=filled).out
    answer = kg("import", "-", cwd=folder, text=exported)
    assert (answer.code, answer.out.startswith("1 document stored")) == (0, True)
    assert kg("export", cwd=folder).out == exported
    assert "0 documents stored, 1 unchanged" in kg("import", "-", cwd=folder, text=exported).out


def test_a_broken_line_of_an_import_is_named(filled: Path, folder: Path) -> None:
    lines = kg("export", cwd=filled).out.splitlines()
    lines.insert(2, "{broken")
    answer = kg("import", "-", cwd=folder, text="\n".join(lines))
    assert (answer.code, "line 3" in answer.err) == (3, True)
    assert counts(folder)["document"] == 1


def test_an_import_of_a_newer_schema_is_refused(folder: Path) -> None:
    answer = kg("import", "-", cwd=folder, text='{"kind":"header","schema":99}\n')
    assert (answer.code, "schema 99" in answer.err) == (5, True)


def test_load_prints_documents_only(filled: Path) -> None:
    answer = kg("load", "good.txt", cwd=filled)
    assert [json.loads(line)["kind"] for line in answer.out.splitlines()] == ["header", "document"]


def test_parameters_are_values_never_cypher(filled: Path) -> None:
    answer = kg(
        "query", "MATCH (n:Entity {name: $name}) RETURN n.type AS type", "--json", "-p", "name=TikTok", cwd=filled
    )
    assert json.loads(answer.out) == [{"type": "Platform"}]
    assert kg("query", "RETURN $x AS x", "-p", "x=' MATCH (n) DETACH DELETE n", cwd=filled).code == 0


def test_an_answer_without_rows_says_so(filled: Path) -> None:
    answer = kg("query", "MATCH (n:Nothing) RETURN n", cwd=filled)
    assert (answer.code, "no rows" in answer.err) == (0, True)


def test_a_text_without_events_says_so(folder: Path) -> None:
    (folder / "quiet.txt").write_text("It was warm and the sea was blue.\n", encoding="utf-8")
    answer = kg("ingest", "quiet.txt", cwd=folder)
    assert (answer.code, "no event" in answer.err) == (0, True)


def test_doctor_reports_the_settings_and_hides_the_password(filled: Path) -> None:
    answer = kg("doctor", cwd=filled, KG_PASSWORD="secret-canary")
    assert answer.code == 0, answer.out
    assert "secret-canary" not in answer.out
    assert "KG_PASSWORD" in answer.out


def test_a_closed_pipe_is_no_error(filled: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m kg export | head -c 1",
        shell=True,
        cwd=filled,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr
