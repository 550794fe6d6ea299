"""Causes that small words tell: because, because of, due to, as a result, this led to, amid (layer 8).

Verbs of causing ("sparked", "led to") are triggers of the ontology's `causes`; here stand the connectives, which
`k:causal` and its sister lists name. The cause is the `subject`, the effect the `object`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.draft import ClaimDraft, Filler, SentenceDraft
from kg.model import Span
from kg.ontology import Ontology

if TYPE_CHECKING:
    from kg.extract.tokens import Token

_SURE, _LOOSE = 0.7, 0.5
_STEPS = 4
_THAT = frozenset({"this", "that", "which"})
_HANGING = frozenset({"prep", "mark", "advmod", "amod"})


class Causes:
    """Joins the claims of a sentence, and of the one before it, that a connective names as cause and effect."""

    def __init__(self, *, ontology: Ontology) -> None:
        self.ontology = ontology
        self.marks = ontology.words("causal")
        self.prepositions = ontology.words("causalPreposition")
        self.loose = ontology.words("looseCause")
        self.phrases = ontology.words("consequently")
        self.before: SentenceDraft | None = None

    def read(self, sentence: SentenceDraft) -> None:
        """Add to *sentence* the causes that its connectives tell; sentences are read in order."""
        if "Causes" in self.ontology.classes:
            found = [c for token in sentence.tokens if (c := self._at(token, sentence)) is not None]
            sentence.claims += found
        self.before = sentence

    def _at(self, token: Token, sentence: SentenceDraft) -> ClaimDraft | None:
        first, hangs = token.i == sentence.tokens.start, token.dep_ in _HANGING
        if not first and not hangs:
            return None
        word = token.lower_
        phrase = f"{word} {token.doc[token.i + 1].lower_}" if token.i + 1 < len(token.doc) else word
        triple = sentence.tokens.doc[token.i : token.i + 3].text.lower()
        if token.dep_ == "mark" and word in self.marks:
            return self._joined(token, token.head, token.head.head, sentence, _SURE)
        if first and triple.rstrip(",") in self.phrases:
            return self._from_before(token, _main(sentence), sentence)
        if first and word in _THAT and token.dep_ == "nsubj" and self._causing(token.head):
            return self._from_before(token.head, _below(token.head, sentence), sentence)
        named = {word, phrase, triple} & self.prepositions
        if hangs and (named or word in self.loose):
            held = sorted(token.subtree, key=lambda t: (t.dep_ != "pobj", t.i))
            cause = next((t for t in held if t.dep_ in {"pobj", "pcomp"}), None)
            return self._joined(token, cause, token.head, sentence, _SURE if named else _LOOSE) if cause else None
        return None

    def _causing(self, verb: Token) -> bool:
        """Whether *verb* is one that the ontology's state of causing is told with."""
        triggers = self.ontology.by_trigger.get((verb.lemma_.casefold(), "VERB"), ())
        beside = {c.lower_ for c in verb.children if c.dep_ in {"prep", "prt"}}
        forced = any(c.dep_ in {"xcomp", "ccomp"} for c in verb.children)  # "led X to go", beside "led to"
        return any(cls.name == "Causes" and (forced or beside.issuperset(t.extra)) for cls, t in triggers)

    def _from_before(self, token: Token, effect: ClaimDraft | None, sentence: SentenceDraft) -> ClaimDraft | None:
        """The cause is what the sentence before tells in its main clause: "As a result, …", "This led to …"."""
        if self.before is None or self.before.tokens.doc is not sentence.tokens.doc:
            return None
        cause = _main(self.before)
        return self._made(token, cause, effect, sentence, _LOOSE) if cause and effect else None

    def _joined(
        self, token: Token, cause: Token | None, effect: Token, sentence: SentenceDraft, confidence: float
    ) -> ClaimDraft | None:
        first = _below(cause, sentence) if cause is not None else None
        second = _above(effect, sentence)
        if first is None or second is None or first is second:
            return None
        return self._made(token, first, second, sentence, confidence)

    def _made(
        self, token: Token, cause: ClaimDraft, effect: ClaimDraft, sentence: SentenceDraft, confidence: float
    ) -> ClaimDraft:
        start = sentence.offset + token.idx
        return ClaimDraft(
            self.ontology["Causes"],
            sentence,
            token,
            Span(start, start + len(token)),
            f"Causes:{token.lower_}",
            [Filler("subject", claim=cause), Filler("object", claim=effect)],
            confidence=confidence,
        )


def _events(sentence: SentenceDraft) -> dict[int, ClaimDraft]:
    """The first event claim of each token that states one or carries one."""
    found: dict[int, ClaimDraft] = {}
    for claim in sentence.claims:
        if claim.cls.kind == "event":
            for token in (claim.trigger, claim.carrier):
                if token is not None:
                    found.setdefault(token.i, claim)
    return found


def _below(token: Token, sentence: SentenceDraft) -> ClaimDraft | None:
    """The claim stated at *token*, else by what hangs closest beneath it."""
    events = _events(sentence)
    layer = [token]
    for _ in range(_STEPS):
        if (hit := next((events[t.i] for t in layer if t.i in events), None)) is not None:
            return hit
        layer = [c for t in layer for c in t.children]
    return None


def _above(token: Token, sentence: SentenceDraft) -> ClaimDraft | None:
    """The claim stated at *token* or at the nearest word above it."""
    events = _events(sentence)
    for _ in range(_STEPS):
        if token.i in events:
            return events[token.i]
        token = token.head
    return None


def _main(sentence: SentenceDraft) -> ClaimDraft | None:
    """What the sentence says in its main clause; of words reported, what they say."""
    found = _below(sentence.tokens.root, sentence)
    if found is not None and found.cls.content == "actual" and found.trigger is not None:
        inner = (c for c in found.trigger.children if c.dep_ in {"ccomp", "parataxis"})
        return next((c for t in inner if (c := _below(t, sentence)) is not None), found)
    return found
