from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from kg.model import STATUSES, Arg, Claim, Fact, Quantity, Span, TimeBounds
from kg.ontology import Class, Ontology, RoleSpec
from kg.world import Origins, Source, World, facts
from kg.world.blocks import assign, fillers
from kg.world.clusters import clusters, interval
from kg.world.facts import belief, shown_date, status

TEXT = Span(0, 1)


def cls(name: str, *identity: str, kind: str = "event", window: int = 3, symmetric: bool = False) -> Class:
    roles = ("agent", "target", "object", "partner", "demand") if kind == "event" else ("subject", "object")
    return Class(
        name=name, kind=kind, types=(kind.title(), name), label=name.lower(), definition="", window=window,
        symmetric=symmetric, roles=tuple(RoleSpec(r, r, identity=r in identity) for r in roles),
    )  # fmt: skip


ONTOLOGY = Ontology(
    "test",
    {
        c.name: c
        for c in (
            cls("Fine", "target"),
            cls("Statement", "agent", "target", window=0),
            cls("Meeting", "agent", "partner", symmetric=True),
            cls("Owns", "subject", "object", kind="state"),
            cls("BasedIn", "subject", kind="state"),
            cls("Causes", "subject", "object", kind="state", window=0),
            cls("Demand", "agent", "demand", window=0),
        )
    },
)
NAMES = ("loopride", "nordvik", "hoplane", "norway", "reed")
WORLD = World(
    entity_of={f"m_{n}{i}": f"e_{n}" for n in NAMES for i in ("", "2", "3")},
    names={f"e_{n}": n.title() for n in NAMES},
    origins=Origins({f"d_{i}": Source(f"P{i}", f"P{i}".encode()) for i in range(9)}),
    ontology=ONTOLOGY,
)


def when(start: str | None, end: str | None = None, *, basis: str = "stated") -> TimeBounds:
    """Days `2024-05-02`, months `2024-05`, years `2024`, or given bounds."""
    if start is not None and end is None:
        end = {4: f"{start}-12-31", 7: f"{start}-28", 10: start}[len(start)]
        fine = {4: "year", 7: "month", 10: "day"}[len(start)]
        return TimeBounds(
            start=f"{start}-01-01"[:10] if fine == "year" else f"{start}-01"[:10],
            end=end,
            granularity=fine,
            basis=basis,
        )
    return TimeBounds(start=start, end=end, granularity="interval", basis=basis)


def published(day: str, first: str) -> TimeBounds:
    return when(first, day, basis="assumed")


def claim(
    name: str,
    *,
    doc: int = 0,
    kind: str = "Fine",
    time: TimeBounds | None = None,
    polarity: str = "pos",
    certainty: str = "certain",
    realis: str = "actual",
    evidential: str = "author",
    confidence: float = 1.0,
    quantities: tuple[Quantity, ...] = (),
    roles: tuple[tuple[str, str], ...] = (("target", "m_loopride"),),
) -> Claim:
    args = tuple(Arg(role=r, claim=f) if f.startswith("c_") else Arg(role=r, mention=f) for r, f in roles)
    return Claim(
        id=f"c_{name}", doc=f"d_{doc}", type=kind, types=ONTOLOGY.chain(kind), start=0, end=1, quote="x", trigger=TEXT,
        args=args, polarity=polarity, certainty=certainty, realis=realis, evidential=evidential, time=time,
        quantities=quantities, confidence=confidence,
    )  # fmt: skip


def grouped(*claims: Claim, window: int = 3) -> list[str]:
    """The clusters of *claims* as their names, each sorted, the same for every order."""
    found = {
        tuple("".join(sorted(c.id[2:] for c in cluster.claims)) for cluster in clusters(order, window=window))
        for order in itertools.permutations(claims)
    }
    assert len(found) == 1
    return list(found.pop())


def made(*claims: Claim) -> list[Fact]:
    found = facts(claims, WORLD)
    assert sorted(c for f in found for c in f.claims) == sorted(c.id for c in claims)
    return found


