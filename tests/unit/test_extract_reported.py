"""What a time beside a clause dates, and how far the words of a speaker reach."""

from __future__ import annotations

import pytest

from tests.unit.sentences import read


@pytest.mark.parametrize(
    ("sentence", "kind", "start"),
    [
        ("Denmark fined Facebook on Monday after Norway had banned TikTok.", "Fine", "2024-05-06"),
        ("On Monday Denmark fined Facebook, and Norway banned TikTok.", "Ban", "2024-05-06"),
        ("Thousands marched in Oslo on Saturday while police arrested ten people.", "Arrest", "2024-05-04"),
        ("On Sunday a bomb hit the harbour, in which four sailors died.", "Death", "2024-05-05"),
        ("Denmark agreed to buy TikTok in June.", "Acquisition", "2024-06-01"),
        ("On Tuesday the court ordered Facebook to pay a fine.", "CourtRuling", "2024-05-07"),
    ],
)
def test_a_time_dates_its_clause_and_what_happens_with_it(sentence: str, kind: str, start: str) -> None:
    time = read(sentence).time(kind)
    assert time is not None
    assert time.start == start


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Denmark fined Facebook on Monday after Norway had banned TikTok.", "Ban"),
        ("Denmark fined Facebook on Monday, and Norway banned TikTok.", "Ban"),
        ("The ministry said on Tuesday that police had arrested four men.", "Arrest"),
        ("The mayor resigned on Sunday following the arrest of his brother.", "Arrest"),
        ("On Tuesday Facebook agreed to buy Twitter.", "Acquisition"),
        ("Police arrested two men in March who had attacked a bank.", "ArmedAttack"),
        ("Denmark condemns the bombing of a hospital in Kyiv on 3 May.", "Criticism"),
        ("Denmark on Sunday condemned the bombing of a hospital in Kyiv.", "Bombing"),
    ],
)
def test_a_time_dates_no_clause_beside_its_own(sentence: str, kind: str) -> None:
    time = read(sentence).time(kind)
    assert time is not None
    assert time.basis == "assumed"
