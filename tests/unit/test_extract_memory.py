"""Reading leaves nothing behind that waits for the collector of cycles."""

from __future__ import annotations

import gc

from tests import corpus

TEXTS = ("Nordvik said it would sue Loopride in Oslo on Monday.", "The Danish app fined its riders.") * 3


def test_what_a_document_took_goes_with_it() -> None:
    docs = [corpus.document(f"d{n}", text) for n, text in enumerate(TEXTS)]
    corpus.read(docs)  # what is made once is made
    gc.collect()
    gc.disable()
    try:
        corpus.read(docs)
        assert gc.collect() < 10 * len(docs)
    finally:
        gc.enable()
