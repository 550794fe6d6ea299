"""A Neo4j that is killed and started again with what it holds."""

from __future__ import annotations

import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from tests import servers

if TYPE_CHECKING:
    from collections.abc import Iterator


class Restarting:
    """One server after another in one home, on one port, with one password."""

    def __init__(self, home: Path) -> None:
        self.home, self.log = home, home / "console.log"
        self.port = servers._free_port()
        (home / "conf").mkdir()
        (home / "conf/neo4j.conf").write_text(servers.CONF.format(home=home, port=self.port), encoding="utf-8")
        self.process = self._spawned()
        self.server = servers._answering(self.process, self.log, self.port)

    def _spawned(self) -> subprocess.Popen[bytes]:
        main = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.home}", f"--config-dir={self.home}/conf"]
        command = [servers.java_path(), *servers.JAVA_OPTIONS, "-cp", f"{servers.jars()}/*", *main, "--console-mode"]
        with self.log.open("ab") as out:
            return subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)

    def _driver(self) -> Driver:
        return GraphDatabase.driver(self.server.url, auth=(self.server.user, self.server.password))

    def holds_documents(self) -> bool:
        """Whether a load has got that far: who never reached a server does not wait for it."""
        with self._driver() as driver:
            return bool(driver.execute_query("MATCH (d:Document) RETURN d LIMIT 1").records)

    def kill(self) -> None:
        """End the server as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def start(self) -> None:
        """Start it again; when this returns it answers."""
        self.process = self._spawned()
        deadline = time.monotonic() + servers.START_SECONDS
        while time.monotonic() < deadline:
            try:
                with self._driver() as driver:
                    driver.verify_connectivity()
            except (DriverError, Neo4jError):
                time.sleep(0.2)
            else:
                return
        pytest.fail(f"Neo4j did not start again:\n{self.log.read_text(errors='replace')[-3000:]}")


@contextmanager
def restarting() -> Iterator[Restarting]:
    """A running, empty Neo4j that may be killed."""
    with tempfile.TemporaryDirectory(prefix="kg-neo4j-", ignore_cleanup_errors=True) as folder:
        found = Restarting(Path(folder))
        try:
            yield found
        finally:
            found.kill()
