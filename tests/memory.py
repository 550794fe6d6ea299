"""A store in memory, as far as the world is computed from it: what the properties of the pipeline are tested on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.decisions import text_sha
from kg.model import Claim, Decision, Delta, Entity, Evidence, Fact, Held, Key, Mention, Read, Record, Row
from kg.world import ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class MemoryStore:
    """Documents, evidence, world and keys in dictionaries; `reads` and `asked` note which were read and sketched."""

    def __init__(self) -> None:
        self.docs: dict[str, Evidence] = {}
        self.mentions: dict[str, dict[str, Mention]] = defaultdict(dict)
        self.claims: dict[str, dict[str, Claim]] = defaultdict(dict)
        self.entity_of: dict[str, str] = {}
        self.about: dict[str, str] = {}
        self.ents: dict[str, Entity] = {}
        self.facts: dict[str, Fact] = {}
        self.found: dict[str, Key] = {}
        self.decided: dict[str, Decision] = {}
        self.sketch: dict[str, str] = {}
        self.head: dict[str, object] = {"lock": 0, "evidence": 0}
        self.reads: list[str] = []
        self.asked: set[str] = set()

    def prepare(self) -> None:
        """Nothing has to be made."""

    def meta(self) -> Row:
        """What is known of the store as a whole."""
        return dict(self.head)

    def apply(self, delta: Delta) -> dict[str, int]:
        """Write *delta*."""
        for one in delta.evidence:
            uri = one.document.uri
            for old in [d for d, e in self.docs.items() if e.document.uri == uri and not one.adds]:
                self._drop(old)
            self.docs[one.document.id] = one
            self.mentions[one.document.id].update({m.id: m for m in one.mentions})
            self.claims[one.document.id].update({c.id: c for c in one.claims})
        for gone in delta.forget:
            self._drop(gone)
        self.decided.update({d.id: d for d in delta.decisions})
        self._added(delta)
        self._world(delta)
        for count in ("lock", *(["evidence"] if delta.evidence or delta.forget or delta.decisions else [])):
            self.head[count] = int(str(self.head[count])) + 1
        if delta.world is not None:
            self.head["world"] = delta.world
        if delta.world == "current":
            self.head["indexed"] = self.head["evidence"]
        return {name: int(str(self.head[name])) for name in ("lock", "evidence")}

    def _drop(self, doc: str) -> None:
        for claim in self.claims.pop(doc, {}):
            self.about.pop(claim, None)
        for mention in self.mentions.pop(doc, {}):
            self.entity_of.pop(mention, None)
        self.docs.pop(doc, None)
        self.sketch.pop(doc, None)

    def _added(self, delta: Delta) -> None:
        for claim in delta.gone_claims:
            for stated in self.claims.values():
                stated.pop(claim, None)
        for mention in delta.gone_mentions:
            for named in self.mentions.values():
                named.pop(mention, None)
        for m in delta.mentions:
            self.mentions[m.doc][m.id] = m
        for c in delta.claims:
            self.claims[c.doc][c.id] = c

    def _world(self, delta: Delta) -> None:
        for one in delta.gone_facts:
            del self.facts[one]
            self._unled(one)
            self.about = {c: f for c, f in self.about.items() if f != one}
        leaves = {m.leaf: [] for of in self.mentions.values() for m in of.values()}  # type: dict[str, list[str]]
        for of in self.mentions.values():
            for m in of.values():
                leaves[m.leaf].append(m.id)
        for entity in delta.entities:
            old = self.ents.get(entity.id)
            if old is not None and old.types != entity.types:  # made anew, so its edges are gone
                self._gone(entity.id)
            self.ents[entity.id] = replace(entity, leaves=())
            self.entity_of.update({m: entity.id for leaf in entity.leaves for m in leaves[leaf]})
        for one in delta.gone_entities:
            self._gone(one)
            del self.ents[one]
        before = {f.id: f for f in delta.before}
        there = {c for of in self.claims.values() for c in of}
        for fact in delta.facts:
            assert all(
                r.to in self.ents or r.to in self.facts or r.to in {f.id for f in delta.facts} for r in fact.roles
            )
            if fact.id in before:
                known = {c for c, f in self.about.items() if f == fact.id}
                assert not set(before[fact.id].claims) - known & set(fact.claims), "no claim is taken for led to it"
                lost = set(before[fact.id].roles) ^ set(self.facts[fact.id].roles)
                assert not lost & set(fact.roles), "no edge is taken for written that is not"
            assert set(fact.claims) <= there
            self.about = {c: f for c, f in self.about.items() if f != fact.id}
            self.about.update(dict.fromkeys(fact.claims, fact.id))
            self.facts[fact.id] = fact
        self.found.update({k.id: k for k in delta.keys})
        for one in delta.gone_keys:
            del self.found[one]
        self.sketch.update(delta.sketches)

    def _gone(self, entity: str) -> None:
        self.entity_of = {m: e for m, e in self.entity_of.items() if e != entity}
        self._unled(entity)

    def _unled(self, end: str) -> None:
        for fact in list(self.facts.values()):
            self.facts[fact.id] = replace(fact, roles=tuple(r for r in fact.roles if r.to != end))

    def done(self, marks: Iterable[str], *, files: bool = False) -> set[str]:
        """Those of *marks* that stand."""
        return {(e.source if files else e.done) or "" for e in self.docs.values()} & set(marks)

    def evidence(self, documents: Iterable[str] | None = None) -> Iterator[Read]:
        """Documents with what was read in them."""
        for doc in sorted(self.docs if documents is None else set(documents) & self.docs.keys()):
            self.reads.append(doc)
            mentions = [replace(m, entity=self.entity_of.get(m.id)) for m in self.mentions[doc].values()]
            claims = sorted(self.claims[doc].values(), key=lambda c: (c.start, c.end, c.id))
            yield self.docs[doc].document, sorted(mentions, key=lambda m: (m.start, m.end, m.id)), claims

    def world(self) -> tuple[list[Entity], list[Fact]]:
        """All entities and facts."""
        leaves: dict[str, set[str]] = defaultdict(set)
        for of in self.mentions.values():
            for m in of.values():
                leaves[self.entity_of.get(m.id, "")].add(m.leaf)
        entities = [replace(self.ents[e], leaves=tuple(sorted(leaves[e]))) for e in sorted(self.ents)]
        return entities, [self._fact(f) for f in sorted(self.facts)]

    def _fact(self, one: str) -> Fact:
        return replace(self.facts[one], claims=tuple(sorted(c for c, f in self.about.items() if f == one)))

    def keys(self, wanted: Iterable[str] | None = None) -> Iterator[Key]:
        """Keys."""
        return (self.found[i] for i in sorted(self.found if wanted is None else set(wanted) & self.found.keys()))

    def entities(self, wanted: Iterable[str]) -> list[Entity]:
        """Entities without leaves."""
        return [self.ents[i] for i in sorted(set(wanted) & self.ents.keys())]

    def leaves(self, entity: str) -> Iterator[str]:
        """Leaves of an entity."""
        every = (m for of in self.mentions.values() for m in of.values())
        return iter(sorted({m.leaf for m in every if self.entity_of.get(m.id) == entity}))

    def size(self) -> int:
        """How many documents."""
        return len(self.docs)

    def documents(self, by: str, values: Iterable[str]) -> set[str]:
        """Documents by what they have."""
        wanted = set(values)

        def having(doc: str) -> set[str]:
            one = self.docs[doc].document
            if by == "entity":
                return {self.entity_of.get(m, "") for m in self.mentions[doc]}
            if by == "held":
                return {a.claim or "" for c in self.claims[doc].values() for a in c.args}
            return {one.uri if by == "uri" else text_sha(one.text)}

        return {doc for doc in self.docs if having(doc) & wanted}

    def blocks(self, *, documents: Iterable[str] = (), entities: Iterable[str] = ()) -> set[str]:
        """Blocks of documents and at entities."""
        claims = {c for d in documents for c in self.claims.get(d, {})}
        ends = set(entities)
        found = {self.facts[f].block for c, f in self.about.items() if c in claims}
        return found | {f.block for f in self.facts.values() if ends & {r.to for r in f.roles}}

    def held(self, blocks: Iterable[str]) -> Held:
        """Facts and claims of blocks."""
        wanted, found = set(blocks), Held()
        for fact in [self._fact(i) for i, f in self.facts.items() if f.block in wanted]:
            made = ledger.key(fact.id)
            if fact.n_claims >= ledger.LEAST and made in self.found:
                found.keys[made] = self.found[made]
                bare = replace(fact, claims=(), roles=())
                found.facts[fact.id] = ledger.read(self.found[made].text or "", bare, found)
            else:
                found.facts[fact.id] = fact
        claims = {c.id: c for of in self.claims.values() for c in of.values()}
        for fact in (f for f in found.facts.values() if ledger.key(f.id) not in found.keys):
            for one in fact.claims:
                found.claims[one], found.about[one] = claims[one], fact.id
                for arg in claims[one].args:
                    if arg.claim in self.about:
                        found.fact_of[arg.claim or ""] = self.about[arg.claim or ""]
                    elif arg.mention in self.entity_of:
                        entity = found.entity_of[arg.mention or ""] = self.entity_of[arg.mention or ""]
                        found.names[entity] = self.ents[entity].name
        return found

    def sources(self, documents: Iterable[str]) -> dict[str, tuple[str, str | None, str | None]]:
        """Publisher, sketch, text."""
        found: dict[str, tuple[str, str | None, str | None]] = {}
        self.asked |= set(documents)
        for doc in set(documents) & self.docs.keys():
            one, made = self.docs[doc].document, self.sketch.get(doc)
            found[doc] = (one.publisher or one.uri, made, None if made else one.text)
        return found

    def sketched(self) -> set[str]:
        """Documents with a sketch."""
        return set(self.sketch)

    def decisions(self) -> Iterator[Decision]:
        """All decisions."""
        return iter([self.decided[i] for i in sorted(self.decided)])

    def read(self, cypher: str, params: Mapping[str, object] | None = None) -> Iterator[Row]:
        """No Cypher here."""
        raise NotImplementedError

    def records(self) -> Iterator[Record]:
        """All records in canonical order."""
        for doc, mentions, claims in self.evidence():
            yield doc
            yield from mentions
            yield from claims
        entities, facts = self.world()
        yield from entities
        yield from facts
        yield from (d for d in self.decisions() if not d.superseded)
