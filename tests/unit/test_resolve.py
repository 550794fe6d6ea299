from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg import ids
from kg.gazetteer import Entry, Gazetteer, Surface
from kg.model import Arg, Claim, Entity, Leaf, Mention
from kg.resolve import entities, leaves, resolve
from kg.resolve.marks import marked
from kg.text import normal_name

if TYPE_CHECKING:
    from collections.abc import Sequence

Pair = tuple[str, str]

CHAINS = {
    "Actor": ("Actor",),
    "Person": ("Actor", "Person"),
    "Politician": ("Actor", "Person", "Politician"),
    "Organization": ("Actor", "Organization"),
    "Company": ("Actor", "Organization", "Company"),
    "Platform": ("Actor", "Organization", "Platform"),
    "Government": ("Actor", "Organization", "Government"),
    "Country": ("Actor", "Country"),
    "Place": ("Place",),
    "Topic": ("Topic",),
}


def gazetteer(*surfaces: Surface) -> Gazetteer:
    return Gazetteer(surfaces, {}, frozenset(), frozenset(), {normal_name(s.text): s for s in surfaces})


def known(
    name: str, type_: str, *others: str, form: str = "name", ambiguous: bool = False, wikidata: str = ""
) -> list[Surface]:
    entry = Entry(name, type_, "", wikidata)
    return [
        Surface(name, entry, "name", ambiguous), *(Surface(o, entry, form, ambiguous) for o in others),
    ]  # fmt: skip


EMPTY = gazetteer()
GAZETTEER = gazetteer(
    *known("Data Protection Commission", "Government", "DPC", wikidata="Q1"),
    *known("Norway", "Country", "Norwegian", form="demonym", wikidata="Q20"),
    *known("Reading", "Place", ambiguous=True),
)


def mention(
    text: str, *, leaf: str = "l_1", doc: str = "d_1", form: str = "name", type_: str = "Company", at: int = 0, sure: float = 1.0
) -> Mention:  # fmt: skip
    return Mention(
        id=ids.make("m", doc, at, text), doc=doc, start=at, end=at + len(text), text=text, form=form, type=type_,
        types=CHAINS[type_], confidence=sure, leaf=leaf,
    )  # fmt: skip


def alias(subject: Mention, other: Mention) -> Claim:
    return Claim(
        id="c_1", doc=subject.doc, type="AlsoKnownAs", types=("State", "AlsoKnownAs"), start=0, end=1, quote="x", trigger=None,
        args=(Arg(role="subject", mention=subject.id), Arg(role="object", mention=other.id)),
    )  # fmt: skip


def leaf_of(*mentions: Mention, claims: tuple[Claim, ...] = (), names: Gazetteer = EMPTY) -> Leaf:
    [found] = leaves(mentions, claims, gazetteer=names)
    return found


def leaf(
    *keys: str,
    number: int = 1,
    doc: int = 1,
    aliases: tuple[str, ...] = (),
    type_: str = "Company",
    weight: float = 1.0,
    names: tuple[tuple[str, int], ...] | None = None,
    shortens: int | None = None,
) -> Leaf:
    return Leaf(
        id=f"l_{number}", doc=f"d_{doc}", names=((keys[0].title(), 1),) if names is None else names, keys=keys,
        aliases=aliases, votes=((CHAINS[type_], weight),), n_mentions=1,
        shortens=None if shortens is None else f"l_{shortens}",
    )  # fmt: skip


def resolved(
    *found: Leaf, names: Gazetteer = EMPTY, joins: Sequence[Pair] = (), apart: Sequence[Pair] = ()
) -> list[Entity]:
    """The entities of *found*, the same for every order."""
    answers = [
        entities(order, gazetteer=names, chains=CHAINS, joins=joins, apart=apart)
        for order in itertools.permutations(marked(found))
    ]
    assert all(a == answers[0] for a in answers)
    return answers[0]


