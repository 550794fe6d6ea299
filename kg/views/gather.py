"""A view from records: the nodes that are wanted, what links them, and every claim behind them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from kg.errors import IntegrityError, UsageError
from kg.model import Claim, Document, Entity, Fact, Mention, Record
from kg.ontology import Ontology
from kg.text import one_line
from kg.views.looks import look_of
from kg.views.model import Edge, Node, Origin, Part, Passage, Summary, ViewModel
from kg.views.only import Only, kept, publisher
from kg.views.select import Known, among, anchors, within
from kg.words import how

T = TypeVar("T", Document, Mention, Claim, Entity, Fact)

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_GREY = "#7F7F7F"
_OPEN = "Action"  # the class of what no other class names; the text's own word says more
_LONG = 40  # letters of such a word
_LEAF = re.compile(r"\bl_[0-9a-f]{20}\b")


def build(
    records: Iterable[Record],
    *,
    ontology: Ontology,
    about: str | None = None,
    hops: int = 1,
    only: Only | None = None,
    nodes: Collection[str] | None = None,
) -> ViewModel:
    """The view of *records*, whole or within *hops* of what is called *about*; their order does not matter.

    *about* is a name, an alias or an id. Without it: all facts and what takes part in them. *only* bounds the facts;
    *nodes* are the ids of what is to be shown, as a query gave them.

    Raises:
        NotFoundError: nothing is called *about*, or *only* names what there is not.
        UsageError: *nodes* are none of this graph.
        IntegrityError: a record names another that is not among them.
    """
    graph = _Graph(list(records), ontology)
    start = None
    known = Known(graph.entities, graph.facts, graph.claims, graph.mentions)
    if about is not None:
        start = anchors(about, known)
    if nodes is not None and not (start := among(nodes, known)):
        raise UsageError("the query gave no node of the graph; return the nodes themselves: MATCH (f:Event) RETURN f")
    try:
        facts = graph.facts
        if only is not None and only.words:
            facts = kept(
                only,
                facts=facts,
                claims=graph.claims,
                documents=graph.documents,
                entities=graph.entities,
                ontology=ontology,
            )
        reach = 0 if nodes is not None else hops
        shown = within(start, facts=facts, hops=reach, all_facts=graph.facts)
        if start is not None:
            shown -= start - facts.keys() - graph.entities.keys()
        return graph.view(
            shown,
            about=tuple(graph.name(i) for i in sorted(start or ())) if nodes is None else ("what a query found",),
            hops=reach,
            only=only.words if only else (),
        )
    except KeyError as error:
        msg = f"the records name {error.args[0]} but do not hold it; export the graph again"
        raise IntegrityError(msg) from error


class _Graph:
    """The records by kind and id, and what is looked up between them."""

    def __init__(self, records: list[Record], ontology: Ontology) -> None:
        self.ontology = ontology
        self.documents = _by_id(records, Document)
        self.mentions = _by_id(records, Mention)
        self.claims = _by_id(records, Claim)
        self.entities = _by_id(records, Entity)
        self.facts = _by_id(records, Fact)

    @cached_property
    def entity_of(self) -> Mapping[str, str]:
        """Mention → entity."""
        leaves = {leaf: e.id for e in self.entities.values() for leaf in e.leaves}
        return {m.id: leaves[m.leaf] for m in self.mentions.values() if m.leaf in leaves}

    @cached_property
    def claims_of(self) -> Mapping[str, set[str]]:
        """Entity → the claims it takes part in."""
        found: dict[str, set[str]] = defaultdict(set)
        for claim in self.claims.values():
            for arg in claim.args:
                found[self.entity_of.get(arg.filler, "")].add(claim.id)
        return found

    @cached_property
    def publishers_of(self) -> Mapping[str, set[str]]:
        """Entity → the publishers of the documents that mention it."""
        found: dict[str, set[str]] = defaultdict(set)
        for mention, entity in self.entity_of.items():
            found[entity].add(publisher(self.documents[self.mentions[mention].doc]))
        return found

    @cached_property
    def nameless(self) -> Mapping[str, str]:
        """Leaf → the words in quotes that stand for it, of entities no text has a name for."""
        bare = {e.name: e for e in self.entities.values() if e.name in e.leaves}
        first: dict[str, Mention] = {}
        for mention in self.mentions.values():
            if mention.leaf in bare:
                known = first.setdefault(mention.leaf, mention)
                first[mention.leaf] = min(known, mention, key=lambda m: (m.doc, m.start, m.id))
        return {leaf: f"“{one_line(first[leaf].text, _LONG)}”" if leaf in first else "somebody" for leaf in bare}

    def called(self, entity: Entity) -> str:
        """The name of *entity*."""
        return self.nameless.get(entity.name, entity.name)

    def name(self, node: str) -> str:
        """What an entity or a fact is called."""
        return self.called(self.entities[node]) if node in self.entities else self.label(self.facts[node])

    def view(self, shown: set[str], *, about: tuple[str, ...], hops: int, only: tuple[str, ...]) -> ViewModel:
        """The model of the nodes *shown*."""
        entities = [self.entities[i] for i in sorted(shown - self.facts.keys())]
        facts = [self.facts[i] for i in sorted(shown & self.facts.keys())]
        stated = [(f, self.claims[c]) for f in facts for c in f.claims]
        used = {c.doc: self.documents[c.doc] for _, c in stated}
        origins = sorted(used.values(), key=lambda d: (d.published or "", d.uri, d.id))
        stated.sort(key=lambda s: (s[0].id, used[s[1].doc].published or "", s[1].doc, s[1].start, s[1].id))
        quotes = {q: i for i, q in enumerate(dict.fromkeys(c.quote for _, c in stated))}
        place = {d.id: i for i, d in enumerate(origins)}
        return ViewModel(
            summary=Summary(
                about=tuple(sorted(about)),
                hops=hops,
                only=only,
                documents=Part(len(used), len(self.documents)),
                publishers=Part(
                    len({publisher(d) for d in origins}), len({publisher(d) for d in self.documents.values()})
                ),
                entities=Part(len(entities), len(self.entities)),
                facts=Part(len(facts), len(self.facts)),
                claims=Part(len({c.id for _, c in stated}), len(self.claims)),
            ),
            nodes=(*map(self.actor, entities), *map(self.event, facts)),
            edges=tuple(edge for f in facts for edge in self.roles(f)),
            passages=tuple(self.passage(f, c, quote=quotes[c.quote], origin=place[c.doc]) for f, c in stated),
            quotes=tuple(quotes),
            origins=tuple(
                Origin(id=d.id, title=d.title or d.uri, uri=d.uri, publisher=d.publisher, published=d.published)
                for d in origins
            ),
        )

    def actor(self, entity: Entity) -> Node:
        """The node of *entity*."""
        group = entity.type if entity.types[0] == "Actor" else entity.types[0]
        return Node(
            id=entity.id,
            kind="entity",
            label=self.called(entity),
            type=entity.type,
            type_words=self.words(entity.type),
            family=entity.types[0],
            group=group,
            group_words=self.words(group),
            colour=self.colour(entity.types),
            look=look_of(entity.types),
            names=tuple(n for n in entity.names if n != entity.name),
            n_claims=len(self.claims_of.get(entity.id, ())),
            n_docs=entity.n_docs,
            n_sources=len(self.publishers_of.get(entity.id, ())),
        )

    def event(self, fact: Fact) -> Node:
        """The node of *fact*."""
        group = fact.types[1] if fact.types[0] == "Event" and len(fact.types) > 1 else fact.types[0]
        return Node(
            id=fact.id,
            kind="fact",
            label=self.label(fact),
            word=self.word(fact),
            type=fact.type,
            type_words=self.words(fact.type),
            family=fact.types[0],
            group=group,
            group_words=self.words(group),
            colour=self.colour(fact.types),
            look=look_of(fact.types),
            status=fact.status,
            date=fact.date,
            time_start=fact.time_start,
            time_end=fact.time_end,
            time_basis=fact.time_basis,
            conflicts=tuple(self.role(fact.type, r) for r in self.overfull(fact)),
            quantity=_quantity(fact),
            n_claims=fact.n_claims,
            n_docs=fact.n_docs,
            n_sources=fact.n_sources,
            belief=fact.belief,
        )

    def label(self, fact: Fact) -> str:
        """Who did what to whom; in an event of the open class the word of the text that names it, not the class."""
        said = _LEAF.sub(lambda found: self.nameless.get(found[0], found[0]), fact.label)
        word = self.word(fact)
        if word is None:
            return said
        before, dash, after = f" {said}".partition(f" – {self.words(_OPEN)}")
        if dash:
            return f"{before} – {word}{after}".strip()
        return f"{word}{said.removeprefix(self.words(_OPEN))}"

    def word(self, fact: Fact) -> str | None:
        """The word that names *fact* in its first claim that has one; None in an event that its class names."""
        if fact.type != _OPEN:
            return None
        for claim in (self.claims[c] for c in fact.claims):
            if claim.trigger is not None:
                start, end = claim.trigger.start - claim.start, claim.trigger.end - claim.start
                if word := one_line(claim.quote[max(start, 0) : max(end, 0)], _LONG):
                    return word
        return None

    def roles(self, fact: Fact) -> Iterable[Edge]:
        """The edges of *fact*, one for each filler of each role."""
        for role in sorted(fact.roles, key=lambda r: (r.role, r.to)):
            kind = "fact" if role.to in self.facts else "entity"
            yield Edge(
                source=fact.id,
                target=role.to,
                role=role.role,
                label=self.role(fact.type, role.role),
                kind=kind,
                n=role.n,
            )

    def overfull(self, fact: Fact) -> tuple[str, ...]:
        """The roles of *fact* with more fillers than its class allows.

        What has no name of its own ("the company") may be any of those that have one, so it is not counted.
        """
        known = self.ontology.classes.get(fact.type)
        most = {r.role: r.max for r in known.roles} if known else {}
        counts = Counter(role.role for role in fact.roles if role.to not in self.entities or self.named(role.to))
        return tuple(r for r, n in sorted(counts.items()) if (limit := most.get(r)) is not None and n > limit)

    def named(self, entity: str) -> bool:
        """Whether *entity* has a name, not only words that describe it."""
        return not self.entities[entity].name.islower() and self.entities[entity].name not in self.nameless

    def passage(self, fact: Fact, claim: Claim, *, quote: int, origin: int) -> Passage:
        """The evidence that *claim* is for *fact*."""
        odd = self.overfull(fact)
        named = {self.entity_of.get(a.filler, "") for a in claim.args if a.role in odd}
        start, end = (claim.trigger.start - claim.start, claim.trigger.end - claim.start) if claim.trigger else (0, 0)
        evidential, polarity, certainty, realis = how(claim)
        return Passage(
            claim=claim.id,
            fact=fact.id,
            quote=quote,
            start=max(start, 0),
            end=min(end, len(claim.quote)),
            origin=origin,
            says=self.says(claim),
            evidential=evidential,
            polarity=polarity,
            certainty=certainty,
            realis=realis,
            stance="supposes" if claim.realis != "actual" else "denies" if claim.polarity == "neg" else "affirms",
            fillers=tuple(sorted(named - {""})),
            confidence=claim.confidence,
        )

    def says(self, claim: Claim) -> str:
        """Who makes *claim*: its speakers, the nearest first, else the document's author or publisher."""
        speakers, seen, one = [], {claim.id}, claim
        while one.by is not None:
            speakers.append(self.speaker(one.by))
            if one.via is None or one.via in seen or one.via not in self.claims:
                break
            seen.add(one.via)
            one = self.claims[one.via]
        doc = self.documents[claim.doc]
        return ", according to ".join(speakers) or ", ".join(filter(None, (doc.author, doc.publisher))) or doc.uri

    def speaker(self, mention: str) -> str:
        """The name of who is meant at *mention*; the words there when nobody is."""
        entity = self.entities.get(self.entity_of.get(mention, ""))
        return self.mentions[mention].text if entity is None else self.called(entity)

    def words(self, name: str) -> str:
        """What people call the class *name*."""
        known = self.ontology.classes.get(name)
        return known.label if known else name

    def role(self, fact_type: str, role: str) -> str:
        """What people call *role* in facts of *fact_type*."""
        known = self.ontology.classes.get(fact_type)
        spec = known.role(role) if known else None
        return spec.name if spec else role

    def colour(self, types: Iterable[str]) -> str:
        """The colour of the most special class of *types* that has one; grey when none has."""
        found = (self.ontology.classes[t].color for t in reversed(tuple(types)) if t in self.ontology.classes)
        return next((c for c in found if _COLOUR.fullmatch(c)), _GREY)


def _by_id(records: Iterable[Record], cls: type[T]) -> dict[str, T]:
    return {r.id: r for r in records if isinstance(r, cls)}


def _quantity(fact: Fact) -> str | None:
    if fact.quantity is None:
        return None
    about = "about" if fact.quantity_approx else ""
    return " ".join(filter(None, (about, f"{fact.quantity:,.15g}", fact.quantity_unit)))
