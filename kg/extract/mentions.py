"""Names in a sentence: the candidates weighed against each other, their spans repaired (layer 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import candidates as of
from kg.extract.candidates import WEIGHTS, Candidate
from kg.extract.draft import MentionDraft, SentenceDraft
from kg.extract.heads import headed
from kg.extract.names import KnownNames
from kg.extract.repairs import designate, strip_title, unhyphenate, unpriced
from kg.ontology import Ontology

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.tokens import Line, Tokens

_PEOPLE = frozenset({"Person", "Politician", "Official", "Executive", "Journalist"})
_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "X"})
LAYERS = {"ner": "recogniser", "cue": "heads", "subject": "subjects"}  # candidates by their source
_LEFT, _RIGHT = " \t\"'“”‘’`\\([{,;:-–—", " \t\"'“”‘’`\\)]},;:!?-–—"


def find_names(
    sentence: SentenceDraft, *, known: KnownNames, ontology: Ontology, without: frozenset[str] = frozenset()
) -> None:
    """Put the names, demonyms and identified nominals of *sentence* into it, in order of their place.

    What the layers *without* propose is left out.
    """
    doc = sentence.tokens.doc
    candidates = [
        *of.known(doc, sentence, known),
        *of.recognised(sentence, known, ontology),
        *of.domains(sentence),
        *headed(sentence, ontology, known.gazetteer.titles),
        *of.subjects(sentence, ontology),
        *of.introduced(sentence, ontology),
        *of.acronyms(sentence, ontology),
    ]
    proposed = [c for c in candidates if LAYERS.get(c.source) not in without]
    for one in proposed:
        peoples = [k for k in proposed if k.form == "demonym" and one.first <= k.first <= one.last]
        if one.source == "ner" and not peoples and any(_extends(doc, one, k) for k in proposed):
            one.rank = 3
    kept = _weighed(doc, proposed)
    end = -1
    for one in _joined(doc, kept):
        if one.form == "name" and one.last <= end:
            continue  # the number that the name before it has taken in
        unhyphenate(doc, one, sentence)
        unpriced(doc, one)
        designate(doc, one, sentence)
        end = one.last if one.form == "name" else end
        strip_title(doc, one, known, ontology.words("partOfName"))
        mention = make(sentence, one.first, one.last, one.form)
        if mention is not None and mention.text.casefold() not in known.gazetteer.titles:
            mention.votes.update(one.votes)
            if one.form == "name" and one.source in {"ner", "subject"} and _given(doc, one, known):
                mention.votes["Person"] = WEIGHTS["given"]  # type: ignore[assignment]  # Counter of weights
            mention.country = one.country
            sentence.mentions.append(mention)


def echo(sentences: Sequence[SentenceDraft]) -> None:  # noqa: C901 - one case a kind of name
    """Put into *sentences* the names that were recognised in one of them and overlooked or cut short in another.

    Only the first word must be written in the same case: "Hopla Nano" is also looked for as "Hopla nano". People are
    looked for by their last name, too.
    """
    known: dict[str, list[tuple[list[str], MentionDraft]]] = {}
    for mention in (m for s in sentences for m in s.mentions if m.form == "name"):
        words = _words(mention.sentence.tokens.doc[mention.first : mention.last + 1])
        held = known.setdefault(words[0], [])
        if all(words != other for other, _ in held):
            held.append((words, mention))
        if (family := _family(mention)) is not None:  # "Dex Marlow", later "Marlow"
            known.setdefault(family, [([family], mention)])
    for sentence in sentences:
        taken = {i: m for m in sentence.mentions for i in range(m.first, m.last + 1)}
        made = []
        for token in sentence.tokens:
            for words, named in sorted(known.get(token.text, ()), key=lambda wn: -len(wn[0])):
                span = token.doc[token.i : token.i + len(words)]
                if _words(span) != words or span.root.pos_ not in _NOMINAL:
                    continue
                short = {id(m): m for i in _places(span) if (m := taken.get(i)) is not None}
                if all(_begins(m, span) for m in short.values()):
                    found = make(sentence, span.start, span.end - 1, "name")
                    if found is not None:
                        found.votes.update(named.votes)
                        found.country = named.country
                        made.append(found)
                        taken |= dict.fromkeys(_places(span), found)
                        sentence.mentions = [m for m in sentence.mentions if id(m) not in short]
        if made:
            sentence.mentions = sorted([*sentence.mentions, *made], key=lambda m: (m.first, -m.last))


def _family(mention: MentionDraft) -> str | None:
    """The last word of the name of a person that has several."""
    last = mention.sentence.tokens.doc[mention.last].text
    named = mention.first < mention.last and _PEOPLE & set(mention.votes)
    return last if named and last.istitle() and last.isalpha() else None


def _words(span: Tokens) -> list[str]:
    """The words of *span*, all but the first without their case."""
    first, *rest = [t.text for t in span]
    return [first, *(word.casefold() for word in rest)]


def _begins(mention: MentionDraft, span: Tokens) -> bool:
    """Whether *mention* is a name that is only the beginning of *span*."""
    return mention.form == "name" and mention.first == span.start and mention.last < span.end - 1


def _places(span: Tokens) -> set[int]:
    return set(range(span.start, span.end))


def _weighed(doc: Line, candidates: list[Candidate]) -> list[Candidate]:
    """Those of *candidates* that no better one covers; what stands for the same words becomes one."""
    kept: list[Candidate] = []
    for one in sorted(candidates, key=lambda c: (-c.rank, -(c.last - c.first), c.first, c.source)):
        rivals = [k for k in kept if k.first <= one.last and one.first <= k.last]
        same = next((k for k in rivals if (k.first, k.last) == (one.first, one.last) or _same_name(doc, k, one)), None)
        if same is not None:
            for name, weight in one.votes.items():
                same.votes[name] = max(weight, same.votes.get(name, 0.0))
            same.country = same.country or one.country
            if one.form == "demonym":
                same.form = "demonym"
            elif same.form == "demonym" and one.source == "cue" and same.votes.pop("PopulationGroup", 0):
                same.form = "name"  # "the app Hopla" is not a people
        elif all(_nests(doc, k, one) for k in rivals):
            kept.append(one)
    return kept


def _extends(doc: Line, one: Candidate, known: Candidate) -> bool:
    """Whether the recogniser's name *one* is that of a part or kind of what is *known*: "Hopla Live", "Norway Air"."""
    rest = [doc[i] for i in range(one.first, one.last + 1) if not known.first <= i <= known.last]
    inside = one.first <= known.first and known.last <= one.last and (known.source, known.form) == ("gazetteer", "name")
    return (
        inside and bool(rest) and {"Organization", "Product"} >= set(one.votes) and all(t.tag_ == "NNP" for t in rest)
    )


