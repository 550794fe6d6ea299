"""The slots of a word in the parse: its own dependents and those that other words lend it (layer 7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.control import AHEAD, ANSWERING, ASKING, FACING, HELD_TO, OBJECT_CONTROL, RESOLVED, UTTERANCES
from kg.extract.numbers import COINS

if TYPE_CHECKING:
    from kg.extract.tokens import Token, Tokens

FORMS = frozenset({"action", "walk", "march", "rally", "vigil", "camp", "event", "wave", "spree", "incident", "case"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
_ASKED = frozenset({"on", "upon", "for", "to", "with"})  # "call on X to go", "appeal to X to go"
_OVER = frozenset({"for", "over", "in", "after", "from"})
_PLACED = frozenset({"in", "at", "near", "across"})
_MOVED = frozenset({"from", "into", "onto", "off", "out"})
_ALIASES = {"obj": "dobj", "iobj": "dative", "obl": "prep"}
_ORDER = frozenset({"first", "second", "third", "last", "latest", "only", "next"})  # "the first city to forbid it"
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl"})
_REDUCED = frozenset({"ROOT", "ccomp", "xcomp", "oprd", "pcomp"})
_SEATED = frozenset({"base", "headquarter", "headquartere"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
_HAPPENINGS = frozenset(  # words that name what happened and lend it nobody
    {
        "shelling",
        "bombing",
        "shooting",
        "fighting",
        "looting",
        "rioting",
        "flooding",
        "killing",
        "stabbing",
        "bickering",
    }
)
_PAID = frozenset({"fine", "pay", "award", "offer"})
_LENT = 0.75


class Slot(NamedTuple):
    """A dependent of a trigger: relation, marker (preposition or conjunction), word, how sure the link is."""

    dep: str
    marker: str
    token: Token
    confidence: float = 1.0


def slots(token: Token) -> list[Slot]:
    """The slots of *token*, its own first, then lent ones."""
    found = list(_own(token))
    if token.pos_ in {"VERB", "AUX"}:
        if not any(s.dep in {"nsubj", "nsubjpass"} for s in found):
            found += _lent_subject(token)
        found += _relative_object(token, found)
        if token.dep_ == "relcl" and any(c.lower_ == "where" for c in token.children):
            found.append(Slot("prep", "in", token.head, 0.85))
        found += _behind_object(token, found)
    elif token.pos_ in {"NOUN", "PROPN"}:
        found.append(Slot("self", "", token))
        if token.dep_ == "compound" and token.head.lemma_ in FORMS:  # "a protest walk in Bristol"
            found += [s for s in _own(token.head) if s.token is not token]
        found += [Slot("named", "", t, 0.9) for t in _bearers(token)]
    elif token.pos_ == "ADJ" and token.dep_ == "acomp":
        found += [Slot("nsubj", "", s.token, s.confidence) for s in _subjects(token.head)]
    elif token.pos_ == "ADJ" and token.dep_ == "oprd":  # "was shot dead", "shot him dead"
        found += [Slot("nsubj", "", s.token, 0.9) for s in slots(token.head) if s.dep in {"dobj", "nsubjpass"}]
    return found


def _behind_object(verb: Token, own: list[Slot]) -> list[Slot]:
    """Where something is moved is said of the verb, also where the parse hangs it on what is moved."""
    taken = {s.marker for s in own if s.dep == "prep"}
    by = [
        Slot("agent", "by", whom, 0.8)
        for paid in verb.children
        if paid.dep_ == "dobj" and money(paid) and not any(s.dep == "agent" for s in own)
        for prep in paid.children
        if prep.lower_ == "by"
        for whom in prep.children
        if whom.dep_ == "pobj"
    ]  # "was fined 3 million euros by X"
    return by + [
        Slot("prep", s.marker, s.token, 0.8)
        for moved in verb.children
        if moved.dep_ == "dobj"
        for prep in moved.children
        if prep.dep_ == "prep" and prep.lower_ in _MOVED - taken
        for s in _through(prep, "prep")
    ]


def money(token: Token) -> bool:
    """Whether *token* is an amount of money."""
    coins = token.lemma_.casefold() in COINS and any(c.dep_ == "nummod" for c in token.children)
    return coins or token.ent_type_ == "MONEY"


def _named_before(token: Token) -> list[Token]:
    """*token*; of an amount of money the name that the parse hangs on it: "fined Hopla 3 million euros"."""
    if not money(token):
        return [token]
    return [c for c in token.children if c.dep_ in {"nmod", "compound"} and c.pos_ == "PROPN"]


def _bearers(noun: Token) -> list[Token]:
    """Whom *noun* describes: the other half of its apposition, the name it is a title of, the subject that is it."""
    head = noun.head
    found = [c for c in noun.children if c.dep_ == "appos"]
    if noun.dep_ == "appos" or (noun.dep_ in {"compound", "nmod"} and head.pos_ == "PROPN" and noun.i < head.i):
        found.append(head)
    elif noun.dep_ == "attr" and head.lemma_ in {"be", "become", "remain"}:
        found += [s.token for s in _subjects(head)]
    if noun.dep_ == "nsubj":  # "its rival Snapchat grew" parsed as two subjects
        beside = (c for c in head.children if c.dep_ == "nsubj" and c.pos_ == "PROPN")
        found += [c for c in beside if c.left_edge.i == noun.i + 1]
    return found


def headline(sentence: Tokens) -> bool:
    """Whether *sentence* ends as headlines do; their present tense tells what happened."""
    return sentence.text.rstrip(" \"'”’)")[-1:] not in {".", "!", "?", ":", ";"}


def _reduced(root: Token) -> bool:
    """Whether *root*, a bare participle, is one indeed: in a headline, or where the finite verb hangs on it."""
    return headline(root.sent) or any(_finite(c) for c in root.children)


def _undergone(verb: Token) -> bool:
    """Whether *verb*, without an object, says by whom it was done, or must have had one."""
    if any(c.dep_ in {"dobj", "aux", "auxpass", "ccomp", "xcomp"} for c in verb.children):
        return False
    doers = [c for by in verb.children if by.dep_ == "agent" for c in by.children if c.dep_ == "pobj"]
    held = verb.lemma_ in HELD_TO and any(c.dep_ == "prep" and c.lower_ in _OVER for c in verb.children)
    return held or any(c.pos_ in {"NOUN", "PROPN"} and c.ent_type_ not in {"MONEY", "PERCENT"} for c in doers)


def _finite(verb: Token) -> bool:
    """Whether *verb* is a finite clause without a subject of its own: "hackers tied to X stole …", misread."""
    subject = any(c.dep_ in {"nsubj", "nsubjpass", "expl", "mark"} for c in verb.children)
    return verb.dep_ in {"advcl", "ccomp", "dep"} and verb.tag_ in {"VBD", "VBZ", "VBP"} and not subject


def _titles(verb: Token) -> set[int]:
    """Subjects that are no more than the title of the name behind them: "Hopla co-founder Dex Marlow left"."""
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    found: set[int] = set()
    for before, name in zip(reversed(subjects[:-1]), reversed(subjects[1:]), strict=True):
        titled = name.pos_ == "PROPN" or name.i in found or before.text == "-"
        if titled and before.pos_ == "NOUN" and before.i + 1 == name.left_edge.i:
            found.add(before.i)
    return found


def _own(token: Token) -> Iterator[Slot]:  # noqa: C901, PLR0912 - one case a construction
    titles = _titles(token)
    for child in token.children:
        dep = _ALIASES.get(child.dep_, child.dep_)
        if child.i in titles:
            continue
        if dep in {"prep", "agent"}:
            yield from _through(child, dep)
            yield from _behind_amount(child)
        elif dep == "advmod" and token.pos_ == "VERB":
            yield Slot(dep, "", child)  # and what hangs on it: "walked away from …", "swung back into …"
            yield from (s for p in child.children if p.dep_ == "prep" for s in _through(p, "prep"))
        elif dep == "prt" and child.lower_ == "up":  # "kidnapped up to 16 sailors"
            yield from (
                Slot("dobj", "", c)
                for to in child.children
                for c in to.children
                if c.dep_ == "pobj" and any(n.dep_ == "nummod" for n in c.children)
            )
        elif dep == "dative" and child.pos_ == "ADP":
            for whom in (c for c in child.children if c.dep_ == "pobj"):
                yield Slot("dative", child.lower_, whom)
                yield Slot("prep", child.lower_, whom)
        elif dep in _CLAUSES:
            yield Slot(dep, _mark(child), child)
            if any(c.dep_ == "mark" and c.lower_ == "for" for c in child.children):  # "a call for X to go" is made to X
                yield from (Slot("prep", "for", c) for c in child.children if c.dep_ in {"nsubj", "nsubjpass"})
            yield from (Slot(dep, "or", c) for c in _conjoined(child, {"or"}))
        elif dep == "poss" and child.lower_ == "whose" and (told := _told_of(token)) is not None:
            yield Slot(dep, "", told, 0.9)
        elif dep in {"nsubj", "nsubjpass"} and child.lower_ in RELATIVE and token.dep_ == "relcl":
            yield Slot(dep, "", _described(token.head, child.lower_), 0.9)
        elif (
            dep == "nsubj"
            and token.tag_ == "VBN"
            and token.dep_ in _REDUCED
            and (token.dep_ != "ROOT" or _reduced(token))
            and not any(c.dep_ in {"aux", "auxpass"} for c in token.children)
        ):
            yield Slot("nsubjpass", "", child)  # "they saw the app banned", "App banned in Oslo"
        elif dep == "nsubj" and token.tag_ == "VBD" and headline(token.sent) and _undergone(token):
            yield Slot("nsubjpass", "", child)  # "Maker hit by new tolls", "Maker fined for delays"
        elif dep == "oprd":
            yield Slot(dep, "", child)
            named = (c for c in child.children if c.dep_ in {"nmod", "compound"} and c.ent_type_ == "PERSON")
            yield from (Slot("dobj", "", c) for c in named)  # "named Dex Marlow chief engineer"
        else:
            yield Slot(dep, "", child)


def _told_of(noun: Token) -> Token | None:
    """Whose *noun* is, in a relative clause that starts with it: "Hopla, whose owner left"."""
    verb = noun.head
    return verb.head if verb.dep_ == "relcl" and noun.i < verb.i and verb.head.i < noun.i else None


def _described(noun: Token, pronoun: str) -> Token:
    """The noun that a relative clause tells of: nobody says "who" of the place in "the workers in Oslo, who …"."""
    prep = noun.head
    if pronoun not in {"who", "whom"} or noun.dep_ != "pobj" or noun.pos_ != "PROPN":
        return noun
    placed = prep.lower_ in _PLACED or (prep.lower_ in {"from", "of"} and noun.ent_type_ in {"GPE", "LOC", "FAC"})
    beside = [prep.head, *(c for c in prep.head.children if c.dep_ == "dobj" and c.i == prep.i - 1)]
    return next((n for n in beside if placed and n.pos_ in {"NOUN", "PROPN"}), noun)


def _behind_amount(prep: Token) -> Iterator[Slot]:
    """What hangs on an amount after "of" and belongs to the noun before it: "a fine of 3 million euros on X"."""
    for amount in prep.children if prep.lower_ == "of" else ():
        if amount.dep_ == "pobj" and any(c.dep_ == "nummod" or c.ent_type_ == "MONEY" for c in amount.children):
            yield from (s for p in amount.children if p.dep_ == "prep" for s in _through(p, "prep"))


def _through(prep: Token, dep: str) -> Iterator[Slot]:
    """What stands behind a preposition, also behind a second one ("out of", "because of")."""
    for child in prep.children if prep.lower_ != "according" else ():
        if child.dep_ in {"pobj", "pcomp"}:
            yield Slot("prep" if dep == "prep" else dep, prep.lower_, child)
        elif child.dep_ == "prep":
            yield from (Slot("prep", child.lower_, c) for c in child.children if c.dep_ in {"pobj", "pcomp"})


def _mark(clause: Token) -> str:
    if any(c.tag_ == "TO" for c in clause.children):
        return "to"
    return next((c.lower_ for c in clause.children if c.dep_ == "mark"), "")


def _conjoined(token: Token, words: set[str]) -> list[Token]:
    if not any(c.dep_ == "cc" and c.lower_ in words for c in token.children):
        return []
    return [c for c in token.children if c.dep_ == "conj"]


def conjuncts(token: Token) -> list[Token]:
    """*token* and the nominal words coordinated with it."""
    if not token.children:
        return [token]
    found, todo = [], [token]
    while todo:
        one = todo.pop(0)
        found.append(one)
        todo += [c for c in one.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN", "PRON", "ADJ"}]
    return found


def _subjects(verb: Token) -> list[Slot]:
    """The subject slots of *verb*, lent ones too."""
    return [s for s in slots(verb) if s.dep in {"nsubj", "nsubjpass"}]


def _lent_subject(verb: Token) -> list[Slot]:  # noqa: C901, PLR0911, PLR0912 - one case a construction
    head, dep = verb.head, verb.dep_
    role = "nsubjpass" if _passive(verb) else "nsubj"
    if dep == "pcomp" and verb.lower_ in _HAPPENINGS and not verb.children:
        return []  # "left after shelling"
    if dep == "xcomp" and head.lemma_ in FACING and any(c.dep_ == "dobj" for c in head.children):
        return []  # "foiled a plot to bomb …"
    if dep == "xcomp" or (dep in {"ccomp", "advcl"} and _mark(verb) == "to" and head.pos_ in {"VERB", "AUX"}):
        if head.lemma_ in OBJECT_CONTROL:
            children = [c for c in head.children if c.dep_ in {"dobj", "nsubjpass", "dative"}]
            controllers = sorted(children, key=lambda c: (c.dep_ == "dative", c.i)) or [
                c for p in head.children if p.lower_ in _ASKED for c in p.children if c.dep_ == "pobj"
            ]
            if controllers:
                return [Slot(role, "", controllers[-1], 0.9)]
        return [Slot(role, "", s.token, 0.9 * s.confidence) for s in _subjects(head)]
    if dep == "conj" and (head.pos_ in {"VERB", "AUX"} or any(c.dep_ == "nsubj" for c in head.children)):
        passive = any(c.dep_ == "auxpass" for c in verb.children) or _undergone_too(verb, head)
        return [
            Slot("nsubjpass" if passive else "nsubj", "", s.token, _LENT * s.confidence)
            for s in _subjects(head)
            if passive or s.dep == "nsubj" or verb.tag_ != "VBN" or any(c.dep_ == "dobj" for c in verb.children)
        ]
    if dep == "advcl" and verb.tag_ in {"VBG", "VBN"} and head.pos_ in {"VERB", "AUX"}:
        return [Slot(role, "", s.token, _LENT * s.confidence) for s in _subjects(head)]
    if _finite(verb) and head.dep_ == "ROOT":
        return [Slot("nsubj", "", s.token, _LENT * s.confidence) for s in _subjects(head)]
    if dep == "acl" and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        if verb.lemma_ in _SEATED:
            head = _maker(head)
        if verb.tag_ in {"VBN", "VBD"}:  # of the past tense the parse makes such a clause when it misses the sentence
            return [Slot("nsubjpass" if verb.tag_ == "VBN" else "nsubj", "", head, 0.9)]
        if _mark(verb) == "to" and any(c.lower_ in _ORDER for c in head.children):
            return [Slot("nsubj", "", head, 0.9)] if head.dep_ != "attr" else _subjects(head.head)
        if _mark(verb) == "to" and head.lemma_.casefold() not in ASKING:
            return _whose(head)
        if verb.tag_ != "VBG":
            return _asked(head) if _mark(verb) == "to" else []
        speaker = _whose(head) if head.lemma_.casefold() in UTTERANCES else []
        return [*speaker, Slot("nsubj", "", head, 0.9)]
    if dep == "amod" and verb.tag_ == "VBN" and verb.i < head.i:
        return [Slot("nsubjpass", "", head, 0.9)]
    if dep == "pcomp" and head.dep_ in {"prep", "mark"}:
        above = head.head
        if above.lemma_ in HELD_TO:
            held = [t for s in slots(above) if s.dep in {"dobj", "nsubjpass"} for t in _named_before(s.token)]
            return [Slot("nsubj", "", held[-1], 0.9)] if held else []
        if above.pos_ in {"VERB", "AUX"}:
            return [Slot("nsubj", "", s.token, _LENT * s.confidence) for s in _subjects(above)]
        if head.lower_ == "of" and above.lemma_.casefold() in AHEAD:
            return _whose(above)  # "had no intention of resigning"
    if dep in {"dep", "parataxis"} and head.pos_ == "VERB" and verb.tag_ == "VBG":
        return [Slot("nsubj", "", s.token, 0.6 * s.confidence) for s in _subjects(head)]
    return []


def _undergone_too(verb: Token, first: Token) -> bool:
    """Whether *verb* goes on after a passive: "was tried and convicted", "was tried and fined 3 million euros"."""
    if not any(c.dep_ == "auxpass" for c in first.children) or any(c.dep_ == "aux" for c in verb.children):
        return False
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    if objects:  # "was not invited and condemned the meeting"
        return all(map(money, objects)) and (verb.tag_ == "VBN" or verb.lemma_ in _PAID)
    return verb.tag_ == "VBN"


def _maker(goods: Token) -> Token:
    """Who is said to be based somewhere, not the *goods*: "X, a supplier of machines based in Ghent"."""
    bare = goods.dep_ == "pobj" and goods.pos_ == "NOUN" and not any(c.dep_ in {"det", "poss"} for c in goods.children)
    above = goods.head.head
    return above.head if bare and goods.head.lower_ == "of" and above.dep_ == "appos" else goods


def _passive(verb: Token) -> bool:
    """Whether *verb* is a participle that somebody undergoes: "banned", "to be banned", "to have been banned"."""
    if any(c.dep_ == "auxpass" for c in verb.children):
        return True
    return verb.tag_ == "VBN" and not any(c.dep_ == "aux" and c.lower_ in _HAVE for c in verb.children)


def _asked(noun: Token) -> list[Slot]:
    """Who is to do what *noun* asks: "X ignored requests to leave"."""
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    if above.lemma_ not in ANSWERING or noun.dep_ not in {"dobj", "pobj"}:
        return []
    return [Slot("nsubj", "", s.token, 0.9 * s.confidence) for s in slots(above) if s.dep == "nsubj"]


def _whose(noun: Token) -> list[Slot]:
    """Whose *noun* is: "issued a statement condemning …", "in a letter warning of …, the union …", "its plan to …"."""
    by = {"by", "of"} if noun.lemma_.casefold() in RESOLVED else {"by"}
    own = [c for c in noun.children if c.dep_ == "poss"] or [
        c for p in noun.children if p.lower_ in by for c in p.children if c.dep_ == "pobj"
    ]  # "its plan to …", "a bid by X to …", "the decision of X to …"
    if own:
        return [Slot("nsubj", "", own[0], 0.9)]
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    if above.pos_ not in {"VERB", "AUX"} or noun.dep_ not in {"dobj", "pobj", "nsubjpass"} or above.lemma_ in FACING:
        return []
    found = slots(above)
    agent = [s for s in found if s.dep == ("agent" if noun.dep_ == "nsubjpass" else "nsubj")]
    return [Slot("nsubj", "", s.token, 0.9 * s.confidence) for s in agent]


def _relative_object(verb: Token, own: list[Slot]) -> list[Slot]:
    """The noun before a relative clause is its object when another subject stands in it ("the firm that X bought")."""
    if verb.dep_ != "relcl" or not any(s.dep == "nsubj" and s.token.i != verb.head.i for s in own):
        return []
    if any(c.lower_ == "whose" for s in own for c in s.token.children):
        return []  # "the union, whose members walked out"
    plain = [s for s in own if s.dep == "dobj" and s.token.lower_ not in RELATIVE]
    beside = any(s.dep == "prep" and s.token.lower_ in RELATIVE for s in own)  # "the harbour in which four died"
    return [] if plain or beside else [Slot("dobj", "", verb.head, 0.85)]
