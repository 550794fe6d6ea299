"""The pages on documents, networks and Python: commands and examples run and print what stands there.

`pytest tests/docs --regen` rewrites the output; look at the difference before you keep it.
"""

from __future__ import annotations

import code
import contextlib
import io
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg import registry
from kg.analyze.scale import SCALE
from kg.store import local
from tests.docs.test_readme import BLOCK, replay

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs" / "how-to"
EXAMPLES = re.compile(r"```pycon\n(.*?)```", re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    yield tmp_path
    for store in [*tmp_path.glob("*/arcadedb"), *tmp_path.glob(".kg/arcadedb")]:
        local.stop(store.parent)


def kept(path: Path, made: str, pytestconfig: pytest.Config) -> None:
    text = path.read_text(encoding="utf-8")
    if pytestconfig.getoption("--regen"):
        path.write_text(made, encoding="utf-8")
    else:
        assert made == text


@pytest.mark.parametrize("name", ["documents", "networks"])
def test_commands_print_what_the_page_says(name: str, folder: Path, pytestconfig: pytest.Config) -> None:
    path = HOW_TO / f"{name}.md"
    text = path.read_text(encoding="utf-8")
    kept(path, BLOCK.sub(lambda found: f"```console\n{replay(found[1], folder)}```", text), pytestconfig)


def session(source: str, console: code.InteractiveConsole) -> str:
    """*source*, lines after `>>> ` and `... `, as an interactive Python shows it."""
    shown, statement = [], []
    lines = [line for line in source.split("\n") if line.startswith((">>>", "..."))]
    for number, line in enumerate(lines):
        statement.append(line[4:])
        shown.append(line)
        if number + 1 < len(lines) and lines[number + 1].startswith("..."):
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            console.runsource("\n".join(statement) + ("\n" if len(statement) > 1 else ""), symbol="single")
        statement = []
        said = printed.getvalue().rstrip("\n")
        if said.startswith("Traceback"):
            said = f"Traceback (most recent call last):\n  …\n{said.splitlines()[-1]}"
        shown += [said] if said else []
    return "\n".join(shown) + "\n"


def test_examples_print_what_the_page_says(
    folder: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    monkeypatch.chdir(folder)
    for name in [n for n in os.environ if n.startswith("KG_") and n != "KG_CACHE"]:
        monkeypatch.delenv(name)
    path = HOW_TO / "python.md"
    console = code.InteractiveConsole()
    text = path.read_text(encoding="utf-8")
    kept(path, EXAMPLES.sub(lambda found: f"```pycon\n{session(found[1], console)}\n```", text), pytestconfig)


def test_the_page_lists_every_kind_that_has_a_loader() -> None:
    text = (HOW_TO / "documents.md").read_text(encoding="utf-8")
    endings = re.findall(r"`(\.\w+)`", text)
    ours = [n for n in registry.names("kg.loaders") if type(registry.loader(n)).__module__.startswith("kg_loaders")]
    assert {registry.loader_for(Path(f"a{e}")) for e in endings} == {registry.loader(n) for n in ours}


def test_the_page_has_the_scale_as_it_is() -> None:
    text = (HOW_TO / "networks.md").read_text(encoding="utf-8")
    cells = [c.strip() for row in re.findall(r"^\| [A-Z].*\|$", text, re.MULTILINE) for c in row.strip("|").split("|")]
    pairs = zip(cells[::2], cells[1::2], strict=True)
    assert {g: float(v.replace("−", "-")) for g, v in pairs} == SCALE
