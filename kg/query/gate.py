"""Whether a person's Cypher only reads: decided on its tokens, before any server sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import QueryError

_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\r\n]*|/\*.*?\*/)|(?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?P<quoted>`(?:[^`]|``)*`)"""
    r"""|(?P<param>\$\w+)|(?P<number>\d\w*)|(?P<word>[^\W\d]\w*)|(?P<mark>.)""",
    re.DOTALL,
)
_NUMBER = re.compile(r"0x[\da-f]+|0o[0-7]+|\d[\d_]*(?:e\d*)?", re.ASCII | re.IGNORECASE)
_ESCAPE = re.compile(r"\\u+[\da-f]{4}", re.IGNORECASE)
_LONE_RETURN = re.compile(r"\r(?!\n)")
_STARTS = frozenset({"match", "optional", "unwind", "with", "return", "call"})
# Clauses that may follow others. Words that can only begin a statement (EXPLAIN, GRANT, START …) are none of `_STARTS`.
_WRITES = frozenset({
    "create", "merge", "delete", "detach", "set", "remove", "drop", "foreach", "insert", "load", "use", "show",
    "terminate",
})  # fmt: skip
PROCEDURES = frozenset({"db.index.fulltext.querynodes", "db.labels", "db.relationshiptypes"})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of Cypher: kind (string, quoted, param, number, word, mark), text (words in lower case) and place."""

    kind: str
    text: str
    start: int = 0
    end: int = 0


def tokens(cypher: str) -> Iterator[Token]:
    """The tokens of *cypher*, comments and white space left out."""
    for found in _TOKEN.finditer(cypher):
        kind = found.lastgroup or "mark"
        if kind != "space":
            yield Token(kind, found.group().casefold() if kind == "word" else found.group(), *found.span())


def check(cypher: str) -> None:
    """Nothing, when *cypher* is one statement that only reads.

    Raises:
        QueryError: it is not; the message names the word and what to do.
    """
    found = _statement(cypher)
    if found[0].kind != "word" or found[0].text not in _STARTS:
        raise _refused(found[0].text)
    for place, token in enumerate(found):
        if token.kind == "number" and not _NUMBER.fullmatch(token.text):
            raise QueryError(f"{token.text} is neither a number nor a name")
        if token.kind != "word" or is_name(found, place):
            continue
        if token.text in _WRITES:
            raise _refused(token.text)
        if token.text == "transactions" and _runs_in(found, place):
            raise _refused("in transactions")
        if token.text == "call" and _at(found, place + 1).text not in {"{", "("}:
            procedure = _procedure(found, place)
            if procedure not in PROCEDURES:
                raise QueryError(f"CALL {procedure} is not allowed here; allowed: {', '.join(sorted(PROCEDURES))}")


def _statement(cypher: str) -> list[Token]:
    """The tokens of *cypher* without a last semicolon; what servers do not all read alike is refused."""
    if _ESCAPE.search(cypher):  # Neo4j puts the characters in before it reads: in a string, \u0027 ends the string
        raise QueryError("write a character itself, not its \\u escape")
    if _LONE_RETURN.search(cypher):
        raise QueryError("a carriage return stands without a line feed; write line ends as line feeds")
    found = list(tokens(cypher))
    while found and found[-1].text == ";":
        found.pop()
    if not found:
        raise QueryError("the query is empty; try: MATCH (n:Actor) RETURN n.name LIMIT 10")
    if any(t.kind == "mark" and t.text == ";" for t in found):
        raise QueryError("one statement at a time: take the ';' out")
    if any(t.kind == "mark" and t.text in "'\"`" for t in found):
        raise QueryError("a string or a quoted name is not closed")
    return found


def _refused(word: str) -> QueryError:
    return QueryError(
        f"kg query only reads, and {word.upper()!r} is not part of reading; write it in back quotes if it is a name"
    )


def _at(found: Sequence[Token], place: int) -> Token:
    return found[place] if 0 <= place < len(found) else Token("mark", "")


def is_name(found: Sequence[Token], place: int) -> bool:
    """Whether the word at *place* of *found* stands where only a name can: after a dot, colon or bar, or as a key.

    Not after AS, which may be a name itself: in `WHERE n:As CREATE (m)` a clause follows it.
    """
    before = _at(found, place - 1).text
    if before == ".":
        return _at(found, place - 2).kind != "number"
    return before in {":", "|", "&", "!"} or (_at(found, place + 1).text == ":" and before in {"{", ","})


def _runs_in(found: list[Token], place: int) -> bool:
    """Whether TRANSACTIONS at *place* belongs to `CALL { … } IN [n CONCURRENT] TRANSACTIONS`."""
    before = _at(found, place - 1).text
    return before == "concurrent" or (before == "in" and _at(found, place - 2).text == "}")


def _procedure(found: list[Token], place: int) -> str:
    parts = []
    for token in found[place + 1 :]:
        if token.kind in {"word", "quoted"} or token.text == ".":
            parts.append(token.text.strip("`").casefold())
        else:
            break
    return "".join(parts)
