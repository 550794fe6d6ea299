"""Lines on pages to paragraphs: where a page breaks a line is no end of a sentence. Standard library only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[•▪◦‣–—*-]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")
_TAIL = 16  # code points after which no closing sign is looked for
_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)


class Line(NamedTuple):
    """A line of text, its place in points to the right and upwards (the base line), and its font's size.

    Its first letter stands at `left` and `top`, its last one at `right` and `end`: a hyphen may have joined two lines.
    """

    text: str
    left: float
    right: float
    top: float
    end: float
    size: float


def without_edges(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """*pages* without page numbers and without the first and last lines that many of them share."""
    seen: Counter[tuple[int, str]] = Counter()
    for page in pages:
        seen.update({(at, _shape(page[at].text)) for at in (0, -1) if page})
    often = max(3, len(pages) // 10)
    found = []
    for page in pages:
        kept = list(page)
        for at in (0, -1):
            if kept and (seen[at, _shape(kept[at].text)] >= often or _NUMBER.fullmatch(kept[at].text)):
                del kept[at]
        found.append(kept)
    return found


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """The paragraphs of a page: lines that follow each other at the usual distance, joined."""
    if not lines:
        return []
    gaps = sorted(g for above, line in pairwise(lines) if (g := above.end - line.top) > 0)
    usual = gaps[len(gaps) // 4] if gaps else 0.0
    if len(gaps) < 8:  # too few to tell lines far apart from paragraphs of one line
        usual = min(usual, 1.5 * lines[0].size)
    margin, edge = min(line.left for line in lines), max(line.right for line in lines)
    found = [[lines[0].text.strip()]]
    for above, line in pairwise(lines):
        gap = above.end - line.top
        ended = _END.search(above.text.rstrip()[-_TAIL:]) is not None
        short = above.right < edge - 0.15 * (edge - margin)
        indented = line.left > margin + line.size and line.left > above.left + 0.5 * line.size
        if (
            gap > 1.35 * usual
            or abs(line.size - above.size) > 0.08 * above.size
            or _BULLET.match(line.text.lstrip())
            or (ended and (short or indented or gap < 0))
        ):
            found.append([])
        found[-1].append(line.text.strip())
    return [" ".join(filter(None, parts)) for parts in found]


def joined(pages: Sequence[list[str]]) -> tuple[str, list[int]]:
    """The text of all *pages* and where each of them starts in it; a sentence that runs over a page stays one."""
    parts: list[str] = []
    starts, length, last = [], 0, ""
    for page in pages:
        words = "\n\n".join(page)
        if last and words:
            if re.fullmatch(r".*[^\W\d]-", last[-2:]) and words[0].islower():
                parts[-1], length = parts[-1][:-1], length - 1
            else:
                parts.append(" " if words[0].islower() and not _END.search(last[-_TAIL:]) else "\n\n")
                length += len(parts[-1])
        starts.append(length)
        if words:
            parts.append(words)
            last, length = words, length + len(words)
    return "".join(parts), starts
