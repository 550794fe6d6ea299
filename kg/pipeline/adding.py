"""A claim that somebody adds by hand: words of a document, read as an event or a state."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.decisions import added, decision_id, text_sha
from kg.decisions.checking import check_setting
from kg.errors import UsageError
from kg.model import ROLES, Anchor, Decision, Document, Mention
from kg.ontology import Class, Ontology
from kg.pipeline.deciding import Author
from kg.query import names
from kg.store.graph import GraphStore
from kg.text import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody says that a document says: a class, the words that say so, who fills which role."""

    type: str
    document: str
    quote: str
    args: tuple[str, ...]
    trigger: str | None = None
    polarity: str = "pos"
    realis: str = "actual"
    date: str | None = None


def drafted(store: GraphStore, draft: Draft, author: Author, *, ontology: Ontology) -> Decision:
    """The decision that adds *draft*; it holds all that the claim is made of.

    Raises:
        NotFoundError: there is no such document.
        UsageError: the quote does not stand in it, a role or class is unknown, or nobody is named by the words.
    """
    for key, given in (("type", draft.type), ("polarity", draft.polarity), ("realis", draft.realis)):
        check_setting("claim", key, given, ontology=ontology)
    if draft.date:
        check_setting("claim", "date", draft.date, ontology=ontology)
    doc, mentions, _ = next(iter(store.evidence([names.document_id(store, draft.document)])))
    start = _place(doc, draft.quote)
    end = start + len(draft.quote)
    cls = ontology[draft.type]
    args = [_arg(store, one, cls, doc, mentions, range(start, end), ontology) for one in draft.args]
    if not args:
        raise UsageError("a claim needs somebody or something in a role; write agent=WORDS")
    value: dict[str, object] = {
        "type": draft.type, "start": start, "end": end, "polarity": draft.polarity, "realis": draft.realis,
        "args": sorted(args, key=lambda a: (str(a["role"]), str(a["start"]))),
    }  # fmt: skip
    if draft.trigger:
        at = draft.quote.find(draft.trigger)
        if at < 0:
            raise UsageError(f"{draft.trigger!r} does not stand in the quote")
        value["trigger"] = [start + at, start + at + len(draft.trigger)]
    if draft.date:
        value["date"] = draft.date
    _, claim = added("", value, doc, mentions, ontology=ontology)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    anchor = Anchor(
        sha=text_sha(doc.text), uri=doc.uri, type=draft.type, start=start, end=end, quote=draft.quote,
        args=tuple(sorted(f"{a['role']}: {doc.text[int(str(a['start'])):int(str(a['end']))]}" for a in args)),
    )  # fmt: skip
    return Decision(
        id=decision_id("add", [claim.id], text, author.by, author.at),
        action="add", on=(claim.id,), by=author.by, at=author.at, note=author.note, value=text, anchors=(anchor,),
    )  # fmt: skip


def _place(doc: Document, quote: str) -> int:
    count = doc.text.count(quote) if quote else 0
    if count != 1:
        what = "does not stand in" if not count else f"stands {count} times in"
        hint = "quote the text word for word" if not count else "quote more of it"
        raise UsageError(f"“{one_line(quote, 80)}” {what} {doc.uri}; {hint}")
    return doc.text.index(quote)


def _arg(
    store: GraphStore,
    given: str,
    cls: Class,
    doc: Document,
    mentions: Sequence[Mention],
    quote: range,
    ontology: Ontology,
) -> Mapping[str, object]:
    """Role, span and class of `role=words` or `role=words:Class`."""
    role, _, words = given.partition("=")
    allowed = [r.role for r in cls.roles] or list(ROLES)
    if role not in allowed or not words:
        raise UsageError(f"{given!r} fills no role of {cls.name}; write ROLE=WORDS with one of: {', '.join(allowed)}")
    head, _, class_name = words.rpartition(":")
    known = ontology.classes.get(class_name)
    if head and known is not None and known.kind == "entity":
        words = head
    else:
        class_name = ""
    for mention in _nearest_first(mentions, quote):
        if words in {mention.id, mention.text}:
            return {"role": role, "start": mention.start, "end": mention.end, "type": class_name or mention.type}
    at = doc.text.find(words, quote.start, quote.stop)
    at = at if at >= 0 else doc.text.find(words)
    if at < 0:
        raise UsageError(f"{words!r} does not stand in {doc.uri}; write the words as the document does")
    return {"role": role, "start": at, "end": at + len(words), "type": class_name or _class(store, words, role)}


def _nearest_first(mentions: Iterable[Mention], quote: range) -> list[Mention]:
    return sorted(mentions, key=lambda m: (m.start not in quote, abs(m.start - quote.start), m.end))


def _class(store: GraphStore, words: str, role: str) -> str:
    called = {str(p["type"]) for p in names.named(store, words)}
    if len(called) == 1:
        return called.pop()
    raise UsageError(f"say what {words!r} is, by a class of kg ontology: {role}={words}:Company")
