"""Documents into a store: what is done already is passed over, each document is stored with its evidence at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kg import ids, registry
from kg.gazetteer import Gazetteer
from kg.language import same_language
from kg.model import Claim, Decision, Delta, Document, Evidence, Mention, Record, Rejected, Time
from kg.ontology import Ontology
from kg.pipeline.reading import File, Metadata, documents, files
from kg.pipeline.sure import inner_first, sure, sure_records
from kg.pipeline.watch import STALE, Watch
from kg.pipeline.workers import read
from kg.pipeline.world import sync
from kg.protocols import Extractor, Store

_ROWS, _TEXT = 4000, 3_000_000


@dataclass(slots=True)
class Report:
    """What a run did: documents stored, found unchanged, refused; rows read; decisions whose text is gone.

    `unread` are those stored without a look inside, as the extractor does not read their language.
    """

    stored: int = 0
    unchanged: int = 0
    files: int = 0
    mentions: int = 0
    claims: int = 0
    silent: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    skipped: list[Rejected] = field(default_factory=list)
    orphaned: list[Decision] = field(default_factory=list)

    def refuse(self, one: Rejected) -> bool:
        """Note *one*; whether it is a fault, and not just of a kind that no loader reads."""
        passed = one.reason == registry.NO_LOADER
        (self.skipped if passed else self.rejected).append(one)
        return not passed

    def store(self, doc: Document, languages: Sequence[str]) -> bool:
        """Count *doc*; whether it is in one of *languages*, those that the extractor reads (none named: all)."""
        self.stored += 1
        code = doc.lang
        if code is None or not languages or any(same_language(code, known) for known in languages):
            return True
        self.unread.append((doc.uri, code))
        return False


@dataclass(frozen=True, slots=True)
class Marks:
    """What a done-mark depends on besides the document: extractor, ontology, and how sure a claim must be."""

    extractor: str
    version: str
    ontology: str
    min_confidence: float = 0.0

    @property
    def _settings(self) -> tuple[str, str, str, float]:
        return self.extractor, self.version, self.ontology, self.min_confidence

    @property
    def header(self) -> tuple[str, str]:
        """What the header of an export says."""
        return self.ontology, f"{self.extractor} {self.version}"

    def of_file(self, file: File, metadata: Metadata) -> str:
        """The mark of a file read to its end; of one that cannot be opened it is never reached."""
        try:
            content = hashlib.sha256(file.path.read_bytes()).hexdigest()
        except OSError:
            content = ""
        options = [metadata.published, metadata.publisher, metadata.title, *metadata.columns]
        return ids.digest("file", file.uri, content, file.loader.name, options, *self._settings)

    def of_document(self, doc: Document) -> str:
        """The mark of one document."""
        fields = [doc.title, doc.publisher, doc.author, doc.published, doc.lang, sorted(doc.meta.items(), key=str)]
        return ids.digest("document", doc.id, str(fields), *self._settings)


def extract(
    paths: Iterable[Path],
    *,
    metadata: Metadata,
    extractor: Extractor,
    loader: str | None = None,
    report: Report | None = None,
    min_confidence: float = 0.0,
    workers: int = 0,
) -> Iterator[Record]:
    """The records of the documents at *paths*, in order of address; what is refused goes to *report*.

    Claims less sure than *min_confidence* are left out. Texts are read in *workers* processes, or in ours.
    """
    seen = report if report is not None else Report()
    found, skipped = files(paths, loader=loader)
    seen.skipped += skipped

    def good() -> Iterator[Document]:
        for file in found:
            for one in documents(file, metadata=metadata):
                if isinstance(one, Rejected):
                    seen.refuse(one)
                else:
                    yield one

    languages = getattr(extractor, "languages", ())
    records = read(partial(_itself, extractor), good(), refuse=seen.refuse, workers=workers)
    for record in sure_records(records, at_least=min_confidence):
        if isinstance(record, Document):
            seen.store(record, languages)
        yield record


def _itself(extractor: Extractor) -> Extractor:
    return extractor


def ingest(  # noqa: PLR0913 - each is a setting of its own
    store: Store,
    paths: Iterable[Path],
    *,
    metadata: Metadata,
    ontology: Ontology,
    gazetteer: Gazetteer,
    loader: str | None = None,
    extractor: str = "rules",
    min_confidence: float = 0.0,
    workers: int = 0,
    step: Callable[[str], None] = lambda _: None,
) -> Report:
    """Read the documents at *paths* into *store*, in *workers* processes or in ours; gives back what was done.

    A file whose mark is in the store is passed over without a look inside, a document likewise without a parser.
    """
    report = Report()
    found, report.skipped = files(paths, loader=loader)
    report.files = len(found)
    store.prepare()
    version, languages = _known(extractor)
    marks = Marks(extractor, version, ontology.sha, min_confidence)
    of_file = {file.uri: marks.of_file(file, metadata) for file in found}
    finished = store.done(sorted(of_file.values()), files=True)
    todo = [f for f in found if of_file[f.uri] not in finished]
    report.unchanged += len(found) - len(todo)
    reader = _Reader(partial(_reader, extractor, ontology=ontology, gazetteer=gazetteer), languages, workers)
    watch = Watch(store, ontology=ontology, gazetteer=gazetteer)
    plan = _Plan(watch, marks, metadata, report, step, reader)
    written = False
    for evidence in plan.evidence(todo, of_file):
        written = plan.put(evidence) or written
    written = plan.flush() or written
    if written or store.meta().get("world") == STALE:
        report.orphaned += sync(store, ontology=ontology, gazetteer=gazetteer, watch=watch, step=step).orphaned
    return report


def _known(extractor: str) -> tuple[str, Sequence[str]]:
    """The version of an extractor and the languages it reads, without importing a parser when it is ours."""
    if extractor == "rules":
        from kg.extract.version import LANGUAGES, VERSION

        return VERSION, LANGUAGES
    found = registry.extractor(extractor)
    return found.version, getattr(found, "languages", ())


def _reader(name: str, *, ontology: Ontology, gazetteer: Gazetteer) -> Extractor:
    """The extractor called *name*; ours reads by the ontology in force."""
    if name != "rules":
        return registry.extractor(name)
    from kg.extract import RulesExtractor

    return RulesExtractor(ontology=ontology, gazetteer=gazetteer)


@dataclass(frozen=True, slots=True)
class _Reader:
    """How documents are read: what makes an extractor, the languages it reads, in how many processes."""

    make: Callable[[], Extractor]
    languages: Sequence[str]
    workers: int


class _Plan:
    """Reads what is new and stores it in batches."""

    def __init__(
        self,
        watch: Watch,
        marks: Marks,
        metadata: Metadata,
        report: Report,
        step: Callable[[str], None],
        reader: _Reader,
    ) -> None:
        self.watch, self.store, self.marks, self.metadata = watch, watch.store, marks, metadata
        self.report, self.step, self.reader = report, step, reader
        self.waiting: list[Evidence] = []
        self.rows = self.text = 0
        self.refused = False

    def evidence(self, todo: list[File], of_file: dict[str, str]) -> Iterator[Evidence]:
        """What is read in each new document; the last one of a file without faults carries its mark."""
        sources: dict[str, str | None] = {}
        pending = (d for f in todo for d in self._new(f, of_file[f.uri], sources))
        current: list[Document | Mention | Claim] = []
        for record in read(self.reader.make, pending, refuse=self._refuse, workers=self.reader.workers):
            if isinstance(record, Time):
                continue
            if isinstance(record, Document) and current:
                yield self._evidence(current, sources)
                current = []
            current.append(record)
        if current:
            yield self._evidence(current, sources)

    def _new(self, file: File, mark: str, sources: dict[str, str | None]) -> Iterator[Document]:
        """The documents of *file* that are new."""
        self.step(file.uri)
        last: Document | None = None
        faults = 0
        held: list[Document] = []
        for one in documents(file, metadata=self.metadata):
            if isinstance(one, Rejected):
                faults += self.report.refuse(one)
                continue
            if last is not None:
                held.append(last)
                if len(held) >= 100:
                    yield from self._unknown(held)
                    held = []
            last = one
        yield from self._unknown(held)
        if last is not None and faults:
            yield from self._unknown([last])
        elif last is not None:
            sources[last.id] = mark
            yield last

    def _unknown(self, held: list[Document]) -> Iterator[Document]:
        marks = {d.id: self.marks.of_document(d) for d in held}
        done = self.store.done(sorted(marks.values())) if marks else set()
        for doc in held:
            if marks[doc.id] in done:
                self.report.unchanged += 1
            else:
                yield doc

    def _evidence(self, records: list[Document | Mention | Claim], sources: dict[str, str | None]) -> Evidence:
        doc = next(r for r in records if isinstance(r, Document))
        mentions = tuple(r for r in records if isinstance(r, Mention))
        claims = sure([r for r in records if isinstance(r, Claim)], at_least=self.marks.min_confidence)
        self.report.mentions += len(mentions)
        self.report.claims += len(claims)
        if self.report.store(doc, self.reader.languages) and not claims:
            self.report.silent.append(doc.uri)
        source = sources.pop(doc.id, None)
        if source and self.refused:
            source, self.refused = None, False  # what was refused is tried again next time
        return Evidence(document=doc, mentions=mentions, claims=claims, done=self.marks.of_document(doc), source=source)

    def _refuse(self, one: Rejected) -> None:
        self.refused = self.report.refuse(one) or self.refused

    def put(self, evidence: Evidence) -> bool:
        """Store *evidence* now or with the next batch; whether something was written."""
        rows = 1 + len(evidence.mentions) + len(evidence.claims)
        written = False
        if self.waiting and (self.rows + rows > _ROWS or self.text + len(evidence.document.text) > _TEXT):
            written = self.flush()
        if rows > _ROWS:
            for part in in_parts(evidence):
                self.watch.apply(Delta(evidence=(part,), world=STALE, header=self.marks.header))
            return True
        self.waiting.append(evidence)
        self.rows += rows
        self.text += len(evidence.document.text)
        return written

    def flush(self) -> bool:
        """Store what waits; whether there was something."""
        if not self.waiting:
            return False
        self.step(f"storing {len(self.waiting)} documents")
        self.watch.apply(Delta(evidence=tuple(self.waiting), world=STALE, header=self.marks.header))
        self.waiting, self.rows, self.text = [], 0, 0
        return True


def in_parts(evidence: Evidence) -> Iterator[Evidence]:
    """A large document in parts; only the last one carries the marks, so a run cut short starts it again."""
    claims = sorted(evidence.claims, key=lambda c: (c.start, c.id))
    mentions = evidence.mentions
    parts = [
        Evidence(document=evidence.document, mentions=mentions[i : i + _ROWS], claims=(), done="", adds=i > 0)
        for i in range(0, len(mentions), _ROWS)
    ]
    placed = inner_first(claims)
    parts += [
        Evidence(
            document=evidence.document,
            mentions=(),
            claims=tuple(placed[i : i + _ROWS]),
            done="",
            adds=bool(parts) or i > 0,
        )
        for i in range(0, len(placed), _ROWS)
    ]
    yield from parts
    yield Evidence(
        document=evidence.document, mentions=(), claims=(), done=evidence.done, source=evidence.source, adds=bool(parts)
    )
