"""Facts and all that is computed on them: status, sources, belief, bounds, roles, label."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg import ids
from kg.jsonl import number
from kg.model import Claim, Fact, RoleEdge, TimeBounds
from kg.ontology import Ontology
from kg.world.blocks import assign
from kg.world.clusters import Cluster, clusters, interval
from kg.world.sources import Origins

_BASES = ("stated", "resolved", "assumed")
_LABELLED = 3
_SOURCE_TRUST = 0.9


@dataclass(frozen=True, slots=True)
class World:
    """What the fact layer needs to know besides the claims.

    `entity_of` maps mentions to entities, `names` entities to names; `origins` says where documents are from. Of claims
    whose documents are not wholly there, `blocks` gives the block, and `elsewhere` the facts of claims that they hold.
    """

    entity_of: Mapping[str, str]
    names: Mapping[str, str]
    origins: Origins
    ontology: Ontology
    blocks: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)


def facts(claims: Iterable[Claim], world: World) -> list[Fact]:
    """The facts that *claims* add up to, by id. Claims that identify others (causes) come after those they hold."""
    ordered = sorted(claims, key=lambda c: c.id)
    fact_of: dict[str, str] = {}
    groups: dict[str, tuple[str, Cluster]] = {}
    for level in _levels(ordered, world.ontology):
        blocks = assign(level, entity_of=world.entity_of, fact_of=fact_of, ontology=world.ontology, known=world.blocks)
        members: dict[str, list[Claim]] = defaultdict(list)
        for claim in level:
            members[blocks[claim.id]].append(claim)
        for block in sorted(members):
            cls = world.ontology.classes.get(members[block][0].type)
            found = clusters(members[block], window=cls.window if cls else 0)
            starts = Counter(c.start for c in found)
            for cluster in found:
                when = cluster.start if starts[cluster.start] == 1 else f"{cluster.start}/{cluster.end}"
                made = ids.fact_id(block, when)
                if made in groups:  # claims dated by publication, on the very days that others state
                    made = ids.fact_id(block, f"{when}/assumed")
                groups[made] = (block, cluster)
                fact_of.update({c.id: made for c in cluster.claims})
    every = {**world.elsewhere, **fact_of} if world.elsewhere else fact_of
    return [_fact(made, *groups[made], every, world) for made in sorted(groups)]


def _levels(claims: Sequence[Claim], ontology: Ontology) -> list[list[Claim]]:
    """*claims* by how deep claims nest in their identity roles."""
    left = {c.id: c for c in claims}
    held = {c.id: _held(c, ontology) for c in claims}
    levels: list[list[Claim]] = []
    while left:
        inner = [c for c in left.values() if not held[c.id] & left.keys()]
        levels.append(inner or list(left.values()))  # claims that hold each other in a circle identify nothing
        for claim in levels[-1]:
            del left[claim.id]
    return levels


def _held(claim: Claim, ontology: Ontology) -> set[str]:
    cls = ontology.classes.get(claim.type)
    return {a.claim for a in claim.args if a.claim and cls and a.role in cls.identity}


def _fact(made: str, block: str, cluster: Cluster, fact_of: Mapping[str, str], world: World) -> Fact:
    claims = sorted(cluster.claims, key=lambda c: c.id)
    first = claims[0]
    time = _bounds(claims)
    roles = _roles(claims, fact_of, world)
    quantity = _quantity(claims)
    origins = world.origins.independent({c.doc for c in claims})
    return Fact(
        id=made,
        block=block,
        type=first.type,
        types=first.types,
        label=label(first.type, roles, world.names, world.ontology),
        date=shown_date(time) if time else None,
        time_start=time.start if time else None,
        time_end=time.end if time else None,
        time_granularity=time.granularity if time else None,
        time_basis=time.basis if time else None,
        status=status(claims),
        n_claims=len(claims),
        n_pos=sum(c.polarity == "pos" for c in claims),
        n_neg=sum(c.polarity == "neg" for c in claims),
        n_docs=len({c.doc for c in claims}),
        n_sources=len(set(origins.values())),
        belief=belief(claims, origins),
        quantity=quantity[0] if quantity else None,
        quantity_unit=quantity[1] if quantity else None,
        quantity_approx=quantity[2] if quantity else None,
        quantities=_quantities(claims),
        claims=tuple(c.id for c in claims),
        roles=roles,
    )


def status(claims: Iterable[Claim]) -> str:
    """The first that applies: disputed, asserted, denied, attributed, reported, then what has not happened.

    A claim counts as made only when whoever makes it is certain; a denial by a named source alone is a denial.
    """
    every = list(claims)
    actual = [c for c in every if c.realis == "actual" and c.certainty == "certain"]
    positive = [c for c in actual if c.polarity == "pos"]
    negative = [c for c in actual if c.polarity == "neg"]
    if positive and negative:
        return "disputed"
    for evidentials, found in (
        (("author",), "asserted"),
        (("attributed", "quoted"), "attributed"),
        (("reported",), "reported"),
    ):
        if any(c.evidential in evidentials for c in positive):
            return found
    if negative:
        return "denied"
    unreal = [c.realis for c in every if c.realis != "actual"]
    order = ("future", "demanded", "threatened", "intended", "hypothetical", "generic")
    return min(unreal, key=order.index, default="hypothetical")


def belief(claims: Iterable[Claim], origins: Mapping[str, str]) -> float:
    """One minus the product, over independent sources, of the odds that the source's best claim is wrong.

    *origins* gives the source of each document, as `independent` has it.
    A source is trusted to 0.9 and its claim to the extractor's confidence. For ranking only. Source: INDRA's belief
    model (Gyori et al. 2017), with one error rate for all sources.
    """
    best: dict[str, float] = defaultdict(float)
    for claim in claims:
        origin = origins[claim.doc]
        best[origin] = max(best[origin], claim.confidence)
    wrong = 1.0
    for origin in sorted(best):
        wrong *= 1.0 - _SOURCE_TRUST * best[origin]
    return round(1.0 - wrong, 6)


def _bounds(claims: Sequence[Claim]) -> TimeBounds | None:
    """The finest bounds that most claims give, stated before resolved before assumed."""
    dated = [c.time for c in claims if c.time is not None and (c.time.start or c.time.end)]
    if not dated:
        return None
    counts = Counter((interval(t), t.granularity, t.basis) for t in dated)

    def rank(time: TimeBounds) -> tuple[object, ...]:
        start, end = interval(time)
        return (
            time.basis == "assumed",
            _span(start, end),
            -counts[(start, end), time.granularity, time.basis],
            _BASES.index(time.basis),
            start,
        )

    return min(dated, key=rank)


def _span(start: str, end: str) -> int:
    return (
        (int(end[:4]) - int(start[:4])) * 372
        + (int(end[5:7]) - int(start[5:7])) * 31
        + int(end[8:10])
        - int(start[8:10])
    )


def shown_date(time: TimeBounds) -> str | None:
    """What is known of *time*, short, for people and for sorting: `2017`, `2023-05`, `2023-05-22`."""
    if time.start is None or time.end is None:
        return time.start or time.end
    if time.basis == "assumed":
        return time.end
    short = {
        "year": time.start[:4],
        "month": time.start[:7],
        "quarter": f"{time.start[:4]}-Q{(int(time.start[5:7]) + 2) // 3}",
    }
    return short.get(time.granularity, time.start)


def _quantity(claims: Sequence[Claim]) -> tuple[float, str | None, bool] | None:
    found = [(q.value, q.currency or q.unit, q.approx) for c in claims for q in c.quantities if q.kind != "duration"]
    counts = Counter(found)
    return min(found, key=lambda q: (-counts[q], str(q)), default=None)


def _quantities(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Every number the claims give, by unit and size: `900000 user`, `~5000–7000 rider`."""
    found = {
        (q.currency or q.unit or "", q.value, q.high, q.approx)
        for c in claims
        for q in c.quantities
        if q.kind != "duration"
    }
    ordered = sorted(found, key=lambda f: (f[0], f[1], f[1] if f[2] is None else f[2], f[3]))
    return tuple(dict.fromkeys(_number(*one) for one in ordered))


