"""Documents with their evidence, made of templates: any number, the same on every run, without reading a text.

    python bench/generated.py 1000 > records.jsonl

News of companies that buy, sue, fine, own and threaten each other. Three fillers in ten are among 60 names that stand
in documents everywhere; the rest come up in a handful of documents each, so the number of entities grows with the
corpus.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from kg import ids, jsonl, ontology
from kg.model import Arg, Claim, Document, Evidence, Mention, Record, Span, TimeBounds

SENTENCES = 10
_SYLLABLES = (
    "bar",
    "cor",
    "del",
    "fen",
    "gal",
    "hol",
    "jun",
    "kel",
    "lor",
    "mar",
    "nor",
    "pel",
    "quo",
    "rin",
    "sal",
    "tor",
)
_ENDS = ("Works", "Freight", "Foods", "Media", "Energy", "Marine", "Labs", "Motors")
_PUBLISHERS = ("Harbor Ledger", "Canal Courier", "Prairie Wire", "Quay Post", "Mole Times", "Crane Gazette")
_EVENTS = (
    ("bought", "Acquisition", "agent", "object"),
    ("sued", "Lawsuit", "agent", "target"),
    ("fined", "Fine", "agent", "target"),
    ("threatened", "Threat", "agent", "target"),
    ("criticized", "Criticism", "agent", "target"),
    ("met", "Meeting", "agent", "partner"),
    ("banned", "Ban", "agent", "target"),
    ("owns", "Owns", "subject", "object"),
)
_FILLER = (
    "officials", "harbour", "season", "quarter", "letter", "contract", "price", "tanker", "ferry", "inquiry", "report",
    "analyst", "factory", "strike", "permit", "court", "union", "market", "supplier", "bridge", "budget", "vessel",
)  # fmt: skip
_HUBS, _HUB_SHARE = 60, 0.3
_CHAIN = ("Actor", "Organization", "Company")


def name(number: int) -> str:
    """The *number*-th name: every number has its own."""
    first = number // len(_ENDS)
    word = ""
    while True:
        word += _SYLLABLES[first % len(_SYLLABLES)]
        first //= len(_SYLLABLES)
        if not first:
            return f"{word.title()} {_ENDS[number % len(_ENDS)]}"


def evidence(number: int, *, at: Document | None = None) -> Evidence:
    """Document *number*, or the document *at* hand that has its text, with what is read in it."""
    pick = random.Random(f"document {number}")  # noqa: S311 - the same on every run
    published = date(2020, 1, 1) + timedelta(days=number % 1500)
    text, places = "", []
    for _ in range(SENTENCES):
        word, type_, left, right = pick.choice(_EVENTS)
        day = published - timedelta(days=pick.randrange(30))
        first, second = _names(number, pick)
        start = len(text)
        spots = [(left, start, first)]
        text += f"{first} "
        trigger = Span(len(text), len(text) + len(word))
        text += f"{word} "
        spots.append((right, len(text), second))
        text += f"{second} on "
        when = Span(len(text), len(text) + 10)
        text += f"{day.isoformat()} {' '.join(pick.choices(_FILLER, k=12))}."
        places.append((type_, spots, trigger, (day, when), Span(start, len(text))))
        text += " "
    uri = f"generated/{number:06}.txt"
    doc = at or Document(
        id=ids.document_id(uri, text), uri=uri, text=text, title=f"Report {number}", publisher=pick.choice(_PUBLISHERS),
        published=published.isoformat(), lang="en",
    )  # fmt: skip
    mentions = _mentions(doc, [spot for _, spots, *_ in places for spot in spots])
    claims = [_claim(doc, *place) for place in places]
    unique = {c.id: c for c in claims}
    return Evidence(document=doc, mentions=mentions, claims=tuple(unique.values()), done=ids.digest("made", doc.id))


def _names(number: int, pick: random.Random) -> tuple[str, str]:
    """Two names: well known ones, or of those that documents near this one use."""
    found: list[str] = []
    while len(found) < 2:
        near = max(0, number * 3 - pick.randrange(30)) + pick.randrange(3)
        one = name(pick.randrange(_HUBS) if pick.random() < _HUB_SHARE else _HUBS + near)
        if one not in found:
            found.append(one)
    return found[0], found[1]


def _mentions(doc: Document, spots: list[tuple[str, int, str]]) -> tuple[Mention, ...]:
    of: dict[str, list[str]] = {}
    for _, at, word in spots:
        of.setdefault(word, []).append(ids.mention_id(doc.id, at, at + len(word)))
    leaf = {word: ids.leaf_id(doc.id, found) for word, found in of.items()}
    return tuple(
        Mention(
            id=ids.mention_id(doc.id, at, at + len(word)), doc=doc.id, start=at, end=at + len(word), text=word,
            form="name", type="Company", types=_CHAIN, confidence=0.9, leaf=leaf[word],
        )
        for _, at, word in spots
    )  # fmt: skip


def _claim(
    doc: Document, type_: str, spots: list[tuple[str, int, str]], trigger: Span, when: tuple[date, Span], whole: Span
) -> Claim:
    day, span = when
    args = tuple(
        sorted(
            (Arg(role=r, mention=ids.mention_id(doc.id, at, at + len(w))) for r, at, w in spots), key=lambda a: a.role
        )
    )
    made = Claim(
        id=ids.claim_id(doc.id, type_, trigger, args, "pos", None), doc=doc.id, type=type_, types=_chain(type_),
        start=whole.start, end=whole.end, quote=doc.text[whole.start : whole.end], trigger=trigger, args=args,
        time=TimeBounds(
            start=str(day), end=str(day), granularity="day", basis="stated", text=str(day), span=span
        ),
        confidence=0.8, extractor="generated", rule="generated",
    )  # fmt: skip
    return made if type_ != "Owns" else replace(made, time=None)


def _chain(type_: str) -> tuple[str, ...]:
    return ontology.load().chain(type_)


def records(count: int, *, first: int = 0) -> Iterator[Record]:
    """The records of *count* documents, from document *first* on."""
    for number in range(first, first + count):
        one = evidence(number)
        yield one.document
        yield from one.mentions
        yield from one.claims


def lines(count: int, *, first: int = 0) -> Iterator[str]:
    """The same as JSON lines, with their header."""
    return jsonl.lines(records(count, first=first), head=jsonl.header(ontology="", extractor="generated"))


if __name__ == "__main__":
    for line in lines(int(sys.argv[1])):
        sys.stdout.write(f"{line}\n")
