"""What a noun or pronoun stands for: a name, an actor named before, or something new (layer 5, first form)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.extract.antecedents import RULED, SEXED, agrees, binds, compatible, other_sex, salience, same_body, says
from kg.extract.clusters import attach, decide
from kg.extract.context import class_of
from kg.extract.control import ASKING
from kg.extract.draft import ClusterDraft, DocumentDraft, MentionDraft, SentenceDraft
from kg.extract.mentions import make
from kg.extract.phrases import PARTS, amount, beside, called, inside, members, office, restricted, start_of
from kg.ontology import Ontology
from kg.text import normal_name

if TYPE_CHECKING:
    from kg.extract.tokens import Token

_SINGULAR_PERSON = frozenset({"he", "him", "his", "she", "her", "hers", "himself", "herself"})
_THING = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_UNNAMED = {"Person": "Person", "plural": "PopulationGroup"}  # what a pronoun stands for when nobody was named
_FIRST = frozenset({"i", "me", "my", "we", "us", "our", "ourselves", "myself"})
_ONESELF = frozenset({"i", "me", "my", "myself"})
POINTERS = _SINGULAR_PERSON | _THING | _PLURAL | _FIRST | PARTS  # they stand for somebody else
_APART = frozenset({"others", "another"})  # they are not those who were named before
_SOMEBODY = frozenset({"somebody", "someone"})
_OTHER = frozenset({"new", "other", "former", "next", "previous", "second", "third", "future", "rival", "incoming"})
_EVERYBODY = frozenset({"everybody", "everyone", "anybody", "anyone"})
_ALONE = frozenset({"nsubj", "nsubjpass", "dobj"})  # where a number stands for so many people
_SITED = frozenset({"in", "of", "at", "near", "outside", "with"})
_FIRMS = frozenset({"Company", "Platform"})
_CALLED = 1.5
_SHORT = 4  # letters
REACH = 4  # sentences that are searched for an antecedent, the word's own among them
PERSON_ENDINGS = ("er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "man", "men", "ant", "ants", "ee", "ees")


class References:
    """Resolves tokens to mentions, making nominal and pronoun mentions when a role asks for them."""

    def __init__(self, draft: DocumentDraft, *, ontology: Ontology, reach: int = REACH) -> None:
        self.draft = draft
        self.ontology = ontology
        self.reach = reach
        self._by_number = {s.number: s for s in draft.sentences}
        self._not_people = ontology.words("notPeople")

    def actor(self, token: Token, sentence: SentenceDraft) -> MentionDraft | None:
        """The actor that *token* heads, or that its phrase holds; None when there is none."""
        own = self.own(token, sentence)
        if own is not None and "Actor" in own.types:
            return own
        if own is None and (named := self.overlooked(token, sentence)) is not None:
            return named
        inner = [t for t in inside(token) if t.dep_ != "poss" or own is None or "Place" not in own.types]
        # "Norway's Nordvik", taken for a place, is not Norway
        return next((m for t in inner if (m := self.own(t, sentence)) is not None and "Actor" in m.types), None)

    def place(self, token: Token, sentence: SentenceDraft) -> MentionDraft | None:
        """The named place that the phrase of *token* lies in: "a station in Hamburg", "the port city of Hodeidah"."""
        if token.lemma_.casefold() in ASKING:
            return None  # "at the request of Beijing"
        held = (c for p in token.children if p.dep_ == "prep" and p.lower_ in _SITED for c in p.children)
        for inner in (c for c in held if c.dep_ == "pobj"):
            found = sentence.at(inner)
            if found is not None and found.head.i == inner.i and {"Place", "Country"} & set(found.types):
                return found
            if (deeper := self.place(inner, sentence)) is not None:
                return deeper
        return None

    def municipality(self, token: Token, sentence: SentenceDraft) -> MentionDraft | None:
        """The city, or the like, that *token* is a word for, as one that acts: "the city banned …", "the city of X"."""
        if token.lemma_.casefold() not in RULED or token.pos_ not in {"NOUN", "PROPN"}:
            return None
        if (named := self._named_state(token, sentence)) is not None:
            return named
        definite = any(c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an"} for c in token.children)
        if (found := sentence.at(token)) is not None or not definite:
            return found if definite and found is not None and "Place" in found.types else None
        mention = make(sentence, start_of(token), token.i, "nominal")
        if mention is None:
            return None
        earlier = self._antecedent(token, sentence, lambda m: m.form == "name" and m.types[-1:] == ("Place",))
        if earlier is not None and earlier.cluster is not None:
            mention.confidence = 0.5
            return self._keep(mention, sentence, earlier.cluster)
        return self._new(mention, sentence, "Place", 0.6)

    def _named_state(self, token: Token, sentence: SentenceDraft) -> MentionDraft | None:
        """X of "the state of X", "the city of X"."""
        if token.lemma_.casefold() not in RULED:
            return None
        held = (c for p in token.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj")
        found = (sentence.at(name) for name in held)
        return next((m for m in found if m is not None and {"Place", "Country"} & set(m.types)), None)

    def own(self, token: Token, sentence: SentenceDraft) -> MentionDraft | None:
        """The mention that *token* itself heads: a name, a pronoun with an antecedent, an actor nominal.

        A title noun before a name ("the operator Nordvik") stands for the name.
        """
        other = beside(token)
        if other is not None and sentence.at(other) is None:
            other = beside(other) or other  # "its owner, the fund X"
        named = sentence.at(other) if other is not None else None
        if named is not None and other is not None and (other.i == token.i + 1 or called(token, named)):
            return named
        if (found := sentence.at(token)) is not None:
            return self._again(found, token, sentence)
        if (among := members(token)) is not None and (found := self.own(among, sentence)) is not None:
            return found
        if token.pos_ in {"PRON", "NUM"} or token.tag_ in {"PRP", "PRP$"} or token.lower_ in PARTS:
            part = token.lower_ in PARTS and (token.dep_ in {"amod", "det"} or amount(token))  # "several bids"
            return None if part else self._pronoun(token, sentence)
        if token.pos_ in {"NOUN", "PROPN"} or token.tag_ in {"NNS", "NN"}:
            return self._nominal(token, sentence)
        return None

    def _again(self, found: MentionDraft, token: Token, sentence: SentenceDraft) -> MentionDraft:
        """*found* itself; "the American company" is now known to be the company that was named before."""
        alone = found.cluster is not None and len(found.cluster.mentions) == 1
        if found.form != "nominal" or found.head.i != token.i or not alone or token.dep_ in {"appos", "compound"}:
            return found
        cls = class_of(token, self.ontology) or ""
        origin = any(c.dep_ == "amod" and (m := sentence.at(c)) and m.form == "demonym" for c in token.children)
        if cls not in _FIRMS or not origin or not any(c.lower_ == "the" for c in token.children):
            return found
        earlier = self._antecedent(
            token, sentence, lambda m: m.form == "name" and compatible(m.types, cls, self.ontology), cls
        )
        if earlier is not None and earlier.cluster is not None:
            self.forget(found)
            attach(found, earlier.cluster)
        return found

    def _capitalised(self, token: Token, sentence: SentenceDraft) -> bool:
        opens = token.i == sentence.tokens.start and not (token.tag_ == "NNP" and beside(token) is not None)
        if opens or not token.is_title or token.ent_type_:
            return False
        return class_of(token, self.ontology) is None

    def overlooked(self, token: Token, sentence: SentenceDraft) -> MentionDraft | None:
        """A capitalised word that the recogniser passed over: whoever fills a role has a name, of an organisation."""
        if not self._capitalised(token, sentence):
            return None
        doc, start = token.doc, sentence.tokens.start
        first = token.i
        while first - 1 > start and doc[first - 1].is_title and doc[first - 1].dep_ == "compound":
            first -= 1
        mention = make(sentence, first, token.i, "name")
        if mention is None:
            return None
        mention.votes["Organization"] = 1
        key = normal_name(mention.text)
        same = (
            c for c in self.draft.clusters if any(m.form == "name" and normal_name(m.text) == key for m in c.mentions)
        )
        cluster = next(same, None)
        if cluster is None:
            cluster = ClusterDraft()
            self.draft.clusters.append(cluster)
        self._keep(mention, sentence, cluster)
        decide(cluster, ontology=self.ontology)
        return mention

    def thing(self, token: Token, sentence: SentenceDraft, *, fallback: str) -> MentionDraft | None:
        """What *token* heads, whatever it is; a noun without a class cue is of class *fallback*."""
        own = self.own(token, sentence)
        if own is not None or token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return own
        cls = class_of(token, self.ontology) or fallback
        if office(token) and (self._somebody(token) or "Person" in self.ontology.chain(cls)):
            cls = "Position"
        mention = make(sentence, start_of(token), token.i, "nominal")
        return self._new(mention, sentence, cls, 0.5) if mention else None

    def _somebody(self, token: Token) -> bool:
        """Whether *token*, which no class lists, ends as words for people do."""
        return token.lower_.endswith(PERSON_ENDINGS) and token.lemma_ not in self._not_people and len(token) > _SHORT

    def _nominal(self, token: Token, sentence: SentenceDraft) -> MentionDraft | None:
        if (ruled := self._named_state(token, sentence)) is not None:
            return ruled
        cls = class_of(token, self.ontology)
        if cls is None and self._somebody(token):
            cls = "PopulationGroup" if token.tag_ == "NNS" else "Person"
        if cls is None or "Actor" not in self.ontology.chain(cls):
            return None
        if "Person" in self.ontology.chain(cls) and office(token):
            return None
        if "Person" in self.ontology.chain(cls) and token.tag_ == "NNS":
            cls = "PopulationGroup"
        mention = make(sentence, start_of(token), token.i, "nominal")
        if mention is None:
            return None
        definite = any(
            c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these", "those"} for c in token.children
        )
        fresh = any(c.dep_ == "amod" and c.lower_ in _OTHER for c in token.children)  # "the new owner"
        earlier = (
            self._antecedent(
                token,
                sentence,
                lambda m: (
                    m.form != "pronoun"
                    and compatible(m.types, cls, self.ontology)
                    and same_body(m, token, cls)
                    and not (token.lower_ in SEXED and other_sex(m, token.lower_))
                ),
                cls,
            )
            if definite and not fresh and not restricted(token)
            else None
        )
        if earlier is not None and earlier.cluster is not None:
            mention.confidence = 0.6
            if earlier.cluster.weak:  # "the app", "the lender"
                earlier.cluster.hints[cls] += _CALLED  # type: ignore[assignment]  # Counter of weights
                decide(earlier.cluster, ontology=self.ontology)
            return self._keep(mention, sentence, earlier.cluster)
        return self._new(mention, sentence, cls, 0.7)

    def _pronoun(self, token: Token, sentence: SentenceDraft) -> MentionDraft | None:
        word = token.lower_
        if word in _SOMEBODY | _EVERYBODY:
            somebody = make(sentence, token.i, token.i, "nominal")
            cls = "Person" if word in _SOMEBODY else "PopulationGroup"
            return self._new(somebody, sentence, cls, 0.3) if somebody else None
        if word in _SINGULAR_PERSON:
            fits = "Person"
        elif word in _THING:
            fits = "thing"
        elif word in _PLURAL or word in PARTS:
            fits = "plural"
        elif word in _FIRST:
            return self._speaker(token, sentence)
        else:
            return self._counted(token, sentence)
        self._subjects_around(token, sentence)

        def strange(m: MentionDraft) -> bool:
            return fits == "Person" and other_sex(m, word)

        apart = word in _APART
        found = None if apart else self._antecedent(token, sentence, lambda m: agrees(m, fits) and not strange(m))
        unnamed = found is None or found.cluster is None
        mention = make(sentence, token.i, token.i, "nominal" if unnamed or word in PARTS else "pronoun")
        if mention is None:
            return None
        if found is None or found.cluster is None:
            return self._new(mention, sentence, _UNNAMED[fits], 0.3) if fits in _UNNAMED else None
        mention.confidence = 0.5
        return self._keep(mention, sentence, found.cluster)

    def _subjects_around(self, token: Token, sentence: SentenceDraft) -> None:
        """Make the mentions of the subjects around *token*, which else come after it: deeper words are read first."""
        for verb in token.ancestors:
            subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < token.i), None)
            if subject is not None and subject.pos_ == "NOUN" and sentence.at(subject) is None:
                self.municipality(subject, sentence) or self._nominal(members(subject) or subject, sentence)

    def _counted(self, token: Token, sentence: SentenceDraft) -> MentionDraft | None:
        """So many people: a number without a noun where somebody stands ("killed three")."""
        if token.pos_ != "NUM" or token.ent_type_ != "CARDINAL" or token.dep_ not in _ALONE:
            return None
        before, after = token.doc[max(0, token.i - 2) : token.i], token.doc[token.i + 1 : token.i + 3]
        for pair in (before, after):
            if [t.lower_ for t in pair if not t.like_num] == ["to"] and len(pair) > 1:
                return None  # "voted 84 to 31"
        mention = make(sentence, token.i, token.i, "nominal")
        return self._new(mention, sentence, "PopulationGroup", 0.3) if mention else None

    def _speaker(self, token: Token, sentence: SentenceDraft) -> MentionDraft | None:
        """Who says "we" or "I": in a quotation its speaker, elsewhere the document's author."""
        if _in_quotation(token, sentence):
            said = next((t for t in (token, *token.ancestors) if t.dep_ == "ccomp" and t.head.pos_ == "VERB"), None)
            subject = next((c for c in said.head.children if c.dep_ == "nsubj"), None) if said is not None else None
            speaker = self.actor(subject, sentence) if subject is not None and subject.lower_ not in _FIRST else None
            cluster = speaker.cluster if speaker is not None else self._spoke_before(sentence) if said is None else None
        else:
            cluster = self._author
            if token.lower_ in _ONESELF:
                self._one_person(cluster)
        if cluster is None:
            return None
        unnamed = all(m.form != "name" for m in cluster.mentions)
        mention = make(sentence, token.i, token.i, "nominal" if unnamed else "pronoun")
        if mention is None:
            return None
        mention.confidence = 0.5
        return self._keep(mention, sentence, cluster)

    def _one_person(self, author: ClusterDraft) -> None:
        """Note that *author* says "I", as a person does."""
        if "Person" not in author.types:
            author.votes["Person"] += 2
            decide(author, ontology=self.ontology)

    def _spoke_before(self, sentence: SentenceDraft) -> ClusterDraft:
        """Who spoke in the sentence before a quotation that goes on, else the author."""
        place = next(n for n, one in enumerate(self.draft.sentences) if one is sentence)
        before = self.draft.sentences[place - 1].claims if place else []
        said = (c for c in before if c.cls.group == "Communicate" and c.top is not None and c.top.dep_ == "ROOT")
        found = (f.mention.cluster for c in said for f in c.of("agent") if f.mention is not None)
        return next((c for c in found if c is not None), None) or self._author

    @cached_property
    def _author(self) -> ClusterDraft:
        """The cluster of the author or publisher, if the text names it; else one of its own."""
        wanted = {normal_name(a) for a in self.draft.authors}
        for cluster in self.draft.clusters:
            if any(m.form == "name" and normal_name(m.text) in wanted for m in cluster.mentions):
                return cluster
        cluster = ClusterDraft()
        cluster.votes["Actor"] = 1
        self.draft.clusters.append(cluster)
        decide(cluster, ontology=self.ontology)
        return cluster

    def forget(self, mention: MentionDraft) -> None:
        """Take *mention* out of its cluster, and the cluster out of the document when it is empty."""
        cluster = mention.cluster
        if cluster is None:
            return
        cluster.mentions.remove(mention)
        if not cluster.mentions and cluster is not self.__dict__.get("_author"):
            self.draft.clusters.remove(cluster)

    def _keep(self, mention: MentionDraft, sentence: SentenceDraft, cluster: ClusterDraft) -> MentionDraft:
        attach(mention, cluster)
        sentence.mentions.append(mention)
        return mention

    def _new(self, mention: MentionDraft, sentence: SentenceDraft, cls: str, confidence: float) -> MentionDraft:
        cluster = ClusterDraft()
        mention.votes[cls] = 2.5  # type: ignore[assignment]  # Counter of weights
        mention.confidence = confidence
        self.draft.clusters.append(cluster)
        self._keep(mention, sentence, cluster)
        decide(cluster, ontology=self.ontology)
        return mention

    def _antecedent(self, token: Token, sentence: SentenceDraft, fits: object, cls: str = "") -> MentionDraft | None:
        """The best earlier mention that *fits*: same sentence before the token, else up to three sentences back.

        What has a name beats what has none, a subject other words, the near the far, class *cls* its neighbours. A
        possessive in a phrase before the subject looks ahead to the subject ("In its report, the agency …").
        """
        if not self.reach:
            return None
        test = fits if callable(fits) else (lambda _: False)
        if (ahead := self._cataphor(token, sentence)) is not None and test(ahead):
            return ahead
        found = [
            (sentence.number - place, m)
            for place in range(sentence.number - self.reach + 1, sentence.number + 1)
            if place in self._by_number
            for m in self._by_number[place].mentions
            if (place < sentence.number or m.last < token.i)
            and not binds(m, token, sentence, same=place == sentence.number)
            and test(m)
        ]
        speakers = says(token) if token.tag_ == "PRP" else ()
        return max(found, key=lambda dm: (dm[1].head in speakers, salience(dm[0], dm[1], cls)), default=(0, None))[1]

    def _cataphor(self, token: Token, sentence: SentenceDraft) -> MentionDraft | None:
        if token.tag_ != "PRP$":
            return None
        root = sentence.tokens.root
        subject = next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is None or token.i > subject.i or token in list(subject.subtree):
            return None
        return sentence.at(subject)


def _in_quotation(token: Token, sentence: SentenceDraft) -> bool:
    before = [t.text for t in sentence.tokens if t.i < token.i]
    opened = sum(t in {"“", "``"} for t in before) - sum(t in {"”", "''"} for t in before)
    return opened > 0 or before.count('"') % 2 == 1
