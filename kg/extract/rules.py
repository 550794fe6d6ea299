"""The rules extractor: all layers in order, from documents to records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property, partial

from kg.errors import UsageError
from kg.extract import confidence, parser
from kg.extract.aliases import find_aliases
from kg.extract.attribution import Attribution
from kg.extract.causes import Causes
from kg.extract.clusters import gather, settle
from kg.extract.context import class_of, vote
from kg.extract.draft import ClaimDraft, DocumentDraft, SentenceDraft
from kg.extract.events import Events
from kg.extract.factuality import Factuality
from kg.extract.hints import hint
from kg.extract.mentions import echo, find_names
from kg.extract.names import KnownNames
from kg.extract.operators import insistence, intentions, menaces, obligations, settle_realis, unspoken
from kg.extract.patterns import Patterns
from kg.extract.places import locate
from kg.extract.records import records
from kg.extract.reference import REACH, References
from kg.extract.states import alias_claim, find_states
from kg.extract.times import dateline
from kg.extract.timing import last_day, measure, place_in_time, scheduled, time_records
from kg.extract.triage import Triage, n_sentences
from kg.extract.version import LANGUAGES, VERSION
from kg.gazetteer import Gazetteer
from kg.gazetteer import load as load_gazetteer
from kg.language import same_language
from kg.model import Claim, Document, Mention, Time
from kg.ontology import Ontology
from kg.ontology import load as load_ontology

LAYERS = (
    "gazetteer", "recogniser", "heads", "subjects", "echo", "aliases", "context", "coreference", "states", "causes",
    "factuality", "operators", "attribution", "timing", "quantities", "calibration", "triage",
)  # fmt: skip
_DESCRIBED = {("Thing",), ("Topic",)}
_NO_NAMES = Gazetteer((), {}, frozenset(), frozenset(), {})


class RulesExtractor:
    """Reads actors and events by rules over a dependency parse; offline and deterministic.

    *without* names layers to leave out, to measure what each is worth; about *batch* words are parsed at once.

    Raises:
        UsageError: there is no layer of that name.
    """

    name = "rules"
    version = VERSION
    languages = LANGUAGES

    def __init__(
        self,
        *,
        ontology: Ontology | None = None,
        gazetteer: Gazetteer | None = None,
        without: frozenset[str] = frozenset(),
        batch: int = parser.BATCH,
    ) -> None:
        if unknown := sorted(without - set(LAYERS)):
            msg = f"no layer named {', '.join(map(repr, unknown))}; there are: {', '.join(sorted(LAYERS))}"
            raise UsageError(msg)
        self.without, self.batch = without, batch
        self.version = f"{VERSION} without {', '.join(sorted(without))}" if without else VERSION
        self.ontology = ontology or load_ontology()
        self.known = KnownNames(_NO_NAMES if "gazetteer" in without else gazetteer or load_gazetteer())
        self.factuality = Factuality(self.ontology)
        self.patterns = Patterns()
        self.calibration = confidence.builtin()

    def __reduce__(self) -> tuple[Callable[[], RulesExtractor], tuple[()]]:
        """What another process makes its own of."""
        known = self.known.gazetteer
        made = partial(RulesExtractor, ontology=self.ontology, gazetteer=known, without=self.without, batch=self.batch)
        return made, ()

    def extract(self, docs: Iterable[Document]) -> Iterator[Document | Mention | Time | Claim]:
        """Each document, followed by its mentions, times and claims by (start, end, id)."""
        for group in parser.groups(docs, batch=self.batch):
            with parser.passing():
                found = list(self._read(group))
            yield from found

    def _read(self, group: list[Document]) -> Iterator[Document | Mention | Time | Claim]:
        """What *group* holds; a document in a language that we do not read is given back as it is."""
        readable = [any(same_language(d.lang or code, code) for code in LANGUAGES) for d in group]
        lines = [self._lines(doc) if reads else [] for doc, reads in zip(group, readable, strict=True)]
        parsed = parser.parsed((line for found in lines for _, line, wanted in found if wanted), batch=self.batch)
        for doc, found, reads in zip(group, lines, readable, strict=True):
            if not reads:
                yield doc
                continue
            sentences: list[SentenceDraft] = []
            number = 0
            for offset, line, wanted in found:
                if not wanted:
                    number += n_sentences(line)
                    continue
                for tokens in parser.sentences(next(parsed)):
                    sentences.append(SentenceDraft(tokens, offset, number))
                    number += 1
            yield from self._one(
                doc, DocumentDraft(doc.text, sentences, tuple(filter(None, (doc.author, doc.publisher))))
            )

    def _lines(self, doc: Document) -> list[tuple[int, str, bool]]:
        """Offset and text of the lines of *doc*, and whether something might be read in them."""
        found = list(parser.lines(doc.text))
        wanted = [True] * len(found)
        if "triage" not in self.without:
            wanted = self.triage.wanted([line for _, line in found])
        return [(offset, line, might) for (offset, line), might in zip(found, wanted, strict=True)]

    @cached_property
    def triage(self) -> Triage:
        """What tells such lines."""
        return Triage(parser.model(), known=self.known, ontology=self.ontology)

    def _one(self, doc: Document, draft: DocumentDraft) -> Iterator[Document | Mention | Time | Claim]:
        for sentence in draft.sentences:
            find_names(sentence, known=self.known, ontology=self.ontology, without=self.without)
        if "echo" not in self.without:
            echo(draft.sentences)
        locate(draft.sentences, self.known.gazetteer)
        gather(draft, gazetteer=self.known.gazetteer, ontology=self.ontology)
        aliases = [] if "aliases" in self.without else find_aliases(draft, ontology=self.ontology)
        for sentence in () if "context" in self.without else draft.sentences:
            vote(sentence, ontology=self.ontology)
            hint(sentence, ontology=self.ontology)
        settle(draft, ontology=self.ontology)
        references = References(draft, ontology=self.ontology, reach=0 if "coreference" in self.without else REACH)
        clock = _Clock(doc)
        steps = self._steps(references, clock)
        for sentence in draft.sentences:
            for step in steps:
                step(sentence)
        for owner, alias, cue in aliases:
            claim_ = alias_claim(owner, alias, cue, ontology=self.ontology)
            if claim_ is not None:
                owner.sentence.claims.append(claim_)
        if not any(m.form in {"name", "demonym"} for s in draft.sentences for m in s.mentions):
            _silence(draft, self.ontology)
        _prune(draft)
        if "calibration" not in self.without:
            self.calibration.apply(draft)
        mentions, claims = records(draft, doc=doc, extractor=self.name)
        draft.release()
        cited = tuple(m.id for m in mentions if "Media" in m.types and _alone(doc.text, m))
        yield replace(doc, cites=cited)
        yield from sorted(mentions, key=lambda m: (m.start, m.end, m.id))
        yield from sorted(clock.times, key=lambda t: (t.start, t.end))
        yield from claims

    def _steps(self, references: References, clock: _Clock) -> list[Callable[[SentenceDraft], None]]:
        """What reads each sentence for claims, in order."""
        steps: tuple[tuple[str, Callable[[SentenceDraft], None]], ...] = (
            ("events", Events(references, ontology=self.ontology, patterns=self.patterns).find),
            ("states", partial(find_states, ontology=self.ontology)),
            ("causes", Causes(ontology=self.ontology).read),
            ("factuality", self._judge),
            ("operators", partial(insistence, ontology=self.ontology)),
            ("operators", unspoken),
            ("operators", partial(intentions, ontology=self.ontology)),
            ("operators", partial(menaces, ontology=self.ontology)),
            ("operators", partial(obligations, references=references, ontology=self.ontology)),
            ("operators", settle_realis),
            ("attribution", Attribution(references, ontology=self.ontology).read),
            ("timing", clock.read),
            ("quantities", measure),
        )
        return [step for layer, step in steps if layer not in self.without]

    def _judge(self, sentence: SentenceDraft) -> None:
        for claim in sentence.claims:
            self.factuality.read(claim)


class _Clock:
    """Where a document stands in time while its sentences are read in order."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.reference = _date(doc.published) or dateline(doc.text)
        self.previous: date | None = None
        self.times: list[Time] = []

    def read(self, sentence: SentenceDraft) -> None:
        """Place the claims of *sentence* in time and keep its time expressions."""
        found = place_in_time(sentence, doc=self.doc, reference=self.reference, previous=self.previous)
        if self.reference is not None:
            scheduled(sentence, today=self.reference)
        self.times += time_records(found, self.doc)
        self.previous = last_day(found, self.previous)


