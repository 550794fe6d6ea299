"""The reader of the ontology: what it takes, what it refuses, and that its cache is faithful."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import ontology
from kg.errors import OntologyError
from kg.ontology import Need, Ontology, Pattern, checks, load, reader

HEAD = """
@prefix k: <https://w3id.org/dramatis/o#> .
@prefix m: <https://w3id.org/dramatis/meta#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
FERRY_RACE = """
k:FerryRace a m:EventClass ; rdfs:subClassOf k:Happen ; rdfs:label "ferry race"@en ;
  skos:definition "Ferries race each other."@en ;
  m:role [ m:fills k:agent ; m:name "racer" ; m:identity true ], [ m:fills k:place ; m:name "where" ] ;
  m:verb "race" ; skos:example "The ferry companies raced in Bergen." .
"""
WRONG = """
k:NoWords a m:EventClass ; rdfs:subClassOf k:Happen .
k:Orphan a m:EventClass ; rdfs:subClassOf k:Nowhere ; rdfs:label "orphan"@en ; skos:definition "Has no parent."@en .
k:Egg a m:EventClass ; rdfs:subClassOf k:Hen ; rdfs:label "egg"@en ; skos:definition "Comes first."@en .
k:Hen a m:EventClass ; rdfs:subClassOf k:Egg ; rdfs:label "hen"@en ; skos:definition "Comes first."@en .
k:BadRole a m:EventClass ; rdfs:subClassOf k:Happen ; rdfs:label "bad role"@en ; skos:definition "Fills no role."@en ;
  m:role [ m:fills k:victim ; m:name "victim" ] .
k:BadArg a m:EventClass ; rdfs:subClassOf k:Happen ; rdfs:label "bad pattern"@en ; skos:definition "Mistyped."@en ;
  m:role [ m:fills k:agent ; m:name "who" ; m:identity true ] ;
  m:trigger [ m:verb "err" ; m:arg "nsubj->agent dobj>target dobj|prep:of>agent nsubj>agent:Ferry" ; m:needs "object" ] .
"""


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of each test's own."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("KG_CACHE", str(folder))
    return folder


def write(folder: Path, text: str, name: str = "mine.ttl") -> Path:
    path = folder / name
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def faults_of(path: Path) -> list[str]:
    with pytest.raises(OntologyError) as caught:
        load([path])
    return str(caught.value).splitlines()


def fresh(sha: str) -> Ontology:
    turtle, _ = ontology.files()
    return reader.read(turtle, sha=sha)


def test_the_built_in_ontology_has_no_faults_and_no_ambiguous_words() -> None:
    assert checks.problems(load()) == []
    assert checks.warnings(load()) == []


def test_every_fault_is_reported_at_once(tmp_path: Path) -> None:
    faults = "\n".join(faults_of(write(tmp_path, WRONG)))
    for part in (
        "NoWords: has no rdfs:label; add one",
        "NoWords: has no skos:definition; add one",
        "Orphan: has the parent Nowhere, which is no class; declare it or mend the name",
        "Egg: is its own ancestor; break the circle of rdfs:subClassOf",
        "BadRole: m:fills 'victim' is no role; roles: agent, beneficiary, ",
        "BadArg: pattern 'nsubj->agent' is not of the form",
        "BadArg: pattern 'dobj>target' fills no role of BadArg; its roles: agent",
        "BadArg: pattern 'dobj|prep:of>agent' asks for a preposition where there is none",
        "BadArg: 'nsubj>agent:Ferry' names Ferry, which is no class",
        "BadArg: m:needs 'object' names no role of BadArg",
    ):
        assert part in faults


@pytest.mark.parametrize(
    ("left_out", "fault"),
    [
        ("m:identity true", "FerryRace: has no identity role; mark one with m:identity true"),
        ('m:verb "race" ;', "FerryRace: has no trigger; add m:verb or m:noun"),
        ('skos:example "The ferry companies raced in Bergen."', "FerryRace: has no skos:example"),
    ],
)
def test_an_event_class_must_be_complete(tmp_path: Path, left_out: str, fault: str) -> None:
    assert any(fault in line for line in faults_of(write(tmp_path, FERRY_RACE.replace(left_out, ""))))


def test_a_file_that_is_not_turtle_is_named(tmp_path: Path) -> None:
    assert any("mine.ttl: not Turtle" in line for line in faults_of(write(tmp_path, "k:Ferry a a a .")))


def test_a_label_may_not_be_the_edge_of_a_state(tmp_path: Path) -> None:
    text = FERRY_RACE.replace("k:FerryRace", "k:MEMBER_OF")
    assert any(
        "MEMBER_OF: is both a label and a relationship type" in line for line in faults_of(write(tmp_path, text))
    )


