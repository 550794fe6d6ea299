"""What wire news, court reports and business briefs say in constructions of their own."""

from __future__ import annotations

import pytest

from tests.unit.sentences import read


def _kinds(text: str) -> set[str]:
    return {c.type for c in read(text).claims}


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("The payments group was bought by the Swedish start-up Alder.", "Acquisition", {"agent": "Alder"}),
        ("Shares in Velko, the Finnish maker of ski boots, fell 3 percent.", "MetricChange", {"agent": "Velko"}),
        ("The director of the search engine Orbo, Kofi Mensah, apologised to users.", "Apology",
         {"agent": "Kofi Mensah"}),
        ("A jury in Leeds found Dean Cole guilty of defrauding pensioners.", "Conviction", {"target": "Dean Cole"}),
        ("Two users have filed a class action against Voxa in California.", "Lawsuit",
         {"agent": "users", "target": "Voxa"}),
        ("The regulator is considering a fine of up to 30 million euros.", "Fine", {"agent": "regulator"}),
        ("Nordvik is exploring a sale of its ferry arm.", "Divestiture", {"agent": "Nordvik"}),
        ("The platform ignored three requests from the court to remove the videos.", "Demand",
         {"agent": "court", "target": "platform"}),
        ("The firm complied with an order from the regulator to delete the accounts.", "AccountSuspension",
         {"agent": "firm"}),
        ("The union gave Nordvik until Monday to reinstate the workers.", "Ultimatum",
         {"agent": "union", "target": "Nordvik"}),
        ("Apple removed Plum from the App Store at the request of Beijing.", "Demand", {"agent": "Beijing"}),
        ("The closure will put 200 people out of work.", "Layoff", {"target": "people"}),
        ("Nordvik lost about 40 million euros this year.", "EarningsReport", {"agent": "Nordvik"}),
        ("Kestrel abandoned a hostile bid for Tafel.", "OfferMade", {"agent": "Kestrel", "target": "Tafel"}),
    ],
)  # fmt: skip
def test_who_does_it_and_to_whom(text: str, kind: str, roles: dict[str, str]) -> None:
    found = read(text).roles(kind)
    assert {role: found.get(role) for role in roles} == roles


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Marlowe blamed bad weather for the loss.", "Accusation"),
        ("The appeals court sent the case back to the lower court.", "Deportation"),
        ("The judge asked why the company had fined its drivers.", "Demand"),
        ("The firm ordered staff to delete messages about the protest.", "Demonstration"),
        ("“Why should anyone believe you?” Mabry asked the banker.", "Demand"),
        ("Police let the men go.", "Layoff"),
    ],
)
def test_what_it_does_not_say(text: str, kind: str) -> None:
    assert kind not in _kinds(text)


def test_a_question_in_quotation_marks_is_one_sentence_with_who_asks() -> None:
    found = read("“Who told you to delete the files?” she asked the witness.")
    assert found.roles("Statement") == {"agent": "she", "target": "witness"}


def test_what_somebody_asks_is_no_demand_but_a_statement() -> None:
    assert "Statement" in _kinds("The judge asked why the company had fined its drivers.")
    assert "Demand" in _kinds("The judge asked the company to fine its drivers.")


def test_a_failure_does_not_deny_what_is_said_beside_it() -> None:
    text = "The ministry said that Plum had failed to remove the videos and that it would be fined."
    found = read(text)
    assert found.the("Fine").polarity == "pos"
    assert found.the("ContentRemoval").polarity == "neg"


def test_a_text_that_says_what_its_verb_says_is_told_once() -> None:
    found = read("In a filing to the Supreme Court, Orbo argued that the ban violates free speech.")
    assert found.roles("Statement") == {"agent": "Orbo", "target": "Supreme Court"}


@pytest.mark.parametrize(
    ("text", "kind", "start"),
    [
        ("Daly resigned last week and will be succeeded by Mark Quill.", "Appointment", "2024-04-27"),
        ("Longwave has been barred from bidding for contracts since 2021.", "Ban", "2021-01-01"),
        ("The ministry gave Hopla until 1 June to remove the videos or face a fine.", "Ultimatum", "2024-04-27"),
    ],
)
def test_which_clause_a_time_dates(text: str, kind: str, start: str) -> None:
    time = read(text, published="2024-05-03").time(kind)
    assert time is not None
    assert time.start == start


def test_what_comes_of_a_thing_ahead_is_ahead() -> None:
    found = read("Tafel will shut two factories, putting 300 people out of work.")
    assert found.the("Layoff").realis == "future"


def test_a_day_behind_the_verb_of_saying_dates_what_is_said_there() -> None:
    found = read("Hopla said on Monday it had bought Plum.", published="2024-05-03")
    said, bought = found.time("Statement"), found.time("Acquisition")
    assert said is not None
    assert bought is not None
    assert (said.start, bought.basis) == ("2024-04-29", "assumed")


def test_criticism_that_one_faces_is_there() -> None:
    assert read("Plum has faced criticism from regulators over its fees.").the("Criticism").realis == "actual"
    assert read("Plum faces a ban in Norway.").the("Ban").realis == "future"
