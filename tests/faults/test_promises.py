"""R7, R9, R11: exit codes of a store in trouble, a store of a newer schema, the same bytes whatever the surroundings."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kg.store import local, open_store
from tests.faults.conftest import ROOT, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults.conftest import Place


def kg(*args: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    settings = {k: v for k, v in os.environ.items() if not k.startswith("KG_")} | env
    settings["PYTHONPATH"] = f"{ROOT}{os.pathsep}{ROOT / 'loaders'}"
    return subprocess.run(
        [sys.executable, "-m", "kg", *args], cwd=cwd, env=settings, capture_output=True, text=True, check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with a filled store."""
    records(tmp_path / "records.jsonl", count=2)
    done = kg("import", "records.jsonl", "--store", ".kg", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    yield tmp_path
    local.stop(tmp_path / ".kg")


def test_a_newer_schema_is_refused_with_5_and_nothing_is_written(place: Place, file: Path) -> None:
    place.empty()
    with open_store(place.where, password=place.password) as store:
        store.prepare()
        store.connection.run("MATCH (n:Meta {id: 'meta'}) SET n.schema = 2, n.lock = 7")
    code, _, err = place.run("import", str(file))
    assert (code, "has schema 2" in err, "newer dramatis-kg" in err) == (5, True, True)
    with open_store(place.where, password=place.password) as store:
        assert list(store.read("MATCH (n) RETURN n.lock AS lock, n.schema AS schema")) == [{"lock": 7, "schema": 2}]
    place.empty()


def test_verify_ends_with_0_or_5_and_repair_mends(folder: Path) -> None:
    clean = kg("verify", cwd=folder)
    assert (clean.returncode, "nothing wrong" in clean.stdout) == (0, True), clean.stderr
    before = kg("digest", cwd=folder).stdout
    with open_store(str(folder / ".kg")) as store:
        store.connection.run("MATCH (n:Fact) SET n.n_sources = 9")
    spoilt = kg("verify", cwd=folder)
    assert spoilt.returncode == 5
    assert "n_sources is 9, should be 1" in spoilt.stdout
    assert "--repair" in spoilt.stderr
    assert kg("verify", "--repair", cwd=folder).returncode == 0
    assert kg("digest", cwd=folder).stdout == before
    with open_store(str(folder / ".kg")) as store:
        store.connection.run("MATCH (n:Claim) SET n.quote = 'x' + n.quote")
    assert kg("verify", "--repair", cwd=folder).returncode == 5
    assert "ingest it again" in kg("verify", cwd=folder).stderr


def test_rebuild_keeps_every_byte(folder: Path) -> None:
    before = kg("export", cwd=folder).stdout
    done = kg("rebuild", cwd=folder)
    assert (done.returncode, "computed" in done.stdout) == (0, True), done.stderr
    assert kg("export", cwd=folder).stdout == before


def test_nothing_about_the_surroundings_changes_a_byte(folder: Path) -> None:
    wanted = kg("export", cwd=folder).stdout
    lines = (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
    groups: list[list[str]] = []
    for line in lines[1:]:
        if '"kind":"document"' in line:
            groups.append([])
        groups[-1].append(line)
    for seed, zone, language in (("1", "Asia/Kathmandu", "tr_TR.UTF-8"), ("2", "America/St_Johns", "C")):
        other = folder / seed
        other.mkdir()
        groups.reverse()
        mixed = "\n".join([lines[0], *(line for group in groups for line in group)])
        (other / "records.jsonl").write_text(mixed, encoding="utf-8")
        env = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
        assert kg("import", "records.jsonl", "--store", ".kg", cwd=other, **env).returncode == 0
        assert kg("export", cwd=other, **env).stdout == wanted
        local.stop(other / ".kg")


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (("verify",), 4, "no store here"),
        (("rebuild",), 4, "no store here"),
        (("verify", "--store", "elsewhere"), 4, "no store at elsewhere"),
        (("verify", "--store", "bolt://127.0.0.1:1"), 4, "cannot reach the store"),
        (("verify", "--store", "bolt://example.org"), 4, "not encrypted"),
        (("verify", "--store", "bolt://me:secret@127.0.0.1"), 4, "must not hold a user"),
        (("verify", "--mend"), 2, "No such option"),
        (("import", "nowhere.jsonl"), 2, "no such file"),
    ],
)
def test_what_cannot_be_done_is_said_with_its_code(tmp_path: Path, args: tuple[str, ...], code: int, says: str) -> None:
    done = kg(*args, cwd=tmp_path, KG_PASSWORD="x")
    assert (done.returncode, says in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr
