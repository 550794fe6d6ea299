"""Whether a person's Cypher only reads: decided on its tokens, before any server sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import QueryError

_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\r\n]*|/\*.*?\*/)|(?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?P<quoted>`(?:[^`]|``)*`)"""
    r"""|(?P<param>\$\w+)|(?P<number>\d\w*)|(?P<word>[^\W\d]\w*)|(?P<mark>.)""",
    re.DOTALL,
)
_STARTS = frozenset({"match", "optional", "unwind", "with", "return", "call"})
# Clauses that may follow others. Words that can only begin a statement (EXPLAIN, GRANT, START …) are none of `_STARTS`.
_WRITES = frozenset("create merge delete detach set remove drop foreach insert load use show terminate".split())
PROCEDURES = frozenset({"db.index.fulltext.querynodes", "db.labels", "db.relationshiptypes"})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of Cypher: kind (string, quoted, param, number, word, mark) and text, words in lower case."""

    kind: str
    text: str


def tokens(cypher: str) -> Iterator[Token]:
    """The tokens of *cypher*, comments and white space left out."""
    for found in _TOKEN.finditer(cypher):
        kind = found.lastgroup or "mark"
        if kind != "space":
            yield Token(kind, found.group().casefold() if kind == "word" else found.group())


def check(cypher: str) -> None:  # noqa: C901 - one test a rule
    """Nothing, when *cypher* is one statement that only reads.

    Raises:
        QueryError: it is not; the message names the word and what to do.
    """
    found = list(tokens(cypher))
    while found and found[-1].text == ";":
        found.pop()
    if not found:
        raise QueryError("the query is empty; try: MATCH (n:Actor) RETURN n.name LIMIT 10")
    if any(t.kind == "mark" and t.text == ";" for t in found):
        raise QueryError("one statement at a time: take the ';' out")
    if any(t.kind == "mark" and t.text in "'\"`" for t in found):
        raise QueryError("a string or a quoted name is not closed")
    if found[0].kind != "word" or found[0].text not in _STARTS:
        raise _refused(found[0].text)
    for place, token in enumerate(found):
        if token.kind != "word" or _is_name(found, place):
            continue
        if token.text in _WRITES:
            raise _refused(token.text)
        if token.text == "in" and _next(found, place).text == "transactions":
            raise _refused("in transactions")
        if token.text == "call" and _next(found, place).text not in {"{", "("}:
            procedure = _procedure(found, place)
            if procedure not in PROCEDURES:
                raise QueryError(f"CALL {procedure} is not allowed here; allowed: {', '.join(sorted(PROCEDURES))}")


def _refused(word: str) -> QueryError:
    return QueryError(
        f"kg query only reads, and {word.upper()!r} is not part of reading; write it in back quotes if it is a name"
    )


def _next(found: list[Token], place: int) -> Token:
    return found[place + 1] if place + 1 < len(found) else Token("mark", "")


def _is_name(found: list[Token], place: int) -> bool:
    """Whether the word at *place* stands where only a name can: after a dot, colon, bar or AS, or as a key."""
    before = found[place - 1].text if place else ""
    if before in {".", ":", "|", "&", "!", "as"}:
        return True
    return _next(found, place).text == ":" and before in {"{", ","}


def _procedure(found: list[Token], place: int) -> str:
    parts = []
    for token in found[place + 1 :]:
        if token.kind in {"word", "quoted"} or token.text == ".":
            parts.append(token.text.strip("`").casefold())
        else:
            break
    return "".join(parts)
