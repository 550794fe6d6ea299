"""MEANTIME as its authors publish it (CAT XML, a file a document), in the form that `kg eval` reads.

python bench/convert/meantime.py intra_cross-doc_annotation/*/*.xml > meantime.jsonl

Tokens stand one by one; markables point at them, relations at markables. Source: Minard et al. 2016 (CC BY 4.0).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

_CLOSING = set(".,;:!?)]}%”’") | {"'s", "n't", "''", "’s"}
_OPENING = set("([{$“‘") | {"``"}


def convert(xml: str, *, name: str) -> dict[str, object]:
    """The document of *xml* with its actors, events and times; *name* is its id.

    Raises:
        ValueError: it is no CAT XML, declares entities, or points at tokens that are not there.
    """
    if "<!ENTITY" in xml:
        msg = f"{name} declares entities, which no file of this set does; it is not read"
        raise ValueError(msg)
    try:
        root = ET.fromstring(xml)  # noqa: S314 - entities are refused above
        text, spans, ends = _joined(root)
        return {"id": name, "set": "meantime", "text": text, **_layers(root, spans, ends)}
    except (ET.ParseError, KeyError) as error:
        msg = f"{name} is no CAT XML: {type(error).__name__}: {error}"
        raise ValueError(msg) from error


def _joined(root: ET.Element) -> tuple[str, dict[str, tuple[int, int]], dict[str, int]]:
    """The text, a line a sentence; where each token stands; where the sentence of each token ends."""
    text, previous, sentence = "", "", None
    spans, last, of = {}, {}, {}
    for token in root.iter("token"):
        word, number = token.text or "", token.attrib["sentence"]
        gap = "\n" if number != sentence else "" if word in _CLOSING or previous in _OPENING else " "
        text += (gap if text else "") + word
        of[token.attrib["t_id"]] = number
        spans[token.attrib["t_id"]] = (len(text) - len(word), len(text))
        last[number], previous, sentence = len(text), word, number
    return text, spans, {t: last[number] for t, number in of.items()}


def _layers(root: ET.Element, spans: Mapping[str, tuple[int, int]], ends: Mapping[str, int]) -> dict[str, object]:
    tokens = {
        m.get("m_id", ""): [a.attrib["t_id"] for a in m.iter("token_anchor")] for m in root.iterfind("Markables/*")
    }
    at = {
        m: {"start": min(spans[t][0] for t in ts), "end": max(spans[t][1] for t in ts)}
        for m, ts in tokens.items()
        if ts
    }
    kinds = {m.get("m_id", ""): m for m in root.iterfind("Markables/*")}
    cluster = {a: b for a, b, _ in _links(root, "REFERS_TO")}
    roles = _links(root, "HAS_PARTICIPANT")
    found: dict[str, list[dict[str, object]]] = {"ENTITY_MENTION": [], "EVENT_MENTION": [], "TIMEX3": []}
    date, done = "", 0
    for key, mark in kinds.items():
        whole = kinds.get(cluster.get(key, ""), mark)
        if mark.tag == "TIMEX3" and mark.get("functionInDocument") == "CREATION_TIME":
            date = date or mark.get("value", "")
        if key not in at or mark.tag not in found:
            continue
        done = max(done, *(ends[t] for t in tokens[key])) if mark.tag != "TIMEX3" else done
        one: dict[str, object] = {**at[key]}
        if mark.tag == "TIMEX3":
            one |= {"type": mark.get("type", ""), "value": mark.get("value", "")}
        elif mark.tag == "ENTITY_MENTION":
            one |= {"type": whole.get("ent_type", ""), "syntax": mark.get("syntactic_type", "")}
        else:
            one |= {"type": mark.get("pred", ""), "tense": mark.get("time", "")}
            one |= {name: mark.get(name, "") for name in ("certainty", "polarity")}
            one["roles"] = [{**at[b], "role": role} for a, b, role in roles if a == key and b in at]
        if mark.tag != "TIMEX3":
            one["cluster"] = whole.get("instance_id", cluster.get(key, ""))
        found[mark.tag].append(one)
    layers = {"actors": found["ENTITY_MENTION"], "events": found["EVENT_MENTION"], "times": found["TIMEX3"]}
    return {**layers, "date": date, "annotated_to": done}


def _links(root: ET.Element, kind: str) -> list[tuple[str, str, str]]:
    """Source, target and role of each relation of *kind*."""
    return [
        (source.get("m_id", ""), target.get("m_id", ""), link.get("sem_role", ""))
        for link in root.iterfind(f"Relations/{kind}")
        for source in link.iterfind("source")
        for target in link.iterfind("target")
    ]


def main(paths: list[str]) -> None:
    """Print what the files at *paths* hold."""
    for path in sorted(map(Path, paths)):
        print(
            json.dumps(convert(path.read_text(encoding="utf-8"), name=path.stem.partition("_")[0]), ensure_ascii=False)
        )


if __name__ == "__main__":
    main(sys.argv[1:])
