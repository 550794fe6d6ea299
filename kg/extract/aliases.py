"""Names that a text itself says are one: "X, also known as Y", "X (Y)", "calling themselves Y" (layer 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.candidates import WEIGHTS
from kg.extract.clusters import attach, join
from kg.extract.context import class_of
from kg.extract.draft import ClusterDraft, DocumentDraft, MentionDraft, SentenceDraft
from kg.extract.mentions import make
from kg.ontology import Ontology
from kg.text import acronym

if TYPE_CHECKING:
    from kg.extract.tokens import Token

_NAMING = {
    "know": ("as",),
    "call": ("",),
    "dub": ("",),
    "nickname": ("",),
    "name": ("",),
    "brand": ("as", ""),
    "market": ("as",),
    "style": ("as", ""),
    "refer": ("as",),
    "describe": ("as",),
}
_REFLEXIVE = frozenset({"themselves", "itself", "himself", "herself"})
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z]s?")


def find_aliases(draft: DocumentDraft, *, ontology: Ontology) -> list[tuple[MentionDraft, MentionDraft, Token]]:
    """(name, other name, the word that says so) for each alias the text states; their clusters become one."""
    found = []
    for sentence in draft.sentences:
        for owner, alias, cue in [*_named(sentence), *_bracketed(sentence)]:
            for mention in (owner, alias):
                if mention.cluster is None:
                    if (cls := class_of(mention.head, ontology)) is not None and not mention.votes:
                        mention.votes[cls] = WEIGHTS["cue"]  # type: ignore[assignment]  # Counter of weights
                    cluster = ClusterDraft()
                    draft.clusters.append(cluster)
                    attach(mention, cluster)
            if owner.cluster is not None and alias.cluster is not None and owner.cluster is not alias.cluster:
                join(draft, owner.cluster, alias.cluster)
            found.append((owner, alias, cue))
    return found


def _named(sentence: SentenceDraft) -> Iterator[tuple[MentionDraft, MentionDraft, Token]]:
    for token in sentence.tokens:
        markers = _NAMING.get(token.lemma_)
        if markers is None or not (
            _passive(token) or any(c.lower_ in _REFLEXIVE for t in token.children for c in [t, *t.children])
        ):
            continue
        for marker in markers:
            named = _object_after(token, marker)
            if (
                named is None
                or named.ent_type_ in {"DATE", "TIME"}
                or (not named.text.strip("\\\"'“”‘’").istitle() and named.pos_ != "PROPN")
            ):
                continue
            owner = _owner(sentence, token)
            alias = _whole(sentence, named)
            if owner is not None and alias is not None and owner is not alias:
                yield owner, alias, token
                break


def _passive(verb: Token) -> bool:
    """Whether *verb* says what something is called by others; "had named" names somebody."""
    return verb.tag_ == "VBN" and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _object_after(verb: Token, marker: str) -> Token | None:
    if not marker:
        return next(
            (
                c
                for c in verb.children
                if c.dep_ in {"oprd", "attr", "dobj", "ccomp"} and c.lower_ not in _REFLEXIVE and c.i > verb.i
            ),
            None,
        )
    for token in verb.subtree:
        if token.dep_ == "prep" and token.lower_ == marker:
            return next((c for c in token.children if c.dep_ == "pobj"), None)
    return None


def _owner(sentence: SentenceDraft, verb: Token) -> MentionDraft | None:
    """Whose name it is: the noun that the participle modifies, else the name that ends just before it."""
    if verb.dep_ in {"acl", "relcl", "appos"} and (found := sentence.at(verb.head) or _nominal(sentence, verb.head)):
        return found
    before = [m for m in sentence.mentions if m.form == "name" and m.last < verb.i and verb.i - m.last <= 3]
    return max(before, key=lambda m: m.last, default=None)


def _nominal(sentence: SentenceDraft, head: Token) -> MentionDraft | None:
    if head.pos_ not in {"NOUN", "PROPN"}:
        return None
    mention = make(sentence, head.i, head.i, "nominal")
    if mention is not None:
        sentence.mentions.append(mention)
    return mention


def _whole(sentence: SentenceDraft, head: Token) -> MentionDraft | None:
    """The name around *head*, with all the capitalised words before it."""
    first = head.i
    while (
        first > sentence.tokens.start
        and head.doc[first - 1].head.i in range(first, head.i + 1)
        and head.doc[first - 1].dep_ in {"compound", "amod", "nmod"}
    ):
        first -= 1
    made = make(sentence, first, head.i, "name")
    if made is None:
        return None
    same = next((m for m in sentence.mentions if (m.start, m.end) == (made.start, made.end)), None)
    if same is not None:
        return same
    sentence.mentions = [
        m
        for m in sentence.mentions
        if m.end <= made.start or m.start >= made.end or (m.form != "name" and m.cluster is None)
    ]
    sentence.mentions.append(made)
    return made


def _shortens(short: str, name: str) -> bool:
    """Whether *short* starts as the acronym of *name* does, or its letters stand in *name* in their order."""
    letters = iter(name.casefold())
    return (acronym(name) or "").startswith(short[0].casefold()) or (
        short[0] == name[0] and all(c in letters for c in short.casefold())
    )


def _bracketed(sentence: SentenceDraft) -> Iterator[tuple[MentionDraft, MentionDraft, Token]]:
    """Names with their acronym in brackets behind them: "Data Protection Commission (DPC)"."""
    doc = sentence.tokens.doc
    for mention in list(sentence.mentions):
        after = mention.last + 1
        if (
            mention.form != "name"
            or after + 2 >= sentence.tokens.end
            or doc[after].text != "("
            or doc[after + 2].text != ")"
        ):
            continue
        inner = doc[after + 1]
        if _ACRONYM.fullmatch(inner.text) and _shortens(inner.text, mention.text):
            alias = sentence.at(inner) or make(sentence, inner.i, inner.i, "name")
            if alias is not None and alias is not mention:
                if alias not in sentence.mentions:
                    sentence.mentions.append(alias)
                yield mention, alias, inner
