"""What the parse or the recogniser passes over and the rules find all the same."""

from __future__ import annotations

import pytest

from tests.unit.sentences import read


def names(text: str) -> list[str]:
    return [m.text for m in read(text).mentions.values() if m.form == "name"]


def test_a_name_found_once_is_found_everywhere_in_the_document() -> None:
    text = "The lender Quillmark was founded in Oslo in 2011. Customers of Quillmark pay no fees."
    assert names(text).count("Quillmark") == 2


def test_a_name_cut_short_is_completed_though_its_end_is_not_in_capitals() -> None:
    text = "Customers in Bergen love the Tallin Lamp. It was in Bergen that the Tallin lamp first sold."
    assert [n for n in names(text) if n.startswith("Tallin")] == ["Tallin Lamp", "Tallin lamp"]


def test_a_name_may_begin_with_a_small_letter() -> None:
    assert names("Shares of qVera rose in Oslo. The firm qVera sells radios.").count("qVera") == 2


def test_a_name_that_fills_a_role_is_one_though_nobody_recognised_it() -> None:
    assert read("The bank imposed a fine of 900,000 euros on Pocketful.").roles("Fine") == {
        "agent": "bank",
        "target": "Pocketful",
    }


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("She met Tomas Ruiz, Nora Falk and Emil Brandt.", {"Tomas Ruiz", "Nora Falk", "Emil Brandt"}),
        ("The Green Party of Kent and the Liberal Party of Essex agreed.", {"Green Party of Kent", "Liberal Party of Essex"}),
    ],
)  # fmt: skip
def test_names_in_a_row_are_names_of_their_own(text: str, apart: set[str]) -> None:
    assert apart <= set(names(text))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A Boeing 737-800 of Nordvik Air landed in Oslo.", "Boeing 737-800", "Product"),
        ("Facebook Marketplace was fined in Oslo on Monday.", "Facebook Marketplace", "Organization"),
    ],
)
def test_a_longer_name_is_another_thing(text: str, name: str, kind: str) -> None:
    assert name in names(text)
    assert kind in next(m.types for m in read(text).mentions.values() if m.text == name)


@pytest.mark.parametrize("text", ["Boeing made 737 flights.", "Boeing hired 20 in 2019.", "Boeing sold 12 in 2019."])
def test_an_amount_and_a_year_are_no_model(text: str) -> None:
    assert set(names(text)) == {"Boeing"}


def test_what_is_written_onto_a_number_is_no_country() -> None:
    assert names("Hopla gives users in Oslo 60GB for free.") == ["Hopla", "Oslo"]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Nordvik Airlines (NVA) sold ten planes. NVA said so.", "Nordvik Airlines", "NVA"),
        ("The Irish airline, Velo Air, cut fares.", "Irish airline", "Velo Air"),
        ("Sundair Airways hired pilots. Oslo fined Sundair.", "Sundair Airways", "Sundair"),
    ],
)
def test_two_words_for_one_are_one(text: str, one: str, other: str) -> None:
    leaf = {m.text: m.leaf for m in read(text).mentions.values()}
    assert leaf[one] == leaf[other]


def test_a_name_ends_before_a_day() -> None:
    assert all("Monday" not in n for n in names("The Food and Drug Administration on Monday set new limits."))


@pytest.mark.parametrize("text", ["Frank B. Tolliver resigned.", "The company hired Lucius D. Marsh."])
def test_an_initial_makes_a_person(text: str) -> None:
    [person] = [m for m in read(text).mentions.values() if m.form == "name"]
    assert "Person" in person.types


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels attacked a convoy near the border with Mali.", "Mali"),
        ("Gunmen attacked a checkpoint outside the port city of Aden.", "Aden"),
    ],
)
def test_a_place_may_stand_deep_in_the_phrase(text: str, place: str) -> None:
    assert read(text).roles("ArmedAttack")["place"] == place


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("The ban on bags, imposed by Norway, takes effect on Monday.", "Ban", {"agent": "Norway"}),
        ("The ministers asked Hopla to apologise to its users.", "Demand", {"target": "Hopla"}),
        (
            "Apple removed Pocketful from the App Store.",
            "StoreDelisting",
            {"target": "Pocketful", "origin": "App Store"},
        ),
        ("The Lazarus group, blamed for hacking the exchange, fled.", "Cyberattack", {"agent": "Lazarus group"}),
        ("They signed the treaty in Riga.", "AgreementSigned", {"agent": "They"}),
        ("She was elected in 2023.", "Election", {"agent": "She"}),
    ],
)
def test_roles_are_filled_where_the_parse_hangs_them_elsewhere(text: str, kind: str, wanted: dict[str, str]) -> None:
    found = read(text).roles(kind)
    assert {role: found.get(role) for role in wanted} == wanted


def test_nobody_does_to_themselves_what_they_do() -> None:
    text = "Bazario raised its fees. The Guild asked the authority to investigate it."
    assert "authority" not in read(text).roles("Investigation").get("target", "")


def test_what_is_scheduled_is_still_to_come() -> None:
    text = "Hopla launches its Oslo service on 20 June 2024."
    assert read(text, published="2024-05-08").the("MarketEntry").realis == "future"
    assert read(text, published="2024-07-08").the("MarketEntry").realis == "actual"


def test_what_was_allowed_may_happen() -> None:
    found = {c.certainty for c in read("Nordvik was allowed to buy Velo.").claims if c.type == "Acquisition"}
    assert found == {"possible"}


def test_what_was_put_off_has_not_happened() -> None:
    assert read("The merger of Tafel and Sundet, blocked by Norway, cost millions.").the("Merger").polarity == "neg"


def test_a_state_is_not_dated_by_what_else_is_told() -> None:
    found = read("Velo, a subsidiary of Nordvik, opened a shop on Monday.")
    assert found.time("SubsidiaryOf") is None
