"""Polarity, certainty, realis and focus of a claim, from its own auxiliaries and the words above it (layer 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.denying import (
    imperative,
    infinitive,
    inverted,
    merely,
    negated,
    no_longer,
    perfect,
    put_off,
    set_apart,
    undone,
    untrue,
)
from kg.extract.draft import ClaimDraft
from kg.ontology import Ontology

if TYPE_CHECKING:
    from kg.extract.tokens import Token

_CLIMB = frozenset(
    {
        "xcomp",
        "ccomp",
        "pcomp",
        "pobj",
        "acl",
        "advcl",
        "dobj",
        "nsubjpass",
        "nsubj",
        "attr",
        "prep",
        "conj",
        "acomp",
        "compound",
        "amod",
    }
)
_GOVERNED = frozenset({"xcomp", "ccomp", "pcomp", "acl", "dobj", "pobj", "advcl"})
_STEPS = 5  # deeper governors rarely bear on a word
_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_MET = frozenset({"Accuse", "Protest"})  # "faces criticism", "faced protests"
_WOULD = frozenset({"would", "'d", "’d", "could", "might", "may"})
_TILL = frozenset({"until", "till", "once", "before"})
_FIRST = frozenset({"first", "second", "third", "last", "latest", "only"})
_LOWERED = frozenset({"expect", "intend", "plan", "likely", "ready", "willing", "due", "set"})  # "is not due to resign"
_NONE = frozenset({"no", "neither"})
_NOBODY = frozenset({"nobody", "none", "nothing"})
_DROPPED = frozenset({"drop", "ditch", "withdraw"})  # a plan, an offer
_PART = frozenset(
    {"involvement", "role", "responsibility", "knowledge", "part", "complicity", "link", "connection", "blame"}
)  # in what was done, though one denies it
_KEPT_FROM = frozenset(
    (verb, prep)
    for prep, verbs in {
        "from": "prevent stop bar ban block refrain abstain discourage dissuade prohibit deter keep forbid",
        "against": "vote decide advise warn rule argue",
    }.items()
    for verb in verbs.split()
)
_SPOKEN = frozenset({"Agree", "Request", "Accuse", "Communicate", "Threaten"})
_ANSWERED = frozenset({"deny", "reject", "refuse", "decline", "rule"})
_BACKGROUND = frozenset({"relcl", "acl", "advcl"})
_FREE_NOUN = frozenset({"nsubj", "nsubjpass", "pobj", "poss", "compound", "conj", "appos"})


class Factuality:
    """Reads the four dimensions that grammar marks; attribution is the fifth layer's."""

    def __init__(self, ontology: Ontology) -> None:
        self.words = {
            name: ontology.words(name)
            for name in (
                "negator",
                "negativeVerb",
                "negativeNoun",
                "possible",
                "probable",
                "intention",
                "hypothesis",
                "futureNoun",
                "possibleAdverb",
                "probableAdverb",
                "looming",
                "unrealVerb",
                "implicative",
                "intentionNoun",
                "hearsayVerb",
                "permission",
                "calledOff",
                "ahead",
            )
        }

    def read(self, claim: ClaimDraft) -> None:
        """Set polarity, certainty, realis and focus of *claim*."""
        top = claim.top
        if top is None:
            return
        copula = top.head if top.dep_ in {"acomp", "attr"} else None
        for token in dict.fromkeys(
            t for t in (claim.trigger, top, copula) if t is not None
        ):  # the higher word has the last say
            self._own(claim, token)
        if claim.carrier is not None:
            self._carried(claim, claim.carrier)
        if inverted(top):
            claim.realis = "hypothetical"
        if top.dep_ == "ROOT" and infinitive(top):
            self._unless_set(claim, "future")  # "US to withdraw troops", a headline
        if imperative(top):
            self._unless_set(claim, "demanded")
        if not (claim.cls.kind == "state" and claim.carrier is None and top.pos_ in {"NOUN", "PROPN"}):
            self._above(claim, top)  # but "wants to sell its unit Hopla" says whose that is
        claim.focus = _focus(claim, top)

    def _carried(self, claim: ClaimDraft, verb: Token) -> None:
        """What the light *verb* says of the event: "considered a ban", "called off the strike"."""
        lemma = verb.lemma_.casefold()
        self._is_to(claim, verb)
        if put_off(verb) or lemma in {"postpone", "delay"}:
            claim.polarity = "neg"
        if lemma == "rule" and claim.trigger is not None and claim.trigger.dep_ == "dobj":  # out
            claim.polarity = "neg"
            self._unless_set(claim, "future")
        met = lemma == "face" and claim.cls.group in _MET
        if not met and lemma in self.words["unrealVerb"] | self.words["possible"]:
            claim.certainty = "possible"
            self._unless_set(claim, "future")
        elif lemma in self.words["ahead"]:
            self._unless_set(claim, "intended")

    def _own(self, claim: ClaimDraft, token: Token) -> None:
        for child in token.children:
            word = child.lower_
            if merely(child):
                continue
            if (
                child.dep_ == "neg"
                or no_longer(child)
                or (child.dep_ in {"det", "advmod", "preconj"} and word in self.words["negator"])
            ):
                claim.polarity = "neg"
            elif child.dep_ == "aux":
                self._modal(claim, child)
            elif (
                child.dep_ == "amod" or (child.dep_ == "acl" and child.tag_ == "VBN")
            ) and child.lemma_.casefold() in self.words["calledOff"]:
                claim.polarity = "neg"
            elif child.dep_ in {"advmod", "amod"}:
                self._adverb(claim, word)
            elif child.dep_ == "mark" and word in self.words["hypothesis"]:
                claim.realis = "hypothetical"
        if any(
            c.dep_ in {"nsubj", "nsubjpass"} and (c.lower_ in _NOBODY or any(d.lower_ in _NONE for d in c.children))
            for c in token.children
        ):
            claim.polarity = "neg"

    def _modal(self, claim: ClaimDraft, aux: Token) -> None:
        word = aux.lower_
        if word in _WILL or (word == "going" and aux.lemma_ == "go"):
            claim.realis = "future"
        elif word in {"would", "'d", "’d"}:
            self._unless_set(claim, "future")
        elif word in {"may", "might", "could", "can"}:
            claim.certainty = "possible"
            claim.realis = "future" if claim.realis == "actual" and word != "can" else claim.realis
        elif word in {"should", "must", "ought"}:
            claim.realis = "demanded"

    def _adverb(self, claim: ClaimDraft, word: str) -> None:
        if word in self.words["possibleAdverb"] or word in self.words["looming"]:
            claim.certainty = "possible"
        elif word in self.words["probableAdverb"]:
            claim.certainty = "probable"
        if word in self.words["looming"] or word in {"planned", "proposed", "future", "upcoming", "next"}:
            self._unless_set(claim, "future")

    def _above(self, claim: ClaimDraft, token: Token) -> None:
        """What the governors of *token* do to it, up to the first that stops."""
        for _ in range(_STEPS):
            head, dep = token.head, token.dep_
            if head.i == token.i or dep not in _CLIMB or (dep == "amod" and token.tag_ == "VBN"):
                return
            lemma = head.lemma_.casefold()
            subject = dep in {"nsubj", "nsubjpass"}
            if dep == "pobj" and (set_apart(claim, head) or head.head.lemma_ in _PART):
                return
            if dep in _GOVERNED or (subject and lemma in self.words["unrealVerb"]):
                self._governor(claim, token, head, lemma)
            self._infinitive(claim, token, head)
            if self._called_off(claim, token, head) or undone(token, head) or untrue(token, head):
                claim.polarity = "neg"
            if subject:
                self._as_subject(claim, token, head)
            if subject or self._apart(token, head, lemma):
                return
            if dep == "advcl" and not self._adverbial(claim, token):
                return
            if dep == "conj" and head.pos_ in {"VERB", "AUX"}:
                self._shared_modals(claim, token, head)
            token = head

    def _as_subject(self, claim: ClaimDraft, noun: Token, verb: Token) -> None:
        """What *verb* says of the event that is its subject: "a ban would anger voters", "talks are to resume"."""
        if noun.pos_ == "NOUN" and any(c.lower_ in _WOULD for c in verb.children if c.tag_ == "MD"):
            self._unless_set(claim, "hypothetical")
        self._is_to(claim, verb)

    def _is_to(self, claim: ClaimDraft, verb: Token) -> None:
        if verb.lemma_ == "be" and any(c.dep_ == "xcomp" and infinitive(c) for c in verb.children):
            self._unless_set(claim, "future")

    def _infinitive(self, claim: ClaimDraft, token: Token, head: Token) -> None:
        """What is to be done has not been done, unless its verb says so; what stands above it may be ahead itself."""
        bare = token.dep_ == "xcomp" or (
            token.tag_ in {"VB", "VBN"} and not any(c.dep_ == "aux" for c in token.children)
        )
        if token.dep_ not in {"xcomp", "ccomp", "acl"} or not (infinitive(token) or bare):
            return
        for aux in (c for c in head.children if c.dep_ == "aux" and c.lower_ in _WILL | {"would"}):
            self._modal(claim, aux)
        lemma = head.lemma_.casefold()
        if lemma == "have" and token.dep_ == "xcomp" and infinitive(token):
            told = head.dep_ == "ccomp" and head.tag_ == "VBD"  # "said they had to be freed"; "had to flee" is past
            self._unless_set(claim, "demanded" if told or head.tag_ in {"VBP", "VBZ", "VB"} else "actual")
            return
        if lemma in _LOWERED and negated(head):
            claim.polarity = "neg"
        if infinitive(token) and head.tag_ == "VBN" and lemma in self.words["permission"]:
            claim.certainty = "possible"  # "was allowed to bid"
        if infinitive(token) and lemma not in self.words["implicative"] | self.words["hearsayVerb"]:
            nouns = [head, *(c for c in head.children if c.dep_ == "attr")]  # "became the first country to sign"
            first = any(n.pos_ == "NOUN" and any(c.lower_ in _FIRST for c in n.children) for n in nouns)
            self._unless_set(claim, "actual" if first else "future")

    def _adverbial(self, claim: ClaimDraft, clause: Token) -> bool:
        """Whether what stands above the adverbial *clause* bears on it: only a purpose after its verb does."""
        if any(c.dep_ == "mark" and c.lower_ in self.words["hypothesis"] for c in clause.children):
            claim.realis = "hypothetical"
        present = any(
            t.tag_ in {"VBZ", "VBP"} for t in (clause, *clause.children) if t.i == clause.i or t.dep_ == "aux"
        )
        ahead = _WILL | {"would", "to"} if any(c.lower_ in _TILL for c in clause.children) else _WILL
        if present and any(c.lower_ in ahead and c.dep_ == "aux" for c in clause.head.children):
            self._unless_set(claim, "future")  # "two days before it opens", of what will be
        if clause.tag_ == "VBG" and clause.i > clause.head.i and any(c.lower_ in _WILL for c in clause.head.children):
            self._unless_set(claim, "future")  # "will close, putting 90 people out of work"
        if clause.i < clause.head.i or not any(c.tag_ == "TO" for c in clause.children):
            return False
        self._unless_set(claim, "intended")
        return True

    @staticmethod
    def _told(claim: ClaimDraft, token: Token, lemma: str) -> bool:
        """Whether the claim is of words that were said, though they were denied or rejected afterwards."""
        said = claim.cls.group in _SPOKEN and token.pos_ == "NOUN" and token.dep_ in {"dobj", "nsubjpass"}
        return said and lemma in _ANSWERED

    def _called_off(self, claim: ClaimDraft, token: Token, verb: Token) -> bool:
        """Whether *verb* puts off or calls off what the noun *token* states."""
        undergone = token.dep_ == "nsubjpass" or (token.dep_ == "nsubj" and verb.tag_ == "VBN" and not perfect(verb))
        if not undergone and (token.dep_ != "dobj" or token.pos_ != "NOUN"):
            return False
        lemma = verb.lemma_.casefold()
        dropped = lemma in _DROPPED and token.lemma_.casefold() in self.words["intentionNoun"]
        off = lemma in self.words["calledOff"] and not self._told(claim, token, lemma)
        return off or dropped or put_off(verb)

    def _apart(self, token: Token, head: Token, lemma: str) -> bool:
        """Whether what stands above *head* does not bear on the clause *token*: what is said, what only describes."""
        if token.dep_ == "acl" and token.tag_ in {"VBN", "VBG"}:  # "blocked channels run by …": they are run
            word = head.lemma_.casefold()
            return not any(word in self.words[name] for name in ("futureNoun", "intentionNoun", "negativeNoun"))
        undergone = token.tag_ == "VBN" and all(c.dep_ not in {"aux", "auxpass", "mark"} for c in token.children)
        return token.dep_ == "ccomp" and not undergone and lemma not in self.words["intention"]

    def _shared_modals(self, claim: ClaimDraft, token: Token, head: Token) -> None:
        """The auxiliaries of the first of two verbs count for the second when it has neither subject nor auxiliary."""
        if token.tag_ not in {"VBD", "VBZ"} and not any(c.dep_ in {"nsubj", "aux"} for c in token.children):
            for aux in (c for c in head.children if c.dep_ == "aux" and c.tag_ in {"MD", "TO"}):
                self._modal(claim, aux)

    @staticmethod
    def _unless_set(claim: ClaimDraft, realis: str) -> None:
        if claim.realis == "actual":
            claim.realis = realis

    def _governor(self, claim: ClaimDraft, token: Token, head: Token, lemma: str) -> None:
        if head.pos_ in {"VERB", "AUX", "ADJ"} and token.dep_ in {
            "xcomp",
            "ccomp",
            "pcomp",
            "dobj",
            "nsubj",
            "nsubjpass",
        }:
            if lemma in self.words["negativeVerb"] and not (lemma == "rule" and token.dep_ == "ccomp"):
                claim.polarity = claim.polarity if self._told(claim, token, lemma) else "neg"
            if lemma in self.words["intention"] and not _done(token) and not _names(token, head):
                self._unless_set(claim, "intended")
            if lemma == "able" and any(c.lower_ in _WILL for c in head.head.children):
                self._unless_set(claim, "future")
            elif lemma in self.words["possible"]:
                claim.certainty = "possible"
                if token.tag_ == "VBG" or (token.dep_ in {"dobj", "nsubjpass"} and token.pos_ == "NOUN"):
                    self._unless_set(claim, "future")  # what is weighed or negotiated, "considers banning"
            elif lemma in self.words["probable"] and (token.dep_ != "dobj" or lemma not in {"set", "poise"}):
                claim.certainty = "probable"
                self._unless_set(
                    claim, "actual" if token.dep_ == "ccomp" or (infinitive(token) and perfect(token)) else "future"
                )
            met = lemma == "face" and claim.cls.group in _MET
            if lemma in self.words["unrealVerb"] and not met:
                self._unless_set(claim, "future")
                claim.certainty = "possible"
        elif head.pos_ in {"NOUN", "ADP"}:
            self._noun(claim, token, head)

    def _noun(self, claim: ClaimDraft, token: Token, head: Token) -> None:
        """What the noun above *token* does to the claim: a plan, a risk, a refusal, a cancelled deal."""
        noun = head if head.pos_ == "NOUN" else head.head
        word = noun.lemma_.casefold()
        if token.dep_ == "pcomp" and noun.pos_ == "VERB" and (word, head.lower_) in _KEPT_FROM:
            claim.polarity = "neg"
            self._unless_set(claim, "future")
        if any(c.dep_ == "amod" and c.lemma_.casefold() in self.words["calledOff"] for c in noun.children):
            claim.polarity = "neg"
        if word in self.words["futureNoun"] and noun.i != (claim.trigger.i if claim.trigger else -1):
            claim.certainty = "possible"
            self._unless_set(claim, "future")
        if word in self.words["intentionNoun"] and (infinitive(token) or head.pos_ == "ADP"):
            self._unless_set(claim, "intended")
        if word in self.words["intentionNoun"] and any(c.lower_ == "no" and c.dep_ == "det" for c in noun.children):
            claim.polarity = "neg"  # "no plans to leave"
        if word in self.words["negativeNoun"] and (token.dep_ in {"acl", "pobj", "pcomp"}):
            claim.polarity = "neg"


