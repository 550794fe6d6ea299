from __future__ import annotations

import pytest

from kg.extract.slots import Slot, conjuncts, slots
from tests.unit.sentences import read, word

Wanted = list[tuple[str, str, str]]


def of(sentence: str, verb: str) -> list[Slot]:
    return slots(word(sentence, verb))


def has(sentence: str, verb: str) -> set[tuple[str, str, str]]:
    return {(s.dep, s.marker, s.token.text) for s in of(sentence, verb)}


CASES: list[tuple[str, str, str, Wanted]] = [
    ("active", "Loopride bought Nordvik.", "bought", [("nsubj", "", "Loopride"), ("dobj", "", "Nordvik")]),
    ("passive", "Nordvik was bought by Loopride.", "bought", [("nsubjpass", "", "Nordvik"), ("agent", "by", "Loopride")]),
    ("preposition", "Many riders switched to TikTok.", "switched", [("prep", "to", "TikTok")]),
    ("two prepositions", "Hoplane pulled out of Norway.", "pulled", [("prep", "of", "Norway")]),
    ("dative", "Norway gave the riders a warning.", "gave", [("dative", "", "riders"), ("dobj", "", "warning")]),
    ("subject control", "Loopride wants to buy Nordvik.", "buy", [("nsubj", "", "Loopride"), ("dobj", "", "Nordvik")]),
    ("object control", "Norway ordered Loopride to sell Nordvik.", "sell", [("nsubj", "", "Loopride"), ("dobj", "", "Nordvik")]),
    ("object control in the passive", "Loopride was ordered to sell Nordvik.", "sell", [("nsubj", "", "Loopride")]),
    ("raising", "Loopride is expected to sell Nordvik.", "sell", [("nsubj", "", "Loopride"), ("dobj", "", "Nordvik")]),
    ("raising verb", "Loopride seems to own Nordvik.", "own", [("nsubj", "", "Loopride")]),
    ("conjunct", "Loopride closed its office and sued Nordvik.", "sued", [("nsubj", "", "Loopride"), ("dobj", "", "Nordvik")]),
    ("subject relative", "Loopride, which bought Nordvik, is late.", "bought", [("nsubj", "", "Loopride"), ("dobj", "", "Nordvik")]),
    ("object relative", "The firm that Loopride bought is late.", "bought", [("nsubj", "", "Loopride"), ("dobj", "", "firm")]),
    ("reduced relative", "The firm bought by Loopride is late.", "bought", [("nsubjpass", "", "firm"), ("agent", "by", "Loopride")]),
    ("active participle", "Riders leaving Norway are late.", "leaving", [("nsubj", "", "Riders"), ("dobj", "", "Norway")]),
    ("participle clause", "Loopride left Norway, closing two offices.", "closing", [("nsubj", "", "Loopride"), ("dobj", "", "offices")]),
    ("gerund of an accusation", "Norway accused Loopride of hiding the losses.", "hiding", [("nsubj", "", "Loopride")]),
    ("gerund of prevention", "Norway stopped Loopride from buying Nordvik.", "buying", [("nsubj", "", "Loopride")]),
    ("clause", "The mayor said Loopride left.", "said", [("ccomp", "", "left")]),
    ("marked clause", "The mayor said that Loopride left.", "said", [("ccomp", "that", "left")]),
    ("possessor", "Loopride's purchase of Nordvik is done.", "purchase", [("poss", "", "Loopride"), ("prep", "of", "Nordvik")]),
    ("compound", "The ferry ban is over.", "ban", [("compound", "", "ferry")]),
    ("infinitive of a noun", "Norway renewed its demand to close the port.", "demand", [("acl", "to", "close")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "verb", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_word_has_the_slots_that_grammar_gives_it(sentence: str, verb: str, wanted: Wanted) -> None:
    assert set(wanted) <= has(sentence, verb)


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("Norway ordered Loopride to sell Nordvik.", "sell", "Norway"),
        ("Loopride left Norway, and Hoplane sued Nordvik.", "sued", "Loopride"),
        ("The firm that Loopride bought is late.", "bought", "firm"),
        ("Norway accused Loopride of hiding the losses.", "hiding", "Norway"),
        ("Loopride said that Nordvik left.", "left", "Loopride"),
    ],
)
def test_a_verb_does_not_take_the_subject_of_another(sentence: str, verb: str, subject: str) -> None:
    assert ("nsubj", "", subject) not in has(sentence, verb)


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("Loopride wants to buy Nordvik.", "buy"),
        ("Loopride closed its office and sued Nordvik.", "sued"),
        ("Loopride, which bought Nordvik, is late.", "bought"),
        ("Loopride left Norway, closing two offices.", "closing"),
    ],
)
def test_a_lent_slot_is_less_sure_than_an_own_one(sentence: str, verb: str) -> None:
    [lent] = [s for s in of(sentence, verb) if s.dep == "nsubj"]
    assert 0 < lent.confidence < 1
    assert all(s.confidence == 1 for s in of(sentence, verb) if s.dep == "dobj")


