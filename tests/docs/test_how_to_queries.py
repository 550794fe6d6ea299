"""The pages on the method, questions, Cypher, RDF, gazetteers and citing: their commands print what stands there.

`pytest tests/docs --regen` rewrites the output; look at the difference before you keep it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.store import local
from tests.docs.test_readme import BLOCK, replay

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs" / "how-to"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    yield tmp_path
    for store in sorted(tmp_path.rglob(".kg")):
        local.stop(store)


@pytest.mark.parametrize(
    "page", ["method", "how-to/add-a-gazetteer", "how-to/ask", "how-to/cite", "how-to/query", "how-to/rdf"]
)
def test_the_page_prints_what_it_says(page: str, folder: Path, pytestconfig: pytest.Config) -> None:
    path = ROOT / "docs" / f"{page}.md"
    text = path.read_text(encoding="utf-8")
    made = BLOCK.sub(lambda found: f"```console\n{replay(found[1], folder)}```", text)
    if pytestconfig.getoption("--regen"):
        path.write_text(made, encoding="utf-8")
    assert made == text or pytestconfig.getoption("--regen")


def test_the_question_on_the_page_is_the_one_that_runs() -> None:
    page = (ROOT / "docs/how-to/ask.md").read_text(encoding="utf-8")
    assert (ROOT / "examples/questions/most-named.cypher").read_text(encoding="utf-8") in page


def written(page: str, language: str) -> str:
    """The first block of *language* on a page."""
    found = re.search(rf"```{language}\n(.*?)```", (HOW_TO / page).read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def kept(page: str, folder: Path, pytestconfig: pytest.Config) -> None:
    path = HOW_TO / page
    text = path.read_text(encoding="utf-8")
    made = BLOCK.sub(lambda found: f"```console\n{replay(found[1], folder)}```", text)
    if pytestconfig.getoption("--regen"):
        path.write_text(made, encoding="utf-8")
    assert made == text or pytestconfig.getoption("--regen")


def test_the_event_type_of_the_page_is_read(folder: Path, pytestconfig: pytest.Config) -> None:
    (folder / "mine.ttl").write_text(written("add-an-event-type.md", "turtle"), encoding="utf-8")
    kept("add-an-event-type.md", folder, pytestconfig)


def test_the_loader_of_the_page_reads(
    folder: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    package = folder / "package"
    (package / "my_package").mkdir(parents=True)
    (package / "my_package/__init__.py").touch()
    (package / "my_package/minutes.py").write_text(written("add-a-loader.md", "python"), encoding="utf-8")
    (package / "pyproject.toml").write_text(written("add-a-loader.md", "toml"), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run(
        [*pip, "--target", str(folder / "installed"), "."], cwd=package, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    monkeypatch.setenv("PYTHONPATH", str(folder / "installed"))
    kept("add-a-loader.md", folder, pytestconfig)
