"""Faults in evidence and in the properties of nodes, found without a store."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bench import generated
from kg.model import Arg, Quantity, Span
from kg.pipeline.soundness import evidence_faults
from kg.store import rows
from kg.store.shapes import SHAPES, misshapen, stale_text

SOUND = generated.evidence(7)
DOC, MENTIONS, CLAIMS = SOUND.document, SOUND.mentions, SOUND.claims


def kinds(
    *, mention: dict[str, Any] | None = None, claim: dict[str, Any] | None = None, **document: object
) -> set[str]:
    """The kinds of fault when the first mention, the first claim or the document is changed."""
    mentions = [replace(MENTIONS[0], **(mention or {})), *MENTIONS[1:]]
    claims = [replace(CLAIMS[0], **(claim or {})), *CLAIMS[1:]]
    return {f.kind for f in evidence_faults(replace(DOC, **document), mentions, claims)}  # type: ignore[arg-type]  # any field


def test_what_was_read_as_it_should_be_has_no_fault() -> None:
    for number in range(20):
        one = generated.evidence(number)
        assert list(evidence_faults(one.document, one.mentions, one.claims)) == []


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"quote": "x"}, "quote"),
        ({"start": -1}, "quote"),
        ({"end": 10**6}, "quote"),
        ({"trigger": Span(0, 10**6)}, "trigger"),
        ({"content": Span(5, 10**6)}, "content"),
        ({"content": Span(5, 5)}, "content"),
        ({"quantities": (Quantity(value=1, text="one", span=Span(0, 3)),)}, "number"),
        ({"polarity": "neg"}, "id"),
        ({"polarity": "maybe"}, "word"),
        ({"realis": "dreamt"}, "word"),
        ({"evidential": "gossip"}, "word"),
        ({"type": "Ban"}, "types"),
        ({"by": "m_0"}, "speaker"),
        ({"via": "c_0"}, "via"),
        ({"args": (Arg(role="agent", mention="m_0"),)}, "role"),
        ({"args": (Arg(role="agent", claim="c_0"),)}, "role"),
        ({"args": (Arg(role="villain", mention=MENTIONS[0].id),)}, "role"),
    ],
)
def test_a_spoilt_claim_is_found(changed: dict[str, Any], kind: str) -> None:
    assert kind in kinds(claim=changed)


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"text": "x"}, "mention"),
        ({"end": 10**6}, "mention"),
        ({"start": 1}, "id"),
        ({"form": "guess"}, "word"),
        ({"types": ()}, "types"),
        ({"leaf": "l_0"}, "leaf"),
    ],
)
def test_a_spoilt_mention_is_found(changed: dict[str, Any], kind: str) -> None:
    assert kind in kinds(mention=changed)


def test_a_document_of_another_text_address_or_citation_is_found() -> None:
    assert "document" in kinds(text=f"{DOC.text} ")
    assert "document" in kinds(uri="elsewhere")
    assert kinds(cites=("m_0",)) == {"cites"}


def test_what_stands_twice_is_found() -> None:
    assert {f.kind for f in evidence_faults(DOC, MENTIONS, [*CLAIMS, CLAIMS[0]])} == {"twice"}
    assert {f.kind for f in evidence_faults(DOC, [*MENTIONS, MENTIONS[0]], CLAIMS)} >= {"twice"}


def test_nodes_as_they_are_written_have_the_shape_that_is_asked_for() -> None:
    for label, p in (
        ("Document", rows.document(SOUND)),
        ("Mention", rows.mention(MENTIONS[0])),
        ("Claim", rows.claim(CLAIMS[0])),
    ):
        kept = {k: v for k, v in p.items() if v is not None}
        assert list(misshapen(label, kept)) == []
        for name in SHAPES[label]:
            assert list(misshapen(label, {k: v for k, v in kept.items() if k != name})) != []
            assert list(misshapen(label, kept | {name: {"a": 1}})) != []


@pytest.mark.parametrize(
    "changed", [{"types": ["Event", 3]}, {"trigger_start": None}, {"quantities": "[{"}, {"confidence": True}]
)
def test_a_claim_that_cannot_be_read_is_found(changed: dict[str, Any]) -> None:
    p = {k: v for k, v in rows.claim(CLAIMS[0]).items() if v is not None}
    assert list(misshapen("Claim", {k: v for k, v in (p | changed).items() if v is not None})) != []


def test_hash_length_and_cluster_of_a_text_are_looked_at() -> None:
    p = rows.document(SOUND)
    assert list(stale_text(p)) == []
    assert len(list(stale_text(p | {"text": "x"}))) == 3
