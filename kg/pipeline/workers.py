"""Reading in several processes: the same records in the same order, and a document that kills its reader kills no run.

Documents go out in chunks. A worker sends back what it read in each document as soon as it has it; one that dies, or
stays silent for too long over a document, is replaced, and what it had left is read again one document at a time, so
that only the one at fault is refused.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from kg.errors import DocumentError, KgError, UnavailableError
from kg.model import Claim, Document, Mention, Rejected, Time
from kg.protocols import Extractor

Records = list[Document | Mention | Time | Claim]
Make = Callable[[], Extractor]
PATIENCE = 60.0  # seconds of silence over a document, besides what its length allows
_SLOW = 200.0  # characters a second; a slow machine reads a hundred times as many
_CHUNK = 30_000  # characters: a second's work
_START = 10  # times as patient with a new worker, which has a parser to load
_AHEAD = 2  # chunks a worker that may wait to be passed on, so that memory does not grow


@dataclass(eq=False, slots=True)
class _Job:
    """A chunk: what is still to be read of it, and what was read, in order; a text is why a document was refused."""

    todo: deque[Document]
    done: deque[tuple[Document, Records | str]] = field(default_factory=deque)
    alone: bool = False

    @property
    def out(self) -> list[Document]:
        """What is sent to a worker next."""
        return list(islice(self.todo, 1 if self.alone else None))


def chunks(docs: Iterable[Document]) -> Iterator[list[Document]]:
    """*docs* in lists of about a second's work."""
    held: list[Document] = []
    size = 0
    for doc in docs:
        held.append(doc)
        size += len(doc.text)
        if size >= _CHUNK:
            yield held
            held, size = [], 0
    if held:
        yield held


def read_in_turn(extractor: Extractor, docs: Sequence[Document]) -> Iterator[tuple[Document, Records | str]]:
    """Each of *docs* with its records; what *extractor* fails on comes with the reason, and the others go on.

    Raises:
        KgError: the extractor cannot read anything at all.
    """
    left = deque(docs)
    alone = False
    while left:
        now = [left[0]] if alone else list(left)
        try:
            for records in _by_document(extractor.extract(now)):
                yield left.popleft(), records
        except Exception as error:
            if isinstance(error, KgError) and not isinstance(error, DocumentError):
                raise
            if alone:  # else it reads ahead, and which of them it failed on is not known
                yield left.popleft(), f"the extractor {extractor.name!r} failed: {type(error).__name__}: {error}"
            alone = not alone


def _by_document(records: Iterable[Document | Mention | Time | Claim]) -> Iterator[Records]:
    held: Records = []
    for record in records:
        if isinstance(record, Document) and held:
            yield held
            held = []
        held.append(record)
    if held:
        yield held


def read(
    make: Make,
    docs: Iterable[Document],
    *,
    refuse: Callable[[Rejected], object],
    workers: int = 0,
    patience: float = PATIENCE,
) -> Iterator[Document | Mention | Time | Claim]:
    """The records of *docs* in their order; *make* builds the extractor, in each of *workers* processes (0: in ours).

    A document that cannot be read goes to *refuse* when its turn comes.

    Raises:
        UnavailableError: no worker can start.
    """
    found = _Pool(make, workers, patience).read(docs) if workers else _here(make, docs)
    for doc, records in found:
        if isinstance(records, str):
            refuse(Rejected(uri=doc.uri, reason=records))
        else:
            yield from records


def _here(make: Make, docs: Iterable[Document]) -> Iterator[tuple[Document, Records | str]]:
    extractor: Extractor | None = None
    for chunk in chunks(docs):
        extractor = extractor or make()
        yield from read_in_turn(extractor, chunk)


