"""Our own gold, measured: no figure falls below its floor.

`floors.json` pins the SHA-256 of each gold file. Lowering a floor needs a reason in `docs/extraction.md`.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from kg.evaluate import evaluate, read_gold, readings
from kg.model import Document
from tests import corpus

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_figure_falls_below_its_floor(name: str) -> None:
    path = HERE / "gold" / name
    assert hashlib.sha256(path.read_bytes()).hexdigest() == FLOORS[name]["sha256"], "the gold changed: measure anew"
    gold = read_gold(path)
    if gold.readings:
        texts = [r.document for r in gold.readings.values() if r.document is not None]
    else:
        texts = [corpus.document(f"{name}#{one.id}", one.text) for found in gold.sets.values() for one in found]
    (report,) = evaluate(gold, readings(corpus.extractor().extract(iter(texts))))
    assert all(isinstance(t, Document) for t in texts)
    got = {key: report.figures[key].value for key in FLOORS[name]["floors"]}
    assert {k: v for k, v in got.items() if v < FLOORS[name]["floors"][k]} == {}
