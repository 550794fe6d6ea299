"""Who says so: say-verbs with their content, "according to", quotations, hearsay (layer 9, first form)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.draft import ClaimDraft, Filler, SentenceDraft
from kg.extract.reference import References
from kg.model import Span
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSE = frozenset({"ccomp", "parataxis"})


class Attribution:
    """Marks the claims that someone else than the author makes."""

    def __init__(self, references: References, *, ontology: Ontology) -> None:
        self.references = references
        self.ontology = ontology
        self.hearsay = ontology.words("hearsay")
        self.hearsay_verbs = ontology.words("hearsayVerb")

    def read(self, sentence: SentenceDraft) -> None:
        """Set evidential, `by` and `via` of the claims of *sentence*, outermost speaker first."""
        quoted = _quoted(sentence)
        speeches = [c for c in sentence.claims if c.cls.content == "actual" and c.trigger is not None]
        for speech in sorted(speeches, key=_height):
            self._speech(speech, sentence, quoted)
        for token in list(sentence.tokens):
            if token.lower_ == "according":
                self._according(token, sentence)
        for claim in sentence.claims:
            if claim.evidential == "author" and self._hearsay(claim):
                claim.evidential = "reported"

    def _speech(self, speech: ClaimDraft, sentence: SentenceDraft, quoted: list[tuple[int, int]]) -> None:
        verb = speech.top
        if verb is None:
            return
        contents = [c for c in verb.children if c.dep_ in _CLAUSE and c.i != verb.i]
        if speech.trigger is not None and speech.trigger.pos_ == "NOUN":
            contents += [c for c in speech.trigger.children if c.dep_ in {"acl", "prep"}]
        if verb.dep_ in {"parataxis", "ccomp"} and not contents and _said_last(verb):
            contents = [verb.head]
        speaker = next((f.mention for f in speech.of("agent") if f.mention), None)
        for content in contents:
            tokens = [
                t
                for t in content.subtree
                if (t.i != verb.i and not verb.is_ancestor(t))
                or content.i in {a.i for a in t.ancestors}
                or t.i == content.i
            ]
            first, last = tokens[0], tokens[-1]
            speech.content = Span(sentence.offset + first.idx, sentence.offset + last.idx + len(last))
            inside = {t.i for t in tokens} - {verb.i}
            for claim in sentence.claims:
                if claim is speech or claim.trigger is None or claim.trigger.i not in inside:
                    continue
                if speaker is None:
                    claim.evidential = "reported"
                    continue
                claim.by, claim.via = speaker, speech
                place = claim.trigger.idx
                claim.evidential = "quoted" if any(a <= place < b for a, b in quoted) else "attributed"

    def _according(self, token: Token, sentence: SentenceDraft) -> None:
        to = next((c for c in token.children if c.lower_ == "to"), None)
        noun = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
        speaker = self.references.actor(noun, sentence) if noun is not None else None
        if speaker is None or to is None or "Statement" not in self.ontology.classes:
            return
        span = Span(sentence.offset + token.idx, sentence.offset + to.idx + len(to))
        statement = ClaimDraft(
            self.ontology["Statement"],
            sentence,
            token,
            span,
            "Statement:according to",
            [Filler("agent", mention=speaker)],
            confidence=0.7,
        )
        inside = {t.i for t in token.subtree}
        for claim in sentence.claims:
            if (
                claim.evidential == "author"
                and claim.trigger is not None
                and claim.trigger.i not in inside
                and claim.cls.name != "Statement"
            ):
                claim.by, claim.via, claim.evidential = speaker, statement, "attributed"
        statement.content = Span(sentence.start, sentence.end)
        sentence.claims.append(statement)

    def _hearsay(self, claim: ClaimDraft) -> bool:
        """Whether an adverb ("reportedly") or a bare passive ("is said to") passes the claim on without a source."""
        token = claim.top
        seen = 0
        while token is not None and seen < 4:
            if any(c.lower_ in self.hearsay and c.dep_ in {"advmod", "amod"} for c in token.children):
                return True
            head = token.head
            passive = any(c.dep_ == "auxpass" for c in head.children) and not any(
                c.dep_ == "agent" for c in head.children
            )
            if token.dep_ in {"xcomp", "ccomp"} and head.lemma_ in self.hearsay_verbs and passive:
                return True
            if head.i == token.i or token.dep_ not in {"xcomp", "dobj", "conj", "ccomp", "pobj", "prep", "acl"}:
                return False
            token, seen = head, seen + 1
        return False


def _height(claim: ClaimDraft) -> int:
    return len(list(claim.trigger.ancestors)) if claim.trigger is not None else 0


def _said_last(verb: Token) -> bool:
    """Whether *verb* is the tail of a sentence whose main clause is what was said ("… , the firm said")."""
    return verb.head.i < verb.i and verb.doc[max(0, verb.left_edge.i - 1)].text in {",", "”", '"', "’"}


def _quoted(sentence: SentenceDraft) -> list[tuple[int, int]]:
    """The stretches of the sentence's line between quotation marks, in offsets of the line."""
    found, start = [], -1
    for token in sentence.tokens:
        if start < 0 and token.text in {"“", '"', "``"}:
            start = token.idx
        elif start >= 0 and token.text in {"”", '"', "''"}:
            found.append((start, token.idx))
            start = -1
    return found
