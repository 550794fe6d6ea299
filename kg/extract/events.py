"""Words that state events and states, and who and what fill their roles (layers 6 and 7)."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kg.extract.clusters import decide
from kg.extract.company import company, gerund_of, stand
from kg.extract.control import RESOLVED
from kg.extract.draft import ClaimDraft, ClusterDraft, Filler, MentionDraft, SentenceDraft
from kg.extract.fitting import (
    PLACE_ROLES,
    beside,
    fits,
    frames,
    has_other,
    hold,
    lend_target,
    may_fill,
    mere,
    met,
    of_an_act,
    placed,
    stated,
    within,
)
from kg.extract.hints import usual
from kg.extract.patterns import Asked, Patterns
from kg.extract.reference import References
from kg.extract.slots import Slot, conjuncts, headline, money, slots
from kg.extract.triggers import (
    carrier_of,
    depths,
    describes,
    follows,
    idle,
    over,
    points_back,
    repeated,
    told_in,
)
from kg.model import Span
from kg.ontology import Class, Ontology, Trigger

if TYPE_CHECKING:
    from kg.extract.tokens import Token

ACTOR_ROLES = frozenset({"agent", "target", "partner", "beneficiary"})
CLAIM_ROLES = frozenset({"demand", "consequence", "topic", "object", "result"})
_CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl"})
_DOING, _UNDERGOING = frozenset({"nsubj", "agent", "poss"}), frozenset({"dobj", "nsubjpass", "dative"})
_ANSWERING = frozenset({"Accuse", "Support", "Reject"})
_ENDED = frozenset({"SanctionsLifted", "PolicyReversal"})  # the verb says what happens to what stood
_NO_BODIES = frozenset({"Person", "Place", "Thing"})
_VOTE = 2
_FACING = frozenset({"against", "with"})  # whom one sues or talks to
_TIMES = frozenset({"DATE", "TIME"})
_MONTHS = frozenset({"march", "may"})  # of which the one is a protest, too


class Events:
    """Finds the claims of sentences by the triggers of an ontology."""

    def __init__(self, references: References, *, ontology: Ontology, patterns: Patterns | None = None) -> None:
        self.references = references
        self.ontology = ontology
        self.uneventful = ontology.words("uneventful")
        self.transparent = ontology.words("transparent")
        self.acts = ontology.words("act")
        self.aftermath = ontology.words("aftermath")
        self.bygone = ontology.words("bygone")
        self.pointing = ontology.words("pointing")
        self.patterns = patterns or Patterns()
        self._voted: list[tuple[ClusterDraft, str]] = []
        self._known_slots: dict[int, dict[str, list[Slot]]] = {}
        self._company: dict[int, set[str]] = {}

    def find(self, sentence: SentenceDraft) -> None:
        """Put the claims of *sentence* into it; deeper triggers first, so that they can fill roles of outer ones."""
        by_token: dict[int, list[ClaimDraft]] = {}
        self._known_slots.clear()
        self._company.clear()
        self._voted.clear()
        deep = depths(sentence.tokens)
        for token in sorted(sentence.tokens, key=lambda t: (-deep[t.i], t.pos_ == "NOUN", t.i)):
            claims = self._at(token, sentence, by_token)
            if claims:
                by_token[token.i] = claims
        for claim in [c for i in sorted(by_token) for c in by_token[i]]:
            told_in(claim, by_token)
        claims = [c for i in sorted(by_token) for c in by_token[i] if not repeated(c, by_token)]
        said = {t.i for c in claims for t in (c.carrier, c.gerund) if t is not None}
        claims = [c for c in claims if c.cls.identity or c.trigger is None or c.trigger.i not in said]
        held = {id(f.claim) for c in claims for f in c.fillers}
        idle_nouns = (c for c in claims if describes(c, self.aftermath) or points_back(c))
        idle = {id(c) for c in idle_nouns} - held
        told = (c for c in claims if not frames(c) and id(c) not in idle)
        sentence.claims = [c for c in told if not over(c, self.bygone)]
        for claim in sentence.claims:
            claim.fillers = [f for f in claim.fillers if f.claim is None or f.claim in sentence.claims]
            usual(claim, ontology=self.ontology)

    def _at(self, token: Token, sentence: SentenceDraft, inner: dict[int, list[ClaimDraft]]) -> list[ClaimDraft]:
        pos = {"PROPN": "NOUN", "AUX": "VERB"}.get(token.pos_, token.pos_)
        if (
            pos not in {"VERB", "NOUN", "ADJ"}
            or idle(token)
            or (
                token.text[:1].isupper()
                and pos == "NOUN"
                and (token.lower_ in _MONTHS or ((m := sentence.at(token)) is not None and m.form == "name"))
            )
        ):
            return []
        found: list[ClaimDraft] = []
        for cls, trigger in self.ontology.by_trigger.get((token.lemma_.casefold(), pos), ()):
            if any(c.cls is cls or not beside(c.cls, cls) for c in found) or not self._accompanied(token, trigger):
                continue
            if (claim := self._tried(cls, trigger, token, sentence, inner)) is not None:
                found.append(claim)
        if not found and self._eventful(token, inner):
            open_ = self.ontology.by_trigger.get(("*", pos), ())
            tried = (self._tried(cls, trigger, token, sentence, inner) for cls, trigger in open_)
            found = list(itertools.islice(filter(None, tried), 1))
        return found

    def _tried(
        self,
        cls: Class,
        trigger: Trigger,
        token: Token,
        sentence: SentenceDraft,
        inner: dict[int, list[ClaimDraft]],
    ) -> ClaimDraft | None:
        """The claim that *trigger* states at *token*; a trigger that does not hold leaves no mention and no vote."""
        before, voted = len(sentence.mentions), len(self._voted)
        claim = self._read(cls, trigger, token, carrier_of(token, trigger), sentence, inner)
        for held in (f.claim for f in claim.fillers if f.claim is not None) if claim is not None else ():
            if held.trigger is not None and held not in (known := inner.setdefault(held.trigger.i, [])):
                known.append(held)
        if claim is None:
            for cluster, voted_for in self._voted[voted:]:
                cluster.votes[voted_for] -= _VOTE
                decide(cluster, ontology=self.ontology)
            del self._voted[voted:]
            for made in sentence.mentions[before:]:
                self.references.forget(made)
            del sentence.mentions[before:]
        return claim

    def _vote(self, cluster: ClusterDraft, cls: str) -> None:
        """Vote for *cls*: only such a thing can be migrated to, acquired, elected."""
        cluster.votes[cls] += _VOTE
        self._voted.append((cluster, cls))
        decide(cluster, ontology=self.ontology)

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
        if ready.hopeless(reached, carrier):
            return None
        word = carrier if carrier is not None and cls.name in _ENDED else stated(token, trigger)
        start, end = word.idx, word.idx + len(word)
        claim = ClaimDraft(
            cls,
            sentence,
            token,
            Span(sentence.offset + start, sentence.offset + end),
            f"{cls.name}:{' '.join((*trigger.extra, trigger.head))}",
            carrier=carrier,
            gerund=gerund_of(token, trigger),
        )
        rules: list[str] = []
        taken: set[int] = set()
        for number, (asked, held) in enumerate(zip(ready.asked, reached, strict=True)):
            if number >= ready.near and lend_target(claim):
                rules.append("inner>target")
                break
            found = [s for s in held if s.token.i not in taken] if taken else held
            if asked.name == "_":
                taken |= {s.token.i for s in found}
                continue
            used = [s for s in found if self._fill(claim, cls, asked, s, sentence, inner)]
            rules += [f"{s.dep}{':' + s.marker if s.marker else ''}>{asked.name}" for s in used]
        if not all(met(claim, need, self.ontology) for need in trigger.needs):
            return None
        if any(len(claim.of(r.role)) < r.min for r in ready.least):
            return None
        if ready.near == len(ready.asked) and lend_target(claim):
            rules.append("inner>target")
        claim.rule = ",".join([claim.rule, *dict.fromkeys(rules)])
        return claim

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
        return stand(trigger.extra, words)

    def _fill(  # noqa: C901, PLR0912 - one case a kind of filler
        self,
        claim: ClaimDraft,
        cls: Class,
        asked: Asked,
        slot: Slot,
        sentence: SentenceDraft,
        inner: dict[int, list[ClaimDraft]],
    ) -> bool:
        """Fill the role *asked* for from *slot*; whether it did."""
        if slot.token is claim.trigger and slot.dep != "self":
            return False
        second = slot.marker == "or" and asked.name == "demand"
        role = cls.role("consequence") if second else asked.role
        if role is None or of_an_act(claim, role.role, slot, inner) or has_other(claim, role.role, slot):
            return False
        if role.role == "place" and within(claim, slot):
            return False
        holds = "Event" in role.accepts or (cls.kind == "event" and role.role in CLAIM_ROLES)
        held = self._claims_in(slot.token, inner) if holds else []
        if holds and not held and cls.group in _ANSWERING and slot.token.lemma_.casefold() in RESOLVED:
            held = [c for to in slot.token.children if to.dep_ == "acl" for c in self._claims_in(to, inner)]
        if role.role == "object" and slot.token.pos_ == "NOUN":
            held = [one for one in held if one.cls.identity]  # what has no class of its own is a thing there
        if not held and role.role in CLAIM_ROLES and cls.group in _ANSWERING and slot.token.pos_ == "NOUN":
            held = self._pointed(slot.token, claim, sentence)
        if held:
            return hold(claim, role.role, held)
        if slot.dep in _CLAUSAL or "Event" in role.accepts:
            return False
        filled = False
        tokens = conjuncts(slot.token)
        for token in tokens:
            if token.ent_type_ in _TIMES or (role.role in ACTOR_ROLES and money(token)):
                continue
            mention = self._mention(token, sentence, role.role, asked.accepts) or self._doer(
                token, sentence, cls, slot, role.role
            )
            if mention is None or not may_fill(mention, cls, slot, role.role) or mere(mention, cls, role.role):
                continue
            if any(f.mention is not None and f.mention.cluster is mention.cluster for f in claim.fillers):
                continue
            if mention.head.dep_ in {"amod", "compound", "nmod", "poss"} and mention.head.head.i == token.i:
                tokens += [t for t in conjuncts(mention.head)[1:] if t not in tokens]
            claim.fillers.append(Filler(role.role, mention=mention))
            claim.confidence = min(claim.confidence, 0.8 * slot.confidence * max(mention.confidence, 0.5) ** 0.5)
            filled = True
        return filled

    def _pointed(self, noun: Token, outer: ClaimDraft, sentence: SentenceDraft) -> list[ClaimDraft]:
        """The event that *noun* points back to, which counts as one because *outer* praises, condemns, refuses it."""
        lemma = noun.lemma_.casefold()
        if lemma not in self.pointing:
            return []
        known = [
            (cls, t)
            for cls, t in self.ontology.by_trigger.get((lemma, "NOUN"), ())
            if not t.extra and cls.identity and cls.kind == "event"
        ]
        if not known:
            return []
        cls, trigger = min(
            known, key=lambda ct: (ct[0].name.casefold() != lemma, any(n.role == "light" for n in ct[1].needs))
        )
        start = sentence.offset + noun.idx
        made = ClaimDraft(cls, sentence, noun, Span(start, start + len(noun)), f"{cls.name}:{lemma}, pointed to")
        ready, own = self.patterns.of(cls, trigger), self._slots(noun)
        for asked in ready.asked:
            for slot in asked.reached(noun, own, None, self._slots):
                if asked.name != "_":
                    self._fill(made, cls, asked, slot, sentence, {})
        if cls.group == "Transact":
            made.realis = "future"
        if cls.group == "Accuse" and outer.cls.group == "Reject" and not made.of("target"):
            made.fillers += [Filler("target", mention=f.mention) for f in outer.of("agent")]  # who answers it
        return [made]

    def _claims_in(self, token: Token, inner: dict[int, list[ClaimDraft]]) -> list[ClaimDraft]:
        """The claims stated at *token*, or at what it carries as a light verb: "face a fine", "see it banned"."""
        seen = next((c for c in token.children if c.dep_ == "ccomp" and c.tag_ == "VBN"), None)
        direct = inner.get(token.i, []) or (inner.get(seen.i, []) if seen is not None else [])
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
        kinds = {kind for a in accepts for kind in self.ontology.chain(a)}
        if found is None and "Organization" in kinds and not kinds & _NO_BODIES:
            found = self.references.overlooked(token, sentence)
        if role in PLACE_ROLES and (found is None or not fits(found, accepts, self.ontology)):
            found = self.references.place(token, sentence) or found
        if (
            found is None
            and (not accepts or any("Actor" not in self.ontology.chain(a) for a in accepts))
            and role not in PLACE_ROLES
        ):
            found = self.references.thing(token, sentence, fallback="Topic" if role == "topic" else "Thing")
        if found is None or (accepts and not fits(found, accepts, self.ontology)):
            return None
        if len(accepts) == 1 and accepts[0] not in found.types and found.cluster is not None:
            self._vote(found.cluster, accepts[0])
        return found

    def _body(self, found: MentionDraft | None, cls: Class) -> MentionDraft | None:
        """A name that only the recogniser took for a place, where *cls* asks for a body: "Hopla is based in …"."""
        spec = cls.role("subject")
        if found is None or found.form != "name" or found.cluster is None or spec is None or not found.cluster.weak:
            return None
        if "Place" not in found.types or not set(spec.accepts) <= {"Actor", "Organization"}:
            return None
        self._vote(found.cluster, "Organization")
        return found

    def _doer(self, token: Token, sentence: SentenceDraft, cls: Class, slot: Slot, role: str) -> MentionDraft | None:
        """A place that acts or is dealt with: what only the recogniser took for a place is an organisation there.

        A known place stays one ("Beijing said", "accused Moscow"): it stands for who governs there. Where a class
        asks for a place in that slot, it is a place.
        """
        dep = slot.dep.rpartition(".")[2]
        if role not in ACTOR_ROLES or (dep != "prep" and dep not in (_DOING if role == "agent" else _UNDERGOING)):
            return self._body(sentence.at(token), cls) if role == "subject" else None
        ruled = self.references.municipality(token, sentence) if role == "agent" and dep != "prep" else None
        found = ruled or sentence.at(token) or self.references.own(token, sentence)
        if ruled is not None or found is None or found.cluster is None:
            return ruled
        forms, kinds = ({"name", "pronoun"}, {"Place", "Thing"}) if role == "agent" else ({"name"}, {"Place"})
        if found.form not in forms or not kinds & set(found.types) or (role != "agent" and placed(cls, slot)):
            return None
        facing = slot.marker in _FACING or (cls.group == "Transact" and slot.marker in {"of", "between"})
        if found.cluster.weak and (dep != "prep" or facing):
            # It stands where somebody acts, whether the trigger holds or not: this vote is not taken back.
            found.cluster.votes["Organization"] += _VOTE
            decide(found.cluster, ontology=self.ontology)
            return found
        known = not found.cluster.weak and (dep != "prep" or role != "agent")
        return found if known and {"Place", "Product"} & set(found.types) else None
