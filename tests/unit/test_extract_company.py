"""Triggers of several words: the words may stand apart, but each where it belongs."""

from __future__ import annotations

import pytest

from kg.extract.company import stand
from tests.unit.sentences import read


@pytest.mark.parametrize(
    ("extra", "words", "expected"),
    [
        (("to", "court"), {"to", "to court"}, True),
        (("to", "court"), {"to", "in court"}, False),
        (("out", "of", "cash"), {"out", "of", "of cash"}, True),
        (("legal", "battle"), {"battle", "legal battle"}, True),
        (("legal", "battle"), {"battle", "long battle"}, False),
        (("control", "of"), {"control", "control of"}, True),
    ],
)
def test_a_word_further_off_stands_with_the_one_it_hangs_on(
    extra: tuple[str, ...], words: set[str], *, expected: bool
) -> None:
    assert stand(extra, words) is expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The phone Plum 3 went on sale in Norway.", "ProductLaunch"),
        ("Hopla ran out of cash and closed.", "Bankruptcy"),
        ("Norway's police tear-gassed the crowd.", "Repression"),
        ("Ann Reed was re-elected as mayor.", "Election"),
    ],
)
def test_phrases_fire_where_their_words_stand(text: str, kind: str) -> None:
    assert kind in {c.type for c in read(text).claims}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hopla ran out of time and closed.", "Bankruptcy"),
    ],
)
def test_phrases_stay_silent_where_their_words_stand_elsewhere(text: str, kind: str) -> None:
    assert kind not in {c.type for c in read(text).claims}


@pytest.mark.parametrize("name", ["Brightwave", "Kestrel Labs", "Vantio"])
@pytest.mark.parametrize("verb", ["founded", "co-founded"])
def test_what_is_founded_is_a_body_though_nobody_knows_its_name(name: str, verb: str) -> None:
    assert read(f"Maria Lopez {verb} {name} in 2015.").roles("FoundedBy") == {"subject": name, "object": "Maria Lopez"}
