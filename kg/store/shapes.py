"""The properties a node must have to be read as a record, and what one lacks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from kg.world.sources import packed, sketch

_WHOLE, _NUMBER = (int,), (int, float)
_TEXT, _LIST, _YES_NO = (str,), (list,), (bool,)

SHAPES: Mapping[str, Mapping[str, tuple[type, ...]]] = {
    "Document": {"uri": _TEXT, "text": _TEXT, "text_sha256": _TEXT, "length": _WHOLE, "cites": _LIST, "meta": _TEXT},
    "Mention": {
        "start": _WHOLE, "end": _WHOLE, "text": _TEXT, "form": _TEXT, "type": _TEXT, "types": _LIST,
        "confidence": _NUMBER, "leaf": _TEXT,
    },
    "Claim": {
        "type": _TEXT, "types": _LIST, "start": _WHOLE, "end": _WHOLE, "quote": _TEXT, "polarity": _TEXT,
        "certainty": _TEXT, "realis": _TEXT, "evidential": _TEXT, "focus": _TEXT, "confidence": _NUMBER,
        "extractor": _TEXT, "rule": _TEXT,
    },
    "Entity": {
        "name": _TEXT, "type": _TEXT, "types": _LIST, "names": _LIST, "n_mentions": _WHOLE, "n_docs": _WHOLE,
        "curated": _YES_NO,
    },
    "Fact": {
        "block": _TEXT, "type": _TEXT, "types": _LIST, "label": _TEXT, "status": _TEXT, "n_claims": _WHOLE,
        "n_pos": _WHOLE, "n_neg": _WHOLE, "n_docs": _WHOLE, "n_sources": _WHOLE, "belief": _NUMBER,
    },
    "Decision": {
        "action": _TEXT, "on": _LIST, "by": _TEXT, "at": _TEXT, "note": _TEXT, "value": _TEXT, "superseded": _YES_NO,
    },
}  # fmt: skip
_PAIRED = ("trigger", "content", "time_text")
_JSON = {"Document": ("meta",), "Claim": ("quantities",), "Decision": ("anchors",)}


def misshapen(label: str, p: Mapping[str, Any]) -> Iterator[str]:
    """What keeps the node of *label* with properties *p* from being read as it was written, in words."""
    for name, kinds in SHAPES[label].items():
        value = p.get(name)
        if not isinstance(value, kinds) or (isinstance(value, bool) and kinds is not _YES_NO):
            yield f"its {name} is {value!r:.40}" if name in p else f"it has no {name}"
        elif isinstance(value, list) and not all(isinstance(v, str) for v in value):
            yield f"its {name} holds other things than text"
    if label == "Claim":
        for name in _PAIRED:
            ends = [p.get(f"{name}_start"), p.get(f"{name}_end")]
            if ends != [None, None] and not all(type(e) is int for e in ends):
                yield f"its {name} reaches from {ends[0]!r:.20} to {ends[1]!r:.20}"
    for name in _JSON.get(label, ()):
        try:
            json.loads(p.get(name) or "[]")
        except (TypeError, ValueError):
            yield f"its {name} is no JSON: {p.get(name)!r:.40}"


def stale_text(p: Mapping[str, Any]) -> Iterator[str]:
    """What a document's node with properties *p* says of its text that is not so."""
    text = str(p.get("text"))
    sha = hashlib.sha256(text.encode()).hexdigest()
    if p.get("text_sha256") != sha:
        yield "its text is not the one its text_sha256 was made of"
    if p.get("length") != len(text):
        yield f"its length says {p.get('length')!r:.20}, its text has {len(text)} characters"
    if p.get("dup_cluster") != sha[:20]:
        yield "its dup_cluster is not that of its text"


def is_stale(p: Mapping[str, Any]) -> bool:
    """Whether the sketch on a document's node with properties *p*, if there is one, is not that of its text."""
    return p.get("sketch") is not None and p["sketch"] != packed(sketch(str(p.get("text"))))
