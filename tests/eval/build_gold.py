"""Our own gold: the reviewable sources in `gold/source/` read, checked and written as records (`python -m`, no options).

A source is a sequence of documents: lines `doc`, `genre`, `title`, `publisher`, `published`, then the sentences, one a
line, each followed by its indented claims. The README beside the sources explains the marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
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
from tests.eval.gold_source import HEADS, Line, Marked, Sentence, Source, sources

GOLD = Path(__file__).parent / "gold"
PARTS = ("dev", "held", "fit", "later")
EXTRACTOR = "human"
MARKS = ("<!-- figures -->", "<!-- end of figures -->")

_DIMENSIONS = {"polarity": POLARITIES, "certainty": CERTAINTIES, "realis": REALIS, "evidential": EVIDENTIALS}
_FOCUS = ("main", "background")
_AMOUNTS = ("count", "money", "percent", "rank", "duration")
_TOKEN = re.compile(r'(?P<name>\w+=|@[\w./-]+)?(?P<quote>"[^"]*"(?:#\d+)?)?(?P<rest>\S*)\s*')
_QUOTE = re.compile(r'"([^"]*)"(?:#(\d+))?')
_YEAR = re.compile(r"\b\d{4}\b")


@dataclass(frozen=True, slots=True)
class Built:
    """The records of one document, in the order of the canonical export."""

    document: Document
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        return (self.document, *self.mentions, *self.claims)


class _Document:
    """Builds the records of one document; a fault names its line."""

    def __init__(self, source: Source, *, part: str, terms: Ontology) -> None:
        self.source, self.terms, text = source, terms, source.text
        uri = f"{part}.jsonl#{source.head['doc']}"
        if missing := [h for h in HEADS if h not in source.head]:
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
        self.type = head[1]
        self.trigger: Span | None = None
        self.content: Span | None = None
        self.time: TimeBounds | None = None
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


def read(path: Path) -> list[Built]:
    """The documents of the source at *path*, by id, each with its records; the file's name is that of the part.

    Raises:
        DocumentError: a line of the source is wrong; the message begins with file and line number.
    """
    terms = ontology.load()
    made = [_Document(source, part=path.stem, terms=terms).build() for source in sources(path)]
    if len({one.document.uri for one in made}) != len(made):
        raise DocumentError(f"{path.name}: two documents have one id")
    return sorted(made, key=lambda one: one.document.id)


def build(part: str) -> list[Built]:
    """The documents of *part*, as `read` gives them."""
    return read(GOLD / "source" / f"{part}.txt")


def text_of(part: str) -> str:
    """The JSONL file of *part*. Its header names no ontology, as new triggers leave the gold what it is."""
    records = [record for one in build(part) for record in one.records]
    head = jsonl.header(ontology="", extractor=EXTRACTOR)
    return "".join(f"{line}\n" for line in jsonl.lines(records, head=head))


def main() -> None:
    """Write the JSONL files, and the figures into the README between their marks."""
    from tests.eval.gold_figures import figures

    for part in PARTS:
        (GOLD / f"{part}.jsonl").write_text(text_of(part), encoding="utf-8")
    page = GOLD / "README.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(MARKS[0])
    tables = figures({part: build(part) for part in PARTS})
    page.write_text(f"{before}{MARKS[0]}\n\n{tables}\n\n{MARKS[1]}{rest.partition(MARKS[1])[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
