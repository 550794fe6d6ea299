"""What the layers pass on inside one document: mentions and claims that still change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import Quantity, Span, TimeBounds

if TYPE_CHECKING:
    from kg.extract.tokens import Token, Tokens
    from kg.ontology import Class


@dataclass(eq=False, slots=True)
class MentionDraft:
    """A mention on its way: tokens [first, last] of `sentence`, and the votes for its type so far."""

    sentence: SentenceDraft
    start: int
    end: int
    text: str
    form: str
    first: int
    last: int
    head: Token
    votes: Counter[str] = field(default_factory=Counter)
    country: str = ""
    cluster: ClusterDraft | None = None
    confidence: float = 1.0

    @property
    def types(self) -> tuple[str, ...]:
        """The class chain voted for the cluster, or () before the vote."""
        return self.cluster.types if self.cluster else ()


@dataclass(eq=False, slots=True)
class ClusterDraft:
    """One document's idea of one entity, before it has an id.

    `weak` is one that only the recogniser and `hints`, what such actors usually have and do, say the class of.
    """

    mentions: list[MentionDraft] = field(default_factory=list)
    votes: Counter[str] = field(default_factory=Counter)
    hints: Counter[str] = field(default_factory=Counter)
    types: tuple[str, ...] = ()
    weak: bool = False


@dataclass(eq=False, slots=True)
class Filler:
    """One mention or claim in one role of a claim."""

    role: str
    mention: MentionDraft | None = None
    claim: ClaimDraft | None = None


@dataclass(eq=False, slots=True)
class ClaimDraft:
    """A claim on its way; `carrier` is the light verb of a noun, `gerund` the end of a verb's words, "stop working"."""

    cls: Class
    sentence: SentenceDraft
    trigger: Token | None
    span: Span | None
    rule: str
    fillers: list[Filler] = field(default_factory=list)
    carrier: Token | None = None
    gerund: Token | None = None
    polarity: str = "pos"
    certainty: str = "certain"
    realis: str = "actual"
    evidential: str = "author"
    by: MentionDraft | None = None
    via: ClaimDraft | None = None
    content: Span | None = None
    focus: str = "main"
    time: TimeBounds | None = None
    quantities: list[Quantity] = field(default_factory=list)
    confidence: float = 0.8

    def of(self, role: str) -> list[Filler]:
        """The fillers of *role*."""
        return [f for f in self.fillers if f.role == role]

    @property
    def top(self) -> Token | None:
        """The highest token of what is said: the light verb of a noun, else the trigger."""
        return self.carrier or self.trigger


@dataclass(eq=False, slots=True)
class SentenceDraft:
    """A sentence with its offset in the document and what was found in it."""

    tokens: Tokens
    offset: int
    number: int
    mentions: list[MentionDraft] = field(default_factory=list)
    claims: list[ClaimDraft] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the sentence starts in the document."""
        return self.offset + self.tokens.start_char

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.offset + self.tokens.end_char

    def at(self, token: Token) -> MentionDraft | None:
        """The mention that holds *token*: the one it heads, else the shortest around it."""
        place = token.i
        around = [m for m in self.mentions if m.first <= place <= m.last]
        if len(around) > 1:
            return min(around, key=lambda m: (m.head.i != place, m.last - m.first))
        return around[0] if around else None


@dataclass(eq=False, slots=True)
class DocumentDraft:
    """A document's sentences and clusters."""

    text: str
    sentences: list[SentenceDraft]
    authors: tuple[str, ...] = ()
    clusters: list[ClusterDraft] = field(default_factory=list)

    def release(self) -> None:
        """Part all that was found from each other once the records are made, so that memory does not wait."""
        for sentence in self.sentences:
            sentence.mentions.clear()
            sentence.claims.clear()
            sentence.tokens.doc.release()
        for cluster in self.clusters:
            cluster.mentions.clear()
