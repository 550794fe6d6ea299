"""What a person named: an entity, a leaf, a claim, a fact, by id or by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.decisions import of_claim, of_leaf
from kg.errors import NotFoundError, UsageError
from kg.model import Anchor, Claim, Document, Mention
from kg.query import names
from kg.store.graph import GraphStore
from kg.text import normal_name

_LEAVES_OF = (
    "MATCH (e:Entity {id: $id})<-[:REFERS_TO]-(m:Mention)-[:IN_DOCUMENT]->(d:Document) "
    "RETURN m.leaf AS leaf, m.text AS text, d.id AS doc"
)
_LEAF = "MATCH (m:Mention {leaf: $id})-[:IN_DOCUMENT]->(d:Document) RETURN m.leaf AS leaf, m.text AS text, d.id AS doc"
_MENTION = "MATCH (m:Mention {id: $id})-[:IN_DOCUMENT]->(d:Document) RETURN m.leaf AS leaf, m.text AS text, d.id AS doc"
_CLAIM = "MATCH (c:Claim {id: $id})-[:STATED_IN]->(d:Document) RETURN c.id AS claim, d.id AS doc"
_CLAIMS_OF = (
    "MATCH (f:Fact {id: $id})<-[:ABOUT]-(c:Claim)-[:STATED_IN]->(d:Document) "
    "RETURN c.id AS claim, d.id AS doc ORDER BY claim"
)
MOST = 24  # leaves that stand for one side; more would make a decision on a country as long as its documents


@dataclass(frozen=True, slots=True)
class Named:
    """What *term* stands for: `kind` is entity or claim; `places` are its leaves or claims with their documents."""

    term: str
    kind: str
    shown: str
    places: tuple[tuple[str, str], ...]
    entity: str = ""
    fact: bool = False


def named(store: GraphStore, term: str) -> Named:
    """What *term*, a name or an id (`e_`, `l_`, `m_`, `c_`, `f_`), stands for.

    Raises:
        NotFoundError: nothing has that name or id; the message lists the nearest names.
        UsageError: two entities have that name.
    """
    if term.startswith(("c_", "f_")):
        fact = term.startswith("f_")
        rows = [(str(r["claim"]), str(r["doc"])) for r in store.read(_CLAIMS_OF if fact else _CLAIM, {"id": term})]
        if not rows:
            raise NotFoundError(f"no {'fact' if fact else 'claim'} has the id {term}; kg show NAME prints ids")
        return Named(term, "claim", term, tuple(rows), fact=fact)
    if term.startswith(("l_", "m_")) and (found := _rows(store, _LEAF if term[0] == "l" else _MENTION, term)):
        return Named(term, "entity", f"{found[0][1]!r} in {found[0][2]}", _places(found))
    known = names.named(store, term)
    if not known:
        raise NotFoundError(f"nothing is called {term!r}{names.nearest(store, term)}")
    if len(known) > 1:
        several = ", ".join(f"{p['id']} ({p['name']}, {p['type']})" for p in known)
        raise UsageError(f"{len(known)} entities are called {term!r}: {several}; give an id")
    entity = str(known[0]["id"])
    return Named(term, "entity", str(known[0]["name"]), _places(_rows(store, _LEAVES_OF, entity)), entity=entity)


def _rows(store: GraphStore, statement: str, one: str) -> list[tuple[str, str, str]]:
    return [(str(r["leaf"]), str(r["text"]), str(r["doc"])) for r in store.read(statement, {"id": one})]


def _places(rows: Sequence[tuple[str, str, str]]) -> tuple[tuple[str, str], ...]:
    """Leaves with their documents, those that bring a new name first, then by id."""
    called: dict[str, set[str]] = defaultdict(set)
    docs: dict[str, str] = {}
    for leaf, text, doc in rows:
        called[leaf].add(normal_name(text))
        docs[leaf] = doc
    seen: set[str] = set()
    fresh: list[str] = []
    for leaf in sorted(called):
        if called[leaf] - seen:
            fresh.append(leaf)
            seen |= called[leaf]
    return tuple((leaf, docs[leaf]) for leaf in dict.fromkeys([*fresh, *sorted(called)]))


def parted(store: GraphStore, one: Named, other: Named) -> tuple[Named, Named]:
    """*one* and *other*, two names of one entity, each with the leaves that have that name and not the other.

    Raises:
        UsageError: no document uses the one name without the other.
    """
    rows = _rows(store, _LEAVES_OF, one.entity)
    having: dict[str, set[str]] = {}
    for side in (one, other):
        wanted = normal_name(side.term)
        having[side.term] = {leaf for leaf, text, _ in rows if normal_name(text) == wanted}
    both = having[one.term] & having[other.term]
    for side in (one, other):
        if not having[side.term] - both:
            raise UsageError(
                f"{one.term!r} and {other.term!r} are names of {one.entity} in the same documents; a document's own "
                f"reading is not taken apart. Give leaves (kg explain {one.term!r} {other.term!r} lists them), or "
                "reject the claim that says they are one"
            )
    return tuple(  # type: ignore[return-value]  # two of them
        Named(s.term, "entity", s.term, _places([r for r in rows if r[0] in having[s.term] - both]), entity=s.entity)
        for s in (one, other)
    )


def anchored(store: GraphStore, sides: Sequence[Named]) -> tuple[tuple[str, ...], tuple[Anchor, ...]]:
    """The ids that *sides* stand for, and where each of them is."""
    wanted = [(place, doc, n) for n, side in enumerate(sides) for place, doc in _few(side)]
    texts: dict[str, tuple[Document, Mapping[str, list[Mention]], Mapping[str, Mention], Mapping[str, Claim]]] = {}
    for doc, mentions, claims in store.evidence({d for _, d, _ in wanted}):
        leaves: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            leaves[mention.leaf].append(mention)
        texts[doc.id] = (doc, leaves, {m.id: m for m in mentions}, {c.id: c for c in claims})
    on, anchors = [], []
    for place, where, side in wanted:
        doc, leaves_of, by_id, stated = texts[where]
        on.append(place)
        anchors.append(
            of_claim(doc, stated[place], by_id) if place in stated else of_leaf(doc, leaves_of[place], side=side)
        )
    return tuple(on), tuple(anchors)


def _few(side: Named) -> Sequence[tuple[str, str]]:
    return side.places if side.kind == "claim" else side.places[:MOST]
