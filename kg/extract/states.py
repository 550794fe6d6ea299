"""Relations that constructions state without a trigger word: origin by apposition, parts by possession (layer 13)."""

from __future__ import annotations

from kg.extract.context import described
from kg.extract.draft import ClaimDraft, Filler, MentionDraft, SentenceDraft
from kg.extract.slots import slots
from kg.model import Span
from kg.ontology import Ontology

_TRIGGERLESS = 0.7
_PUBLIC = frozenset({"Agency", "Government", "Court", "Legislature", "Military", "Police", "PoliticalParty", "Thing"})
_BESIDE = frozenset({"appos", "attr", "compound"})


def find_states(sentence: SentenceDraft, *, ontology: Ontology) -> None:
    """Add the states of *sentence* that no trigger word states."""
    if "CountryOfOrigin" in ontology.classes:
        _origins(sentence, ontology)
    sentence.claims = [c for c in sentence.claims if not _told_twice(c, sentence.claims)]


def _told_twice(claim: ClaimDraft, claims: list[ClaimDraft]) -> bool:
    """Whether a verb among *claims* states the very state that *claim* reads from a noun."""
    if claim.cls.kind != "state" or claim.trigger is None or claim.trigger.pos_ == "VERB":
        return False
    mine = _held(claim)
    twins = (c for c in claims if c is not claim and c.cls is claim.cls and c.trigger is not None)
    return any(c.trigger is not None and c.trigger.pos_ == "VERB" and _held(c) == mine for c in twins)


def _held(claim: ClaimDraft) -> set[tuple[str, int]]:
    return {(f.role, id(f.mention.cluster)) for f in claim.fillers if f.mention is not None}


def alias_claim(owner: MentionDraft, alias: MentionDraft, cue: object, *, ontology: Ontology) -> ClaimDraft | None:
    """The claim that *owner* is also known as *alias*."""
    if "AlsoKnownAs" not in ontology.classes:
        return None
    start = getattr(cue, "idx", 0)
    span = Span(owner.sentence.offset + start, owner.sentence.offset + start + len(str(cue)))
    fillers = [Filler("subject", mention=owner), Filler("object", mention=alias)]
    return ClaimDraft(
        ontology["AlsoKnownAs"], owner.sentence, None, span, "AlsoKnownAs:naming", fillers, confidence=0.9
    )


def _origins(sentence: SentenceDraft, ontology: Ontology) -> None:
    """Where X comes from: the demonym of the noun that describes it ("X, a Chinese app", "X, China's largest bank")."""
    for mention, noun, _ in described(sentence, ontology):
        around = mention.head.dep_ == "appos" and mention.head.head.i == noun.i
        if not {"Organization", "Thing"} & set(mention.types) or not (around or noun.dep_ in _BESIDE):
            continue
        beside = [*slots(mention.head), *slots(noun)] if noun.dep_ == "compound" else slots(noun)
        for slot in beside:
            named = (m for m in sentence.mentions if m.head.i == slot.token.i and "Country" in m.types)
            country = next(named, None)
            if country is None:
                continue
            whose = slot.dep == "poss" and noun.dep_ == "appos" and not _PUBLIC & set(mention.types)
            if (slot.dep in {"amod", "compound", "nmod"} and country.form == "demonym") or whose:
                fillers = [Filler("subject", mention=mention), Filler("object", mention=country)]
                sentence.claims.append(
                    ClaimDraft(
                        ontology["CountryOfOrigin"],
                        sentence,
                        None,
                        None,
                        f"CountryOfOrigin:{noun.dep_}+amod",
                        fillers,
                        confidence=_TRIGGERLESS,
                    )
                )
