"""Texts of our own making for benchmarks: news, household hints that name nobody, and both mixed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from kg import ids
from kg.model import Document

_FIRST = ("Lor", "Nor", "Hop", "Vel", "Tar", "Bri", "Kes", "Mun", "Ost", "Pel", "Quin", "Sal")
_SECOND = ("ride", "vik", "lane", "mark", "dale", "corp", "soft", "bank", "port", "line", "gard", "wick")
_PEOPLE = ("Ann Reed", "Jonas Berg", "Mira Patel", "Tom Keller", "Rosa Lind", "Omar Haddad")
_COUNTRIES = ("Norway", "France", "Japan", "Brazil", "Kenya", "India", "Canada", "Poland")
_NEWS = (
    "{a} bought the ferry operator {b} in {year}, the company said on Monday.",
    "The government of {country} fined {a} {n} million euros over the way it handles the records of its users.",
    "{person}, who leads {a}, denied that the firm had threatened {b} with a lawsuit.",
    "Thousands of riders switched from {a} to {b} after the outage, according to a spokesman.",
    "Lawmakers in {country} want to ban {a} unless its owner sells the unit by the end of {year}.",
    "{a} and {b} signed an agreement on {day} May {year} to share their harbours.",
    "Officials in {country} accused {b} of hiding the accident, in which {n} people were injured.",
    "The weather was calm, and the first boats left before the sun was up.",
    "{person} resigned in {year} and later joined {b}, where she oversees the northern routes.",
    "Analysts expect that {a} will close its office in {country} next year.",
)
_THINGS = ("a clean cloth", "warm water", "the lid", "a wooden spoon", "the dough", "a thin layer of wax", "the shelf",
           "a pinch of salt", "the pan", "a soft brush", "the rim", "cold milk", "the crust",
           "a dry towel")  # fmt: skip
_PLACES = ("on the sill", "in the bowl", "under the sink", "on the rack", "in a dry corner", "near the stove")
_HINTS = (
    "Wipe the stone with {x} and leave {y} {place}.",
    "Stir gently until {x} is smooth, then pour it over {y}.",
    "If {x} sticks, warm it a little and try again with {y}.",
    "Old stains come off with {x}, soft ones with {y}.",
    "Keep {x} {place}, where it stays dry and does not smell.",
    "Cover {x} loosely and let it rest {place} before you touch it.",
    "It helps to rub {x} along the grain and never across it.",
    "Fold in {x} slowly, for haste makes {y} heavy.",
    "A plumber would say that {x} has no business {place}.",
    "Do this twice a year.",
)


def names(rng: random.Random) -> dict[str, object]:
    """What the gaps of a news sentence are filled with."""
    makes = [f"{rng.choice(_FIRST)}{rng.choice(_SECOND)}" for _ in range(2)]
    return {
        "a": makes[0].capitalize(), "b": f"{makes[1].capitalize()} {rng.choice(('Group', 'Lines', 'Bank'))}",
        "person": rng.choice(_PEOPLE), "country": rng.choice(_COUNTRIES), "year": rng.randrange(2004, 2025),
        "day": rng.randrange(1, 29), "n": rng.randrange(2, 90),
    }  # fmt: skip


def news(rng: random.Random, *, sentences: int) -> str:
    """A report in paragraphs of three sentences."""
    gaps = names(rng)
    lines = [rng.choice(_NEWS).format(**(gaps if rng.random() < 0.8 else names(rng))) for _ in range(sentences)]
    return "\n".join(" ".join(lines[i : i + 3]) for i in range(0, len(lines), 3))


def hints(rng: random.Random, *, sentences: int) -> str:
    """Household hints, in paragraphs of two sentences."""
    lines = [
        rng.choice(_HINTS).format(x=rng.choice(_THINGS), y=rng.choice(_THINGS), place=rng.choice(_PLACES))
        for _ in range(sentences)
    ]
    return "\n".join(" ".join(lines[i : i + 2]) for i in range(0, len(lines), 2))


def documents(number: int, *, share_of_news: float = 1.0, sentences: int = 18, seed: int = 7) -> Iterator[Document]:
    """*number* documents, each a report or a page of hints; always the same ones."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    for n in range(number):
        write = news if rng.random() < share_of_news else hints
        text, uri = write(rng, sentences=sentences), f"bench/{n}.txt"
        yield Document(id=ids.document_id(uri, text), uri=uri, text=text, published="2024-05-03", lang="en")
