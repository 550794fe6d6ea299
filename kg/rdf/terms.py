"""What stands for what: records as triples. The one table that the writers, the reader and the shapes share.

A record is the subject of one triple for each of its fields. Lists of text and numbers are a triple for each value,
and a JSON literal besides when their order is not the sorted one. Lists of maps are JSON literals.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from kg.flat import fields, flat, many, optional
from kg.model import Claim, Fact, Mention, Record

PREFIX = "https://w3id.org/dramatis/"
PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "o": "https://w3id.org/dramatis/o#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
IRI = "@id"  # the datatype of what is no literal
_COMMON = {
    ("Document", "title"): "dcterms:title", ("Document", "publisher"): "dcterms:publisher",
    ("Document", "author"): "dcterms:creator", ("Document", "published"): "dcterms:issued",
    ("Document", "lang"): "dcterms:language",
    ("Mention", "start"): "oa:start", ("Mention", "end"): "oa:end", ("Mention", "text"): "oa:exact",
    ("Mention", "doc"): "prov:hadPrimarySource", ("Mention", "entity"): "o:refersTo",
    ("Claim", "start"): "oa:start", ("Claim", "end"): "oa:end", ("Claim", "quote"): "oa:exact",
    ("Claim", "doc"): "prov:hadPrimarySource", ("Claim", "by"): "prov:wasAttributedTo",
    ("Entity", "name"): "skos:prefLabel", ("Entity", "names"): "skos:altLabel",
    ("Fact", "label"): "rdfs:label", ("Fact", "claims"): "prov:wasDerivedFrom",
    ("Fact", "time_start"): "sem:hasEarliestBeginTimeStamp", ("Fact", "time_end"): "sem:hasLatestEndTimeStamp",
    ("Claim", "time_start"): "sem:hasEarliestBeginTimeStamp", ("Claim", "time_end"): "sem:hasLatestEndTimeStamp",
}  # fmt: skip
_LINKS = {"doc", "entity", "via", "leaf", "leaves", "claims", "cites", "on"}
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Term(NamedTuple):
    """An object: its text and its datatype, which is `IRI` for what is no literal and empty for text."""

    text: str
    kind: str = ""


Triple = tuple[str, str, Term]


def full(name: str) -> str:
    """The IRI of a name with a prefix: `oa:start`."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def instance(made: str, prefix: str) -> str:
    """The IRI of the record with the id *made*."""
    return f"{prefix}id/{quote(made, safe='')}"


def local(iri: str) -> str:
    """The id of the record with *iri*, whatever its prefix."""
    return unquote(iri.rpartition("/id/")[2])


def predicate(record: str, field: str) -> str:
    """The IRI of the property that holds *field* of *record* (the name of its class)."""
    head, *rest = field.split("_")
    own = f"o:{head}{''.join(part.title() for part in rest)}"
    return full(_COMMON.get((record, field), own))


def in_order(iri: str) -> str:
    """The IRI of the JSON literal that holds the values of the property *iri* in their order."""
    return f"{PREFIXES['o']}{re.split('[#/]', iri)[-1]}InOrder"


def is_link(record: str, field: str) -> bool:
    """Whether *field* of *record* holds ids of other records."""
    return field in _LINKS or (record, field) == ("Claim", "by")


def triples(record: Record, prefix: str = PREFIX) -> Iterator[Triple]:
    """*record* as triples, in no order; a mention's entity is left to the world."""
    kind = type(record).__name__
    found = flat(record)
    subject = instance(found.pop("id"), prefix)
    yield subject, full("rdf:type"), Term(full(f"o:{kind}"), IRI)
    for one in dict.fromkeys(found.get("types", ())):
        yield subject, full("rdf:type"), Term(PREFIXES["o"] + quote(one, safe=""), IRI)
    for role, filler in _roles(record):
        yield subject, PREFIXES["o"] + quote(role, safe=""), Term(instance(filler, prefix), IRI)
    if isinstance(record, Mention):
        found.pop("entity", None)
    if isinstance(record, Claim):
        found.pop("args")
    for name, value in found.items():
        iri = predicate(kind, name)
        yield from ((subject, one, term) for one, term in _field(kind, name, iri, value, prefix))


def _field(kind: str, name: str, iri: str, value: Any, prefix: str) -> Iterator[tuple[str, Term]]:  # noqa: ANN401
    """The property and value, or the properties and values, that a field of a record becomes."""
    hint = fields(kind).get(name)
    if hint is not None and many(hint):
        if name != "types":
            yield from ((iri, _term(v, kind, name, prefix)) for v in dict.fromkeys(value))
        if name == "types" or value != sorted(set(value)) or (not value and optional(hint)):
            yield in_order(iri), _json(value)
    elif isinstance(value, (list, Mapping)):
        if value:
            yield iri, _json(value)
    else:
        yield iri, _term(value, kind, name, prefix)


def refers(mention: Mention, prefix: str = PREFIX) -> Triple | None:
    """The triple of the world that says what *mention* refers to."""
    if mention.entity is None:
        return None
    there = Term(instance(mention.entity, prefix), IRI)
    return instance(mention.id, prefix), predicate("Mention", "entity"), there


def _roles(record: Record) -> Iterator[tuple[str, str]]:
    if isinstance(record, Claim):
        yield from ((a.role, a.filler) for a in record.args)
    if isinstance(record, Fact):
        yield from ((r.role, r.to) for r in record.roles)


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _json(value: object) -> Term:
    return Term(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")), full("rdf:JSON"))


def _term(value: object, record: str, field: str, prefix: str) -> Term:
    if isinstance(value, bool):
        return Term(str(value).lower(), full("xsd:boolean"))
    if isinstance(value, (int, float)):
        whole = isinstance(value, int) and fields(record).get(field) is not float
        return Term(repr(value), full("xsd:integer" if whole else "xsd:double"))
    text = str(value)
    if is_link(record, field):
        return Term(instance(text, prefix), IRI)
    if field in {"published", "date", "time_start", "time_end"} and _is_date(text):
        return Term(text, full("xsd:date"))
    return Term(text)
