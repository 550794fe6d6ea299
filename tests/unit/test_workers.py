from __future__ import annotations

import os
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pytest

from kg.errors import DocumentError, UnavailableError
from kg.model import Claim, Document, Mention, Rejected, Time
from kg.pipeline import workers
from kg.pipeline.workers import chunks, read, read_in_turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass
class Reader:
    """Reads a mention in each document; some words in a text are too much for it."""

    name: str = "fragile"
    version: str = "1"

    def extract(self, docs: Iterable[Document]) -> Iterator[Document | Mention | Time | Claim]:
        ahead = list(docs)  # as a parser reads ahead
        for doc in ahead:
            if "raise" in doc.text:
                raise ValueError("too much")
            if "broken" in doc.text:
                raise DocumentError("it is broken")
            if "unavailable" in doc.text:
                raise UnavailableError("no parser")
            if "die" in doc.text:
                os._exit(9)
            if "hang" in doc.text:
                time.sleep(1000)
        for doc in ahead:
            yield doc
            yield Mention(
                id=f"m_{doc.id}", doc=doc.id, start=0, end=1, text=doc.text[:1], form="name", type="Actor",
                types=("Actor",), confidence=1.0, leaf="l_1",
            )  # fmt: skip


def unmakeable() -> Reader:
    raise ValueError("nothing to make it of")


def document(number: int, text: str = "fine") -> Document:
    return Document(id=f"d_{number}", uri=f"{number}.txt", text=text)


def run(texts: list[str], *, size: int, patience: float = 60.0) -> tuple[list[str], dict[str, str]]:
    """The ids of what was read in order, and who was refused and why."""
    refused: list[Rejected] = []
    docs = [document(n, text) for n, text in enumerate(texts)]
    found = list(read(Reader, docs, refuse=refused.append, workers=size, patience=patience))
    return [r.id for r in found if isinstance(r, (Document, Mention))], {r.uri: r.reason for r in refused}


def ids(*numbers: int) -> list[str]:
    return [one for n in numbers for one in (f"d_{n}", f"m_d_{n}")]


def test_chunks_hold_about_a_second_of_work_and_keep_the_order() -> None:
    docs = [document(n, "x" * size) for n, size in enumerate((10_000, 10_000, 10_000, 1, 90_000, 5))]
    assert [[d.id for d in chunk] for chunk in chunks(docs)] == [["d_0", "d_1", "d_2"], ["d_3", "d_4"], ["d_5"]]
    assert list(chunks([])) == []


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_records_come_in_the_order_of_documents(size: int) -> None:
    assert run(["fine" * n * 4000 for n in (3, 1, 0, 2, 4, 1, 1, 5)], size=size) == (ids(*range(8)), {})


@pytest.mark.parametrize("size", [0, 2])
def test_what_a_rule_stumbles_over_is_refused_and_the_others_go_on(size: int) -> None:
    read_, refused = run(["fine", "raise", "fine", "broken", "fine"], size=size)
    assert read_ == ids(0, 2, 4)
    assert refused == {
        "1.txt": "the extractor 'fragile' failed: ValueError: too much",
        "3.txt": "the extractor 'fragile' failed: DocumentError: it is broken",
    }


def test_only_the_document_that_kills_its_reader_is_refused() -> None:
    read_, refused = run(["fine", "fine", "die", "fine", "die", "fine"], size=2)
    assert read_ == ids(0, 1, 3, 5)
    assert refused == dict.fromkeys(("2.txt", "4.txt"), "its reader died (exit code 9)")


def test_a_document_over_which_its_reader_hangs_is_refused_in_time() -> None:
    started = time.monotonic()
    read_, refused = run(["fine", "hang", "fine"], size=1, patience=1.0)
    assert (read_, refused) == (ids(0, 2), {"1.txt": "its reader was silent for too long"})
    assert time.monotonic() - started < 60


@pytest.mark.parametrize("size", [0, 1])
def test_what_can_read_nothing_at_all_ends_the_run(size: int) -> None:
    with pytest.raises(UnavailableError, match="no parser"):
        run(["fine", "unavailable"], size=size)


def test_a_worker_that_cannot_start_ends_the_run() -> None:
    with pytest.raises(UnavailableError, match="cannot start: ValueError: nothing to make it of"):
        list(read(unmakeable, [document(1)], refuse=print, workers=2))


def test_without_documents_no_extractor_is_made() -> None:
    assert list(read(unmakeable, [], refuse=print)) == []
    assert list(read(unmakeable, [], refuse=print, workers=2)) == []


def test_the_one_at_fault_is_found_without_reading_the_rest_again_and_again() -> None:
    calls: list[int] = []

    class Counting(Reader):
        def extract(self, docs: Iterable[Document]) -> Iterator[Document | Mention | Time | Claim]:
            given = list(docs)
            calls.append(len(given))
            return super().extract(given)

    texts = ["fine"] * 10 + ["raise"] + ["fine"] * 10
    found = list(read_in_turn(Counting(), [document(n, t) for n, t in enumerate(texts)]))
    assert [d.id for d, _ in found] == [f"d_{n}" for n in range(21)]
    assert calls == [21, *[1] * 11, 10]


def test_a_reader_waits_no_further_ahead_than_a_few_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_CHUNK", 1)
    drawn: list[int] = []

    def source() -> Iterator[Document]:
        for n in range(50):
            drawn.append(n)
            yield document(n)

    found = read(Reader, source(), refuse=print, workers=1)
    next(found)
    assert len(drawn) <= 3
    found.close()  # type: ignore[attr-defined] # it is a generator


def test_what_is_left_unread_leaves_no_process_behind() -> None:
    import multiprocessing

    found = read(partial(Reader), (document(n) for n in range(5)), refuse=print, workers=2)
    next(found)
    found.close()  # type: ignore[attr-defined] # the same
    assert multiprocessing.active_children() == []
