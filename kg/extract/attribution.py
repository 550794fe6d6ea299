"""Who says so: say-verbs with their content, "according to", quotations, hearsay (layer 9, first form)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.draft import ClaimDraft, Filler, SentenceDraft
from kg.extract.reference import References
from kg.extract.timing import ACCORDING
from kg.model import Span
from kg.ontology import Ontology

if TYPE_CHECKING:
    from kg.extract.draft import MentionDraft
    from kg.extract.tokens import Line, Token

_CLAUSE = frozenset({"ccomp", "parataxis"})
_GRANTED = frozenset({"Concern", "Criticism"})  # who is criticised for an act has done it, as the author sees it
_ALLEGING = frozenset({"of", "with"})  # "accused of …"; whom one blames for an act, it was done
_ADDED = frozenset({"Statement", "Announcement", "Forecast", "Accusation"})
_RUMOURS = frozenset(
    {"report", "claim", "suggestion", "allegation", "accusation", "rumour", "rumor", "speculation", "assertion"}
)
_COURTS = frozenset({"court", "jury", "tribunal", "inquiry", "inquest", "trial", "hearing", "judge", "panel"})
_ASIDE = frozenset({"though", "although", "while", "whereas", "but"})


class Attribution:
    """Marks the claims that someone else than the author makes."""

    def __init__(self, references: References, *, ontology: Ontology) -> None:
        self.references = references
        self.ontology = ontology
        self.hearsay = ontology.words("hearsay")
        self.hearsay_verbs = ontology.words("hearsayVerb")
        self._line: Line | None = None
        self._marked: tuple[Line, list[tuple[int, int]]] | None = None
        self._voice: tuple[MentionDraft, ClaimDraft] | None = None
        self._waiting: list[ClaimDraft] = []
        self._last: tuple[MentionDraft, ClaimDraft] | None = None

    def read(self, sentence: SentenceDraft) -> None:
        """Set evidential, `by` and `via` of the claims of *sentence*, outermost speaker first.

        Sentences are read in order: a quotation over several of them has one speaker, named before or after it.
        """
        quoted = self._marks(sentence.tokens.doc)
        speeches = [c for c in sentence.claims if c.cls.content == "actual" and c.trigger is not None]
        for speech in sorted(speeches, key=_height):
            self._speech(speech, sentence, quoted)
        self._quotation(sentence, speeches, quoted)
        for claim in sentence.claims:
            if claim.cls.group == "Accuse" and claim.cls.name not in _GRANTED:
                _alleged(claim, sentence)
            if claim.cls.name == "Denial":
                _denied(claim, sentence)
        for token in list(sentence.tokens):
            if token.lower_ == "according":
                self._according(token, sentence)
        for claim in sentence.claims:
            if claim.evidential == "author" and self._hearsay(claim):
                claim.evidential = "reported"

    def _marks(self, line: Line) -> list[tuple[int, int]]:
        """What `_quoted` says of *line*, asked once for all its sentences."""
        if self._marked is None or self._marked[0] is not line:
            self._marked = line, _quoted(line)
        return self._marked[1]

    def _speech(self, speech: ClaimDraft, sentence: SentenceDraft, quoted: list[tuple[int, int]]) -> None:
        verb = speech.top
        if verb is None:
            return
        contents = [c for c in verb.children if c.dep_ in _CLAUSE and c.i != verb.i and not _unlike(speech, c)]
        if speech.trigger is not None and speech.trigger.pos_ == "NOUN":
            contents += [c for c in speech.trigger.children if c.dep_ == "acl" and not contents]
        if verb.dep_ in {"parataxis", "ccomp"} and not contents and _said_last(verb):
            contents = [verb.head]
        speaker = next((f.mention for f in speech.of("agent") if f.mention), None)
        if speaker is not None:
            _goes_on(speaker, contents, sentence)
            _supposed(speech, speaker, sentence)
        spans: list[Span] = []
        for content in contents:
            tokens = [
                t
                for t in content.subtree
                if (t.i != verb.i and not verb.is_ancestor(t))
                or content.i in {a.i for a in t.ancestors}
                or t.i == content.i
            ]
            tokens = _reported(tokens, content)
            first, last = tokens[0], tokens[-1]
            spans.append(Span(sentence.offset + first.idx, sentence.offset + last.idx + len(last)))
            speech.content = spans[-1] if _between(spans, verb, sentence) else Span(spans[0].start, spans[-1].end)
            inside = {t.i for t in tokens} - {verb.i}
            if speech.cls.group == "Reject" and speech.polarity == "neg":
                continue  # what one does not deny one need not have said
            for claim in sentence.claims:
                if claim is speech or claim.trigger is None or claim.trigger.i not in inside:
                    continue
                if speaker is None:
                    claim.evidential = "reported"
                    continue
                claim.by, claim.via = speaker, speech
                place = claim.trigger.idx
                claim.evidential = "quoted" if any(a <= place < b for a, b in quoted) else "attributed"

    def _quotation(self, sentence: SentenceDraft, speeches: list[ClaimDraft], quoted: list[tuple[int, int]]) -> None:
        """Give what stands in quotation marks to whoever speaks there, also in the sentences before and after."""
        tokens = sentence.tokens
        opened = any(a < tokens.start_char < b for a, b in quoted)
        begun = any(a == tokens.start_char for a, _ in quoted)
        if tokens.doc is not self._line or not (opened or begun):
            self._voice, self._waiting = None, []
        if begun and self._voice is None and tokens.doc is self._line:
            self._voice = self._last
        self._line, self._last = tokens.doc, _main_speaker(speeches)
        named = [
            (f.mention, s)
            for s in speeches
            if s.content is not None
            and any(a < s.content.end - sentence.offset and s.content.start - sentence.offset < b for a, b in quoted)
            for f in s.of("agent")
            if f.mention is not None
        ]
        if named:
            self._voice = named[0]
        held = [
            c
            for c in sentence.claims
            if c.evidential == "author" and c.trigger is not None and any(a <= c.trigger.idx < b for a, b in quoted)
        ]
        if self._voice is None:
            self._waiting += held
            return
        for claim in (*(self._waiting if opened else ()), *held):
            claim.by, claim.via = self._voice
            claim.evidential = "quoted"
        self._waiting = []

    def _according(self, token: Token, sentence: SentenceDraft) -> None:
        to = next((c for c in token.children if c.lower_ == "to"), None)
        noun = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
        speaker = self.references.actor(noun, sentence) if noun is not None else None
        if speaker is None or to is None or "Statement" not in self.ontology.classes:
            return
        span = Span(sentence.offset + token.idx, sentence.offset + to.idx + len(to))
        statement = ClaimDraft(
            self.ontology["Statement"],
            sentence,
            token,
            span,
            ACCORDING,
            [Filler("agent", mention=speaker)],
            confidence=0.7,
        )
        inside = {t.i for t in token.subtree}
        for claim in sentence.claims:
            if (
                claim.evidential == "author"
                and claim.trigger is not None
                and claim.trigger.i not in inside
                and claim.cls.name != "Statement"
            ):
                claim.by, claim.via, claim.evidential = speaker, statement, "attributed"
        statement.content = _besides(token, sentence)
        sentence.claims.append(statement)

    def _hearsay(self, claim: ClaimDraft) -> bool:
        """Whether an adverb ("reportedly") or a bare passive ("is said to") passes the claim on without a source."""
        token = claim.top
        seen = 0
        while token is not None and seen < 4:
            if any(c.lower_ in self.hearsay and c.dep_ in {"advmod", "amod"} for c in token.children):
                return True
            head = token.head
            passive = any(c.dep_ == "auxpass" for c in head.children) and not any(
                c.dep_ == "agent" for c in head.children
            )
            if token.dep_ in {"xcomp", "ccomp"} and head.lemma_ in self.hearsay_verbs and passive:
                return True
            if token.dep_ == "ccomp" and _heard(head, passive=passive):
                return True
            if head.i == token.i or token.dep_ not in {"xcomp", "dobj", "conj", "ccomp", "pobj", "prep", "acl"}:
                return False
            token, seen = head, seen + 1
        return False


def _alleged(accusing: ClaimDraft, sentence: SentenceDraft) -> None:
    """Give an act that somebody is accused of, sued or investigated for to whoever accuses: it is no fact for that."""
    speaker = next((f.mention for f in accusing.of("agent") if f.mention), None)
    for act in sentence.claims:
        top = act.top
        while top is not None and top.dep_ == "conj":
            top = top.head
        if top is None or act.evidential == "quoted" or top.dep_ not in {"pcomp", "pobj"}:
            continue
        told = top.head.lower_ in _ALLEGING if accusing.cls.content else top.dep_ == "pcomp"
        if told and top.head.head is accusing.top:
            act.by, act.via, act.evidential = speaker, accusing, "attributed" if speaker else "reported"


def _main_speaker(speeches: list[ClaimDraft]) -> tuple[MentionDraft, ClaimDraft] | None:
    """Who speaks in the main clause of a sentence, and in which of its *speeches*."""
    main = (s for s in speeches if s.top is not None and s.top.dep_ == "ROOT" and s.cls.name in _ADDED)
    return next(((f.mention, s) for s in main for f in s.of("agent") if f.mention is not None), None)


def _heard(verb: Token, *, passive: bool) -> bool:
    """Whether *verb* passes on what was said in court by nobody named: "the court heard that …", "was told that …"."""
    if verb.lemma_ == "tell":
        return passive
    return verb.lemma_ == "hear" and any(c.dep_ == "nsubj" and c.lemma_ in _COURTS for c in verb.children)


def _denied(denial: ClaimDraft, sentence: SentenceDraft) -> None:
    """Give what is not so to whoever denies it, where nobody else says so: "rejected reports that it had lost"."""
    speaker = next((f.mention for f in denial.of("agent") if f.mention), None)
    held = {id(f.claim) for f in denial.fillers if f.claim is not None}
    for claim in sentence.claims:
        top = claim.top
        if top is None or claim is denial or claim.evidential != "author":
            continue
        noun = top.head
        rumour = top.dep_ in {"acl", "ccomp"} and noun.lemma_.casefold() in _RUMOURS
        as_ = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun  # "dismissed as absurd reports …"
        said = rumour and (noun.dep_ == "dobj" or as_ is not noun) and as_.head is denial.top
        if said and denial.polarity == "pos":
            claim.polarity = "neg"
        elif id(claim) not in held or claim.polarity == "pos":
            continue
        if speaker is not None:
            claim.by, claim.via, claim.evidential = speaker, denial, "attributed"


def _height(claim: ClaimDraft) -> int:
    return len(list(claim.trigger.ancestors)) if claim.trigger is not None else 0


def _between(spans: list[Span], verb: Token, sentence: SentenceDraft) -> bool:
    """Whether *verb* stands between the reported *spans*, or there is but one."""
    place = sentence.offset + verb.idx
    return not spans[0].end <= spans[-1].start or spans[0].start < place < spans[-1].end


def _unlike(speech: ClaimDraft, clause: Token) -> bool:
    """Whether *clause* is not what *speech* tells, as what stands before a denial: "X said …, a claim Y denies"."""
    return speech.cls.group == "Reject" and speech.top is not None and clause.i < speech.top.i


def _goes_on(speaker: MentionDraft, contents: list[Token], sentence: SentenceDraft) -> None:
    """Make *speaker* the one who adds, notes … in a participle after the reported words."""
    for claim in sentence.claims:
        word = claim.trigger
        if word is not None and claim.cls.name in _ADDED and any(_is_added(word, c) for c in contents):
            claim.fillers = [f for f in claim.fillers if f.role != "agent"]
            claim.fillers.insert(0, Filler("agent", mention=speaker))


def _supposed(speech: ClaimDraft, speaker: MentionDraft, sentence: SentenceDraft) -> None:
    """Give the states behind the noun of *speech* to its *speaker*: "voiced concern over the firm's ties to Norway"."""
    word = speech.trigger
    behind = [c for c in word.children if c.dep_ == "prep"] if word is not None and word.pos_ == "NOUN" else []
    inside = {t.i for prep in behind for t in prep.subtree}
    for claim in sentence.claims:
        if claim.cls.kind == "state" and claim.trigger is not None and claim.trigger.i in inside:
            claim.by, claim.via, claim.evidential = speaker, speech, "attributed"


def _is_added(word: Token, clause: Token) -> bool:
    """Whether *word* is a participle that tells more after the reported *clause*: "said it had lost, adding that …"."""
    below = any(c.dep_ == "ccomp" for c in word.children) and word.i > clause.i
    return below and word.tag_ == "VBG" and word.dep_ == "advcl" and word.doc[word.i - 1].text in {",", "”"}


def _said_last(verb: Token) -> bool:
    """Whether *verb* only names the speaker of the main clause ("… , the firm said", "Hopla, the firm said, had …")."""
    if verb.dep_ == "parataxis" and verb.left_edge.text == ",":
        return True
    return (verb.head.i < verb.i or verb.dep_ == "parataxis") and verb.doc[max(0, verb.left_edge.i - 1)].text in {
        ",",
        "”",
        '"',
        "’",
    }


def _reported(tokens: list[Token], clause: Token) -> list[Token]:
    """The words of the reported *clause*: without its conjunction, quotation marks, and what the author adds to it."""
    added = {t.i for c in tokens if (c.head is clause and _aside(c, clause)) or _is_added(c, clause) for t in c.subtree}
    left = [t for t in tokens if t.i not in added] or tokens
    while len(left) > 1 and (left[0].is_punct or (left[0].dep_ == "mark" and left[0].lower_ == "that")):
        left = left[1:]
    while len(left) > 1 and left[-1].is_punct:
        left = left[:-1]
    return left


def _aside(word: Token, clause: Token) -> bool:
    """Whether *word* heads what the author adds after *clause*: "said it had lost, although it had won"."""
    marks = {m.lower_ for m in word.children if m.dep_ == "mark"}
    return word.dep_ == "advcl" and word.i > clause.i and not marks.isdisjoint(_ASIDE)


def _besides(token: Token, sentence: SentenceDraft) -> Span:
    """The sentence without the phrase that *token* heads ("according to …"), which starts or ends it."""
    inside = {t.i for t in token.subtree}
    left = [t for t in sentence.tokens if t.i not in inside]
    side = [t for t in left if t.i < token.i or sentence.tokens.root.i > token.i > sentence.tokens.start + 1]
    kept = side if any(t.pos_ in {"VERB", "AUX"} for t in side) else [t for t in left if t.i > token.i] or left
    while len(kept) > 1 and kept[0].is_punct:
        kept = kept[1:]
    while len(kept) > 1 and kept[-1].is_punct:
        kept = kept[:-1]
    return Span(sentence.offset + kept[0].idx, sentence.offset + kept[-1].idx + len(kept[-1]))


def _quoted(line: Line) -> list[tuple[int, int]]:
    """The stretches of *line* between quotation marks, in its offsets; one that is not closed runs to the end."""
    found, start = [], -1
    for token in line:
        if start < 0 and token.text in {"“", '"', "``"}:
            start = token.idx
        elif start >= 0 and token.text in {"”", '"', "''"}:
            found.append((start, token.idx))
            start = -1
    return found if start < 0 else [*found, (start, len(line.text))]
