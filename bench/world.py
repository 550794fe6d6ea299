"""What one more document costs in a store of many, what reading all again costs, what forgetting one costs.

    python bench/world.py [DOCUMENTS ...]

A local store is filled with generated documents (bench/generated.py); each cost is the median of five, from the first
line read to the last commit. The documents put in and forgotten lie where the store is densest: all their names are
known.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import generated
from kg import gazetteer, ontology
from kg.model import Delta
from kg.pipeline.importing import import_records
from kg.pipeline.world import STALE, sync
from kg.store import local
from kg.store.graph import GraphStore

ONTOLOGY, GAZETTEER = ontology.load(), gazetteer.load()
TIMES = 5
AGAIN = 500


def put(store: GraphStore, count: int, *, first: int) -> int:
    """How many documents were stored of *count* from *first* on."""
    lines = generated.lines(count, first=first)
    return import_records(store, lines, name="bench", ontology=ONTOLOGY, gazetteer=GAZETTEER).stored


def forget(store: GraphStore, number: int) -> None:
    """Document *number* is gone."""
    store.apply(Delta(forget=(generated.evidence(number).document.id,), world=STALE))
    sync(store, ontology=ONTOLOGY, gazetteer=GAZETTEER)


def seconds(what: Callable[[], object]) -> float:
    """Wall time."""
    started = time.perf_counter()
    what()
    return time.perf_counter() - started


def lock(store: GraphStore) -> object:
    """The count of transactions that wrote."""
    return store.meta()["lock"]


def main(sizes: list[int]) -> None:
    """Print the costs at each of *sizes*, and their ratio to the first."""
    base: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / ".kg"
        with GraphStore(root) as store:
            stored = 0
            for size in sizes:
                filled = seconds(lambda n=size, s=stored: put(store, n - s, first=s))
                print(f"{size} documents: the last {size - stored} of them took {filled:.1f} s")
                stored = size
                middle = size // 2
                gone = [seconds(lambda n=middle + n: forget(store, n)) for n in range(TIMES)]
                more = [seconds(lambda n=middle + n: put(store, 1, first=n)) for n in range(TIMES)]
                before = lock(store)
                again = seconds(lambda s=size: put(store, min(AGAIN, s), first=0))
                writes = lock(store) != before
                fresh = filled / max(1, size) * min(AGAIN, size)
                found = {"one more": statistics.median(more), "forget one": statistics.median(gone), "unchanged": again}
                for name, value in found.items():
                    base.setdefault(name, value)
                    print(f"  {name:12} {value:8.2f} s  {value / base[name]:6.2f} x that at {sizes[0]}")
                print(
                    f"  unchanged: {fresh / again:.1f} x faster than the first time; wrote: {'yes' if writes else 'no'}"
                )
        local.stop(root)


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [1000, 5000])