def test_a_user_file_adds_a_class_with_its_parents_and_patterns(tmp_path: Path) -> None:
    race = load([write(tmp_path, FERRY_RACE)])["FerryRace"]
    assert race.types == ("Event", "Happen", "FerryRace")
    assert race.identity == ("agent",)
    assert race.color == load()["Happen"].color
    assert Pattern(("nsubj",), (), "agent", ()) in race.triggers[0].args


def test_a_user_file_adds_a_trigger_to_a_built_in_class(tmp_path: Path) -> None:
    mine = load([write(tmp_path, 'k:Death m:verb "croak" .')])
    assert [c.name for c, _ in mine.by_trigger["croak", "VERB"]] == ["Death"]
    assert ("croak", "VERB") not in load().by_trigger


def test_a_user_file_disables_a_class(tmp_path: Path) -> None:
    mine = load([write(tmp_path, "k:Riot m:disabled true .")])
    assert "Riot" in load().classes
    assert "Riot" not in mine.classes


def test_patterns_keep_the_order_they_are_written_in(tmp_path: Path) -> None:
    text = FERRY_RACE.replace(
        'm:verb "race"', 'm:trigger [ m:noun "race" ; m:arg "prep:of>agent poss>agent by>agent" ]'
    )
    trigger = load([write(tmp_path, text)])["FerryRace"].triggers[0]
    assert [p.deps for p in trigger.args[:3]] == [("prep",), ("poss",), ("by",)]


def test_the_doer_of_a_verb_is_looked_for_first(tmp_path: Path) -> None:
    text = FERRY_RACE.replace('m:verb "race"', 'm:trigger [ m:verb "race" ; m:arg "prep:around>place" ]')
    trigger = load([write(tmp_path, text)])["FerryRace"].triggers[0]
    assert trigger.args[0] == Pattern(("nsubj",), (), "agent", ())


def test_a_pattern_is_read_into_its_parts() -> None:
    pattern = Pattern.parse("prep|xcomp.prep:to|for>target:Actor|Thing")
    assert pattern == Pattern(("prep", "xcomp.prep"), ("to", "for"), "target", ("Actor", "Thing"))


def test_a_need_is_read_into_its_parts() -> None:
    assert Need.parse("!object:Person|Platform") == Need("object", ("Person", "Platform"), absent=True)


def test_what_the_cache_gives_back_equals_a_fresh_reading(cache: Path) -> None:
    ontology._load.cache_clear()
    read = load()
    ontology._load.cache_clear()
    cached = load()
    ontology._load.cache_clear()
    assert cached == read == fresh(read.sha)
    assert [json.loads(p.read_text(encoding="utf-8"))["sha"] for p in cache.iterdir()] == [read.sha]


def test_a_broken_cache_is_read_anew(cache: Path) -> None:
    ontology._load.cache_clear()
    sha = load().sha
    (cache / f"ontology-{sha[:20]}.json").write_text("{", encoding="utf-8")
    ontology._load.cache_clear()
    assert load() == fresh(sha)
    ontology._load.cache_clear()


def test_opposites_and_groups_name_classes_that_exist() -> None:
    events = load().of_kind("event")
    known = load().classes
    assert [c.name for c in events if c.negated_by is not None and c.negated_by not in known] == []
    assert {c.group for c in events if len(c.types) == len(("Event", "group", "class"))} <= set(known)


def test_a_trigger_may_name_a_word_list(tmp_path: Path) -> None:
    words = 'k:swift a m:WordList ; m:word "fast", "at full speed" .'
    race = FERRY_RACE.replace('m:verb "race"', 'm:verb "sail $swift"')
    triggers = load([write(tmp_path, f"{words}\n{race}")])["FerryRace"].triggers
    assert {(t.head, t.extra) for t in triggers} == {("sail", ("fast",)), ("sail", ("at", "full", "speed"))}
    [fault] = faults_of(write(tmp_path, race, "bare.ttl"))
    assert "$swift names no word list" in fault


def test_what_fills_a_role_is_usually_of_a_class_that_is_there(tmp_path: Path) -> None:
    race = FERRY_RACE.replace("m:fills k:agent ;", "m:fills k:agent ; m:usual k:Company ;")
    assert load([write(tmp_path, race)])["FerryRace"].role("agent").usual == "Company"  # type: ignore[union-attr]
    [fault] = faults_of(write(tmp_path, race.replace("k:Company", "k:Ferry"), "bare.ttl"))
    assert "Ferry" in fault
