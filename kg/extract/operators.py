"""What an outer event does to the ones inside it, and what it is to say that one will or must do something.

What is demanded, threatened or promised has not happened. To say that one will give aid is a pledge, that one will
attack, a threat, that one will not help, a refusal; to say that another must act is a demand. The ontology names the
class of each (`m:intended`, `m:refused`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.draft import ClaimDraft, Filler, MentionDraft, SentenceDraft
from kg.extract.fitting import CONCERNED, concerned, named

if TYPE_CHECKING:
    from kg.extract.reference import References
    from kg.extract.tokens import Token
    from kg.ontology import Ontology

_HOLDING = frozenset({"demand", "consequence", "topic", "object"})
_WILL = frozenset({"will", "would", "'ll", "’ll", "wo", "shall"})
_MUST = frozenset({"must", "should", "ought"})
_READY = frozenset({"willing", "ready", "prepared", "going"})
_VOWS = frozenset({"vow", "swear", "pledge", "promise"})
_HOLD = {
    "insist": {"Demand"},
    "ask": {"Demand"},
    "agree": {"Pledge", "AgreementReached"},
    "assure": {"Pledge"},
    "reassure": {"Pledge"},
    "swear": {"Pledge", "Threat"},
}
_OVER = frozenset({"Accuse", "Protest", "Assault"})
_QUESTIONS = frozenset({"WRB", "WP", "WDT", "WP$"})
_INDICATIVE, _AUXILIARY = frozenset({"VBD", "VBZ", "VBP"}), frozenset({"aux", "auxpass"})
_SILENT = frozenset({"decline", "refuse"})
_DERIVED = 0.9


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
        if claim.cls.name == "AgreementReached" and held.cls.group in _OVER:
            continue  # a lawsuit that is settled was brought
        realis = (spec.realis if spec else None) or (claim.cls.content if claim.cls.content != "actual" else None)
        if filler.role == "demand" and held.carrier is not None and held.carrier is claim.trigger:
            _for_others(held, claim)
        if realis and filler.role in _HOLDING and held.realis in {"actual", "future", "intended"}:
            held.realis = realis
        elif claim.realis != "actual" and held.realis == "actual":
            held.realis = claim.realis
        _descend(held, seen)


def _for_others(act: ClaimDraft, demand: ClaimDraft) -> None:
    """Who demands an act is not who is to do it, unless together: "demanded an inquiry", "asked for talks"."""
    if act.cls.role("partner") is None and act.cls.group != "Request":
        asking = {id(f.mention.cluster) for f in demand.of("agent") if f.mention is not None}
        act.fillers = [
            f for f in act.fillers if f.role != "agent" or f.mention is None or id(f.mention.cluster) not in asking
        ]


def intentions(sentence: SentenceDraft, *, ontology: Ontology) -> None:
    """Add the pledge, threat or refusal that lies in saying that one will, or will not, do something."""
    inner = {id(f.claim) for c in sentence.claims for f in c.fillers if f.claim is not None}
    for claim in [c for c in sentence.claims if id(c) not in inner and c.top is not None]:
        doer = next((f for f in claim.of("agent") if f.mention is not None), None)
        if doer is None or not _intends(claim):
            continue
        name = claim.cls.refused if claim.polarity == "neg" else claim.cls.intended
        if name is None or name == claim.cls.name or name not in ontology.classes:
            continue
        if not claim.cls.identity and not _says_so(claim, doer.mention, sentence):
            continue
        outer = _around(claim, ontology, name)
        outer.fillers = [Filler("agent", mention=f.mention) for f in claim.of("agent")]
        _address(outer, claim)
        role = next((r for r in ("consequence", "topic", "object") if outer.cls.role(r) is not None), None)
        if role is not None:
            outer.fillers.append(Filler(role, claim=claim))
        claim.realis = (outer.cls.content or "intended") if claim.polarity == "pos" else "future"
        sentence.claims.append(outer)


def unspoken(sentence: SentenceDraft) -> None:
    """Take out what says that nothing was said or refused: "declined to say …"; "not rule out" leaves an act open."""
    gone: list[ClaimDraft] = []
    for claim in sentence.claims:
        top = claim.top
        if top is None:
            continue
        if _in_passing(claim, top):
            gone.append(claim)
        elif claim.cls.group == "Communicate" and top.dep_ == "xcomp" and top.head.lemma_ in _SILENT:
            gone += [claim, *(c for c in sentence.claims if c.top is top.head and c.cls.group == "Reject")]
        elif top.lemma_ == "confirm" and any(c.lower_ == "neither" for c in top.children):
            gone += [
                claim,
                *(c for c in sentence.claims if c.top is not None and c.top.head is top and c.top.lemma_ == "deny"),
            ]
        elif claim.cls.name == "Rejection" and top.lemma_ == "rule" and claim.polarity == "neg":
            gone.append(claim)
            for held in [c for c in sentence.claims if c.carrier is top or any(f.claim is c for f in claim.fillers)]:
                held.polarity, held.realis, held.certainty = "pos", "future", "possible"
                if held.cls.role("agent") is not None and not held.of("agent"):
                    held.fillers += [Filler("agent", mention=f.mention) for f in claim.of("agent")]
    sentence.claims = [c for c in sentence.claims if c not in gone]
    for claim in sentence.claims:
        claim.fillers = [f for f in claim.fillers if f.claim not in gone or f.claim is None]


def _in_passing(claim: ClaimDraft, top: Token) -> bool:
    """Whether *claim* says nothing: "as announced in May, …", "did not comment"."""
    if claim.cls.name == "Statement" and top.lemma_ == "comment" and top.dep_ != "xcomp" and claim.polarity == "neg":
        return True
    bare = top.tag_ == "VBN" and top.dep_ == "advcl" and not any(c.dep_ == "nsubj" for c in top.children)
    return bare and claim.cls.group == "Communicate" and any(c.lower_ == "as" for c in top.children)


def insistence(sentence: SentenceDraft, *, ontology: Ontology) -> None:
    """Make statements of demands and pledges in whose clause something is so: "insisted, agreed that it had paid"."""
    for claim in sentence.claims:
        top = claim.top
        if top is None or top.lemma_ not in _HOLD or claim.cls.name not in _HOLD[top.lemma_]:
            continue
        clauses = [c for c in top.children if c.dep_ == "ccomp" and (top.lemma_ != "ask" or _question(c))]
        verbs = [w for c in clauses for w in (c, *c.children) if w is c or w.dep_ in _AUXILIARY]
        ahead = top.lemma_ != "insist" and any(w.tag_ == "MD" or w.tag_ in {"VBZ", "VBP"} for w in verbs)
        if "Statement" in ontology.classes and not ahead and any(w.tag_ in _INDICATIVE for w in verbs):
            claim.cls = ontology["Statement"]
            claim.rule = f"Statement{claim.rule[claim.rule.index(':') :]}"
            claim.fillers = [f for f in claim.fillers if f.mention is not None and f.role == "agent"]


def _question(clause: Token) -> bool:
    """Whether *clause* is what somebody wants to know: "asked why it had left"."""
    first = clause.left_edge
    return first.lower_ in {"whether", "if"} or first.tag_ in _QUESTIONS


def menaces(sentence: SentenceDraft, *, ontology: Ontology) -> None:
    """Make threats of vows to do what is a threat to announce: "vowed to attack"."""
    if "Threat" not in ontology.classes:
        return
    for claim in sentence.claims:
        if claim.cls.name != "Pledge" or claim.trigger is None or claim.trigger.lemma_.casefold() not in _VOWS:
            continue
        held = [f for f in claim.of("topic") if f.claim is not None]
        if held and all(f.claim.cls.intended == "Threat" and f.claim.polarity == "pos" for f in held if f.claim):
            claim.cls = ontology["Threat"]
            claim.rule = claim.rule.replace("Pledge", "Threat", 1)
            claim.fillers = [Filler("consequence", claim=f.claim) if f in held else f for f in claim.fillers]


def obligations(sentence: SentenceDraft, *, references: References, ontology: Ontology) -> None:
    """Add the demand that lies in someone's saying that another must act."""
    if "Demand" not in ontology.classes:
        return
    for speech in [c for c in sentence.claims if c.cls.group == "Communicate" and c.top is not None]:
        verb = speech.top
        speaker = next((f.mention for f in speech.of("agent") if f.mention is not None), None)
        for clause in (c for c in verb.children if c.dep_ == "ccomp") if verb is not None else ():
            subject = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
            if speaker is None or subject is None or not any(c.lower_ in _MUST for c in clause.children):
                continue
            if _question(clause):
                continue
            target = references.actor(subject, sentence)
            if target is None or target.cluster is speaker.cluster:
                continue
            outer = _around(speech, ontology, "Demand")
            outer.fillers = [Filler("agent", mention=speaker), Filler("target", mention=target)]
            outer.fillers += [
                Filler("demand", claim=c) for c in sentence.claims if c.top is not None and c.top.i == clause.i
            ]
            outer.focus, outer.realis = speech.focus, "actual"
            sentence.claims.append(outer)


