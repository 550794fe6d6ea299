from __future__ import annotations

import pytest

from kg.model import Arg, Claim, Fact, Quantity
from kg.world.disputes import Dispute, Side, disputes, shown_quantity
from tests.worlds import ACQUISITION, ONTOLOGY

ENTITY_OF = {"m_a": "e_a", "m_b": "e_b", "m_x": "e_x"}


def claim(name: str, *fillers: tuple[str, str], polarity: str = "pos", amounts: tuple[Quantity, ...] = ()) -> Claim:
    return Claim(
        id=f"c_{name}", doc=f"d_{name}", type="Acquisition", types=ACQUISITION, start=0, end=1, quote="x", trigger=None,
        args=tuple(Arg(role=r, mention=m) for r, m in fillers), polarity=polarity, quantities=amounts,
    )  # fmt: skip


def fact(status: str = "asserted", type_: str = "Acquisition") -> Fact:
    return Fact(
        id="f_1", block="b", type=type_, types=ACQUISITION, label="x", date=None, time_start=None, time_end=None,
        time_granularity=None, time_basis=None, status=status, n_claims=1, n_pos=1, n_neg=0, n_docs=1, n_sources=1,
        belief=0.5, quantity=None, quantity_unit=None, quantity_approx=None, claims=(), roles=(),
    )  # fmt: skip


def found(*claims: Claim, status: str = "asserted", type_: str = "Acquisition") -> list[Dispute]:
    return disputes(fact(status, type_), claims, entity_of=ENTITY_OF, ontology=ONTOLOGY)


def users(
    value: float,
    *,
    high: float | None = None,
    unit: str | None = "user",
    approx: bool = False,
    kind: str = "count",
    of: str = "amount",
) -> Quantity:
    return Quantity(value=value, high=high, unit=unit, kind=kind, approx=approx, of=of)


def test_a_disputed_fact_has_a_side_that_affirms_and_one_that_denies() -> None:
    [one] = found(claim("1"), claim("2", polarity="neg"), claim("3"), status="disputed")
    assert (one.kind, one.sides) == (
        "polarity", (Side("it was so", ("c_1", "c_3")), Side("it was not so", ("c_2",))),
    )  # fmt: skip


def test_a_denial_alone_contradicts_nothing() -> None:
    assert found(claim("2", polarity="neg"), status="denied") == []


def test_two_acquirers_are_a_dispute_about_the_role() -> None:
    [one] = found(claim("1", ("agent", "m_a")), claim("2", ("agent", "m_b")), claim("3", ("agent", "m_b")))
    assert (one.kind, one.about) == ("role", "agent")
    assert one.sides == (Side("e_a", ("c_1",)), Side("e_b", ("c_2", "c_3")))


@pytest.mark.parametrize(
    "claims",
    [
        (claim("1", ("agent", "m_a")), claim("2", ("agent", "m_a"))),
        (claim("1", ("agent", "m_a"), ("agent", "m_b")),),
        (claim("1", ("agent", "m_a"), ("agent", "m_b")), claim("2", ("agent", "m_a"))),
        (claim("1", ("agent", "m_a")), claim("2", ("agent", "m_b"), polarity="neg")),
        (claim("1", ("object", "m_a")), claim("2", ("object", "m_b"))),
        (claim("1", ("agent", "m_a")), claim("2")),
        (claim("1", ("agent", "m_a")), claim("2", ("agent", "m_unknown"))),
    ],
)
def test_joint_doers_denials_and_roles_without_a_maximum_are_none(claims: tuple[Claim, ...]) -> None:
    assert found(*claims) == []


def test_a_class_the_ontology_lost_has_no_maximum() -> None:
    assert found(claim("1", ("agent", "m_a")), claim("2", ("agent", "m_b")), type_="Lost") == []


def test_numbers_that_differ_are_a_dispute_in_order_of_size() -> None:
    [one] = found(
        claim("1", amounts=(users(900_000),)), claim("2", amounts=(users(7e5),)), claim("3", amounts=(users(9e5),))
    )
    assert (one.kind, one.about) == ("quantity", "user")
    assert one.sides == (Side("700,000 user", ("c_2",)), Side("900,000 user", ("c_1", "c_3")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (users(900_000), users(900_000)),
        (users(900_000, approx=True), users(920_000)),
        (users(5000, high=7000), users(6000)),
        (users(3, unit="day", kind="duration"), users(4, unit="day", kind="duration")),
        (users(9), users(7, unit="rider")),
        (users(9), users(7, of="from")),
    ],
)
def test_numbers_that_may_be_one_or_are_of_something_else_are_none(one: Quantity, other: Quantity) -> None:
    assert found(claim("1", amounts=(one,)), claim("2", amounts=(other,))) == []


def test_exact_numbers_that_are_near_still_differ() -> None:
    assert len(found(claim("1", amounts=(users(345),)), claim("2", amounts=(users(346),)))) == 1


def test_a_claim_with_two_numbers_of_a_unit_is_no_party() -> None:
    assert found(claim("1", amounts=(users(9), users(7))), claim("2", amounts=(users(7),))) == []


@pytest.mark.parametrize(
    ("quantity", "shown"),
    [
        (users(1.4e6, approx=True), "about 1,400,000 user"),
        (Quantity(value=12.5, currency="EUR", kind="money"), "12.5 EUR"),
        (users(5000, high=7000), "5,000–7,000 user"),
        (Quantity(value=3.5, kind="percent"), "3.5 %"),
        (Quantity(value=3), "3"),
    ],
)
def test_a_number_is_shown_as_people_write_it(quantity: Quantity, shown: str) -> None:
    assert shown_quantity(quantity) == shown
