from __future__ import annotations

import pytest

from kg.model import Entity
from kg.resolve import Refusal
from kg.resolve.suggest import Suggestion, likeness, suggestions


def entity(number: int, *names: str, kind: str = "Company") -> Entity:
    types = ("Actor", "Person") if kind == "Person" else ("Actor", "Organization", kind)
    return Entity(id=f"e_{number}", name=names[0], type=kind, types=types, names=names, leaves=(f"l_{number}",))


def found(
    *entities: Entity, refused: tuple[Refusal, ...] = (), apart: tuple[tuple[str, str], ...] = (), **met: str
) -> list[Suggestion]:
    return suggestions(entities, refused, apart=apart, neighbours={k: frozenset(v.split()) for k, v in met.items()})


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("nordvik", "nordvik lines", "all words"),
        ("lines nordvik", "nordvik lines", "same words"),
        ("dpc", "data protection commission", "first letters"),
        ("nordvik", "nordwik", "spelt alike"),
    ],
)
def test_names_are_alike_by_words_letters_and_spelling(one: str, other: str, words: str) -> None:
    score, why = likeness(one, other)
    assert 0.5 <= score < 1
    assert words in why
    assert likeness(other, one) == (score, why) or words == "spelt alike"


@pytest.mark.parametrize(("one", "other"), [("nordvik", "hoplane"), ("loop 4000", "loop 5000"), ("a320", "a330")])
def test_other_names_are_not(one: str, other: str) -> None:
    assert likeness(one, other) == (0.0, "")


def test_likely_pairs_come_first() -> None:
    pairs = found(entity(1, "Nordvik"), entity(2, "Nordvik Lines"), entity(3, "Nordwik"), entity(4, "Hoplane"))
    assert [(s.a, s.b) for s in pairs] == [("e_1", "e_3"), ("e_1", "e_2")]


def test_a_pair_that_meets_the_same_ones_is_likelier() -> None:
    pair = entity(1, "Nordvik"), entity(2, "Nordvik Lines")
    [alone], [together] = found(*pair), found(*pair, e_1="e_7 e_8", e_2="e_7 e_8")
    assert together.score > alone.score
    assert "meet 2 of the same" in together.why


def test_a_person_and_a_company_are_unlikely_one() -> None:
    assert found(entity(1, "Nordvik"), entity(2, "Nordvik Lines", kind="Person")) == []


def test_what_people_told_apart_is_not_suggested() -> None:
    assert found(entity(1, "Nordvik"), entity(2, "Nordvik Lines"), apart=(("l_1", "l_2"),)) == []


def test_what_a_guard_refused_is_suggested_with_the_reason() -> None:
    [one] = found(entity(1, "Loop"), entity(2, "Hoplane"), refused=(Refusal("alias", "loop", "l_2", "l_1"),))
    assert "another name" in one.why
    assert found(entity(1, "Loop"), entity(2, "Hoplane"), refused=(Refusal("decision", "loop", "l_2", "l_1"),)) == []


def test_descriptions_are_no_names() -> None:
    assert found(entity(1, "American riders"), entity(2, "young American riders")) == []


def test_a_description_is_a_name_only_where_both_meet_somebody() -> None:
    named, described = entity(1, "Port Authority", kind="Agency"), entity(2, "port authority", kind="Agency")
    assert found(named, described) == []
    assert [(s.a, s.b, s.why) for s in found(named, described, e_1="e_9", e_2="e_8 e_9")] == [
        ("e_1", "e_2", "one is called 'port authority', the other described so; they meet 1 of the same in facts")
    ]


def test_what_many_are_described_by_tells_nothing() -> None:
    many = [entity(n, "officials" if n % 2 else "Officials", kind="Agency") for n in range(100)]
    met = {one.id: frozenset({"e_met"}) for one in many}
    assert suggestions(many, (), apart=(), neighbours=met) == []
