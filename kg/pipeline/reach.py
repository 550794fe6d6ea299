"""What a change reaches in the world, computed from what the store holds of it and from nothing else.

Documents are read whole when they were written, when something is decided about their texts, when an entity of theirs
becomes another, or when one of their claims holds a claim whose fact becomes another. Of all others only sums are
known: of entities the forms of their leaves, of blocks the claims. Documents are added until nothing of what is known
only as a sum would change its place; the outcome is then that of computing all anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg import world
from kg.decisions import amended, corrected, curated, in_force, is_added, texts, without_added
from kg.gazetteer import Gazetteer
from kg.model import Claim, Entity, Fact, Held, Key, Mention, Read
from kg.ontology import Ontology
from kg.pipeline.computing import Computed, gather
from kg.pipeline.homes import Homes, Unsound
from kg.pipeline.watch import Touched, Trace, traced
from kg.protocols import Store
from kg.world import ledger
from kg.world.sources import sketch, unpacked

SHARE = 0.5  # of all documents; when more are reached, all is computed anew
_FEW = 20


@dataclass(frozen=True, slots=True)
class Reached:
    """The part of the world that changes: as it is stored and wanted, and before and after for people.

    In `stored` and `wanted` an entity has the leaves that are to be led to it; in `before` and `after` a leaf may stand
    for all those of documents that were not read.
    """

    stored: Computed
    wanted: Computed
    before: Computed
    after: Computed


def reached(
    store: Store,
    touched: Touched,
    *,
    ontology: Ontology,
    gazetteer: Gazetteer,
    absent: frozenset[str] = frozenset(),
) -> Reached | None:
    """What changes after all that was *touched*, or if *absent* documents were not there.

    None when it is so much that all had better be computed anew, or when the keys of the store are not sound.
    """
    try:
        return _Reach(store, touched, ontology, gazetteer, absent).computed()
    except (_TooMuch, Unsound):
        return None


class _TooMuch(Exception):  # noqa: N818 - no error
    pass


class _Reach:
    def __init__(
        self, store: Store, touched: Touched, ontology: Ontology, gazetteer: Gazetteer, absent: frozenset[str]
    ) -> None:
        self.store, self.touched, self.ontology, self.gazetteer = store, touched, ontology, gazetteer
        self.absent = absent
        self.traces: dict[str, Trace] = dict(touched.before)
        self.docs: set[str] = set()
        self.old_blocks: set[str] = {b for t in self.traces.values() for b in t.blocks}
        self.added: tuple[list[Mention], list[Claim]] = ([], [])
        self.held, self.loaded = Held(), set[str]()
        self.fresh: dict[str, bytes] = {}
        self.sources: dict[str, world.Source] = {}
        self.origins = world.Origins(self.sources, self._fetched, self.held.parted)
        decisions = list(store.decisions())
        shas = texts(in_force(decisions)) | touched.texts
        decided = store.documents("text", shas) if shas else set()
        self._room(decided | touched.written)
        self.gathered = gather(self._read(decided | touched.written), decisions, ontology=ontology, gazetteer=gazetteer)
        self.judged = self.gathered.judged
        self.homes = Homes(store)

    def computed(self) -> Reached:
        """Everything that changes; documents are added until no more have to be."""
        while True:
            self.homes.resolve(
                {leaf.id: leaf for leaf in self.gathered.leaves},
                self.traces,
                lambda others: self.gathered.resolved(self.ontology, others),
                {leaf for a, b, _ in self.judged.apart for leaf in (a, b)},
            )
            entities = curated(self.homes.entities, self.judged, ontology=self.ontology)
            if unsettled := self.homes.unsettled(entities):
                if not self._add(self.store.documents("entity", unsettled)):
                    raise Unsound
                continue
            facts, more = self._facts(entities)
            if not self._add(more):
                return self._reached(entities, amended(facts, self.judged))

    def _room(self, docs: set[str]) -> None:
        if len(docs) > _FEW and len(docs) > SHARE * self.store.size():
            raise _TooMuch

    def _read(self, documents: Iterable[str]) -> Iterator[Read]:
        wanted = set(documents) - self.docs - self.absent
        self.docs |= wanted
        kept = {d for d in wanted | self.absent if d not in self.touched.written and d not in self.traces}
        self.old_blocks |= self.store.blocks(documents=kept) if kept else set()
        for read in self.store.evidence(wanted | (self.absent & kept)):
            doc, mentions, claims = read
            if doc.id in kept:
                self.traces[doc.id] = traced(read, gazetteer=self.gazetteer, rejected=self.touched.rejected)
            if doc.id in wanted:
                self.added[0].extend(m for m in mentions if is_added(m))
                self.added[1].extend(c for c in claims if is_added(c))
                yield read

    def _add(self, documents: Iterable[str]) -> bool:
        """Read more *documents*, none of them decided on; whether there were any."""
        more = set(documents) - self.docs - self.absent
        self._room(self.docs | more)
        for _, mentions, claims in self._read(more):
            self.gathered.add(*without_added(mentions, claims))
        return bool(more)

    def _facts(self, entities: list[Entity]) -> tuple[list[Fact], set[str]]:
        """The facts of all blocks that are touched, and the documents that have to be read before they are sure."""
        changed = self.homes.renamed(entities)
        self._load(self.old_blocks | (self.store.blocks(entities=changed) if changed else set()))
        while True:
            facts = self._made(entities)
            if not self._load({f.block for f in facts}):
                break
        others = {c.id: c for c in self._others()}
        fact_of = {c: f.id for f in facts for c in f.claims}
        moved = [c for c in others if fact_of.get(c) != self.held.about[c]]
        more = {c.doc for c in others.values() if self._holds(c)}
        more |= self.store.documents("held", moved) if moved else set()
        if more <= self.docs:
            facts = self._labelled(facts, entities)
        return facts, more

    def _labelled(self, facts: list[Fact], entities: list[Entity]) -> list[Fact]:
        """*facts* with the names of all who have to stand in their labels."""
        names = {**self.held.names, **{e.id: e.name for e in entities}}
        lacking = {f.id: missing for f in facts if (missing := world.shown(f.roles) - names.keys())}
        if lacking:
            names |= {e.id: e.name for e in self.store.entities({one for ends in lacking.values() for one in ends})}
        return [
            replace(f, label=world.label(f.type, f.roles, names, self.ontology)) if f.id in lacking else f
            for f in facts
        ]

    def _made(self, entities: list[Entity]) -> list[Fact]:
        others = self._others()
        own = {c.id for c in self.gathered.claims}
        entity_of_leaf = {leaf: e.id for e in entities for leaf in e.leaves}
        around = world.World(
            entity_of={
                **self.held.entity_of,
                **{m: entity_of_leaf[leaf] for m, leaf in self.gathered.leaf_of.items()},
            },
            names={**self.held.names, **{e.id: e.name for e in entities}},
            origins=self._origins({c.doc for c in others}),
            ontology=self.ontology,
            blocks={c.id: self.held.facts[self.held.about[c.id]].block for c in others},
            elsewhere={c: f for c, f in self.held.fact_of.items() if c not in own},
        )
        return world.facts([*corrected(self.gathered.claims, self.judged, ontology=self.ontology), *others], around)

    def _others(self) -> list[Claim]:
        """Claims in touched blocks whose documents are neither read nor gone."""
        return [c for c in self.held.claims.values() if not (c.doc in self.docs or c.doc in self.traces)]

    def _holds(self, claim: Claim) -> bool:
        """Whether what *claim* holds may say which fact it is about."""
        cls = self.ontology.classes.get(claim.type)
        return any(a.claim and (cls is None or a.role in cls.identity) for a in claim.args)

    def _load(self, blocks: set[str]) -> bool:
        more = blocks - self.loaded
        if more:
            try:
                found = self.store.held(more)
            except ValueError as error:
                raise Unsound from error
            for fact in found.facts.values():  # claims that were written again are led to no fact any more
                kept = tuple(c for c in fact.claims if found.claims[c].doc not in self.touched.before)
                found.facts[fact.id] = replace(fact, claims=kept) if len(kept) < len(fact.claims) else fact
            self.held.add(found)
            self.loaded |= more
        return bool(more)

    def _origins(self, others: set[str]) -> world.Origins:
        """Where the documents that are read and *others* are from; of a lone one nobody asks.

        Of others a ledger may say it, but for their sketches.
        """
        wanted = others | self.docs
        if len(wanted) > 1 and (missing := wanted - self.sources.keys()):
            for doc in (missing - self.docs) & self.held.sources.keys():
                publisher, marks = self.held.sources[doc]
                self.sources[doc] = world.Source(publisher, None, unpacked(marks))
            self._fetched(missing - self.sources.keys())
        return self.origins

    def _fetched(self, docs: set[str]) -> dict[str, bytes]:
        """The sketches of *docs*, from the store or made anew."""
        found: dict[str, bytes] = {}
        for doc, (publisher, made, text) in self.store.sources(docs).items() if docs else ():
            if made is None:
                self.fresh[doc] = sketch(text or "")
            found[doc] = self.fresh[doc] if made is None else unpacked(made)
            self.sources[doc] = world.Source(publisher, found[doc])
        return found

    def _ledgers(self, facts: list[Fact]) -> dict[str, Key]:
        own_claims = corrected(self.gathered.claims, self.judged, ontology=self.ontology)
        claims = {c.id: c for c in (*own_claims, *self._others())}
        of_others = {**self.held.entity_of, **self.held.fact_of}
        home = {m: self.homes.home[leaf] for m, leaf in self.gathered.leaf_of.items()}
        own = {c.id: "" for c in self.gathered.claims}  # those that people rejected are about nothing
        facts_of = {c: f.id for f in facts for c in f.claims}
        ends = {m: end for m, end in {**of_others, **home, **own, **facts_of}.items() if end}
        return ledger.keys(facts, claims, ends, self.origins)

    def _reached(self, entities: list[Entity], facts: list[Fact]) -> Reached:
        stood = self.homes.standing(self.traces)
        there = {e.id: e for e in stood}
        home = {leaf: entity for t in self.traces.values() for leaf, (entity, _) in t.leaves.items()}
        types = {e.id: e.types for e in entities}
        links: dict[str, list[str]] = defaultdict(list)
        for leaf in self.gathered.leaves:
            now = self.homes.home[leaf.id]
            same = home.get(leaf.id) == now and now in there and there[now].types == types[now]
            if leaf.doc in self.touched.written or not same:
                links[now].append(leaf.id)
        old_facts = [self.held.facts[i] for i in sorted(self.held.facts)]
        old_keys, keys = self.homes.keys()
        old_keys += tuple(self.held.keys.values())
        keys += tuple(self._ledgers(facts).values())
        added = tuple(self.added[0]), tuple(self.added[1])
        before = Computed(stood, old_facts, *added, keys=old_keys)
        judged = self.judged
        after = Computed(entities, facts, judged.mentions, judged.added, judged.orphaned, keys, self.fresh)
        return Reached(
            replace(before, entities=[replace(e, leaves=()) for e in stood]),
            replace(after, entities=[replace(e, leaves=tuple(sorted(links[e.id]))) for e in entities]),
            before,
            after,
        )
