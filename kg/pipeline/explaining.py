"""Why two names are one thing, or are not; which names may be."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.decisions import curated
from kg.gazetteer import Gazetteer
from kg.model import Decision, Entity
from kg.ontology import Ontology
from kg.pipeline.computing import Gathered, gather
from kg.pipeline.naming import Named, named
from kg.resolve import Link, Refusal, Resolution
from kg.resolve.suggest import Suggestion, likeness, suggestions
from kg.store.graph import GraphStore
from kg.text import normal_name

_ROLES = "MATCH (f:Fact)-[r]->(e:Entity) WHERE r.n IS NOT NULL RETURN f.id AS fact, e.id AS entity"
_BECAUSE = {
    "name": "both are called {!r}",
    "alias": "both are said to be also known as {!r}",
    "short form": "{!r} is short, in its document, for the longer name",
    "middle name": "{!r} is the name without the middle one, and no other middle name is known",
    "tail": "{!r} is the name without its last word, and nothing else is called so",
    "acronym": "{!r} are the first letters, and of nothing else",
    "surname": "{!r} is the last name of that person, and of no other",
}
_REFUSED = {
    "alias": "one document says that {!r} is another name, but it is the main name of the other",
    "several": "{!r} may be short for several, so it is not taken for any",
    "decision": "both are called {!r}, but somebody decided that they are different",
}


class Explaining:
    """All names of a store with what ties them."""

    def __init__(self, store: GraphStore, *, ontology: Ontology, gazetteer: Gazetteer) -> None:
        self.store = store
        self.ontology = ontology
        self.decisions = {d.id: d for d in store.decisions()}
        self.gathered: Gathered = gather(
            store.evidence(), self.decisions.values(), ontology=ontology, gazetteer=gazetteer
        )
        self.resolution: Resolution = self.gathered.resolved(ontology)
        self.leaves = {leaf.id: leaf for leaf in self.gathered.leaves}

    def explain(self, one: str, other: str) -> dict[str, Any]:
        """Whether the things called *one* and *other* are `one`, by which `steps`, or `why` they are not.

        Raises:
            NotFoundError: a name or id is unknown.
            UsageError: it is the name of several, or no entity's.
        """
        sides = [named(self.store, t) for t in (one, other)]
        having = [self._leaves(s) for s in sides]
        entity_of = {leaf: e for e in self.resolution.entities for leaf in e.leaves}
        homes = [{entity_of[x].id for x in found if x in entity_of} for found in having]
        answer: dict[str, Any] = {"one": bool(homes[0] & homes[1]), "a": sides[0].shown, "b": sides[1].shown}
        if both := sorted(set(having[0]) & set(having[1])):
            text = f"{self._shown(both[0])['doc']} itself calls one thing {one!r} and {other!r}"
            return answer | {"steps": [{"why": text, "a": self._shown(both[0]), "b": self._shown(both[0])}]}
        if answer["one"]:
            return answer | {"steps": [self._step(x) for x in _path(having[0], having[1], self.resolution.links)]}
        return answer | {"why": self._why_not(having, homes, entity_of)}

    def suggest(self) -> list[dict[str, Any]]:
        """Pairs that may be one, the likeliest first: both entities, `score`, `why`."""
        entities = curated(self.resolution.entities, self.gathered.judged, ontology=self.ontology)
        by_id = {e.id: e for e in entities}
        apart = [(a, b) for a, b, _ in self.gathered.judged.apart]
        found = suggestions(entities, self.resolution.refused, apart=apart, neighbours=self._neighbours())
        return [self._suggested(s, by_id) for s in found]

    def _suggested(self, one: Suggestion, by_id: Mapping[str, Entity]) -> dict[str, Any]:
        sides = {
            side: {"id": e.id, "name": e.name, "type": e.type, "n_docs": e.n_docs}
            for side, e in (("a", by_id[one.a]), ("b", by_id[one.b]))
        }
        return {**sides, "score": one.score, "why": one.why}

    def _neighbours(self) -> Mapping[str, frozenset[str]]:
        together: dict[str, set[str]] = defaultdict(set)
        for row in self.store.read(_ROLES):
            together[str(row["fact"])].add(str(row["entity"]))
        met: dict[str, set[str]] = defaultdict(set)
        for group in together.values():
            for one in group:
                met[one] |= group - {one}
        return {one: frozenset(others) for one, others in met.items()}

    def _leaves(self, side: Named) -> list[str]:
        """The leaves with that name where *side* was named by one, else all."""
        every = [leaf for leaf, _ in side.places if leaf in self.leaves]
        for spelt in (str.casefold, normal_name):
            if called := [x for x in every if spelt(side.term) in {spelt(n) for n, _ in self.leaves[x].names}]:
                return called
        return every

    def _step(self, link: Link) -> dict[str, Any]:
        why = _BECAUSE.get(link.kind, "").format(link.key)
        if link.kind == "decision":
            behind = [d for a, b, d in self.gathered.judged.joins if {a, b} == {link.a, link.b}]
            why = "; ".join(_decided(self.decisions[d], "same") for d in behind)
        return {"why": why, "a": self._shown(link.a), "b": self._shown(link.b)}

    def _shown(self, leaf: str) -> dict[str, Any]:
        one = self.leaves[leaf]
        return {"leaf": leaf, "doc": one.doc, "names": [n for n, _ in one.names], "type": one.votes[0][0][-1]}

    def _why_not(
        self, having: Sequence[Sequence[str]], homes: Sequence[set[str]], entity_of: Mapping[str, Entity]
    ) -> list[str]:
        told = []
        for a, b, decision in self.gathered.judged.apart:
            if {entity_of[a].id, entity_of[b].id} <= homes[0] | homes[1] and entity_of[a].id != entity_of[b].id:
                told.append(_decided(self.decisions[decision], "different"))
        told += [_REFUSED[r.why].format(r.key) for r in self.resolution.refused if self._between(r, homes, entity_of)]
        names = [sorted({k for x in found for k in self.leaves[x].keys}) for found in having]
        score, why = max((likeness(x, y) for x in names[0] for y in names[1]), default=(0.0, ""))
        if score:
            told.append(f"{why}, which is not enough")
        told.append("they share no name, and no rule ties one's name to the other's") if not told else None
        return list(dict.fromkeys(told))

    def _between(self, one: Refusal, homes: Sequence[set[str]], entity_of: Mapping[str, Entity]) -> bool:
        ends = {entity_of[one.a].id, entity_of[one.b].id}
        return bool(ends & homes[0]) and bool(ends & homes[1])


def _decided(one: Decision, what: str) -> str:
    note = f": {one.note}" if one.note else ""
    return f"{one.by} decided on {one.at} that they are {what} ({one.id}){note}"


def _path(starts: Iterable[str], ends: Iterable[str], links: Iterable[Link]) -> list[Link]:
    """The shortest way over *links* from one of *starts* to one of *ends*."""
    beside: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        beside[link.a].append(link)
        beside[link.b].append(link)
    wanted = set(ends)
    came: dict[str, tuple[str, Link] | None] = dict.fromkeys(sorted(starts))
    todo = deque(came)
    while todo:
        leaf = todo.popleft()
        if leaf in wanted:
            steps: list[Link] = []
            while (before := came[leaf]) is not None:
                steps.append(before[1])
                leaf = before[0]
            return steps[::-1]
        for link in beside[leaf]:
            other = link.b if link.a == leaf else link.a
            if other not in came:
                came[other] = (leaf, link)
                todo.append(other)
    return []
