"""Files of the kinds on a researcher's disk, made here so that none has to lie in the tree."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200)


def pdf(*pages: Sequence[str], title: str = "", size: int = 11, leading: int = 14) -> bytes:
    """A PDF with these lines on its pages, in Helvetica; an empty line is a gap."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({title}) /Author (Ann Reed) /CreationDate (D:20250116120000Z) >>".encode(),
    ]
    for number, lines in enumerate(pages):
        shown = (b"(%s) Tj" % _escaped(line) if line else b"" for line in lines)
        drawn = b"BT /F1 %d Tf 72 760 Td %d TL\n%s\nET" % (size, leading, b" T*\n".join(shown))
        resources = "/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /Contents {6 + 2 * number} 0 R {resources} >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        ]
    found, starts = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        starts.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return found + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, len(objects) + 1, len(found),
    )  # fmt: skip


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def docx(*paragraphs: str, title: str = "", table: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word document."""
    import docx as word

    made = word.Document()
    made.core_properties.title, made.core_properties.author = title, "Ann Reed"
    for text in paragraphs:
        made.add_paragraph(text)
    if table:
        grid = made.add_table(len(table), len(table[0]))
        for row, cells in enumerate(table):
            for column, text in enumerate(cells):
                grid.cell(row, column).text = text
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def rewritten(archive: bytes, name: str, old: str, new: str) -> bytes:
    """*archive* with *old* replaced by *new* in its member *name*."""
    members = unpacked(archive)
    assert old.encode() in members[name], old
    return zipped({**members, name: members[name].replace(old.encode(), new.encode())})


def unpacked(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """A zip archive."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return kept.getvalue()


def table(rows: Sequence[Mapping[str, object]]) -> bytes:
    """Rows as CSV."""
    kept = io.StringIO(newline="")
    made = csv.DictWriter(kept, list(rows[0]))
    made.writeheader()
    made.writerows(rows)
    return kept.getvalue().encode()


def parquet(rows: Sequence[Mapping[str, object]]) -> bytes:
    """Rows as Parquet."""
    import pyarrow as pa  # type: ignore[import-untyped]
    from pyarrow.parquet import write_table  # type: ignore[import-untyped]

    kept = pa.BufferOutputStream()
    write_table(pa.Table.from_pylist(list(rows)), kept)
    found: bytes = kept.getvalue().to_pybytes()
    return found


def rss(*items: Mapping[str, str], title: str = "Harbor Ledger") -> bytes:
    """An RSS feed; the values are XML."""
    entries = "".join(f"<item>{''.join(f'<{k}>{v}</{k}>' for k, v in one.items())}</item>" for one in items)
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{title}</title><language>en</language>{entries}</channel></rss>'.encode()


def atom(*entries: str, title: str = "Canal Courier") -> bytes:
    """An Atom feed; the entries are XML."""
    inside = "".join(f"<entry>{one}</entry>" for one in entries)
    return f'<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title>{inside}</feed>'.encode()
