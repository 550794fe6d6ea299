"""Which lines of a text need no parser, as nothing can be read in them.

What makes a record is a name, a word for an actor, a pronoun that may stand for one, a word of time, or a word for an
event. A line without any of these is passed over. So is, in a text that names nobody at all, a line in which only a
word for an event stands: what happens to nobody and nowhere is no event there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from kg.extract.names import KnownNames
from kg.extract.reference import PERSON_ENDINGS, POINTERS, REACH
from kg.time import temporal

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.ontology import Ontology

_EVENT, _ACTOR, _POINTER, _NAME, _CAPITAL, _OTHER = 1, 2, 4, 8, 16, 32
_WORD = re.compile(r"[^\W_]+")
_PARTS = ("noun", "verb", "adj", "adv")
_KEPT = 100_000  # words of which it is remembered what they are
_PLAIN = re.compile(r"(?:[A-Za-z\d]|\.(?![A-Za-z_])|[\s,;:!?'\"“”‘’()–—%$€£-])*")  # no domains, no code
_STARTS = re.compile(r"(?:^|[.!?:])[\"“”‘’')\]]*\s*[\"“‘'(\[]*$")
_END = re.compile(r"[.!?]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z])")


class Triage:
    """Knows lines that hold nothing by their words alone."""

    def __init__(self, nlp: Language, *, known: KnownNames, ontology: Ontology) -> None:
        tables = _tables(nlp)
        self._rules = tables.get("lemma_rules", {})
        self._exceptions = tables.get("lemma_exc", {})
        index: Mapping[str, Iterable[str]] = tables.get("lemma_index", {})
        self._common = frozenset(chain.from_iterable(index.get(p, ()) for p in _PARTS)) | nlp.Defaults.stop_words
        self._known = known
        self._events = _parts(head for head, _ in ontology.by_trigger)
        self._actors = _parts(chain(ontology.by_cue, ontology.by_name_cue))
        self._no_actors = ontology.words("notPeople") | nlp.Defaults.stop_words
        self._people = known.gazetteer.first_names | known.gazetteer.last_names
        self._vocab = nlp.vocab
        self._kinds: dict[str, int] = {}

    def wanted(self, lines: Sequence[str]) -> list[bool]:
        """For each of *lines*, which are one text, whether something might be read in it."""
        if not self._common:
            return [True] * len(lines)
        kinds = [self._kind(line) for line in lines]
        sought = _ACTOR | _NAME | _OTHER
        if any(k & _NAME for k in kinds) or not any(k & _CAPITAL for k in kinds):
            sought |= _EVENT
        found, silence = [], REACH
        for line, kind in zip(lines, kinds, strict=True):
            points = bool(kind & _POINTER) and silence < REACH
            found.append(points or bool(kind & sought))
            silence = 0 if points or kind & (_ACTOR | _NAME) else silence + n_sentences(line)
        return found

    def _kind(self, line: str) -> int:
        if len(self._kinds) > _KEPT:
            self._kinds.clear()
        if not _PLAIN.fullmatch(line):
            return _OTHER | _NAME
        kind = 0
        for match in _WORD.finditer(line):
            word = match[0]
            of = self._kinds.get(word)
            if of is None:
                of = self._kinds[word] = self._look(word)
            kind |= of
            if (
                of & _CAPITAL
                and not of & _POINTER
                and not _STARTS.search(line, max(0, match.start() - 6), match.start())
            ):
                kind |= _NAME
        return kind | _NAME if self._known.find(line) else kind

    def _look(self, word: str) -> int:
        low = word.lower()
        lemmas = self._lemmas(low)
        kind = _CAPITAL if word[0].isupper() else 0
        if lemmas & self._events:
            kind |= _EVENT
        if (
            lemmas & self._actors
            or self._vocab[low].like_num
            or (len(low) > 4 and low.endswith(PERSON_ENDINGS) and not lemmas & self._no_actors)
        ):
            kind |= _ACTOR
        if low in POINTERS:
            kind |= _POINTER
        if not word.isalpha():
            return _OTHER if word[0].isdigit() else _OTHER | _NAME
        if word[1:] != low[1:] or (kind & _CAPITAL and (word in self._people or not lemmas & self._common)):
            kind |= _NAME
        return kind | _OTHER if temporal(low) else kind

    def _lemmas(self, word: str) -> set[str]:
        """Everything that *word* could be a form of."""
        found = {word}
        for part in _PARTS:
            found.update(self._exceptions.get(part, {}).get(word, ()))
            found.update(word[: -len(old)] + new for old, new in self._rules.get(part, ()) if word.endswith(old))
        return found


def n_sentences(line: str) -> int:
    """About how many sentences *line* has."""
    return 1 + sum(1 for _ in _END.finditer(line))


def _parts(heads: Iterable[str]) -> frozenset[str]:
    return frozenset(word for head in heads for word in _WORD.findall(head.casefold()))


def _tables(nlp: Language) -> Mapping[str, Any]:
    """The tables that the model finds lemmas by; none if it has no such part."""
    if not nlp.has_pipe("lemmatizer"):
        return {}
    lookups: Any = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    return {name: lookups.get_table(name) for name in lookups.tables} if lookups is not None else {}
