"""Who acts, and on whom, in constructions where the parse alone does not say it."""

from __future__ import annotations

import pytest

from tests.unit.sentences import read


@pytest.mark.parametrize(
    ("text", "kind", "agent"),
    [
        ("The ministry issued a statement condemning the raid.", "Criticism", "ministry"),
        ("Parliament adopted a resolution urging Hungary to free the funds.", "Demand", "Parliament"),
        ("A resolution urging Hungary to free the funds was adopted by parliament.", "Demand", "parliament"),
        ("In a statement accusing Kenya of spying, Somalia recalled its envoy.", "Accusation", "Somalia"),
        ("A letter by the senators accusing Hopla of negligence was published.", "Accusation", "senators"),
        ("Nordvik is in talks to acquire the start-up.", "Acquisition", "Nordvik"),
        ("Nordvik announced its plan to acquire a lender.", "Acquisition", "its"),
    ],
)
def test_who_speaks_through_a_text_or_has_a_plan_is_whose_it_is(text: str, kind: str, agent: str) -> None:
    assert read(text).roles(kind)["agent"] == agent


def test_what_is_demanded_another_is_to_do() -> None:
    assert read("Norway rejected a demand to close the border.").claims[0].type != "Norway"
    assert all(
        c.type != "RelationsBroken" or not c.args for c in read("Norway rejected a demand to close the border.").claims
    )


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("Investors sued Vantro.", "Lawsuit", {"agent": "Investors", "target": "Vantro"}),
        ("Washington accused Beijing of spying.", "Accusation", {"agent": "Washington", "target": "Beijing"}),
        ("Warsaw demanded an apology by Moscow.", "Demand", {"agent": "Warsaw", "demand": "apology", "target": "Moscow"}),
    ],
)  # fmt: skip
def test_a_place_that_is_dealt_with_fills_the_role(text: str, kind: str, roles: dict[str, str]) -> None:
    found = read(text).roles(kind)
    assert {role: found.get(role) for role in roles if role != "topic"} == roles


def test_a_place_that_is_attacked_stays_a_place() -> None:
    assert read("The army attacked Kharkiv.").roles("ArmedAttack")["place"] == "Kharkiv"


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("The opposition said it would sue the government.", "it"),
        ("The workers said they would sue the government.", "they"),
    ],
)
def test_a_pronoun_may_mean_a_subject_that_is_only_described(text: str, pronoun: str) -> None:
    found = read(text)
    assert found.roles("Lawsuit")["agent"] == pronoun
    leaves = {m.text: m.leaf for m in found.mentions.values()}
    assert leaves[pronoun] == leaves["opposition" if pronoun == "it" else "workers"]


def test_others_are_not_those_named_before() -> None:
    found = read("Two senators warned of fines, while others praised the order.").mentions.values()
    assert len({m.leaf for m in found if m.text in {"senators", "others"}}) == 2


@pytest.mark.parametrize(("mark", "target"), [("while", None), ("unless", "Norway")])
def test_a_clause_in_contrast_tells_of_something_else(mark: str, target: str | None) -> None:
    found = read(f"Nordvik warned that it would go dark {mark} Norway praised the order.").roles("Threat")
    assert (found["agent"], found.get("target")) == ("Nordvik", target)


@pytest.mark.parametrize(
    ("text", "kind", "role", "who"),
    [
        ("The attack killed three.", "Death", "agent", "three"),
        ("Two died in Kabul.", "Death", "agent", "Two"),
        ("Police arrested 40 on Monday.", "Arrest", "target", "40"),
        ("Pirates kidnapped up to 12 Danish sailors near Benin.", "Abduction", "target", "Danish sailors"),
    ],
)
def test_so_many_are_so_many_people(text: str, kind: str, role: str, who: str) -> None:
    assert read(text).roles(kind)[role] == who


def test_a_number_that_counts_nobody_is_nobody() -> None:
    assert all(m.text != "3" for m in read("Shares in Nordvik rose 3.").mentions.values())


