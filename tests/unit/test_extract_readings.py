from __future__ import annotations

import pytest

from tests.unit.sentences import read


def kinds(text: str) -> set[str]:
    return {c.type for c in read(text).claims}


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("Hopla is expected to be banned in Norway.", "Ban", {"target": "Hopla", "place": "Norway"}),
        ("Dex Marlow appears to have been shot by police.", "ArmedAttack", {"agent": "police", "target": "Dex Marlow"}),
        ("Hopla agreed to be acquired by Nordvik.", "Acquisition", {"agent": "Nordvik", "object": "Hopla"}),
        ("Hopla asked Norway to ban Plum.", "Ban", {"agent": "Norway", "target": "Plum"}),
    ],
)
def test_the_subject_of_a_passive_infinitive_undergoes_it(text: str, kind: str, roles: dict[str, str]) -> None:
    assert read(text).roles(kind) == roles


@pytest.mark.parametrize(
    ("text", "kind", "realis", "certainty"),
    [
        ("Hopla seems to have laid off 300 workers.", "Layoff", "actual", "probable"),
        ("Google is believed to have fired 300 workers.", "Layoff", "actual", "probable"),
        ("Google is believed to leave Norway.", "MarketExit", "future", "probable"),
        ("Hopla is likely to lay off 300 workers.", "Layoff", "future", "probable"),
    ],
)
def test_a_perfect_infinitive_is_past(text: str, kind: str, realis: str, certainty: str) -> None:
    claim = read(text).the(kind)
    assert (claim.realis, claim.certainty) == (realis, certainty)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway bought four attack helicopters.", "ArmedAttack"),
        ("The protest movement has members in Norway.", "Demonstration"),
        ("The strike committee met Ann Reed.", "Strike"),
        ("Ann Reed called the explosion an attack.", "ArmedAttack"),
        ("Hopla described the measure as a ban on free speech.", "Ban"),
        ("Two arrest warrants have been issued in Oslo.", "Arrest"),
        ("Ann Reed said it was an accident.", "Accident"),
    ],
)
def test_what_only_names_a_kind_is_no_event(text: str, kind: str) -> None:
    assert kind not in kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The bombing suspect was arrested in Riga.", "Bombing"),
        ("Victims of the Riga blast met Ann Reed.", "Bombing"),
        ("Norway launched a boycott campaign against Hopla.", "Boycott"),
        ("Dex Marlow was shot dead in Oslo.", "Death"),
        ("Ann Reed called the explosion in Riga an attack.", "Bombing"),
    ],
)
def test_what_left_something_behind_is_one(text: str, kind: str) -> None:
    assert kind in kinds(text)


def test_naming_an_event_does_not_call_for_it() -> None:
    assert read("Ann Reed called the explosion an attack.").the("Bombing").realis == "actual"


@pytest.mark.parametrize("text", ["Ann Reed declined to comment.", "Google refused to say how many left."])
def test_who_says_nothing_rejects_nothing(text: str) -> None:
    assert "Rejection" not in kinds(text)
    assert "Rejection" in kinds("Google refused to leave Norway.")


@pytest.mark.parametrize(
    ("text", "demand", "agent"),
    [
        ("Norway has given Google until Friday to delete the videos.", "ContentRemoval", "Google"),
        ("Norway gave Google two weeks to delete the videos.", "ContentRemoval", "Google"),
        ("The court gave Telegram until Monday to delete the videos.", "ContentRemoval", "Telegram"),
    ],
)
def test_time_that_is_given_is_an_ultimatum_to_who_has_to_act(text: str, demand: str, agent: str) -> None:
    found = read(text)
    assert found.roles("Ultimatum")["demand"] == demand
    assert found.roles("Ultimatum")["target"] == agent
    assert found.roles(demand)["agent"] == agent


@pytest.mark.parametrize(
    ("text", "forecasts"),
    [("Google sees growth in Norway.", True), ("Google has seen growth in Norway.", False)],
)
def test_who_has_seen_growth_does_not_foresee_it(text: str, *, forecasts: bool) -> None:
    assert ("Forecast" in kinds(text)) is forecasts


@pytest.mark.parametrize(
    "text",
    [
        "Norway banned Telegram. This prompted users to switch to Reddit.",
        "Norway banned Telegram. That led to protests in Oslo.",
        "Norway banned Telegram. This sparked protests in Oslo.",
    ],
)
def test_this_at_the_start_stands_for_what_was_told_before(text: str) -> None:
    assert read(text).roles("Causes")["subject"] == "Ban"


