"""Every `console` block of the tutorial runs, page by page, and prints what stands there; `--regen` rewrites it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from kg.store import local
from tests.docs.test_readme import BLOCK, ROOT, replay

if TYPE_CHECKING:
    from pathlib import Path

PAGES = sorted((ROOT / "docs" / "tutorial").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_the_tutorial_prints_what_it_says(page: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    text = page.read_text(encoding="utf-8")
    try:
        made = BLOCK.sub(lambda found: f"```console\n{replay(found[1], tmp_path)}```", text)
    finally:
        for store in sorted(tmp_path.rglob(".kg")):
            local.stop(store)
    if pytestconfig.getoption("--regen"):
        page.write_text(made, encoding="utf-8")
    assert made == text or pytestconfig.getoption("--regen")
