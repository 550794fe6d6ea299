"""Clauses that the parser hung on the wrong word, hung where grammar wants them (between layers 1 and 2).

The small model joins what stands near. Some of its errors can be told by grammar alone: a finite verb is no conjunct of
an infinitive, a clause after "after" is not the main one, a noun behind a comma is no clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.appositions import NOUNS, SUBJECTS, finite, hang, rehang_noun

if TYPE_CHECKING:
    from kg.extract.tokens import Line, Token

_SUBORDINATE = frozenset(
    {
        "after",
        "before",
        "because",
        "while",
        "as",
        "since",
        "when",
        "once",
        "though",
        "although",
        "if",
        "until",
        "unless",
    }
)
_STATIVE = frozenset({"have", "be", "want", "need", "hope", "expect", "plan", "intend", "know", "believe", "remain"})
_SEEING = frozenset({"see", "want", "have", "get", "keep", "need", "like", "wish", "prefer"})
_BACKSHIFTED = frozenset({"had", "would", "might", "could"})
_TWO = 2  # subjects


def rehang(line: Line) -> None:  # noqa: C901, PLR0912 - one case an error
    """Mend the tree of *line* in place."""
    for token in line:
        if token.dep_ in {"advcl", "ccomp", "conj"} and token.head.i < token.i and finite(token) and _marked(token):
            continue
        if token.dep_ == "conj" and token.tag_ in {"VBZ", "VBD", "VBN", "VB", "VBG"}:
            _conjunct(token)
        elif rehang_noun(token):
            continue
        elif token.dep_ == "ccomp" and token.tag_ in {"VBN", "VBD"} and token.head.lemma_ in _SEEING:
            _undergone(token)
        elif token.dep_ == "ccomp" and token.pos_ == "ADJ":
            _judged(token)
        elif token.dep_ == "advmod" and token.lower_ == "as":
            _as(token)
        elif token.dep_ == "acl" and token.tag_ == "VB":
            _until(token)
        elif token.head is token and token.pos_ in {"VERB", "AUX"}:
            _main(token)
            _tail(token)
            _order(token)
        elif token.dep_ in {"prep", "npadvmod"} and token.head.dep_ == "ccomp" and _dated(token):
            hang(token, token.head.head, token.dep_)  # "said on Monday it would leave"
        elif token.lower_ == "since" and token.dep_ == "prep":
            _lasting(token)
        elif token.lower_ == "by" and token.dep_ in {"prep", "agent"}:
            _doer(token)
        elif token.lower_ == "on" and token.dep_ == "prep" and token.head.dep_ == "dobj":
            if token.head.head.lemma_ == "blame":
                hang(token, token.head.head, "prep")  # "blamed the attack on X"
        elif token.dep_ == "parataxis":
            _aside(token)


def _aside(verb: Token) -> None:
    """Give the subject before *verb*, said in between, back to its own: "Hopla, the union said, had sacked …"."""
    if verb.head.i < verb.i or verb.nbor(-1).text == ",":
        return
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    alone = not any(c.dep_ in {"nsubj", "nsubjpass"} and c.i < verb.head.i for c in verb.head.children)
    if len(subjects) == _TWO and alone and "," in {t.text for t in verb.doc[subjects[0].i : subjects[1].i]}:
        passive = any(c.dep_ == "auxpass" for c in verb.head.children)
        hang(subjects[0], verb.head, "nsubjpass" if passive else "nsubj")


def _retold(verb: Token) -> bool:
    """Whether *verb*, joined to what somebody says, is what he did himself: "said it had lost and gave no details"."""
    told = verb.head
    if verb.tag_ != "VBD" or told.dep_ != "ccomp" or told.head.tag_ not in {"VBD", "VBN"} or told.head.i > told.i:
        return False
    if told.lemma_ == "be" and told.tag_ == told.head.tag_ == "VBD":
        return True  # "said the rules were unworkable and urged …"
    return verb.lemma_ not in _STATIVE and any(c.lower_ in _BACKSHIFTED for c in told.children)


def _conjunct(verb: Token) -> None:
    """Hang *verb*, finite and without a subject, on the finite verb above the infinitive that it was joined to."""
    head, retold = verb.head, _retold(verb)
    if _infinitive(head) and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children):
        told = next((t for t in head.ancestors if t.dep_ == "ccomp"), None)
        if told is not None:  # "said it had failed to pay and that it would be fined"
            hang(verb, told, "conj")
        return
    if not (finite(verb) and (retold or _infinitive(head))) or any(c.dep_ in SUBJECTS for c in verb.children):
        return
    above = head.head if retold else head
    while not retold and above.head is not above and not (above.pos_ in {"VERB", "AUX"} and finite(above)):
        above = above.head
    if retold or (above.pos_ in {"VERB", "AUX"} and finite(above) and above is not head):
        for link in [c for c in head.children if c.dep_ == "cc" and head.i < c.i < verb.i]:
            hang(link, above, "cc")
        hang(verb, above, "conj")


def _undergone(verb: Token) -> None:
    """Make *verb* a passive one: "wants the app banned", "or see it banned"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    plain = all(c.dep_ not in {"aux", "auxpass", "mark", "dobj", "ccomp", "neg"} for c in verb.children)
    if subject is not None and plain and verb.head.i == subject.left_edge.i - 1:
        verb.tag_, verb.pos_, subject.dep_ = "VBN", "VERB", "nsubjpass"


