"""What a view shows, as plain columns: nodes, edges and the evidence behind them. No HTML, no positions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An entity or a fact.

    `family` is the root of its class chain (Actor, Place, Event, State …), `group` what legends count it under, both
    as class names; `type_words` and `group_words` are what people call them; `look` is its place in `LOOKS`.
    `word` is the text's own for an event that its class does not name. `conflicts` names the roles of a fact that have
    more fillers than can be right. `n_sources` counts publishers.
    """

    id: str
    kind: str
    label: str
    type: str
    type_words: str
    family: str
    group: str
    group_words: str
    colour: str
    look: int
    names: tuple[str, ...] = ()
    word: str | None = None
    status: str | None = None
    date: str | None = None
    time_start: str | None = None
    time_end: str | None = None
    time_basis: str | None = None
    conflicts: tuple[str, ...] = ()
    quantity: str | None = None
    n_claims: int
    n_docs: int
    n_sources: int
    belief: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A role: fact `source` has `target` as its `role`, called `label` there; `kind` says what fills it."""

    source: str
    target: str
    role: str
    label: str
    kind: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A document that evidence comes from."""

    id: str
    title: str
    uri: str
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One claim of one fact: where it stands, who says so and how.

    `quote` and `origin` are places in the model's columns; `start` and `end` bound the trigger inside the quote.
    `evidential`, `polarity`, `certainty` and `realis` are words for people. `stance` is affirms, denies or supposes;
    `fillers` are those it names where a role has more fillers than can be right.
    """

    claim: str
    fact: str
    quote: int
    start: int
    end: int
    origin: int
    says: str
    evidential: str
    polarity: str
    certainty: str
    realis: str
    stance: str
    fillers: tuple[str, ...] = ()
    confidence: float


@dataclass(frozen=True, slots=True)
class Part:
    """How much of something is shown."""

    shown: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is shown of how much, and around what."""

    about: tuple[str, ...]
    hops: int
    only: tuple[str, ...] = ()
    documents: Part
    publishers: Part
    entities: Part
    facts: Part
    claims: Part

    @property
    def line(self) -> str:
        """The summary as one line for people."""
        parts = ("entities", "facts", "claims", "documents", "publishers")
        said = ", ".join(f"{p.shown:,} of {p.total:,} {name}" for name in parts if (p := getattr(self, name)))
        around = f"around {', '.join(self.about)}, {self.hops} hop{'s' * (self.hops != 1)}" if self.about else ""
        head = ", ".join(filter(None, (around, *self.only)))
        return f"{head}: {said}" if head else said


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewModel:
    """What a view shows. Entities come before facts, each by id; passages by fact, then by date."""

    summary: Summary
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    passages: tuple[Passage, ...]
    quotes: tuple[str, ...]
    origins: tuple[Origin, ...]
