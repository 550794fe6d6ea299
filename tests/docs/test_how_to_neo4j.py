"""The page on Neo4j: its commands run against a real one and print what stands there, its compose file is a sound one.

`pytest tests/docs --regen` rewrites the output; look at the difference before you keep it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.store import local
from tests import servers
from tests.docs.test_readme import BLOCK, ROOT

if TYPE_CHECKING:
    import pytest

HOW_TO = ROOT / "docs" / "how-to"
COMMAND = re.compile(r"^\$ (.*(?:\n> .*)*)", re.MULTILINE)


def test_the_page_prints_what_it_says(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    path = HOW_TO / "neo4j.md"
    text = path.read_text(encoding="utf-8")
    with servers.neo4j_server() as server:
        env = {k: v for k, v in os.environ.items() if not k.startswith("KG_") or k == "KG_CACHE"} | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "COLUMNS": "150",
            "KG_STORE": server.url,
            "KG_USER": server.user,
            "KG_PASSWORD": server.password,
        }

        def replay(block: re.Match[str]) -> str:
            shown = []
            for command in COMMAND.findall(block[1]):
                done = subprocess.run(
                    command.replace("\n> ", "\n"), shell=True, cwd=tmp_path, capture_output=True, text=True,
                    timeout=300, env=env, check=False,
                )  # fmt: skip
                assert done.returncode == 0, done.stderr
                shown.append(f"$ {command}\n{done.stdout}")
            return f"```console\n{''.join(shown)}```"

        made = BLOCK.sub(replay, text)
    for store in sorted(tmp_path.rglob(".kg")):
        local.stop(store)
    if pytestconfig.getoption("--regen"):
        path.write_text(made, encoding="utf-8")
    assert made == text or pytestconfig.getoption("--regen")


def service() -> dict[str, Any]:
    yaml = import_module("yaml")  # comes with the documentation's packages, and has no types
    found = yaml.safe_load((HOW_TO / "compose.yaml").read_text(encoding="utf-8"))["services"]["neo4j"]
    assert isinstance(found, dict)
    return found


def test_the_compose_file_starts_what_is_tested_and_for_this_machine_alone() -> None:
    found = service()
    assert found["image"] == f"neo4j:{servers.VERSION.rpartition('.')[0]}"
    assert [p for p in found["ports"] if not p.startswith("127.0.0.1:")] == []
    assert "KG_PASSWORD:?" in found["environment"]["NEO4J_AUTH"]


def test_a_server_starts_with_the_settings_of_the_compose_file(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = {
        name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_"): value
        for name, value in service()["environment"].items()
        if name != "NEO4J_AUTH" and "memory" not in name
    }
    assert "dbms.security.allow_csv_import_from_file_urls" in settings
    ours = [line for line in servers.CONF.splitlines() if line.partition("=")[0] not in settings]
    strict = [*ours, "server.config.strict_validation.enabled=true", *(f"{k}={v}" for k, v in settings.items())]
    monkeypatch.setattr(servers, "CONF", "\n".join(strict) + "\n")
    with servers.neo4j_server():
        pass
