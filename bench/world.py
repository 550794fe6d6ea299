"""What one more document costs in a store of many, what forgetting one costs, what reading all again costs.

    python bench/world.py [DOCUMENTS ...]
    KG_STORE=bolt://localhost:7687 KG_PASSWORD=... python bench/world.py 1000 20000

A local store, or the Neo4j at `KG_STORE`, which must be empty, is filled with generated documents (bench/generated.py).
Each cost is the median of twenty-five, from the first file opened to the last commit; what an extractor would find is
made from the templates, so that no time goes into reading sentences. The documents put in and forgotten lie where the
store is densest: all their names are known.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import generated
from kg import gazetteer, ontology, registry
from kg.model import Claim, Document, Mention, Time
from kg.pipeline import forgetting
from kg.pipeline.importing import import_records
from kg.pipeline.ingest import Report, ingest
from kg.pipeline.reading import Metadata
from kg.protocols import Extractor
from kg.store import local, open_store
from kg.store.graph import GraphStore

ONTOLOGY, GAZETTEER = ontology.load(), gazetteer.load()
TIMES = 25
AGAIN = 500


class Templates:
    """An extractor that knows what the templates put into a text."""

    name, version = "templates", "1"
    languages = ("en",)

    def extract(self, docs: Iterable[Document]) -> Iterator[Document | Mention | Time | Claim]:
        """Each document with its evidence."""
        for doc in docs:
            one = generated.evidence(int(Path(doc.uri).stem.split("-")[0]), at=doc)
            yield doc
            yield from one.mentions
            yield from one.claims


def templates(name: str) -> Extractor:
    """The one extractor there is here."""
    del name
    return Templates()


def fill(store: GraphStore, count: int, *, first: int) -> None:
    """Store *count* documents from *first* on, at once."""
    lines = generated.lines(count, first=first)
    import_records(store, lines, name="bench", ontology=ONTOLOGY, gazetteer=GAZETTEER)


def files(folder: Path, numbers: Iterable[int], *, turn: str) -> list[Path]:
    """Files with the texts of the documents with these *numbers*."""
    made = []
    for number in numbers:
        path = folder / f"{number}-{turn}.txt"
        path.write_text(generated.evidence(number).document.text, encoding="utf-8")
        made.append(path)
    return made


def read(store: GraphStore, paths: list[Path]) -> Report:
    """What reading *paths* did."""
    return ingest(
        store, paths, metadata=Metadata(publisher="Harbor Ledger", published="2022-01-01"), ontology=ONTOLOGY,
        gazetteer=GAZETTEER, extractor="templates",
    )  # fmt: skip


def forget(store: GraphStore, number: int) -> None:
    """Document *number* is gone."""
    doc = generated.evidence(number).document
    forgetting.forget(store, [(doc.id, doc.uri)], ontology=ONTOLOGY, gazetteer=GAZETTEER)


def seconds(what: Callable[[], object]) -> float:
    """Wall time."""
    started = time.perf_counter()
    what()
    return time.perf_counter() - started


def costs(store: GraphStore, folder: Path, size: int) -> dict[str, float]:
    """The median of each cost in a store of *size* documents."""
    middle = size // 2
    found: dict[str, list[float]] = {"one more": [], "forget one": []}
    for n in range(TIMES + 1):  # the first, which imports libraries, does not count
        paths = files(folder, [middle + n], turn=f"more-{size}")
        found["one more"].append(seconds(partial(read, store, paths)))
        found["forget one"].append(seconds(partial(forget, store, middle + TIMES + 1 + n)))
    return {name: statistics.median(times[1:]) for name, times in found.items()}


def main(sizes: list[int]) -> None:
    """Print the costs at each of *sizes*, and their ratio to the first."""
    registry.extractor = templates
    base: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as made:
        folder, address = Path(made), os.environ.get("KG_STORE")
        os.chdir(folder)
        with open_store(address or made, create=True, password=os.environ.get("KG_PASSWORD")) as store:
            stored = 0
            for size in sizes:
                filled = seconds(partial(fill, store, size - stored, first=stored))
                print(f"{size} documents: the last {size - stored} of them took {filled:.1f} s", flush=True)
                stored = size
                for name, value in costs(store, folder, size).items():
                    base.setdefault(name, value)
                    print(f"  {name:12} {value:8.3f} s  {value / base[name]:6.2f} x that at {sizes[0]}", flush=True)
            paths = files(folder, range(AGAIN), turn="again")
            fresh = seconds(partial(read, store, paths))
            before = store.meta()["lock"]
            again = seconds(partial(read, store, paths))
            wrote = "no" if store.meta()["lock"] == before else "yes"
            print(
                f"{AGAIN} files: {fresh:.1f} s, unchanged {again:.2f} s: {fresh / again:.0f} x faster; wrote: {wrote}"
            )
        if not address:
            local.stop(folder)


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [1000, 5000])
