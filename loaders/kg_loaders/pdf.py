"""PDF files: text with the start of each page (pypdfium2, in a child with limits on time and memory)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import DocumentError
from kg.model import Document, Rejected
from kg_loaders.reading import document, loaded

SECONDS, MEMORY = 10, 1_000_000_000  # of a processor, bytes
WAIT = 60.0  # seconds on the clock
_TRAILER = 2048  # bytes at the end in which a whole file says that it ends


class PdfLoader:
    """One document a file; `pages` says where each page starts, so that a quote names its page."""

    name = "pdf"

    def accepts(self, path: Path) -> bool:
        """Whether *path* ends in .pdf."""
        return path.suffix.lower() == ".pdf"

    def load(self, path: Path) -> Iterator[Document | Rejected]:
        """The document of *path*."""
        yield from loaded(path, self.parse)

    def parse(self, content: bytes) -> Iterator[Document | Rejected]:
        """The document that *content* is.

        Raises:
            DocumentError: it is no PDF, is cut off, locked or a scan, or takes too long or too much memory; when
                only pages are missing, it comes after the others.
        """
        found = _read(content)
        broken = ", ".join(map(str, found["broken"]))
        if not found["text"].strip() and not broken:
            msg = "has no text: a scan? Make it readable first (ocrmypdf)"
            raise DocumentError(msg)
        if found["text"].strip():
            fields = {name: found[name] or None for name in ("title", "author", "created")}
            yield replace(document(found["text"], fields), pages=tuple(found["pages"]))
        if broken:
            msg = f"has pages that cannot be read: {broken}"
            raise DocumentError(msg)
        if b"%%EOF" not in content[-_TRAILER:]:  # pdfium mends what it can and does not say so
            msg = f"is cut off; {len(found['pages'])} pages could be read"
            raise DocumentError(msg)


def _read(content: bytes) -> dict[str, Any]:
    """What the child says of *content*; it gets no password of ours, and nothing it does can harm this program."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("KG_")}
    try:
        done = subprocess.run(_command(), input=content, capture_output=True, timeout=WAIT, env=env, check=False)
    except subprocess.TimeoutExpired as error:
        msg = f"took longer than {WAIT:g} seconds to read"
        raise DocumentError(msg) from error
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        msg = f"could not be read in {SECONDS} seconds and {MEMORY // 1_000_000} MB of memory"
        raise DocumentError(msg) from error
    if "fault" in found:
        raise DocumentError(str(found["fault"]))
    return found


def _command() -> list[str]:
    return [sys.executable, "-P", "-m", "kg_loaders.pdf_child", str(SECONDS), str(MEMORY)]
