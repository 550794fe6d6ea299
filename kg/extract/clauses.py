"""Clauses that the parser hung on the wrong word, hung where grammar wants them (between layers 1 and 2).

The small model joins what stands near. Some of its errors can be told by grammar alone: a finite verb is no conjunct of
an infinitive, a clause after "after" is not the main one, a noun behind a comma is no clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.tokens import Line, Token

_FINITE = frozenset({"VBZ", "VBD", "MD"})
_HAVE = frozenset({"has", "had", "is", "was", "were"})
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
_BACKSHIFTED = frozenset({"had", "would", "might", "could"})
_TWO = 2  # subjects
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_CLAUSES = frozenset({"ccomp", "advcl", "dep", "dobj", "npadvmod"})
_TITLES = frozenset({"rival", "parent", "subsidiary", "affiliate"})  # which the model takes for adjectives
_NOUNS = frozenset({"NOUN", "PROPN"})
_LEADING = frozenset({"owner", "parent", "maker", "operator", "publisher", "subsidiary", "unit", "arm", "rival"})


def rehang(line: Line) -> None:  # noqa: C901, PLR0912 - one case an error
    """Mend the tree of *line* in place."""
    for token in line:
        if token.dep_ in {"advcl", "ccomp", "conj"} and token.head.i < token.i and _finite(token) and _marked(token):
            continue
        if token.dep_ == "conj" and token.tag_ in {"VBZ", "VBD", "VBN", "VB", "VBG"}:
            _conjunct(token)
        elif token.dep_ in _CLAUSES and token.pos_ == "NOUN":
            _beside(token)
        elif token.dep_ in _CLAUSES and token.pos_ == "PROPN":
            _named(token)
        elif token.dep_ == "ccomp" and token.pos_ == "ADJ":
            _judged(token)
        elif token.head is token and token.pos_ in {"VERB", "AUX"}:
            _main(token)
            _tail(token)
        elif token.head is token and token.pos_ in _NOUNS:
            _subject(token)
        elif token.lower_ in _TITLES and token.tag_ == "JJ" and token.dep_ == "amod" and token.head.pos_ == "PROPN":
            token.pos_, token.tag_, token.dep_ = "NOUN", "NN", "compound"  # "its rival Hopla"
        elif token.dep_ == "appos" and token.pos_ == "PROPN":
            _name(token)
            _leader(token)
        elif token.dep_ == "appos" and token.tag_ == "NN":
            _one(token)
        elif token.dep_ == "pobj" and token.pos_ == "PROPN":
            _named(token)
        elif token.dep_ in {"prep", "npadvmod"} and token.head.dep_ == "ccomp" and _dated(token):
            _hang(token, token.head.head, token.dep_)  # "said on Monday it would leave"
        elif token.lower_ == "since" and token.dep_ == "prep":
            _lasting(token)
        elif token.lower_ == "on" and token.dep_ == "prep" and token.head.dep_ == "dobj":
            if token.head.head.lemma_ == "blame":
                _hang(token, token.head.head, "prep")  # "blamed the attack on X"
        elif token.dep_ == "relcl" and any(c.lower_ == "who" and c.dep_ in _SUBJECTS for c in token.children):
            _people(token)
        elif token.dep_ == "parataxis":
            _aside(token)
        elif token.dep_ == "aux" and token.text == "May" and token.i:
            _month(token)
        elif token.text == "-" and token.pos_ in _NOUNS:
            _half(token)


def _hang(token: Token, head: Token, dep: str) -> None:
    old = token.head
    if old is not token:
        old.children = [c for c in old.children if c is not token]
    token.head, token.dep_ = head, dep
    if head is not token:
        head.children = sorted([*head.children, token], key=lambda t: t.i)


def _month(word: Token) -> None:
    """Take "May" for the month after a number or a preposition: "on 3 May the court ruled"."""
    before = word.nbor(-1)
    if before.like_num or before.tag_ == "IN":
        word.tag_, word.pos_, word.dep_ = "NNP", "PROPN", "npadvmod"


def _aside(verb: Token) -> None:
    """Give the subject before *verb*, said in between, back to its own: "Hopla, the union said, had sacked …"."""
    if verb.head.i < verb.i or verb.nbor(-1).text == ",":
        return
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    alone = not any(c.dep_ in {"nsubj", "nsubjpass"} and c.i < verb.head.i for c in verb.head.children)
    if len(subjects) == _TWO and alone and "," in {t.text for t in verb.doc[subjects[0].i : subjects[1].i]}:
        passive = any(c.dep_ == "auxpass" for c in verb.head.children)
        _hang(subjects[0], verb.head, "nsubjpass" if passive else "nsubj")


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
            _hang(verb, told, "conj")
        return
    if not (_finite(verb) and (retold or _infinitive(head))) or any(c.dep_ in _SUBJECTS for c in verb.children):
        return
    above = head.head if retold else head
    while not retold and above.head is not above and not (above.pos_ in {"VERB", "AUX"} and _finite(above)):
        above = above.head
    if retold or (above.pos_ in {"VERB", "AUX"} and _finite(above) and above is not head):
        for link in [c for c in head.children if c.dep_ == "cc" and head.i < c.i < verb.i]:
            _hang(link, above, "cc")
        _hang(verb, above, "conj")


def _finite(verb: Token) -> bool:
    helped = (c for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.i < verb.i)
    first = next(helped, None)
    return first.tag_ == "MD" or first.lower_ in _HAVE if first is not None else verb.tag_ in _FINITE


def _infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and not any(c.tag_ == "MD" or c.lemma_ == "do" for c in verb.children if c.dep_ == "aux")


def _beside(noun: Token) -> None:
    """Make *noun*, taken for a clause, an apposition of the noun before the comma: "its owner, the fund X"."""
    first = noun.left_edge if noun.left_edge.text != "," else noun.left_edge.nbor()
    verbs = (c for c in noun.children if c.pos_ in {"VERB", "AUX"} and c.dep_ != "amod")
    if next(verbs, None) or any(c.dep_ in _SUBJECTS for c in noun.children) or first.i < 2:
        return
    if first.nbor(-1).text != "," or first.pos_ not in {"DET", "NUM"} or noun.ent_type_ in {"DATE", "TIME"}:
        return
    inner = (c for c in noun.head.children if c.dep_ in {"ccomp", "xcomp"})
    if noun.dep_ == "dobj" and not any(noun.head.i < c.i < noun.i for c in inner):
        return
    before = first.nbor(-2)
    if before.pos_ in _NOUNS and before.sent.start == noun.sent.start:
        _hang(noun, before, "appos")


def _subject(root: Token) -> None:
    """Make the verb behind "X, the maker of Y," the main one; the parse hangs it on the apposition, as a clause."""
    beside = [c for c in root.children if c.dep_ == "appos" and c.pos_ in _NOUNS]
    for verb in (c for noun in beside for c in noun.children if c.dep_ in {"acl", "relcl"} and c.i > noun.i):
        told = _finite(verb) or (verb.tag_ == "VBN" and any(c.dep_ == "dobj" for c in verb.children))
        first = min([verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass", "neg", "advmod"})], key=_place)
        if told and first.nbor(-1).text == "," and not any(c.dep_ in _SUBJECTS for c in verb.children):
            _hang(verb, verb, "ROOT")
            passive = any(c.dep_ == "auxpass" for c in verb.children)
            _hang(root, verb, "nsubjpass" if passive else "nsubj")
            if root.is_title:
                root.pos_, root.tag_ = "PROPN", "NNP"
            return


def _place(token: Token) -> int:
    return token.i


def _half(hyphen: Token) -> None:
    """Hang the first half of a word on its second: "its co-founder left" has one subject."""
    if not 0 < hyphen.i < len(hyphen.doc) - 1:
        return
    before, after = hyphen.nbor(-1), hyphen.nbor()
    if before.whitespace_ or hyphen.whitespace_ or after.pos_ not in _NOUNS or after.head in {before, hyphen}:
        return
    for part in (before, hyphen):
        if part.head is after or part.head is part or after in part.ancestors:
            continue
        for child in list(part.children):
            if child is not hyphen:
                _hang(child, after, child.dep_)
        _hang(part, after, "compound")


def _name(name: Token) -> None:
    """Hang *name* on the noun right before it: "users of the app X" are not X."""
    before = name.left_edge.nbor(-1) if name.left_edge.i else name
    far = before.pos_ == "NOUN" and before.tag_ == "NN" and before.dep_ == "pobj" and before is not name.head
    if far and before.head.head is name.head and before.sent.start == name.sent.start:
        _hang(name, before, "appos")


def _dated(when: Token) -> bool:
    """Whether *when*, a time before the clause that somebody reports, stands right behind the verb of saying."""
    day = when.ent_type_ == "DATE" or any(c.ent_type_ == "DATE" for c in when.children if c.dep_ == "pobj")
    clause = when.head
    subject = next((c for c in clause.children if c.dep_ in _SUBJECTS), None)
    behind = when.left_edge.i == clause.head.i + 1 and clause.head.pos_ == "VERB"
    return day and behind and subject is not None and subject.i > when.i


def _leader(name: Token) -> None:
    """Hang *name* on who leads or owns the body named before it: "the head of X, Ada Holm, said"."""
    body, before = name.head, name.left_edge.nbor(-1) if name.left_edge.i else name
    if body.dep_ != "pobj" or body.pos_ != "PROPN" or before.text != "," or body.head.lower_ not in {"of", "at"}:
        return
    noun = body.head.head
    led = name.ent_type_ == "PERSON" != body.ent_type_ or noun.lemma_.casefold() in _LEADING
    placed = body.ent_type_ in {"GPE", "LOC"} and name.ent_type_ != "PERSON"
    if led and noun.tag_ == "NN" and not placed and _free(noun):
        _hang(name, noun, "appos")


def _free(noun: Token) -> bool:
    return not any(c.dep_ == "appos" for c in noun.children)


def _one(noun: Token) -> None:
    """Hang *noun*, one thing, on the name right before it: "shares in X, the maker of skis, fell"."""
    first = noun.left_edge
    if noun.head.tag_ != "NNS" or first.i < _TWO or first.nbor(-1).text != "," or first.pos_ != "DET":
        return
    name = first.nbor(-2)
    if name.dep_ == "pobj" and name.pos_ == "PROPN" and name.head.head is noun.head:
        _hang(noun, name, "appos")


def _named(name: Token) -> None:
    """Make *name* the apposition of the noun right before it, behind a preposition: "by the start-up X"."""
    first = name.left_edge
    noun = first.nbor(-1) if first.i else name
    above = noun.head if name.dep_ == "pobj" else name.head
    clause = name.dep_ != "pobj" and any(c.pos_ in {"VERB", "AUX", "ADP"} for c in name.children)
    beside = noun.head is name.head or above in noun.ancestors
    if noun.tag_ == "NN" and noun.dep_ == "pobj" and beside and not clause:
        _hang(name, noun, "appos")


def _judged(adjective: Token) -> None:
    """Make what is found to be so an object: "found him guilty", "left 200 staff jobless"."""
    subject = next((c for c in adjective.children if c.dep_ == "nsubj"), None)
    whole = any(c.dep_ in {"aux", "auxpass", "mark", "cop", "ccomp"} for c in adjective.children)
    if subject is None or whole or any(c.dep_ == "dobj" for c in adjective.head.children):
        return
    if adjective.head.i < subject.i < adjective.i:
        _hang(subject, adjective.head, "dobj")
        adjective.dep_ = "oprd"


def _lasting(prep: Token) -> None:
    """Hang "since" on the perfect verb above: "has been barred from bidding since July"."""
    dated = any(c.ent_type_ == "DATE" or c.like_num for c in prep.children)
    if not dated or _perfect(prep.head):
        return
    above = (t for t in prep.head.ancestors if t.pos_ in {"VERB", "AUX"})
    if prep.head.tag_ in {"VB", "VBG", "NN", "NNS"} and (verb := next(above, prep)) is not prep and _perfect(verb):
        _hang(prep, verb, "prep")


def _perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _people(clause: Token) -> None:
    """Hang a *clause* with "who" on the people before the body they belong to: "staff of X, who struck"."""
    body = clause.head
    above = body.head.head if body.dep_ == "pobj" and body.head.dep_ == "prep" else body
    if body.pos_ == "PROPN" and body.ent_type_ != "PERSON" and above is not body and above.tag_ == "NNS":
        _hang(clause, above, "relcl")


def _marked(verb: Token) -> bool:
    """Make the noun behind "after", taken for all that follows it, the subject of *verb*: "after a court fined it"."""
    above = verb.head
    if any(c.dep_ in _SUBJECTS or c.dep_ == "mark" for c in verb.children):
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
    _hang(nouns[0], verb, "nsubjpass" if passive else "nsubj")
    _hang(preps[-1], verb, "mark")
    _hang(verb, above, "advcl")
    return True


def _tail(root: Token) -> None:
    """Give what stands before "the firm said" to the words it ends: "X bought Y on 9 January, the firm said"."""
    told = next((c for c in root.children if c.dep_ == "ccomp" and c.i < root.i), None)
    speaker = next((c for c in root.children if c.dep_ == "nsubj"), None)
    if told is None or speaker is None:
        return
    for word in list(root.children):
        if word.dep_ in {"prep", "npadvmod"} and told.i < word.i < speaker.left_edge.i:
            _hang(word, told, word.dep_)


def _main(root: Token) -> None:
    """Turn round a main clause and the one that was hung on it, where *root* has the conjunction before it."""
    marked = next((c for c in root.children if c.dep_ in {"mark", "advmod"} and c.lower_ in _SUBORDINATE), None)
    if marked is None or marked.i == root.sent.start:
        return
    main = [c for c in root.children if c.dep_ == "ccomp" and c.i < marked.i and c.pos_ in {"VERB", "AUX"}]
    if not main or not any(c.dep_ in _SUBJECTS for c in main[-1].children):
        return
    _hang(main[-1], main[-1], "ROOT")
    _hang(root, main[-1], "advcl")
