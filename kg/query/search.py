"""Documents and quotes by their words, actors by their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kg.errors import UsageError
from kg.store.graph import GraphStore

_AROUND = 90
_WORD = re.compile(r"\w+\*?")
# The servers score alike but not the same, so what they find is put in an order of our own.
_DOCUMENTS = """
CALL db.index.fulltext.queryNodes('documentText', $query) YIELD node, score
WITH node, score ORDER BY score DESC LIMIT $most
RETURN node.id AS id, node.title AS title, node.uri AS uri, node.publisher AS publisher, node.published AS published,
  node.text AS text
"""
_QUOTES = """
UNWIND $ids AS i
MATCH (d:Document {id: i})<-[:STATED_IN]-(c:Claim)-[:ABOUT]->(f:Fact)
WHERE all(w IN $words WHERE toLower(c.quote) CONTAINS w)
RETURN c.id AS claim, c.quote AS quote, f.id AS fact, f.label AS label, f.status AS status, d.id AS document,
  d.uri AS uri, d.publisher AS publisher, d.published AS published
ORDER BY d.published, d.id, c.start, c.id
"""
_ACTORS = """
MATCH (e:Entity)
WHERE all(w IN $words WHERE any(n IN e.names WHERE toLower(n) CONTAINS w))
RETURN e.id AS id, e.name AS name, e.type AS type, e.names AS names, e.n_mentions AS mentions
ORDER BY e.n_mentions DESC, e.name, e.id LIMIT $limit
"""


@dataclass(frozen=True, slots=True)
class Found:
    """Actors, documents (with a passage) and quotes (with their facts) that hold all of the words."""

    actors: list[dict[str, Any]]
    documents: list[dict[str, Any]]
    quotes: list[dict[str, Any]]


def search(store: GraphStore, words: str, *, limit: int = 10) -> Found:
    """What holds all of *words*, at most *limit* of each kind; a star after a word stands for any ending.

    Documents in which a word stands often come first; quotes are in order of time.

    Raises:
        UsageError: there is no word in *words*.
    """
    wanted = _WORD.findall(words.lower())
    if not wanted:
        raise UsageError(f"no word to search for in {words!r}")
    plain = [w.rstrip("*") for w in wanted]
    query = " ".join(f"+{w}" for w in wanted)
    rows = [dict(r) for r in store.read(_DOCUMENTS, {"query": query, "most": max(200, limit)})]
    texts = {r["id"]: str(r.pop("text")) for r in rows}
    rows.sort(key=lambda r: (-sum(texts[r["id"]].lower().count(w) for w in plain), str(r["published"]), r["id"]))
    documents = [{**r, "passage": _passage(texts[r["id"]], plain)} for r in rows[:limit]]
    found = [dict(r) for r in store.read(_QUOTES, {"ids": [r["id"] for r in rows], "words": plain})]
    quotes = list({(q["quote"], q["document"], q["fact"]): q for q in reversed(found)}.values())[::-1][:limit]
    actors = [dict(r) for r in store.read(_ACTORS, {"words": plain, "limit": limit})]
    return Found(actors, documents, quotes)


def _passage(text: str, words: list[str]) -> str:
    """The stretch of *text* around the first place where one of *words* stands."""
    at = min((p for w in words if (p := text.lower().find(w)) >= 0), default=0)
    start, end = max(0, at - _AROUND), at + _AROUND
    if start:
        start = text.find(" ", start) + 1
    shown = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}"
