"""What a time beside a clause dates, and how far the words of a speaker reach."""

from __future__ import annotations

import pytest

from tests.unit.sentences import read


@pytest.mark.parametrize(
    ("sentence", "kind", "start"),
    [
        ("Denmark fined Facebook on Monday after Norway had banned TikTok.", "Fine", "2024-05-06"),
        ("On Monday Denmark fined Facebook, and Norway banned TikTok.", "Ban", "2024-05-06"),
        ("On 3 May the court ruled that Facebook had banned Twitter.", "CourtRuling", "2024-05-03"),
        ("Denmark condemned Tuesday's bombing of a hospital in Kyiv.", "Bombing", "2024-05-07"),
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
        ("Denmark condemned Tuesday's bombing of a hospital in Kyiv.", "Criticism"),
        ("The court annulled the 2019 merger of Facebook and Twitter.", "CourtRuling"),
    ],
)
def test_a_time_dates_no_clause_beside_its_own(sentence: str, kind: str) -> None:
    time = read(sentence).time(kind)
    assert time is not None
    assert time.basis == "assumed"


@pytest.mark.parametrize(
    ("sentence", "kind", "speaker"),
    [
        ("Facebook, Denmark said, had fined Twitter.", "Fine", "Denmark"),
        ("Denmark rejected Norway's claim that it had banned TikTok.", "Ban", "Norway"),
        ("Denmark said it was sorry, adding that Norway had banned TikTok.", "Ban", "Denmark"),
        ("Denmark said it was sorry. “Norway banned TikTok.”", "Ban", "Denmark"),
        ("The minister rejected reports that Norway had banned TikTok.", "Ban", "minister"),
        ("Denmark hinted that Norway had banned TikTok.", "Ban", "Denmark"),
        ("Denmark insisted Norway had banned TikTok.", "Ban", "Denmark"),
        ("Denmark said Norway had banned TikTok; Norway banned Instagram.", "Statement", None),
        ("Denmark said it would appeal and fined Facebook.", "Fine", None),
        ("The court heard that Norway had banned TikTok.", "Ban", None),
        ("Denmark declined to say whether Norway had banned TikTok.", "Ban", None),
    ],
)
def test_reported_words_reach_as_far_as_the_speaker_does(sentence: str, kind: str, speaker: str | None) -> None:
    assert read(sentence).by(kind)[0] == speaker


@pytest.mark.parametrize(
    ("sentence", "kind", "polarity", "realis"),
    [
        ("Denmark would not rule out a ban on TikTok.", "Ban", "pos", "future"),
        ("Denmark ruled out a merger with Norway.", "Merger", "neg", "future"),
        ("The court ruled that Norway had banned TikTok.", "Ban", "pos", "actual"),
        ("The three judges agreed that Norway had banned TikTok.", "Ban", "pos", "actual"),
        ("Had Facebook been fined, it would have left Norway.", "Fine", "pos", "hypothetical"),
        ("Should Norway ban TikTok, Facebook will sue.", "Ban", "pos", "hypothetical"),
        ("Denmark said the sailors had to be released.", "Release", "pos", "demanded"),
        ("It is not true that Norway has banned TikTok.", "Ban", "neg", "actual"),
        ("Russia denied involvement in the bombing of Kyiv.", "Bombing", "pos", "actual"),
        ("Facebook is proud to announce that it has bought Twitter.", "Announcement", "pos", "actual"),
        ("Facebook settled a lawsuit brought by Denmark.", "Lawsuit", "pos", "actual"),
    ],
)
def test_what_is_left_open_ruled_or_denied(sentence: str, kind: str, polarity: str, realis: str) -> None:
    claim = read(sentence).the(kind)
    assert (claim.polarity, claim.realis) == (polarity, realis)


@pytest.mark.parametrize(
    ("sentence", "kind", "roles"),
    [
        ("A judge ordered Facebook to pay a fine.", "Fine", {"target": "Facebook"}),
        ("A judge ordered the minister to appear.", "Demand", {"agent": "judge", "target": "minister"}),
        ("The workers in Oslo, who sued Facebook, won.", "Lawsuit", {"agent": "workers", "target": "Facebook"}),
        ("Norway suspended its cooperation with Russia.", "RelationsBroken", {"agent": "Norway", "target": "Russia"}),
        ("Norway condemned the arrest of three journalists.", "Criticism", {"agent": "Norway", "topic": "Arrest"}),
        ("Norway called Facebook a disgrace.", "Criticism", {"agent": "Norway", "target": "Facebook"}),
        ("Norway expects Facebook to be fined.", "Fine", {"target": "Facebook"}),
        ("The union, whose members walked out, sued Facebook.", "Strike", {"agent": "members"}),
        ("The union proposed talks with Facebook.", "CallForTalks", {"agent": "union", "target": "Facebook"}),
        ("Police upheld a fine imposed on Facebook by Norway.", "Fine", {"agent": "Norway", "target": "Facebook"}),
    ],
)
def test_who_does_it(sentence: str, kind: str, roles: dict[str, str]) -> None:
    assert read(sentence).roles(kind) == roles


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Facebook declined to say whether it would appeal.", "Statement"),
        ("Denmark declined to confirm the reports.", "Rejection"),
        ("Denmark has not ruled out sanctions.", "Rejection"),
        ("The minister was sorry to leave.", "Apology"),
        ("Facebook called a meeting in Oslo.", "RelationsBroken"),
        ("Facebook called the plan a disaster.", "Disaster"),
        ("As announced in May, Facebook left Norway.", "Announcement"),
        ("Denmark insisted that Norway had paid.", "Demand"),
        ("Norway suspended its cooperation with Russia.", "Partnership"),
        ("Facebook did not immediately comment on the fine.", "Statement"),
    ],
)
def test_nothing_is_read_where_nothing_is_said_or_refused(sentence: str, kind: str) -> None:
    assert kind not in {c.type for c in read(sentence).claims}