def one(*found: Leaf, names: Gazetteer = EMPTY) -> Entity:
    [entity] = resolved(*found, names=names)
    return entity


# --- leaves


def test_a_leaf_gathers_the_mentions_of_one_cluster() -> None:
    found = leaf_of(
        mention("Loopride", at=9),
        mention("Loopride", at=0),
        mention("the Loop", at=20),
        mention("it", at=30, form="pronoun", sure=0.5),
    )
    assert found == Leaf(
        id="l_1", doc="d_1", names=(("Loopride", 2), ("the Loop", 1)), keys=("loopride", "loop"), aliases=(),
        votes=((CHAINS["Company"], 1.0),), n_mentions=4,
    )  # fmt: skip


def test_leaves_come_by_id_whatever_the_order_of_mentions() -> None:
    mentions = [
        mention("Loopride", leaf="l_2"),
        mention("Nordvik", leaf="l_1", at=20),
        mention("Loop", leaf="l_2", at=40),
    ]
    answers = {tuple(leaves(order, (), gazetteer=EMPTY)) for order in itertools.permutations(mentions)}
    assert [[found.id for found in a] for a in answers] == [["l_1", "l_2"]]


def test_the_first_name_in_the_text_is_the_main_key() -> None:
    assert leaf_of(mention("Zebra Lines", at=0), mention("Zebra", at=20)).keys == ("zebra lines", "zebra")


def test_a_name_of_another_form_joins_like_an_alias_only() -> None:
    found = leaf_of(mention("Zebra", at=0), mention("Aard", at=10))
    assert (found.keys, found.aliases) == (("zebra",), ("aard",))


def test_titles_are_no_part_of_a_persons_name() -> None:
    names = replace(EMPTY, titles={"president": "Politician", "general": "Official"}, first_names=frozenset({"Ann"}))
    assert leaf_of(mention("President Ann Reed", type_="Politician"), names=names).keys == ("ann reed",)
    assert leaf_of(mention("General Ann Reed", type_="Company"), names=names).keys == ("ann reed",)
    assert leaf_of(mention("General Loops", type_="Company"), names=names).keys == ("general loops",)


def test_a_name_whose_claim_was_rejected_is_no_key() -> None:
    name, other = mention("Loopride"), mention("The Ring", at=20)
    [found] = leaves([name, other], [alias(name, other)], gazetteer=EMPTY, rejected={"c_1"})
    assert (found.keys, found.aliases) == (("loopride",), ())


def test_a_known_name_has_the_key_of_its_entry() -> None:
    assert leaf_of(mention("DPC", type_="Government"), names=GAZETTEER).keys == ("data protection commission", "dpc")


def test_an_ambiguous_name_needs_the_right_type() -> None:
    assert leaf_of(mention("Reading", type_="Place"), names=GAZETTEER).keys == ("reading",)
    assert GAZETTEER.canonical("Reading", ["Company"]) is None


def test_a_demonym_stands_for_its_country() -> None:
    found = leaf_of(mention("Norwegian", form="demonym", type_="Country"), names=GAZETTEER)
    assert (found.keys, found.names) == (("norway",), (("Norway", 1),))


def test_pronouns_and_plain_nominals_give_no_key() -> None:
    found = leaf_of(
        mention("Loopride"), mention("the firm", form="nominal", at=20), mention("it", form="pronoun", at=40)
    )
    assert found.keys == ("loopride",)


def test_a_cluster_without_a_name_is_nobodys_but_its_own() -> None:
    found = leaf_of(mention("many riders", form="nominal"), mention("they", form="pronoun", at=20))
    assert (found.keys, found.names) == (("l_1",), (("many riders", 1),))


def test_a_nominal_that_holds_a_name_can_be_met_again() -> None:
    assert leaf_of(mention("Danish riders", form="nominal")).keys == ("danish riders",)


