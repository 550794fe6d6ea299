"""The PLOVER examples as their authors publish them, in the form that `kg eval` reads.

python bench/convert/plover.py PLOVER_GSR_CAMEO.txt > plover.jsonl

The file is JSON objects parted by commas, with commas after their last members; markup tells the words of the event.
Source: openeventdata/PLOVER (CC BY-SA 4.0).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_LAST_COMMA = re.compile(r",(\s*\n\s*\})")
_BETWEEN = re.compile(r"[\s,]*")
_WORDS = re.compile(r"\(EVT: ([^()]*)\)")


def convert(text: str) -> Iterator[dict[str, object]]:
    """Each example of *text* that has an event.

    Raises:
        ValueError: it is not a list of examples; the message tells where.
    """
    text = _LAST_COMMA.sub(r"\1", text)
    decoder = json.JSONDecoder(strict=False)
    place = _end(text, 0)
    while place < len(text):
        try:
            one, place = decoder.raw_decode(text, place)
            found = _example(one)
        except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
            line = text.count("\n", 0, place) + 1
            msg = f"near line {line} stands no example of PLOVER: {type(error).__name__}: {error}"
            raise ValueError(msg) from error
        place = _end(text, place)
        if found["event"]:
            yield found


def _end(text: str, place: int) -> int:
    """Where the next object starts."""
    found = _BETWEEN.match(text, place)
    return found.end() if found else place


def _example(one: Mapping[str, Any]) -> dict[str, object]:
    return {
        "id": one["id"],
        "set": "plover",
        "text": one["text"].strip("{} \n"),
        "event": one["event"],
        "source": [a["actorText"] for a in one.get("source") or ()],
        "target": [a["actorText"] for a in one.get("target") or ()],
        "words": _WORDS.findall((one.get("textInfo") or {}).get("markup", "")),
    }


def main(path: str) -> None:
    """Print what the file holds."""
    for one in convert(Path(path).read_text(encoding="utf-8")):
        print(json.dumps(one, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:2])
