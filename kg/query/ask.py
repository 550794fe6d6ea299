"""Named questions: a Cypher file each, whose comments say what it asks, what it takes and what its columns mean."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg import ontology
from kg.config import ontology_files
from kg.errors import NotFoundError, QueryError, UsageError
from kg.query.gate import check
from kg.query.names import document_id, main_name
from kg.query.run import DEADLINE, Rows, run
from kg.store.graph import GraphStore
from kg.store.read import batches
from kg.text import near

KINDS = ("actor", "actors", "class", "date", "document", "number", "text")
EVIDENCE = "claims"  # the column of every question that names the claims behind a row
_FOLDER = Path(__file__).parent / "questions"
_LINE = re.compile(
    r"param (?P<param>\w+): (?P<kind>\w+)(?: = (?P<default>[^,\n]+))?, (?P<use>.+)"
    r"|column (?P<column>\w+): (?P<means>.+)"
)
_ROWS = 200
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_QUOTES = """
UNWIND $ids AS i
MATCH (c:Claim {id: i})-[:STATED_IN]->(d:Document)
OPTIONAL MATCH (c)-[:CLAIMED_BY]->(s:Entity)
RETURN i AS id, c.quote AS quote, c.start AS start, s.name AS by, d.id AS doc, d.uri AS uri, d.publisher AS publisher,
  d.published AS published
"""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question takes: a name, one of `KINDS`, what it is for; `default` is None when it must be given."""

    name: str
    kind: str
    use: str
    default: object = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its name, what it asks, what it takes, its columns with what they mean, and its Cypher."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    cypher: str


def questions(folders: Iterable[Path] = ()) -> dict[str, Question]:
    """All questions by name: ours, and those of the `*.cypher` files in *folders*.

    Raises:
        UsageError: a folder is missing, a file's head is wrong, or two questions have one name.
    """
    found: dict[str, Question] = {}
    for folder in [_FOLDER, *folders]:
        if not folder.is_dir():
            raise UsageError(f"no folder {folder}; --questions takes a folder of .cypher files")
        for path in sorted(folder.glob("*.cypher")):
            if path.stem in found:
                raise UsageError(f"{path}: there is a question {path.stem!r} already; give the file another name")
            found[path.stem] = parse(path.read_text(encoding="utf-8"), name=path.stem)
    return found


def parse(text: str, *, name: str) -> Question:
    """The question that *text* asks.

    Raises:
        UsageError: a line of its head cannot be read.
        QueryError: its Cypher would do more than read.
    """
    head = [line[2:].strip() for line in text.splitlines() if line.startswith("//")]
    if not head:
        raise UsageError(f"question {name!r}: its first line must be a comment that says what it asks")
    parameters: list[Parameter] = []
    columns: dict[str, str] = {}
    for line in head[1:]:
        said = _LINE.fullmatch(line)
        if said is None or (said["param"] and said["kind"] not in KINDS):
            raise UsageError(
                f"question {name!r}: {line!r} is neither `param NAME: KIND [= DEFAULT], USE` nor "
                f"`column NAME: MEANING`; kinds: {', '.join(KINDS)}"
            )
        if said["column"]:
            columns[said["column"]] = said["means"]
        else:
            parameters.append(Parameter(said["param"], said["kind"], said["use"], _default(said["default"], name)))
    check(text)
    return Question(name, head[0], tuple(parameters), columns, text)


def _default(text: str | None, name: str) -> object:
    try:
        return None if text is None else json.loads(text)
    except ValueError as error:
        raise UsageError(f"question {name!r}: the default {text} is not JSON; write text in double quotes") from error


@contextmanager
def ask(
    store: GraphStore, question: Question, given: Mapping[str, object], *, deadline: float = DEADLINE
) -> Iterator[Rows]:
    """The rows that answer *question* with the values *given*, under the columns that its head names.

    Raises:
        UsageError: a value is missing or wrong, or names nothing in the graph.
        QueryError: it takes longer than *deadline* seconds, or has not the columns that its head names.
    """
    columns = tuple(question.columns)
    with run(store, question.cypher, params=values(store, question, given), deadline=deadline) as answer:
        if sorted(answer.columns) not in ([], sorted(columns)):  # `RETURN *` without a row names none
            raise QueryError(f"question {question.name!r} gives {answer.columns}, its head names {columns}")
        places = [answer.columns.index(c) for c in columns] if answer.columns else []
        yield Rows(columns, (tuple(row[p] for p in places) for row in answer.rows))


