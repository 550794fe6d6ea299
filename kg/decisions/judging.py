"""All decisions in force, found in the evidence: what to join, keep apart, reject, correct, add."""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg import ids
from kg.decisions import people
from kg.decisions.anchors import found, text_sha
from kg.model import Anchor, Claim, Decision, Mention, Read
from kg.ontology import Ontology

Pair = tuple[str, str, str]
Settings = Mapping[str, tuple[tuple[int, str, str], ...]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What decisions come to.

    `joins` and `apart` are pairs of leaves, each with the decision behind it. `claims`, `facts` (by one claim of
    theirs) and `entities` (by one leaf) hold settings, the later after the earlier. `mentions` and `added` were
    written by people. What `orphaned` decisions were about is not in the evidence.
    """

    joins: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()
    rejected: frozenset[str] = frozenset()
    accepted: frozenset[str] = frozenset()
    claims: Settings = field(default_factory=dict)
    facts: Settings = field(default_factory=dict)
    entities: Settings = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    added: tuple[Claim, ...] = ()
    orphaned: tuple[Decision, ...] = ()


def decision_id(action: str, on: Iterable[str], value: str, by: str, at: str) -> str:
    """The id of a decision: the same judgement by the same person at the same time is one."""
    return ids.make("j", action, list(on), value, by, at)


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Those of *decisions* that are neither undone nor an undoing, in the order in which they were made."""
    return sorted((d for d in decisions if not d.superseded and d.action != "undo"), key=lambda d: (d.at, d.id))


def texts(decisions: Iterable[Decision]) -> set[str]:
    """The texts (SHA-256) that the decisions in force are about."""
    return {a.sha for d in in_force(decisions) for a in d.anchors}


def apply(decisions: Iterable[Decision], evidence: Iterable[Read], *, ontology: Ontology) -> Judged:
    """What *decisions* come to in *evidence*, of which only documents with the texts they are about matter."""
    reads: dict[str, list[Read]] = defaultdict(list)
    for doc, mentions, claims in evidence:
        reads[text_sha(doc.text)].append((doc, *people.without_added(mentions, claims)))
    judging = _Judging(reads, ontology)
    every = list(enumerate(in_force(decisions)))
    for rank, one in sorted(every, key=lambda d: d[1].action != "add"):  # what people add can be decided on
        judging.take(one, rank)
    return judging.judged()


class _Judging:
    def __init__(self, reads: Mapping[str, list[Read]], ontology: Ontology) -> None:
        self.reads, self.ontology = dict(reads), ontology
        self.claim_ids = {c.id for found_ in reads.values() for _, _, claims in found_ for c in claims}
        self.leaf_ids = {m.leaf for found_ in reads.values() for _, mentions, _ in found_ for m in mentions}
        self.pairs: dict[str, set[Pair]] = {"same": set(), "different": set()}
        self.sets: dict[str, set[str]] = {"reject": set(), "accept": set()}
        self.settings: dict[str, dict[str, list[tuple[int, str, str]]]] = {
            k: defaultdict(list) for k in ("claim", "fact", "entity")
        }
        self.mentions: dict[str, Mention] = {}
        self.added: dict[str, Claim] = {}
        self.orphaned: list[Decision] = []

    def take(self, one: Decision, rank: int) -> None:
        """Note what *one* comes to; *rank* is its place among all."""
        if one.action == "add":
            if not self._add(one):
                self.orphaned.append(one)
            return
        there = [(i, a.side) for i, a in self._places(one)]
        if one.action in self.pairs:
            pairs = {
                (*sorted((x, y)), one.id)
                for (x, a), (y, b) in itertools.combinations(there, 2)
                if x != y and (a != b or one.action == "same")
            }
            self.pairs[one.action] |= {(x, y, d) for x, y, d in pairs}
            lost = len({side for _, side in there}) < 2
        else:
            lost = not there
            self._one(one, rank, [i for i, _ in there])
        if lost:
            self.orphaned.append(one)

    def _places(self, one: Decision) -> list[tuple[str, Anchor]]:
        """The ids that *one* is about now, with their anchors."""
        about_claims = bool(one.on) and one.on[0].startswith("c_")
        known = self.claim_ids if about_claims else self.leaf_ids
        places: dict[str, Anchor] = {}
        for wanted, anchor in zip(one.on, one.anchors, strict=False):
            here = wanted if wanted in known else found(anchor, self.reads.get(anchor.sha, ()), claim=about_claims)
            if here is not None:
                places.setdefault(here, anchor)
        return list(places.items())

    def _one(self, one: Decision, rank: int, there: Sequence[str]) -> None:
        if one.action in self.sets:
            self.sets[one.action] |= set(there)
            return
        key, _, value = one.value.partition("=") if one.action == "set" else ("type", "", one.value)
        about_claims = bool(one.on) and one.on[0].startswith("c_")
        if not about_claims:
            kind = "entity"
        elif key.startswith("fact."):
            kind, key = "fact", key.removeprefix("fact.")
        else:
            kind = "claim"
        for i in there if kind == "claim" else there[:1]:  # a fact, an entity: through the first that is still there
            self.settings[kind][i].append((rank, key, value))

    def _add(self, one: Decision) -> bool:
        anchor = next(iter(one.anchors), None)
        reads = self.reads.get(anchor.sha, []) if anchor else []
        if anchor is None or not reads:
            return False
        at = min(range(len(reads)), key=lambda n: (reads[n][0].uri != anchor.uri, reads[n][0].id))
        doc, mentions, claims = reads[at]
        new, claim = people.added(one.id, json.loads(one.value), doc, mentions, ontology=self.ontology)
        self.mentions.update({m.id: m for m in new})
        reads[at] = (doc, [*mentions, *new], claims)
        if claim.id not in self.claim_ids:
            self.added[claim.id] = claim
            self.claim_ids.add(claim.id)
            reads[at] = (doc, [*mentions, *new], [*claims, claim])
        self.leaf_ids |= {m.leaf for m in new}
        return True

    def judged(self) -> Judged:
        def settled(kind: str) -> dict[str, tuple[tuple[int, str, str], ...]]:
            return {i: tuple(found_) for i, found_ in sorted(self.settings[kind].items())}

        return Judged(
            joins=tuple(sorted(self.pairs["same"])),
            apart=tuple(sorted(self.pairs["different"])),
            rejected=frozenset(self.sets["reject"]),
            accepted=frozenset(self.sets["accept"]),
            claims=settled("claim"),
            facts=settled("fact"),
            entities=settled("entity"),
            mentions=tuple(self.mentions[i] for i in sorted(self.mentions)),
            added=tuple(self.added[i] for i in sorted(self.added)),
            orphaned=tuple(sorted(self.orphaned, key=lambda d: d.id)),
        )
