"""The gazetteers keep their form: columns, order, types, marks and references between files."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kg import gazetteer
from kg.errors import OntologyError

FOLDER = Path(__file__).parents[2] / "ontology" / "gazetteer"
COLUMNS = ("name", "type", "aliases", "country", "wikidata", "flags")
HEADERS: dict[str, tuple[str, ...]] = {
    "ambiguous": ("name", "reason"),
    "companies": COLUMNS,
    "countries": (*COLUMNS, "demonyms", "capital"),
    "first_names": ("name",),
    "government_bodies": COLUMNS,
    "last_names": ("name",),
    "media": COLUMNS,
    "parties": COLUMNS,
    "places": COLUMNS,
    "platforms": COLUMNS,
    "titles": ("title", "type"),
}
ENTITY_FILES = sorted(name for name, header in HEADERS.items() if header[: len(COLUMNS)] == COLUMNS)
ENTITY_TYPES = frozenset(
    {
        "Agency",
        "ArmedGroup",
        "Coalition",
        "Company",
        "Country",
        "Court",
        "Executive",
        "Government",
        "IGO",
        "Law",
        "LawmakerGroup",
        "Legislature",
        "Media",
        "Military",
        "Movement",
        "NGO",
        "Official",
        "Person",
        "Place",
        "Platform",
        "Police",
        "PoliticalParty",
        "Politician",
        "Product",
        "RankingList",
        "University",
        "UserGroup",
    },
)
TITLE_TYPES = frozenset({"Politician", "Official", "Executive", "Journalist", "Person"})

every_file = pytest.mark.parametrize("name", sorted(HEADERS))
every_entity_file = pytest.mark.parametrize("name", ENTITY_FILES)


def lines(name: str) -> list[list[str]]:
    """The lines of one gazetteer, header first, each split into its cells."""
    text = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.removesuffix("\n").split("\n")]


def rows(name: str) -> list[dict[str, str]]:
    """The entries of one gazetteer by column name."""
    header, *cells = lines(name)
    return [dict(zip(header, row, strict=True)) for row in cells]


def names(cell: str) -> list[str]:
    """The names joined in *cell*, each with its ambiguity mark."""
    return cell.split("|") if cell else []


def unmarked_forms(row: dict[str, str]) -> set[str]:
    """The forms of an entry that may be taken for it without further evidence."""
    own = set() if "ambiguous" in row["flags"] else {row["name"]}
    return own | {alias for alias in names(row["aliases"]) if not alias.endswith("?")}


def shared(forms: list[str]) -> list[str]:
    """The forms that occur more than once, sorted."""
    return sorted(form for form, count in Counter(forms).items() if count > 1)


def test_every_gazetteer_is_described_here() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.tsv")) == sorted(HEADERS)


@every_file
def test_the_header_and_the_number_of_cells_are_right(name: str) -> None:
    header, *cells = lines(name)
    assert tuple(header) == HEADERS[name]
    assert [row for row in cells if len(row) != len(header)] == []


@every_file
def test_entries_are_sorted_and_named_once(name: str) -> None:
    entries = [row[0] for row in lines(name)[1:]]
    assert entries == sorted(entries, key=lambda entry: (entry.casefold(), entry))
    assert shared(entries) == []


@every_file
def test_no_cell_has_stray_spaces(name: str) -> None:
    parts = [part for row in lines(name) for cell in row for part in cell.split("|")]
    assert [part for part in parts if part != " ".join(part.split())] == []
    assert [row for row in lines(name) if not row[0]] == []
    assert [row for row in lines(name) if any("" in cell.split("|") for cell in row if cell)] == []


@every_entity_file
def test_cells_hold_what_their_column_says(name: str) -> None:
    for row in rows(name):
        assert row["type"] in ENTITY_TYPES, row
        assert re.fullmatch(r"([A-Z]{2})?", row["country"]), row
        assert re.fullmatch(r"(Q[1-9]\d*)?", row["wikidata"]), row
        assert set(row["flags"].split("|")) <= {"", "ambiguous", "region"}, row


@every_entity_file
def test_aliases_are_unique_within_an_entry(name: str) -> None:
    for row in rows(name):
        assert shared([row["name"], *(alias.removesuffix("?") for alias in names(row["aliases"]))]) == [], row


def test_titles_have_a_person_type() -> None:
    assert {row["type"] for row in rows("titles")} == TITLE_TYPES


def test_every_country_has_a_demonym_and_shared_ones_are_marked() -> None:
    countries = rows("countries")
    assert [row["name"] for row in countries if not row["demonyms"]] == []
    demonyms = [demonym for row in countries for demonym in names(row["demonyms"])]
    assert shared([demonym for demonym in demonyms if not demonym.endswith("?")]) == []


def test_every_capital_is_a_place_or_a_country() -> None:
    known = {row["name"] for name in ("countries", "places") for row in rows(name)}
    assert [capital for row in rows("countries") for capital in names(row["capital"]) if capital not in known] == []


def test_a_country_code_belongs_to_one_country() -> None:
    assert shared([row["country"] for row in rows("countries") if row["country"]]) == []


def test_an_unmarked_form_and_a_wikidata_id_name_one_entry() -> None:
    entries = [row for name in ENTITY_FILES for row in rows(name)]
    assert shared([form for row in entries for form in unmarked_forms(row)]) == []
    assert shared([row["wikidata"] for row in entries if row["wikidata"]]) == []


def test_ambiguous_names_and_marks_agree() -> None:
    listed = {row["name"] for row in rows("ambiguous")}
    entries = [row for name in ENTITY_FILES for row in rows(name)]
    assert sorted({row["name"] for row in entries if "ambiguous" in row["flags"]} - listed) == []
    assert sorted(listed & {form for row in entries for form in unmarked_forms(row)}) == []


FERRY = """@prefix k: <https://w3id.org/dramatis/o#> .
@prefix m: <https://w3id.org/dramatis/meta#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
k:FerryLine a m:EntityClass ; rdfs:subClassOf k:Company ; rdfs:label "ferry line"@en ;
  skos:definition "A company that runs ferries."@en .
