"""SPARQL in a process of its own, which is ended at the deadline: the engine has no way to stop a query."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import QueryError, UnavailableError
from kg.rdf.graphs import Graph
from kg.rdf.sparql import Solutions, ask, check, read, write

DEADLINE = 120.0


@contextmanager
def answered(graphs: Iterable[Graph], query: str, *, deadline: float = DEADLINE) -> Iterator[Solutions]:
    """The answer to *query* over *graphs*, lazily; *deadline* counts from when they are loaded.

    Raises:
        QueryError: it is no SPARQL query, asks other sources, would change something, or takes longer than *deadline*
            seconds.
        UnavailableError: the process that answers came to an end of its own.
    """
    check(query)
    with tempfile.TemporaryDirectory(prefix="kg-sparql-") as folder:
        path = write(graphs, Path(folder, "graph.nq"))
        with subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.rdf.deadline", str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={k: v for k, v in os.environ.items() if not k.startswith("KG_")},  # it needs no password of ours
            encoding="utf-8",
        ) as child:
            reading = _Reading(child, deadline)
            try:
                yield reading.start(query)
            finally:
                reading.stop()


class _Reading:
    """What a child says, line by line, until it ends or is ended."""

    def __init__(self, child: subprocess.Popen[str], deadline: float) -> None:
        self._child, self._deadline = child, deadline
        self._timer = threading.Timer(deadline, self._end)
        self._timer.daemon = True
        self._late = False

    def _end(self) -> None:
        self._late = True
        self._child.kill()

    def start(self, query: str) -> Solutions:
        with suppress(BrokenPipeError):  # a child that is gone is noticed by its silence
            if self._child.stdin is not None:
                self._child.stdin.write(query)
                self._child.stdin.close()
        self._line()
        self._timer.start()
        return Solutions(tuple(map(str, self._line() or ())), self._rows())

    def _rows(self) -> Iterator[tuple[object, ...]]:
        while (row := self._line()) is not None:
            yield tuple(row)

    def _line(self) -> list[object] | None:
        """The next line; None is the last one."""
        line = self._child.stdout.readline() if self._child.stdout is not None else ""
        if self._late:
            raise QueryError(
                f"the query took longer than its deadline of {self._deadline:g} seconds; narrow it, or give more "
                "--timeout"
            )
        if not line.endswith("\n"):
            raise UnavailableError("the process that answers SPARQL ended early; is there enough memory?")
        said = json.loads(line)
        if isinstance(said, dict):
            raise QueryError(str(said["error"]))
        return None if said is None else list(said)

    def stop(self) -> None:
        self._timer.cancel()
        self._child.kill()


def main() -> None:
    """Say as JSON lines: that the file is loaded, the columns, each row, and that there are no more."""
    query = sys.stdin.read()
    store = read(Path(sys.argv[1]))
    _say([True])
    try:
        found = ask(store, query)
        _say(list(found.columns))
        for row in found.rows:
            sys.stdout.write(json.dumps(row) + "\n")
        _say(None)
    except (QueryError, RuntimeError, OSError) as error:  # what the engine cannot compute
        _say({"error": str(error)})


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
