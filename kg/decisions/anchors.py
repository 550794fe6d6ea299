"""Where a decision holds: a place in a text, that is found again when documents move or are read anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.model import Anchor, Claim, Document, Mention, Read

OVERLAP = 0.5  # of two spans' union


def text_sha(text: str) -> str:
    """The SHA-256, in hex, by which a document's text is known."""
    return hashlib.sha256(text.encode()).hexdigest()


def of_leaf(doc: Document, mentions: Iterable[Mention], *, side: int = 0) -> Anchor:
    """The anchor of the leaf that *mentions* of *doc* form: its first name, else its first mention."""
    first = min(mentions, key=lambda m: (m.form != "name", m.start, m.end))
    return Anchor(
        sha=text_sha(doc.text),
        uri=doc.uri,
        type=first.type,
        start=first.start,
        end=first.end,
        quote=first.text,
        side=side,
    )


def of_claim(doc: Document, claim: Claim, mentions: Mapping[str, Mention]) -> Anchor:
    """The anchor of *claim* in *doc*: its trigger, else its sentence, and the words in its roles."""
    start, end = _place(claim)
    return Anchor(
        sha=text_sha(doc.text),
        uri=doc.uri,
        type=claim.type,
        start=start,
        end=end,
        quote=claim.quote,
        args=_words(claim, mentions),
    )


def found(anchor: Anchor, reads: Sequence[Read], *, claim: bool) -> str | None:
    """The id of the claim, or else of the leaf, that stands at *anchor* in *reads*, which have its text.

    Of several documents with one text the one at the anchor's address counts, then the one whose file has its name.
    None when nothing is there, or two that nothing tells apart.
    """
    for _, mentions, claims in sorted(reads, key=lambda r: (_farther(r[0].uri, anchor.uri), r[0].id)):
        known = {m.id: m for m in mentions}
        near = list(_claims_near(anchor, claims, known) if claim else _leaves_near(anchor, mentions))
        if near:
            most = max(rank for rank, _ in near)
            best = {one for rank, one in near if rank == most}
            return best.pop() if len(best) == 1 else None
    return None


def _farther(uri: str, wanted: str) -> int:
    return 0 if uri == wanted else 1 if uri.rsplit("/", 1)[-1] == wanted.rsplit("/", 1)[-1] else 2


def _claims_near(
    anchor: Anchor, claims: Iterable[Claim], mentions: Mapping[str, Mention]
) -> Iterator[tuple[tuple[float, float], str]]:
    for claim in claims:
        if claim.type == anchor.type and (near := _overlap(anchor, *_place(claim))) >= OVERLAP:
            words = set(_words(claim, mentions))
            every = words | set(anchor.args)
            yield (near, len(words & set(anchor.args)) / len(every) if every else 1.0), claim.id


def _leaves_near(anchor: Anchor, mentions: Iterable[Mention]) -> Iterator[tuple[tuple[float, float], str]]:
    for mention in mentions:
        if (near := _overlap(anchor, mention.start, mention.end)) >= OVERLAP:
            yield (near, 0.0), mention.leaf


def _overlap(anchor: Anchor, start: int, end: int) -> float:
    shared = min(anchor.end, end) - max(anchor.start, start)
    whole = max(anchor.end, end) - min(anchor.start, start)
    return max(0, shared) / whole if whole else 1.0


def _place(claim: Claim) -> tuple[int, int]:
    return (claim.trigger.start, claim.trigger.end) if claim.trigger else (claim.start, claim.end)


def _words(claim: Claim, mentions: Mapping[str, Mention]) -> tuple[str, ...]:
    filled = {f"{a.role}: {mentions[a.mention].text}" for a in claim.args if a.mention and a.mention in mentions}
    return tuple(sorted(filled | ({"denied"} if claim.polarity == "neg" else set())))
