"""The ontology as frozen dataclasses: what the Turtle says, checked and ready for use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


def camel(name: str) -> str:
    """The class name of a state's property name: `memberOf` → `MemberOf`."""
    return name[:1].upper() + name[1:]


def edge(name: str) -> str:
    """The shortcut edge of a state: `MemberOf` → `MEMBER_OF`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way a slot of the parse fills a role: `dep[|dep][:marker[|marker]]>role[:CLASS[|CLASS]]`.

    `light.dep` is a slot of the light verb that carries a noun, `xcomp.dep` a slot of the word in slot `xcomp`. The
    role `_` takes a slot away from the patterns after it: who killed somebody did not die.
    """

    deps: tuple[str, ...]
    markers: tuple[str, ...]
    role: str
    accepts: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Pattern:
        """The pattern that *text* writes down.

        Raises:
            ValueError: *text* is not of the form.
        """
        found = _PATTERN.fullmatch(text)
        if found is None:
            msg = f"pattern {text!r} is not of the form dep[:marker][|alt]>role[:CLASS]"
            raise ValueError(msg)
        accepts = tuple(found["accepts"].split("|")) if found["accepts"] else ()
        markers = tuple(found["marker"].split("|")) if found["marker"] else ()
        deps = tuple(found["deps"].split("|"))
        if markers and len({dep.endswith("prep") for dep in deps}) > 1:
            msg = f"pattern {text!r} asks for a preposition where there is none; split it in two"
            raise ValueError(msg)
        return cls(deps, markers, found["role"], accepts)


_PATTERN = re.compile(
    r"(?P<deps>[a-z]+(?:\.[a-z]+)*(?:\|[a-z]+(?:\.[a-z]+)*)*)(?::(?P<marker>[a-z]+(?:\|[a-z]+)*))?>(?P<role>[a-z]+|_)"
    r"(?::(?P<accepts>[A-Za-z]+(?:\|[A-Za-z]+)*))?"
)


def spellings(word: str) -> tuple[str, ...]:
    """*word* as it is written on both sides of the Atlantic, where that differs by -ise and -ize."""
    other = word[:-2] + ("ze" if word.endswith("se") else "se")
    long = len(word) > 5 and word.endswith(("ise", "ize", "yse", "yze"))
    return (word, other) if long else (word,)


SPECIAL_NEEDS = frozenset({"quantity", "light", "clause", "named", "present"})