def one(*claims: Claim) -> Fact:
    [fact] = made(*claims)
    return fact


# --- blocks


def block_of(*claims: Claim) -> list[str]:
    found = assign(claims, entity_of=WORLD.entity_of, fact_of={}, ontology=ONTOLOGY)
    return [found[c.id] for c in claims]


def test_two_claimed_doers_meet_in_one_block() -> None:
    a, b = block_of(
        claim("a", roles=(("agent", "m_norway"), ("target", "m_loopride"))),
        claim("b", roles=(("agent", "m_reed"), ("target", "m_loopride2"))),
    )
    assert a == b


@pytest.mark.parametrize(
    "other",
    [
        claim("b", roles=(("target", "m_nordvik"),)),
        claim("b", kind="Statement"),
        claim("b", realis="future"),
        claim("b", realis="demanded"),
    ],
    ids=["filler", "type", "future", "demanded"],
)
def test_type_actuality_and_identity_fillers_part_blocks(other: Claim) -> None:
    a, b = block_of(claim("a"), other)
    assert a != b


def test_all_that_is_not_actual_shares_a_block() -> None:
    assert len(set(block_of(*(claim(r, realis=r) for r in ("future", "demanded", "threatened", "intended"))))) == 1


def test_polarity_does_not_part_blocks() -> None:
    a, b = block_of(claim("a"), claim("b", polarity="neg"))
    assert a == b


def test_the_parties_of_a_meeting_are_a_set() -> None:
    there = claim("a", kind="Meeting", roles=(("agent", "m_loopride"), ("partner", "m_norway")))
    back = claim("b", kind="Meeting", roles=(("agent", "m_norway2"), ("partner", "m_loopride2")))
    both = claim("c", kind="Meeting", roles=(("agent", "m_norway"), ("agent", "m_loopride")))
    assert len(set(block_of(there, back, both))) == 1
    assert fillers(there, entity_of=WORLD.entity_of, fact_of={}, ontology=ONTOLOGY) == {
        ("party", "e_loopride"), ("party", "e_norway"),
    }  # fmt: skip


def test_a_speech_act_is_told_by_speaker_and_addressee() -> None:
    def said(name: str, speaker: str, addressee: str) -> Claim:
        return claim(name, kind="Statement", roles=(("agent", speaker), ("target", addressee)))

    a, b, c = block_of(
        said("a", "m_reed", "m_norway"), said("b", "m_norway", "m_reed"), said("c", "m_reed2", "m_norway2")
    )
    assert a == c != b


def test_a_state_of_one_value_is_told_by_its_subject_alone() -> None:
    a, b = block_of(
        claim("a", kind="BasedIn", roles=(("subject", "m_loopride"), ("object", "m_norway"))),
        claim("b", kind="BasedIn", roles=(("subject", "m_loopride"), ("object", "m_reed"))),
    )
    c, d = block_of(
        claim("c", kind="Owns", roles=(("subject", "m_loopride"), ("object", "m_norway"))),
        claim("d", kind="Owns", roles=(("subject", "m_loopride"), ("object", "m_reed"))),
    )
    assert a == b
    assert c != d


@pytest.mark.parametrize(("realis", "apart"), [("threatened", True), ("demanded", True), ("future", False)])
def test_what_is_threatened_is_told_apart_by_who_would_do_it(realis: str, *, apart: bool) -> None:
    a, b = block_of(
        claim("a", realis=realis, roles=(("agent", "m_norway"), ("target", "m_loopride"))),
        claim("b", realis=realis, roles=(("agent", "m_nordvik"), ("target", "m_loopride"))),
    )
    assert (a != b) is apart


def test_a_claim_without_identity_filler_joins_the_only_block_of_its_document() -> None:
    bare = claim("b", roles=(("agent", "m_norway"),))
    a, b = block_of(claim("a"), bare)
    assert a == b


