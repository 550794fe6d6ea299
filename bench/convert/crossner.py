"""CrossNER politics as its authors publish it, in the form that `kg eval` reads.

python bench/convert/crossner.py train.txt dev.txt test.txt > crossner.jsonl

A line is a token, a tab and its BIO tag; an empty line ends a sentence. Source: Liu et al. 2021, CrossNER (MIT).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

_CLOSING = set(".,;:!?)]}%") | {"'s", "n't", "''", "’s"}
_OPENING = set("([{$") | {"``"}


def convert(lines: Iterable[str], *, name: str) -> Iterator[dict[str, object]]:
    """Each sentence of *lines* with its actors; *name* and its number make the id.

    Raises:
        ValueError: a line is not a token and a tag; the message names it.
    """
    sentence: list[tuple[str, str]] = []
    number = 0
    for place, line in enumerate([*lines, ""], start=1):
        if line.strip():
            token, tab, tag = line.rstrip("\n").partition("\t")
            if not tab or not token or (tag != "O" and tag[:2] not in {"B-", "I-"}):
                msg = f"{name}, line {place}: not a token, a tab and a BIO tag: {line.strip()!r}"
                raise ValueError(msg)
            sentence.append((token, tag))
        elif sentence:
            number += 1
            text, actors = _joined(sentence)
            yield {"id": f"crossner-{name}-{number}", "set": "crossner", "text": text, "actors": actors}
            sentence = []


def _joined(sentence: list[tuple[str, str]]) -> tuple[str, list[dict[str, object]]]:
    """The text, its tokens joined as in print, and the spans that are tagged."""
    text = ""
    actors: list[dict[str, object]] = []
    previous, before = "", "O"
    for token, tag in sentence:
        close = not text or token in _CLOSING or previous in _OPENING
        start = len(text) + (not close)
        text += token if close else f" {token}"
        if tag[:2] == "I-" and before[2:] == tag[2:]:
            actors[-1]["end"] = len(text)
        elif tag != "O":
            actors.append({"start": start, "end": len(text), "type": tag[2:]})
        previous, before = token, tag
    return text, actors


def main(paths: list[str]) -> None:
    """Print what the files at *paths* hold."""
    for path in map(Path, paths):
        for one in convert(path.read_text(encoding="utf-8").split("\n"), name=path.stem):
            print(json.dumps(one, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
