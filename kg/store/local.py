"""The local server of a `.kg` folder: found, started, asked after, stopped.

A warm attach reads two small files and connects once: no lock is taken, no driver and no engine is loaded.
Files in the folder: `server.json` (where the live server listens), `secret.json` (its passwords), `used` (its
modification time is the last use), `server.log` (what the last start said), `arcadedb/` (the stored graph),
`server.start`, `server.alive` and `server.write` (locks: one starts, one lives, one writes at a time).
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from kg.errors import UnavailableError

FOLDER_NAME = ".kg"
SERVER_FILE = "server.json"
SECRET_FILE = "secret.json"  # noqa: S105 - the name of the file, not what is in it
USED_FILE = "used"
LOG_FILE = "server.log"
START_LOCK = "server.start"
ALIVE_LOCK = "server.alive"
WRITE_LOCK = "server.write"

FILE_FORMAT = 1
HOST = "127.0.0.1"
DATABASE = "kg"
ADMIN = "root"
READER = "reader"  # the engine refuses names of fewer than four letters

START_SECONDS = 60.0
STOP_SECONDS = 30.0
# All that the server's environment keeps: what Python needs to start, and our own setting.
KEPT_VARIABLES = (
    "HOME",
    "KG_HEAP",
    "KG_IDLE",
    "LANG",
    "LC_ALL",
    "LD_LIBRARY_PATH",
    "PATH",
    "SYSTEMROOT",
    "TEMP",
    "TMP",
    "TMPDIR",
    "USERPROFILE",
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a store's server listens and how to sign in; passwords stay out of the repr."""

    url: str
    user: str
    password: str = field(repr=False)
    database: str
    reader_user: str
    reader_password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """Whether a folder's server runs; the rest is None when it does not. `since` is ISO 8601 in UTC."""

    running: bool
    pid: int | None = None
    port: int | None = None
    since: str | None = None


def attach(root: Path) -> Endpoint:
    """The endpoint of the live server of *root*, which is made and started when need be.

    The server outlives this process and stops by itself after `KG_IDLE` seconds without a `touch`.
    Each start listens on another port, so ask again (and drop the old driver) after a lost connection.

    Raises:
        UnavailableError: it cannot be started, or did not answer within a minute.
    """
    root = root.resolve()
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Before looking: a server about to stop for idleness looks at this once more after it has taken its file away.
        touch(root)
        live = _live(root) or _start(root)
        admin, reader = read_secrets(root)
    except (OSError, ValueError) as error:
        raise UnavailableError(f"cannot use the store folder {root}: {error}") from error
    return Endpoint(
        url=f"bolt://{HOST}:{live.port}",
        user=ADMIN,
        password=admin,
        database=DATABASE,
        reader_user=READER,
        reader_password=reader,
    )


def stop(root: Path) -> bool:
    """Whether a server of *root* ran; when this returns, none does.

    Raises:
        UnavailableError: it did not stop within half a minute.
    """
    from filelock import FileLock, Timeout

    root = root.resolve()
    if not root.is_dir():
        return False
    try:
        with FileLock(root / START_LOCK, timeout=START_SECONDS):
            # The lock proves that the pid is still the server's and not that of a later process.
            live = _live(root) if _is_held(root) else None
            if live is None or live.pid is None:
                return False
            with suppress(ProcessLookupError):
                os.kill(live.pid, signal.SIGTERM)
            with FileLock(root / ALIVE_LOCK, timeout=STOP_SECONDS):
                return True
    except Timeout as error:
        raise UnavailableError(f"the server of {root} does not stop; see {root / LOG_FILE}") from error


def status(root: Path) -> ServerStatus:
    """Whether the server of *root* runs, and where; starts nothing."""
    return _live(root) or ServerStatus(running=False)


def touch(root: Path) -> None:
    """None; tells the server of *root* that it is in use. Cheap: call it on every transaction."""
    used = root / USED_FILE
    try:
        os.utime(used)
    except FileNotFoundError:
        used.touch(mode=0o600)


def find_root(start: Path) -> Path | None:
    """The nearest `.kg` folder at or above *start*, or None."""
    start = start.resolve()
    return next((path for folder in (start, *start.parents) if (path := folder / FOLDER_NAME).is_dir()), None)


def read_secrets(root: Path) -> tuple[str, str]:
    """The passwords of the administrator and of the reader.

    Raises:
        FileNotFoundError: the server has not made them yet.
        ValueError: the file is damaged.
    """
    found = json.loads((root / SECRET_FILE).read_bytes())
    match found:
        case {"format": 1, "admin": str(admin), "reader": str(reader)} if admin and reader:
            return admin, reader
    raise ValueError(f"{SECRET_FILE} is damaged; the server makes a new one when it is next started")


def _live(root: Path) -> ServerStatus | None:
    """What `server.json` says, when that process lives and its port answers."""
    try:
        found = json.loads((root / SERVER_FILE).read_bytes())
    except (OSError, ValueError):
        return None
    match found:
        case {"format": 1, "pid": int(pid), "bolt_port": int(port), "since": str(since)} if _answers(pid, port):
            return ServerStatus(running=True, pid=pid, port=port, since=since)
    return None


def _answers(pid: int, port: int) -> bool:
    try:
        if os.name != "nt":  # there, signal 0 would end the process
            os.kill(pid, 0)
        socket.create_connection((HOST, port), timeout=2).close()
    except (OSError, OverflowError):
        return False
    return True


def _is_held(root: Path) -> bool:
    """Whether a server process of *root* exists, listening or not; the operating system frees its lock when it dies."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(root / ALIVE_LOCK, timeout=0):
            return False
    except Timeout:
        return True


def _start(root: Path) -> ServerStatus:
    from filelock import FileLock, Timeout

    if find_spec("arcadedb") is None:
        raise UnavailableError(
            "no local server: the package 'arcadedb' is not installed (it has wheels for glibc Linux, macOS on arm64 "
            "and Windows on x86-64); name a Neo4j with --store neo4j://HOST",
        )
    try:
        with FileLock(root / START_LOCK, timeout=START_SECONDS):
            return _await_server(root)
    except Timeout as error:
        raise UnavailableError(f"another process has been starting the server of {root} for a minute") from error


def _await_server(root: Path) -> ServerStatus:
    process: subprocess.Popen[bytes] | None = None
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if live := _live(root):
            return live
        if process is None:
            # While the lock is held a server is coming, going, or about to mend its file: wait for it.
            process = None if _is_held(root) else _spawn(root)
        elif process.poll() is not None:
            raise UnavailableError(f"the local server did not start: {_last_line(root)} (see {root / LOG_FILE})")
        time.sleep(0.02)
    raise UnavailableError(
        f"the local server did not answer within {START_SECONDS:.0f} s: {_last_line(root)} (see {root / LOG_FILE})",
    )


def _spawn(root: Path) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    # The same `kg` as this one, also when it stands in a checkout that is not installed.
    environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    log = os.open(root / LOG_FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.store.server", str(root)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=root,
            env=environment,
            start_new_session=True,
        )
    finally:
        os.close(log)
    # Reaps it if it ends before us; otherwise it would stay as a zombie.
    threading.Thread(target=process.wait, daemon=True).start()
    return process


def _last_line(root: Path) -> str:
    try:
        lines = (root / LOG_FILE).read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        lines = []
    return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