def _as(word: Token) -> None:
    """Hang the adjective behind "as" on it: "slammed the plan as unjust"."""
    after = word.nbor() if word.i + 1 < len(word.doc) else word
    if after.dep_ == "advcl" and after.pos_ == "ADJ" and after.head is word.head:
        word.dep_, word.pos_ = "prep", "ADP"
        hang(after, word, "amod")


def _until(verb: Token) -> None:
    """Hang *verb* on the one that gives the time to do it in: "gave it until the end of June to pay"."""
    limit = next((t for t in verb.ancestors if t.dep_ == "prep" and t.lower_ == "until"), None)
    if limit is not None and limit.head.pos_ == "VERB" and any(c.tag_ == "TO" for c in verb.children):
        hang(verb, limit.head, "advcl")


def _infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and not any(c.tag_ == "MD" or c.lemma_ == "do" for c in verb.children if c.dep_ == "aux")


def _dated(when: Token) -> bool:
    """Whether *when*, a time before the clause that somebody reports, stands right behind the verb of saying."""
    day = when.ent_type_ == "DATE" or any(c.ent_type_ == "DATE" for c in when.children if c.dep_ == "pobj")
    clause = when.head
    subject = next((c for c in clause.children if c.dep_ in SUBJECTS), None)
    behind = when.left_edge.i == clause.head.i + 1 and clause.head.pos_ == "VERB"
    return day and behind and subject is not None and subject.i > when.i


def _judged(adjective: Token) -> None:
    """Make what is found to be so an object: "found him guilty", "left 200 staff jobless"."""
    subject = next((c for c in adjective.children if c.dep_ == "nsubj"), None)
    whole = any(c.dep_ in {"aux", "auxpass", "mark", "cop", "ccomp"} for c in adjective.children)
    if subject is None or whole or any(c.dep_ == "dobj" for c in adjective.head.children):
        return
    if adjective.head.i < subject.i < adjective.i:
        hang(subject, adjective.head, "dobj")
        adjective.dep_ = "oprd"