def _joined(doc: Line, kept: list[Candidate]) -> list[Candidate]:
    """*kept* in order of place, two names side by side made one where the first is part of the second."""
    found: list[Candidate] = []
    for one in sorted(kept, key=lambda c: (c.first, -c.last)):
        before = found[-1] if found else None
        if before is not None and before.last + 1 == one.first and _part(doc, before, one):
            one.first = before.first
            found.pop()
        found.append(one)
    return found


def _part(doc: Line, a: Candidate, b: Candidate) -> bool:
    """Whether the name *a* is the first part of the name *b* that follows it: "Hopla" of "Hopla Music Store"."""
    if a.form != "name" or b.form != "name" or {"Person", "Place", "Country"} & {_likeliest(a), _likeliest(b)}:
        return False
    head = doc[a.first : a.last + 1].root
    return head.dep_ == "compound" and b.first <= head.head.i <= b.last


def _likeliest(one: Candidate) -> str:
    """The class that *one* has most votes for."""
    return max(one.votes, key=lambda name: (one.votes[name], name), default="")


def make(sentence: SentenceDraft, first: int, last: int, form: str) -> MentionDraft | None:
    """A mention of tokens [first, last], punctuation at its ends left out; None when nothing remains."""
    span = sentence.tokens.doc[first : last + 1]
    words = span.text  # a Line's own text is put together anew each time it is asked for
    kept = words.lstrip(_LEFT)
    start = sentence.offset + span.start_char + len(words) - len(kept)
    kept = kept.rstrip(_RIGHT)
    if not any(c.isalnum() for c in kept):
        return None
    return MentionDraft(sentence, start, start + len(kept), kept, form, first, last, span.root)


def _same_name(doc: Line, a: Candidate, b: Candidate) -> bool:
    """Whether two overlapping spans differ by articles, possessive marks and punctuation only."""
    return of.core(doc, a.first, a.last) == of.core(doc, b.first, b.last)


def _nests(doc: Line, outer: Candidate, inner: Candidate) -> bool:
    """Names inside a phrase with a common-noun head are mentions of their own ("Danish Loopride riders")."""
    within = outer.first <= inner.first and inner.last <= outer.last
    return within and outer.form == "nominal" and doc[outer.first : outer.last + 1].root.i > inner.last


def _given(doc: Line, one: Candidate, known: KnownNames) -> bool:
    """Whether a name holds an initial, goes on after a known given name, or is a known family name that acts."""
    first = doc[one.first].text
    if any(_initial(doc[i].text) for i in range(one.first + 1, one.last)):
        return True
    if one.first == one.last:
        return first in known.gazetteer.last_names and doc[one.first].dep_ in {"nsubj", "nsubjpass", "poss"}
    return one.last > one.first and first in known.gazetteer.first_names and doc[one.first + 1].text[:1].isupper()


def _initial(text: str) -> bool:
    return len(text) == len("A.") and text[0].isupper() and text[1] == "."
