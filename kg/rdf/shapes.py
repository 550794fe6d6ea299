"""SHACL shapes made from the ontology, and what a graph has against them.

The world is checked on its own, each document on its own. What sources dispute is information: disputes are what the
graph is for. A filler of a class that its role does not expect is a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import IntegrityError
from kg.model import CERTAINTIES, EVIDENTIALS, FORMS, POLARITIES, REALIS, ROLES, STATUSES
from kg.ontology import Class, Ontology
from kg.rdf.graphs import Graph
from kg.rdf.terms import PREFIXES, local
from kg.rdf.writer import nquads

if TYPE_CHECKING:
    from rdflib import Graph as Triples

SEVERITIES = ("violation", "warning", "info")
_SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something a shape has against a record: how bad (a place in `SEVERITIES`), which record, what."""

    severity: int
    id: str
    message: str


def shapes(ontology: Ontology) -> str:
    """The shapes of *ontology* in Turtle: those of evidence, then those of the world."""
    return "\n".join([*_prefixes(), *_evidence(ontology), *_world(ontology)]) + "\n"


def _prefixes() -> list[str]:
    return [f"@prefix {name}: <{iri}> ." for name, iri in sorted({**PREFIXES, "sh": _SH}.items())]


def _evidence(ontology: Ontology) -> list[str]:
    source = _one("prov:hadPrimarySource", "is not of one document", "sh:class o:Document")
    anything = "sh:or ([sh:class o:Mention] [sh:class o:Claim])"
    return [
        _shape("Document", [_one("o:text", "has not one text"), _one("o:uri", "has not one address")]),
        _shape("Mention", [
            *_span(), source, _one("oa:exact", "has not its words once"),
            _one("o:leaf", "is not in one cluster of its document"), _among("o:form", FORMS), _share("o:confidence"),
        ]),
        _shape("Claim", [
            *_span(), source, _one("oa:exact", "has not one quote", "sh:minLength 1"),
            _among("o:polarity", POLARITIES), _among("o:certainty", CERTAINTIES), _among("o:realis", REALIS),
            _among("o:evidential", EVIDENTIALS), _share("o:confidence"), _known(_facts(ontology)),
            _rule("prov:wasAttributedTo", "is said by what is no mention of its document", "sh:class o:Mention"),
            _rule("o:via", "is said through what is no claim of its document", "sh:class o:Claim"),
            *(_rule(f"o:{r}", f"has as {r} what its document does not hold", anything) for r in ROLES),
        ]),
    ]  # fmt: skip


def _world(ontology: Ontology) -> list[str]:
    entities, facts = [c.name for c in ontology.of_kind("entity")], _facts(ontology)
    general = {name for c in ontology.classes.values() for name in c.types[:-1]}  # their subclasses know other parts
    special = [ontology[name] for name in facts if name not in general and ontology[name].roles]
    order = "sh:lessThanOrEquals sem:hasLatestEndTimeStamp"
    return [
        _shape("Entity", [
            _one("skos:prefLabel", "has not one name", "sh:minLength 1"), _known(entities),
            _classes(["Entity", *entities]),
        ]),
        _shape("Fact", [
            _one("rdfs:label", "has not one label"), _among("o:status", STATUSES), _share("o:belief"), _known(facts),
            _classes(["Fact", "Event", "State", *facts]),
            _rule("prov:wasDerivedFrom", "rests on no claim", "sh:minCount 1"),
            _rule("sem:hasEarliestBeginTimeStamp", "ends before it begins", order),
            _rule("o:status", "is disputed", 'sh:not [sh:hasValue "disputed"]', "Info"),
            _rule("o:quantities", "has more than one number", "sh:maxCount 1", "Info"),
        ]),
        *(_class(c, ontology) for c in special),
    ]  # fmt: skip


def _facts(ontology: Ontology) -> list[str]:
    return [c.name for c in (*ontology.of_kind("event"), *ontology.of_kind("state"))]


def _shape(kind: str, properties: Iterable[str]) -> str:
    body = " ;\n".join(f"  sh:property {p}" for p in properties)
    return f"o:{kind}Shape a sh:NodeShape ; sh:targetClass o:{kind} ;\n{body} ."


