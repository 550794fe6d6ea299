"""Decisions of people into a store: what was named becomes anchors, the world follows."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg import decisions as rules
from kg.decisions import Judged
from kg.errors import NotFoundError, UsageError
from kg.gazetteer import Gazetteer
from kg.model import Anchor, Decision, Delta
from kg.ontology import Ontology
from kg.pipeline.computing import Computed
from kg.pipeline.naming import Named, anchored, named, parted
from kg.pipeline.watch import STALE, Watch
from kg.pipeline.world import sync
from kg.query.decided import judged
from kg.store.graph import GraphStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who decides, when, and why."""

    by: str
    at: str
    note: str = ""


@dataclass(slots=True)
class Desk:
    """Where decisions on one store are made; `finish` brings the world up to them."""

    store: GraphStore
    ontology: Ontology
    gazetteer: Gazetteer
    changed: bool = field(default=False, init=False)
    _kept: dict[str, Decision] | None = field(default=None, init=False)
    _pairs: Judged | None = field(default=None, init=False)
    _watch: Watch = field(init=False)

    def __post_init__(self) -> None:
        self._watch = Watch(self.store, ontology=self.ontology, gazetteer=self.gazetteer)

    def judge(self, action: str, terms: Sequence[str], author: Author) -> tuple[Decision, bool]:
        """Decide that *terms* are the `same`, are `different`, or that these claims are to `reject` or `accept`.

        Gives back the decision and whether it is new: the same judgement is not made twice.

        Raises:
            NotFoundError: a term stands for nothing.
            UsageError: a term is of the wrong kind, or a decision in force says the opposite.
        """
        sides = [named(self.store, t) for t in terms]
        wanted = "claim" if action in {"reject", "accept"} else "entity"
        for side in sides:
            if side.kind != wanted or side.fact:
                raise UsageError(f"kg {action} takes {_WANTED[wanted]}, and {side.term} is none")
        if action == "different" and len({s.entity for s in sides}) == 1 and sides[0].entity:
            sides = list(parted(self.store, sides[0], sides[1]))
        if action == "different" and len({p for s in sides for p, _ in s.places}) < 2:
            raise UsageError(f"{terms[0]} and {terms[-1]} are one thing in one document; there is nothing to decide")
        if action == "same":
            sides = _unlike(sides)
        on, anchors = anchored(self.store, sides)
        if action == "same" and len(sides) < 2 and _standing(self._in_force(), action, on, "") is None:
            raise UsageError(
                f"{terms[0]!r} and {terms[-1]!r} are one already, as kg explain says; there is nothing to decide"
            )
        return self._put(action, on, anchors, author)

    def set(self, term: str, key: str, value: str, author: Author) -> tuple[Decision, bool]:
        """Set *key* of the entity, fact or claim *term*; see `judge`.

        Raises:
            NotFoundError: *term* stands for nothing.
            UsageError: there is no such key, the value is none for it, or another value was set before.
        """
        one = named(self.store, term)
        kind = "fact" if one.fact else one.kind
        rules.check_setting(kind, key, value, ontology=self.ontology)
        if kind == "fact" and key != "type":
            one = Named(one.term, one.kind, one.shown, one.places[:1], fact=True)
        on, anchors = anchored(self.store, [one])
        if key == "type":
            return self._put("retype", on, anchors, author, value=value)
        return self._put("set", on, anchors, author, value=f"{'fact.' if kind == 'fact' else ''}{key}={value}")

    def add(self, draft: Decision) -> tuple[Decision, bool]:
        """Put a decision that is made already: a claim that somebody adds, one that is imported."""
        return self._keep(draft)

    def keep_history(self, old: Decision) -> None:
        """Put a decision that was undone elsewhere, or its undoing."""
        self._write([old])

    def undo(self, term: str, author: Author) -> Decision:
        """Take the decision *term* back; gives it back as it was.

        Raises:
            NotFoundError: there is no such decision.
            UsageError: it is undone already, or is itself an undoing.
        """
        one = self.decisions().get(term)
        if one is None:
            raise NotFoundError(f"no decision has the id {term!r}; kg decisions lists them")
        if one.action == "undo":
            raise UsageError(f"{term} is itself an undoing; decide again what it took back")
        if one.superseded:
            raise UsageError(f"{term} is undone already; kg decisions --history says when and by whom")
        undoing = Decision(
            id=rules.decision_id("undo", [one.id], "", author.by, author.at),
            action="undo", on=(one.id,), by=author.by, at=author.at, note=author.note, superseded=True,
        )  # fmt: skip
        self._write([replace(one, superseded=True), undoing])
        return one

    def newest(self) -> Decision:
        """The decision in force that was made last.

        Raises:
            NotFoundError: there is none.
        """
        every = self._in_force()
        if not every:
            raise NotFoundError("nothing is decided")
        return every[-1]

    def decisions(self) -> dict[str, Decision]:
        """All decisions by id, those undone and their undoing too, as this desk left them."""
        if self._kept is None:
            self._kept = {d.id: d for d in self.store.decisions()}
        return self._kept

    def foresee(self, offered: Iterable[Decision]) -> None:
        """Look up at once what *offered* decisions are about, before they are added one by one."""
        self._pairs = self.judged([*self.decisions().values(), *offered])

    def judged(self, every: Iterable[Decision]) -> Judged:
        """What *every* decision comes to in the texts they are about."""
        return judged(self.store, every, ontology=self.ontology)

    def finish(self, *, step: Callable[[str], None] = lambda _: None) -> Computed | None:
        """Bring the world up to what was decided; None when nothing changed."""
        if not self.changed and self.store.meta().get("world") != STALE:
            return None
        computed = sync(self.store, ontology=self.ontology, gazetteer=self.gazetteer, watch=self._watch, step=step)
        self.changed = False
        return computed

    def _put(
        self, action: str, on: tuple[str, ...], anchors: tuple[Anchor, ...], author: Author, *, value: str = ""
    ) -> tuple[Decision, bool]:
        made = rules.decision_id(action, on, value, author.by, author.at)
        return self._keep(
            Decision(
                id=made,
                action=action,
                on=on,
                by=author.by,
                at=author.at,
                note=author.note,
                value=value,
                anchors=anchors,
            )
        )

    def _in_force(self) -> list[Decision]:
        return rules.in_force(self.decisions().values())

    def _keep(self, new: Decision) -> tuple[Decision, bool]:
        every = self._in_force()
        if one := _standing(every, new.action, new.on, new.value):
            return one, False
        paired = new.action in {"same", "different"}
        rules.refuse_contradiction(new, every, self._judgements() if paired else Judged())
        self._write([new])
        if paired:
            self._note(new)
        return new, True

    def _judgements(self) -> Judged:
        """The pairs of leaves that decisions in force join and keep apart."""
        every = self.decisions()
        if self._pairs is None:
            self._pairs = self.judged(every.values())
        force = {d.id for d in rules.in_force(every.values())}
        return replace(
            self._pairs,
            joins=tuple(p for p in self._pairs.joins if p[2] in force),
            apart=tuple(p for p in self._pairs.apart if p[2] in force),
        )

    def _note(self, new: Decision) -> None:
        """Keep the pairs of *new*, which was made of what is there now."""
        if self._pairs is not None:
            ends = [(i, a.side) for i, a in zip(new.on, new.anchors, strict=False)]
            pairs = {
                (min(a, b), max(a, b), new.id)
                for (a, x), (b, y) in itertools.combinations(ends, 2)
                if new.action == "same" or x != y
            }
            if new.action == "same":
                self._pairs = replace(self._pairs, joins=(*self._pairs.joins, *sorted(pairs)))
            else:
                self._pairs = replace(self._pairs, apart=(*self._pairs.apart, *sorted(pairs)))

    def _write(self, decisions: Sequence[Decision]) -> None:
        self.store.prepare()
        self._watch.apply(Delta(decisions=tuple(decisions), world=STALE))
        self.decisions().update({d.id: d for d in decisions})
        self.changed = True


_WANTED = {"claim": "the ids of claims (c_…; kg show prints them)", "entity": "actors, places or things"}


def _standing(every: Iterable[Decision], action: str, on: Iterable[str], value: str) -> Decision | None:
    """The decision among *every* that says just this."""
    wanted = action, set(on), value
    return next((one for one in every if (one.action, set(one.on), one.value) == wanted), None)


def _unlike(sides: Sequence[Named]) -> list[Named]:
    """*sides* without those that lie within another: what is one already."""
    kept: list[Named] = []
    for side in sorted(sides, key=lambda s: -len(s.places)):
        if not any(set(side.places) <= set(k.places) for k in kept):
            kept.append(side)
    return [s for s in sides if any(s is k for k in kept)]
