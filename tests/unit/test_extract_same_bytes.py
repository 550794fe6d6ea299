"""The same records, byte for byte, however Python hashes, wherever the machine stands, and however texts are shared out."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from kg import jsonl
from kg.extract import RulesExtractor, parser, products
from kg.pipeline.workers import read
from tests import corpus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Document, Record, Rejected

    Floats = np.ndarray[Any, np.dtype[np.float32]]

TEXTS = (
    "Iris Vale, who runs the İzmir ferry line Quillon, said on Tuesday that it would buy Brandmoor Lines for €3.5 million.",
    "Its rival Brandmoor (BML) rejected the offer in March 2023.\nThe regulator may fine both firms after the strike.",
    "Thousands of riders left the app Quillon because of a ban in Norway. “We were never asked,” a spokesman said.",
    "On 1 January 2024 at midnight the government of Kenya sued Quillon, Brandmoor and Harl. They denied everything.",
    "Nobody came.",
    "Wipe the lid with warm water.\n\nDo this twice a year; it helps.",
)
SCRIPT = "from tests.unit.test_extract_same_bytes import shown; import sys; sys.stdout.buffer.write(shown())"


def documents() -> list[Document]:
    return [corpus.document(f"{n}.txt", text) for n, text in enumerate(TEXTS * 4)]


def written(records: Iterable[Record]) -> bytes:
    return "\n".join(jsonl.dumps(jsonl.to_dict(r)) for r in records).encode()


@cache
def shown() -> bytes:
    """What is read in the documents."""
    return written(RulesExtractor().extract(documents()))


def shown_elsewhere(**environment: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", SCRIPT],
        env={**os.environ, **environment},
        capture_output=True,
        check=True,
    )
    return done.stdout


def test_the_documents_hold_something_of_every_kind() -> None:
    found = shown().decode()
    assert {k for k in ("document", "mention", "time", "claim") if f'"kind":"{k}"' in found} == {
        "document",
        "mention",
        "time",
        "claim",
    }
    assert found.count('"kind":"claim"') > 20


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "3", "TZ": "Asia/Kathmandu", "LC_ALL": "de_DE.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
    ],
)
def test_hashes_places_and_languages_of_the_machine_change_nothing(environment: dict[str, str]) -> None:
    assert shown_elsewhere(**environment) == shown()


@pytest.mark.parametrize("batch", [1, 30, 100_000])
def test_the_size_of_batches_changes_nothing(batch: int) -> None:
    assert written(RulesExtractor(batch=batch).extract(documents())) == shown()


def test_documents_read_alone_or_in_another_order_are_the_same() -> None:
    extractor = RulesExtractor()
    alone = [written(extractor.extract([doc])) for doc in reversed(documents())]
    assert b"\n".join(reversed(alone)) == shown()


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_the_number_of_workers_changes_nothing(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.pipeline.workers._CHUNK", 300)
    refused: list[Rejected] = []
    assert written(read(RulesExtractor, documents(), refuse=refused.append, workers=workers)) == shown()


def test_a_line_is_parsed_to_the_same_scores_in_any_company() -> None:
    """Also the numbers that the words are chosen by: what differs in them may one day differ in words."""
    nlp = parser.model()
    lines = [line for text in TEXTS for line in text.splitlines() if line]
    with products.alone():
        together = [nlp.make_doc(line) for line in lines * 30]
        alone = [nlp.make_doc(line) for line in lines]
        words: Any = nlp.get_pipe("tok2vec")
        whole = words.model.predict(together)
        for doc, wanted in zip(alone, whole, strict=False):
            [got] = words.model.predict([doc])
            assert (got == wanted).all(), doc.text


@pytest.mark.parametrize("rows", [1, 3, 16, 200])
@pytest.mark.parametrize("shape", [(288, 96), (40, 96)])
def test_a_product_is_the_same_whoever_makes_it(rows: int, shape: tuple[int, int]) -> None:
    made = np.random.default_rng(5)
    left, right = made.random((rows, 96), dtype=np.float32), made.random(shape, dtype=np.float32)
    asked: list[str] = []

    def theirs(x: Floats, y: Floats, *, out: Floats | None, trans1: bool, trans2: bool) -> Floats:
        asked.append("theirs")
        assert trans2
        assert not trans1
        return np.matmul(x, y.T, out=out)

    out = np.zeros((rows, shape[0]), dtype=np.float32)
    for given in (None, out):
        found = products.product({(288, 96)}, theirs, left, right, out=given, trans2=True)
        assert np.allclose(found, left @ right.T)
    assert np.allclose(out, left @ right.T)
    assert bool(asked) == (shape == (40, 96))
