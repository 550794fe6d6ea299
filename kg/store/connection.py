"""The driver: where it connects, how it retries, how it reads."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import neo4j
from neo4j import exceptions

from kg.errors import IntegrityError, UnavailableError
from kg.store import crash, errors, local

T = TypeVar("T")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_TRIES = 5
_FETCH = 1000
PATIENCE = 60.0  # seconds for a server to come back


@dataclass(frozen=True, slots=True)
class Remote:
    """A Neo4j and how to sign in."""

    url: str
    user: str
    password: str = field(repr=False)
    database: str | None = None


class Connection:
    """Sessions on one store, local or remote; a local server that went away is started again."""

    def __init__(self, where: Path | Remote) -> None:
        self._root = where if isinstance(where, Path) else None
        self._remote = where if isinstance(where, Remote) else None
        self._drivers: dict[bool, neo4j.Driver] = {}
        self.database: str | None = None
        self._bookmarks: object = None
        self._worked = False

    @property
    def dialect(self) -> str:
        """`local` or `neo4j`: the key of the dialect tables."""
        return "local" if self._root is not None else "neo4j"

    @property
    def name(self) -> str:
        """What to call the store in messages; never with a password."""
        if self._remote is None:
            return str(self._root)
        parts = urlsplit(self._remote.url)
        return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}"

    def driver(self, *, reader: bool = False) -> neo4j.Driver:
        """The driver of the administrator, or of the account that can only read."""
        key = reader and self._root is not None
        if key not in self._drivers:
            if self._root is not None:
                end = local.attach(self._root)
                auth = (end.reader_user, end.reader_password) if key else (end.user, end.password)
                self.database, url, patience = end.database, end.url, 5.0
            elif self._remote is not None:
                self.database, url, patience = self._remote.database, self._remote.url, PATIENCE
                auth = (self._remote.user, self._remote.password)
            self._drivers[key] = neo4j.GraphDatabase.driver(
                url,
                auth=auth,
                telemetry_disabled=True,
                liveness_check_timeout=60,
                max_transaction_retry_time=patience,
                connection_timeout=10,
                fetch_size=_FETCH,
                notifications_min_severity="OFF",
                user_agent="dramatis-kg",
            )
        return self._drivers[key]

    @contextmanager
    def session(self, *, write: bool = False, reader: bool = False) -> Iterator[neo4j.Session]:
        """A session; what an earlier one wrote is seen."""
        access = neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS
        driver = self.driver(reader=reader)
        bookmarks = self._bookmarks if isinstance(self._bookmarks, neo4j.Bookmarks) and not reader else None
        if self._root is not None:
            local.touch(self._root)
        with driver.session(database=self.database, default_access_mode=access, bookmarks=bookmarks) as session:
            yield session
            self._worked = True
            self._bookmarks = session.last_bookmarks()

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """What *work* gives back, run in one transaction that is tried again when that is safe.

        *work* may run several times: it must be a pure function of what it closes over.

        Raises:
            KgError: as `kg.store.errors` has it.
        """
        for attempt in range(_TRIES):
            try:
                with self._turn(), self.session(write=True) as session:
                    crash.point("begin")
                    made = session.execute_write(work)
                    crash.point("committed")
                    return made
            except (*errors.AGAIN, *errors.LOST, exceptions.Neo4jError) as error:
                last = attempt == _TRIES - 1
                if isinstance(error, errors.AGAIN) and not last:
                    time.sleep(0.05 * 2**attempt)
                elif (
                    self._root is not None and (isinstance(error, errors.LOST) or errors.restarted(error)) and not last
                ):
                    self.close()
                    time.sleep(0.2 * 2**attempt)
                else:
                    raise errors.translate(error, where=self.name) from error
        raise UnavailableError(f"{self.name} did not take the change")

    def _turn(self) -> AbstractContextManager[object]:
        """One writer at a time: a Neo4j sees to it by itself, the local server would refuse the later one's commit."""
        if self._root is None:
            return nullcontext()
        from filelock import FileLock

        return FileLock(self._root / local.WRITE_LOCK)

    def rows(self, cypher: str, params: Mapping[str, object] | None = None) -> Iterator[dict[str, object]]:
        """The rows of a constant read statement, lazily.

        Raises:
            KgError: as `kg.store.errors` has it.
        """
        given = 0
        patience = self._patience()
        while True:
            try:
                with self.session() as session:
                    for record in session.run(cypher, dict(params or {})):
                        given += 1
                        self._worked = True
                        yield dict(record)
                    return
            except (*errors.LOST, exceptions.Neo4jError, exceptions.DriverError) as error:
                if given or not self._may_heal(error) or not next(patience):
                    raise errors.translate(error, where=self.name) from error

    def run(self, *statements: str) -> None:
        """Run schema statements, each in a transaction of its own; they may run twice."""
        patience = self._patience()
        for statement in statements:
            while True:
                try:
                    with self.session(write=True) as session:
                        session.run(statement).consume()
                    break
                except (*errors.LOST, exceptions.Neo4jError, exceptions.DriverError) as error:
                    if not self._may_heal(error) or not next(patience):
                        raise errors.translate(error, where=self.name) from error

    def _may_heal(self, error: BaseException) -> bool:
        """Whether the connection alone is at fault; a server that never answered is not waited for."""
        if self._root is not None:
            return isinstance(error, errors.LOST) or errors.restarted(error)
        return self._worked and isinstance(error, errors.LOST)

    def _patience(self) -> Iterator[bool]:
        """Waits, each time longer, and says whether to try again, for as long as a server takes to come back."""
        until, pause = time.monotonic() + PATIENCE, 0.05
        while time.monotonic() < until:
            if self._root is not None:
                self.close()
            time.sleep(pause)
            pause = min(2 * pause, 2.0)
            yield True
        yield False

    def close(self) -> None:
        """Give the connections back."""
        for driver in self._drivers.values():
            driver.close()
        self._drivers.clear()
        self._bookmarks = None


def checked(url: str, *, insecure: bool) -> str:
    """*url* if it may be used: a Bolt address without a password in it, encrypted unless it is this machine.

    Raises:
        UnavailableError: it may not; the message says why and what to do.
    """
    parts = urlsplit(url)
    if parts.username or parts.password:
        raise UnavailableError("a store address must not hold a user or password; set KG_USER and KG_PASSWORD")
    if "+s" not in parts.scheme and parts.hostname not in _LOOPBACK and not insecure:
        raise UnavailableError(
            f"{parts.scheme}://{parts.hostname} is not encrypted; use {parts.scheme}+s:// or give --insecure"
        )
    return url


def reached(got: int, wanted: int, *, what: str) -> int:
    """*got*, when a statement reached every row it was sent.

    Raises:
        IntegrityError: rows were lost on the way.
    """
    if got != wanted:
        raise IntegrityError(f"{what}: {wanted} rows sent, {got} reached; run kg verify")
    return got
