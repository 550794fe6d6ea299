"""What may fill a role, and whether a claim has what its trigger needs (layer 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.draft import Filler
from kg.extract.slots import Slot, conjuncts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extract.draft import ClaimDraft, MentionDraft
    from kg.extract.tokens import Token
    from kg.ontology import Class, Need, Ontology, Trigger

_MODIFYING = frozenset({"amod", "compound", "nmod"})
_TRADING = frozenset({"Transact", "Operate", "Concede"})
PLACE_ROLES = frozenset({"origin", "destination", "place"})
CONCERNED = ("target", "partner", "beneficiary", "destination", "origin", "object", "place")  # likeliest first
JUDGING = frozenset({"Concern", "Criticism", "Denial", "Praise", "Endorsement", "Defence"})  # an act, whosever it is
_DEPLORED = frozenset({"Concern", "Criticism", "Denial"})  # what may have been done to anybody
_TELLING = frozenset({"Communicate", "Threaten"})
_OURS = frozenset({"we", "us", "our", "ourselves"})
_UNSURE = frozenset({("Person",), ("Organization",), ("Company",), ("Platform",), ("Product",), ("Work",)})
_LIGHT = frozenset({"make", "give", "have", "turn"})


def met(claim: ClaimDraft, need: Need, ontology: Ontology) -> bool:
    """Whether *claim* has what its trigger's *need* asks for."""
    if need.role == "light":
        return (claim.carrier is not None) != need.absent
    if need.role == "clause":
        words = (claim.top or claim.sentence.tokens.root, claim.trigger)
        return any(w is not None and _tells(w) for w in words) != need.absent
    if need.role == "quantity":
        return (
            any(
                t.like_num or t.ent_type_ in {"MONEY", "PERCENT", "CARDINAL", "QUANTITY"} for t in claim.sentence.tokens
            )
            != need.absent
        )
    if need.role == "present":
        return (claim.trigger is not None and claim.trigger.tag_ in {"VBZ", "VBP"}) != need.absent
    if need.role == "named":
        return any(map(named, claim.sentence.mentions)) != need.absent
    fillers = [f for f in claim.of(need.role) if not (need.absent and _somebody(f, need.classes))]
    held = any(is_a(f, need.classes, ontology) for f in fillers)
    return held != need.absent


def _somebody(filler: Filler, classes: tuple[str, ...]) -> bool:
    """Whether *filler* was taken for a person, and is to be none of *classes*: that it may be a company is no bar."""
    types = filler.mention.types if filler.mention is not None else ()
    return "Person" in types and bool(classes) and not set(classes) & set(types)


def _tells(word: Token) -> bool:
    """Whether a clause says what *word* tells: "said that …", "the claim that …", "what he claimed"."""
    if word.pos_ == "NOUN":
        clauses = (c for c in word.children if c.dep_ in {"acl", "ccomp"})
        return any(m.dep_ == "mark" and m.lower_ == "that" for c in clauses for m in c.children)
    if any(c.dep_ in {"ccomp", "parataxis"} for c in word.children):
        return True
    return word.dep_ == "pcomp" and any(c.dep_ == "dobj" and c.lower_ == "what" for c in word.children)


def is_a(filler: Filler, classes: tuple[str, ...], ontology: Ontology) -> bool:
    """Whether *filler* is of one of *classes*; without classes anything is."""
    if not classes:
        return True
    if filler.claim is not None:
        return bool(set(classes) & set(filler.claim.cls.types))
    return filler.mention is not None and fits(filler.mention, classes, ontology)