@pytest.mark.parametrize(
    "others",
    [
        (),
        (claim("a", doc=1),),
        (claim("a"), claim("z", roles=(("target", "m_nordvik"),))),
        (claim("a", realis="future"),),
        (claim("a", kind="Statement"),),
        (claim("a", polarity="neg"),),
    ],
    ids=["alone", "other document", "two blocks", "not actual", "other type", "denied"],
)
def test_else_it_stands_alone(others: tuple[Claim, ...]) -> None:
    *rest, own = block_of(*others, claim("b", roles=()))
    assert own not in rest


def test_two_claims_that_stand_alone_stay_apart() -> None:
    a, b = block_of(claim("a", roles=()), claim("b", roles=()))
    assert a != b


def test_a_mention_that_is_no_entity_fills_nothing() -> None:
    assert (
        fillers(claim("a", roles=(("target", "m_gone"),)), entity_of=WORLD.entity_of, fact_of={}, ontology=ONTOLOGY)
        == frozenset()
    )


def test_a_type_the_ontology_lost_is_told_by_all_its_roles() -> None:
    lost = claim("a", kind="Gone", roles=(("agent", "m_reed"), ("place", "m_norway")))
    assert fillers(lost, entity_of=WORLD.entity_of, fact_of={}, ontology=ONTOLOGY) == {
        ("agent", "e_reed"), ("place", "e_norway"),
    }  # fmt: skip


# --- time clusters, fine to coarse


def at(name: str, start: str | None, end: str | None = None) -> Claim:
    return claim(name, time=when(start, end) if start or end else None)


def test_days_within_the_window_are_one_cluster() -> None:
    assert grouped(at("a", "2024-05-02"), at("b", "2024-05-05")) == ["ab"]
    assert grouped(at("a", "2024-05-02"), at("b", "2024-05-06")) == ["a", "b"]


def test_days_chain() -> None:
    days = [at(n, f"2024-05-{d:02}") for n, d in zip("abcd", (2, 5, 8, 20), strict=True)]
    assert grouped(*days) == ["abc", "d"]


def test_the_window_reaches_over_the_end_of_a_month_and_year() -> None:
    assert grouped(at("a", "2023-12-30"), at("b", "2024-01-02")) == ["ab"]
    assert grouped(at("a", "2024-02-27"), at("b", "2024-03-01")) == ["ab"]


def test_a_window_of_no_days_joins_only_the_same_day() -> None:
    days = (at("a", "2024-05-02"), at("b", "2024-05-02"), at("c", "2024-05-03"))
    assert grouped(*days, window=0) == ["ab", "c"]


def test_a_coarser_claim_joins_the_one_cluster_inside_its_interval() -> None:
    assert grouped(at("a", "2024-05-02"), at("b", "2024-05")) == ["ab"]
    assert grouped(at("a", "2024-05-02"), at("b", "2024")) == ["ab"]
    assert grouped(at("a", "2024-05-02"), at("b", "2024-06")) == ["a", "b"]


def test_with_several_clusters_inside_it_joins_only_its_equals() -> None:
    days = (at("a", "2024-05-02"), at("b", "2024-05-20"))
    assert grouped(*days, at("c", "2024-05"), at("d", "2024-05")) == ["cd", "a", "b"]


def test_with_none_inside_it_joins_only_its_equals() -> None:
    assert grouped(at("a", "2024-05"), at("b", "2024-05"), at("c", "2024-06")) == ["ab", "c"]
    assert grouped(at("a", "2024-05-01", "2024-05-20"), at("b", "2024-05-10", "2024-05-30")) == ["a", "b"]


def test_a_cluster_half_inside_is_not_inside() -> None:
    days = (at("a", "2024-04-30"), at("b", "2024-05-02"))
    assert grouped(*days, at("c", "2024-05")) == ["ab", "c"]


def test_coarse_joins_less_coarse_step_by_step() -> None:
    assert grouped(at("a", "2024-05"), at("b", "2024")) == ["ab"]
    assert grouped(at("a", "2024-05-02"), at("b", "2024-05"), at("c", "2024")) == ["abc"]
    assert grouped(at("a", "2024-05"), at("b", "2024-06"), at("c", "2024")) == ["c", "a", "b"]