def _doer(by: Token) -> None:
    """Hang "by" on the noun for what somebody does, not on the verb: "cleared the takeover of X by Y"."""
    verb = by.head
    done = next((c for c in verb.children if c.dep_ == "dobj" and c.i < by.i), None)
    if done is None or any(c.dep_ == "auxpass" for c in verb.children):
        return
    whom = any(c.pos_ == "PROPN" and c.ent_type_ not in {"DATE", "TIME"} for c in by.children if c.dep_ == "pobj")
    beside = any(c.lower_ == "of" for c in done.children) and max(t.i for t in done.subtree) == by.i - 1
    if whom and beside:
        hang(by, done, "prep")


def _lasting(prep: Token) -> None:
    """Hang "since" on the perfect verb above: "has been barred from bidding since July"."""
    dated = any(c.ent_type_ == "DATE" or c.like_num for c in prep.children)
    if not dated or _perfect(prep.head):
        return
    above = (t for t in prep.head.ancestors if t.pos_ in {"VERB", "AUX"})
    if prep.head.tag_ in {"VB", "VBG", "NN", "NNS"} and (verb := next(above, prep)) is not prep and _perfect(verb):
        hang(prep, verb, "prep")


def _perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _marked(verb: Token) -> bool:
    """Make the noun behind "after", taken for all that follows it, the subject of *verb*: "after a court fined it"."""
    above = verb.head
    if any(c.dep_ in SUBJECTS or c.dep_ == "mark" for c in verb.children):
        return False
    if any(c.dep_ == "cc" and above.i < c.i < verb.i for c in above.children):
        return False
    around = [above, *(c for c in above.children if c.dep_ == "dobj")]
    preps = [c for t in around for c in t.children if c.dep_ == "prep" and c.lower_ in _SUBORDINATE and c.i < verb.i]
    nouns = [c for c in preps[-1].children if c.dep_ == "pobj"] if preps else []
    if len(nouns) != 1:
        return False
    between = verb.doc[max(t.i for t in nouns[0].subtree) + 1 : verb.i]
    if any(t.pos_ not in {"AUX", "ADV", "PART", "PUNCT", "PROPN"} for t in between):
        return False
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    hang(nouns[0], verb, "nsubjpass" if passive else "nsubj")
    hang(preps[-1], verb, "mark")
    hang(verb, above, "advcl")
    return True


def _tail(root: Token) -> None:
    """Give what stands before "the firm said" to the words it ends: "X bought Y on 9 January, the firm said"."""
    told = next((c for c in root.children if c.dep_ == "ccomp" and c.i < root.i), None)
    speaker = next((c for c in root.children if c.dep_ == "nsubj"), None)
    if told is None or speaker is None:
        return
    for word in list(root.children):
        if word.dep_ in {"prep", "npadvmod"} and told.i < word.i < speaker.left_edge.i:
            hang(word, told, word.dep_)


def _order(root: Token) -> None:
    """Hang *root*, an order behind a colon, on the noun before it: "gave it an ultimatum: leave or face a fine"."""
    main = next((c for c in root.children if c.dep_ == "ccomp" and c.i < root.i), None)
    if main is None or root.tag_ != "VB" or root.i == 0 or root.nbor(-1).text != ":":
        return
    if any(c.dep_ in SUBJECTS | {"aux"} for c in root.children):
        return
    nouns = [c for c in main.children if c.dep_ in {"dobj", "attr"} and c.pos_ in NOUNS]
    hang(main, main, "ROOT")
    hang(root, nouns[-1] if nouns else main, "acl" if nouns else "advcl")


def _main(root: Token) -> None:
    """Turn round a main clause and the one that was hung on it, where *root* has the conjunction before it."""
    marked = next((c for c in root.children if c.dep_ in {"mark", "advmod"} and c.lower_ in _SUBORDINATE), None)
    if marked is None or marked.i == root.sent.start:
        return
    main = [c for c in root.children if c.dep_ == "ccomp" and c.i < marked.i and c.pos_ in {"VERB", "AUX"}]
    if not main or not any(c.dep_ in SUBJECTS for c in main[-1].children):
        return
    hang(main[-1], main[-1], "ROOT")
    hang(root, main[-1], "advcl")