def values(store: GraphStore, question: Question, given: Mapping[str, object]) -> dict[str, object]:
    """A value for each parameter of *question*: those *given*, checked and turned into what the graph calls them.

    Raises:
        UsageError: one is missing, unknown or wrong.
    """
    known = {p.name for p in question.parameters}
    if unknown := sorted(given.keys() - known):
        takes = ", ".join(sorted(known)) or "nothing"
        raise UsageError(f"question {question.name!r} takes no {', '.join(unknown)}; it takes: {takes}")
    found: dict[str, object] = {}
    for one in question.parameters:
        value = given.get(one.name)
        if value is None and one.default is None:
            raise UsageError(f"question {question.name!r} needs {one.name}: {one.use}")
        found[one.name] = one.default if value is None else _read(store, one, value)
    return found


def _read(store: GraphStore, parameter: Parameter, value: object) -> object:
    match parameter.kind:
        case "number":
            return _number(parameter, value)
        case "actors":
            names = [value] if isinstance(value, str) else value if isinstance(value, Sequence) else [str(value)]
            return [main_name(store, str(one)) for one in names]
        case "actor":
            return main_name(store, str(value)) if value else value
        case "document":
            return document_id(store, str(value))
        case "class":
            return _class(str(value))
        case "date" if value and not _DATE.fullmatch(str(value)):
            raise UsageError(f"{parameter.name}: {value!r} is no date; write 2025, 2025-01 or 2025-01-16")
        case _:
            return str(value)


def _number(parameter: Parameter, value: object) -> int:
    try:
        number = int(str(value))
    except ValueError as error:
        raise UsageError(f"{parameter.name}: {value!r} is no whole number") from error
    if number < 0:
        raise UsageError(f"{parameter.name}: {value} is less than 0")
    return number


def _class(name: str) -> str:
    known = ontology.load(ontology_files()).classes
    if name not in known:
        raise NotFoundError(f"no class {name!r}; {near(name, known, otherwise='kg ontology show lists all')}")
    return name


def quotes(store: GraphStore, claims: Iterable[str]) -> list[dict[str, object]]:
    """The quotes of *claims* with document, publisher and speaker, by date of publication."""
    rows = [dict(r) for r in store.read(_QUOTES, {"ids": sorted(set(claims))})]
    return sorted(rows, key=lambda r: (str(r["published"]), str(r["doc"]), f"{r['start']:>9}", str(r["id"])))


def with_evidence(store: GraphStore, answer: Rows) -> Rows:
    """*answer* with one more column: the quotes of the claims behind each row.

    Raises:
        UsageError: the answer has no column that names claims.
    """
    if EVIDENCE not in answer.columns:
        raise UsageError(f"the question has no column {EVIDENCE!r}, so its rows have no quotes")
    place = answer.columns.index(EVIDENCE)

    def rows() -> Iterator[tuple[object, ...]]:
        for part in batches(answer.rows, _ROWS):
            wanted = {c for row in part for c in row[place]}
            by_id = {str(q["id"]): q for q in quotes(store, wanted)}
            for row in part:
                found = [by_id[c] for c in row[place] if c in by_id]
                yield (*row, sorted(found, key=lambda q: list(by_id).index(str(q["id"]))))

    return Rows((*answer.columns, "evidence"), rows())


def for_browser(question: Question) -> str:
    """*question* with a `:params` line before it, ready for Neo4j Browser; what must be given stands there empty."""
    empty: dict[str, object] = {"actors": [], "number": 0}
    given = {p.name: empty.get(p.kind, "") if p.default is None else p.default for p in question.parameters}
    body = ", ".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in given.items())
    return (f":params {{{body}}}\n" if given else "") + question.cypher
