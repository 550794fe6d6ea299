"""What parties, parliaments, cities, envoys and armies do, in the words of a wire; and what stays silent."""

from __future__ import annotations

import pytest

from tests.unit.sentences import read


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("The king dissolved parliament in May.", "Dismissal", {"agent": "king", "target": "parliament"}),
        ("Soldiers overthrew the government of Maru.", "Dismissal", {"agent": "Soldiers", "target": "government"}),
        ("The ousted minister fled to Iceland.", "Dismissal", {"target": "minister"}),
        ("The Farmers' Party quit the coalition.", "Withdrawal", {"agent": "Party", "origin": "coalition"}),
        ("Norway summoned the Danish ambassador.", "Criticism", {"agent": "Norway", "target": "ambassador"}),
        ("Poland blocked a resolution on fishing.", "Veto", {"agent": "Poland", "object": "resolution"}),
        ("Sweden recalled its high commissioner.", "RelationsBroken", {"agent": "Sweden"}),
        ("The president won 37 of the 90 seats.", "Election", {"agent": "president"}),
        ("The army retook Lesk from the rebels.", "ArmedAttack", {"agent": "army"}),
        ("Gunmen took dozens of hostages.", "Abduction", {"agent": "Gunmen"}),
        ("A guard was shot dead in Oslo.", "Death", {"agent": "guard"}),
        ("Villagers were ordered to leave Lesk by noon.", "Demand", {"target": "Villagers"}),
        ("The army vowed to crush the revolt.", "Threat", {"agent": "army"}),
        ("Norway said it would not accept any refugees.", "Rejection", {"agent": "it"}),
        ("Police are hunting a man after the robbery in Turin.", "Investigation", {"agent": "Police", "target": "man"}),
        ("Police launched raids in Lesk on Monday.", "Investigation", {"agent": "Police"}),
        ("Rebels raided a village near the border.", "ArmedAttack", {"agent": "Rebels", "object": "village"}),
        ("Regulators slapped a fine of 2 million euros on the retailer Nordvik.", "Fine", {"target": "Nordvik"}),
        ("Peace talks between Norway and Iceland are due to resume.", "Negotiation", {"agent": "Norway"}),
    ],
)
def test_words_of_a_wire_state_the_class_and_its_actors(text: str, kind: str, roles: dict[str, str]) -> None:
    found = read(text).roles(kind)
    assert all(want in found.get(role, "") for role, want in roles.items()), found


@pytest.mark.parametrize(
    ("text", "kind", "agent"),
    [
        ("The city banned scooters from its parks.", "Ban", "city"),
        ("The city of Bergen banned scooters from its parks.", "Ban", "Bergen"),
        ("The state of Texas sued Hopla in May.", "Lawsuit", "Texas"),
        ("The city said it would fine Hopla.", "Fine", "it"),
        ("Beijing said it would fine Hopla.", "Fine", "it"),
    ],
)
def test_a_city_acts(text: str, kind: str, agent: str) -> None:
    assert read(text).roles(kind)["agent"] == agent


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The minister called a meeting for March.", "Demonstration"),
        ("The Social Party walked out over the budget.", "Strike"),
        ("Police foiled a plot to bomb a concert.", "Bombing"),
        ("Norway rejected a plan to close the border.", "RelationsBroken"),
        ("The minister vowed to withdraw the troops.", "Threat"),
        ("Norway protested to Sweden over the raid.", "Demonstration"),
    ],
)
def test_what_is_meant_otherwise_has_nobody_who_does_it(text: str, kind: str) -> None:
    found = read(text)
    assert all(c.type != kind or not any(a.role == "agent" for a in c.args) for c in found.claims)


@pytest.mark.parametrize(
    ("text", "kind", "polarity"),
    [
        ("The minister is not expected to resign.", "Resignation", "neg"),
        ("The minister has no intention of resigning.", "Resignation", "neg"),
        ("The minister is expected to resign.", "Resignation", "pos"),
        ("Norway did not hesitate to sign the treaty.", "AgreementSigned", "pos"),
    ],
)
def test_what_is_not_intended_does_not_happen(text: str, kind: str, polarity: str) -> None:
    assert [c.polarity for c in read(text).claims if c.type == kind] == [polarity]


def test_the_jailed_are_in_jail_whoever_asks_for_their_release() -> None:
    found = {c.type: c.realis for c in read("Norway urged Maru to free the jailed activist.").claims}
    assert found["Arrest"] == "actual"
    assert found["Release"] == "demanded"


@pytest.mark.parametrize(
    ("text", "noun", "kind"),
    [
        ("The city council praised the plan.", "city council", "Legislature"),
        ("A news agency accused the minister.", "news agency", "Media"),
        ("A rebel group attacked Lesk.", "rebel group", "ArmedGroup"),
        ("The central bank sued Hopla.", "central bank", "Agency"),
    ],
)
def test_two_words_name_a_kind_of_actor(text: str, noun: str, kind: str) -> None:
    assert {m.type for m in read(text).mentions.values() if m.text == noun} == {kind}


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Nordvik, a bank, announced its plan to acquire the lender.", "lender"),
        ("The minister spoke with the president of Maru.", "president"),
        ("Nordvik opened a shop. The city council praised the mayor.", "city council"),
    ],
)
def test_a_noun_for_another_is_not_the_one_before_it(text: str, other: str) -> None:
    leaves: dict[str, set[str]] = {}
    for mention in read(text).mentions.values():
        leaves.setdefault(mention.leaf, set()).add(mention.text)
    assert {other} in leaves.values()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The regional government met the union. On Friday the ministry sued Hopla.", "Lawsuit"),
        ("The council of Lesk praised Nordvik. On Friday the competition authority sued Hopla.", "Lawsuit"),
    ],
)
def test_a_ministry_or_an_authority_of_a_kind_is_not_the_body_before_it(text: str, kind: str) -> None:
    found = read(text)
    agent = next(a for a in found.the(kind).args if a.role == "agent")
    assert len([m for m in found.mentions.values() if m.leaf == found.mentions[agent.filler].leaf]) == 1


def test_what_is_called_reckless_is_not_called() -> None:
    assert "Strike" not in {
        c.type for c in read("Rita Fonseca denied the claim and called the strike reckless.").claims
    }


def test_millions_of_users_are_no_money() -> None:
    found = {c.type for c in read("The app Hopla attracted millions of users in its first year.").claims}
    assert "UserMigration" in found
    assert "Investment" not in found
