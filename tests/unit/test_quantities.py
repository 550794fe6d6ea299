from __future__ import annotations

import pytest

from kg.extract import parser
from kg.extract.quantities import FoundQuantity, quantities_in

# sentence; then for each amount: value, high, unit, kind, currency, approx, of
Amount = tuple[float, float | None, str | None, str, str | None, bool, str]


def count(value: float, unit: str | None, *, high: float | None = None, of: str = "amount") -> Amount:
    return value, high, unit, "count", None, False, of


def about(value: float, unit: str | None, *, high: float | None = None, of: str = "amount") -> Amount:
    return value, high, unit, "count", None, True, of


def money(
    value: float, currency: str, *, high: float | None = None, approx: bool = False, of: str = "amount"
) -> Amount:
    return value, high, None, "money", currency, approx, of


def percent(value: float, *, high: float | None = None, approx: bool = False, of: str = "amount") -> Amount:
    return value, high, "%", "percent", None, approx, of


def rank(value: float, *, high: float | None = None) -> Amount:
    return value, high, None, "rank", None, False, "amount"


def lasting(value: float, unit: str, *, high: float | None = None, approx: bool = False) -> Amount:
    return value, high, unit, "duration", None, approx, "amount"


CASES: list[tuple[str, list[Amount]]] = [
    ("The league has 345 members.", [count(345, "member")]),
    ("It sold 1,204,500 tickets.", [count(1204500, "ticket")]),
    ("It sold 3.5 tonnes of honey.", [count(3.5, "tonne")]),
    ("Twenty-five ferries stayed in port.", [count(25, "ferry")]),
    ("One hundred and fifty ships sailed.", [count(150, "ship")]),
    ("More than one thousand two hundred jobs will go.", [about(1200, "job")]),
    ("Two dozen mayors signed.", [count(24, "mayor")]),
    ("A dozen rivals signed.", [count(12, "rival")]),
    ("Dozens of activists were arrested.", [about(12, "activist")]),
    ("Hundreds of thousands of people marched.", [about(100000, "people")]),
    ("Tens of millions of songs vanished.", [about(10000000, "song")]),
    ("Several hundred farmers came.", [about(300, "farmer")]),
    ("About 1.7 million users left the app.", [about(1700000, "user")]),
    ("Half a million riders signed up.", [count(500000, "rider")]),
    ("Two and a half million tonnes were sold.", [count(2500000, "tonne")]),
    ("Some 40,000 Danish riders left.", [about(40000, "rider")]),
    ("Nearly 300 of the passengers were rescued.", [about(300, "passenger")]),
    ("At least 12 people were hurt.", [about(12, "people")]),
    ("Up to 80 guests may stay.", [about(80, "guest")]),
    ("As many as 900 drivers quit.", [about(900, "driver")]),
    ("100+ firms signed.", [about(100, "firm")]),
    ("20 or so firms signed.", [about(20, "firm")]),
    ("Between 10 and 20 boats sank.", [count(10, "boat", high=20)]),
    ("The party won 10-20 seats.", [count(10, "seat", high=20)]),
    ("It needs 3 to 4 million vials.", [count(3000000, "vial", high=4000000)]),
    ("Two or three ministers resigned.", [about(2, "minister", high=3)]),
    ("Forty were killed and 12 were wounded.", [count(40, None), count(12, None)]),
    ("Norway and Spain will lose 1,600 and 400 jobs.", [count(1600, "job"), count(400, "job")]),
    ("She won 48 of the 60 seats.", [count(48, "seat")]),
    ("A 12-member panel met.", [count(12, "member")]),
    ("They bought 14 aircraft.", [count(14, "aircraft")]),
    ("He met 2000 people.", [count(2000, "people")]),
    ("The trail is 500km long.", [count(500, "km")]),
    (
        "The firm cut its staff from 2,000 to 1,500 workers.",
        [count(2000, "worker", of="from"), count(1500, "worker", of="to")],
    ),
    ("They paid $40.", [money(40, "USD")]),
    ("They paid US$ 40 billion for it.", [money(40e9, "USD")]),
    ("It raised £20m and €3bn.", [money(20e6, "GBP"), money(3e9, "EUR")]),
    ("The debt is 345 million euros.", [money(345e6, "EUR")]),
    ("The fine is 12 billion yuan.", [money(12e9, "CNY")]),
    ("It has 5 million Canadian dollars.", [money(5e6, "CAD")]),
    ("It lent HK$2.5 million.", [money(2.5e6, "HKD")]),
    ("The loan was USD 70 million.", [money(70e6, "USD")]),
    ("The loan was SGD1.75 billion.", [money(1.75e9, "SGD")]),
    ("Billions of dollars were lost.", [money(1e9, "USD", approx=True)]),
    ("The deal is worth $5 to $7 billion.", [money(5e9, "USD", high=7e9)]),
    ("The deal is worth $5-7 billion.", [money(5e9, "USD", high=7e9)]),
    ("Roughly 200 Swiss francs were found.", [money(200, "CHF", approx=True)]),
    ("Costs climbed to $5 million.", [money(5e6, "USD", of="to")]),
    ("Sales fell 12%.", [percent(12)]),
    ("Twelve percent of voters agreed.", [percent(12)]),
    ("Turnout was almost 63.2 per cent.", [percent(63.2, approx=True)]),
    ("Shares rose from 5 to 7 percent.", [percent(5, of="from"), percent(7, of="to")]),
    ("Growth slowed to 2.5% from 3.1%.", [percent(2.5, of="to"), percent(3.1, of="from")]),
    ("It owns between 5 and 7 percent.", [percent(5, high=7)]),
    ("Half of the members left.", [percent(50)]),
    ("Nearly a third of its users left.", [percent(33.3, approx=True)]),
    ("It is ranked third in Europe.", [rank(3)]),
    ("The bank is the third-largest lender.", [rank(3)]),
    ("The app took the top spot.", [rank(1)]),
    ("It came in second place.", [rank(2)]),
    ("It is the No. 1 platform.", [rank(1)]),
    ("It is one of the top 10 ports.", [rank(1, high=10)]),
    ("The strike lasted 90 days.", [lasting(90, "day")]),
    ("It signed a 31-year lease.", [lasting(31, "year")]),
    ("It took almost three and a half years.", [lasting(3.5, "year", approx=True)]),
    ("It will take two or three weeks.", [lasting(2, "week", high=3, approx=True)]),
]
NOTHING = [
    "The union met on March 3, 2008.",
    "It began in 2017 and ended in 2019.",
    "The 2019 elections were lost.",
    "It opened two weeks ago.",
    "The ferry leaves at 10:30 a.m.",
    "The driver is 41 years old.",
    "The 41-year-old drove away.",
    "Call 555-123-4567 now.",
    "Call +44 20 7946 0958 now.",
    "The harbour team won 3-2.",
    "Chapter 5 is about Article 12.",
    "They flew an Airbus A330-200.",
    "The unveiling of the 787 is near.",
    "One of them quit.",
    "Nobody came.",
]


def amounts(sentence: str, offset: int = 0) -> list[FoundQuantity]:
    [[(_, doc)]] = parser.parse([sentence])
    return [found for span in parser.sentences(doc) for found in quantities_in(span, offset=offset)]


@pytest.mark.parametrize(("sentence", "wanted"), CASES)
def test_amounts_are_read_with_what_they_count(sentence: str, wanted: list[Amount]) -> None:
    found = [(q.value, q.high, q.unit, q.kind, q.currency, q.approx, q.of) for q in amounts(sentence)]
    assert found == wanted


@pytest.mark.parametrize("sentence", NOTHING)
def test_dates_ages_names_and_scores_are_no_amounts(sentence: str) -> None:
    assert amounts(sentence) == []


@pytest.mark.parametrize("sentence", [case[0] for case in CASES])
def test_offsets_cut_out_the_words(sentence: str) -> None:
    for found in amounts(sentence, offset=7):
        assert ("x" * 7 + sentence)[found.start : found.end] == found.text


def test_the_words_run_from_the_approximator_to_the_unit() -> None:
    [found] = amounts("Last week some 40,000 Danish riders left.")
    assert (found.text, found.token_start, found.token_end) == ("some 40,000 Danish riders", 3, 6)