def test_the_last_name_alone_is_no_key_of_a_person() -> None:
    found = leaf_of(mention("Ann Reed", type_="Politician"), mention("Reed", type_="Politician", at=20))
    assert (found.keys, found.names) == (("ann reed",), (("Ann Reed", 1), ("Reed", 1)))


def test_the_last_word_alone_is_a_key_of_a_company() -> None:
    assert leaf_of(mention("North Loop"), mention("Loop", at=20)).keys == ("north loop", "loop")


def test_a_city_alone_is_no_key_beside_its_state() -> None:
    found = leaf_of(mention("Ada, Ohio", type_="Place"), mention("Ada", type_="Place", at=20))
    assert found.keys == ("ada ohio",)
    assert leaf_of(mention("Ada, Inc.")).keys == ("ada",)


@pytest.mark.parametrize(("states", "entities"), [(("ohio",), 1), (("ohio", "texas"), 3)])
def test_a_city_is_the_one_with_a_state_where_there_is_one_only(states: tuple[str, ...], entities: int) -> None:
    long = [
        leaf(f"ada {s}", number=n, doc=n, type_="Place", names=((f"Ada, {s.title()}", 1),))
        for n, s in enumerate(states)
    ]
    assert len(resolved(leaf("ada", number=9, doc=9, type_="Place"), *long)) == entities


def test_a_name_without_letters_is_its_own_key() -> None:
    assert leaf_of(mention("…")).keys == ("…",)


def test_a_name_that_rests_on_an_alias_claim_is_kept_apart() -> None:
    name, other = mention("Loopride"), mention("The Loop", at=20)
    found = leaf_of(name, other, claims=(alias(name, other),))
    assert (found.keys, found.aliases) == (("loopride",), ("loop",))


def test_a_leaf_with_nothing_but_an_alias_keeps_it_as_its_key() -> None:
    name, other = mention("riders", form="nominal"), mention("The Loop", at=20)
    found = leaf_of(name, other, claims=(alias(name, other),))
    assert (found.keys, found.aliases) == (("loop",), ())


def test_an_alias_claim_about_a_mention_elsewhere_changes_nothing() -> None:
    name, other = mention("Loopride"), mention("The Loop", at=20, doc="d_2")
    assert leaf_of(name, claims=(alias(name, other),)).aliases == ()


# --- entities


def test_leaves_that_share_a_key_are_one_entity() -> None:
    found = one(leaf("loopride"), leaf("loop", "loopride", number=2, doc=2))
    assert found.leaves == ("l_1", "l_2")
    assert (found.n_mentions, found.n_docs) == (2, 2)


def test_leaves_meet_over_a_third_one() -> None:
    assert one(leaf("a"), leaf("b", number=2), leaf("a", "b", number=3)).leaves == ("l_1", "l_2", "l_3")


def test_leaves_without_a_common_key_stay_apart() -> None:
    assert [e.leaves for e in resolved(leaf("a"), leaf("b", number=2))] != [("l_1", "l_2")]
    assert len(resolved(leaf("a"), leaf("b", number=2), leaf("c", number=3))) == 3


def test_two_clusters_of_one_document_can_be_one_entity() -> None:
    found = one(leaf("loopride"), leaf("loopride", number=2))
    assert (found.n_docs, found.n_mentions) == (1, 2)


def test_an_entity_is_named_by_its_smallest_key() -> None:
    assert one(leaf("zebra", "loop")).id == ids.entity_id("loop")
    assert one(leaf("zebra", "loop"), leaf("aard", "loop", number=2)).id == ids.entity_id("aard")


def test_an_alias_joins_what_nobody_else_is_called() -> None:
    found = one(leaf("loopride", aliases=("loop",)), leaf("loopco", number=2, aliases=("loop",)))
    assert found.leaves == ("l_1", "l_2")


def test_an_alias_never_joins_when_it_is_the_name_of_another() -> None:
    found = resolved(leaf("loopride", aliases=("loop",)), leaf("loop", number=2, doc=2))
    assert [e.leaves for e in found] in ([("l_1",), ("l_2",)], [("l_2",), ("l_1",)])


