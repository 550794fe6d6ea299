"""Real programs for tests: a Neo4j 5.26 made of Maven jars, and a Chromium.

Neo4j Community is GPLv3. It runs as a process of its own, and its jars are fetched when a test asks for them.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = "5.26.29"
JAVA_VERSIONS = {17, 21}
START_SECONDS = 120
STOP_SECONDS = 30

POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>test</groupId><artifactId>neo4j-jars</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{VERSION}</version></dependency>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j-bolt</artifactId><version>{VERSION}</version></dependency>
  </dependencies>
</project>
"""

CONF = """server.default_listen_address=127.0.0.1
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.directories.data={home}/data
server.directories.logs={home}/logs
server.directories.run={home}/run
server.directories.plugins={home}/plugins
server.directories.import={home}/import
server.memory.pagecache.size=256m
db.transaction.timeout=120s
dbms.memory.transaction.total.max=512m
dbms.security.auth_enabled=true
dbms.security.allow_csv_import_from_file_urls=false
dbms.usage_report.enabled=false
internal.server.bolt.thread_pool_shutdown_wait_time=1s
"""

JAVA_OPTIONS = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
    "-Dfile.encoding=UTF-8",
    "-Xms256m",
    "-Xmx1g",
    # Measured: start 10.6 -> 6.7 s, CPU of a whole session halved.
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
)


@dataclass(frozen=True, slots=True)
class Neo4jServer:
    url: str
    user: str
    password: str


def missing(what: str, *, install: str) -> NoReturn:
    """Fail where `CI=true`, skip elsewhere: the one place that decides it."""
    sentence = f"{what} is missing; on Debian: apt-get install {install}"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


def chromium_path() -> str:
    """The path of an installed Chromium or Chrome."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    missing("Chromium", install="chromium")


def java_path() -> str:
    """The path of a Java that Neo4j 5.26 supports, which the first one on the path need not be."""
    wanted = [
        Path(os.environ.get("JAVA_HOME", "/nonexistent"), "bin/java"),
        Path(shutil.which("java") or "/nonexistent"),
    ]
    for java in [*wanted, *sorted(Path("/usr/lib/jvm").glob("*/bin/java"))]:
        if java.is_file():
            says = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
            if (version := re.search(r'version "(\d+)', says)) and int(version[1]) in JAVA_VERSIONS:
                return str(java)
    missing("Java 17 or 21", install="openjdk-17-jre-headless")


def jars() -> Path:
    """The folder of Neo4j's jars, fetched by Maven the first time.

    The folder appears in one rename, so a broken download leaves nothing and two at once do no harm.
    """
    cache = Path(os.environ.get("KG_CACHE") or Path.home() / ".cache/dramatis") / f"neo4j-{VERSION}"
    lib = cache / "lib"
    if lib.is_dir():
        return lib
    maven = shutil.which("mvn")
    if maven is None:
        missing("Maven", install="maven")
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        Path(folder, "pom.xml").write_text(POM, encoding="utf-8")
        goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=lib"]
        ran = subprocess.run(
            [maven, "-q", "-B", "-C", *goal],
            cwd=folder,
            env={**os.environ, "JAVA_HOME": str(Path(java_path()).resolve().parent.parent)},
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode != 0:
            pytest.fail(f"Maven could not fetch Neo4j {VERSION}:\n{ran.stdout[-2000:]}{ran.stderr[-2000:]}")
        try:
            Path(folder, "lib").rename(lib)
        except OSError:
            if not lib.is_dir():
                raise
    return lib


def import_folder(folder: Path, home: Path) -> str:
    """What `neo4j-admin database import full` says of *folder*, read into the stopped server of *home*."""
    arguments = (folder / "arguments.txt").read_text(encoding="utf-8").split()
    tool = ["org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j", *arguments]
    done = subprocess.run(
        [java_path(), *JAVA_OPTIONS, "-cp", f"{jars()}/*", *tool],
        cwd=folder,
        env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@contextmanager
def neo4j_server(*, imported: Path | None = None) -> Iterator[Neo4jServer]:
    """A running Neo4j with a home, a port and a password of its own; empty, or with an *imported* folder of tables."""
    java, lib = java_path(), jars()
    with tempfile.TemporaryDirectory(prefix="kg-neo4j-", ignore_cleanup_errors=True) as folder:
        home, port = Path(folder), _free_port()
        for name in ("conf", "plugins", "import"):
            (home / name).mkdir()
        (home / "conf/neo4j.conf").write_text(CONF.format(home=home, port=port), encoding="utf-8")
        if imported is not None:
            import_folder(imported, home)
        log = home / "console.log"
        main = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home}/conf"]
        with log.open("wb") as out:
            command = [java, *JAVA_OPTIONS, "-cp", f"{lib}/*", *main, "--console-mode"]
            # A session of its own: Ctrl-C reaches pytest, which then stops the server in order.
            process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            yield _answering(process, log, port)
        finally:
            _stop(process)


def wipe(driver: Driver) -> None:
    """Empty the database: every node, in batches, then constraints and indexes."""
    some = "MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS n"
    while driver.execute_query(some, database_="neo4j").records[0]["n"]:
        pass
    for kind, listing in (
        ("CONSTRAINT", "SHOW CONSTRAINTS YIELD name"),
        ("INDEX", "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"),
    ):
        for row in driver.execute_query(listing, database_="neo4j").records:
            driver.execute_query(f"DROP {kind} $name IF EXISTS", name=row["name"], database_="neo4j")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answering(process: subprocess.Popen[bytes], log: Path, port: int) -> Neo4jServer:
    server = Neo4jServer(f"bolt://127.0.0.1:{port}", "neo4j", secrets.token_urlsafe(16))
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.2)
        try:
            _set_password(server)
            with GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver:
                driver.verify_connectivity()
        except (DriverError, Neo4jError):
            continue
        return server
    pytest.fail(f"Neo4j did not start:\n{log.read_text(errors='replace')[-3000:]}")


def _set_password(server: Neo4jServer) -> None:
    change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new"
    with (
        GraphDatabase.driver(server.url, auth=("neo4j", "neo4j")) as driver,
        # A plain run: a managed transaction would go on trying for half a minute while the server starts.
        driver.session(database="system") as session,
    ):
        session.run(change, new=server.password).consume()


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
