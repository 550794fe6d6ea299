"""A Bolt proxy on loopback that cuts connections at a chosen point of the wire."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Collection

POINTS = ("before RUN", "after RUN", "before COMMIT", "after COMMIT")
_RUN, _COMMIT = b"\xb3\x10", b"\x00\x02\xb0\x12\x00\x00"


class Proxy:
    """Hands bytes on between clients and the server at *port*.

    It cuts both sides when RUN, or COMMIT, comes by for one of the *turns*: before it is handed on, or when the server
    has answered and the client has not heard it.
    """

    def __init__(self, port: int, *, point: str, turns: Collection[int]) -> None:
        self.server, self.turns = port, set(turns)
        self.before, self.sign = point.startswith("before"), _RUN if point.endswith("RUN") else _COMMIT
        self.seen = self.cuts = 0
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self.server))
                cut = threading.Event()
                for ends in ((client, server, cut, True), (server, client, cut, False)):
                    threading.Thread(target=self._hand_on, args=ends, daemon=True).start()

    def _hand_on(self, source: socket.socket, target: socket.socket, cut: threading.Event, asks: bool) -> None:  # noqa: FBT001 - a thread's argument
        with suppress(OSError):
            while found := source.recv(65536):
                if asks and self._is_due(found):
                    if self.before:
                        break
                    cut.set()
                if not asks and cut.is_set():
                    break
                target.sendall(found)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _is_due(self, found: bytes) -> bool:
        with self._lock:
            passed = range(self.seen + 1, self.seen + found.count(self.sign) + 1)
            self.seen = passed.stop - 1
            due = not self.turns.isdisjoint(passed)
            self.cuts += due
            return due