def fits(mention: MentionDraft, classes: tuple[str, ...], ontology: Ontology) -> bool:
    """Whether *mention* is of one of *classes*; a name that only the recogniser typed may be another actor.

    Several officials are officials, too, though a group of people.
    """
    if set(classes) & set(mention.types) or ("Court" in classes and _judges(mention, ontology)):
        return True
    if mention.form == "nominal":
        one = ontology.by_cue.get(mention.head.lemma_.casefold(), "") if mention.head.tag_ == "NNS" else ""
        return "PopulationGroup" in mention.types and bool(set(classes) & set(ontology.chain(one)))
    loose = (
        mention.cluster is not None
        and mention.cluster.weak
        and mention.form in {"name", "pronoun"}
        and mention.types[-1:] in _UNSURE
    )
    ours = mention.head.lower_ in _OURS  # an executive's "we" is the company
    return (loose or ours) and bool(set(classes) & {"Platform", "Company", "Organization", "Actor"})


def _judges(mention: MentionDraft, ontology: Ontology) -> bool:
    """Whether *mention*, or what it stands for, is a judge: such a one decides as a court does."""
    words = ontology.words("judge")
    around = mention.cluster.mentions if mention.cluster else [mention]
    return any(
        m.head.lemma_.casefold() in words
        or any(t.lemma_.casefold() in words for t in m.sentence.tokens.doc[max(0, m.first - 1) : m.first + 1])
        for m in around
        if "Person" in m.types or "PopulationGroup" in m.types
    )


def may_fill(mention: MentionDraft, cls: Class, slot: Slot, role: str) -> bool:
    """Not an adjective that names nobody; nor, in the open class, something without a name that is said to act."""
    if mention.form != "nominal":
        return True
    return slot.dep != "amod" and (bool(cls.identity) or role != "agent" or mention.types[-1] != "Thing")


def placed(cls: Class, slot: Slot) -> bool:
    """Whether a place may fill a role of *cls* from *slot*."""
    return any(
        slot.dep in p.deps and (not p.markers or slot.marker in p.markers) and p.role in PLACE_ROLES
        for t in cls.triggers
        for p in t.args
    )


def same_slot(filler: Filler, slot: Slot) -> bool:
    """Whether *filler* came from the coordination that *slot* starts, so that more of its conjuncts may join it."""
    return filler.mention is not None and filler.mention.head.i in {t.i for t in conjuncts(slot.token)}


def concerned(claim: ClaimDraft, sides: Iterable[str], *, besides: Iterable[Filler]) -> list[MentionDraft]:
    """Whom *claim* concerns: the first of its *sides* that somebody fills, a name before what is only described.

    Those that are among *besides* already do not count.
    """
    known = {id(f.mention.cluster) for f in besides if f.mention is not None}
    found = [
        [f.mention for f in claim.of(side) if f.mention is not None and id(f.mention.cluster) not in known]
        for side in sides
    ]
    actors = [[m for m in group if {"Actor", "Place"} & set(m.types)] for group in found]
    return next(filter(None, ([m for m in group if named(m)] for group in actors)), next(filter(None, actors), []))


def named(mention: MentionDraft) -> bool:
    """Whether the document names what *mention* stands for."""
    around = mention.cluster.mentions if mention.cluster else [mention]
    return any(
        m.form in {"name", "demonym"} or any(t.pos_ == "PROPN" for t in m.sentence.tokens.doc[m.first : m.last + 1])
        for m in around
    )


def mere(mention: MentionDraft, cls: Class, role: str) -> bool:
    """Whether *mention* only says where a thing comes from: nobody invests in the Danes of "Danish charging points".

    Nor is it somebody that is denied: "accused by X of fraud, which it denies".
    """
    if cls.name == "Denial" and role == "topic" and "Actor" in mention.types:
        return True
    return role == "target" and cls.group in _TRADING and mention.form == "demonym" and mention.head.dep_ in _MODIFYING


def beside(a: Class, b: Class) -> bool:
    """Whether one word may state both: who was shot was attacked, and died; an event beside what it shows to hold."""
    return a.kind != b.kind or a.name in b.beside or b.name in a.beside