def _around(claim: ClaimDraft, ontology: Ontology, name: str) -> ClaimDraft:
    """A claim of class *name* on the trigger of *claim*."""
    return ClaimDraft(
        ontology[name],
        claim.sentence,
        claim.trigger,
        claim.span,
        f"{name}:operator({claim.cls.name})",
        carrier=claim.carrier,
        focus=claim.focus,
        confidence=claim.confidence * _DERIVED,
    )


def _intends(claim: ClaimDraft) -> bool:
    """Whether the words themselves put the act ahead: will, would, or readiness; a mere infinitive does not."""
    top = claim.top
    if top is None or claim.realis not in {"future", "intended"} or claim.certainty == "possible":
        return False
    if claim.trigger is not None and claim.trigger.pos_ == "NOUN" and claim.carrier is None:
        return False
    if top.dep_ == "relcl":  # "Lunde, who will visit Oslo": only told in passing
        return False
    return _marked(top) or (top.dep_ == "xcomp" and top.head.lower_ in _READY)


def _says_so(claim: ClaimDraft, doer: MentionDraft | None, sentence: SentenceDraft) -> bool:
    """Whether *doer* says it: "we will never …", "Norway said it would not …"."""
    top = claim.top
    if top is None or doer is None or not any(claim.of(role) for role in ("object", "target", "partner")):
        return False
    if doer.text.casefold() in {"we", "i"}:
        return not any(c.lower_ == "would" for c in top.children)
    subject = next((c for c in top.head.children if c.dep_ == "nsubj"), None) if top.dep_ == "ccomp" else None
    speaker = sentence.at(subject) if subject is not None else None
    if speaker is None:
        return False
    state = bool({"Country", "Place"} & set(doer.types)) and bool(
        {"Politician", "Official", "Government"} & set(speaker.types)
    )
    return state or speaker.cluster is doer.cluster  # "the minister said Athens would not …"


def _marked(verb: Token) -> bool:
    own = any(c.lower_ in _WILL and c.dep_ == "aux" for c in verb.children)
    return own or (
        verb.dep_ == "conj" and not any(c.dep_ in {"nsubj", "aux"} for c in verb.children) and _marked(verb.head)
    )


def _address(outer: ClaimDraft, claim: ClaimDraft) -> None:
    """Whom the act is aimed at is whom the words are meant for."""
    if outer.cls.role("target") is None:
        return
    whom = concerned(claim, (*CONCERNED, "topic"), besides=claim.of("agent"))
    outer.fillers += [Filler("target", mention=m) for m in whom if claim.cls.identity or named(m)]
