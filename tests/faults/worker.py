"""Programs for tests to kill: one that imports a file of records in many small transactions, one that kills such.

    python worker.py import STORE FILE [PROXY]
    python worker.py kills STORE FILE COUNT SEED
    python worker.py points STORE FILE POINT[:N]...

`kills` and `points` print a line for each round: whether processes died, and whether the export was the same in the end.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

from kg import gazetteer, ontology
from kg.errors import KgError
from kg.export import digest, lines
from kg.pipeline import importing, world
from kg.store import connection, crash, local, open_store

ONTOLOGY, GAZETTEER = ontology.load(), gazetteer.load()
EMPTY = "MATCH (n) DETACH DELETE n"


def load(where: str, file: Path) -> int:
    """Import *file* into the store at *where*; the exit code of a command that did."""
    try:
        with (
            file.open(encoding="utf-8") as stream,
            open_store(where, create=True, password=os.environ.get("KG_PASSWORD")) as store,
        ):
            importing.import_records(store, stream, name=file.name, ontology=ONTOLOGY, gazetteer=GAZETTEER)
    except KgError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


def behind(proxy: str) -> None:
    """The local server is reached through *proxy* from now on."""
    attach = local.attach

    def attached(root: Path) -> local.Endpoint:
        return replace(attach(root), url=proxy)

    local.attach = attached


def kills(where: str, file: Path, count: int, seed: int) -> None:
    """Kill *count* imports at random moments; after every one or two the next runs to its end and is compared."""
    pick = random.Random(seed)  # noqa: S311 - the same moments, as far as a clock allows
    started = time.monotonic()
    wanted = finished(where, file)
    whole = time.monotonic() - started
    done = 0
    while done < count:
        empty(where)
        died = 0
        for _ in range(pick.choice((1, 1, 2))):
            child = forked(where, file)
            time.sleep(pick.uniform(0, whole))
            os.kill(child, signal.SIGKILL)
            died += os.waitpid(child, 0)[1] == signal.SIGKILL
        done += died
        say(died, finished(where, file) == wanted)


def points(where: str, file: Path, *wanted_points: str) -> None:
    """Let an import die at each of the points, and the next one run to its end."""
    wanted = finished(where, file)
    for one in wanted_points:
        empty(where)
        os.environ["KG_CRASH_AT"] = one
        _, status = os.waitpid(forked(where, file), 0)
        del os.environ["KG_CRASH_AT"]
        say(os.waitstatus_to_exitcode(status) == crash.CODE, finished(where, file) == wanted)


def say(died: int, same: bool) -> None:  # noqa: FBT001 - a word of the line
    """Print one line."""
    sys.stdout.write(f"{int(died)} {same}\n")
    sys.stdout.flush()


def forked(where: str, file: Path) -> int:
    """The id of a process that imports *file*."""
    child = os.fork()
    if not child:
        os._exit(load(where, file))
    return child


def finished(where: str, file: Path) -> str:
    """The digest of the store when *file* is in it."""
    _, status = os.waitpid(forked(where, file), 0)
    if status:
        sys.exit(f"an undisturbed import ended with {status}")
    return asked(where, "digest")


def empty(where: str) -> None:
    """Take everything out of the store."""
    asked(where, "empty")


def asked(where: str, what: str) -> str:
    """The answer of a process of its own: this one must stay without threads, it forks."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with open_store(where, password=os.environ.get("KG_PASSWORD")) as store:
            if what == "empty":
                store.connection.run(EMPTY)
            os.write(writing, (digest(lines(store)) if what == "digest" else "done").encode())
        os._exit(0)
    os.close(writing)
    answer = os.read(reading, 100).decode()
    os.close(reading)
    os.waitpid(child, 0)
    return answer


def main(what: str, where: str, file: str, *more: str) -> None:
    """Run as the command line says."""
    connection.PATIENCE = float(os.environ.get("PATIENCE", connection.PATIENCE))
    importing._ROWS, world._PER_DELTA = 120, 40
    if what == "kills":
        kills(where, Path(file), int(more[0]), int(more[1]))
        return
    if what == "points":
        points(where, Path(file), *more)
        return
    if more:
        behind(more[0])
    sys.exit(load(where, Path(file)))


if __name__ == "__main__":
    main(*sys.argv[1:])