@dataclass(frozen=True, slots=True)
class Need:
    """A filter on a trigger: *role* must be filled (by one of *classes*), or must not be when *absent*.

    Five names stand for no role: `quantity` asks for a number, `light` for one of the trigger's light verbs, `clause`
    for a clause that says what, `named` for a filler that its document names, not only describes, `present` for a verb
    in the present tense.
    """

    role: str
    classes: tuple[str, ...] = ()
    absent: bool = False

    @classmethod
    def parse(cls, text: str) -> Need:
        """The need that *text* writes down: `role`, `role:Class|Class`, `!role:Class`."""
        role, _, classes = text.lstrip("!").partition(":")
        return cls(role, tuple(classes.split("|")) if classes else (), text.startswith("!"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that states an event or state.

    `head` is its lemma, `*` any that states nothing else; `extra` the words that must stand with it (a verb's particle
    or preposition, a noun's modifier); `light` the verbs that lend a noun their arguments.
    """

    head: str
    extra: tuple[str, ...]
    pos: str
    light: tuple[str, ...]
    args: tuple[Pattern, ...]
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class RoleSpec:
    """A role of a class: what people call it, whether it identifies the fact, how many fillers it may have.

    `realis` is that of a claim that fills it, when the role itself says so (what is demanded has not happened). `usual`
    is the class of a filler of which nothing says what it is.
    """

    role: str
    name: str
    identity: bool = False
    min: int = 0
    max: int | None = None
    accepts: tuple[str, ...] = ()
    realis: str | None = None
    usual: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """A class of entities, events or states. `types` is its chain, general first, itself last.

    One word may state it `beside` an event of another class (a killing is an attack and a death). To say that one will
    do such a thing is an event of class `intended` (a pledge, a threat), that one will not, of class `refused`. `cues`
    are head nouns that name the class, `name_cues` those that do so in a proper name only ("the Liberal Front"),
    `belongings` what only such an actor has: the shareholders of a company; `also` are the classes that
    an entity of this class may be called.
    `content` is the realis of what is said in it.
    """

    name: str
    kind: str
    types: tuple[str, ...]
    label: str
    definition: str
    color: str = ""
    cues: tuple[str, ...] = ()
    name_cues: tuple[str, ...] = ()
    belongings: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    roles: tuple[RoleSpec, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    examples: tuple[str, ...] = ()
    window: int = 3
    symmetric: bool = False
    content: str | None = None
    negated_by: str | None = None
    intended: str | None = None
    beside: tuple[str, ...] = ()
    refused: str | None = None
    edge: str | None = None
    codes: tuple[tuple[str, str], ...] = ()
    abstract: bool = False

    @property
    def group(self) -> str:
        """The second step of the chain: the PLOVER group of an event."""
        return self.types[1] if len(self.types) > 1 else self.types[0]

    def role(self, name: str) -> RoleSpec | None:
        """The role called *name*, or None when the class has none."""
        return next((r for r in self.roles if r.role == name), None)

    @property
    def identity(self) -> tuple[str, ...]:
        """The roles that tell one fact of this class from another."""
        return tuple(r.role for r in self.roles if r.identity)


@dataclass(frozen=True)
class Ontology:
    """All classes by name, with the hash of the files they came from."""

    sha: str
    classes: Mapping[str, Class]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Class:
        return self.classes[name]

    def chain(self, name: str) -> tuple[str, ...]:
        """The class chain of *name*, general first; just the name when the ontology does not know it."""
        known = self.classes.get(name)
        return known.types if known else (name,)

    def of_kind(self, kind: str) -> tuple[Class, ...]:
        """The classes of *kind* (entity, event, state) in order of name."""
        return tuple(c for _, c in sorted(self.classes.items()) if c.kind == kind)

    def words(self, name: str) -> frozenset[str]:
        """The word list called *name* (hedges, speech verbs …)."""
        return frozenset(self.lists.get(name, ()))

    @cached_property
    def by_trigger(self) -> Mapping[tuple[str, str], tuple[tuple[Class, Trigger], ...]]:
        """(lemma, part of speech) → the classes it may state, those with most extra words first."""
        table: dict[tuple[str, str], list[tuple[Class, Trigger]]] = {}
        for one in self.of_kind("event") + self.of_kind("state"):
            for trigger in one.triggers:
                for head in spellings(trigger.head):
                    table.setdefault((head, trigger.pos), []).append((one, trigger))
        return {
            k: tuple(sorted(v, key=lambda ct: (-len(ct[1].extra), -len(ct[1].needs), ct[0].name)))
            for k, v in table.items()
        }

    @cached_property
    def by_name_cue(self) -> Mapping[str, str]:
        """Head word of a proper name (lower case) → the entity class it names."""
        return {cue: c.name for c in self.of_kind("entity") for cue in c.name_cues}

    @cached_property
    def by_belonging(self) -> Mapping[str, tuple[str, ...]]:
        """Word for what an actor has (lower case) → the entity classes that have such a thing."""
        found: dict[str, tuple[str, ...]] = {}
        for one in self.of_kind("entity"):
            for word in one.belongings:
                found[word] = (*found.get(word, ()), one.name)
        return found

    @cached_property
    def by_cue(self) -> Mapping[str, str]:
        """Head lemma (lower case) → the entity class it names."""
        return {cue: c.name for c in self.of_kind("entity") for cue in c.cues}