"""


def a_table(folder: Path, *lines: str) -> Path:
    path = folder / "mine.tsv"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("head", "lacks"), [("nam\ttype", "'name'"), ("name", "'type'"), ("Hop,Platform", "'name' and 'type'")]
)
def test_a_table_without_a_column_that_is_needed_says_which(tmp_path: Path, head: str, lacks: str) -> None:
    with pytest.raises(
        OntologyError, match=f"^mine.tsv: no column {lacks}; its first line .* name and type$"
    ) as caught:
        gazetteer.load([a_table(tmp_path, head, "\t".join("x" for _ in head.split("\t")))])
    assert caught.value.exit_code == 2


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="no column 'name' and 'type'"):
        gazetteer.load([a_table(tmp_path)])


def test_every_unknown_class_is_named_with_those_that_are_near(tmp_path: Path) -> None:
    path = a_table(tmp_path, "name\ttype", "Hoplane\tPlatfrom", "Ferry\tPlatform", "Fair\tUltimatum", "Odd\txyzzy")
    with pytest.raises(OntologyError) as caught:
        gazetteer.load([path])
    assert [p.partition(";")[0] for p in caught.value.problems] == [
        "mine.tsv, line 2: no class of entities 'Platfrom'",
        "mine.tsv, line 4: no class of entities 'Ultimatum'",
        "mine.tsv, line 5: no class of entities 'xyzzy'",
    ]
    assert "near: Platform" in caught.value.problems[0]


def test_a_class_of_the_same_user_s_turtle_is_known(tmp_path: Path) -> None:
    turtle = tmp_path / "mine.ttl"
    turtle.write_text(FERRY, encoding="utf-8")
    found = gazetteer.load([turtle, a_table(tmp_path, "name\ttype", "Hoplane\tFerryLine")])
    assert found.canonical("Hoplane", ["FerryLine"]) == "hoplane"