@pytest.mark.parametrize("text", ["Norway banned Telegram. This led police to Oslo.", "This led to protests in Oslo."])
def test_this_stands_for_nothing_where_nothing_is_told(text: str) -> None:
    assert "Causes" not in kinds(text)


@pytest.mark.parametrize(
    ("text", "demand"),
    [
        ("Lawmakers called for Ann Reed to be impeached.", "Dismissal"),
        ("Lawmakers called for Ann Reed to resign.", "Resignation"),
        ("Norway called for a boycott of Google.", "Boycott"),
    ],
)
def test_what_is_called_for_is_demanded(text: str, demand: str) -> None:
    found = read(text)
    assert found.roles("Demand")["demand"] == demand
    assert found.the(demand).realis == "demanded"


def test_a_finite_second_verb_has_no_part_in_the_auxiliary_of_the_first() -> None:
    assert read("Google would leave Norway and accused the judge of bias.").the("Accusation").realis == "actual"
    assert read("Google would leave Norway and sue the judge.").the("Lawsuit").realis == "future"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("The court ordered the suspension of Telegram.", "Ban", True),
        ("Google ordered the closure of its office in Oslo.", "Ban", False),
        ("Ann Reed gave Telegram 24 hours to delete the videos.", "Ultimatum", True),
        ("Ann Reed gave her son two hours to clean his room.", "Ultimatum", False),
        ("The court froze the bank accounts of Google.", "Seizure", True),
        ("Telegram froze the account of Ann Reed.", "Seizure", False),
        ("Ann Reed was charged for fraud in Oslo.", "Indictment", True),
        ("Reddit charges developers for access.", "Indictment", False),
        ("A storm killed two people in Oslo.", "Death", True),
        ("Ann Reed killed the bill in Oslo.", "Death", False),
        ("Moderators of Reddit went on strike.", "Strike", True),
        ("Ann Reed and Dex Marlow were released from prison in June.", "Release", True),
    ],
)
def test_words_that_mean_two_things(text: str, kind: str, *, expected: bool) -> None:
    assert (kind in kinds(text)) is expected


def test_who_demands_an_act_is_not_who_is_to_do_it() -> None:
    assert "agent" not in read("Human Rights Watch demanded an investigation.").roles("Investigation")
    assert (
        read("Human Rights Watch announced an investigation.").roles("Investigation")["agent"] == "Human Rights Watch"
    )


def test_what_is_fired_is_said_once() -> None:
    assert [c.type for c in read("Police fired tear gas and rubber bullets at students in Oslo.").claims] == [
        "Repression"
    ]
    assert "ArmedAttack" in kinds("Police fired at students in Oslo.")


@pytest.mark.parametrize(
    "text",
    [
        "Teenagers have moved to Yope and Coverstar, two lesser-known photo apps.",
        "Teenagers have begun moving to Yope and Coverstar, two photo apps from Norway.",
    ],
)
def test_what_several_are_is_said_of_each(text: str) -> None:
    assert read(text).roles("UserMigration")["destination"] == "Yope, Coverstar"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Elections in Norway are to be held on Sunday.", "Election"),
        ("Talks between Norway and Google are to resume on Friday.", "Negotiation"),
        ("Ann Reed is to resign in June.", "Resignation"),
    ],
)
def test_what_is_to_be_has_not_been(text: str, kind: str) -> None:
    assert read(text).the(kind).realis == "future"


def test_a_day_is_the_next_one_where_it_is_to_come() -> None:
    time = read("Elections in Norway are to be held on 5 March.", published="2024-05-08").the("Election").time
    assert time is not None
    assert time.start == "2025-03-05"


def test_an_event_after_another_is_not_done_by_its_verb() -> None:
    lifted = read("Norway has lifted the suspension of Telegram after a ban.")
    assert [c.type for c in lifted.claims].count("BanLifted") == 1
    assert lifted.roles("BanLifted")["target"] == "Telegram"
    assert "Imitates" not in kinds("Norway lifted the suspension of Telegram.")


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Eric Schmidt, the former chief executive of Google, met Ann Reed.", "HeadOf", False),
        ("Eric Schmidt, the chief executive of Google, met Ann Reed.", "HeadOf", True),
        ("Norway's former prime minister, Ann Reed, resigned from the party.", "HeadOf", False),
        ("Ann Reed, who formerly led Google, was arrested.", "HeadOf", False),
    ],
)
def test_what_was_is_not_told_as_what_is(text: str, kind: str, *, expected: bool) -> None:
    assert (kind in kinds(text)) is expected


