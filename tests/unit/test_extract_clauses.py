"""Clauses hung anew, whom words point back to, and what happens to apps and their users; and what stays silent."""

from __future__ import annotations

import pytest

from tests.unit.sentences import read


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("Norway wants the firm to close and will hold a summit in May.", "Meeting", {"agent": "Norway"}),
        ("The Kelp Society asked members to wait and plans to stage a rally.", "Demonstration", {"agent": "Society"}),
        ("The app Hopla is silent; instead its co-founder, Ida Falk, resigned.", "FoundedBy", {"object": "Ida Falk"}),
        (
            "Spoorlijn, the state operator, called the ban reckless and sued two unions.",
            "Lawsuit",
            {"target": "unions"},
        ),
        ("Hopla left Zambia after a court there fined it for spam.", "Fine", {"agent": "court", "target": "it"}),
        ("Hopla was fined 3 million euros by the Danish regulator.", "Fine", {"agent": "regulator", "target": "Hopla"}),
        ("Norway ruled out a merger with Sundet.", "Merger", {"partner": "Sundet"}),
        ("Norway rejected the criticism.", "Criticism", {"target": "Norway"}),
        ("Everybody left the app Hopla for the app Plum.", "UserMigration", {"agent": "Everybody"}),
        ("Bankers froze the account at the request of Norway.", "Demand", {"agent": "Norway"}),
        ("Dex Marlow resigned as chairman of Nordvik.", "Resignation", {"object": "chairman"}),
        ("Campaigners described the Danish policy as reckless.", "Criticism", {"agent": "Campaigners"}),
        ("Denmark called the new fee an insult.", "Criticism", {"agent": "Denmark"}),
        ("Somebody broke into the servers of Nordvik.", "Cyberattack", {"agent": "Somebody"}),
        ("Hopla, Norway's largest bank, sued Plum.", "CountryOfOrigin", {"subject": "Hopla", "object": "Norway"}),
        ("Users fled to its rival Plum, Hopla said.", "CompetesWith", {"subject": "Plum"}),
        ("The Hikers' Club staged a protest walk in Bristol.", "Demonstration", {"agent": "Club", "place": "Bristol"}),
        ("The app Hopla has 3 million users.", "Uses", {"subject": "users", "object": "Hopla"}),
        ("The price of the app Hopla was cut in May.", "MetricChange", {"object": "price"}),
    ],
)
def test_who_does_what_where_clauses_are_joined(text: str, kind: str, roles: dict[str, str]) -> None:
    found = read(text).roles(kind)
    assert all(want in found.get(role, "") for role, want in roles.items()), found


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        ("Norway condemned the bombing of a harbour at Lesk.", "Criticism", "target"),
        ("Her lawyer denied that Ida Falk had met the Danish envoy.", "Denial", "target"),
        ("Loopride will invest in Danish charging stations.", "Investment", "target"),
        ("Norway rejected a takeover of Sundet.", "Rejection", "target"),
    ],
)
def test_nobody_fills_a_role_that_only_an_inner_act_has(text: str, kind: str, role: str) -> None:
    assert role not in read(text).roles(kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nordvik declined to comment.", "Rejection"),
        ("Nordvik declined to comment.", "Statement"),
        ("The firm Nordvik refused to turn over its letters.", "EarningsReport"),
        ("The harbour police will fight fraud in Lesk.", "ArmedAttack"),
        ("Last night Ida Falk deleted her account on the app Plum.", "AccountSuspension"),
    ],
)
def test_words_that_say_something_else(text: str, kind: str) -> None:
    assert kind not in {c.type for c in read(text).claims}


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Ida Falk spoke. She met Koen Moe. He praised Norway.", "He", "Koen Moe"),
        ("Prosecutors charged Koen Moe. He met Ida Falk. Then she praised Norway.", "she", "Ida Falk"),
    ],
)
def test_he_is_not_she(text: str, pronoun: str, name: str) -> None:
    held = {m.text: m.entity for m in read(text).mentions.values()}
    assert held[pronoun] == held[name]


def test_whose_unit_it_is_holds_whatever_is_planned() -> None:
    assert read("Norway wants Nordvik to sell its unit Hopla.").the("SubsidiaryOf").realis == "actual"


def test_the_american_company_is_the_one_named() -> None:
    held = {
        m.text: m.entity for m in read("The app Hopla left Angola. The American company sued Plum.").mentions.values()
    }
    assert held["American company"] == held["Hopla"]


@pytest.mark.parametrize(
    ("text", "kind", "agent"),
    [
        ("Journalists at Nordvik, who have been on strike for a week, want more.", "Strike", "Journalists"),
        ("Users of the app Hopla, who fled to the app Plum, were angry.", "UserMigration", "Users"),
        ("Its parent said the rules were unworkable and urged Norway to wait.", "Demand", "parent"),
    ],
)
def test_whom_a_clause_belongs_to(text: str, kind: str, agent: str) -> None:
    assert read(text).roles(kind)["agent"] == agent


def test_the_new_owner_is_not_the_old_one() -> None:
    held = {m.text: m.entity for m in read("The owner, Koen Moe, left. Norway sued the new owner.").mentions.values()}
    assert held["new owner"] != held["Koen Moe"]


def test_people_go_by_their_last_name() -> None:
    found = read("Lithuania welcomed Janis Ozolin. Ozolin, who was elected in 2023, thanked Lithuania.")
    assert found.roles("Election")["agent"] == "Ozolin"
    held = {m.text: m.entity for m in found.mentions.values()}
    assert held["Ozolin"] == held["Janis Ozolin"]


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("Norway made the drug illegal.", "Ban", {"agent": "Norway", "target": "drug"}),
        ("Google made 300 workers redundant.", "Layoff", {"agent": "Google", "target": "workers"}),
        ("Ann Reed slammed the law as unjust.", "Criticism", {"agent": "Ann Reed", "topic": "law"}),
        ("The court declared the rule illegal.", "CourtRuling", {"agent": "court", "topic": "rule"}),
    ],
)
def test_what_something_is_made_or_called_belongs_to_the_verb(text: str, kind: str, roles: dict[str, str]) -> None:
    assert read(text).roles(kind) == roles