def test_several_officials_are_officials() -> None:
    assert read("Dutch prosecutors have shared files with Belgium.").roles("InformationSharing") == {
        "agent": "Dutch prosecutors",
        "partner": "Belgium",
    }


def test_a_participle_that_was_taken_for_the_verb_lends_its_subject() -> None:
    text = "Hackers linked to North Korea stole 600 million dollars from the exchange."
    assert read(text).roles("Action")["agent"] == "Hackers"
    assert read(text).roles("TiesTo")["subject"] == "Hackers"


def test_a_word_may_state_an_event_and_what_it_shows_to_hold() -> None:
    found = read("Shell sold its refinery in Germany to a British fund.")
    assert found.roles("Divestiture")["destination"] == "British fund"


@pytest.mark.parametrize(
    ("text", "kind", "polarity"),
    [
        ("The union called off the strike.", "Strike", "neg"),
        ("The president signed an order delaying the ban.", "Ban", "neg"),
        ("The union held the strike.", "Strike", "pos"),
        ("Telegram blocked dozens of channels run by the militia.", "Operates", "pos"),
        ("Nordvik scrapped its plan to buy Hopla.", "Acquisition", "neg"),
    ],
)
def test_what_is_called_off_did_not_happen_what_only_describes_did(text: str, kind: str, polarity: str) -> None:
    assert read(text).the(kind).polarity == polarity


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway lodged a formal protest with Russia over the incident.", "Criticism"),
        ("Kenya announced the suspension of trade links with Somalia.", "RelationsBroken"),
        ("The army lifted the siege of Aleppo.", "Withdrawal"),
        ("Ghana shortened the curfew in Tamale by two hours.", "BanLifted"),
        ("Danish peacekeepers arrived in Mali on Monday.", "MilitaryAid"),
        ("Truckers blocked transport into Milan.", "Blockade"),
        ("Soldiers drove hundreds of villagers from their homes.", "Deportation"),
        ("A bomb went off in Kabul.", "Bombing"),
        ("The war between Iran and Iraq lasted eight years.", "ArmedAttack"),
        ("Russia throttled YouTube.", "Censorship"),
        ("The app was downloaded 2 million times in a week.", "MetricChange"),
        ("The Green Party won 30 percent of the vote.", "Election"),
        ("The bank committed 3 million euros to the museum.", "Pledge"),
    ],
)
def test_the_word_states_such_an_event(text: str, kind: str) -> None:
    assert kind in {c.type for c in read(text).claims}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The club committed a foul.", "Pledge"),
        ("The alarm went off in Kabul.", "Bombing"),
        ("The senator lodged with friends in Rome.", "Criticism"),
        ("Kosovo is looking into crimes committed by Serbian forces.", "Pledge"),
        ("Germany sent 18 tanks to Ukraine.", "TroopDeployment"),
    ],
)
def test_the_word_stays_silent_there(text: str, kind: str) -> None:
    assert kind not in {c.type for c in read(text).claims}


def test_farmers_who_will_blockade_a_city_threaten_it() -> None:
    found = read("The farmers said they would blockade Rotterdam.")
    assert found.the("Blockade").realis == "threatened"
    assert found.roles("Threat")["target"] == "Rotterdam"


def test_an_amount_is_no_part_of_the_name_before_it_and_the_fined_did_it() -> None:
    found = read("The European Commission fined Nordvik 1.8 billion euros for abusing its position.")
    assert found.roles("Fine")["target"] == "Nordvik"
    assert found.roles("Action")["agent"] == "Nordvik"


@pytest.mark.parametrize(
    ("text", "realis", "certainty"),
    [
        ("The government is considering a ban on the app.", "future", "possible"),
        ("The government plans a ban on the app.", "intended", "certain"),
        ("The government imposed a ban on the app.", "actual", "certain"),
    ],
)
def test_a_light_verb_says_whether_it_took_place(text: str, realis: str, certainty: str) -> None:
    claim = read(text).the("Ban")
    assert (claim.realis, claim.certainty) == (realis, certainty)
