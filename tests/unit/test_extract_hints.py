"""What a name is when nobody says so: what it has and does, how it is spoken of, what stands right before it."""

from __future__ import annotations

import pytest

from kg.model import Mention
from tests.unit.sentences import read


def kinds(text: str) -> dict[str, str]:
    """The class of each name in *text*."""
    found = (r for r in read(text).records if isinstance(r, Mention) and r.form == "name")
    return {text[m.start : m.end]: m.type for m in found}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Orvane's shareholders met in Oslo.", "Orvane", "Company"),
        ("A stake in Orvane was sold.", "Orvane", "Organization"),
        ("Kestrin's users met in Oslo.", "Kestrin", "Platform"),
        ("Maruvia's ambassador met the minister in Oslo.", "Maruvia", "Country"),
        ("Orvane bought the bakery Tessel.", "Orvane", "Company"),
        ("Kestrin said it would appeal.", "Kestrin", "Organization"),
        ("Orvane Ventures met the minister in Oslo.", "Orvane Ventures", "Company"),
        ("The crew of the trawler Sula was freed.", "Sula", "Asset"),
        ("The Nothing Phone went on sale in July.", "Nothing Phone", "Product"),
        ("Analysts at the brokerage Kalevo expect a sale.", "Kalevo", "Company"),
        ("Jussi Palo, who took over as managing director in May, resigned.", "Jussi Palo", "Executive"),
    ],
)
def test_what_is_said_of_a_name_tells_its_class(text: str, name: str, kind: str) -> None:
    assert kinds(text)[name] == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Peter Rasmussen bought the bakery Tessel.", "Peter Rasmussen", "Person"),
        ("Ada Holm's customers praised her.", "Ada Holm", "Person"),
        ("The Orvane Party's founder resigned.", "Orvane Party", "PoliticalParty"),
        ("Norway's shareholders met in Oslo.", "Norway", "Country"),
    ],
)
def test_a_hint_does_not_weigh_more_than_what_is_known(text: str, name: str, kind: str) -> None:
    assert kinds(text)[name] == kind


def test_a_platform_that_is_called_a_company_stays_a_platform() -> None:
    found = kinds("The payments app Pocketo will leave Spain. Pocketo, a subsidiary of the lender Brink, is small.")
    assert (found["Pocketo"], found["Brink"]) == ("Platform", "Company")


def test_whoever_says_we_speaks_for_a_body() -> None:
    text = "“We will launch in Ireland next year,” said Ana Brandt, chief executive of the lender Brink."
    assert "MarketEntry" in {c.type for c in read(text).claims}


def test_what_is_told_in_a_relative_clause_is_not_done_by_what_it_tells_of() -> None:
    text = "Hopla grew. Plum Lite, which the company launched in France, paid its users points for watching videos."
    found = read(text)
    assert "Plum Lite" not in found.roles("MarketEntry").get("agent", "")
    assert "Funds" not in {c.type for c in found.claims}
