"""What the parser hangs on the wrong word, or the rules gave to the wrong one, in plain sentences of news."""

from __future__ import annotations

import pytest

from tests.unit.sentences import read


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("The director of the museum, Ugo Renzi, was dismissed over missing paintings.", "Dismissal", {"target": "Ugo Renzi"}),
        ("The bank Brink has acquired the bookshop chain Lesezeit.", "Acquisition", {"agent": "Brink", "object": "Lesezeit"}),
        ("The office cleared the takeover of Ferrum by Tafel.", "Acquisition", {"agent": "Tafel", "object": "Ferrum"}),
        ("Civil society groups were not invited and condemned the meeting.", "Criticism", {"agent": "Civil society groups"}),
        ("A former minister was convicted of fraud and fined 20,000 euros.", "Fine", {"target": "former minister"}),
        ("Government forces denied having fired on the camp in Norway.", "ArmedAttack", {"agent": "Government forces"}),
        ("The law, signed in April by the governor, hurts Norway.", "LawEnacted", {"agent": "governor", "object": "law"}),
        ("Norway's cabinet expelled two diplomats.", "Expulsion", {"target": "diplomats"}),
        ("Thousands of users deleted the app after the breach.", "UserMigration", {"agent": "users", "origin": "app"}),
        ("Lawmakers in Norway voted 84 to 31 to restrict advertising.", "LegislativeVote", {"agent": "Lawmakers"}),
        ("Norway's parliament voted 88 to 81 last month to tax apps.", "LegislativeVote", {"agent": "parliament"}),
        ("Hopla rejected an offer from Plum.", "OfferMade", {"agent": "Plum", "target": "Hopla"}),
    ],
)  # fmt: skip
def test_who_did_what(text: str, kind: str, roles: dict[str, str]) -> None:
    assert roles.items() <= read(text).roles(kind).items()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The publisher Brink & Sohn has acquired Hopla.", "Publishes"),
        ("The bank Brink said it had cut ties with three clients in Norway.", "Layoff"),
        ("The Greens' leader, Tomas Wirth, ruled out a coalition.", "Criticism"),
        ("Hopla dismissed the accusation as absurd.", "Criticism"),
    ],
)
def test_what_did_not_happen(text: str, kind: str) -> None:
    assert kind not in {c.type for c in read(text).claims}


def test_votes_are_no_voters() -> None:
    assert set(read("Norway's parliament voted 88 to 81 last month to tax apps.").roles("LegislativeVote")) == {"agent"}


def test_nobody_shells_whom_he_flees_from() -> None:
    assert not read("Doctors Without Borders left the camp in Norway after shelling.").roles("ArmedAttack")


def test_a_coalition_that_is_ruled_out_has_no_head() -> None:
    heads = [c for c in read("The Greens' leader, Tomas Wirth, ruled out a coalition.").claims if c.type == "HeadOf"]
    assert len(heads) == 1