def test_a_loan_of_a_loan_is_less_sure_still() -> None:
    once = next(s for s in of("Loopride wants to buy Nordvik.", "buy") if s.dep == "nsubj")
    twice = next(s for s in of("Loopride wants to try to buy Nordvik.", "buy") if s.dep == "nsubj")
    assert twice.token.text == once.token.text == "Loopride"
    assert twice.confidence < once.confidence


def test_own_slots_come_first() -> None:
    found = of("Loopride wants to buy Nordvik.", "buy")
    assert [s.confidence for s in found] == sorted((s.confidence for s in found), reverse=True)


def test_what_is_coordinated_counts_together() -> None:
    sentence = "Norway, Denmark and Sweden banned the app."
    assert [t.text for t in conjuncts(word(sentence, "Norway"))] == ["Norway", "Denmark", "Sweden"]
    assert [t.text for t in conjuncts(word(sentence, "app"))] == ["app"]


# --- who fills what, in records


@pytest.mark.parametrize(
    ("sentence", "kind", "roles"),
    [
        ("TikTok bought Instagram.", "Acquisition", {"agent": "TikTok", "object": "Instagram"}),
        ("Instagram was bought by TikTok.", "Acquisition", {"agent": "TikTok", "object": "Instagram"}),
        ("TikTok, which bought Instagram, is late.", "Acquisition", {"agent": "TikTok", "object": "Instagram"}),
        ("TikTok wants to buy Instagram.", "Acquisition", {"agent": "TikTok", "object": "Instagram"}),
        ("TikTok's acquisition of Instagram is done.", "Acquisition", {"agent": "TikTok", "object": "Instagram"}),
        ("Norway fined TikTok.", "Fine", {"agent": "Norway", "target": "TikTok"}),
        ("TikTok was fined by Norway.", "Fine", {"agent": "Norway", "target": "TikTok"}),
        ("TikTok was fined.", "Fine", {"target": "TikTok"}),
        ("Norway banned TikTok and Instagram.", "Ban", {"agent": "Norway", "target": "TikTok, Instagram"}),
        ("Norway and Denmark banned TikTok.", "Ban", {"agent": "Norway, Denmark", "target": "TikTok"}),
        ("Norway sued TikTok.", "Lawsuit", {"agent": "Norway", "target": "TikTok"}),
        ("Facebook owns Instagram.", "Owns", {"subject": "Facebook", "object": "Instagram"}),
    ],
)
def test_roles_are_filled_the_same_however_it_is_put(sentence: str, kind: str, roles: dict[str, str]) -> None:
    found = read(sentence).roles(kind)
    assert {r: found.get(r) for r in roles} == roles


@pytest.mark.parametrize(
    "sentence",
    [
        "The weather was mild.",
        "She likes long walks by the harbour.",
        "There are three rooms and a kitchen.",
        "The recipe needs two eggs.",
        "",
        "Reading, Nice and May.",
    ],
)
def test_a_sentence_without_an_event_is_silent(sentence: str) -> None:
    assert read(sentence).claims == []


def test_who_killed_is_not_who_died() -> None:
    assert read("The police killed 12 on Monday.").roles("Death") == {"agent": "12"}
    assert read("Gunmen killed four farmers.").roles("Death") == {"agent": "farmers"}
