"""Words that may state an event: their light verbs, the words that go with them, how deep they hang (layer 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.draft import ClaimDraft
from kg.extract.slots import RELATIVE, slots
from kg.ontology import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_COUNTING = frozenset(
    [
        "series",
        "round",
        "wave",
        "string",
        "number",
        "part",
        "lot",
        "amount",
        "package",
        "program",
        "programme",
        "state",
        "campaign",
        "day",
        "week",
        "month",
        "year",
        "dollar",
        "euro",
        "pound",
        "million",
        "billion",
        "ton",
        "tonne",
    ]
)
_LIGHT_DEPS = frozenset({"dobj", "nsubjpass", "attr", "nsubj"})


def headline(sentence: Tokens) -> bool:
    """Whether *sentence* ends as headlines do; their present tense tells what happened."""
    return sentence.text.rstrip(" \"'”’)")[-1:] not in {".", "!", "?", ":", ";"}


def repeated(claim: ClaimDraft, found: dict[int, list[ClaimDraft]]) -> bool:
    """Whether the trigger only modifies a noun that states the same ("assassination" in "assassination attempt")."""
    token = claim.trigger
    above = found.get(token.head.i, []) if token is not None and token.dep_ == "compound" else []
    return any(c.cls is claim.cls for c in above)


def with_extra(token: Token, trigger: Trigger) -> bool:
    """Whether the words stand with *token* that the trigger asks for."""
    if not trigger.extra:
        return True
    if trigger.pos == "NOUN":
        before = token.doc[max(0, token.i - len(trigger.extra)) : token.i]
        return (
            tuple(t.lower_ for t in before) == trigger.extra
            or tuple(t.lemma_.casefold() for t in before) == trigger.extra
        )
    words = {c.lower_ for c in token.children if c.dep_ in {"prt", "prep", "advmod", "dative", "mark", "aux"}} | {
        c.lower_ for c in token.children if c.dep_ in {"dobj", "nsubjpass", "acomp", "oprd"}
    }
    words |= {c.lemma_.casefold() for c in token.children if c.dep_ in {"dobj", "nsubjpass"}}
    words |= {
        g.lower_ for c in token.children if c.dep_ in {"prep", "prt", "advmod"} for g in c.children if g.dep_ == "prep"
    }
    words |= {s.marker for s in slots(token) if s.dep in {"xcomp", "ccomp", "prep"}}
    return all(w in words for w in trigger.extra)


def carrier_of(token: Token, trigger: Trigger) -> Token | None:
    """The light verb that *token*, a noun, hangs on, if it is one of the trigger's."""
    if trigger.pos != "NOUN" or not trigger.light:
        return None
    if token.dep_ == "compound" and token.head.lemma_.casefold() in _COUNTING:
        token = token.head
    head = token.head
    if token.dep_ == "conj" and head.pos_ == "NOUN":
        token, head = head, head.head
    if token.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_.casefold() in _COUNTING:
        token, head = head.head, head.head.head
    if token.dep_ in _LIGHT_DEPS and head.pos_ in {"VERB", "AUX"} and head.lemma_.casefold() in trigger.light:
        return head
    if (
        token.dep_ == "pobj"
        and head.head.pos_ in {"VERB", "AUX"}
        and {head.head.lemma_.casefold(), "*"} & set(trigger.light)
    ):
        return head.head
    clauses = (c for c in token.children if c.dep_ in {"acl", "relcl"} and c.lemma_.casefold() in trigger.light)
    return next((c for c in clauses if _undergone(c)), None)


def _undergone(clause: Token) -> bool:
    """Whether *clause* says what was done with the noun before it: "a fine imposed by X", "talks that X held"."""
    if clause.dep_ == "acl":
        return clause.tag_ == "VBN"
    subject = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return subject is not None and (subject.dep_ == "nsubjpass") == (subject.lower_ in RELATIVE)


def depths(tokens: Tokens) -> dict[int, int]:
    """How far below the root of its sentence each of *tokens* stands, by place."""
    found: dict[int, int] = {}
    for token in tokens:
        path, at = [], token
        while at.i not in found and at.head.i != at.i:
            path.append(at.i)
            at = at.head
        depth = found.setdefault(at.i, 0)
        found.update({place: depth + n for n, place in enumerate(reversed(path), start=1)})
    return found
