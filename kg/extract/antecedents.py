"""Whether a noun or pronoun may mean what was named before it: what grammar forbids, what agrees, what is likelier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.slots import slots

if TYPE_CHECKING:
    from kg.extract.draft import MentionDraft, SentenceDraft
    from kg.extract.tokens import Token
    from kg.ontology import Ontology

_GROUPS = frozenset({"UserGroup", "PopulationGroup", "LawmakerGroup", "Movement", "Coalition"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_INTO = frozenset({"in", "on", "against", "with", "from", "to", "into"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_HIS = frozenset(
    [
        *("he", "him", "his", "himself", "mr", "mr.", "sir", "man", "father", "son", "brother", "husband", "uncle"),
        *("king", "prince", "chairman", "spokesman", "businessman"),
    ]
)
_HERS = frozenset(
    [
        *("she", "her", "hers", "herself", "mrs", "mrs.", "ms", "ms.", "dame", "woman", "mother", "daughter", "sister"),
        *("wife", "widow", "aunt", "queen", "princess", "chairwoman", "spokeswoman", "businesswoman"),
    ]
)
SEXED = _HIS | _HERS  # words that say whether a man or a woman is meant
RULED = frozenset(
    {"state", "city", "town", "municipality", "county", "province", "region", "district", "borough", "village"}
)
_OFFICES = frozenset({"Politician", "Official", "Executive"})
_KNOWN = frozenset(
    {"Government", "Legislature", "Court", "Military", "Police", "University"}
)  # whose names say what they are
_STATE_BODIES = frozenset({"Agency", "Government", "Court", "Legislature"})
_ONE_OF_MANY = frozenset({"ministry", "department", "embassy", "consulate", "municipality"})
_ANY_BODY = frozenset({"organization", "organisation", "institution", "group"})


def salience(back: int, mention: MentionDraft, cls: str) -> tuple[float, int, str]:
    """How likely a mention *back* sentences ago is meant, when one of class *cls* is looked for; ties by place."""
    named = mention.cluster is not None and any(m.form == "name" for m in mention.cluster.mentions)
    exact = bool(cls) and mention.types[-1:] == (cls,)
    weight = 1.5 * named + 1.0 * exact + 1.0 * (mention.head.dep_ in _SUBJECTS) - 0.8 * back
    weight -= 1.0 * (mention.types[-1:] == ("Place",))
    return round(weight, 3), mention.start if back == 0 else -mention.start, mention.text


def binds(mention: MentionDraft, token: Token, sentence: SentenceDraft, *, same: bool) -> bool:
    """Whether grammar forbids that *token* means *mention*: object and subject of one verb, or a phrase around it."""
    if token.tag_ == "PRP$" or token.lower_ in _REFLEXIVE:
        return False
    verb = _verb(token)
    if verb is not None and any(_means(s.token, mention, sentence) for s in slots(verb) if s.dep == "nsubj"):
        return True
    if not same:
        return False
    if token.head.dep_ == "relcl" and token.head.head.i == mention.head.i:
        return True  # "the app X, which the company launched": the company is not X
    if mention.head.dep_ in _SUBJECTS and _part_of_object(token, mention.head.head):
        return True
    while token.dep_ == "pobj" and token.head.lower_ == "of":
        token = token.head.head  # "eleven of them"
    return (
        mention.head.head.i == token.head.i
        and mention.head.dep_ in _SUBJECTS
        and token.dep_ in {"dobj", "pobj", "dative"}
    )


def says(token: Token) -> list[Token]:
    """The subjects of the verbs whose reported clause holds *token*: "its boss says he …"."""
    clauses = [t for t in (token, *token.ancestors) if t.dep_ == "ccomp"]
    return [c for clause in clauses for c in clause.head.children if c.dep_ in _SUBJECTS and c.i < token.i]


def _verb(token: Token) -> Token | None:
    """The verb whose object *token* is, or before whose object a preposition stands: "pull out of the government"."""
    if token.dep_ == "dobj":
        return token.head
    above = token.head
    if token.dep_ != "pobj" or above.dep_ != "prep" or above.lower_ == "as":
        return None
    above = above.head.head if above.head.dep_ in {"prep", "prt", "advmod"} else above.head
    return above if above.pos_ == "VERB" else None


def _means(token: Token, mention: MentionDraft, sentence: SentenceDraft) -> bool:
    """Whether *token* is the head of *mention*, or stands for the same."""
    if token.i == mention.head.i and mention.sentence is sentence:
        return True
    found = sentence.at(token)
    return found is not None and found.cluster is not None and found.cluster is mention.cluster


def _part_of_object(token: Token, verb: Token) -> bool:
    """Whether *token* stands in the object of *verb*: "holds a stake in the firm", whoever holds it."""
    within = token.dep_ == "pobj" and token.head.lower_ in _INTO and token.head.dep_ == "prep"
    return within and token.head.head.dep_ == "dobj" and token.head.head.head.i == verb.i


def other_sex(mention: MentionDraft, pronoun: str) -> bool:
    """Whether whom *mention* stands for was called a man where *pronoun* is a woman's, or the other way round."""
    other = _HIS if pronoun in _HERS else _HERS
    around = mention.cluster.mentions if mention.cluster is not None else [mention]
    return any(
        m.text.casefold() in other
        or (m.form == "nominal" and m.head.lower_ in other)
        or (m.first > 0 and m.form == "name" and m.sentence.tokens.doc[m.first - 1].lower_ in other)
        for m in around
    )


