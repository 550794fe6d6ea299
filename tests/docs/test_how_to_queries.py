"""The pages on questions, Cypher and RDF: their commands print what stands there.

`pytest tests/docs --regen` rewrites the output; look at the difference before you keep it.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.store import local
from tests.docs.test_readme import BLOCK, replay

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    yield tmp_path
    local.stop(tmp_path / ".kg")


@pytest.mark.parametrize("name", ["ask", "query", "rdf"])
def test_the_page_prints_what_it_says(name: str, folder: Path, pytestconfig: pytest.Config) -> None:
    path = ROOT / "docs" / "how-to" / f"{name}.md"
    text = path.read_text(encoding="utf-8")
    made = BLOCK.sub(lambda found: f"```console\n{replay(found[1], folder)}```", text)
    if pytestconfig.getoption("--regen"):
        path.write_text(made, encoding="utf-8")
    assert made == text or pytestconfig.getoption("--regen")


def test_the_question_on_the_page_is_the_one_that_runs() -> None:
    page = (ROOT / "docs/how-to/ask.md").read_text(encoding="utf-8")
    assert (ROOT / "examples/questions/most-named.cypher").read_text(encoding="utf-8") in page
