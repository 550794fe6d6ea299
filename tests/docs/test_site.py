"""The documentation is built without a warning and without a network, and its reference is that of the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg import jsonl, ontology
from kg.cli import COMMANDS
from kg.query.ask import questions

ROOT = Path(__file__).parents[2]
OFFLINE = """
import sys

def refuse(event, args):
    if event in {"socket.connect", "socket.getaddrinfo"}:
        raise SystemExit(f"the documentation asks the network: {event} {args}")

sys.addaudithook(refuse)
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    options = ["-q", "-W", "--keep-going", "-b", "html", "-d", str(folder / "doctrees")]
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE, *options, str(ROOT / "docs"), str(folder / "html")],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "html"


def test_every_page_is_built(site: Path) -> None:
    pages = [p.relative_to(ROOT / "docs").with_suffix(".html") for p in (ROOT / "docs").rglob("*.md")]
    assert [str(p) for p in pages if not (site / p).is_file()] == []


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("commands", [f"kg {c}" for c in COMMANDS]),
        ("questions", [f"<h2>{q}<" for q in questions()]),
        ("ontology", [f"<h3>{c}<" for c in ontology.load().classes]),
        ("records", [f"<h2>{kind}<" for kind in jsonl.KINDS]),
        ("graph", ["STATED_IN", "REFERS_TO", "MEMBER_OF", "CONSEQUENCE", "entity_id", "text_sha256"]),
        ("settings", ["KG_STORE", "KG_PASSWORD", "exit 5"]),
        ("python", ["kg.open", "Graph.cypher", "Entity.timeline", "kg.errors.QueryError"]),
    ],
)
def test_the_reference_has_all_there_is(site: Path, page: str, words: list[str]) -> None:
    text = (site / f"reference/{page}.html").read_text(encoding="utf-8")
    assert [w for w in words if w not in text] == []


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    text = (site / "index.html").read_text(encoding="utf-8")
    assert [w for w in ('src="http', 'src="//', 'rel="stylesheet" href="http', "@import") if w in text] == []
