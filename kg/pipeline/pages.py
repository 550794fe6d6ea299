"""The pages on which quotes stand, for documents that have pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kg.protocols import Store
from kg.text import page_at

_PAGES = "UNWIND $ids AS i MATCH (d:Document {id: i}) WHERE d.pages IS NOT NULL RETURN i AS doc, d.pages AS pages"


def number_pages(store: Store, claims: Iterable[dict[str, Any]]) -> None:
    """Put `page` into each of *claims*, which have `doc` and `start`; None where the document has no pages."""
    found = list(claims)
    rows = store.read(_PAGES, {"ids": sorted({str(c["doc"]) for c in found})}) if found else ()
    pages = {str(r["doc"]): p for r in rows if isinstance(p := r["pages"], Sequence)}
    for claim in found:
        claim["page"] = page_at(pages.get(str(claim["doc"])), int(claim["start"]))