def test_an_alias_of_two_that_is_the_name_of_a_third_joins_none() -> None:
    found = resolved(
        leaf("loopride", aliases=("loop",)), leaf("loopco", number=2, aliases=("loop",)), leaf("loop", number=3)
    )
    assert len(found) == 3


def test_entities_come_by_id() -> None:
    found = resolved(*(leaf(k, number=n) for n, k in enumerate("abcde")))
    assert [e.id for e in found] == sorted(e.id for e in found)


# --- short forms


def groups(*found: Leaf, joins: Sequence[Pair] = (), apart: Sequence[Pair] = ()) -> list[tuple[str, ...]]:
    """The leaves that are one, by number."""
    return sorted(e.leaves for e in resolved(*found, joins=joins, apart=apart))


TOGETHER, ALONE = [("l_1", "l_2")], [("l_1",), ("l_2",)]


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (leaf("ann reed", type_="Person"), leaf("reed", number=2, doc=2, type_="Person"), TOGETHER),
        (leaf("ann reed", type_="Person"), leaf("reed", number=2, doc=2), ALONE),
        (leaf("ann reed", type_="Person"), leaf("ann", number=2, doc=2, type_="Person"), ALONE),
        (leaf("ann b reed", type_="Person"), leaf("ann reed", number=2, doc=2, type_="Person"), TOGETHER),
        (leaf("ann reed jr", type_="Person"), leaf("reed", number=2, doc=2, type_="Person"), TOGETHER),
        (leaf("loopride holdings"), leaf("loopride", number=2, doc=2), TOGETHER),
        (leaf("loopride harbour"), leaf("loopride", number=2, doc=2), ALONE),
        (leaf("loopride holdings"), leaf("loopride", number=2, doc=2, type_="Topic"), ALONE),
    ],
)
def test_a_short_form_is_believed_where_one_has_the_long_one(one: Leaf, other: Leaf, wanted: list[object]) -> None:
    assert groups(one, other) == wanted


def test_the_surname_of_two_people_is_nobodys() -> None:
    people = leaf("ann reed", type_="Person"), leaf("bo reed", number=2, doc=2, type_="Person")
    assert len(groups(*people, leaf("reed", number=3, doc=3, type_="Person"))) == 3


def test_two_middle_names_are_two_people() -> None:
    people = leaf("ann b reed", type_="Person"), leaf("ann c reed", number=2, doc=2, type_="Person")
    assert len(groups(*people, leaf("ann reed", number=3, doc=3, type_="Person"))) == 3


def test_a_company_that_is_called_like_a_person_is_she_only_where_she_is_called_so() -> None:
    called = (("Ann Reed", 2), ("Reed", 1))
    full = leaf("ann reed", type_="Person", names=called)
    assert groups(full, leaf("reed", number=2, doc=2, weight=0.7)) == TOGETHER
    assert groups(full, leaf("reed", number=2, doc=2, weight=0.9)) == ALONE


def named(key: str, name: str, *, number: int = 1, doc: int = 1) -> Leaf:
    return leaf(key, number=number, doc=doc, names=((name, 1),), type_="Government")


@pytest.mark.parametrize(
    ("name", "short", "doc", "wanted"),
    [
        ("Data Protection Commission", "DPC", 2, TOGETHER),
        ("Data Protection Commission", "D.P.C.", 2, TOGETHER),
        ("Data Protection Commission", "Dpc", 2, ALONE),
        ("Data Commission", "DC", 2, ALONE),
        ("Data Commission", "DC", 1, TOGETHER),
        ("Office of Data and Health", "ODH", 2, TOGETHER),
    ],
)
def test_an_acronym_is_believed_where_one_has_the_name(name: str, short: str, doc: int, wanted: list[object]) -> None:
    assert groups(named(normal_name(name), name), named(normal_name(short), short, number=2, doc=doc)) == wanted


