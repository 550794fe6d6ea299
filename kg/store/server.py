"""The process that serves a `.kg` folder: `python -m kg.store.server ROOT`.

It runs an ArcadeDB engine that speaks Bolt on 127.0.0.1, and is the only module that loads the engine. It ends at
SIGTERM or SIGINT, when its folder is gone, or when `used` has not been touched for `KG_IDLE` seconds (600).
"""

from __future__ import annotations

import base64
import http.client
import json
import logging
import os
import secrets
import signal
import socket
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from filelock import FileLock

from kg.errors import UnavailableError, UsageError
from kg.store.local import (
    ADMIN,
    ALIVE_LOCK,
    DATABASE,
    FILE_FORMAT,
    HOST,
    READER,
    SECRET_FILE,
    SERVER_FILE,
    STOP_SECONDS,
    USED_FILE,
    read_secrets,
    touch,
)

if TYPE_CHECKING:
    from types import FrameType

IDLE_SECONDS = 600.0
POLL_SECONDS = 0.2  # a signal that one of the engine's threads receives does not end a wait, so waits are short
LOGS_KEPT = 5

# The engine takes these only as arguments of its virtual machine; as `config` they are ignored without a word.
ENGINE_ARGUMENTS: Final = (
    "-Darcadedb.txWalFlush=1",
    "-Darcadedb.command.timeout=120000",
    "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
    "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
    "-Darcadedb.bolt.maxMessageSize=134217728",
    "-Darcadedb.bolt.packstream.maxValueLength=134217728",
)
LEAST_HEAP, MOST_HEAP = 1024, 4096  # MiB
ROW_BYTES = 512  # what a row that is sorted or collected takes at the least
# The same name as on Neo4j, so one full-text query serves both.
FULL_TEXT: Final = (
    "CREATE VERTEX TYPE Document IF NOT EXISTS",
    "CREATE PROPERTY Document.text IF NOT EXISTS STRING",
    "CREATE PROPERTY Document.title IF NOT EXISTS STRING",
    "CREATE INDEX `documentText` IF NOT EXISTS ON Document (text, title) FULL_TEXT",
)
RECORD_ACCESS: Final = ("createRecord", "readRecord", "updateRecord", "deleteRecord")
SCHEMA_ACCESS: Final = ("updateSecurity", "updateSchema", "updateDatabaseSettings")

_LOGGER = logging.getLogger(__name__)


def serve(root: Path, *, idle_seconds: float) -> None:
    """None, when the server of *root* has been told to stop or has been idle for *idle_seconds*.

    Raises:
        filelock.Timeout: another process serves *root*.
    """
    stopping = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)
    with FileLock(root / ALIVE_LOCK, timeout=STOP_SECONDS):
        touch(root)
        admin, reader = _secrets(root)
        bolt_port, http_port = _free_ports()
        engine = _Engine(root / "arcadedb", admin=admin, bolt_port=bolt_port, http_port=http_port)
        try:
            engine.add_reader(reader)
            socket.create_connection((HOST, bolt_port), timeout=10).close()
            record = {
                "format": FILE_FORMAT,
                "pid": os.getpid(),
                "bolt_port": bolt_port,
                "http_port": http_port,
                "since": datetime.now(UTC).isoformat(timespec="seconds"),
            }
            _publish(root, json.dumps(record), stopping=stopping, idle_seconds=idle_seconds)
        finally:
            (root / SERVER_FILE).unlink(missing_ok=True)
            engine.stop()