def _rule(path: str, message: str, rule: str, severity: str = "Violation") -> str:
    return f'[ sh:path {path} ; {rule} ; sh:severity sh:{severity} ; sh:message "{message}" ]'


def _one(path: str, message: str, rule: str = "") -> str:
    return _rule(path, message, "sh:minCount 1 ; sh:maxCount 1" + (f" ; {rule}" if rule else ""))


def _span() -> list[str]:
    whole = "sh:datatype xsd:integer ; sh:minInclusive 0"
    return [
        _one("oa:start", "has no start in the text", f"{whole} ; sh:lessThanOrEquals oa:end"),
        _one("oa:end", "has no end in the text", whole),
    ]


def _among(path: str, values: Iterable[str]) -> str:
    listed = " ".join(f'"{v}"' for v in values)
    return _one(path, f"has a {path.partition(':')[2]} that is none", f"sh:in ({listed})")


def _share(path: str) -> str:
    text = f"has a {path.partition(':')[2]} that is not between 0 and 1"
    return _one(path, text, "sh:minInclusive 0 ; sh:maxInclusive 1")


def _known(classes: list[str]) -> str:
    names = " ".join(f'"{c}"' for c in classes)
    return _one("o:type", "has a type that is no class of the ontology", f"sh:in ({names})")


def _classes(names: list[str]) -> str:
    listed = " ".join(f"o:{n}" for n in names)
    return _rule("rdf:type", "is of a class that is not in the ontology", f"sh:in ({listed})")


def _class(one: Class, ontology: Ontology) -> str:
    """The shape of the facts of a class: its roles and who may fill them."""
    roles = {r.role: r for r in one.roles}
    properties = []
    for name in ROLES:
        role = roles.get(name)
        if role is None:
            properties.append(_rule(f"o:{name}", f"{one.label} knows no part {name}", "sh:maxCount 0"))
            continue
        if role.max is not None:
            text = f"{one.label}: more than {role.max} of the part: {role.name}"
            properties.append(_rule(f"o:{name}", text, f"sh:maxCount {role.max}", "Info"))
        known = [a for a in role.accepts if a in ontology.classes]
        if known:
            either = " ".join(f"[sh:class o:{a}]" for a in (*known, "Fact"))
            text = f"{one.label}: the {role.name} is no {' or '.join(known)}"
            properties.append(_rule(f"o:{name}", text, f"sh:or ({either})", "Warning"))
    body = " ;\n".join(f"  sh:property {p}" for p in properties)
    return f"o:{one.name}Shape a sh:NodeShape ; sh:targetClass o:{one.name} ;\n{body} ."


def validate(graphs: Iterable[Graph], ontology: Ontology) -> Iterator[Finding]:
    """What the shapes of *ontology* have against *graphs*: each document's as it comes, the world's at the end."""
    from rdflib import Graph as Triples

    of_evidence, of_world = (
        Triples().parse(data="\n".join([*_prefixes(), *found]), format="turtle")
        for found in (_evidence(ontology), _world(ontology))
    )
    world: list[Graph] = []
    for graph in graphs:
        kind = graph.name.rpartition("/g/")[2]
        if kind == "world":
            world.append(graph)
        elif kind not in {"decisions", "ontology"}:
            yield from _findings([graph], of_evidence)
    yield from _findings(world, of_world)


def _findings(found: list[Graph], rules: Triples) -> list[Finding]:
    """What *rules* have against *found*, sorted."""
    from pyshacl import validate as check
    from rdflib import RDF, Namespace
    from rdflib import Graph as Triples

    sh = Namespace(_SH)
    lines = (line.rpartition(" <")[0] + " ." for line in nquads(found))
    data = Triples().parse(data="\n".join(lines), format="nt")
    _, report, _ = check(data, shacl_graph=rules, inference="none")
    if not isinstance(report, Triples):
        raise IntegrityError(f"the shapes cannot be used: {report!s:.300}")
    made = set()
    for result in report.subjects(RDF.type, sh.ValidationResult):
        severity = str(report.value(result, sh.resultSeverity)).rpartition("#")[2].lower()
        subject, message = str(report.value(result, sh.focusNode)), str(report.value(result, sh.resultMessage))
        made.add(Finding(SEVERITIES.index(severity), local(subject), message))
    return sorted(made)