def test_an_acronym_of_two_is_nobodys() -> None:
    two = named("data protection commission", "Data Protection Commission"), named(
        "dock police corps", "Dock Police Corps", number=2, doc=2
    )  # fmt: skip
    assert len(groups(*two, named("dpc", "DPC", number=3, doc=3))) == 3


def shortens(*mentions: Mention, names: Gazetteer = EMPTY) -> dict[str, str | None]:
    return {found.id: found.shortens for found in leaves(mentions, (), gazetteer=names)}


def test_a_name_that_comes_after_a_longer_one_shortens_it() -> None:
    assert shortens(mention("Nordvik Lines"), mention("Nordvik", leaf="l_2", at=40)) == {"l_1": None, "l_2": "l_1"}
    assert shortens(mention("Nordvik", leaf="l_2"), mention("Nordvik Lines", at=40)) == {"l_1": None, "l_2": None}
    assert shortens(mention("North Loop Air"), mention("Loop", leaf="l_2", at=40))["l_2"] is None


def test_of_two_longer_names_none_is_meant() -> None:
    several = mention("Nordvik Lines"), mention("Nordvik Bank", leaf="l_3", at=20)
    assert shortens(*several, mention("Nordvik", leaf="l_2", at=40))["l_2"] is None


def test_what_a_gazetteer_knows_shortens_nothing() -> None:
    found = shortens(mention("Norway Lines"), mention("Norway", leaf="l_2", at=40), names=GAZETTEER)
    assert found["l_2"] is None


def test_a_surname_read_as_a_company_shortens_the_name_before_it() -> None:
    person = mention("Ann Reed", type_="Person")
    assert shortens(person, mention("Reed", leaf="l_2", at=40))["l_2"] == "l_1"
    assert shortens(person, mention("Ann", leaf="l_2", at=40))["l_2"] is None
    assert shortens(person, mention("reed", leaf="l_2", at=40, form="nominal", type_="Topic"))["l_2"] is None


def test_a_short_form_of_one_document_is_known_in_the_others() -> None:
    first = leaf("nordvik lines"), leaf("nordvik", number=2, shortens=1)
    assert groups(*first, leaf("nordvik", number=3, doc=2)) == [("l_1", "l_2", "l_3")]


def test_a_short_form_of_two_things_is_known_in_its_own_document_only() -> None:
    first = leaf("nordvik lines"), leaf("nordvik", number=2, shortens=1)
    second = leaf("nordvik bank", number=3, doc=2), leaf("nordvik", number=4, doc=2, shortens=3)
    assert groups(*first, *second, leaf("nordvik", number=5, doc=3)) == [("l_1", "l_2"), ("l_3", "l_4"), ("l_5",)]


# --- judgements of people


def test_what_people_call_the_same_is_one() -> None:
    assert groups(leaf("a"), leaf("b", number=2), joins=[("l_1", "l_2")]) == TOGETHER


def test_what_people_call_different_is_two_whatever_it_shares() -> None:
    found = resolved(leaf("a"), leaf("a", number=2), apart=[("l_2", "l_1")])
    assert [e.leaves for e in sorted(found, key=lambda e: e.leaves)] == ALONE
    assert {e.id for e in found} == {ids.make("e", "a", "l_1"), ids.make("e", "a", "l_2")}


def test_what_people_call_different_stays_apart_over_a_third() -> None:
    found = groups(leaf("a"), leaf("b", number=2), leaf("a", "b", number=3), apart=[("l_1", "l_2")])
    assert found == [("l_1", "l_3"), ("l_2",)]


def test_the_others_of_a_name_go_where_they_are_most_alike() -> None:
    company, place = leaf("a", type_="Company"), leaf("a", number=2, type_="Place")
    others = leaf("a", number=3, type_="Place"), leaf("a", number=4, type_="Platform")
    assert groups(company, place, *others, apart=[("l_1", "l_2")]) == [("l_1", "l_4"), ("l_2", "l_3")]