def lend_target(claim: ClaimDraft) -> bool:
    """Fill an empty target from the claim inside: who is to act for a demand, else whom the act concerns."""
    cls = claim.cls
    if cls.name == "Rejection":
        bargains = (o.claim for o in claim.of("object") if o.claim is not None and o.claim.cls.group == "Transact")
        sold = [f.mention for one in bargains for f in one.fillers]  # who is to be bought is not the one refused
        claim.fillers = [f for f in claim.fillers if f.role != "target" or f.mention not in sold]
    if cls.role("target") is None or claim.of("target") or cls.group == "Communicate":
        return False
    for held in [f for f in claim.fillers if f.claim is not None]:
        sides: tuple[str, ...] = ("agent",) if held.role == "demand" else CONCERNED
        if cls.name in JUDGING:
            sides = () if cls.name in _DEPLORED else ("agent",)
        elif cls.name == "Rejection" and held.claim is not None:
            sides = {"Transact": (), "Agree": ("agent", *CONCERNED)}.get(held.claim.cls.group or "", CONCERNED)
        elif cls.group in {"Accuse", "Govern"}:
            sides = ("agent", *CONCERNED)  # who is said to have done it
        elif cls.group == "Agree" and held.claim is not None and held.claim.cls.group == "Consult":
            sides = CONCERNED[:-1]  # who pledges to meet in Geneva pledges Geneva nothing
        whom = concerned(held.claim, sides[:1], besides=claim.fillers) if held.claim else []
        whom = whom or (concerned(held.claim, sides, besides=claim.fillers) if held.claim else [])
        claim.fillers += [Filler("target", mention=m) for m in whom]
        if whom:
            return True
    return bool(claim.of("target"))


def stated(verb: Token, trigger: Trigger) -> Token:
    """The noun that states the event where *verb* is light: the profit of "made a profit"; else *verb*."""
    if verb.pos_ != "VERB" or not trigger.extra or verb.lemma_ not in _LIGHT:
        return verb
    nouns = (c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} and c.pos_ == "NOUN")
    return next((n for n in nouns if {n.lower_, n.lemma_.casefold()} & set(trigger.extra)), verb)


def frames(claim: ClaimDraft) -> bool:
    """Whether *claim* only holds a demand: "signed a petition calling on Hopla to reopen the forum"."""
    held = (f.claim for f in claim.of("topic") if f.claim is not None)
    return claim.cls.name == "PolicyAdvocacy" and any(one.cls.name == "Demand" for one in held)


def of_an_act(claim: ClaimDraft, role: str, slot: Slot, inner: dict[int, list[ClaimDraft]]) -> bool:
    """Whether the word in *slot* states what is judged, denied or told: whose deed it is, is said by that claim."""
    if role != "target":
        return False
    cls = claim.cls
    said = cls.group in _TELLING or (cls.group == "Agree" and slot.dep == "dobj")
    told = said and any(f.claim.trigger is slot.token for f in claim.fillers if f.claim)
    judged = cls.name in JUDGING or not cls.identity
    return told or (judged and any(c.cls.identity for c in inner.get(slot.token.i, ())))


def within(claim: ClaimDraft, slot: Slot) -> bool:
    """Whether *slot* belongs to an act that *claim* is about: "condemned the arrest of a singer in Oslo"."""
    held = [f.claim.trigger for f in claim.fillers if f.claim is not None]
    return slot.dep.startswith("dobj.") and any(t is not None and t.is_ancestor(slot.token) for t in held)


def has_other(claim: ClaimDraft, role: str, slot: Slot) -> bool:
    """Whether *role* is filled already, and not from the coordination in *slot*."""
    return any(f.role == role and not same_slot(f, slot) for f in claim.fillers)


def hold(claim: ClaimDraft, role: str, held: list[ClaimDraft]) -> bool:
    """Fill *role* with those of the claims *held* that *claim* does not hold yet; whether there were any."""
    fresh = [one for one in held if not any(f.claim is one for f in claim.fillers)]
    claim.fillers += [Filler(role, claim=one) for one in fresh]
    return bool(fresh)
