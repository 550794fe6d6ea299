"""The gazetteers: names that are known beforehand, with their class; tables of titles and given names."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from kg import ontology
from kg.errors import OntologyError
from kg.ontology import files
from kg.text import near, normal_name

_COLUMNS = ("name", "type")
_NEEDS: Mapping[str, Sequence[str]] = {
    "ambiguous": ("name",), "first_names": ("name",), "last_names": ("name",), "titles": ("title", "type")
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A known name, with its class and where it comes from."""

    name: str
    type: str
    country: str
    wikidata: str


@dataclass(frozen=True, slots=True)
class Surface:
    """One way an entry is written; `form` is name or demonym.

    `ambiguous`: the word alone proves nothing, some other evidence must agree.
    """

    text: str
    entry: Entry
    form: str
    ambiguous: bool


@dataclass(frozen=True)
class Gazetteer:
    """All known surfaces, and the word tables that go with them.

    `regions`: by each of their names, the parts of countries that belong to the name of a city before it.
    """

    surfaces: tuple[Surface, ...]
    titles: Mapping[str, str]
    first_names: frozenset[str]
    last_names: frozenset[str]
    by_key: Mapping[str, Surface]
    regions: Mapping[str, Entry] = field(default_factory=dict)

    def canonical(self, name: str, types: Iterable[str]) -> str | None:
        """The key of the entry that *name*, read as one of *types*, stands for; None when it is not known."""
        surface = self.by_key.get(normal_name(name))
        if surface is None or (surface.ambiguous and surface.entry.type not in set(types)):
            return None
        return normal_name(surface.entry.name)


def load(extra: Iterable[Path] = ()) -> Gazetteer:
    """The built-in gazetteers with the user's *extra* files.

    Raises:
        OntologyError: a file lacks a column, or a line has too many or too few or names no class of entities; all such
            files and lines are named.
    """
    return _load(tuple(extra))


@lru_cache(maxsize=4)
def _load(extra: tuple[Path, ...]) -> Gazetteer:
    _, tables = files(extra)
    surfaces: list[Surface] = []
    titles: dict[str, str] = {}
    names: dict[str, set[str]] = {"first_names": set(), "last_names": set()}
    common: set[str] = set()
    problems: list[str] = []
    regions: dict[str, Entry] = {}
    classes = [c.name for c in ontology.load(extra).of_kind("entity")]
    for path in tables:
        for row in _rows(path, classes, problems):
            if path.stem in names:
                names[path.stem].add(row["name"])
            elif path.stem == "titles":
                titles[row["title"].casefold()] = row["type"]
            elif path.stem == "ambiguous":
                common.add(row["name"])
            else:
                made = _surfaces(row)
                surfaces += made
                if "region" in row.get("flags", ""):
                    regions |= {s.text: s.entry for s in made}
    if problems:
        raise OntologyError(problems)
    surfaces = [s if s.text not in common else Surface(s.text, s.entry, s.form, ambiguous=True) for s in surfaces]
    by_key: dict[str, Surface] = {}
    for surface in sorted(surfaces, key=lambda s: (s.ambiguous, s.form, s.entry.name, s.text)):
        by_key.setdefault(normal_name(surface.text), surface)
    given, family = frozenset(names["first_names"]), frozenset(names["last_names"])
    return Gazetteer(tuple(surfaces), titles, given, family, by_key, regions)


def _rows(path: Path, classes: Sequence[str], problems: list[str]) -> Iterator[Mapping[str, str]]:
    """The sound lines of the table at *path*; what is wrong with the others goes to *problems*."""
    needs = _NEEDS.get(path.stem, _COLUMNS)
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        columns = rows.fieldnames or ()
        if missing := [c for c in needs if c not in columns]:
            problems.append(_headless(path, missing, needs))
            return
        for number, row in enumerate(rows, start=2):
            if None in row or None in row.values():
                problems.append(f"{path.name}, line {number}: wrong number of columns; expected {len(columns)}")
            elif "type" in needs and row["type"] not in classes:
                problems.append(f"{path.name}, line {number}: {_unknown(row['type'], classes)}")
            else:
                yield row


def _headless(path: Path, missing: Sequence[str], needs: Sequence[str]) -> str:
    columns = " and ".join(repr(c) for c in missing)
    return (
        f"{path.name}: no column {columns}; its first line must name the columns, a tab between them, and among them "
        f"{' and '.join(needs)}"
    )


def _unknown(type_: str, classes: Sequence[str]) -> str:
    others = near(type_, classes, otherwise="kg ontology show lists all")
    return f"no class of entities {type_!r:.60}; {others}"


def _surfaces(row: Mapping[str, str]) -> list[Surface]:
    entry = Entry(row["name"], row["type"], row.get("country", ""), row.get("wikidata", ""))
    found = [Surface(entry.name, entry, "name", "ambiguous" in row.get("flags", ""))]
    for column, form in (("aliases", "name"), ("demonyms", "demonym")):
        aliases = filter(None, row.get(column, "").split("|"))
        found += [Surface(a.rstrip("?"), entry, form, a.endswith("?")) for a in aliases]
    return found
