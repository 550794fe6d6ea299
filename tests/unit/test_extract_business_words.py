"""What companies, platforms, courts and their users do, in words that newspapers use for it."""

from __future__ import annotations

import pytest

from tests.unit.sentences import read


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("The app maker Hopla paid $4 billion for Nordvik.", "Acquisition", {"agent": "Hopla", "object": "Nordvik"}),
        ("The carmaker Vantro outsold the carmaker Nordvik in May.", "RankingChange", {"agent": "Vantro"}),
        ("The grocer Orvana entered administration in March.", "Bankruptcy", {"agent": "Orvana"}),
        ("Nordvik Airlines lost its appeal against the tax office.", "CourtRuling", {"target": "Nordvik Airlines"}),
        ("The city court found that Hopla had misled riders.", "CourtRuling", {"agent": "city court", "target": "Hopla"}),
        ("Denmark put a cap on taxi fares.", "Regulation", {"agent": "Denmark"}),
        ("The carmaker Vantro returned to Poland last year.", "MarketEntry", {"agent": "Vantro", "place": "Poland"}),
        ("The bank Orvana shut its branches in Poland.", "MarketExit", {"agent": "Orvana", "place": "Poland"}),
        ("Details of 4,000 riders were stolen in June.", "DataBreach", {"target": "riders"}),
        ("The airline Vantro hired Ann Cole to run its cargo arm.", "Appointment", {"agent": "Vantro", "target": "Ann Cole"}),
        ("Ann Cole was succeeded by Dex Marlow.", "Appointment", {"target": "Dex Marlow"}),
        ("The lender Orvana cut its stake in Nordvik Airlines.", "Divestiture", {"agent": "Orvana"}),
    ],
)  # fmt: skip
def test_words_of_companies_fire(text: str, kind: str, roles: dict[str, str]) -> None:
    found = read(text).roles(kind)
    assert {role: found.get(role) for role in roles} == roles


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Dex Marlow paid two crowns for a coffee.", "Acquisition"),
        ("Ann Cole lost her keys at the court.", "CourtRuling"),
        ("The choir made its debut on the pier in Aarhus.", "ListingIPO"),
        ("Danish farmers returned to Poland last year.", "MarketEntry"),
        ("The editors shut the windows in Oslo.", "MarketExit"),
        ("The police took data from the firm's server.", "DataBreach"),
        ("Forum moderators shut down in protest.", "ServiceOutage"),
        ("Ann Cole put a cap on her head.", "Regulation"),
    ],
)
def test_the_same_words_elsewhere_stay_silent(text: str, kind: str) -> None:
    assert all(claim.type != kind for claim in read(text).claims)


def test_the_title_before_a_name_does_not_act() -> None:
    assert read("Hopla co-founder Ann Cole has left the board of Nordvik.").roles("Resignation")["agent"] == "Ann Cole"


def test_several_bids_are_made_by_nobody() -> None:
    assert all(m.text.casefold() != "several" for m in read("Hopla had received several bids.").mentions.values())


def test_the_country_of_a_firm_is_not_the_firm() -> None:
    assert read("Norway's Nordvik has filed for bankruptcy protection.").roles("Bankruptcy")["agent"] == "Nordvik"


def test_headlines_tell_what_is_ahead() -> None:
    assert next(c for c in read("Nordvik to lay off 40 drivers").claims if c.type == "Layoff").realis == "future"


def test_without_denies() -> None:
    found = read("Nordvik closed the route without announcing a strike.").claims
    assert all(c.polarity == "neg" for c in found if c.type in {"Strike", "Announcement"})


def test_what_is_blocked_near_a_seat_does_not_move_it() -> None:
    found = read("Riders blocked the gates of Nordvik's headquarters in Oslo.").claims
    assert [c.polarity for c in found if c.type == "HeadquarteredIn"] == ["pos"]


def test_that_many_months_are_a_length() -> None:
    assert read("Nordvik ran the ferry for that six months.").mentions


def test_a_sentence_may_end_with_a_platform_of_one_letter() -> None:
    assert any(m.text == "X" for m in read("Police raided the Paris offices of X.").mentions.values())


@pytest.mark.parametrize(
    ("text", "kind", "polarity"),
    [
        ("The bank Orvana stopped short of cutting jobs.", "Layoff", "neg"),
        ("The bank Orvana has yet to announce the sale.", "Announcement", "neg"),
        ("Neither Orvana nor Nordvik has apologised.", "Apology", "neg"),
        ("The merger of Orvana and Nordvik never happened.", "Merger", "neg"),
        ("Plans to ban the app in Norway were dropped.", "Ban", "neg"),
        ("The board of Orvana is unlikely to dismiss its chief executive.", "Dismissal", "neg"),
        ("Orvana has not only bought the airline Nordvik but renamed it.", "Acquisition", "pos"),
    ],
)
def test_what_is_not_done(text: str, kind: str, polarity: str) -> None:
    assert {c.polarity for c in read(text).claims if c.type == kind} == {polarity}