def _names(token: Token, verb: Token) -> bool:
    """Whether *verb* says what *token* is: "called the blast an attack"."""
    return token.dep_ == "dobj" and any(c.dep_ == "oprd" and c.pos_ in {"NOUN", "ADJ"} for c in verb.children)


def _done(clause: Token) -> bool:
    """Whether *clause*, after a verb of intention, tells of what is or was so: "agreed that it had paid"."""
    aux = [c for c in clause.children if c.dep_ in {"aux", "auxpass"}]
    past = clause.tag_ == "VBD" or any(c.tag_ == "VBD" for c in aux)
    return clause.dep_ == "ccomp" and past and not any(c.tag_ == "MD" for c in aux)


def _focus(claim: ClaimDraft, token: Token) -> str:
    """Background for relative clauses, participles, and nouns that no light verb carries."""
    if claim.carrier is None and token.pos_ in {"NOUN", "PROPN"} and token.dep_ in _FREE_NOUN:
        return "background"
    while token.head.i != token.i:
        if token.dep_ in _BACKGROUND and not (
            token.dep_ in {"acl", "advcl"} and any(c.tag_ == "TO" for c in token.children)
        ):
            return "background"
        if token.dep_ == "ccomp" and token.head.pos_ == "VERB":
            return "main" if token.head.dep_ in {"ROOT", "ccomp", "conj"} else "background"
        token = token.head
    return "main"
