"""Sentences of our own as the layers of the rules extractor see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import gazetteer, ontology
from kg.extract import parser
from kg.extract.aliases import find_aliases
from kg.extract.clusters import gather, settle
from kg.extract.context import vote
from kg.extract.draft import DocumentDraft, MentionDraft, SentenceDraft
from kg.extract.mentions import find_names
from kg.extract.names import KnownNames
from kg.model import Claim, Mention, TimeBounds
from tests import corpus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.tokens import Token
    from kg.model import Record

ONTOLOGY = ontology.load()
GAZETTEER = gazetteer.load()
KNOWN = KnownNames(GAZETTEER)


@dataclass(frozen=True, slots=True)
class Read:
    """All records of a text, and the words of its mentions and claims."""

    text: str
    records: Sequence[Record]

    @property
    def claims(self) -> list[Claim]:
        return [r for r in self.records if isinstance(r, Claim)]

    @property
    def mentions(self) -> dict[str, Mention]:
        return {r.id: r for r in self.records if isinstance(r, Mention)}

    def the(self, kind: str) -> Claim:
        """The one claim of *kind*."""
        found = [c for c in self.claims if c.type == kind]
        assert len(found) == 1, f"{len(found)} claims of {kind} in {self.text!r}: {[c.type for c in self.claims]}"
        return found[0]

    def roles(self, kind: str) -> dict[str, str]:
        """Role → the words or the types that fill it, of the one claim of *kind*, several joined by a comma."""
        mentions, types = self.mentions, {c.id: c.type for c in self.claims}
        found: dict[str, list[str]] = {}
        for arg in self.the(kind).args:
            found.setdefault(arg.role, []).append(mentions[arg.mention].text if arg.mention else types[arg.filler])
        return {role: ", ".join(names) for role, names in found.items()}

    def by(self, kind: str) -> tuple[str | None, str | None]:
        """Who makes the one claim of *kind*, and the type of the statement it came through."""
        claim = self.the(kind)
        via = next((c.type for c in self.claims if c.id == claim.via), None)
        return (self.mentions[claim.by].text if claim.by else None), via

    def time(self, kind: str) -> TimeBounds | None:
        """When the one claim of *kind* was."""
        return self.the(kind).time


def read(text: str, *, published: str = "2024-05-08") -> Read:
    """What the whole extractor reads in *text*, published on a Wednesday."""
    doc = corpus.document("a.txt", text, published=published)
    return Read(text, tuple(corpus.extractor().extract([doc])))


def drafted(text: str) -> DocumentDraft:
    """*text* parsed, nothing found in it yet."""
    [lines] = parser.parse([text])
    sentences = [SentenceDraft(tokens, offset, 0) for offset, line in lines for tokens in parser.sentences(line)]
    for number, one in enumerate(sentences):
        one.number = number
    return DocumentDraft(text, sentences)


def named(text: str) -> DocumentDraft:
    """*text* with its names in clusters that have a type."""
    draft = drafted(text)
    for sentence in draft.sentences:
        find_names(sentence, known=KNOWN, ontology=ONTOLOGY)
    gather(draft, gazetteer=GAZETTEER, ontology=ONTOLOGY)
    find_aliases(draft, ontology=ONTOLOGY)
    for sentence in draft.sentences:
        vote(sentence, ontology=ONTOLOGY)
    settle(draft, ontology=ONTOLOGY)
    return draft


def mentions(text: str) -> list[MentionDraft]:
    """The names of *text* in order."""
    return [m for s in named(text).sentences for m in s.mentions]


def word(text: str, form: str) -> Token:
    """The first token of *text* that reads *form*."""
    return next(t for s in drafted(text).sentences for t in s.tokens if t.text == form)
