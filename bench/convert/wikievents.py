"""WikiEvents as its authors publish it, in the form that `kg eval` reads.

python bench/convert/wikievents.py test.jsonl [coref/test.jsonlines] > wikievents.jsonl

A line is a document with tokens, entity_mentions and event_mentions, whose spans count tokens; a line of the second
file has the clusters of mentions of one document. Source: Li et al. 2021 (gen-arg, MIT).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

_CLOSING = set(".,;:!?)]}%”’") | {"'s", "n't", "''", "’s"}
_OPENING = set("([{$“‘") | {"``"}


def convert(documents: Iterable[str], *, clusters: Iterable[str] = ()) -> Iterator[dict[str, object]]:
    """Each document with its events and actors; a mention outside all *clusters* is a cluster of its own.

    Raises:
        ValueError: a line is no document of this set; the message names it.
    """
    known = {one["doc_key"]: one["clusters"] for one in map(json.loads, filter(str.strip, clusters))}
    for number, line in enumerate(documents, start=1):
        if not line.strip():
            continue
        try:
            one = json.loads(line)
            yield _document(one, {m: str(n) for n, group in enumerate(known.get(one["doc_id"], ())) for m in group})
        except (KeyError, TypeError, IndexError, json.JSONDecodeError) as error:
            msg = f"line {number} is no document of WikiEvents: {type(error).__name__}: {error}"
            raise ValueError(msg) from error


def _document(one: Mapping[str, Any], cluster: Mapping[str, str]) -> dict[str, object]:
    text, spans = _joined(one["tokens"])

    def at(mention: Mapping[str, Any]) -> dict[str, int]:
        return {"start": spans[mention["start"]][0], "end": spans[mention["end"] - 1][1]}

    entities = {e["id"]: e for e in one["entity_mentions"]}
    return {
        "id": one["doc_id"],
        "set": "wikievents",
        "text": text,
        "actors": [
            {**at(e), "type": e["entity_type"], "cluster": cluster.get(e["id"], e["id"])} for e in entities.values()
        ],
        "events": [
            {
                **at(e["trigger"]),
                "type": e["event_type"],
                "roles": [{**at(entities[a["entity_id"]]), "role": a["role"]} for a in e["arguments"]],
            }
            for e in one["event_mentions"]
        ],
    }


def _joined(tokens: Iterable[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text, its tokens joined as in print, and where each token stands in it."""
    text, previous = "", ""
    spans = []
    for token in tokens:
        text += token if not text or token in _CLOSING or previous in _OPENING else f" {token}"
        spans.append((len(text) - len(token), len(text)))
        previous = token
    return text, spans


def main(path: str, coreference: str = "") -> None:
    """Print what the files hold."""
    clusters = Path(coreference).read_text(encoding="utf-8").split("\n") if coreference else ()
    for one in convert(Path(path).read_text(encoding="utf-8").split("\n"), clusters=clusters):
        print(json.dumps(one, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:3])