def _prune(draft: DocumentDraft) -> None:
    """Drop things and topics that were only described and fill no role in the end."""
    used = {id(f.mention) for s in draft.sentences for c in s.claims for f in c.fillers}
    for sentence in draft.sentences:
        gone = [
            m for m in sentence.mentions if m.form == "nominal" and m.types[-1:] in _DESCRIBED and id(m) not in used
        ]
        for mention in gone:
            sentence.mentions.remove(mention)
            if mention.cluster is not None:
                mention.cluster.mentions.remove(mention)


def _silence(draft: DocumentDraft, ontology: Ontology) -> None:
    """Drop claims of sentences that speak of nobody and of no place, or in the present, in a text that names nothing.

    "The strike means that all ten pins fall" uses a word for an event, and tells of none; "a knight attacks a bishop"
    is a rule of the game.
    """
    for sentence in draft.sentences:
        nouns = (class_of(t, ontology) for t in sentence.tokens if t.pos_ == "NOUN")
        chains = [m.types for m in sentence.mentions] + [ontology.chain(n) for n in nouns if n is not None]
        if not any({"Actor", "Place"} & set(chain) for chain in chains):
            sentence.claims.clear()
        sentence.claims = [c for c in sentence.claims if c.cls.kind == "state" or not _present(c)]


def _present(claim: ClaimDraft) -> bool:
    return claim.trigger is not None and claim.trigger.tag_ in {"VBZ", "VBP"}


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _alone(text: str, mention: Mention) -> bool:
    """Whether the mention stands alone on its line, as the source line of a report does."""
    before, after = text[: mention.start].rpartition("\n")[2], text[mention.end :].partition("\n")[0]
    return not before.strip(" \t-–—(") and not after.strip(" \t.)")
