"""Turtle to dataclasses; every fault is collected with its file, term and fix before any is raised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from kg.errors import OntologyError
from kg.ontology.terms import SPECIAL_NEEDS, Class, Need, Ontology, Pattern, RoleSpec, Trigger, camel, edge

if TYPE_CHECKING:
    from rdflib.term import Node

K = Namespace("https://w3id.org/dramatis/o#")
M = Namespace("https://w3id.org/dramatis/meta#")
KINDS = {M.ActorClass: "entity", M.EntityClass: "entity", M.EventClass: "event", M.StateClass: "state"}
_POS = {M.verb: "VERB", M.noun: "NOUN", M.adjective: "ADJ"}
_DEFAULTS = {"VERB": M.verbArg, "NOUN": M.nounArg, "ADJ": M.verbArg}
_CODES = {M.cameo: "cameo", M.plover: "plover", M.wikidata: "wikidata"}


def read(files: Iterable[Path], *, sha: str) -> Ontology:
    """The ontology that *files* add up to; later files may add to classes of earlier ones.

    Raises:
        OntologyError: one line for each fault found.
    """
    graph, problems = Graph(), []
    for file in files:
        try:
            graph.parse(file, format="turtle")
        except Exception as error:  # noqa: BLE001 - rdflib raises many kinds; each is a fault of the file
            problems.append(f"{file.name}: not Turtle: {' '.join(str(error).split())[:200]}")
    if problems:
        raise OntologyError(problems)
    reading = _Reading(graph)
    classes = {c.name: c for c in reading.classes()}
    if reading.problems:
        raise OntologyError(sorted(set(reading.problems)))
    lists = {
        _local(s): tuple(sorted(map(str, graph.objects(s, M.word))))
        for s in sorted(set(graph.subjects(RDF.type, M.WordList)), key=str)
    }
    return Ontology(sha, dict(sorted(classes.items())), lists)


def _local(term: Node) -> str:
    return re.split(r"[#/]", str(term))[-1]


def _doer_first(patterns: list[Pattern]) -> list[Pattern]:
    """*patterns* with those of the doer before all others, where the subject is the doer.

    In "X sold its unit" the possessive is X too; whoever is found first has X to itself.
    """
    subject = next((p.role for p in patterns if "nsubj" in p.deps), "")
    return sorted(patterns, key=lambda p: p.role != subject) if subject in {"agent", "subject"} else patterns


class _Reading:
    """One pass over a graph, with the faults found on the way."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.problems: list[str] = []
        self.kinds = {s: k for t, k in KINDS.items() for s in graph.subjects(RDF.type, t)}
        self.known = {_local(s) for s in self.kinds}
        self.roles = {_local(s) for s in graph.subjects(RDF.type, M.Role)}
        self.role_realis = {
            _local(s): str(o) for s, o in graph.subject_objects(M.realis) if (s, RDF.type, M.Role) in graph
        }

    def classes(self) -> Iterator[Class]:
        for term in sorted(self.kinds, key=str):
            if (term, M.disabled, Literal(True)) not in self.graph:  # noqa: FBT003 - RDF literal
                yield self.one(term)

    def one(self, term: Node) -> Class:
        kind = self.kinds[term]
        name = camel(_local(term)) if kind == "state" else _local(term)
        ancestors = self.ancestors(term, name)
        roles = tuple(self.role(node, name) for node in sorted(self.graph.objects(term, M.role), key=self._role_key))
        if kind == "state":
            roles = self.state_roles(term)
        if not roles:
            roles = next(
                (
                    r
                    for a in ancestors
                    if (
                        r := tuple(
                            self.role(n, name) for n in sorted(self.graph.objects(a, M.role), key=self._role_key)
                        )
                    )
                ),
                (),
            )
        if kind == "event" and not any(r.role == "place" for r in roles):
            everywhere = (
                n for a in ancestors for n in self.graph.objects(a, M.role) if self._role_key(n).endswith("place")
            )
            roles = (*roles, *(self.role(n, name) for n in everywhere))
        triggers = tuple(self.triggers(term, name, {r.role for r in roles}, [term, *ancestors]))
        types = tuple(["State", name] if kind == "state" else [*(_local(a) for a in reversed(ancestors)), name])
        label = str(self.graph.value(term, RDFS.label) or "")
        definition = str(self.graph.value(term, SKOS.definition) or "")
        for missing in (w for w, v in (("rdfs:label", label), ("skos:definition", definition)) if not v):
            self.fault(name, f"has no {missing}; add one")
        also = tuple(sorted(map(_local, self.graph.objects(term, M.also))))
        self.known_classes(also, name, "m:also")
        return Class(
            name=name, kind=kind, types=types, label=label, definition=definition,
            color=next((str(c) for t in [term, *ancestors] if (c := self.graph.value(t, M.color))), ""),
            cues=tuple(sorted(map(str, self.graph.objects(term, M.cue)))),
            name_cues=tuple(sorted(map(str, self.graph.objects(term, M.nameCue)))),
            also=also,
            belongings=tuple(sorted(map(str, self.graph.objects(term, M.has)))),
            roles=roles, triggers=triggers,
            examples=tuple(sorted(map(str, self.graph.objects(term, SKOS.example)))),
            window=self.number(term, M.window, ancestors, 3),
            symmetric=(term, M.symmetric, Literal(True)) in self.graph,  # noqa: FBT003 - RDF literal
            content=next((str(c) for t in [term, *ancestors] if (c := self.graph.value(t, M.content))), None),
            negated_by=_local(n) if (n := self.graph.value(term, M.negatedBy)) else None,
            beside=tuple(sorted(map(_local, self.graph.objects(term, M.beside)))),
            intended=self.linked(term, M.intended, ancestors),
            refused=self.linked(term, M.refused, ancestors),
            edge=edge(name) if kind == "state" else None,
            codes=tuple(sorted((w, str(o)) for p, w in _CODES.items() for o in self.graph.objects(term, p))),
            abstract=(term, M.abstract, Literal(True)) in self.graph,  # noqa: FBT003 - RDF literal
        )  # fmt: skip

    def ancestors(self, term: Node, name: str) -> list[Node]:
        found: list[Node] = []
        current: Node = term
        while parent := min(self.graph.objects(current, RDFS.subClassOf), key=str, default=None):
            if parent in found or parent == term:
                self.fault(name, "is its own ancestor; break the circle of rdfs:subClassOf")
                break
            if parent not in self.kinds:
                self.fault(name, f"has the parent {_local(parent)}, which is no class; declare it or mend the name")
                break
            found.append(parent)
            current = parent
        return found

    def linked(self, term: Node, predicate: URIRef, ancestors: list[Node]) -> str | None:
        """The name of the class that *term*, or the nearest ancestor, names by *predicate*."""
        return next((_local(v) for t in [term, *ancestors] if (v := self.graph.value(t, predicate)) is not None), None)

    def number(self, term: Node, predicate: URIRef, ancestors: list[Node], default: int) -> int:
        return next(
            (int(str(v)) for t in [term, *ancestors] if (v := self.graph.value(t, predicate)) is not None), default
        )

    def _role_key(self, node: Node) -> str:
        return str(self.graph.value(node, M.fills))

    def role(self, node: Node, name: str) -> RoleSpec:
        role = _local(self.graph.value(node, M.fills) or Literal("?"))
        if role not in self.roles:
            self.fault(name, f"m:fills {role!r} is no role; roles: {', '.join(sorted(self.roles))}")
        top = self.graph.value(node, M.max)
        return RoleSpec(
            role=role,
            name=str(self.graph.value(node, M.name) or role),
            identity=(node, M.identity, Literal(True)) in self.graph,  # noqa: FBT003 - RDF literal
            min=int(str(self.graph.value(node, M.min) or 0)),
            max=int(str(top)) if top is not None else None,
            accepts=tuple(sorted(map(_local, self.graph.objects(node, M.accepts)))),
            realis=str(self.graph.value(node, M.realis) or self.role_realis.get(role) or "") or None,
            usual=self.usual(node, M.usual, name),
        )

    def usual(self, node: Node, predicate: URIRef, name: str) -> str | None:
        """The class that *node* says by *predicate* its fillers usually are of."""
        found = tuple(map(_local, self.graph.objects(node, predicate)))
        self.known_classes(found, name, _local(predicate))
        return min(found, default=None)

    def state_roles(self, term: Node) -> tuple[RoleSpec, ...]:
        """Subject and object; the object identifies too unless there can be but one."""
        top = self.graph.value(term, M.max)
        accepts = {p: tuple(sorted(map(_local, self.graph.objects(term, p)))) for p in (M.subject, M.object)}
        limit = int(str(top)) if top is not None else None
        usual = [self.usual(term, p, _local(term)) for p in (M.usualSubject, M.usualObject)]
        return (
            RoleSpec("subject", "subject", identity=True, min=1, accepts=accepts[M.subject], usual=usual[0]),
            RoleSpec(
                "object", "object", identity=limit != 1, min=1, max=limit, accepts=accepts[M.object], usual=usual[1]
            ),
        )

    def triggers(self, term: Node, name: str, roles: set[str], chain: list[Node]) -> Iterator[Trigger]:
        shared = [p for t in chain for p in self.words(t, M.arg)]
        blocks: list[Node] = [term, *sorted(self.graph.objects(term, M.trigger), key=self._trigger_key)]
        for block in blocks:
            own = self.words(block, M.arg) if block is not term else []
            for predicate, pos in _POS.items():
                if not (phrases := self.phrases(block, predicate)):
                    continue
                defaults = [p for t in chain for p in self.words(t, _DEFAULTS[pos])]
                patterns = self.patterns([*own, *shared], name, roles, strict=True)
                patterns += self.patterns(defaults, name, roles, strict=False)
                args = tuple(dict.fromkeys(_doer_first(patterns) if pos == "VERB" else patterns))
                needs = tuple(self.needs(block, name, roles))
                light = tuple(sorted(map(str, self.graph.objects(block, M.light))))
                for phrase in phrases:
                    words = phrase.split()
                    first = 2 if words[1:2] == ["-"] else 0  # "re - elect"
                    others = words[:first] + words[first + 1 :]
                    head, extra = (words[-1], words[:-1]) if pos == "NOUN" else (words[first], others)
                    yield Trigger(head, tuple(extra), pos, light, args, needs)

    def phrases(self, block: Node, predicate: URIRef) -> list[str]:
        """The words of *block*, sorted; one of the word list NAME stands where "$NAME" is written."""
        found: set[str] = set()
        for phrase in map(str, self.graph.objects(block, predicate)):
            before, _, name = phrase.partition("$")
            if not name:
                found.add(phrase)
                continue
            listed = sorted(map(str, self.graph.objects(K[name], M.word)))
            if not listed:
                self.fault(phrase, f"${name} names no word list; declare k:{name} with m:word")
            found.update(f"{before}{word}" for word in listed)
        return sorted(found)

    def words(self, term: Node, predicate: URIRef) -> list[str]:
        """The patterns of *term*: RDF knows no order of values, so those whose order matters share one literal."""
        return [word for text in sorted(map(str, self.graph.objects(term, predicate))) for word in text.split()]

    def _trigger_key(self, node: Node) -> str:
        return "|".join(sorted(f"{p}{o}" for p, o in self.graph.predicate_objects(node)))

    def needs(self, block: Node, name: str, roles: set[str]) -> Iterator[Need]:
        for text in sorted(map(str, self.graph.objects(block, M.needs))):
            need = Need.parse(text)
            if need.role not in roles | SPECIAL_NEEDS:
                self.fault(name, f"m:needs {text!r} names no role of {name}")
            self.known_classes(need.classes, name, text)
            yield need

    def patterns(self, texts: list[str], name: str, roles: set[str], *, strict: bool) -> list[Pattern]:
        found = []
        for text in texts:
            try:
                pattern = Pattern.parse(text)
            except ValueError as error:
                self.fault(name, str(error))
                continue
            if pattern.role in roles or pattern.role == "_":
                found.append(pattern)
                self.known_classes(pattern.accepts, name, text)
            elif strict:
                self.fault(name, f"pattern {text!r} fills no role of {name}; its roles: {', '.join(sorted(roles))}")
        return found

    def known_classes(self, names: Iterable[str], name: str, text: str) -> None:
        for one in names:
            if one not in self.known:
                self.fault(name, f"{text!r} names {one}, which is no class")

    def fault(self, term: str, problem: str) -> None:
        self.problems.append(f"{term}: {problem}")
