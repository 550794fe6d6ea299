"""Source files of our own gold: documents, sentences with marked mentions, and the lines of their claims, unread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import DocumentError

HEADS = ("doc", "genre", "title", "publisher", "published")

_PRONOUN = re.compile(
    r"he|she|it|they|we|i|you|him|her|them|us|me|his|hers|its|theirs?|ours?|mine|my|your|who|whom|whose|which|that|this|"
    r"these|those|(?:it|him|her|my|your)self|(?:them|our|your)selves",
    re.IGNORECASE,
)
_NOMINAL = re.compile(
    r"(?:the|a|an|its|his|her|their|our|this|that|these|those|all|any|both|each|every|no|some|many|most|several|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|about|around|more|nearly|"
    r"\d[\d,.]*)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(r"[Tt]he(?: [A-Z]\w+){2,}")
_FORMS = {"~": "demonym", "-": "nominal", "+": "name"}
_MARK = re.compile(r":([~+-]?)(\w+)(?:=(\w+))?\]")


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
    types: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return " ".join(s.text for s in self.sentences)


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
        elif word in HEADS:
            current.head[word] = rest
        else:
            current.sentences.append(_sentence(line, current))
    if current:
        yield current


def _sentence(line: Line, source: Source) -> Sentence:
    """The sentence with its marks `[words:key=Type]` taken out."""
    start = len(source.text) + 1 if source.sentences else 0
    text, found, opened = "", list[Marked](), list[int]()
    place = 0
    while place < len(line.text):
        char, closing = line.text[place], _MARK.match(line.text, place)
        if char == "[":
            opened.append(len(text))
        elif closing:
            if not opened:
                raise line.fault(f"']' without '[' after {text[-20:]!r}")
            begin = opened.pop()
            form = _FORMS.get(closing[1]) or _form(text[begin:])
            if form == "nominal" and not closing[1] and _TITLED.fullmatch(text[begin:]):
                raise line.fault(f"{text[begin:]!r} is a name: leave its article outside")
            found.append(Marked(start=start + begin, end=start + len(text), form=form, key=closing[2]))
            if closing[3] and source.types.setdefault(closing[2], closing[3]) != closing[3]:
                raise line.fault(f"{closing[2]!r} was a {source.types[closing[2]]} before")
            if closing[2] not in source.types:
                raise line.fault(f"{closing[2]!r} has no type; write [words:{closing[2]}=Type] the first time")
            place = closing.end()
            continue
        else:
            text += char
        place += 1
    if opened or "]" in text:
        raise line.fault("brackets do not pair")
    return Sentence(start, text, sorted(found, key=lambda m: (m.start, m.end)))


def _form(words: str) -> str:
    if _PRONOUN.fullmatch(words):
        return "pronoun"
    return "nominal" if _NOMINAL.match(words) or words.islower() else "name"
