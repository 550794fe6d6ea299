"""What notices tell: press releases, statements, protest reports, posts about platforms and those who use them."""

from __future__ import annotations

import pytest

from tests.unit.sentences import read


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        (
            "The council criticised the decision of the phone firm Vodafone to sack 200 technicians.",
            "Layoff",
            {"agent": "Vodafone", "target": "technicians"},
        ),
        (
            "The council criticised the decision of the phone firm Vodafone to sack 200 technicians.",
            "Criticism",
            {"agent": "council", "target": "Vodafone", "topic": "Layoff"},
        ),
        ("Teachers have threatened a strike over pay.", "Threat", {"agent": "Teachers", "consequence": "Strike"}),
        ("Norway pledged to hold talks in Geneva.", "Pledge", {"agent": "Norway", "topic": "Meeting"}),
        (
            "Norway strongly condemns the arrest of three journalists in Baku.",
            "Criticism",
            {"agent": "Norway", "topic": "Arrest"},
        ),
        ("The founders have agreed to stay on as advisers until 2027.", "Pledge", {"agent": "founders"}),
        ("The minister has declined to meet us.", "Meeting", {"agent": "minister", "partner": "us"}),
        (
            "Some 4,000 residents signed a petition calling on the council to reverse the decision.",
            "Demand",
            {"agent": "residents", "target": "council", "demand": "PolicyReversal"},
        ),
        (
            "Nordvik has been sued by a rival, Greenjar, over the shape of its lids.",
            "Lawsuit",
            {"agent": "Greenjar", "target": "Nordvik", "topic": "shape"},
        ),
        (
            "Berg, who took over the party leadership last year, resigned.",
            "Appointment",
            {"target": "Berg", "object": "party leadership"},
        ),
        (
            "Nordvik appointed Ana Brandt head of operations.",
            "Appointment",
            {"agent": "Nordvik", "target": "Ana Brandt", "object": "head"},
        ),
        ("Curtly has bought Sprout.", "Acquisition", {"agent": "Curtly", "object": "Sprout"}),
        (
            "Hopla, a maker of pumps headquartered in Lyon, sacked 40 workers.",
            "HeadquarteredIn",
            {"subject": "Hopla", "object": "Lyon"},
        ),
        (
            "The company Hopla, whose chief executive Dex Marlow resigned, sacked 300 workers.",
            "HeadOf",
            {"subject": "Dex Marlow", "object": "Hopla"},
        ),
        (
            "Norway announced the expulsion of two Russian diplomats.",
            "Announcement",
            {"agent": "Norway", "topic": "Expulsion"},
        ),
    ],
)
def test_who_fills_the_roles(text: str, kind: str, roles: dict[str, str]) -> None:
    assert read(text).roles(kind) == roles


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ministry dismissed as baseless rumours that Norway had arrested two sailors.", "Arrest"),
        ("Reports that Norway had expelled two diplomats were denied by the ministry.", "Expulsion"),
        ("Claims that Norway had arrested two sailors are nonsense.", "Arrest"),
        ("The firm denied reports that it intends to sack 40 workers.", "Layoff"),
    ],
)
def test_what_a_rumour_says_is_not_so_where_it_is_denied(text: str, kind: str) -> None:
    assert read(text).the(kind).polarity == "neg"


def test_an_accusation_that_is_rejected_was_made() -> None:
    assert read("We reject the accusations made by the Ministry of Defence.").the("Accusation").polarity == "pos"


def test_a_demand_in_a_petition_is_made() -> None:
    found = read("Residents signed a petition calling on the council to reverse the decision.")
    assert found.the("Demand").realis == "actual"


def test_what_one_waits_for_has_not_happened() -> None:
    found = read("Sundet said it would close its forum until Norway backs down.")
    assert found.the("Concession").realis == "future"


def test_the_remark_behind_reported_words_is_the_author_s() -> None:
    text = "The minister said Norway had expelled two diplomats, a step that Russia condemned."
    said = read(text).the("Statement").content
    assert said is not None
    assert text[said.start : said.end] == "Norway had expelled two diplomats"
    assert read(text).by("Criticism") == (None, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The site says hackers are to blame.", "Accusation"),
        ("The protest was broken up by riot police shortly before midnight.", "Demonstration"),
        ("Residents signed a petition calling on the council to reverse the decision.", "PolicyAdvocacy"),
        ("Teachers have threatened a strike over pay.", "ThreatOfForce"),
        ("Fuel prices led to plans to cut fuel subsidies.", "AidCut"),
        ("Nordvik laid off 40 workers at its plant in Aalst.", "LocatedIn"),
        ("Sadly, it has left Norway.", "Statement"),
        ("Berg, who will visit Oslo on Monday, resigned.", "Pledge"),
    ],
)
def test_what_stays_silent(text: str, kind: str) -> None:
    assert kind not in {c.type for c in read(text).claims}
