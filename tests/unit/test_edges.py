"""What is written of facts that stand already: only what is different."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Fact, RoleEdge
from kg.store.edges import changed_claims, changed_roles, role_edges
from tests.worlds import harbour

PURCHASE = harbour().facts[0]


def roles(fact: Fact, *wanted: RoleEdge) -> Fact:
    return replace(fact, roles=wanted)


def test_a_fact_that_is_new_asks_for_all_its_edges() -> None:
    gone, new = changed_roles([(None, PURCHASE)])
    assert gone == {}
    assert new == role_edges([PURCHASE])
    assert sum(map(len, new.values())) == len(PURCHASE.roles) > 0
    assert changed_claims([(None, PURCHASE)]) == ([], [{"a": c, "b": PURCHASE.id} for c in PURCHASE.claims])


def test_a_fact_that_stands_as_it_should_asks_for_none() -> None:
    assert changed_roles([(PURCHASE, PURCHASE)]) == ({}, {})
    assert changed_claims([(PURCHASE, PURCHASE)]) == ([], [])


def test_only_the_difference_is_written() -> None:
    kept, lost, more = (RoleEdge(role="agent", to=f"e_{n}", n=1, docs=1) for n in range(3))
    held = RoleEdge(role="demand", to="f_9", n=1, docs=1)
    old, now = roles(PURCHASE, kept, lost, held), roles(PURCHASE, replace(kept, n=2), more)
    gone, new = changed_roles([(old, now)])
    f = PURCHASE.id
    assert gone == {("AGENT", "ENTITY"): [{"a": f, "b": "e_1"}], ("DEMAND", "FACT"): [{"a": f, "b": "f_9"}]}
    assert new == {
        ("AGENT", "ENTITY"): [{"a": f, "b": "e_0", "n": 2, "docs": 1}, {"a": f, "b": "e_2", "n": 1, "docs": 1}]
    }


def test_claims_that_went_elsewhere_are_led_away() -> None:
    old, now = replace(PURCHASE, claims=("c_1", "c_2")), replace(PURCHASE, claims=("c_2", "c_3"))
    assert changed_claims([(old, now)]) == (
        [{"a": "c_1", "b": PURCHASE.id}],
        [{"a": "c_3", "b": PURCHASE.id}],
    )