def test_an_open_interval_holds_what_lies_on_its_side() -> None:
    since = claim("b", time=TimeBounds(start="2024-01-01", end=None, granularity="year", basis="stated"))
    assert grouped(at("a", "2024-05-02"), since) == ["ab"]
    before = claim("b", time=TimeBounds(start=None, end="2023-12-31", granularity="year", basis="stated"))
    assert grouped(at("a", "2024-05-02"), before) == ["b", "a"]
    assert before.time is not None
    assert interval(before.time) == ("0001-01-01", "2023-12-31")


def test_an_assumed_date_joins_the_one_cluster_of_the_seven_days_before() -> None:
    told = claim("b", time=published("2024-05-03", "2024-04-27"))
    assert grouped(at("a", "2024-05-02"), told) == ["ab"]
    assert grouped(at("a", "2024-04-27"), told) == ["ab"]
    assert grouped(at("a", "2024-04-26"), told) == ["a", "b"]
    assert grouped(at("a", "2024-05-04"), told) == ["b", "a"]


def test_an_assumed_date_joins_neither_of_two_clusters() -> None:
    told = claim("c", time=published("2024-05-03", "2024-04-27"))
    assert grouped(at("a", "2024-04-27"), at("b", "2024-05-02"), told) == ["a", "b", "c"]


def test_assumed_dates_of_one_day_are_one_cluster() -> None:
    told = [claim(n, time=published("2024-05-03", "2024-04-27")) for n in "ab"]
    later = claim("c", time=published("2024-08-03", "2024-07-28"))
    assert grouped(*told, later) == ["ab", "c"]


def test_an_undated_claim_joins_the_only_cluster() -> None:
    assert grouped(at("a", "2024-05-02"), at("b", None)) == ["ab"]
    assert grouped(at("a", "2024"), at("b", None), at("c", None)) == ["abc"]
    assert grouped(claim("a", time=published("2024-05-03", "2024-04-27")), at("b", None)) == ["ab"]


def test_undated_claims_stay_among_themselves_beside_several_clusters() -> None:
    assert grouped(at("a", "2024-05-02"), at("b", "2024-08-02"), at("c", None), at("d", None)) == ["a", "b", "cd"]
    assert grouped(at("a", None), at("b", None)) == ["ab"]


def test_bounds_that_are_both_open_are_no_date() -> None:
    nothing = claim("b", time=TimeBounds(start=None, end=None, granularity="day", basis="stated"))
    assert grouped(at("a", "2024-05-02"), nothing) == ["ab"]


def test_years_before_the_calendar_break_nothing() -> None:
    assert grouped(at("a", "0001-01-01"), at("b", "9999-12-31")) == ["a", "b"]


def test_the_window_is_that_of_the_type() -> None:
    days = [
        claim(n, kind="Statement", time=when(f"2024-05-0{d}"), roles=(("agent", "m_reed"),))
        for n, d in (("a", 2), ("b", 3))
    ]
    assert len(made(*days)) == 2
    assert len(made(*(replace(d, type="Fine", args=(Arg(role="target", mention="m_reed"),)) for d in days))) == 1


# --- facts


def test_a_fact_is_its_block_and_the_start_of_its_cluster() -> None:
    early, late = made(claim("a", time=when("2024-05-02")), claim("b", time=when("2024-08-02")))
    assert early.block == late.block
    assert early.id != late.id
    assert one(claim("c", doc=3, time=when("2024-05-02"))).id in {early.id, late.id}


def test_clusters_that_start_on_one_day_are_still_two_facts() -> None:
    days = [claim(n, time=when(f"2024-{d}")) for n, d in (("a", "05-01"), ("b", "05-20"))]
    assert len({f.id for f in made(*days, claim("c", time=when("2024-05")))}) == 3


def test_an_assumed_date_that_ends_on_a_stated_day_is_a_fact_of_its_own() -> None:
    told = claim("c", time=published("2024-05-03", "2024-04-27"))
    assert len(made(at("a", "2024-04-27"), at("b", "2024-05-03"), told)) == 3


