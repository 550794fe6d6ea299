"""The shell: statements over several lines, what may be typed next, and the colon commands."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.jsonl import KINDS
from kg.model import ROLES
from kg.ontology import Ontology
from kg.query.gate import PROCEDURES, tokens
from kg.store.cypher import KEY_LABELS

HELP = """A statement ends with a semicolon and may take several lines. Tab completes; Ctrl-C drops the statement.
:help          this
:schema        labels, relationships and properties with counts
:questions     the named questions; `kg ask NAME` answers one
:param N=JSON  set $N for the statements that follow; :param alone shows all
:quit          leave (also Ctrl-D)"""
_CLAUSES = (
    "MATCH", "OPTIONAL MATCH", "WHERE", "RETURN", "WITH", "UNWIND", "ORDER BY", "SKIP", "LIMIT", "UNION", "CALL", "AS",
    "DISTINCT", "count(", "collect(", "coalesce(", "exists", "shortestPath(",
)  # fmt: skip
_EVIDENCE = ("ABOUT", "ARG", "CITES", "CLAIMED_BY", "FROM_RUN", "IN_DOCUMENT", "REFERS_TO", "STATED_IN")
_WORD = re.compile(r"[\w:]*$")
_IN_EDGE = re.compile(r"\[\w*:[\w|:]*$")
_IN_LABEL = re.compile(r"\(\w*(?::\w*)*:\w*$|\b\w+(?::\w+)*:\w*$")
_AFTER_DOT = re.compile(r"\w\.\w*$")
_IN_MAP = re.compile(r"\{[^}]*$")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What may be typed: labels, relationship types, properties, clauses."""

    labels: tuple[str, ...]
    types: tuple[str, ...]
    properties: tuple[str, ...]
    clauses: tuple[str, ...] = _CLAUSES


def vocabulary(ontology: Ontology) -> Vocabulary:
    """The words of every graph made by *ontology*."""
    states = {c.edge for c in ontology.of_kind("state") if c.edge}
    roles = {r.upper() for r in ROLES}
    fields = {f.name for cls in KINDS.values() for f in dataclasses.fields(cls)}
    return Vocabulary(
        labels=tuple(sorted({*ontology.classes, "Event", "State", *KEY_LABELS})),
        types=tuple(sorted(roles | states | set(_EVIDENCE))),
        properties=tuple(sorted(fields)),
        clauses=(*_CLAUSES, *sorted(PROCEDURES)),
    )


def suggestions(before: str, words: Vocabulary) -> tuple[str, list[str]]:
    """The piece of *before*, the text left of the cursor, that is being typed, and what it may become."""
    typed = _WORD.findall(before)[0].rpartition(":")[2]
    if before.lstrip().startswith(":"):
        start = before.lstrip()
        return start, [c for c in (":help", ":param", ":questions", ":quit", ":schema") if c.startswith(start)]
    if _IN_EDGE.search(before):
        known: Iterable[str] = words.types
    elif _AFTER_DOT.search(before) or (_IN_MAP.search(before) and not before.rstrip().endswith(":")):
        known = words.properties
    elif _IN_LABEL.search(before):
        known = words.labels
    else:
        known = words.clauses if typed else ()
    return typed, [k for k in known if k.lower().startswith(typed.lower())]


def ended(text: str) -> bool:
    """Whether *text* is a colon command, blank, or a statement whose last token is a semicolon."""
    if not text.strip() or text.lstrip().startswith(":"):
        return True
    found = list(tokens(text))
    return bool(found) and found[-1].text == ";"


def statements(lines: Iterable[str]) -> Iterator[str]:
    """The statements and colon commands of *lines*, the last one also without a semicolon."""
    text = ""
    for line in lines:
        text += line
        if ended(text):
            if text.strip():
                yield text.strip()
            text = ""
    if text.strip():
        yield text.strip()
