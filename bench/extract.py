"""How fast texts are read, against the bare parser on the same texts; how two workers do; whether memory stays flat.

    python bench/extract.py [PATH …]     speed: words per second of one processor, and the ratio to the bare parser
    python bench/extract.py --workers    one process and two, the same documents: time and work
    python bench/extract.py --stream     20,000 short documents: memory after each thousand

Without PATH the texts are examples/refuge and two sets made of templates (bench/prose.py): news, and news mixed with
household hints that name nobody. The ways take turns in one process, and the best of each counts.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import prose
from kg.extract import RulesExtractor
from kg.model import Document
from kg.pipeline.reading import Metadata, documents, files
from kg.pipeline.workers import read

EXAMPLES = Path(__file__).parents[1] / "examples" / "refuge"
ROUNDS = 6


def cpu(work: Callable[[], object]) -> float:
    """Seconds of processor time that *work* takes in this process."""
    started = time.process_time()
    work()
    return time.process_time() - started


def drain(records: Iterable[object]) -> None:
    """Read *records* to their end."""
    for _ in records:
        pass


def texts_at(paths: list[Path]) -> list[Document]:
    """The documents at *paths*."""
    found = (one for file in files(paths)[0] for one in documents(file, metadata=Metadata()))
    return [one for one in found if isinstance(one, Document)]


def words(docs: Iterable[Document]) -> int:
    """How many words *docs* have."""
    return sum(len(doc.text.split()) for doc in docs)


def speed(sets: Mapping[str, list[Document]], rounds: int) -> None:
    """Print words per processor second of each way and each set of texts."""
    import importlib

    from kg.extract import parser

    name = next(m for m in parser.MODELS if importlib.util.find_spec(m))
    bare = importlib.import_module(name).load()
    whole, plain = RulesExtractor(), RulesExtractor(without=frozenset({"triage"}))
    print(f"{'texts':28} {'words':>7}  {'bare parser':>12}  {'our parse':>16}  {'all layers':>16}  {'with triage':>16}")
    for title, docs in sets.items():
        texts = [doc.text for doc in docs]
        lines = [line for text in texts for _, line in parser.lines(text)]
        ways: list[Callable[[], object]] = [
            lambda texts=texts: drain(bare.pipe(texts, batch_size=16)),
            lambda lines=lines: drain(parser.parsed(lines)),
            lambda docs=docs: drain(plain.extract(docs)),
            lambda docs=docs: drain(whole.extract(docs)),
        ]
        times = [[cpu(way) for way in ways] for _ in range(rounds)]
        best = [min(column) for column in zip(*times, strict=True)]
        count = words(docs)
        cells = "  ".join(f"{count / b:9,.0f} {best[0] / b:5.2f}x" for b in best[1:])
        print(f"{title:28} {count:7,}  {count / best[0]:12,.0f}  {cells}", flush=True)


def workers(number: int) -> None:
    """Print the time and the work that *number* documents take in our process, in one worker and in two."""
    docs = list(prose.documents(number))
    count = words(docs)
    print(f"{number} documents, {count:,} words, starting processes and loading the parser included")
    print(f"{'':16} {'seconds':>8} {'processor':>10} {'words/s':>9} {'faster':>7} {'work/word':>10}")
    first: tuple[float, float] | None = None
    for title, size in (("one worker", 1), ("two workers", 2)):
        before, started = spent(), time.perf_counter()
        drain(read(RulesExtractor, docs, refuse=print, workers=size))
        took, work = time.perf_counter() - started, spent() - before
        first = first or (took, work)
        rate = f"{count / took:9,.0f} {first[0] / took:6.2f}x {work / first[1]:9.2f}x"
        print(f"{title:16} {took:8.1f} {work:10.1f} {rate}")


def spent() -> float:
    """Seconds of processor time of this process and its children that have ended."""
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in usage)


def stream(number: int) -> None:
    """Print the memory in use as *number* short documents, each with names of its own, are read."""
    seen = 0
    print(f"{'documents':>10} {'memory':>10}")
    for record in read(RulesExtractor, strangers(number), refuse=print):
        if isinstance(record, Document):
            seen += 1
            if seen in {1, 100, 500} or seen % 1000 == 0:
                print(f"{seen:10,} {memory():7.0f} MB", flush=True)


def strangers(number: int) -> Iterator[Document]:
    """Short documents with names that stand in no other."""
    for doc in prose.documents(number, sentences=3):
        letters = "".join(chr(97 + int(digit)) for digit in doc.uri if digit.isdigit())
        text = f"{doc.text} {letters.capitalize()}vo sued Qu{letters}ix, the x{letters}er of {letters}burg."
        yield Document(id=doc.id, uri=doc.uri, text=text, published=doc.published, lang="en")


def memory() -> float:
    """Megabytes that this process holds now."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6


def main() -> None:
    """Measure what the command line asks for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("paths", nargs="*", type=Path)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--workers", type=int, nargs="?", const=600, metavar="DOCUMENTS")
    asked.add_argument("--stream", type=int, nargs="?", const=20_000, metavar="DOCUMENTS")
    given = asked.parse_args()
    if given.workers or given.stream:
        for ask, number in ((workers, given.workers), (stream, given.stream)):
            if number:
                ask(number)
        return
    made = partial(prose.documents, 60)
    sets = (
        {", ".join(map(str, given.paths)): texts_at(given.paths)}
        if given.paths
        else {"examples/refuge": texts_at([EXAMPLES]), "news": list(made()), "mixed": list(made(share_of_news=0.5))}
    )
    speed(sets, given.rounds)


if __name__ == "__main__":
    main()
