"""Faults of an ontology that are seen only when all of it is read."""

from __future__ import annotations

from collections import defaultdict

from kg.model import REALIS
from kg.ontology.terms import Ontology, edge


def problems(ontology: Ontology) -> list[str]:
    """Every fault, one line each: term, what is wrong, what to do."""
    found: list[str] = []
    edges = {edge(s.name) for s in ontology.of_kind("state")}
    for one in ontology.classes.values():
        where = one.name
        if one.name in edges:
            found.append(f"{where}: is both a label and a relationship type; rename one")
        found += [
            f"{where}: accepts {a}, which is no class"
            for r in one.roles
            for a in r.accepts
            if a not in ontology.classes
        ]
        found += [
            f"{where}: realis {r.realis!r} is not one of {', '.join(REALIS)}"
            for r in one.roles
            if r.realis and r.realis not in REALIS
        ]
        linked = [
            n for n in (one.intended, one.refused, one.negated_by, *one.beside) if n and n not in ontology.classes
        ]
        found += [f"{where}: names {n}, which is no class" for n in linked]
        if one.kind == "event" and not one.abstract:
            if not one.roles:
                found.append(f"{where}: has no role; add m:role")
            elif not one.identity and any(t.head != "*" for t in one.triggers):
                found.append(f"{where}: has no identity role; mark one with m:identity true")
            if not one.examples:
                found.append(f"{where}: has no skos:example; add a sentence of your own")
            if not one.triggers:
                found.append(f"{where}: has no trigger; add m:verb or m:noun")
    return sorted(found)


def warnings(ontology: Ontology) -> list[str]:
    """Words that may state two classes without a filter to tell them apart."""
    bare: dict[tuple[str, str, tuple[str, ...]], list[str]] = defaultdict(list)
    for one in ontology.of_kind("event") + ontology.of_kind("state"):
        for trigger in one.triggers:
            if not trigger.needs:
                bare[trigger.head, trigger.pos, trigger.extra].append(one.name)
    cues: dict[str, list[str]] = defaultdict(list)
    for one in ontology.of_kind("entity"):
        for cue in one.cues:
            cues[cue].append(one.name)
    found = [
        f"the cue {c!r} names {' and '.join(names)}; keep one" for c, names in sorted(cues.items()) if len(names) > 1
    ]
    return found + [
        f"{' '.join((*extra, head))!r} ({pos}) states {' and '.join(names)}; add m:needs to one"
        for (head, pos, extra), names in sorted(bare.items())
        if len(names) > 1
    ]
