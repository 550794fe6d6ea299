"""A parsed line as plain objects: every layer asks the same few things of a word, and asking spaCy makes each anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, count, repeat
from operator import add
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as Parsed

_NAMES = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "HEAD", "ENT_IOB", "SPACY")
_SPACES = ("", " ")  # by the number of SPACY
_OPEN = ("", "I", "O", "B")  # by the number of ENT_IOB
_KEPT = 20_000  # strings that are kept by their number


class _Strings(dict[int, str]):
    """Strings by spaCy's number; each is the same object every time, so that it is hashed once."""

    source: Any = None

    def __missing__(self, number: int) -> str:
        word: str = self.source[number]
        self[number] = word
        return word


_strings = _Strings()


class Token:
    """A word of a line; what its attributes mean spaCy's Token says."""

    __slots__ = (
        "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "lemma_", "lower_", "pos_", "tag_",
        "text", "whitespace_",
    )  # fmt: skip

    head: Token

    def __init__(  # noqa: PLR0913, PLR0917 - made by the thousand
        self, doc: Line, i: int, idx: int, text: str, whitespace: str, lower: str, lemma: str, pos: str, tag: str,
        dep: str, ent_type: str, ent_iob: str,
    ) -> None:  # fmt: skip
        self.doc, self.i, self.idx, self.text, self.whitespace_ = doc, i, idx, text, whitespace
        self.lower_, self.lemma_, self.pos_, self.tag_, self.dep_ = lower, lemma, pos, tag, dep
        self.ent_type_, self.ent_iob_ = ent_type, ent_iob
        self.children: Sequence[Token] = ()

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    def nbor(self, by: int = 1) -> Token:
        """The word *by* places on."""
        return self.doc.words[self.i + by]

    @property
    def sent(self) -> Tokens:
        """The sentence around it."""
        return self.doc.sentence(self.i)

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words above it, the nearest first."""
        at = self
        while at.head is not at:
            at = at.head
            yield at

    @property
    def lefts(self) -> Iterator[Token]:
        """Its children before it."""
        return (c for c in self.children if c.i < self.i)

    @property
    def subtree(self) -> list[Token]:
        """It and all below it, each among its children as the text has them."""
        found: list[Token] = []
        todo: list[tuple[Token, bool]] = [(self, False)]
        while todo:
            one, opened = todo.pop()
            if opened or not one.children:
                found.append(one)
                continue
            places = [(c, False) for c in one.children if c.i < one.i]
            places.append((one, True))
            places += [(c, False) for c in one.children if c.i > one.i]
            todo += reversed(places)
        return found

    def is_ancestor(self, below: Token) -> bool:
        """Whether it stands above the word *below*."""
        return any(above is self for above in below.ancestors)

    @property
    def left_edge(self) -> Token:
        """The first word of all below it."""
        return self.doc.words[self._parsed.left_edge.i]

    @property
    def is_alpha(self) -> bool:
        """Whether it has letters only."""
        return self.text.isalpha()

    @property
    def is_upper(self) -> bool:
        """Whether it is all in capitals."""
        return self.text.isupper()

    @property
    def is_title(self) -> bool:
        """Whether it starts with a capital, and only so."""
        return self.text.istitle()

    @property
    def is_space(self) -> bool:
        """Whether it is white space."""
        return self.text.isspace()

    @property
    def is_punct(self) -> bool:
        """Whether it is punctuation."""
        return self._parsed.is_punct

    @property
    def like_num(self) -> bool:
        """Whether it looks like a number."""
        return self._parsed.like_num

    @property
    def _parsed(self) -> Parsed:
        return self.doc.parsed[self.i]


class Tokens(Sequence[Token]):
    """Words [start, end) of a line; of a name that was recognised, `label_` says what it is."""

    __slots__ = ("_ents", "_root", "_text", "doc", "end", "label_", "start", "times")

    def __init__(self, doc: Line, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label
        self._text: str | None = None
        self._root: Token | None = None
        self._ents: list[Tokens] | None = None
        self.times: tuple[tuple[int, int], ...] | None = None  # that stand in a sentence, once they were looked for

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.words[self.start : self.end])

    def __reversed__(self) -> Iterator[Token]:
        return reversed(self.doc.words[self.start : self.end])

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Tokens: ...
    def __getitem__(self, place: int | slice) -> Token | Tokens:
        if isinstance(place, slice):
            start, stop, _ = place.indices(len(self))
            return Tokens(self.doc, self.start + start, self.start + max(start, stop))
        return self.doc.words[self.start : self.end][place]

    @property
    def text(self) -> str:
        """The words as the line has them."""
        if self._text is None:
            self._text = self.doc.text[self.start_char : self.end_char]
        return self._text

    @property
    def start_char(self) -> int:
        """Where the first word starts in the line."""
        words = self.doc.words
        return words[self.start].idx if self.start < len(words) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Where the last word ends in the line."""
        if self.start == self.end:
            return self.start_char
        last = self.doc.words[self.end - 1]
        return last.idx + len(last.text)

    @property
    def sent(self) -> Tokens:
        """The sentence around the first word."""
        return self.doc.sentence(self.start)

    @property
    def root(self) -> Token:
        """The word that stands highest, of several the first."""
        if self._root is None:
            self._root = self._highest()
        return self._root

    def _highest(self) -> Token:
        words = self.doc.words
        if self.end - self.start <= 1:
            return words[self.start]
        inside = words[self.start : self.end]
        if (top := next((t for t in inside if t.head is t), None)) is not None:
            return top
        loose = [t for t in inside if not self.start <= t.head.i < self.end]
        return min(loose, key=self._depth, default=inside[0])

    def _depth(self, token: Token) -> int:
        if not token.children and (token.is_space or token.is_punct):
            return len(self.doc.words) - 1
        return sum(1 for _ in token.ancestors)

    @property
    def ents(self) -> list[Tokens]:
        """The names that were recognised in these words."""
        if self._ents is None:
            self._ents = [e for e in self.doc.ents if e.start >= self.start and e.end <= self.end]
        return self._ents

    def char_span(self, start: int, end: int, *, alignment_mode: str) -> Tokens:
        """The words at characters [start, end) of the text of these; *alignment_mode* as spaCy has it."""
        first = self.start_char
        found = self.doc.char_span(first + start, first + end, alignment_mode=alignment_mode)
        return Tokens(self.doc, self.start, self.start) if found is None else found


