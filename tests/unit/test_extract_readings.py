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
