"""Every notebook runs from its first cell to its last and shows what it says.

`pytest tests/docs --regen` rewrites the outputs; look at the difference before you keep it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.store import local
from tests.docs import notebooks

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "notebooks"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("notebooks")
    shutil.copytree(ROOT / "examples", root / "examples")
    here = root / "docs" / "notebooks"
    here.mkdir(parents=True)
    yield here
    for store in here.glob("*/arcadedb"):
        local.stop(store.parent)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda p: p.stem)
def test_a_notebook_shows_what_it_says(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    monkeypatch.chdir(folder)
    for name in [n for n in os.environ if n.startswith("KG_") and n != "KG_CACHE"]:
        monkeypatch.delenv(name)
    kept = notebooks.read(path)
    made = notebooks.run(kept)
    if pytestconfig.getoption("--regen"):
        notebooks.write(made, path)
        return
    for before, after in zip(kept["cells"], made["cells"], strict=True):
        assert after.get("outputs") == before.get("outputs"), "".join(after["source"])


def test_there_are_notebooks_and_they_are_small() -> None:
    found = sorted(FOLDER.glob("*.ipynb"))
    assert len(found) >= 2
    assert [p.name for p in found if p.stat().st_size > 60_000] == []


def test_a_cell_that_fails_fails_the_test() -> None:
    cell: dict[str, object] = {
        "cell_type": "code",
        "source": ["1 / 0"],
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }
    with pytest.raises(ZeroDivisionError):
        notebooks.run({"cells": [cell], "nbformat": 4})


def test_a_cell_shows_what_it_prints_and_its_last_value() -> None:
    found = notebooks.outputs("print('a')\nx = 1\nx + 1", {}, 7)
    assert found == [
        {"name": "stdout", "output_type": "stream", "text": ["a\n"]},
        {"data": {"text/plain": ["2"]}, "execution_count": 7, "metadata": {}, "output_type": "execute_result"},
    ]
    assert notebooks.outputs("x = 1", {}, 1) == []