def agrees(mention: MentionDraft, fits: str) -> bool:
    """Whether a pronoun for a person, a thing or several (*fits*) may mean *mention*."""
    types = mention.types
    if mention.form == "demonym" or not types:
        return False
    if fits == "Person":
        return "Person" in types
    if fits == "thing":
        one = types[-1] in {"Movement", "Coalition"} and mention.head.tag_ in {"NN", "NNP"}
        if types[-1] == "Place":
            head = mention.head
            if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lemma_.casefold() in RULED:
                head = head.head.head  # "the city of Ghent said it …"
            return head.dep_ == "nsubj" and head.head.pos_ == "VERB"
        return "Actor" in types and "Person" not in types and (one or types[-1] not in _GROUPS)
    several = mention.form == "nominal" and mention.head.tag_ == "NNS" and "Actor" in types
    return (
        several
        or types[-1] in _GROUPS
        or ("Organization" in types and types[-1] in {"PoliticalParty", "Military", "Police", "ArmedGroup"})
    )


def compatible(types: tuple[str, ...], cls: str, ontology: Ontology) -> bool:
    """Whether a definite nominal of class *cls* may mean something of *types*."""
    if cls in types:
        return True
    if not types:
        return False
    return cls in ontology.classes[types[-1]].also or (
        types[-1] in ontology.chain(cls)[1:-1] and types[-1] == "Organization"
    )


def same_body(mention: MentionDraft, noun: Token, cls: str) -> bool:
    """Whether *noun*, a word for one kind of body or office ("the council"), may mean *mention*, not one of another."""
    if cls in _OFFICES:
        named = mention.cluster is not None and any(m.form == "name" for m in mention.cluster.mentions)
        return named or mention.head.lemma_ == noun.lemma_
    if cls in _STATE_BODIES and not (mention.form == "name" and mention.text.isupper()):
        kinds = [c.lower_ for c in noun.children if c.dep_ == "compound"]  # "the competition authority"
        kinds += [noun.lower_] if noun.lemma_.casefold() in _ONE_OF_MANY else []
        if not all(word in mention.text.casefold() for word in kinds):
            return False
    plain = mention.types[-1:] == ("Organization",)
    if (cls != "Organization" and not (plain and cls in _KNOWN)) or noun.lemma_.casefold() in _ANY_BODY:
        return True
    if mention.form == "name":
        return mention.text.isupper() or noun.lower_ in mention.text.casefold()
    return mention.head.lemma_ == noun.lemma_
