"""Our own gold: the reviewable sources in `gold/source/` read, checked and written as records (`python -m`, no options).

A source is a sequence of documents: lines `doc`, `genre`, `title`, `publisher`, `published`, `who`, then the sentences,
one a line, each followed by its indented claims. The README beside the sources explains the marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from kg import ids, jsonl, ontology
from kg.errors import DocumentError
from kg.model import (
    CERTAINTIES,
    EVIDENTIALS,
    POLARITIES,
    REALIS,
    Arg,
    Claim,
    Document,
    Mention,
    Quantity,
    Record,
    Span,
    TimeBounds,
)
from kg.ontology import Class, Ontology
from kg.time import assumed
from kg.time.iso import bounds

GOLD = Path(__file__).parent / "gold"
HALVES = ("dev", "held")
EXTRACTOR = "human"

_HEADS = ("doc", "genre", "title", "publisher", "published", "who")
_DIMENSIONS = {"polarity": POLARITIES, "certainty": CERTAINTIES, "realis": REALIS, "evidential": EVIDENTIALS}
_FOCUS = ("main", "background")
_AMOUNTS = ("count", "money", "percent", "rank", "duration")
_TOKEN = re.compile(r'(?P<name>\w+=|@[\w./-]+)?(?P<quote>"[^"]*"(?:#\d+)?)?(?P<rest>\S*)\s*')
_QUOTE = re.compile(r'"([^"]*)"(?:#(\d+))?')
_YEAR = re.compile(r"\b\d{4}\b")
_PRONOUNS = frozenset(
    "he she it they we i you him her them us me his hers its their theirs our ours my your who whom whose which that "
    "this these those itself himself herself themselves".split()  # noqa: SIM905 - reads best as a line of words
)
_NOMINAL = re.compile(
    r"(?:the|a|an|its|his|her|their|our|this|that|these|those|all|any|both|each|every|no|some|many|most|several|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|about|around|more|nearly|"
    r"\d[\d,.]*)\b",
    re.IGNORECASE,
)
_FORMS = {"~": "demonym", "-": "nominal", "+": "name"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source and where it stands."""

    file: str
    number: int
    text: str

    def fault(self, message: str) -> DocumentError:
        return DocumentError(f"{self.file}:{self.number}: {message}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A mention before it has an id: its span in the document, its form and the key of its cluster."""

    start: int
    end: int
    form: str
    key: str


@dataclass(slots=True)
class Sentence:
    """A sentence of the document, its mentions and the lines of its claims."""

    start: int
    text: str
    mentions: list[Marked]
    claims: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Source:
    """One document of a source file."""

    head: dict[str, str]
    line: Line
    sentences: list[Sentence] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(s.text for s in self.sentences)

    @cached_property
    def types(self) -> dict[str, str]:
        pairs = [pair.split() for pair in self.head.get("who", "").split(",") if pair.strip()]
        for pair in pairs:
            if len(pair) != 2:
                raise self.line.fault(f"'who' wants 'key Type, key Type', not {' '.join(pair)!r}")
        return {pair[0]: pair[1] for pair in pairs}


@dataclass(frozen=True, slots=True)
class Built:
    """The records of one document, in the order of the canonical export."""

    document: Document
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        return (self.document, *self.mentions, *self.claims)


def sources(path: Path) -> Iterator[Source]:
    """The documents of the source file at *path*, in order."""
    current: Source | None = None
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = Line(path.name, number, raw.strip())
        if not line.text or line.text.startswith("#"):
            continue
        word, _, rest = line.text.partition(" ")
        if word == "doc":
            if current:
                yield current
            current = Source({"doc": rest}, line)
        elif current is None:
            raise line.fault("a document begins with 'doc'")
        elif raw[0] == " ":
            if not current.sentences:
                raise line.fault("a claim stands below its sentence")
            current.sentences[-1].claims.append(line)
        elif word in _HEADS:
            current.head[word] = rest
        else:
            current.sentences.append(_sentence(line, current))
    if current:
        yield current


def _sentence(line: Line, source: Source) -> Sentence:
    """The sentence with its marks `[words:key]` taken out."""
    start = len(source.text) + 1 if source.sentences else 0
    text, found, opened, key = "", list[Marked](), list[int](), re.compile(r":([~+-]?)(\w+)\]")
    place = 0
    while place < len(line.text):
        char, closing = line.text[place], key.match(line.text, place)
        if char == "[":
            opened.append(len(text))
        elif closing:
            if not opened:
                raise line.fault(f"']' without '[' after {text[-20:]!r}")
            begin = opened.pop()
            form = _FORMS.get(closing[1]) or _form(text[begin:])
            found.append(Marked(start=start + begin, end=start + len(text), form=form, key=closing[2]))
            if closing[2] not in source.types:
                raise line.fault(f"key {closing[2]!r} is not in 'who'")
            place = closing.end()
            continue
        else:
            text += char
        place += 1
    if opened or "]" in text:
        raise line.fault("brackets do not pair")
    return Sentence(start, text, sorted(found, key=lambda m: (m.start, m.end)))


def _form(words: str) -> str:
    if words.lower() in _PRONOUNS:
        return "pronoun"
    return "nominal" if _NOMINAL.match(words) or words.islower() else "name"


class _Document:
    """Builds the records of one document; a fault names its line."""

    def __init__(self, source: Source, *, half: str, terms: Ontology) -> None:
        self.source, self.terms, text = source, terms, source.text
        uri = f"{half}.jsonl#{source.head['doc']}"
        if missing := [h for h in _HEADS if h not in source.head]:
            raise source.line.fault(f"lacks {', '.join(missing)}")
        self.document = Document(
            id=ids.document_id(uri, text),
            uri=uri,
            text=text,
            title=source.head["title"],
            publisher=source.head["publisher"],
            published=source.head["published"],
            lang="en",
            meta={"genre": source.head["genre"]},
        )
        if unknown := sorted({t for t in source.types.values() if t not in terms.classes}):
            raise source.line.fault(f"no such class: {', '.join(unknown)}")
        self.ids = {(m.start, m.end): self._id(m) for s in source.sentences for m in s.mentions}
        if len(self.ids) != sum(len(s.mentions) for s in source.sentences):
            raise source.line.fault("two mentions on one span")
        self.lines = {n: (line, s) for n, (line, s) in enumerate((c, s) for s in source.sentences for c in s.claims)}
        self.labels = {m[1]: n for n, (line, _) in self.lines.items() if (m := re.match(r"(\w+): ", line.text))}
        self.claims: dict[int, Claim] = {}

    def build(self) -> Built:
        """The document, its mentions and its claims."""
        for number in self.lines:
            self._claim(number, ())
        made = sorted(self.claims.values(), key=lambda c: (c.start, c.end, c.id))
        if len({c.id for c in made}) != len(made):
            raise self.source.line.fault("two claims are one and the same")
        return Built(self.document, tuple(self._mentions()), tuple(made))

    def _id(self, mention: Marked) -> str:
        return ids.mention_id(self.document.id, mention.start, mention.end)

    def _mentions(self) -> Iterator[Mention]:
        marked = [m for s in self.source.sentences for m in s.mentions]
        leaves = {
            key: ids.leaf_id(self.document.id, [self._id(m) for m in marked if m.key == key])
            for key in {m.key for m in marked}
        }
        for one in sorted(marked, key=lambda m: (m.start, m.end, self._id(m))):
            types = self.terms.chain(self.source.types[one.key])
            yield Mention(
                id=self._id(one),
                doc=self.document.id,
                start=one.start,
                end=one.end,
                text=self.document.text[one.start : one.end],
                form=one.form,
                type=types[-1],
                types=types,
                confidence=1.0,
                leaf=leaves[one.key],
                entity=leaves[one.key],
            )

    def _claim(self, number: int, above: tuple[int, ...]) -> Claim:
        if number in self.claims:
            return self.claims[number]
        line, sentence = self.lines[number]
        if number in above:
            raise line.fault("the claim holds itself")
        reading = _Reading(line, sentence, inner=lambda label: self._inner(label, line, (*above, number)))
        cls = self._class(reading)
        args = reading.args(cls, self.ids)
        starts = {i: start for (start, _), i in self.ids.items()}
        starts |= {c.id: c.trigger.start if c.trigger else c.start for c in self.claims.values()}
        ordered = jsonl.args_in_order(args, starts)
        via = self._inner(reading.via, line, (*above, number)) if reading.via else None
        speaker = self.ids[reading.mention(reading.by)] if reading.by else None
        if via and not speaker:
            speaker = next((a.mention for a in via.args if a.role == "agent"), None)
        polarity = reading.values.get("polarity", "pos")
        self.claims[number] = Claim(
            id=ids.claim_id(self.document.id, cls.name, reading.trigger, ordered, polarity, speaker),
            doc=self.document.id,
            type=cls.name,
            types=cls.types,
            start=sentence.start,
            end=sentence.start + len(sentence.text),
            quote=sentence.text,
            trigger=reading.trigger,
            args=ordered,
            polarity=polarity,
            certainty=reading.values.get("certainty", "certain"),
            realis=reading.values.get("realis", "actual"),
            evidential=reading.values.get("evidential", "attributed" if speaker else "author"),
            by=speaker,
            via=via.id if via else None,
            content=reading.content,
            focus=reading.values.get("focus", "main"),
            time=self._time(reading, cls),
            quantities=tuple(reading.quantities),
            extractor=EXTRACTOR,
        )
        return self.claims[number]

    def _inner(self, label: str, line: Line, above: tuple[int, ...]) -> Claim:
        if label not in self.labels:
            raise line.fault(f"no claim is labelled {label!r}")
        return self._claim(self.labels[label], above)

    def _class(self, reading: _Reading) -> Class:
        cls = self.terms.classes.get(reading.type)
        if cls is None or cls.kind not in {"event", "state"} or cls.abstract:
            raise reading.line.fault(f"no event or state called {reading.type!r}")
        if cls.kind == "event" and reading.trigger is None:
            raise reading.line.fault("an event has a trigger")
        return cls

    def _time(self, reading: _Reading, cls: Class) -> TimeBounds | None:
        if reading.time is not None or cls.kind == "state":
            return reading.time
        value = assumed(self.document.published or "")
        return TimeBounds(start=value.start, end=value.end, granularity=value.granularity, basis=value.basis)


class _Reading:
    """What one claim line says. `inner` finds the claim with a label."""

    def __init__(self, line: Line, sentence: Sentence, *, inner: Callable[[str], Claim]) -> None:
        self.line, self.sentence, self.inner = line, sentence, inner
        head = re.match(r"(?:\w+: )?(\w+)\s*", line.text)
        if head is None:
            raise line.fault("a claim begins with its type")
        self.type, self.trigger, self.content, self.time = head[1], _none(Span), _none(Span), _none(TimeBounds)
        self.values: dict[str, str] = {}
        self.fillers: list[tuple[str, str]] = []
        self.quantities: list[Quantity] = []
        self.by, self.via = "", ""
        place = head.end()
        while place < len(line.text) and (token := _TOKEN.match(line.text, place)) and token.end() > place:
            self._token(token["name"] or "", token["quote"] or "", token["rest"])
            place = token.end()

    def _token(self, name: str, quote: str, rest: str) -> None:
        if name.startswith("@"):
            self._when(name[1:], quote)
        elif name.removesuffix("=") in _AMOUNTS:
            self._amount(name[:-1], quote, rest)
        elif name == "says=":
            self.content = self._found(quote)
        elif name == "by=":
            self.by = rest
        elif name == "via=":
            self.via = rest
        elif name:
            self.fillers += [(name[:-1], one) for one in rest.split(",")]
        elif quote and self.trigger is None:
            self.trigger = self._found(quote)
        else:
            self._flag(rest)

    def _flag(self, word: str) -> None:
        for name, allowed in {**_DIMENSIONS, "focus": _FOCUS}.items():
            if word in allowed:
                self.values[name] = word
                return
        raise self.line.fault(f"{word!r} is no value of any dimension")

    def _found(self, quote: str) -> Span:
        """Where *quote*, whole words, stands in the sentence; `a … b` runs from one to the other."""
        match = _QUOTE.fullmatch(quote)
        words, nth = (match[1], int(match[2] or 0)) if match else (quote, 0)
        if not words:
            raise self.line.fault("a quoted string is missing")
        first, dots, last = words.partition(" … ")
        begin = self._place(first, nth)
        end = self._place(last, 0, after=begin + len(first)) + len(last) if dots else begin + len(first)
        return Span(self.sentence.start + begin, self.sentence.start + end)

    def _place(self, words: str, nth: int, *, after: int = 0) -> int:
        pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        places = [m.start() for m in pattern.finditer(self.sentence.text, after)]
        if len(places) < max(nth, 1):
            raise self.line.fault(f"{words!r} is not found (occurrence {max(nth, 1)}) in {self.sentence.text!r}")
        if len(places) > 1 and not nth:
            raise self.line.fault(f"{words!r} occurs {len(places)} times; say which with #1, #2 …")
        return places[max(nth, 1) - 1]

    def _when(self, value: str, quote: str) -> None:
        start, end, granularity = bounds(value)
        span = self._found(quote) if quote else None
        text = _QUOTE.sub(r"\1", quote) or None
        basis = "stated" if _YEAR.search(text or "") else "resolved"
        self.time = TimeBounds(start=start, end=end, granularity=granularity, basis=basis, text=text, span=span)

    def _amount(self, kind: str, quote: str, rest: str) -> None:
        number, unit, of, *_ = [*rest.lstrip(":").split(":"), "", ""]
        span = self._found(quote)
        try:
            value = float(number.lstrip("~"))
        except ValueError:
            raise self.line.fault(f"{number!r} is no number") from None
        start = self.sentence.start
        amount = Quantity(
            value=value,
            unit="%" if kind == "percent" else None if kind == "money" else unit or None,
            kind=kind,
            currency=(unit or None) if kind == "money" else None,
            approx=number.startswith("~"),
            of=of or "amount",
            text=self.sentence.text[span.start - start : span.end - start],
            span=span,
        )
        self.quantities.append(amount)

    def mention(self, key: str) -> tuple[int, int]:
        """The span of the mention *key* in this sentence; `key.2` is its second."""
        name, _, nth = key.partition(".")
        found = [m for m in self.sentence.mentions if m.key == name]
        if not found or len(found) < int(nth or 1):
            raise self.line.fault(f"no mention {key!r} in {self.sentence.text!r}")
        if len(found) > 1 and not nth:
            raise self.line.fault(f"{key!r} is mentioned {len(found)} times; say which with {key}.1, {key}.2 …")
        one = found[int(nth or 1) - 1]
        return one.start, one.end

    def args(self, cls: Class, mentions: Mapping[tuple[int, int], str]) -> list[Arg]:
        """The arguments; a filler in parentheses is the label of a claim."""
        made: list[Arg] = []
        for role, filler in self.fillers:
            if cls.role(role) is None:
                raise self.line.fault(f"{cls.name} has no role {role!r}; it has {', '.join(r.role for r in cls.roles)}")
            if filler.startswith("("):
                made.append(Arg(role=role, claim=self.inner(filler.strip("()")).id))
            else:
                made.append(Arg(role=role, mention=mentions[self.mention(filler)]))
        return made


def _none[T](_: type[T]) -> T | None:
    return None


def build(half: str, *, terms: Ontology | None = None) -> list[Built]:
    """The documents of *half*, by id, each with its records.

    Raises:
        DocumentError: a line of the source is wrong; the message begins with file and line number.
    """
    known = terms or ontology.load()
    made = [_Document(s, half=half, terms=known).build() for s in sources(GOLD / "source" / f"{half}.txt")]
    if len({one.document.uri for one in made}) != len(made):
        raise DocumentError(f"{half}.txt: two documents have one id")
    return sorted(made, key=lambda one: one.document.id)


def text_of(half: str) -> str:
    """The JSONL file of *half*. Its header names no ontology, as new triggers leave the gold what it is."""
    records = [record for one in build(half) for record in one.records]
    head = jsonl.header(ontology="", extractor=EXTRACTOR)
    return "".join(f"{line}\n" for line in jsonl.lines(records, head=head))
