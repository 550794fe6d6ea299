"""The text of a PDF, read in a child that may take only so much time and memory: `python -m kg_loaders.pdf_child`.

Takes the file on stdin; prints one JSON object, with `text`, `pages` and what the file says of itself, or a `fault`.
"""

from __future__ import annotations

import ctypes
import json
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING

from kg_loaders.layout import Line, joined, paragraphs, without_edges

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage  # type: ignore[import-untyped]

_SAMPLE = 7  # letters of a line whose size is looked at
_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def limit(*, seconds: int, memory: int) -> None:
    """Let this very program be killed when it takes more than *seconds* of a processor or *memory* bytes."""
    try:
        import resource
    except ImportError:  # Windows: the time on the clock is watched from outside
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def read(content: bytes) -> dict[str, object]:
    """`text`, `pages`, `broken` pages, `title`, `author`, `created` of the PDF that *content* is, or its `fault`."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error)
        return {"fault": "is locked by a password" if locked else "is no PDF that can be read, or is cut off"}
    lines: list[list[Line]] = []
    broken = []
    for number in range(len(pdf)):
        try:
            lines.append(_lines(pdf[number].get_textpage()))
        except pypdfium2.PdfiumError:
            lines.append([])
            broken.append(number + 1)
    text, pages = joined([paragraphs(page) for page in without_edges(lines)])
    said = pdf.get_metadata_dict()
    day = _DAY.match(said.get("CreationDate", ""))
    return {
        "text": text,
        "pages": pages,
        "broken": broken,
        "title": said.get("Title"),
        "author": said.get("Author"),
        "created": "-".join(day.groups()) if day else None,
    }


def _lines(page: PdfTextPage) -> list[Line]:
    """The lines of *page* that have words, from the top; a word that a hyphen broke is whole again."""
    found, at = [], 0
    for words in page.get_text_range().split("\r\n"):
        if words.strip():
            start, end = at + len(words) - len(words.lstrip()), at + len(words.rstrip()) - 1
            (left, top), (right, bottom) = _place(page, start), _place(page, end)
            clean = words.replace("\ufffe", "").replace("\x02", "")
            found.append(Line(clean, left, right, top, bottom, _size(page, start, end)))
        at += len(words.encode("utf-16-le")) // 2 + 2
    return found


def _place(page: PdfTextPage, at: int) -> tuple[float, float]:
    """Where the letter number *at* stands: to the right and upwards (its base line)."""
    from pypdfium2 import raw

    right, up = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, max(0, raw.FPDFText_GetCharIndexFromTextIndex(page, at)), right, up)
    return right.value, up.value


def _size(page: PdfTextPage, start: int, end: int) -> float:
    """The font size of most of a line, by a few of its letters; spaces that stand in no file have size 1."""
    from pypdfium2 import raw

    letters = sorted({start + (end - start) * n // (_SAMPLE - 1) for n in range(_SAMPLE)})
    found = [raw.FPDFText_GetFontSize(page, max(0, raw.FPDFText_GetCharIndexFromTextIndex(page, n))) for n in letters]
    sizes = Counter(round(size, 1) for size in found if size > 1)
    return max(sizes, key=lambda size: (sizes[size], size), default=1.0)


if __name__ == "__main__":
    limit(seconds=int(sys.argv[1]), memory=int(sys.argv[2]))
    sys.stdout.write(json.dumps(read(sys.stdin.buffer.read())))