class Line(Sequence[Token]):
    """The words of a line that was parsed, its sentences and the names that were recognised in it."""

    __slots__ = ("_at", "ents", "parsed", "sents", "text", "words")

    def __init__(self, parsed: Doc) -> None:
        self.parsed = parsed
        self.words = _words(self, parsed)
        self.text = "".join([t.text + t.whitespace_ for t in self.words])
        self.ents = [Tokens(self, e.start, e.end, e.label_) for e in parsed.ents]
        self.sents = [Tokens(self, s.start, s.end) for s in parsed.sents]
        self._at = [n for n, sent in enumerate(self.sents) for _ in range(sent.start, sent.end)]

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.words)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Tokens: ...
    def __getitem__(self, place: int | slice) -> Token | Tokens:
        if isinstance(place, slice):
            start, stop, _ = place.indices(len(self.words))
            return Tokens(self, start, max(start, stop))
        return self.words[place]

    def sentence(self, place: int) -> Tokens:
        """The sentence around the word at *place*."""
        return self.sents[self._at[place]]

    def release(self) -> None:
        """Part the words from each other, so that they go as soon as nobody asks for them."""
        for word in self.words:
            word.children = ()
            word.head = word.doc = None  # type: ignore[assignment]  # gone for good
        self.words, self.ents, self.sents = [], [], []

    def char_span(self, start: int, end: int, *, alignment_mode: str) -> Tokens | None:
        """The words at characters [start, end) of the line."""
        found = self.parsed.char_span(start, end, alignment_mode=alignment_mode)
        return None if found is None else Tokens(self, found.start, found.end)


def _words(line: Line, parsed: Doc) -> list[Token]:
    """The words of *parsed*, joined to their heads and children."""
    import numpy as np

    if len(_strings) > _KEPT:
        _strings.clear()
    names = _strings
    names.source = parsed.vocab.strings
    columns: Any = parsed.to_array(list(_NAMES)).T
    of = names.__getitem__
    texts, lowers, lemmas, parts, tags, deps, kinds = (list(map(of, column)) for column in columns[:7].tolist())
    heads, marks, spaces = columns[7:].astype(np.int64).tolist()
    places = list(accumulate(map(add, map(len, texts), spaces), initial=0))
    words = list(
        map(
            Token,
            repeat(line),
            count(),
            places,
            texts,
            map(_SPACES.__getitem__, spaces),
            lowers,
            lemmas,
            parts,
            tags,
            deps,
            kinds,
            map(_OPEN.__getitem__, marks),
        )
    )
    for word, by in zip(words, heads, strict=True):
        word.head = head = words[word.i + by]
        if by:
            held = head.children
            if isinstance(held, list):
                held.append(word)
            else:
                head.children = [word]
    return words
