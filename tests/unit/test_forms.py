"""Leaves counted together: a form and its stand-in tell resolution what the leaves would."""

from __future__ import annotations

import pytest

from kg import gazetteer, ontology
from kg.model import Key, Leaf
from kg.resolve import resolve
from kg.resolve.forms import dumps, entity_key, forms, keys, loads, name_key, names, of_entities, together
from kg.resolve.marks import marked

ONTOLOGY, GAZETTEER = ontology.load(), gazetteer.load()


def leaf(
    number: int, *called: str, type_: str = "Company", aliases: tuple[str, ...] = (), shortens: int | None = None
) -> Leaf:
    [made] = marked(
        [
            Leaf(
                id=f"l_{number}", doc=f"d_{number}", names=tuple((n, 1) for n in called),
                keys=tuple(n.casefold() for n in called), aliases=aliases, votes=((ONTOLOGY.chain(type_), 0.9),),
                n_mentions=2, shortens=None if shortens is None else f"l_{shortens}",
            )
        ]
    )  # fmt: skip
    return made


def test_alike_leaves_have_one_form_whatever_their_documents_and_counts() -> None:
    made = forms([leaf(1, "Loopride"), leaf(2, "Loopride"), leaf(3, "Loopride", aliases=("loop",)), leaf(4, "Nordvik")])
    assert made["l_1"].sign == made["l_2"].sign
    assert len({f.sign for f in made.values()}) == 3
    [both] = together([made["l_2"], made["l_1"]]).values()
    assert (both.first, both.leaves, both.mentions, both.weight, both.names) == (
        "l_1",
        2,
        4,
        1_800_000,
        (("Loopride", 2),),
    )


def test_a_form_less_its_leaves_is_nothing_and_less_others_is_refused() -> None:
    made = forms([leaf(1, "Loopride"), leaf(2, "Loopride"), leaf(3, "Nordvik")])
    [both] = together([made["l_1"], made["l_2"]]).values()
    rest = both.without(made["l_1"])
    assert rest is not None
    assert (rest.leaves, rest.mentions, rest.names) == (1, 2, (("Loopride", 1),))
    assert rest.without(made["l_2"]) is None
    with pytest.raises(ValueError, match=both.sign):
        both.without(made["l_3"])


def test_a_short_form_knows_the_name_it_shortens() -> None:
    made = forms(
        [
            leaf(1, "Ann Reed", type_="Person"),
            leaf(2, "Reed", type_="Person", shortens=1),
            leaf(3, "Reed", type_="Person"),
        ]
    )
    assert made["l_2"].owner == made["l_1"].sign
    assert made["l_3"].owner is None
    assert {"reed", "ann reed"} <= names([made["l_2"]])


def test_a_leaf_without_a_name_has_no_form() -> None:
    alone = Leaf(id="l_1", doc="d_1", names=(), keys=("l_1",), aliases=(), votes=((("Actor",), 1.0),), n_mentions=1)
    assert forms([alone]) == {}


def test_stand_ins_make_the_entities_that_the_leaves_make() -> None:
    found = [
        leaf(1, "Loopride"),
        leaf(2, "Loopride"),
        leaf(3, "Loopride Labs"),
        leaf(4, "Zoe Reed", type_="Person"),
        leaf(5, "Reed", type_="Person"),
    ]
    chains = {n: c.types for n, c in ONTOLOGY.classes.items()}
    whole = resolve(found, gazetteer=GAZETTEER, chains=chains).entities
    stand_ins = [f.stand_in(f.first, None) for f in together(forms(found).values()).values()]
    fewer = resolve(stand_ins, gazetteer=GAZETTEER, chains=chains).entities
    assert [(e.id, e.name, e.types, e.names, e.n_mentions) for e in fewer] == [
        (e.id, e.name, e.types, e.names, e.n_mentions) for e in whole
    ]


def test_entities_are_found_by_every_name_they_may_be_meant_by() -> None:
    found = [leaf(1, "Loopride"), leaf(2, "Loopride Labs")]
    chains = {n: c.types for n, c in ONTOLOGY.classes.items()}
    [entity] = resolve(found, gazetteer=GAZETTEER, chains=chains).entities
    made = keys(of_entities([entity], forms(found)))
    assert made[entity_key(entity.id)].text == dumps(together(forms(found).values()).values())
    assert made[name_key("loopride labs")] == Key(id=name_key("loopride labs"), entities=(entity.id,))
    assert name_key("loopride") not in made, "the id of the entity is made of that name"


def test_forms_come_back_from_their_text_and_nonsense_is_refused() -> None:
    made = together(
        forms([leaf(1, "DPC"), leaf(2, "Ann Reed", type_="Person"), leaf(3, "Loopride", aliases=("loop",))]).values()
    )
    assert loads(dumps(made.values())) == made
    for text in ("", "{}x", "[[1]]", '[["a"]]', "[1]"):
        with pytest.raises(ValueError):  # noqa: PT011 - of json, or ours
            loads(text)
