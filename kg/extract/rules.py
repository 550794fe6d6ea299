"""The rules extractor: all layers in order, from documents to records."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from kg.extract import parser
from kg.extract.aliases import find_aliases
from kg.extract.attribution import Attribution
from kg.extract.clusters import gather, settle
from kg.extract.context import vote
from kg.extract.draft import DocumentDraft, SentenceDraft
from kg.extract.events import Events
from kg.extract.factuality import Factuality
from kg.extract.mentions import find_names
from kg.extract.names import KnownNames
from kg.extract.operators import intentions, obligations, settle_realis
from kg.extract.records import records
from kg.extract.reference import References
from kg.extract.states import alias_claim, find_states
from kg.extract.times import dateline
from kg.extract.timing import last_day, place_in_time, time_records
from kg.extract.version import VERSION
from kg.gazetteer import Gazetteer
from kg.gazetteer import load as load_gazetteer
from kg.model import Claim, Document, Mention, Time
from kg.ontology import Ontology
from kg.ontology import load as load_ontology


class RulesExtractor:
    """Reads actors and events by rules over a dependency parse; offline and deterministic."""

    name = "rules"
    version = VERSION

    def __init__(self, *, ontology: Ontology | None = None, gazetteer: Gazetteer | None = None) -> None:
        self.ontology = ontology or load_ontology()
        self.known = KnownNames(gazetteer or load_gazetteer())
        self.factuality = Factuality(self.ontology)

    def extract(self, docs: Iterable[Document]) -> Iterator[Document | Mention | Time | Claim]:
        """Each document, followed by its mentions, times and claims by (start, end, id)."""
        ours, texts = itertools.tee(docs)
        for doc, lines in zip(ours, parser.parse(d.text for d in texts), strict=True):
            sentences = []
            for offset, line in lines:
                sentences += [SentenceDraft(tokens, offset, 0) for tokens in parser.sentences(line)]
            for number, sentence in enumerate(sentences):
                sentence.number = number
            yield from self._one(doc, DocumentDraft(doc.text, sentences))

    def _one(self, doc: Document, draft: DocumentDraft) -> Iterator[Document | Mention | Time | Claim]:
        for sentence in draft.sentences:
            find_names(sentence, known=self.known, ontology=self.ontology)
        gather(draft, gazetteer=self.known.gazetteer)
        aliases = find_aliases(draft, ontology=self.ontology)
        for sentence in draft.sentences:
            vote(sentence, ontology=self.ontology)
        settle(draft, ontology=self.ontology)
        references = References(draft, ontology=self.ontology)
        events, attribution = (
            Events(references, ontology=self.ontology),
            Attribution(references, ontology=self.ontology),
        )
        reference = _date(doc.published) or dateline(doc.text)
        previous: date | None = None
        times: list[Time] = []
        for sentence in draft.sentences:
            events.find(sentence)
            find_states(sentence, ontology=self.ontology)
            for claim in sentence.claims:
                self.factuality.read(claim)
            intentions(sentence, ontology=self.ontology)
            obligations(sentence, references=references, ontology=self.ontology)
            settle_realis(sentence)
            attribution.read(sentence)
            found = place_in_time(sentence, doc=doc, reference=reference, previous=previous)
            times += time_records(found, doc)
            previous = last_day(found, previous)
        for owner, alias, cue in aliases:
            claim_ = alias_claim(owner, alias, cue, ontology=self.ontology)
            if claim_ is not None:
                owner.sentence.claims.append(claim_)
        mentions, claims = records(draft, doc=doc, extractor=self.name)
        cited = tuple(m.id for m in mentions if "Media" in m.types and _alone(doc.text, m))
        yield replace(doc, cites=cited)
        yield from sorted(mentions, key=lambda m: (m.start, m.end, m.id))
        yield from sorted(times, key=lambda t: (t.start, t.end))
        yield from claims


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _alone(text: str, mention: Mention) -> bool:
    """Whether the mention stands alone on its line, as the source line of a report does."""
    before, after = text[: mention.start].rpartition("\n")[2], text[mention.end :].partition("\n")[0]
    return not before.strip(" \t-–—(") and not after.strip(" \t.)")
