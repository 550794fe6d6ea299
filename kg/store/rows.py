"""Records to the property maps of nodes, and back."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from kg.jsonl import number
from kg.model import (
    Anchor,
    Arg,
    Claim,
    Decision,
    Document,
    Entity,
    Evidence,
    Fact,
    Key,
    Mention,
    Quantity,
    RoleEdge,
    Run,
    Span,
    TimeBounds,
)

Properties = dict[str, Any]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def document(evidence: Evidence) -> Properties:
    """The node of a document; `dup_cluster` is that of its exact text."""
    doc = evidence.document
    sha = hashlib.sha256(doc.text.encode()).hexdigest()
    return {
        "id": doc.id,
        "uri": doc.uri,
        "text": doc.text,
        "text_sha256": sha,
        "title": doc.title,
        "publisher": doc.publisher,
        "author": doc.author,
        "published": doc.published,
        "lang": doc.lang,
        "length": len(doc.text),
        "dup_cluster": sha[:20],
        "cites": list(doc.cites),
        "pages": list(doc.pages) if doc.pages is not None else None,
        "meta": _json(doc.meta),
        "done": evidence.done or None,
        "source": evidence.source,
    }


def to_document(p: Mapping[str, Any]) -> Document:
    """The document of a node."""
    pages = p.get("pages")
    return Document(
        id=p["id"],
        uri=p["uri"],
        text=p["text"],
        title=p.get("title"),
        publisher=p.get("publisher"),
        author=p.get("author"),
        published=p.get("published"),
        lang=p.get("lang"),
        cites=tuple(p.get("cites") or ()),
        pages=tuple(pages) if pages is not None else None,
        meta=json.loads(p.get("meta") or "{}"),
    )


def mention(one: Mention) -> Properties:
    """The node of a mention."""
    return {
        "id": one.id,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "form": one.form,
        "type": one.type,
        "types": list(one.types),
        "confidence": number(one.confidence),
        "leaf": one.leaf,
    }


def to_mention(p: Mapping[str, Any], *, doc: str, entity: str | None) -> Mention:
    """The mention of a node in document *doc* that refers to *entity*."""
    return Mention(
        id=p["id"],
        doc=doc,
        start=p["start"],
        end=p["end"],
        text=p["text"],
        form=p["form"],
        type=p["type"],
        types=tuple(p["types"]),
        confidence=float(p["confidence"]),
        leaf=p["leaf"],
        entity=entity,
    )


def claim(one: Claim) -> Properties:
    """The node of a claim; its arguments are edges."""
    time, trigger, content = one.time, one.trigger, one.content
    quantities = [
        {
            "value": number(q.value),
            "high": None if q.high is None else number(q.high),
            "unit": q.unit,
            "kind": q.kind,
            "currency": q.currency,
            "approx": q.approx,
            "of": q.of,
            "text": q.text,
            "span": [q.span.start, q.span.end],
        }
        for q in one.quantities
    ]
    return {
        "id": one.id,
        "type": one.type,
        "types": list(one.types),
        "start": one.start,
        "end": one.end,
        "quote": one.quote,
        "trigger_start": trigger.start if trigger else None,
        "trigger_end": trigger.end if trigger else None,
        "polarity": one.polarity,
        "certainty": one.certainty,
        "realis": one.realis,
        "evidential": one.evidential,
        "by": one.by,
        "via": one.via,
        "content_start": content.start if content else None,
        "content_end": content.end if content else None,
        "focus": one.focus,
        "time_start": time.start if time else None,
        "time_end": time.end if time else None,
        "time_granularity": time.granularity if time else None,
        "time_basis": time.basis if time else None,
        "time_text": time.text if time else None,
        "time_text_start": time.span.start if time and time.span else None,
        "time_text_end": time.span.end if time and time.span else None,
        "quantities": _json(quantities) if quantities else None,
        "confidence": number(one.confidence),
        "extractor": one.extractor,
        "rule": one.rule,
    }


def to_claim(p: Mapping[str, Any], *, doc: str, args: Iterable[Arg]) -> Claim:
    """The claim of a node in *doc* with its *args* in order."""
    time = None
    if p.get("time_granularity") is not None:
        time = TimeBounds(
            start=p.get("time_start"),
            end=p.get("time_end"),
            granularity=p["time_granularity"],
            basis=p["time_basis"],
            text=p.get("time_text"),
            span=_span(p, "time_text"),
        )
    quantities = tuple(
        Quantity(
            **{
                **q,
                "value": float(q["value"]),
                "high": None if q["high"] is None else float(q["high"]),
                "span": Span(*q["span"]),
            }
        )
        for q in json.loads(p.get("quantities") or "[]")
    )
    return Claim(
        id=p["id"],
        doc=doc,
        type=p["type"],
        types=tuple(p["types"]),
        start=p["start"],
        end=p["end"],
        quote=p["quote"],
        trigger=_span(p, "trigger"),
        args=tuple(args),
        polarity=p["polarity"],
        certainty=p["certainty"],
        realis=p["realis"],
        evidential=p["evidential"],
        by=p.get("by"),
        via=p.get("via"),
        content=_span(p, "content"),
        focus=p["focus"],
        time=time,
        quantities=quantities,
        confidence=float(p["confidence"]),
        extractor=p["extractor"],
        rule=p["rule"],
    )


def _span(p: Mapping[str, Any], name: str) -> Span | None:
    start, end = p.get(f"{name}_start"), p.get(f"{name}_end")
    return None if start is None or end is None else Span(start, end)


def entity(one: Entity) -> Properties:
    """The node of an entity; its leaves are edges of its mentions."""
    return {
        "id": one.id,
        "name": one.name,
        "type": one.type,
        "types": list(one.types),
        "names": list(one.names),
        "wikidata": one.wikidata,
        "n_mentions": one.n_mentions,
        "n_docs": one.n_docs,
        "curated": one.curated,
    }


def to_entity(p: Mapping[str, Any], *, leaves: Iterable[str]) -> Entity:
    """The entity of a node with its *leaves*."""
    return Entity(
        id=p["id"],
        name=p["name"],
        type=p["type"],
        types=tuple(p["types"]),
        names=tuple(p["names"]),
        leaves=tuple(sorted(leaves)),
        wikidata=p.get("wikidata"),
        n_mentions=p["n_mentions"],
        n_docs=p["n_docs"],
        curated=p["curated"],
    )


_FACT = (
    "id",
    "block",
    "type",
    "label",
    "date",
    "time_start",
    "time_end",
    "time_granularity",
    "time_basis",
    "status",
    "n_claims",
    "n_pos",
    "n_neg",
    "n_docs",
    "n_sources",
    "quantity_unit",
    "quantity_approx",
)


def fact(one: Fact) -> Properties:
    """The node of a fact; its claims and roles are edges."""
    quantity = None if one.quantity is None else number(one.quantity)
    return {
        **{name: getattr(one, name) for name in _FACT},
        "types": list(one.types),
        "belief": number(one.belief),
        "quantity": quantity,
        "quantities": list(one.quantities),
    }


def to_fact(p: Mapping[str, Any], *, claims: Iterable[str], roles: Iterable[RoleEdge]) -> Fact:
    """The fact of a node with its *claims* and *roles*."""
    quantity = p.get("quantity")
    plain: dict[str, Any] = {name: p.get(name) for name in _FACT}
    return Fact(
        **plain,
        types=tuple(p["types"]),
        belief=float(p["belief"]),
        quantity=None if quantity is None else float(quantity),
        quantities=tuple(p.get("quantities") or ()),
        claims=tuple(sorted(claims)),
        roles=tuple(sorted(roles, key=lambda r: (r.role, r.to))),
    )


def key(one: Key) -> Properties:
    """The node of a key."""
    return {"id": one.id, "text": one.text, "entities": list(one.entities) or None}


def to_key(p: Mapping[str, Any]) -> Key:
    """The key of a node."""
    return Key(id=p["id"], text=p.get("text"), entities=tuple(p.get("entities") or ()))


def decision(one: Decision) -> Properties:
    """The node of a decision."""
    return {
        "id": one.id,
        "action": one.action,
        "on": list(one.on),
        "by": one.by,
        "at": one.at,
        "note": one.note,
        "value": one.value,
        "superseded": one.superseded,
        "anchors": _json([dataclasses.asdict(a) for a in one.anchors]) if one.anchors else None,
    }


def to_decision(p: Mapping[str, Any]) -> Decision:
    """The decision of a node."""
    return Decision(
        id=p["id"],
        action=p["action"],
        on=tuple(p["on"]),
        by=p["by"],
        at=p["at"],
        note=p["note"],
        value=p["value"],
        superseded=p["superseded"],
        anchors=tuple(Anchor(**{**a, "args": tuple(a["args"])}) for a in json.loads(p.get("anchors") or "[]")),
    )


def run(one: Run) -> Properties:
    """The node of a run."""
    return {
        "id": one.id,
        "extractor": one.extractor,
        "version": one.version,
        "ontology_sha": one.ontology,
        "started": one.started,
        "finished": one.finished,
        "counts": _json(one.counts),
    }
