"""Words that may state an event: their light verbs, how deep they hang (layer 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.company import COUNTING, counts
from kg.extract.draft import ClaimDraft
from kg.extract.slots import FORMS, RELATIVE
from kg.ontology import Trigger

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from kg.extract.tokens import Token, Tokens

_DECLINING = frozenset({"decline", "refuse"})
_RAISING = frozenset(
    {"be", "expect", "schedule", "set", "plan", "seem", "appear", "continue", "begin", "start", "threaten"}
)
_WEIGHING = frozenset({"consider", "weigh", "mull", "contemplate", "ponder", "study", "moot", "explore", "pursue"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_SEEN = frozenset({"Assault", "Happen", "Coerce"})  # which are told by every word for them
_POINTING = frozenset({"it", "this", "that"})
_BESIDE = frozenset({"after", "before", "since", "during", "despite", "until", "amid"})  # another event
_LIGHT_DEPS = frozenset({"dobj", "nsubjpass", "attr", "nsubj"})


def repeated(claim: ClaimDraft, found: dict[int, list[ClaimDraft]]) -> bool:
    """Whether the trigger belongs to a word that states the same: "assassination attempt", "is unavailable".

    Or to the one before it, of the same light verb: "fired tear gas and rubber bullets".
    """
    token = claim.trigger
    if token is not None and token.dep_ == "conj" and claim.carrier is not None:
        return any(c.cls is claim.cls and c.carrier is claim.carrier for c in found.get(token.head.i, []))
    if token is not None and token.dep_ == "pobj":
        if token.head.lower_ == "of" and counts(token.head.head):
            token = token.head.head
        elif (
            token.head.lower_ in {"in", "into", "at", "as"} and token.head.head.pos_ == "VERB"
        ):  # "remanded in custody"
            same = [c for c in found.get(token.head.head.i, []) if c.cls is claim.cls]
            return any(len(c.fillers) >= len(claim.fillers) for c in same)
    part = token is not None and token.dep_ in {"compound", "acomp", "attr", "dobj", "oprd"}
    above = found.get(token.head.i, []) if part and token is not None else []
    return any(c.cls is claim.cls for c in above)


def told_in(claim: ClaimDraft, found: dict[int, list[ClaimDraft]]) -> None:
    """Give whom a text is meant for to the verb that says the same: "argued in a filing to the court that …"."""
    noun, verb = claim.trigger, claim.carrier
    if noun is None or verb is None or claim.cls.group != "Communicate" or noun.dep_ != "pobj":
        return
    for said in (c for c in found.get(verb.i, []) if c.cls is claim.cls and c is not claim):
        kept = {f.role for f in said.fillers}
        said.fillers += [f for f in claim.fillers if f.role not in kept]


def describes(claim: ClaimDraft, aftermath: AbstractSet[str]) -> bool:
    """Whether the trigger only says what kind something is of: "the protest movement", "called (or saw) it (as) a ban".

    Beside a word for what an event leaves behind it is one: "the bombing suspect".
    """
    token = claim.trigger
    if claim.cls.kind != "event" or claim.carrier is not None or token is None or token.pos_ != "NOUN":
        return False
    if token.dep_ == "attr":  # "it was an accident"
        return any(c.dep_ == "nsubj" and c.lower_ in _POINTING for c in token.head.children)
    beside = token.dep_ == "compound" and token.head.lemma_.casefold() not in aftermath
    return beside or token.dep_ == "oprd" or (token.dep_ == "pobj" and token.head.lower_ == "as")


def points_back(claim: ClaimDraft) -> bool:
    """Whether the trigger only names what was told before: "messages about the protest"."""
    token = claim.trigger
    bare = claim.carrier is None and not claim.fillers and claim.cls.kind == "event" and bool(claim.cls.identity)
    if not bare or claim.cls.group in _SEEN or token is None or token.pos_ != "NOUN" or token.dep_ != "pobj":
        return False
    return all(c.dep_ == "det" and c.lower_ in _DEFINITE for c in token.children) and bool(token.children)


def over(claim: ClaimDraft, bygone: AbstractSet[str]) -> bool:
    """Whether the state is said to be no more: "the former head of Hopla", "who once led it"."""
    token = claim.trigger
    if claim.cls.kind != "state" or token is None:
        return False
    return any(c.dep_ in {"amod", "advmod", "compound", "nmod"} and c.lower_ in bygone for c in token.children)


def idle(token: Token) -> bool:
    """Whether *token* is a word of an idiom that tells nothing: "declined to comment", "is to blame"."""
    if token.lemma_ == "blame":  # "hackers are to blame"
        return token.dep_ == "xcomp" and token.head.lemma_ == "be"
    if token.lemma_ == "comment":
        return token.dep_ == "xcomp" and token.head.lemma_ in _DECLINING
    return token.lemma_ in _DECLINING and any(c.dep_ == "xcomp" and c.lemma_ == "comment" for c in token.children)


def follows(token: Token, extra: Sequence[str]) -> bool:
    """Whether the words *extra* stand right before *token*, a noun."""
    before = token.doc[max(0, token.i - len(extra)) : token.i]
    return [t.lower_ for t in before] == list(extra) or [t.lemma_.casefold() for t in before] == list(extra)


def carrier_of(token: Token, trigger: Trigger) -> Token | None:
    """The light verb that *token*, a noun, hangs on, if it is one of the trigger's."""
    if trigger.pos != "NOUN" or not trigger.light:
        return None
    if token.dep_ == "compound" and token.head.lemma_.casefold() in COUNTING | FORMS:
        token = token.head
    imposed = next((c for c in token.children if c.dep_ == "acl" and c.lemma_.casefold() in trigger.light), None)
    if imposed is not None and _undergone(imposed) and any(c.dep_ == "agent" for c in imposed.children):
        return imposed  # "upheld a fine imposed by X"
    head = token.head
    if token.dep_ == "conj" and head.pos_ == "NOUN":
        token, head = head, head.head
    if token.dep_ == "pobj" and head.lower_ == "of" and counts(head.head):
        token, head = head.head, head.head.head
    described = token.dep_ == "dobj" and any(c.dep_ == "oprd" for c in head.children)  # "called the strike reckless"
    if token.dep_ in _LIGHT_DEPS and head.pos_ in {"VERB", "AUX"} and not described:
        if head.lemma_.casefold() in trigger.light or (token.dep_ == "dobj" and _open(head) and _done(trigger)):
            return head
        if token.dep_ in {"nsubj", "nsubjpass"} and (low := _raised(head)).lemma_.casefold() in trigger.light:
            return low
    if (
        token.dep_ == "pobj"
        and head.head.pos_ in {"VERB", "AUX"}
        and head.lower_ not in _BESIDE
        and ("*" in trigger.light or head.head.lemma_.casefold() in trigger.light)
    ):
        return head.head
    clauses = (c for c in token.children if c.dep_ in {"acl", "relcl"} and c.lemma_.casefold() in trigger.light)
    return next((c for c in clauses if _undergone(c)), None)


def _open(verb: Token) -> bool:
    """Whether *verb* is "rule out" or "consider": whatever one may do, one may rule out or weigh."""
    out = verb.lemma_ == "rule" and any(c.lower_ == "out" for c in verb.children)
    return out or verb.lemma_ in _WEIGHING


def _done(trigger: Trigger) -> bool:
    """Whether any verb may carry *trigger*, and the subject of the verb is who acts."""
    bound = any(n.role == "light" and not n.absent for n in trigger.needs)
    return not bound and all(p.role == "agent" for p in trigger.args if "light.nsubj" in p.deps)


def _raised(verb: Token) -> Token:
    """The verb whose subject stands with *verb*: "talks are due to resume", "a vote is expected to take place"."""
    within = [verb, *(c for c in verb.children if c.dep_ == "acomp")]
    found = (c for word in within for c in word.children if c.dep_ == "xcomp" and c.pos_ == "VERB")
    return next(found, verb) if verb.lemma_ in _RAISING else verb


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