class _Worker:
    """A process that reads, and what it is at."""

    def __init__(self, make: Make) -> None:
        spawn = multiprocessing.get_context("spawn")
        self.pipe, far = spawn.Pipe()
        self.process: BaseProcess = spawn.Process(target=_serve, args=(make, far), daemon=True)
        self.process.start()
        far.close()
        self.job: _Job | None = None
        self.deadline = 0.0

    def take(self, job: _Job, limit: float) -> None:
        """Set to work on *job*, and expect an answer in *limit* seconds."""
        self.job = job
        self.deadline = time.monotonic() + limit
        with suppress(OSError):  # a worker that died is noticed by its silence
            self.pipe.send(job.out)

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self.pipe.close()
        self.process.terminate()
        self.process.join(5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def _limit(job: _Job, patience: float) -> float:
    """How long a worker may be silent: texts are read ahead, so all of them count."""
    return patience + sum(len(d.text) for d in job.out) / _SLOW


class _Pool:
    """Workers, and the jobs between the one passed on next and the newest."""

    def __init__(self, make: Make, size: int, patience: float) -> None:
        self.make, self.size, self.patience = make, size, patience
        self.workers: list[_Worker] = []
        self.jobs: deque[_Job] = deque()
        self.waiting: deque[_Job] = deque()

    def read(self, docs: Iterable[Document]) -> Iterator[tuple[Document, Records | str]]:
        """Each of *docs* with its records, or with why it was refused."""
        source = chunks(docs)
        more = True
        try:
            while more or self.jobs:
                while more and len(self.jobs) < self.size * _AHEAD:
                    chunk = next(source, None)
                    more = chunk is not None
                    if chunk is not None:
                        job = _Job(deque(chunk))
                        self.jobs.append(job)
                        self.waiting.append(job)
                self._assign()
                while self.jobs and (self.jobs[0].done or not self.jobs[0].todo):
                    if self.jobs[0].done:
                        yield self.jobs[0].done.popleft()
                    else:
                        self.jobs.popleft()
                if self.jobs and not self.jobs[0].done:
                    self._listen()
        finally:
            for worker in self.workers:
                worker.stop()

    def _assign(self) -> None:
        for worker in self.workers:
            if worker.job is None and self.waiting:
                job = self.waiting.popleft()
                worker.take(job, _limit(job, self.patience))
        while self.waiting and len(self.workers) < self.size:
            worker, job = _Worker(self.make), self.waiting.popleft()
            self.workers.append(worker)
            worker.take(job, _limit(job, _START * self.patience))

    def _listen(self) -> None:
        """Take in what workers have to say; replace those that are dead or silent for too long."""
        busy = [w for w in self.workers if w.job is not None]
        rest = min(w.deadline for w in busy) - time.monotonic()
        heard = set(wait([w.pipe for w in busy], timeout=max(0.0, rest)))
        for worker in busy:
            if worker.pipe in heard:
                try:
                    self._take_in(worker, worker.pipe.recv())
                except (EOFError, OSError):
                    worker.process.join(5)
                    self._replace(worker, f"its reader died (exit code {worker.process.exitcode})")
            elif time.monotonic() > worker.deadline:
                self._replace(worker, "its reader was silent for too long")

    def _take_in(self, worker: _Worker, said: Records | str | KgError | None) -> None:
        job = worker.job
        if isinstance(said, KgError):
            raise said
        if job is None:
            return
        if said is None:  # it has read all it was sent
            worker.job = None
            if job.todo:
                self.waiting.appendleft(job)
            return
        job.done.append((job.todo.popleft(), said))
        worker.deadline = time.monotonic() + _limit(job, self.patience)

    def _replace(self, worker: _Worker, reason: str) -> None:
        """Put an end to *worker*; its job goes on without the document that is at fault, if that is known."""
        job = worker.job
        worker.stop()
        self.workers.remove(worker)
        if job is None:
            return
        if len(job.todo) == 1 or (job.alone and job.todo):
            job.done.append((job.todo.popleft(), reason))
        job.alone = True
        if job.todo:
            self.waiting.appendleft(job)


def _serve(make: Make, pipe: Connection) -> None:
    """What a worker does until there is nothing more to read.

    For each document it sends the records, or why there are none; None after each chunk; an error that ends the run.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run that started it decides
    with suppress(EOFError, OSError):
        try:
            extractor = make()
        except Exception as error:  # noqa: BLE001 - the run that started it says so, and ends
            pipe.send(UnavailableError(f"a worker cannot start: {type(error).__name__}: {error}"))
            return
        try:
            while True:
                for _, records in read_in_turn(extractor, pipe.recv()):
                    pipe.send(records)
                pipe.send(None)
        except KgError as error:
            pipe.send(UnavailableError(str(error)))