def test_judgements_about_what_is_not_there_change_nothing() -> None:
    assert groups(leaf("a"), leaf("b", number=2), joins=[("l_1", "l_9")], apart=[("l_2", "l_8")]) == ALONE


def test_reasons_are_told() -> None:
    found = resolve(
        [leaf("a"), leaf("a", number=2), leaf("b", number=3, aliases=("a",))], gazetteer=EMPTY, chains=CHAINS
    )
    assert [(x.kind, x.key, x.a, x.b) for x in found.links] == [("name", "a", "l_1", "l_2")]
    assert [(x.why, x.key, x.a, x.b) for x in found.refused] == [("alias", "a", "l_3", "l_1")]


# --- names


@pytest.mark.parametrize(
    ("names", "picked"),
    [
        ([(("Loop", 2), ("Loopride", 1))], "Loop"),
        ([(("Loop", 1), ("Loopride", 1))], "Loop"),
        ([(("Loop", 1), ("Loopride", 1)), (("Loopride", 1),)], "Loopride"),
        ([(("loopride", 1), ("Loopride", 1))], "Loopride"),
        ([()], "loop"),
    ],
)
def test_the_canonical_name_is_the_most_used_then_the_first(
    names: list[tuple[tuple[str, int], ...]], picked: str
) -> None:
    found = one(*(leaf("loop", number=n, names=n_) for n, n_ in enumerate(names)))
    assert found.name == picked
    assert found.names == tuple(sorted({n for group in names for n, _ in group}))


def test_a_known_entity_has_the_name_and_number_of_its_entry() -> None:
    found = one(leaf("data protection commission", type_="Government", names=(("DPC", 9),)), names=GAZETTEER)
    assert (found.name, found.names, found.wikidata) == ("Data Protection Commission", ("DPC",), "Q1")


def test_an_entry_of_another_kind_is_not_believed() -> None:
    found = one(leaf("norway", type_="Company", names=(("NORWAY", 1),)), names=GAZETTEER)
    assert (found.name, found.wikidata) == ("NORWAY", None)


# --- types by vote


def voted(*votes: tuple[str, float]) -> str:
    return one(*(leaf("x", number=n, type_=t, weight=w) for n, (t, w) in enumerate(votes))).type


@pytest.mark.parametrize(
    ("votes", "winner"),
    [
        ([("Company", 1.0)], "Company"),
        ([("Company", 1.0), ("Platform", 1.0), ("Platform", 1.0)], "Platform"),
        ([("Company", 0.4), ("Platform", 0.9)], "Platform"),
        ([("Organization", 1.0), ("Company", 0.5)], "Company"),
        ([("Person", 1.0), ("Company", 0.6), ("Platform", 0.7)], "Platform"),
        ([("Person", 1.0), ("Politician", 0.3), ("Company", 1.2)], "Politician"),
        ([("Place", 1.0), ("Country", 1.5)], "Country"),
        ([("Organization", 0.5), ("Place", 0.6)], "Place"),
        ([("Company", 1.0), ("Platform", 1.0)], "Company"),
        ([("Company", 1.0), ("Person", 1.0)], "Company"),
    ],
)
def test_the_type_is_voted_family_first_then_the_deepest_supported(votes: list[tuple[str, float]], winner: str) -> None:
    assert voted(*votes) == winner


def test_an_entity_carries_the_chain_of_its_class() -> None:
    assert one(leaf("x", type_="Platform")).types == CHAINS["Platform"]


def test_a_class_the_ontology_lost_keeps_the_chain_it_was_read_with() -> None:
    lost = Leaf(
        id="l_1", doc="d_1", names=(), keys=("x",), aliases=(), votes=((("Actor", "Guild"), 1.0),), n_mentions=1
    )
    assert one(lost).types == ("Actor", "Guild")