def test_every_claim_is_in_exactly_one_fact() -> None:
    assert made() == []
    made(*(claim(f"{n}", doc=n % 3, time=when(f"2024-05-{n + 1:02}") if n % 4 else None) for n in range(20)))


STATUS: list[tuple[str, list[dict[str, str]]]] = [
    ("asserted", [{}]),
    ("asserted", [{}, {"evidential": "reported"}, {"evidential": "attributed"}]),
    ("disputed", [{}, {"polarity": "neg"}]),
    ("disputed", [{"evidential": "attributed"}, {"polarity": "neg", "evidential": "attributed"}]),
    ("disputed", [{"evidential": "reported"}, {"polarity": "neg"}]),
    ("denied", [{"polarity": "neg"}]),
    ("attributed", [{"evidential": "attributed"}]),
    ("attributed", [{"evidential": "quoted"}]),
    ("attributed", [{"evidential": "quoted"}, {"evidential": "reported"}]),
    ("reported", [{"evidential": "reported"}]),
    ("asserted", [{}, {"polarity": "neg", "certainty": "possible"}]),
    ("future", [{"realis": "future"}]),
    ("demanded", [{"realis": "demanded"}]),
    ("threatened", [{"realis": "threatened"}]),
    ("intended", [{"realis": "intended"}]),
    ("hypothetical", [{"realis": "hypothetical"}]),
    ("generic", [{"realis": "generic"}]),
    ("future", [{"realis": "generic"}, {"realis": "threatened"}, {"realis": "future"}]),
    ("demanded", [{"realis": "intended"}, {"realis": "demanded"}, {"realis": "threatened"}]),
    ("threatened", [{"realis": "intended"}, {"realis": "threatened"}, {"realis": "hypothetical"}]),
    ("future", [{"realis": "future", "evidential": "attributed"}]),
]


@pytest.mark.parametrize(("wanted", "claims"), STATUS)
def test_the_status_is_the_first_that_applies(wanted: str, claims: list[dict[str, str]]) -> None:
    stated = [claim(f"{n}", **fields) for n, fields in enumerate(claims)]  # type: ignore[arg-type]  # all are texts
    assert status(stated) == wanted
    assert status(reversed(stated)) == wanted


def test_every_status_is_tried() -> None:
    assert {wanted for wanted, _ in STATUS} == set(STATUSES)


def test_positive_and_negative_claims_are_counted() -> None:
    fact = one(claim("a"), claim("b", doc=1), claim("c", doc=1, polarity="neg"))
    assert (fact.n_claims, fact.n_pos, fact.n_neg, fact.n_docs, fact.status) == (3, 2, 1, 2, "disputed")


def test_documents_of_one_origin_are_one_source() -> None:
    shared = replace(WORLD, origins=Origins({f"d_{i}": Source(f"P{i}", b"P0") for i in range(3)}))
    claims = [claim(f"{i}", doc=i) for i in range(3)]
    [apart], [together] = facts(claims, WORLD), facts(claims, shared)
    assert (apart.n_docs, apart.n_sources) == (3, 3)
    assert (together.n_docs, together.n_sources) == (3, 1)
    assert apart.belief > together.belief


def test_a_document_of_unknown_source_is_its_own() -> None:
    claims = [claim(f"{i}", doc=i) for i in range(3)]
    [fact] = facts(claims, replace(WORLD, origins=Origins({})))
    assert fact.n_sources == 3


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ([(0, 1.0)], 0.9),
        ([(0, 0.5)], 0.45),
        ([(0, 0.5), (0, 1.0), (0, 0.2)], 0.9),
        ([(0, 1.0), (1, 1.0)], 0.99),
        ([(0, 0.5), (1, 0.5)], 0.6975),
        ([(0, 0.0)], 0.0),
        ([(0, 1 / 3)], 0.3),
    ],
)
def test_belief_is_one_minus_the_odds_that_every_source_errs(stated: list[tuple[int, float]], wanted: float) -> None:
    claims = [claim(f"{n}", doc=doc, confidence=sure) for n, (doc, sure) in enumerate(stated)]
    assert belief(claims, WORLD.origins.independent({c.doc for c in claims})) == wanted