@pytest.mark.parametrize(
    ("text", "kind", "agent"),
    [
        (
            "The court ordered the suspension of Telegram after its owner, Elon Musk, refused to name a lawyer in Norway.",
            "Rejection",
            "Elon Musk",
        ),
        ("The court froze the accounts of Google after the firm, Nordvik, ignored the order.", "Rejection", "firm"),
        ("Ann Reed resigned after a scandal and sued Google.", "Lawsuit", "Ann Reed"),
    ],
)
def test_the_noun_after_after_is_who_acts_in_its_clause(text: str, kind: str, agent: str) -> None:
    assert read(text).roles(kind)["agent"] == agent


def test_what_is_threatened_besides_is_not_what_is_demanded() -> None:
    found = read("Ann Reed gave Telegram 24 hours to delete the videos, threatening to block the app.")
    assert found.roles("Ultimatum")["demand"] == "ContentRemoval"
    assert found.the("Threat").realis == "actual"


def test_a_court_that_orders_an_act_buys_nothing() -> None:
    assert kinds("The court ordered the suspension of Telegram.") == {"Ban", "CourtRuling"}


def test_ties_that_somebody_worries_about_are_said_by_him() -> None:
    found = read("Ann Reed expressed concern over Telegram's ties to Norway.")
    speaker, via = found.by("TiesTo")
    assert (speaker, via) == ("Ann Reed", "Concern")


def test_a_day_before_the_firm_said_dates_what_it_said() -> None:
    found = read(
        "Google acquired Hopla, a start-up in Seattle, on January 9, its founder said on Tuesday.",
        published="2024-05-08",
    )
    time = found.the("Acquisition").time
    assert time is not None
    assert time.start == "2024-01-09"


def test_an_order_that_is_signed_is_no_agreement() -> None:
    assert kinds("On Monday President Trump signed an executive order.") == {"ExecutiveOrder"}


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("Hopla stopped working on 5 May 2024.", "ServiceOutage", {"agent": "Hopla"}),
        ("Nike stopped advertising on Facebook on 5 May 2024.", "Boycott", {"agent": "Nike", "target": "Facebook"}),
        (
            "Google stopped selling phones in Russia on 5 May 2024.",
            "MarketExit",
            {"agent": "Google", "place": "Russia"},
        ),
    ],
)
def test_a_gerund_is_part_of_what_the_verb_says(text: str, kind: str, roles: dict[str, str]) -> None:
    done = read(text)
    claim = done.the(kind)
    assert (claim.polarity, claim.time and claim.time.start, done.roles(kind)) == ("pos", "2024-05-05", roles)
    assert "Action" not in kinds(text)


@pytest.mark.parametrize(
    ("text", "realis", "roles"),
    [
        ("Norway wants the app Plum banned.", "intended", {"target": "Plum"}),
        ("Norway wants to see Telegram banned.", "intended", {"target": "Telegram"}),
        ("Norway told ByteDance to sell TikTok or see the app banned.", "future", {"target": "app"}),
        ("Hopla saw Telegram banned in Norway.", "actual", {"target": "Telegram", "place": "Norway"}),
    ],
)
def test_what_one_sees_done_is_undergone(text: str, realis: str, roles: dict[str, str]) -> None:
    done = read(text)
    assert (done.the("Ban").realis, done.roles("Ban")) == (realis, roles)


@pytest.mark.parametrize(
    ("text", "consequence"),
    [
        ("Norway gave Hopla an ultimatum: sell Telegram or see the app banned.", "Ban"),
        ("Norway gave Hopla until Friday to sell Telegram or be fined.", "Fine"),
        ("The ministry has given Hopla an ultimatum: leave Norway or face a fine.", "Fine"),
    ],
)
def test_what_comes_else_is_the_threat_of_an_ultimatum(text: str, consequence: str) -> None:
    done = read(text)
    assert done.roles("Ultimatum")["consequence"] == consequence
    assert done.the(consequence).realis == "threatened"


def test_an_order_tells_of_nothing_that_happened() -> None:
    assert read("Norway made one demand: release the prisoners.").the("Release").realis == "demanded"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Federal judges blocked the order.", "Ban", False),
        ("Federal judges blocked the order.", "CourtRuling", True),
        ("A court in Oslo blocked Telegram.", "Ban", True),
        ("A court in Oslo blocked Telegram.", "CourtRuling", False),
    ],
)
def test_a_court_bans_parties_and_rules_on_orders(text: str, kind: str, *, expected: bool) -> None:
    assert (kind in kinds(text)) is expected
