"""What goes into a page: text made visible, JSON that cannot end its element, hashes for the page's policy, files."""

from __future__ import annotations

import base64
import dataclasses
import gzip
import hashlib
import json
import os
import re
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path

from kg.errors import UnavailableError
from kg.text import safe

_PACKED = 1_000_000  # bytes from which a block is compressed
_PLAIN = re.compile("[ -~\n\t\u00a0-\u00ac\u00ae-\u034e\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20c0]*")


def visible(value: object) -> object:
    """*value* with control, bidi and zero-width characters of all its texts made visible."""
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) else safe(value)
    if isinstance(value, Mapping):
        return {k: visible(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [visible(v) for v in value]
    return value


def moved(quote: str, *places: int) -> tuple[int, ...]:
    """Where *places* of *quote* lie once its hidden characters are visible."""
    return places if _PLAIN.fullmatch(quote) else tuple(len(safe(quote[:place])) for place in places)


def columns(rows: Sequence[object]) -> dict[str, list[object]]:
    """The fields of *rows*, each as one list."""
    names = [f.name for f in dataclasses.fields(rows[0])] if rows else []  # type: ignore[arg-type]
    return {name: [getattr(row, name) for row in rows] for name in names}


def inline(value: object) -> str:
    """*value* as JSON that may stand inside a script element."""
    return re.sub("[<>&\u2028\u2029]", lambda c: f"\\u{ord(c[0]):04x}", _json(value))


def block(value: object) -> tuple[str, str]:
    """*value* for a script element, and in what form: json, or gzip in base64 when it is large."""
    text = _json(value)
    if len(text) > _PACKED:
        return base64.b64encode(gzip.compress(text.encode(), compresslevel=6, mtime=0)).decode(), "gzip"
    return inline(value), "json"


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return re.sub("[\ud800-\udfff]", lambda c: f"\\u{ord(c[0]):04x}", text)


def asset(name: str) -> str:
    """The text of the file *name* that comes with this package."""
    return (resources.files("kg.views") / "assets" / name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """*text* as a content security policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def filled(page: str, parts: Mapping[str, str]) -> str:
    """*page* with each `{{name}}` replaced in one pass, so that nothing inside a part is taken for a place."""
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], page)


def save(text: str, path: Path) -> None:
    """Write *text* to *path*; the file is there whole or not at all.

    Raises:
        UnavailableError: the file cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise UnavailableError(f"cannot write {path}: {error.strerror}") from error