def _number(unit: str, value: float, high: float | None, approx: bool) -> str:  # noqa: FBT001 - a field of a quantity
    upper = "" if high is None else f"–{number(high)}"
    return f"{'~' if approx else ''}{number(value)}{upper} {unit}".rstrip()


def _roles(claims: Sequence[Claim], fact_of: Mapping[str, str], world: World) -> tuple[RoleEdge, ...]:
    by: dict[tuple[str, str], set[str]] = defaultdict(set)
    docs: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        for arg in claim.args:
            to = fact_of.get(arg.claim) if arg.claim else world.entity_of.get(arg.mention or "")
            if to is not None:
                by[arg.role, to].add(claim.id)
                docs[arg.role, to].add(claim.doc)
    return tuple(RoleEdge(role=r, to=t, n=len(by[r, t]), docs=len(docs[r, t])) for r, t in sorted(by))


def label(type_: str, roles: Sequence[RoleEdge], names: Mapping[str, str], ontology: Ontology) -> str:
    """One line for people: who, what, whom; *names* are those of entities, the `shown` ones at least."""
    cls = ontology.classes.get(type_)
    what = cls.label if cls else type_

    def named(*wanted: str) -> str:
        found = [names[r.to] for w in wanted for r in roles if r.role == w and r.to in names]
        return ", ".join(dict.fromkeys(found[:_LABELLED]))

    left, right = (
        named("agent", "subject"),
        named("target", "object", "partner", "destination", "beneficiary", "origin", "place"),
    )
    return " ".join(filter(None, (left, f"– {what}" if left else what, f"→ {right}" if right else "")))


def shown(roles: Sequence[RoleEdge]) -> set[str]:
    """The entities whose names may stand in a label."""
    by: dict[str, list[str]] = defaultdict(list)
    for r in roles:
        if r.to.startswith("e_"):
            by[r.role].append(r.to)
    return {to for ends in by.values() for to in ends[:_LABELLED]}
