from __future__ import annotations

from dataclasses import replace

from kg.export.diff import difference, exported
from kg.model import Document, Entity, Fact, RoleEdge
from kg.world.changes import Changed, Regrouped, changes
from tests.worlds import harbour

WORLD = harbour()
OLD = (WORLD.entities, WORLD.facts)


def with_fact(number: int, **fields: object) -> list[Fact]:
    return [replace(f, **fields) if n == number else f for n, f in enumerate(WORLD.facts)]  # type: ignore[arg-type]


def with_entity(number: int, **fields: object) -> list[Entity]:
    return [replace(e, **fields) if n == number else e for n, e in enumerate(WORLD.entities)]  # type: ignore[arg-type]


def test_nothing_changes_between_a_world_and_itself() -> None:
    found = changes(OLD, OLD)
    assert not any(
        (
            found.gone_facts,
            found.new_facts,
            found.changed_facts,
            found.gone_entities,
            found.new_entities,
            found.regrouped,
        )
    )


def test_a_fact_none_of_whose_claims_is_left_is_gone_and_the_other_way_new() -> None:
    less = (WORLD.entities, WORLD.facts[1:])
    assert changes(OLD, less).gone_facts == [WORLD.facts[0]]
    assert changes(less, OLD).new_facts == [WORLD.facts[0]]


def test_a_fact_with_another_id_and_the_same_claims_is_followed() -> None:
    new = with_fact(0, id="f_other", status="denied", n_sources=2)
    [one] = changes(OLD, (WORLD.entities, new)).changed_facts
    assert one == Changed(WORLD.facts[0], new[0], ("status", "n_sources"))
    renamed = changes(OLD, (WORLD.entities, with_fact(0, id="f_other")))
    assert (renamed.changed_facts, renamed.gone_facts, renamed.new_facts) == ([], [], [])


def test_a_role_that_is_lost_is_a_change() -> None:
    new = with_fact(0, roles=(RoleEdge(role="object", to="e_0002", n=1, docs=1),))
    [one] = changes(OLD, (WORLD.entities, new)).changed_facts
    assert one.fields == ("roles",)


def test_entities_that_come_go_and_are_renamed() -> None:
    less = (WORLD.entities[1:], WORLD.facts)
    assert changes(OLD, less).gone_entities == [WORLD.entities[0]]
    assert changes(less, OLD).new_entities == [WORLD.entities[0]]
    renamed = with_entity(0, name="Other")
    assert changes(OLD, (renamed, WORLD.facts)).regrouped == [Regrouped((WORLD.entities[0],), (renamed[0],))]
    counted = with_entity(0, n_mentions=9)
    assert changes(OLD, (counted, WORLD.facts)).regrouped == []


def test_two_entities_that_become_one_and_one_that_becomes_two() -> None:
    first, second, *rest = WORLD.entities
    one = replace(first, leaves=(*first.leaves, *second.leaves))
    merged = ([one, *rest], WORLD.facts)
    assert changes(OLD, merged).regrouped == [Regrouped((first, second), (one,))]
    assert changes(merged, OLD).regrouped == [Regrouped((one,), (first, second))]


def test_documents_and_decisions_are_compared_too() -> None:
    old, new = exported(WORLD.records), exported(WORLD.records)
    gone = next(iter(new.documents.values()))
    del new.documents[gone.uri]
    changed = next(iter(new.documents.values()))
    new.documents[changed.uri] = replace(changed, text="Other.")
    new.documents["x.txt"] = Document(id="d_x", uri="x.txt", text="x")
    found = difference(old, new)
    assert [d.uri for d in found.gone_documents] == [gone.uri]
    assert [d.uri for d in found.new_documents] == ["x.txt"]
    assert [d.uri for d in found.changed_documents] == [changed.uri]