@pytest.mark.parametrize(
    ("times", "shown"),
    [
        ([when("2024-05-02")], ("2024-05-02", "2024-05-02", "2024-05-02", "day", "stated")),
        ([when("2024-05"), when("2024-05-02")], ("2024-05-02", "2024-05-02", "2024-05-02", "day", "stated")),
        ([when("2024"), None], ("2024", "2024-01-01", "2024-12-31", "year", "stated")),
        ([when("2024-05"), published("2024-05-03", "2024-04-27")], ("2024-05", "2024-05-01", "2024-05-28", "month", "stated")),
        ([published("2024-05-03", "2024-04-27")], ("2024-05-03", "2024-04-27", "2024-05-03", "interval", "assumed")),
        ([when("2024-05-02", basis="resolved"), when("2024-05-02")], ("2024-05-02", "2024-05-02", "2024-05-02", "day", "stated")),
        ([when("2024-05-02"), when("2024-05-03"), when("2024-05-03")], ("2024-05-03", "2024-05-03", "2024-05-03", "day", "stated")),
        ([None], (None, None, None, None, None)),
    ],
)  # fmt: skip
def test_a_fact_takes_the_finest_bounds_that_most_claims_give(
    times: list[TimeBounds | None], shown: tuple[str | None, ...]
) -> None:
    found = {
        (f.date, f.time_start, f.time_end, f.time_granularity, f.time_basis)
        for order in itertools.permutations(times)
        for f in made(*(claim(f"{n}", time=time) for n, time in enumerate(order)))
    }
    assert found == {shown}


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        (TimeBounds(start="2023-04-01", end="2023-06-30", granularity="quarter", basis="stated"), "2023-Q2"),
        (TimeBounds(start="2023-12-18", end="2023-12-24", granularity="week", basis="stated"), "2023-12-18"),
        (TimeBounds(start="2023-04-01", end=None, granularity="month", basis="stated"), "2023-04-01"),
        (TimeBounds(start=None, end="2023-04-01", granularity="month", basis="stated"), "2023-04-01"),
        (TimeBounds(start=None, end=None, granularity="month", basis="stated"), None),
    ],
)
def test_a_date_for_people_is_short(time: TimeBounds, shown: str | None) -> None:
    assert shown_date(time) == shown


def amount(value: float, *, unit: str | None = "rider", kind: str = "count", approx: bool = False) -> Quantity:
    return Quantity(value=value, unit=unit, kind=kind, approx=approx, currency="EUR" if kind == "money" else None)


def test_numbers_that_differ_stand_side_by_side() -> None:
    stated = [
        amount(1_400_000, unit="user"),
        amount(900_000, unit="user"),
        amount(900_000.0, unit="user"),
        replace(amount(5, approx=True), high=7),
        amount(3, unit="year", kind="duration"),
    ]
    fact = one(*(claim(f"{n}", quantities=(q,)) for n, q in enumerate(stated)))
    assert fact.quantities == ("~5–7 rider", "900000 user", "1400000 user")


def test_the_quantity_most_claims_give_is_the_facts() -> None:
    stated = [[amount(40)], [amount(50), amount(40)], [amount(50)], [amount(50)]]
    fact = one(*(claim(f"{n}", quantities=tuple(q)) for n, q in enumerate(stated)))
    assert (fact.quantity, fact.quantity_unit, fact.quantity_approx) == (50, "rider", False)


def test_money_has_its_currency_for_a_unit() -> None:
    fact = one(claim("a", quantities=(amount(5e6, unit=None, kind="money", approx=True),)))
    assert (fact.quantity, fact.quantity_unit, fact.quantity_approx) == (5e6, "EUR", True)


