"""What an outer event does to the ones inside it: what is demanded, threatened or promised has not happened."""

from __future__ import annotations

from kg.extract.draft import ClaimDraft, SentenceDraft


def settle_realis(sentence: SentenceDraft) -> None:
    """Set the realis of claims that fill roles of others, and pass an outer claim's unreality on to them."""
    inner = {id(f.claim) for c in sentence.claims for f in c.fillers if f.claim is not None}
    for claim in [c for c in sentence.claims if id(c) not in inner]:
        _descend(claim, set())


def _descend(claim: ClaimDraft, seen: set[int]) -> None:
    if id(claim) in seen:
        return
    seen.add(id(claim))
    for filler in claim.fillers:
        held = filler.claim
        if held is None:
            continue
        spec = claim.cls.role(filler.role)
        realis = (spec.realis if spec else None) or (claim.cls.content if claim.cls.content != "actual" else None)
        if (
            realis
            and filler.role in {"demand", "consequence", "topic", "object"}
            and held.realis in {"actual", "future", "intended"}
        ):
            held.realis = realis
        elif claim.realis != "actual" and held.realis == "actual":
            held.realis = claim.realis
        _descend(held, seen)
