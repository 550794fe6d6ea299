"""Records, as export and extract write them, back into a store. The world is computed anew, not taken over."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg import ids, jsonl
from kg.errors import DocumentError, UsageError
from kg.export import tables
from kg.gazetteer import Gazetteer
from kg.model import Claim, Decision, Delta, Document, Evidence, Mention, Record, Rejected
from kg.ontology import Ontology
from kg.pipeline.ingest import Report, in_parts
from kg.pipeline.watch import STALE, Watch
from kg.pipeline.world import sync
from kg.protocols import Store
from kg.rdf import reader as rdf

_ROWS = 4000
_FORMS = {".jsonl": "jsonl", ".jsonld": "jsonld", ".nq": "nquads", ".trig": "trig"}


def import_records(
    store: Store,
    stream: Iterable[str],
    *,
    name: str,
    ontology: Ontology,
    gazetteer: Gazetteer,
    step: Callable[[str], None] = lambda _: None,
) -> Report:
    """Store the documents, evidence and decisions of *stream*; a broken line is refused and the good ones go on.

    Raises:
        IntegrityError: the file's schema is newer than this program.
    """
    store.prepare()
    report = Report()
    reading = _Reading(name, report)
    watch = Watch(store, ontology=ontology, gazetteer=gazetteer)
    waiting: list[Evidence] = []
    decisions: list[Decision] = []
    written = False
    for group in _groups(reading.records(stream)):
        if isinstance(group, Decision):
            decisions.append(group)
            continue
        evidence = _evidence(group)
        step(evidence.document.uri)
        if store.done([evidence.done]):
            report.unchanged += 1
            continue
        report.stored += 1
        waiting.append(evidence)
        if sum(1 + len(e.mentions) + len(e.claims) for e in waiting) > _ROWS:
            _apply(watch, waiting, reading.header)
            waiting, written = [], True
    known = {d.id for d in store.decisions()} if decisions else set()  # what was undone here stays undone
    if waiting or any(d.id not in known for d in decisions):
        _apply(watch, waiting, reading.header, tuple(d for d in decisions if d.id not in known))
        written = True
    if written or store.meta().get("world") == STALE:
        report.orphaned += sync(store, ontology=ontology, gazetteer=gazetteer, watch=watch, step=step).orphaned
    return report


@contextmanager
def export_lines(path: Path, *, form: str | None = None) -> Iterator[Iterator[str]]:
    """The JSON lines of the export at *path*, whatever its *form*; `-` is standard input.

    Raises:
        UsageError: nothing says what form it has.
        DocumentError: it has not that form.
    """
    form = form or ("csv" if path.is_dir() else _FORMS.get(path.suffix, "jsonl"))
    if form == "csv":
        yield (jsonl.dumps(obj) for obj in tables.read(path))
    elif form == "jsonl":
        if path.is_dir():
            raise UsageError(f"{path} is a folder; --format csv reads one that kg export --format csv wrote")
        with sys.stdin if str(path) == "-" else path.open(encoding="utf-8") as stream:
            yield iter(stream)
    else:
        suffix = next(s for s, name in _FORMS.items() if name == form)
        with rdf.read(path, form=suffix) as found:
            yield (jsonl.dumps(obj) for obj in found)


class _Reading:
    """Lines to records, with the header and the faults seen on the way."""

    def __init__(self, name: str, report: Report) -> None:
        self.name, self.report = name, report
        self.header: tuple[str, str] | None = None

    def records(self, stream: Iterable[str]) -> Iterator[Record]:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                obj = jsonl.loads(line)
                if obj.get("kind") == "header":
                    jsonl.check_header(obj, name=self.name)
                    self.header = (str(obj.get("ontology") or ""), str(obj.get("extractor") or ""))
                    continue
                yield jsonl.from_dict(obj)
            except DocumentError as error:
                self.report.rejected.append(
                    Rejected(uri=f"{self.name}#line-{number}", reason=f"line {number}: {error}")
                )


def _groups(records: Iterator[Record]) -> Iterator[list[Document | Mention | Claim] | Decision]:
    """A document with its evidence, one after the other, and decisions; entities and facts are left aside."""
    current: list[Document | Mention | Claim] = []
    for record in records:
        if isinstance(record, Document):
            if current:
                yield current
            current = [record]
        elif isinstance(record, (Mention, Claim)) and current:
            current.append(record)
        elif isinstance(record, Decision):
            yield record
    if current:
        yield current


def _evidence(group: list[Document | Mention | Claim]) -> Evidence:
    doc = next(r for r in group if isinstance(r, Document))
    mentions = tuple(r for r in group if isinstance(r, Mention))
    claims = tuple(r for r in group if isinstance(r, Claim))
    plain = sorted(jsonl.dumps({k: v for k, v in jsonl.to_dict(r).items() if k != "entity"}) for r in group)
    return Evidence(document=doc, mentions=mentions, claims=claims, done=ids.digest("import", plain))


def _apply(
    watch: Watch, waiting: list[Evidence], header: tuple[str, str] | None, decisions: tuple[Decision, ...] = ()
) -> None:
    small = tuple(e for e in waiting if 1 + len(e.mentions) + len(e.claims) <= _ROWS)
    for large in (e for e in waiting if e not in small):
        for part in in_parts(large):
            watch.apply(Delta(evidence=(part,), world=STALE, header=header))
    if small or decisions:
        watch.apply(Delta(evidence=small, decisions=decisions, world=STALE, header=header))
