"""How well copies of a text are told from other texts on the same topic: recall by kind of edit, false pairs.

    python bench/copies.py

The texts are those of `examples/refuge` (20 documents on one topic, one pair of them a reprint) and edits made of them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

from kg.model import Document
from kg.pipeline.reading import Metadata, documents, files
from kg.world.sources import BRIEF, alike, sketch

THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6)
TIMES = 20
REPRINT = "2024-03-14-house-vote-reprint.md"


def texts() -> list[str]:
    """The texts of the example corpus without the reprint, in order of address."""
    found, _ = files([Path(__file__).parents[1] / "examples/refuge"])
    read = (one for file in found for one in documents(file, metadata=Metadata()))
    return [d.text for d in read if isinstance(d, Document) and not d.uri.endswith(REPRINT)]


def edited(text: str, share: float, pick: random.Random, words: list[str]) -> str:
    """*text* with *share* of its words replaced, left out, doubled by another or moved, at random places."""
    found = text.split(" ")
    for _ in range(round(share * len(found))):
        at = pick.randrange(len(found))
        match pick.choice(("replace", "replace", "drop", "add", "move")):
            case "replace":
                found[at] = pick.choice(words)
            case "drop" if len(found) > 1:
                del found[at]
            case "add":
                found.insert(at, pick.choice(words))
            case _:
                found.insert(pick.randrange(len(found)), found.pop(at))
    return " ".join(found)


def shortened(text: str, share: float) -> str:
    """The first *share* of *text*'s sentences."""
    parts = re.split(r"(?<=[.!?])\s+", text)
    return " ".join(parts[: max(1, round(share * len(parts)))])


def kinds(words: list[str]) -> Iterator[tuple[str, Callable[[str, random.Random], str]]]:
    """The name and the making of each kind of copy."""
    for share in (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3):
        yield f"{share:.0%} of words edited", lambda t, r, s=share: edited(t, s, r, words)
    for share in (0.8, 0.6, 0.5, 0.4):
        yield f"first {share:.0%} kept", lambda t, _, s=share: shortened(t, s)
    yield "first 70% kept, 10% edited", lambda t, r: edited(shortened(t, 0.7), 0.1, r, words)
    yield "a paragraph added", lambda t, r: f"{t} {' '.join(r.choices(words, k=60))}."


def main() -> None:
    """Print the table."""
    originals = texts()
    words = sorted({w for t in originals for w in t.split()})
    pick = random.Random(1)  # noqa: S311 - the same edits on every run
    print(f"{'copies found at threshold':32}" + "".join(f"{t:8}" for t in THRESHOLDS))
    for name, make in kinds(words):
        scores = [
            alike(sketch(t), sketch(make(t, pick)))
            for t in originals
            for _ in range(TIMES)
            if len(t.split()) >= 2.5 * BRIEF
        ]
        print(f"{name:32}" + "".join(f"{sum(s >= t for s in scores) / len(scores):8.1%}" for t in THRESHOLDS))
    sketches = [sketch(t) for t in originals]
    scores = [alike(a, b) for a, b in combinations(sketches, 2)]
    print(f"{'other texts taken for copies':32}" + "".join(f"{sum(s >= t for s in scores):8}" for t in THRESHOLDS))
    print(f"of {len(scores)} pairs of other texts on the topic; the likest share {max(scores):.2f}")


if __name__ == "__main__":
    main()
