"""What the triggers of an ontology ask of the words around them, made ready to be looked up (layer 7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.slots import Slot
from kg.ontology.terms import SPECIAL_NEEDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.extract.tokens import Token
    from kg.ontology import Class, Pattern, RoleSpec, Trigger

Table = dict[str, list[Slot]]  # the slots of one word by name

_CONTRAST = frozenset({"while", "whereas", "although", "though"})  # such a clause tells of something else
_LENT = frozenset({"target", "consequence", "demand"})  # roles that are filled without a slot of their own, too


@dataclass(frozen=True, slots=True)
class Asked:
    """A pattern of a trigger: the role it fills, what may fill it, and the ways to its slots."""

    name: str
    role: RoleSpec | None
    accepts: tuple[str, ...]
    markers: frozenset[str]
    ways: tuple[tuple[str, bool, str, tuple[str, ...]], ...]  # as written, whether from the light verb, steps
    plain: str | None  # the name of the slots, if there is one way of one step

    def reached(self, token: Token, own: Table, light: Table | None, of: Callable[[Token], Table]) -> list[Slot]:
        """The slots that it names, in order of the parse; `a.b` is slot b of the word in slot a.

        *own* are the slots of *token*, *light* those of the verb that carries it.
        """
        if self.plain is not None:
            held = own.get(self.plain, [])
            return [s for s in held if self._marked(s)] if self.markers and held else held
        found: list[Slot] = []
        for dep, carried, first, rest in self.ways:
            if not carried:
                held = own.get(first, [])
            else:
                held = [s for s in light.get(first, ()) if s.token is not token] if light is not None else []
            for name in rest if held else ():
                held = [
                    Slot(dep, t.marker, t.token, s.confidence * t.confidence)
                    for s in held
                    if s.marker not in _CONTRAST
                    for t in of(s.token).get(name, ())
                ]
            if held:
                found += [s for s in held if self._marked(s)] if self.markers else held
        return found

    def _marked(self, slot: Slot) -> bool:
        """Whether *slot* has a mark that is asked for, or says what comes else: "to sell it or be fined"."""
        return slot.marker in self.markers or (slot.marker == "or" and "to" in self.markers)


@dataclass(frozen=True, slots=True)
class Ready:
    """A trigger of a class: its patterns, the *near* ones first, and which of them may not be without a slot."""

    asked: tuple[Asked, ...]
    near: int
    least: tuple[RoleSpec, ...]
    light: bool | None  # whether it needs a light verb, or none; None: either will do
    musts: tuple[tuple[int, ...], ...]

    def hopeless(self, reached: Sequence[list[Slot]], carrier: Token | None) -> bool:
        """Whether a role that must be filled has no slot, or the light verb is wrong."""
        if self.light is not None and self.light != (carrier is not None):
            return True
        return any(not any(reached[n] for n in must) for must in self.musts)


class Patterns:
    """The triggers of one ontology, each made ready when it is first met."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], tuple[Trigger, Ready]] = {}

    def of(self, cls: Class, trigger: Trigger) -> Ready:
        """What *trigger* of *cls* asks for."""
        key = cls.name, id(trigger)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = trigger, _ready(cls, trigger)
        return known[1]


def _ready(cls: Class, trigger: Trigger) -> Ready:
    roles = {r.role: r for r in reversed(cls.roles)}
    far = [p for p in trigger.args if p.role == "target" and any("cl." in d or "comp." in d for d in p.deps)]
    near = [p for p in trigger.args if p not in far]
    asked = tuple(_asked(p, roles) for p in (*near, *far))
    least = tuple(r for r in cls.roles if r.min)
    musts = {n.role for n in trigger.needs if not n.absent} | {r.role for r in least}
    light = next((not n.absent for n in trigger.needs if n.role == "light"), None)
    return Ready(
        asked,
        len(near),
        least,
        light,
        tuple(
            tuple(n for n, a in enumerate(asked) if a.name == must) for must in sorted(musts - SPECIAL_NEEDS - _LENT)
        ),
    )


def _asked(pattern: Pattern, roles: Mapping[str, RoleSpec]) -> Asked:
    role = roles.get(pattern.role)
    ways = []
    for dep in pattern.deps:
        steps = dep.split(".")
        carried = steps[0] == "light"
        first, *rest = steps[carried:]
        ways.append((dep, carried, first, tuple(rest)))
    accepts = pattern.accepts or (role.accepts if role else ())
    plain = next((first for _, carried, first, rest in ways if len(ways) == 1 and not carried and not rest), None)
    return Asked(pattern.role, role, accepts, frozenset(pattern.markers), tuple(ways), plain)
