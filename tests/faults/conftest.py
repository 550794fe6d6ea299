"""Stores that may be killed, a file of records to fill them with, and how long the tests last (`KG_CHAOS`)."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench import generated
from kg import jsonl
from kg.export import digest, lines
from kg.store import local, open_store
from tests import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Record

WORKER = Path(__file__).with_name("worker.py")
ROOT = Path(__file__).parents[2]
_PATIENCE = 6  # seconds for each harm, on a slow machine


def chaos(small: int, *, of_hundred: int = 100) -> int:
    """How often to do harm: *small* times, or as `KG_CHAOS` says, or that share of it."""
    wanted = os.environ.get("KG_CHAOS")
    return small if wanted is None else max(1, int(wanted) * of_hundred // 100)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store is, and how to run a program on it."""

    where: str
    port: int
    password: str | None

    @property
    def is_local(self) -> bool:
        return "://" not in self.where

    def start(self, *args: str, where: str | None = None, **env: str) -> subprocess.Popen[str]:
        """A worker on the store."""
        settings = {**os.environ, **env, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'loaders'}"}
        if self.password is not None:
            settings["KG_PASSWORD"] = self.password
        command = [sys.executable, str(WORKER), args[0], where or self.where, *args[1:]]
        return subprocess.Popen(command, env=settings, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *args: str, where: str | None = None, **env: str) -> tuple[int, str, str]:
        """Exit code, output and errors of a worker on the store."""
        with self.start(*args, where=where, **env) as process:
            out, err = process.communicate(timeout=_PATIENCE * chaos(100))
            return process.returncode, out, err

    def digest(self) -> str:
        with open_store(self.where, password=self.password) as store:
            return digest(lines(store))

    def empty(self) -> None:
        with open_store(self.where, create=True, password=self.password) as store:
            store.connection.run("MATCH (n) DETACH DELETE n")

    def state(self) -> object:
        with open_store(self.where, password=self.password) as store:
            return store.meta().get("world")


def records(path: Path, *, first: int = 0, count: int = 10) -> Path:
    """A file of records: generated news, and our small corpus with its causes, owners and speakers."""
    made: list[Record] = [*generated.records(count, first=first)]
    for one in corpus.evidence():
        made += [one.document, *one.mentions, *one.claims]
    text = "\n".join(jsonl.lines(made, head=jsonl.header(ontology="o", extractor="x")))
    path.write_text(f"{text}\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return records(tmp_path_factory.mktemp("records") / "records.jsonl")


@pytest.fixture(scope="session", params=["local", "neo4j"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A store of each kind for the whole session; a test empties it first."""
    if request.param == "local":
        root = tmp_path_factory.mktemp("faults") / ".kg"
        local.attach(root)
        yield Place(str(root), local.status(root).port or 0, None)
        local.stop(root)
    else:
        server = request.getfixturevalue("neo4j_server")
        yield Place(server.url, int(server.url.rsplit(":", 1)[1]), server.password)


@pytest.fixture(scope="session")
def wanted(place: Place, file: Path) -> str:
    """The digest of the store after an undisturbed import."""
    place.empty()
    assert place.run("import", str(file))[0] == 0
    return place.digest()
