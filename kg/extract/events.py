"""Words that state events and states, and who and what fill their roles (layers 6 and 7)."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kg.extract.clusters import decide
from kg.extract.draft import ClaimDraft, Filler, MentionDraft, SentenceDraft
from kg.extract.patterns import Asked, Patterns, Ready
from kg.extract.reference import References
from kg.extract.slots import Slot, conjuncts, slots
from kg.extract.triggers import carrier_of, company, depths, follows, headline, repeated
from kg.model import Span
from kg.ontology import Class, Need, Ontology, Trigger

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extract.tokens import Token

ACTOR_ROLES = frozenset({"agent", "target", "partner", "beneficiary"})
PLACE_ROLES = frozenset({"origin", "destination", "place"})
CLAIM_ROLES = frozenset({"demand", "consequence", "topic", "object", "result"})
CONCERNED = ("target", "partner", "beneficiary", "destination", "origin", "object", "place")  # likeliest first
_CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl"})
_TIMES = frozenset({"DATE", "TIME"})


class Events:
    """Finds the claims of sentences by the triggers of an ontology."""

    def __init__(self, references: References, *, ontology: Ontology, patterns: Patterns | None = None) -> None:
        self.references = references
        self.ontology = ontology
        self.uneventful = ontology.words("uneventful")
        self.transparent = ontology.words("transparent")
        self.acts = ontology.words("act")
        self.patterns = patterns or Patterns()
        self._overlooks: bool | None = None
        self._known_slots: dict[int, dict[str, list[Slot]]] = {}
        self._company: dict[int, set[str]] = {}

    def find(self, sentence: SentenceDraft) -> None:
        """Put the claims of *sentence* into it; deeper triggers first, so that they can fill roles of outer ones."""
        by_token: dict[int, list[ClaimDraft]] = {}
        self._known_slots.clear()
        self._company.clear()
        self._overlooks = None
        deep = depths(sentence.tokens)
        for token in sorted(sentence.tokens, key=lambda t: (-deep[t.i], t.pos_ == "NOUN", t.i)):
            claims = self._at(token, sentence, by_token)
            if claims:
                by_token[token.i] = claims
        claims = [c for i in sorted(by_token) for c in by_token[i] if not repeated(c, by_token)]
        carriers = {c.carrier.i for c in claims if c.carrier is not None}
        sentence.claims = [c for c in claims if c.cls.identity or c.trigger is None or c.trigger.i not in carriers]
        for claim in sentence.claims:
            claim.fillers = [f for f in claim.fillers if f.claim is None or f.claim in sentence.claims]

    def _at(self, token: Token, sentence: SentenceDraft, inner: dict[int, list[ClaimDraft]]) -> list[ClaimDraft]:
        pos = {"PROPN": "NOUN", "AUX": "VERB"}.get(token.pos_, token.pos_)
        if pos not in {"VERB", "NOUN", "ADJ"} or (
            token.text[:1].isupper() and pos == "NOUN" and (m := sentence.at(token)) is not None and m.form == "name"
        ):
            return []
        found: list[ClaimDraft] = []
        for cls, trigger in self.ontology.by_trigger.get((token.lemma_.casefold(), pos), ()):
            if (found and not _beside(found[0].cls, cls)) or not self._accompanied(token, trigger):
                continue
            carrier = carrier_of(token, trigger)
            before = len(sentence.mentions)
            claim = self._read(cls, trigger, token, carrier, sentence, inner)
            if claim is not None and all(c.cls is not cls for c in found):
                found.append(claim)
            else:
                self._undo(sentence, before)
        if not found and self._eventful(token, inner):
            read = (
                self._read(cls, trigger, token, carrier_of(token, trigger), sentence, inner)
                for cls, trigger in self.ontology.by_trigger.get(("*", pos), ())
            )
            found = list(itertools.islice(filter(None, read), 1))
        return found

    def _undo(self, sentence: SentenceDraft, before: int) -> None:
        """Forget the mentions of *sentence* after the first *before*: a trigger that does not hold leaves no trace."""
        for made in sentence.mentions[before:]:
            self.references.forget(made)
        del sentence.mentions[before:]

    def _eventful(self, token: Token, inner: dict[int, list[ClaimDraft]]) -> bool:
        """Whether *token*, a verb or a noun made of one, says that something happens, and no claim says it better."""
        lemma = token.lemma_.casefold()
        if token.pos_ == "NOUN":
            return token.dep_ != "compound" and lemma in self.acts
        if token.pos_ != "VERB" or token.dep_ == "amod" or lemma in self.uneventful:
            return False
        if lemma in self.transparent and any(c.i in inner or c.dep_ in {"xcomp", "ccomp"} for c in token.children):
            return False
        if token.tag_ in {"VBZ", "VBP"} and not headline(token.sent):
            return False
        return all(c.carrier is None or c.carrier.i != token.i for held in inner.values() for c in held)

    def _read(
        self,
        cls: Class,
        trigger: Trigger,
        token: Token,
        carrier: Token | None,
        sentence: SentenceDraft,
        inner: dict[int, list[ClaimDraft]],
    ) -> ClaimDraft | None:
        ready = self.patterns.of(cls, trigger)
        own, light = self._slots(token), self._slots(carrier) if carrier is not None else None
        reached = [asked.reached(token, own, light, self._slots) for asked in ready.asked]
        if trigger.head != "*" and ready.hopeless(reached, carrier) and self._traceless(ready, reached, sentence):
            return None
        start, end = token.idx, token.idx + len(token)
        claim = ClaimDraft(
            cls,
            sentence,
            token,
            Span(sentence.offset + start, sentence.offset + end),
            f"{cls.name}:{' '.join((*trigger.extra, trigger.head))}",
            carrier=carrier,
        )
        rules: list[str] = []
        taken: set[int] = set()
        for number, (asked, held) in enumerate(zip(ready.asked, reached, strict=True)):
            if number >= ready.near and self._lend_target(claim):
                rules.append("inner>target")
                break
            found = [s for s in held if s.token.i not in taken] if taken else held
            if asked.name == "_":
                taken |= {s.token.i for s in found}
                continue
            used = [s for s in found if self._fill(claim, cls, asked, s, sentence, inner)]
            rules += [f"{s.dep}{':' + s.marker if s.marker else ''}>{asked.name}" for s in used]
        if not all(self._met(claim, need) for need in trigger.needs):
            return None
        if any(len(claim.of(r.role)) < r.min for r in ready.least):
            return None
        if ready.near == len(ready.asked) and self._lend_target(claim):
            rules.append("inner>target")
        claim.rule = ",".join([claim.rule, *dict.fromkeys(rules)])
        return claim

    def _traceless(self, ready: Ready, reached: list[list[Slot]], sentence: SentenceDraft) -> bool:
        """Whether to try a trigger that cannot hold would change nothing: what fills a role in vain may be typed by it.

        Its name may be one that was overlooked, or the only thing that a role accepts, or a place that acts.
        """
        if self._overlooks is None:
            self._overlooks = any(self.references.overlooks(t, sentence) for t in sentence.tokens)
        if self._overlooks or any(reached[n] for n in ready.traces):
            return False
        return not any(reached[n] for n in ready.agents) or not any(map(_unsettled, sentence.mentions))

    def _slots(self, token: Token) -> dict[str, list[Slot]]:
        """The slots of *token* by name; as every pattern asks, all are kept while a sentence is read."""
        known = self._known_slots.get(token.i)
        if known is None:
            known = self._known_slots[token.i] = {}
            for slot in slots(token):
                known.setdefault(slot.dep, []).append(slot)
        return known

    def _accompanied(self, token: Token, trigger: Trigger) -> bool:
        """Whether the words stand with *token* that *trigger* asks for."""
        if not trigger.extra:
            return True
        if trigger.pos == "NOUN":
            return follows(token, trigger.extra)
        words = self._company.get(token.i)
        if words is None:
            found = (s for held in self._slots(token).values() for s in held)
            words = self._company[token.i] = company(token, found)
        return words.issuperset(trigger.extra)

    def _fill(
        self,
        claim: ClaimDraft,
        cls: Class,
        asked: Asked,
        slot: Slot,
        sentence: SentenceDraft,
        inner: dict[int, list[ClaimDraft]],
    ) -> bool:
        """Fill the role *asked* for from *slot*; whether it did."""
        second = slot.marker == "or" and asked.name == "demand"
        role = cls.role("consequence") if second else asked.role
        if role is None or any(f.role == role.role and not _same_slot(f, slot) for f in claim.fillers):
            return False
        holds = "Event" in role.accepts or (cls.kind == "event" and role.role in CLAIM_ROLES)
        held = self._claims_in(slot.token, inner) if holds else []
        if role.role == "object" and slot.token.pos_ == "NOUN":
            held = [one for one in held if one.cls.identity]  # what has no class of its own is a thing there
        if held:
            return _hold(claim, role.role, held)
        if slot.dep in _CLAUSAL or "Event" in role.accepts:
            return False
        filled = False
        tokens = conjuncts(slot.token)
        for token in tokens:
            if token.ent_type_ in _TIMES:
                continue
            mention = self._mention(token, sentence, role.role, asked.accepts) or self._doer(
                token, sentence, slot, role.role
            )
            if mention is None or not _may_fill(mention, cls, slot, role.role):
                continue
            if any(f.mention is not None and f.mention.cluster is mention.cluster for f in claim.fillers):
                continue
            if mention.head.dep_ in {"amod", "compound", "nmod", "poss"} and mention.head.head.i == token.i:
                tokens += [t for t in conjuncts(mention.head)[1:] if t not in tokens]
            claim.fillers.append(Filler(role.role, mention=mention))
            claim.confidence = min(claim.confidence, 0.8 * slot.confidence * max(mention.confidence, 0.5) ** 0.5)
            filled = True
        return filled

    def _lend_target(self, claim: ClaimDraft) -> bool:
        """Fill an empty target from the claim inside: who is to act for a demand, else whom the act concerns."""
        if claim.cls.role("target") is None or claim.of("target"):
            return False
        for held in [f for f in claim.fillers if f.claim is not None]:
            sides: tuple[str, ...] = ("agent",) if held.role == "demand" else CONCERNED
            if claim.cls.group == "Accuse":
                sides = ("agent", *CONCERNED)  # who is said to have done it
            whom = concerned(held.claim, sides, besides=claim.fillers) if held.claim else []
            claim.fillers += [Filler("target", mention=m) for m in whom]
            if whom:
                return True
        return bool(claim.of("target"))

    def _claims_in(self, token: Token, inner: dict[int, list[ClaimDraft]]) -> list[ClaimDraft]:
        """The claims stated at *token*, or at the noun it carries as a light verb."""
        direct = inner.get(token.i, [])
        return [c for c in direct if c.cls.kind == "event"] or [
            c
            for i in sorted(inner)
            for c in inner[i]
            if c.carrier is not None and c.carrier.i == token.i and c.cls.kind == "event"
        ]

    def _mention(
        self, token: Token, sentence: SentenceDraft, role: str, accepts: tuple[str, ...]
    ) -> MentionDraft | None:
        if role in ACTOR_ROLES and not accepts:
            return self.references.actor(token, sentence)
        if role in PLACE_ROLES and not accepts:
            accepts = ("Actor", "Place")
        found = self.references.own(token, sentence)
        if found is None and "Actor" in accepts:
            found = self.references.actor(token, sentence)
        if role in PLACE_ROLES and (found is None or not _fits(found, accepts)):
            found = self.references.place(token, sentence) or found
        if (
            found is None
            and (not accepts or any("Actor" not in self.ontology.chain(a) for a in accepts))
            and role not in PLACE_ROLES
        ):
            found = self.references.thing(token, sentence, fallback="Topic" if role == "topic" else "Thing")
        if found is None or (accepts and not _fits(found, accepts)):
            return None
        if len(accepts) == 1 and accepts[0] not in found.types and found.cluster is not None:
            found.cluster.votes[accepts[0]] += 2  # only such a thing can be migrated to, acquired, elected …
            decide(found.cluster, ontology=self.ontology)
        return found

    def _doer(self, token: Token, sentence: SentenceDraft, slot: Slot, role: str) -> MentionDraft | None:
        """A place that acts: what only the recogniser took for a place is an organisation if it does something.

        A known place in the place of a doer stays one ("Beijing said"): it stands for who governs there.
        """
        if role != "agent" or slot.dep not in {"nsubj", "agent", "poss"}:
            return None
        found = sentence.at(token)
        if found is None or found.form != "name" or found.cluster is None or not {"Place", "Thing"} & set(found.types):
            return None
        if found.cluster.weak:
            found.cluster.votes["Organization"] += 2
            decide(found.cluster, ontology=self.ontology)
            return found
        return found if {"Place", "Product"} & set(found.types) else None

    def _met(self, claim: ClaimDraft, need: Need) -> bool:
        if need.role == "light":
            return (claim.carrier is not None) != need.absent
        if need.role == "clause":
            return (
                any(c.dep_ in {"ccomp", "parataxis"} for c in (claim.top or claim.sentence.tokens.root).children)
                != need.absent
            )
        if need.role == "quantity":
            return (
                any(
                    t.like_num or t.ent_type_ in {"MONEY", "PERCENT", "CARDINAL", "QUANTITY"}
                    for t in claim.sentence.tokens
                )
                != need.absent
            )
        if need.role == "named":
            return any(map(named, claim.sentence.mentions)) != need.absent
        fillers = claim.of(need.role)
        held = any(_is_a(f, need.classes) for f in fillers)
        return held != need.absent


def _unsettled(mention: MentionDraft) -> bool:
    """Whether *mention* is a place or thing that only the recogniser typed: one that acts is another thing."""
    weak = mention.form == "name" and mention.cluster is not None and mention.cluster.weak
    return weak and bool({"Place", "Thing"} & set(mention.types))


def _beside(a: Class, b: Class) -> bool:
    """Whether one word may state both: who was shot was attacked, and died."""
    return a.name in b.beside or b.name in a.beside


def _hold(claim: ClaimDraft, role: str, held: list[ClaimDraft]) -> bool:
    """Fill *role* with those of the claims *held* that *claim* does not hold yet; whether there were any."""
    fresh = [one for one in held if not any(f.claim is one for f in claim.fillers)]
    claim.fillers += [Filler(role, claim=one) for one in fresh]
    return bool(fresh)


def _may_fill(mention: MentionDraft, cls: Class, slot: Slot, role: str) -> bool:
    """Not an adjective that names nobody; nor, in the open class, something without a name that is said to act."""
    if mention.form != "nominal":
        return True
    return slot.dep != "amod" and (bool(cls.identity) or role != "agent" or mention.types[-1] != "Thing")


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


def _is_a(filler: Filler, classes: tuple[str, ...]) -> bool:
    """Whether *filler* is of one of *classes*; without classes anything is."""
    if not classes:
        return True
    if filler.claim is not None:
        return bool(set(classes) & set(filler.claim.cls.types))
    return filler.mention is not None and _fits(filler.mention, classes)


def _fits(mention: MentionDraft, classes: tuple[str, ...]) -> bool:
    """Whether *mention* is of one of *classes*; a name that only the recogniser typed may be another actor."""
    if set(classes) & set(mention.types):
        return True
    loose = (
        mention.cluster is not None
        and mention.cluster.weak
        and mention.form == "name"
        and mention.types[-1:] in {("Person",), ("Organization",), ("Product",), ("Work",)}
    )
    return loose and bool(set(classes) & {"Platform", "Company", "Organization", "Actor"})


def named(mention: MentionDraft) -> bool:
    """Whether the document names what *mention* stands for."""
    around = mention.cluster.mentions if mention.cluster else [mention]
    return any(
        m.form in {"name", "demonym"} or any(t.pos_ == "PROPN" for t in m.sentence.tokens.doc[m.first : m.last + 1])
        for m in around
    )


def _same_slot(filler: Filler, slot: Slot) -> bool:
    """Whether *filler* came from the coordination that *slot* starts, so that more of its conjuncts may join it."""
    return filler.mention is not None and filler.mention.head.i in {t.i for t in conjuncts(slot.token)}