def test_how_long_is_not_how_much() -> None:
    fact = one(claim("a", quantities=(amount(3, unit="year", kind="duration"),)))
    assert (fact.quantity, fact.quantity_unit, fact.quantity_approx) == (None, None, None)


def test_a_role_edge_counts_claims_and_documents() -> None:
    fact = one(
        claim("a", roles=(("target", "m_loopride"), ("agent", "m_norway"))),
        claim("b", roles=(("target", "m_loopride"), ("agent", "m_norway2"))),
        claim("c", doc=1, roles=(("target", "m_loopride3"), ("agent", "m_reed"))),
    )
    assert [(r.role, r.to, r.n, r.docs) for r in fact.roles] == [
        ("agent", "e_norway", 2, 1), ("agent", "e_reed", 1, 1), ("target", "e_loopride", 3, 2),
    ]  # fmt: skip


def test_a_label_says_who_did_what_to_whom() -> None:
    fact = one(claim("a", roles=(("target", "m_loopride"), ("agent", "m_norway"))))
    assert fact.label == "Norway – fine → Loopride"
    assert one(claim("b", roles=())).label == "fine"
    assert one(claim("c")).label == "fine → Loopride"


# --- facts in roles of facts


def test_a_role_may_be_filled_by_a_fact() -> None:
    inner = claim("b", realis="demanded", time=when("2024-05-02"))
    outer = claim("a", kind="Demand", roles=(("agent", "m_norway"), ("demand", "c_b")))
    by_type = {f.type: f for f in made(outer, inner)}
    assert [(r.role, r.to) for r in by_type["Demand"].roles] == [
        ("agent", "e_norway"), ("demand", by_type["Fine"].id),
    ]  # fmt: skip


def test_two_claims_of_one_cause_meet() -> None:
    claims = []
    for doc in (0, 1):
        claims += [
            claim(f"{doc}a", doc=doc, time=when("2024-05-02")),
            claim(f"{doc}b", doc=doc, kind="Meeting", roles=(("agent", "m_norway"), ("partner", "m_loopride"))),
            claim(f"{doc}c", doc=doc, kind="Causes", roles=(("subject", f"c_{doc}a"), ("object", f"c_{doc}b"))),
        ]
    for order in itertools.permutations(claims):
        found = {f.type: f for f in made(*order)}
        assert len(found) == 3
        assert found["Causes"].n_docs == 2
        assert {r.to for r in found["Causes"].roles} == {found["Fine"].id, found["Meeting"].id}


def test_causes_of_causes_are_worked_out_from_the_inside() -> None:
    claims = [
        claim("z"),
        claim("y", kind="Meeting", roles=(("agent", "m_norway"),)),
        claim("b", kind="Causes", roles=(("subject", "c_z"), ("object", "c_y"))),
        claim("a", kind="Causes", roles=(("subject", "c_b"), ("object", "c_y"))),
    ]
    found = {f.claims[0]: f for f in made(*claims)}
    assert [r.to for r in found["c_a"].roles] == [found["c_y"].id, found["c_b"].id]


def test_claims_that_cause_each_other_are_still_facts() -> None:
    loop = [
        claim("a", kind="Causes", roles=(("subject", "c_b"),)),
        claim("b", kind="Causes", roles=(("subject", "c_a"),)),
        claim("c", kind="Causes", roles=(("subject", "c_c"), ("object", "c_a"))),
    ]
    answers = [made(*order) for order in itertools.permutations(loop)]
    assert all(a == answers[0] for a in answers)


def test_a_claim_that_is_not_there_fills_nothing() -> None:
    fact = one(claim("a", kind="Demand", roles=(("agent", "m_norway"), ("demand", "c_gone"))))
    assert [r.role for r in fact.roles] == ["agent"]


def test_facts_come_by_id_and_their_claims_too() -> None:
    found = made(*(claim(f"{n}", doc=n, time=when(f"2024-{1 + n % 6:02}-02")) for n in range(9)))
    assert [f.id for f in found] == sorted(f.id for f in found)
    assert all(list(f.claims) == sorted(f.claims) for f in found)
