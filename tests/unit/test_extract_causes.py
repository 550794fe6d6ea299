from __future__ import annotations

import pytest

from tests.unit.sentences import read


@pytest.mark.parametrize(
    ("text", "cause", "effect"),
    [
        ("Users fled to Xiaohongshu because the government banned TikTok.", "Ban", "UserMigration"),
        ("Norway banned TikTok in response to a data breach at Instagram.", "DataBreach", "Ban"),
        ("Users moved to Instagram because of the ban on TikTok.", "Ban", "UserMigration"),
        ("Norway banned TikTok. As a result, users moved to Instagram.", "Ban", "UserMigration"),
        ("The ban on TikTok sparked an exodus of users to Instagram.", "Ban", "UserMigration"),
    ],
)
def test_a_connective_joins_cause_and_effect(text: str, cause: str, effect: str) -> None:
    assert read(text).roles("Causes") == {"subject": cause, "object": effect}


@pytest.mark.parametrize(
    "text",
    [
        "Norway banned TikTok and users moved to Instagram.",
        "Norway banned TikTok. Users moved to Instagram.",
        "Norway banned TikTok because of the weather.",
        "After Norway banned TikTok, users moved to Instagram.",
    ],
)
def test_what_only_follows_is_not_caused(text: str) -> None:
    assert [c for c in read(text).claims if c.type == "Causes"] == []


def test_amid_is_a_cause_held_with_no_more_confidence() -> None:
    amid = read("Users moved to Instagram amid fears of a ban on TikTok.").the("Causes")
    because = read("Users moved to Instagram because of the ban on TikTok.").the("Causes")
    assert amid.confidence <= because.confidence
