"""Every `console` block of the README runs, in order, and prints what stands there.

`pytest tests/docs --regen` rewrites the output; look at the difference before you keep it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.cli import COMMANDS
from kg.store import local

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples", root / "examples")
    yield root
    local.stop(root / ".kg")


def run(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {k: v for k, v in os.environ.items() if not k.startswith("KG_") or k == "KG_CACHE"} | {
        "PATH": path,
        "COLUMNS": "150",
    }
    done = subprocess.run(
        command, shell=True, cwd=folder, capture_output=True, text=True, timeout=300, env=env, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def replay(block: str, folder: Path) -> str:
    """*block* as it comes out when its commands run."""
    shown = []
    for command in re.findall(r"^\$ (.*(?:\n> .*)*)", block, re.MULTILINE):
        plain = command.replace("\n> ", "\n")
        shown.append(f"$ {command}\n{run(plain, folder)}")
    return "".join(shown)


def test_the_readme_prints_what_it_says(folder: Path, pytestconfig: pytest.Config) -> None:
    text = README.read_text(encoding="utf-8")
    made = BLOCK.sub(lambda found: f"```console\n{replay(found[1], folder)}```", text)
    if pytestconfig.getoption("--regen"):
        README.write_text(made, encoding="utf-8")
    assert made == text or pytestconfig.getoption("--regen")


def test_every_command_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert [c for c in COMMANDS if f"`kg {c}" not in text and f"kg {c}" not in text] == []


@pytest.mark.parametrize(
    "page", sorted(p.relative_to(ROOT).as_posix() for p in [README, *(ROOT / "docs").rglob("*.md")])
)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []
