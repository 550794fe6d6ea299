"""The local server of a `.kg` folder, always with a real engine."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from kg.errors import QueryError, UnavailableError
from kg.store import local, server
from kg.store.graph import GraphStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neo4j import Driver

PROJECT = Path(local.__file__).resolve().parents[2]
CREATE = "UNWIND range(1, 100) AS i CREATE (n:Row {id: $batch * 1000 + i})"
WRITES = [
    "CREATE (n:Row {id: 'w'})",
    "MERGE (n:Row {id: 'w'})",
    "MATCH (n:Row) SET n.note = 'w'",
    "MATCH (n:Row) DETACH DELETE n",
    "MATCH (a:Row), (b:Row) CREATE (a)-[:NEXT]->(b)",
    "CREATE (n:Fresh {id: 'w'})",
    "CREATE INDEX fresh IF NOT EXISTS FOR (n:Row) ON (n.note)",
    "CREATE USER somebody SET PASSWORD 'long enough 1'",
    "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
]


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "a höme" / ".kg"
    yield folder
    local.stop(folder)


@contextmanager
def signed_in(endpoint: local.Endpoint, *, reader: bool = False) -> Iterator[Driver]:
    admin = (endpoint.user, endpoint.password)
    auth = (endpoint.reader_user, endpoint.reader_password) if reader else admin
    with GraphDatabase.driver(endpoint.url, auth=auth, telemetry_disabled=True) as driver:
        yield driver


def write(endpoint: local.Endpoint, batch: int) -> None:
    with signed_in(endpoint) as driver:
        driver.execute_query(CREATE, batch=batch, database_=endpoint.database)


def count(endpoint: local.Endpoint) -> int:
    with signed_in(endpoint) as driver:
        return int(driver.execute_query("MATCH (n:Row) RETURN count(n)", database_=endpoint.database).records[0][0])


def pid_of(root: Path) -> int:
    pid = local.status(root).pid
    assert pid is not None
    return pid


def wait_until_stopped(root: Path) -> None:
    for _ in range(300):
        if not local.status(root).running:
            return
        time.sleep(0.1)
    pytest.fail("the server still runs after half a minute")


def kill(root: Path) -> int:
    pid = pid_of(root)
    os.kill(pid, signal.SIGKILL)
    wait_until_stopped(root)  # for some milliseconds its port still answers
    return pid


def test_attaching_again_finds_the_same_server_and_its_rows(root: Path) -> None:
    first = local.attach(root)
    before = local.status(root)
    write(first, 1)

    assert local.attach(root) == first
    assert local.status(root) == before
    assert before.running
    assert first.url == f"bolt://127.0.0.1:{before.port}"
    assert count(first) == 100


def test_a_warm_attach_loads_neither_driver_nor_engine_nor_locks_and_costs_little(root: Path) -> None:
    local.attach(root)
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom kg.store import local\n"
        "spent = []\n"
        "for _ in range(5):\n"
        "    start = time.process_time()\n    local.attach(Path(sys.argv[1]))\n"
        "    spent.append(time.process_time() - start)\n"
        "loaded = sorted({'neo4j', 'arcadedb', 'filelock'} & set(sys.modules))\n"
        "start = time.process_time()\nimport neo4j\n"
        "print(min(spent) / (time.process_time() - start), loaded)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, root], cwd=PROJECT, capture_output=True, text=True, check=True)
    ratio, loaded = ran.stdout.split(maxsplit=1)

    assert loaded.strip() == "[]"
    assert float(ratio) < 0.1  # of what importing the driver costs


def test_four_processes_attaching_at_once_get_one_server(root: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom kg.store import local\n"
        "root = Path(sys.argv[1])\nprint(local.attach(root).url, local.status(root).pid)\n"
    )
    asked = [
        subprocess.Popen([sys.executable, "-c", code, root], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    answers = {process.communicate(timeout=100)[0] for process in asked}

    assert [process.returncode for process in asked] == [0, 0, 0, 0]
    assert answers == {f"{local.attach(root).url} {pid_of(root)}\n"}


def test_after_a_kill_attach_starts_anew_and_the_rows_are_there(root: Path) -> None:
    write(local.attach(root), 1)
    killed = kill(root)
    again = local.attach(root)

    assert pid_of(root) != killed
    assert count(again) == 100


def test_a_kill_in_mid_load_loses_no_acknowledged_batch_and_leaves_no_half_one(root: Path) -> None:
    endpoint = local.attach(root)
    acknowledged: list[int] = []

    def load() -> None:
        with signed_in(endpoint) as driver, driver.session(database=endpoint.database) as session:
            for batch in range(10_000):
                try:
                    session.run(CREATE, batch=batch).consume()
                except (DriverError, Neo4jError):
                    return
                acknowledged.append(batch)

    loading = threading.Thread(target=load)
    loading.start()
    while len(acknowledged) < 20:
        time.sleep(0.01)
    kill(root)
    loading.join(timeout=60)
    stored = count(local.attach(root))

    assert not loading.is_alive()
    assert stored % 100 == 0
    # One batch may have been stored without its answer getting through.
    assert len(acknowledged) <= stored // 100 <= len(acknowledged) + 1


def test_stop_ends_the_server_and_removes_its_file(root: Path) -> None:
    write(local.attach(root), 1)

    assert local.stop(root)
    assert not (root / local.SERVER_FILE).exists()
    assert local.status(root) == local.ServerStatus(running=False)
    assert not local.stop(root)
    assert count(local.attach(root)) == 100


def test_stop_and_status_of_a_folder_that_was_never_used_make_nothing(tmp_path: Path) -> None:
    assert not local.stop(tmp_path / ".kg")
    assert not local.status(tmp_path / ".kg").running
    assert not (tmp_path / ".kg").exists()


def test_an_unused_server_stops_by_itself_and_a_used_one_does_not(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_IDLE", "2")
    local.attach(root)
    pid = pid_of(root)
    for _ in range(16):
        time.sleep(0.25)
        local.touch(root)

    assert pid_of(root) == pid
    wait_until_stopped(root)
    assert not (root / local.SERVER_FILE).exists()


def test_a_server_stops_when_its_folder_is_gone(tmp_path: Path) -> None:
    root = tmp_path / ".kg"
    local.attach(root)
    pid = pid_of(root)
    root.rename(tmp_path / "elsewhere")
    for _ in range(300):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("the server still runs without its folder")


def test_two_folders_have_servers_and_rows_of_their_own(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / ".kg"
    first, second = local.attach(root), local.attach(other)
    try:
        write(first, 1)
        assert pid_of(root) != pid_of(other)
        assert first.password != second.password
        assert (count(first), count(second)) == (100, 0)
        local.stop(other)
        assert local.status(root).running
    finally:
        local.stop(other)


def test_passwords_stand_in_one_private_file_and_nowhere_else(root: Path) -> None:
    endpoint = local.attach(root)
    write(endpoint, 1)
    proc = Path("/proc", str(pid_of(root)))
    said = [path.read_bytes() for path in (proc / "cmdline", proc / "environ") if path.exists()]
    said += [subprocess.run(["ps", "-ax", "-o", "args="], capture_output=True, check=True).stdout] if not said else []
    files = [path for path in root.rglob("*") if path.is_file()]
    said += [path.read_bytes() for path in files if path.name != local.SECRET_FILE]
    said.append(repr(endpoint).encode())

    for password in (endpoint.password, endpoint.reader_password):
        assert len(password) >= 32
        assert not any(password.encode() in text for text in said)
    for name in (local.SECRET_FILE, local.SERVER_FILE):
        assert stat.S_IMODE((root / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(root.stat().st_mode) == 0o700
    assert not [path for path in (root / "arcadedb").rglob("*") if path.stat().st_mode & 0o077]


def test_the_reader_reads_and_every_write_is_forbidden(root: Path) -> None:
    endpoint = local.attach(root)
    write(endpoint, 1)
    with signed_in(endpoint, reader=True) as driver:
        rows = driver.execute_query("MATCH (n:Row) RETURN count(n)", database_=endpoint.database)
        assert rows.records[0][0] == 100
        for statement in WRITES:
            with pytest.raises(Neo4jError) as refused, driver.session(database=endpoint.database) as session:
                session.run(statement).consume()
            assert refused.value.code == "Neo.ClientError.Security.Forbidden", statement

    assert count(endpoint) == 100


def test_the_full_text_index_answers_by_its_neo4j_name(root: Path) -> None:
    endpoint = local.attach(root)
    query = "CALL db.index.fulltext.queryNodes('documentText', 'lighthouse') YIELD node RETURN node.id"
    with signed_in(endpoint) as driver:
        text = "The lighthouse was lit again."
        driver.execute_query("CREATE (d:Document {id: 'd1', text: $text})", text=text, database_=endpoint.database)
        assert [row[0] for row in driver.execute_query(query, database_=endpoint.database).records] == ["d1"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', "\x00", "elsewhere"])
def test_a_wrong_server_file_is_mended_beside_a_live_server_and_a_dead_one(root: Path, text: str) -> None:
    local.attach(root)
    pid, path = pid_of(root), root / local.SERVER_FILE
    if text == "elsewhere":  # a live process and a port on which nobody listens
        text = json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"bolt_port": 1})
    path.write_text(text, encoding="utf-8")
    local.attach(root)
    assert pid_of(root) == pid

    kill(root)
    path.write_text(text, encoding="utf-8")
    local.attach(root)
    assert pid_of(root) != pid


def test_damaged_passwords_are_replaced_at_the_next_start_and_the_rows_stay(root: Path) -> None:
    before = local.attach(root)
    write(before, 1)
    local.stop(root)
    (root / local.SECRET_FILE).write_text("{", encoding="utf-8")
    after = local.attach(root)

    assert after.password != before.password
    assert count(after) == 100
    with signed_in(after, reader=True) as driver:
        driver.verify_connectivity()


def test_a_failed_start_says_the_last_line_of_the_log(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_IDLE", "soon")
    with pytest.raises(UnavailableError, match=r"KG_IDLE is a number of seconds above 0, not 'soon'"):
        local.attach(root)


@pytest.mark.parametrize("text", ["much", "-1", "12", "1g"])
def test_memory_that_is_no_number_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("KG_HEAP", text)
    with pytest.raises(UnavailableError, match=f"KG_HEAP is a number of MiB, 64 or more, not '{text}'"):
        local.attach(root)


def test_memory_is_a_share_of_the_machine_s_and_more_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    def on_a_machine_of(gigabytes: int) -> int:
        monkeypatch.setattr(os, "sysconf", {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": gigabytes << 18}.get)
        return server.heap()

    monkeypatch.delenv("KG_HEAP", raising=False)
    assert [on_a_machine_of(n) for n in (1, 8, 64)] == [1024, 2048, 4096]
    monkeypatch.setenv("KG_HEAP", "9000")
    assert on_a_machine_of(8) == 9000


def test_a_query_past_the_memory_is_refused_and_with_more_memory_it_runs(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sorting = "UNWIND range(1, 600000) AS a WITH a ORDER BY a DESC RETURN count(a) AS n"
    monkeypatch.setenv("KG_HEAP", "128")
    with GraphStore(root) as store:
        with pytest.raises(QueryError, match="KG_HEAP"):
            list(store.read(sorting))
        assert list(store.read("RETURN 1 AS n")) == [{"n": 1}]
    local.stop(root)
    monkeypatch.setenv("KG_HEAP", "2048")
    with GraphStore(root) as store:
        assert list(store.read(sorting)) == [{"n": 600_000}]


def test_without_the_engine_the_error_names_the_way_out(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "find_spec", lambda _name: None)
    with pytest.raises(UnavailableError, match="--store neo4j://"):
        local.attach(root)


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnavailableError, match="cannot use the store folder"):
        local.attach(tmp_path / "file" / ".kg")


def test_the_nearest_folder_upward_is_found(tmp_path: Path) -> None:
    deep = tmp_path / "one" / "two"
    deep.mkdir(parents=True)
    (tmp_path / ".kg").mkdir()
    (tmp_path / "one" / ".kg").touch()  # a file is no store

    assert local.find_root(deep) == tmp_path / ".kg"
