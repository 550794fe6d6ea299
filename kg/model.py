"""What passes between stages: evidence (documents, mentions, claims), the world (entities, facts), decisions, deltas.

Offsets are half-open, in code points, into `Document.text`. Dates are ISO 8601 text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SCHEMA = 1

ROLES = (
    "agent", "target", "object", "partner", "origin", "destination", "topic", "place", "instrument", "beneficiary",
    "result", "demand", "consequence", "subject",
)  # fmt: skip
FORMS = ("name", "demonym", "nominal", "pronoun")
POLARITIES = ("pos", "neg")
CERTAINTIES = ("certain", "probable", "possible", "unknown")
REALIS = ("actual", "future", "threatened", "demanded", "intended", "hypothetical", "generic")
EVIDENTIALS = ("author", "attributed", "quoted", "reported")
ACTIONS = ("same", "different", "reject", "accept", "set", "retype", "add", "undo")
STATUSES = (
    "disputed", "asserted", "denied", "attributed", "reported", "future", "demanded", "threatened", "intended",
    "hypothetical", "generic",
)  # fmt: skip
HAPPENED = ("asserted", "attributed", "disputed", "reported")  # the statuses of what somebody says did happen


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text and where it came from."""

    id: str
    uri: str
    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    lang: str | None = None
    cites: tuple[str, ...] = ()
    pages: tuple[int, ...] | None = None
    meta: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A document that could not be read: where it stood and why."""

    uri: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in a text that names or points at one thing; `leaf` is its cluster in the document."""

    id: str
    doc: str
    start: int
    end: int
    text: str
    form: str
    type: str
    types: tuple[str, ...]
    confidence: float
    leaf: str
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression and its ISO 8601 value (None when it cannot be anchored)."""

    doc: str
    start: int
    end: int
    text: str
    value: str | None
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBounds:
    """When something held: inclusive ISO dates, how fine they are known and on what basis."""

    start: str | None
    end: str | None
    granularity: str
    basis: str
    text: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in a claim, as written and as read."""

    value: float
    high: float | None = None
    unit: str | None = None
    kind: str = "count"
    currency: str | None = None
    approx: bool = False
    of: str = "amount"
    text: str = ""
    span: Span = Span(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arg:
    """One filler of a claim: a mention or another claim."""

    role: str
    mention: str | None = None
    claim: str | None = None

    @property
    def filler(self) -> str:
        """The id of the mention or claim that fills the role."""
        return self.mention or self.claim or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement of one document: an event or a state, with its quote and its four dimensions."""

    id: str
    doc: str
    type: str
    types: tuple[str, ...]
    start: int
    end: int
    quote: str
    trigger: Span | None
    args: tuple[Arg, ...]
    polarity: str = "pos"
    certainty: str = "certain"
    realis: str = "actual"
    evidential: str = "author"
    by: str | None = None
    via: str | None = None
    content: Span | None = None
    focus: str = "main"
    time: TimeBounds | None = None
    quantities: tuple[Quantity, ...] = ()
    confidence: float = 1.0
    extractor: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One document's idea of one entity.

    `names` counts how often each name is used; `keys` are the normalised names it can be joined by, the first its
    main one; `aliases` are keys that rest on an alias claim; `votes` weigh its types. `shortens` is the leaf of the
    document whose longer name it shortens; `marks` say what its names are good for as short forms or long ones.
    """

    id: str
    doc: str
    names: tuple[tuple[str, int], ...]
    keys: tuple[str, ...]
    aliases: tuple[str, ...]
    votes: tuple[tuple[tuple[str, ...], float], ...]
    n_mentions: int
    shortens: str | None = None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A cluster of leaves: an actor, a place, a thing."""

    id: str
    name: str
    type: str
    types: tuple[str, ...]
    names: tuple[str, ...]
    leaves: tuple[str, ...]
    wikidata: str | None = None
    n_mentions: int = 0
    n_docs: int = 0
    curated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What a change is followed by: the `entities` that a name may mean, or a `text` that sums something up.

    The text is JSON: the forms of an entity (`kg.resolve.forms`), the claims of a fact (`kg.world.ledger`).
    """

    id: str
    text: str | None = None
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleEdge:
    """Who or what fills a role of a fact, stated by `n` claims in `docs` documents."""

    role: str
    to: str
    n: int
    docs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What claims about one happening or relation add up to; every field but the id is computed.

    `quantity` is the number most claims give, `quantities` lists all that are given, side by side.
    """

    id: str
    block: str
    type: str
    types: tuple[str, ...]
    label: str
    date: str | None
    time_start: str | None
    time_end: str | None
    time_granularity: str | None
    time_basis: str | None
    status: str
    n_claims: int
    n_pos: int
    n_neg: int
    n_docs: int
    n_sources: int
    belief: float
    quantity: float | None
    quantity_unit: str | None
    quantity_approx: bool | None
    claims: tuple[str, ...]
    roles: tuple[RoleEdge, ...]
    quantities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a decision holds, so that it is found again when ids change: a text (its SHA-256), a span in it, its words.

    `type` and `args` (role and words) tell claims on one span apart. A judgement about two has a `side` for each.
    """

    sha: str
    uri: str
    type: str
    start: int
    end: int
    quote: str
    args: tuple[str, ...] = ()
    side: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's judgement on leaves, claims, facts or entities; `at` is part of the input.

    `on` names the leaves or claims, `anchors` says for each where it stood.
    """

    id: str
    action: str
    on: tuple[str, ...]
    by: str
    at: str
    note: str = ""
    value: str = ""
    superseded: bool = False
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of an extractor over documents; kept outside the canonical export."""

    id: str
    extractor: str
    version: str
    ontology: str
    started: str
    finished: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A document with all that was read in it; `done` is its done-mark, `source` the mark of a finished file.

    It takes the place of what stands at its uri, unless it `adds` to an earlier part of the same document.
    """

    document: Document
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    done: str
    source: str | None = None
    adds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """One transaction's worth of change; applying it twice is applying it once.

    `evidence` takes the place of whatever stands at the same uri; entities and facts take the place of those with
    their ids. `leaves` of an entity are those to lead to it; `before` holds facts among `facts` as they stand, of
    which only the difference is written. `mentions` and `claims` are those that people add to documents that are
    there; `sketches` are what texts are compared by, by document. `world` says what the world layer is after it,
    `header` names the ontology and extractor of the newest evidence; None leaves what was there. It is refused when
    the evidence is not that of `read_at`, or when others wrote `after` that turn of the lock.
    """

    evidence: tuple[Evidence, ...] = ()
    forget: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    gone_entities: tuple[str, ...] = ()
    gone_facts: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    gone_mentions: tuple[str, ...] = ()
    gone_claims: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    before: tuple[Fact, ...] = ()
    keys: tuple[Key, ...] = ()
    gone_keys: tuple[str, ...] = ()
    sketches: tuple[tuple[str, str], ...] = ()
    run: Run | None = None
    world: str | None = None
    header: tuple[str, str] | None = None
    read_at: int | None = None
    after: int | None = None


@dataclass(slots=True)
class Held:
    """Facts of some blocks as they stand, and their claims as they read.

    `about` gives the fact of each claim; `entity_of` and `fact_of` what stands behind the mentions and claims that
    fill their roles, `names` what the entities are called. `keys` are those that some of it was read from, `sources`
    what these say of documents: who published them, and the marks of their sketches; `parted` which are copies.
    """

    facts: dict[str, Fact] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    entity_of: dict[str, str] = field(default_factory=dict)
    fact_of: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    keys: dict[str, Key] = field(default_factory=dict)
    sources: dict[str, tuple[str, str]] = field(default_factory=dict)
    parted: list[dict[str, str]] = field(default_factory=list)

    def add(self, other: Held) -> None:
        """Put what *other* holds to this."""
        self.facts |= other.facts
        self.claims |= other.claims
        self.about |= other.about
        self.entity_of |= other.entity_of
        self.fact_of |= other.fact_of
        self.names |= other.names
        self.keys |= other.keys
        self.sources |= other.sources
        self.parted += other.parted


Counts = Mapping[str, int]
Row = Mapping[str, object]
Read = tuple[Document, Sequence[Mention], Sequence[Claim]]
Record = Document | Mention | Time | Claim | Entity | Fact | Decision