def write_private(path: Path, text: str) -> None:
    """None; *path* holds *text* durably and whole, readable by its owner alone."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    if os.name != "nt":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def heap() -> int:
    """How much memory the engine may take, in MiB: `KG_HEAP`, else a quarter of the machine's, from 1 to 4 GiB.

    Raises:
        UsageError: `KG_HEAP` is not a number of at least 64.
    """
    text = os.environ.get("KG_HEAP", "")
    if text:
        if not (text.isascii() and text.isdigit() and int(text) >= 64):
            raise UsageError(f"KG_HEAP is a number of MiB, 64 or more, not {text!r}")
        return int(text)
    try:
        machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20
    except (AttributeError, OSError, ValueError):  # not a POSIX system
        machine = 0
    return min(max(machine // 4, LEAST_HEAP), MOST_HEAP)


def heap_arguments(size: int) -> tuple[str, ...]:
    """What gives the engine *size* MiB, and all queries together half of it for what they sort and collect.

    Past that a query ends with an error; past the whole heap the engine would. Its own limit of rows is far lower.
    """
    return (
        f"-Xmx{size}m",
        f"-Xms{size // 4}m",  # else what is young is 48 MB at the most, and is gone through once for each document
        f"-Xmn{size // 10}m",
        f"-Darcadedb.queryMaxHeapRAM={size // 2}",
        f"-Darcadedb.queryMaxHeapElementsAllowedPerOp={(size << 20) // ROW_BYTES}",
    )


def _publish(root: Path, record: str, *, stopping: threading.Event, idle_seconds: float) -> None:
    """Keeps `server.json` right until it is time to stop."""
    path = root / SERVER_FILE
    write_private(path, record)
    while not stopping.wait(min(POLL_SECONDS, idle_seconds / 4)):
        if _idle(root) >= idle_seconds:
            # `attach` touches before it reads: one that has read the file is seen here, any later one finds none.
            path.unlink(missing_ok=True)
            if _idle(root) >= idle_seconds:
                return
        if not _says(path, record):
            write_private(path, record)


def _says(path: Path, record: str) -> bool:
    try:
        return path.read_bytes() == record.encode()
    except FileNotFoundError:
        return False


def _idle(root: Path) -> float:
    try:
        return time.time() - (root / USED_FILE).stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _secrets(root: Path) -> tuple[str, str]:
    try:
        return read_secrets(root)
    except (FileNotFoundError, ValueError):
        # The engine ignores a new administrator password as long as it remembers an old one.
        (root / "arcadedb/config/server-users.jsonl").unlink(missing_ok=True)
        made = {"format": FILE_FORMAT, "admin": secrets.token_urlsafe(24), "reader": secrets.token_urlsafe(24)}
        write_private(root / SECRET_FILE, json.dumps(made))
        return read_secrets(root)


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind((HOST, 0))
        other.bind((HOST, 0))
        return one.getsockname()[1], other.getsockname()[1]


class _Engine:
    """A running ArcadeDB server with its database, its full-text index and the group of readers."""

    def __init__(self, home: Path, *, admin: str, bolt_port: int, http_port: int) -> None:
        logs, config = home / "log", home / "config"
        logs.mkdir(parents=True, exist_ok=True)
        config.mkdir(exist_ok=True)
        for old in sorted(logs.iterdir(), key=lambda path: path.stat().st_mtime)[:-LOGS_KEPT]:
            old.unlink()
        write_private(config / "server-groups.json", json.dumps(_groups()))
        os.environ["ARCADEDB_LOG_DIR"] = str(logs)
        os.environ["ARCADEDB_LOG_CONSOLE"] = "0"
        for name in ("ARCADEDB_NATIVE_ISOLATE_ARGS", "ARCADEDB_JVM_ARGS"):  # the two builds of one package
            os.environ[name] = " ".join((*ENGINE_ARGUMENTS, *heap_arguments(heap())))

        from arcadedb import create_server

        settings = {
            "host": HOST,
            "bolt_host": HOST,
            "bolt_port": bolt_port,
            "http_port": http_port,
            "mode": "development",  # "production" hides the text of every error
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        }
        self._users = config / "server-users.jsonl"
        self._admin = admin
        self._http_port = http_port
        self._server = create_server(str(home), admin, settings)
        self._server.start()
        exists = (home / "databases" / DATABASE).is_dir()
        database = self._server.get_database(DATABASE) if exists else self._server.create_database(DATABASE)
        for statement in FULL_TEXT:
            database.command("sql", statement)

    def add_reader(self, password: str) -> None:
        """None; the reader account exists. Over Bolt, CREATE USER would make an administrator."""
        if f'"name":"{READER}"' in self._users.read_text(encoding="utf-8"):
            return
        account = {"name": READER, "password": password, "databases": {DATABASE: ["readers"]}}
        token = base64.b64encode(f"{ADMIN}:{self._admin}".encode()).decode()
        connection = http.client.HTTPConnection(HOST, self._http_port, timeout=30)
        try:
            connection.request(
                "POST",
                "/api/v1/server",
                json.dumps({"command": f"create user {json.dumps(account)}"}),
                {"Authorization": f"Basic {token}", "Content-Type": "application/json"},
            )
            answer = connection.getresponse()
            if answer.status != http.client.OK:
                raise UnavailableError(f"the engine refused the reader account: {answer.status} {answer.reason}")
        finally:
            connection.close()

    def stop(self) -> None:
        """None; the engine has written everything and closed its ports."""
        self._server.stop()


def _groups() -> dict[str, object]:
    def group(access: tuple[str, ...], records: tuple[str, ...]) -> dict[str, object]:
        return {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": records}}}

    groups = {"admin": group(SCHEMA_ACCESS, RECORD_ACCESS), "readers": group((), ("readRecord",)), "*": group((), ())}
    return {"databases": {"*": {"groups": groups}}, "version": 2}


def _idle_limit() -> float:
    text = os.environ.get("KG_IDLE", "")
    try:
        seconds = float(text or IDLE_SECONDS)
    except ValueError:
        seconds = 0.0
    if seconds <= 0:
        raise UsageError(f"KG_IDLE is a number of seconds above 0, not {text!r}")
    return seconds


def main() -> NoReturn:
    """Does not return: the process ends with code 0 after a clean stop and 1 after a failure, said on stderr."""
    logging.basicConfig(format="%(levelname)s %(message)s")
    os.umask(0o077)
    code = 1
    try:
        serve(Path(sys.argv[1]), idle_seconds=_idle_limit())
        code = 0
    except Exception:
        _LOGGER.exception("the server stopped")
    finally:
        # The engine may leave threads that would keep the process alive.
        logging.shutdown()
        os._exit(code)


if __name__ == "__main__":
    main()
