"""Which entity each leaf is in, found from the leaves of a few documents and from sums of all others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kg import ids
from kg.model import Entity, Key, Leaf
from kg.pipeline.watch import Trace
from kg.protocols import Store
from kg.resolve import Resolution
from kg.resolve.forms import (
    NAME,
    Form,
    dumps,
    entity_key,
    forms,
    loads,
    name_key,
    strangers,
    ties,
    together,
)

_LATER = "~"  # makes the id of a stand-in come right after that of a leaf which is read itself


class Unsound(Exception):  # noqa: N818 - all is computed anew then
    """The keys of a store are not those of its world."""


class Homes:
    """Entities that documents reach by name, as they stand and as they are with the leaves that are given."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.stored: dict[str, Entity] = {}
        self.entities: list[Entity] = []
        self.home: dict[str, str] = {}
        self._forms: dict[str, dict[str, Form]] = {}
        self._ties: dict[str, set[tuple[str, str, str]]] = {}
        self._meant: dict[str, tuple[str, ...]] = {}
        self._looked: set[str] = set()
        self._sought: set[str] = set()
        self._reached: set[str] = set()
        self._rest: dict[str, tuple[str, Form]] = {}
        self._lost: set[str] = set()  # entities of which nobody knows the smallest leaf of each form
        self._leaves: Mapping[str, Leaf] = {}
        self._new: dict[str, Form] = {}

    def resolve(
        self,
        leaves: Mapping[str, Leaf],
        traces: Mapping[str, Trace],
        resolved: Callable[[Iterable[Leaf]], Resolution],
        told: Collection[str],
    ) -> None:
        """Find the entities of *leaves*, and of all that they and those in *traces* meet.

        *resolved* makes entities of *leaves* and others; *told* are leaves that people told apart from some.

        Raises:
            Unsound: the store's keys do not fit its world.
        """
        self._leaves, self._new = leaves, forms(leaves.values())
        old = [one for t in traces.values() for one in t.leaves.values()]
        if any(entity is None for entity, _ in old):
            raise Unsound
        self._reached = self._met(
            {e for e, _ in old if e is not None}, [*self._new.values(), *(f for _, f in old if f is not None)]
        )
        self._rest = self._stand_ins(traces, told)
        found = resolved(self._as_leaves()).entities
        self.home = {leaf: e.id for e in found for leaf in e.leaves}
        self._store(self._reached | {e.id for e in found})
        self.entities = self._counted(found, traces)

    def unsettled(self, entities: Iterable[Entity]) -> set[str]:
        """The stored entities whose documents have to be read before *entities*, curated, are sure."""
        types = {e.id: e.types for e in entities}
        return self._lost | {
            entity
            for made, (entity, _) in self._rest.items()
            if self.home[made] != entity or types[entity] != self.stored[entity].types
        }

    def renamed(self, entities: Iterable[Entity]) -> set[str]:
        """Those of *entities* that stand with another name or class."""
        found = ((e, self.stored.get(e.id)) for e in entities)
        return {e.id for e, old in found if old is not None and (old.name, old.types) != (e.name, e.types)}

    def standing(self, traces: Mapping[str, Trace]) -> list[Entity]:
        """The entities reached as they stand, with leaves of *traces* and with stand-ins."""
        leaves: dict[str, list[str]] = defaultdict(list)
        for made, (entity, _) in self._rest.items():
            leaves[entity].append(made)
        for trace in traces.values():
            for leaf, (home, _) in trace.leaves.items():
                leaves[home or ""].append(leaf)
        return [replace(self.stored[e], leaves=tuple(sorted(leaves[e]))) for e in sorted(self._there())]

    def keys(self) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
        """The keys of all that is reached, as they stand and as they should be."""
        parts: dict[str, list[Form]] = defaultdict(list)
        for entity, form in self._rest.values():
            parts[entity].append(form)
        for leaf, form in self._new.items():
            parts[self.home[leaf]].append(form)
        made = {entity: together(found) for entity, found in parts.items()}
        old, new = ({entity_key(e): Key(id=entity_key(e), text=dumps(f.values())) for e, f in of.items() if f}
                    for of in (self._of(self._reached), made))  # fmt: skip
        meant: dict[str, set[str]] = {}
        for entity in self._reached | made.keys():
            had = strangers(entity, self._forms.get(entity, {}).values())
            has = strangers(entity, made.get(entity, {}).values())
            for name in had ^ has:
                under = meant.setdefault(name_key(name), set(self._meant.get(name_key(name), ())))
                (under.add if name in has else under.discard)(entity)
        old |= {i: Key(id=i, entities=self._meant[i]) for i in meant if self._meant.get(i)}
        new |= {i: Key(id=i, entities=tuple(sorted(under))) for i, under in meant.items() if under}
        return tuple(old[i] for i in sorted(old)), tuple(new[i] for i in sorted(new))

    def _there(self) -> set[str]:
        return (self._reached | {e.id for e in self.entities}) & self.stored.keys()

    def _of(self, entities: Iterable[str]) -> dict[str, dict[str, Form]]:
        return {e: self._forms[e] for e in entities if e in self._forms}

    def _met(self, entities: set[str], found: Sequence[Form]) -> set[str]:
        """The entities that hang together with *entities* and with the forms *found*, by live ties."""
        reached: set[str] = set()
        sides: dict[tuple[str, str], set[str]] = defaultdict(set)
        new = [tie for form in {f.sign: f for f in found}.values() for tie in ties(form)]
        more = entities
        while more or new:
            self._seek(more)
            for rule, side, name in [*new, *(tie for entity in more for tie in self._ties[entity])]:
                sides[rule, name].add(side)
            reached |= more
            new, more = [], self._tied(sides, reached)
        return reached

    def _tied(self, sides: Mapping[tuple[str, str], set[str]], reached: set[str]) -> set[str]:
        """Entities beyond *reached* that meet one of *sides*: by a name of both, or as the short form of a long one."""
        wanted = {name for _, name in sides}
        self._look(wanted)
        near = {e for name in wanted for e in self._under(name)} - reached
        return {
            entity
            for entity in near
            for rule, side, name in self._ties[entity]
            if (rule, name) in sides and (rule == NAME[0] or sides[rule, name] - {side})
        }

    def _under(self, name: str) -> set[str]:
        own = ids.entity_id(name)
        return {*self._meant[name_key(name)], *([own] if self._forms.get(own) else [])}

    def _look(self, wanted: set[str]) -> None:
        """Look up what *wanted* names may mean."""
        fresh = wanted - self._looked
        if not fresh:
            return
        own = {entity_key(ids.entity_id(n)) for n in fresh}
        found = {k.id: k for k in self.store.keys({name_key(n) for n in fresh} | own)}
        for name in fresh:
            made = name_key(name)
            self._meant[made] = found[made].entities if made in found else ()
        for key in found.values():
            if key.text is not None:
                self._keep(key.id.removeprefix(entity_key("")), key.text)
        self._looked |= fresh
        self._seek({e for n in fresh for e in self._meant[name_key(n)]})
        if any(not self._forms[e] for n in fresh for e in self._meant[name_key(n)]):
            raise Unsound

    def _seek(self, entities: Iterable[str]) -> None:
        """Look up the forms of *entities*."""
        fresh = {e for e in entities if e not in self._forms}
        if fresh:
            for key in self.store.keys({entity_key(e) for e in fresh}):
                self._keep(key.id.removeprefix(entity_key("")), key.text or "[]")
            for entity in fresh - self._forms.keys():
                self._forms[entity], self._ties[entity] = {}, set()

    def _keep(self, entity: str, text: str) -> None:
        try:
            self._forms[entity] = loads(text)
        except ValueError as error:
            raise Unsound from error
        self._ties[entity] = {t for form in self._forms[entity].values() for t in ties(form)}

    def _stand_ins(self, traces: Mapping[str, Trace], told: Collection[str]) -> dict[str, tuple[str, Form]]:
        """Entity and form for each stand-in: what is left of the forms without the documents in *traces*."""
        left = {(e, sign): form for e in self._reached for sign, form in self._forms[e].items()}
        seen = set()
        for trace in traces.values():
            for leaf, (entity, form) in trace.leaves.items():
                seen.add(leaf)
                if form is not None and entity is not None:
                    self._take(left, entity, form)
        alone = Counter(e for e, _ in left)
        self._lost = set()
        made: dict[str, tuple[str, Form]] = {}
        for (e, _), form in left.items():
            stand_in = form.first
            if stand_in in seen:
                here = self._new.get(stand_in)
                if here is not None and here.sign == form.sign and stand_in not in told:
                    stand_in += _LATER
                elif alone[e] == 1:
                    stand_in = self._first_but(e, seen)
                else:
                    stand_in += _LATER
                    self._lost.add(e)
            made[stand_in] = (e, replace(form, first=stand_in.removesuffix(_LATER)))
        return made

    def _first_but(self, entity: str, seen: Collection[str]) -> str:
        """The smallest leaf of *entity* that is not among those *seen*."""
        left = [leaf for leaf in self.store.leaves(entity) if leaf not in seen]
        if not left:
            raise Unsound
        return min(left)

    def _take(self, left: dict[tuple[str, str], Form], entity: str, form: Form) -> None:
        try:
            rest = left.pop((entity, form.sign)).without(form)
        except (KeyError, ValueError) as error:
            raise Unsound from error
        if rest is not None:
            left[entity, form.sign] = rest

    def _as_leaves(self) -> list[Leaf]:
        by_sign = {form.sign: made for made, (_, form) in self._rest.items()}
        if len(by_sign) != len(self._rest) or any(f.owner not in {None, *by_sign} for _, f in self._rest.values()):
            raise Unsound
        return [f.stand_in(made, by_sign.get(f.owner or "")) for made, (_, f) in self._rest.items()]

    def _store(self, entities: set[str]) -> None:
        fresh = entities - self._sought
        self._sought |= fresh
        self.stored.update({e.id: e for e in self.store.entities(fresh)} if fresh else {})

    def _counted(self, found: Iterable[Entity], traces: Mapping[str, Trace]) -> list[Entity]:
        """*found* with the number of their documents, those that were not read too."""
        before: dict[str, int] = defaultdict(int)
        for trace in traces.values():
            for one in {e for e, _ in trace.leaves.values() if e is not None}:
                before[one] += 1
        standing = {entity for entity, _ in self._rest.values()}
        made: list[Entity] = []
        for now in found:
            old = self.stored.get(now.id)
            rest = (old.n_docs if old is not None else 0) - before[now.id]
            if (rest > 0) != (now.id in standing):
                raise Unsound
            docs = {self._leaves[leaf].doc for leaf in now.leaves if leaf in self._leaves}
            made.append(replace(now, n_docs=rest + len(docs)))
        return made
