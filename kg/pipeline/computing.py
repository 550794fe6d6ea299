"""Entities and facts computed from evidence and decisions: the world as a pure function of sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg import resolve, world
from kg.decisions import Judged, amended, apply, corrected, curated, text_sha, texts, without_added
from kg.gazetteer import Gazetteer
from kg.model import Claim, Decision, Entity, Fact, Key, Leaf, Mention, Read
from kg.ontology import Ontology
from kg.resolve import forms
from kg.world import ledger


@dataclass(frozen=True, slots=True)
class Computed:
    """Entities and facts, each by id; `mentions` and `claims` are what people added to the evidence.

    What `orphaned` decisions are about is not in the evidence. `keys` are what the entities will be found by,
    `sketches` what the texts were compared by.
    """

    entities: list[Entity]
    facts: list[Fact]
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    orphaned: tuple[Decision, ...] = ()
    keys: tuple[Key, ...] = ()
    sketches: Mapping[str, bytes] = field(default_factory=dict, compare=False)


def compute(
    evidence: Iterable[Read], decisions: Iterable[Decision] = (), *, ontology: Ontology, gazetteer: Gazetteer
) -> Computed:
    """The entities and facts that *evidence* and *decisions* add up to: a function of sets, not of their order."""
    sources = world.Sources()

    def noted() -> Iterator[Read]:
        for read in evidence:
            sources.add(read[0].id, publisher=read[0].publisher or read[0].uri, text=read[0].text)
            yield read

    gathered = gather(noted(), decisions, ontology=ontology, gazetteer=gazetteer)
    judged = gathered.judged
    entities = curated(gathered.resolved(ontology).entities, judged, ontology=ontology)
    entity_of_leaf = {leaf: e.id for e in entities for leaf in e.leaves}
    from_ = sources.found()
    around = world.World(
        entity_of={m: entity_of_leaf[leaf] for m, leaf in gathered.leaf_of.items()},
        names={e.id: e.name for e in entities},
        origins=world.Origins(from_),
        ontology=ontology,
    )
    claims = {c.id: c for c in corrected(gathered.claims, judged, ontology=ontology)}
    facts = world.facts(claims.values(), around)
    ends = {**around.entity_of, **{c: f.id for f in facts for c in f.claims}}
    keys = forms.keys(forms.of_entities(entities, forms.forms(gathered.leaves)))
    keys |= ledger.keys(facts, claims, ends, around.origins)
    return Computed(
        entities,
        amended(facts, judged),
        judged.mentions,
        judged.added,
        judged.orphaned,
        tuple(keys[i] for i in sorted(keys)),
        {doc: source.sketch for doc, source in from_.items() if source.sketch},
    )


def gather(
    evidence: Iterable[Read], decisions: Iterable[Decision], *, ontology: Ontology, gazetteer: Gazetteer
) -> Gathered:
    """What the world is made of: leaves, claims and sources of *evidence*, with what people added to it."""
    known = list(decisions)
    decided = texts(known)
    gathered = Gathered(gazetteer)
    held: list[Read] = []
    for doc, mentions, claims in evidence:
        plain = (doc, *without_added(mentions, claims))
        if decided and text_sha(doc.text) in decided:
            held.append(plain)
        else:
            gathered.add(*plain[1:])
    gathered.judged = judged = apply(known, held, ontology=ontology)
    for doc, mentions, claims in held:
        more = [m for m in judged.mentions if m.doc == doc.id]
        gathered.add([*mentions, *more], [*claims, *(c for c in judged.added if c.doc == doc.id)])
    return gathered


class Gathered:
    """What the world is made of, document by document."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.judged = Judged()
        self.leaves: list[Leaf] = []
        self.claims: list[Claim] = []
        self.leaf_of: dict[str, str] = {}

    def add(self, mentions: Sequence[Mention], claims: Sequence[Claim]) -> None:
        """Take note of what was read in one document."""
        self.leaves += resolve.leaves(mentions, claims, gazetteer=self.gazetteer, rejected=self.judged.rejected)
        self.claims += claims
        self.leaf_of.update({m.id: m.leaf for m in mentions})

    def resolved(self, ontology: Ontology, others: Iterable[Leaf] = ()) -> resolve.Resolution:
        """The entities of all leaves and *others*, with the reasons."""
        return resolve.resolve(
            [*self.leaves, *others],
            gazetteer=self.gazetteer,
            chains={n: c.types for n, c in ontology.classes.items()},
            joins=[(a, b) for a, b, _ in self.judged.joins],
            apart=[(a, b) for a, b, _ in self.judged.apart],
        )
