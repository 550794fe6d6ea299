from __future__ import annotations

import pytest

from tests.unit.sentences import GAZETTEER, read


def names(text: str) -> list[str]:
    return [m.text for m in read(text).mentions.values() if m.form == "name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nordvik opened an office in Portland, Maine, in May.", ["Nordvik", "Portland, Maine", "Maine"]),
        ("Nordvik moved to Cupertino, California.", ["Nordvik", "Cupertino, California", "California"]),
        ("The trial was held in Winnipeg, Manitoba.", ["Winnipeg, Manitoba", "Manitoba"]),
        ("Nordvik left Mobile, Alabama.", ["Nordvik", "Mobile, Alabama", "Alabama"]),
    ],
)
def test_the_state_after_a_city_is_part_of_its_name_and_a_name_itself(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("city", ["Everett", "Seattle", "Spokane"])
def test_washington_after_a_city_is_not_the_capital(city: str) -> None:
    assert names(f"The plant in {city}, Washington, was closed.") == [f"{city}, Washington"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Riots broke out in Paris, London and Berlin.", ["Paris", "London", "Berlin"]),
        ("Fires raged in Toulouse, Texas and Ohio.", ["Toulouse", "Texas", "Ohio"]),
        ("They met in Madrid, Spain.", ["Madrid", "Spain"]),
        ("In Texas, California was mentioned.", ["Texas", "California"]),
        ("In Washington, Texas was mentioned.", ["Washington", "Texas"]),
    ],
)
def test_names_in_a_list_and_countries_stay_apart(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_the_city_alone_is_the_one_whose_state_was_told() -> None:
    found = read("The plant in Everett, Washington, was closed. Workers in Everett went on strike.")
    assert len({m.leaf for m in found.mentions.values() if m.text.startswith("Everett")}) == 1


def test_what_happened_there_happened_in_the_city() -> None:
    assert read("Police arrested Ann Reed in Portland, Maine.").roles("Arrest")["place"] == "Portland, Maine"


def test_the_regions_of_the_built_in_table() -> None:
    assert GAZETTEER.regions["Washington"].name == "Washington State"
    assert GAZETTEER.regions["New York"].name == "New York State"
    assert "Paris" not in GAZETTEER.regions
