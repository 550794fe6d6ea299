"""Drafts to records: ids, sorted arguments, claims after those that fill their roles."""

from __future__ import annotations

from kg import ids
from kg.extract.draft import ClaimDraft, ClusterDraft, DocumentDraft, MentionDraft
from kg.jsonl import args_in_order
from kg.model import Arg, Claim, Document, Mention, Span
from kg.text import quote_at

_UNTYPED = ("Topic",)


def records(draft: DocumentDraft, *, doc: Document, extractor: str) -> tuple[list[Mention], list[Claim]]:
    """The mentions that are kept, and the claims, inner before outer and otherwise in order of place."""
    building = _Building(doc, extractor)
    mentions = building.mentions(draft)
    for sentence in draft.sentences:
        for claim in sentence.claims:
            building.claim(claim, frozenset())
    return mentions, list(building.claims.values())


class _Building:
    def __init__(self, doc: Document, extractor: str) -> None:
        self.doc = doc
        self.extractor = extractor
        self.claims: dict[str, Claim] = {}
        self.done: dict[int, str | None] = {}
        self.starts: dict[str, int] = {}
        self.ids: dict[tuple[int, int], str] = {}

    def mentions(self, draft: DocumentDraft) -> list[Mention]:
        """One record for each span; of two drafts on one span the first counts."""
        found: dict[tuple[int, int], Mention] = {}
        leaves = {id(c): self._leaf(c) for c in draft.clusters if c.mentions}
        for sentence in draft.sentences:
            for one in sentence.mentions:
                cluster = one.cluster
                if cluster is None:
                    continue
                types = cluster.types or _UNTYPED
                mention = Mention(
                    id=self._id(one),
                    doc=self.doc.id,
                    start=one.start,
                    end=one.end,
                    text=one.text,
                    form=one.form,
                    type=types[-1],
                    types=types,
                    confidence=round(one.confidence * (0.7 if cluster.weak else 1.0), 3),
                    leaf=leaves[id(cluster)],
                    entity=leaves[id(cluster)],
                )
                found.setdefault((one.start, one.end), mention)
        return list(found.values())

    def _id(self, one: MentionDraft) -> str:
        made = self.ids.get((one.start, one.end))
        if made is None:
            made = self.ids[one.start, one.end] = ids.mention_id(self.doc.id, one.start, one.end)
            self.starts[made] = one.start
        return made

    def _leaf(self, cluster: ClusterDraft) -> str:
        return ids.leaf_id(self.doc.id, (self._id(m) for m in cluster.mentions))

    def claim(self, draft: ClaimDraft, above: frozenset[int]) -> str | None:
        """The id of *draft*'s record, made when new; None for one that would hold itself."""
        if id(draft) in self.done:
            return self.done[id(draft)]
        if id(draft) in above:
            return None
        inside = above | {id(draft)}
        args: dict[tuple[str, str], Arg] = {}
        for filler in draft.fillers:
            if filler.mention is not None:
                arg = Arg(role=filler.role, mention=self._id(filler.mention))
            elif filler.claim is not None and (held := self.claim(filler.claim, inside)) is not None:
                arg = Arg(role=filler.role, claim=held)
            else:
                continue
            args.setdefault((arg.role, arg.filler), arg)
        via = self.claim(draft.via, inside) if draft.via is not None else None
        by = self._id(draft.by) if draft.by is not None else None
        trigger = draft.span if draft.cls.kind == "event" or draft.span is not None else None
        ordered = args_in_order(args.values(), self.starts)
        made = ids.claim_id(self.doc.id, draft.cls.name, trigger, ordered, draft.polarity, by)
        sentence = draft.sentence
        self.claims.setdefault(
            made,
            Claim(
                id=made,
                doc=self.doc.id,
                type=draft.cls.name,
                types=draft.cls.types,
                start=sentence.start,
                end=sentence.end,
                quote=quote_at(self.doc, Span(sentence.start, sentence.end)),
                trigger=trigger,
                args=ordered,
                polarity=draft.polarity,
                certainty=draft.certainty,
                realis=draft.realis,
                evidential=draft.evidential,
                by=by,
                via=via,
                content=_clip(draft.content, sentence.start, sentence.end),
                focus=draft.focus,
                time=draft.time,
                quantities=tuple(draft.quantities),
                confidence=round(draft.confidence, 3),
                extractor=self.extractor,
                rule=draft.rule,
            ),
        )
        self.done[id(draft)] = made
        self.starts[made] = trigger.start if trigger else sentence.start
        return made


def _clip(span: Span | None, start: int, end: int) -> Span | None:
    return Span(max(start, span.start), min(end, span.end)) if span else None
