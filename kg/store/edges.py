"""The edges that facts ask for, and what is different about those of a fact that stands already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from kg.model import Fact
from kg.ontology.terms import edge

Row = dict[str, Any]
Pairs = Iterable[tuple[Fact | None, Fact]]
ByType = dict[tuple[str, str], list[Row]]


def role_edges(facts: Iterable[Fact]) -> ByType:
    """The edges from *facts* to what fills their roles, by type of edge and kind of its end."""
    return changed_roles((None, fact) for fact in facts)[1]


def changed_roles(pairs: Pairs) -> tuple[ByType, ByType]:
    """Role edges to take away and to write, for facts as they stand (None: not there yet) and as they should be."""
    gone: ByType = defaultdict(list)
    new: ByType = defaultdict(list)
    for old, fact in pairs:
        had, wanted = set(old.roles if old else ()), set(fact.roles)
        ends = {(r.role, r.to) for r in wanted}
        for r in sorted(had, key=lambda r: (r.role, r.to)):
            if (r.role, r.to) not in ends:
                gone[r.role.upper(), _kind(r.to)].append({"a": fact.id, "b": r.to})
        for r in fact.roles:
            if r not in had:
                new[r.role.upper(), _kind(r.to)].append({"a": fact.id, "b": r.to, "n": r.n, "docs": r.docs})
    return gone, new


def changed_claims(pairs: Pairs) -> tuple[list[Row], list[Row]]:
    """Edges from claims to take away and to write; see `changed_roles`."""
    gone: list[Row] = []
    new: list[Row] = []
    for old, fact in pairs:
        had, wanted = set(old.claims if old else ()), set(fact.claims)
        gone += ({"a": c, "b": fact.id} for c in sorted(had - wanted))
        new += ({"a": c, "b": fact.id} for c in fact.claims if c not in had)
    return gone, new


def shortcut_edges(facts: Iterable[Fact]) -> ByType:
    """Subject→object edges of states that hold: asserted by someone, not denied, not planned."""
    found: ByType = defaultdict(list)
    for fact in facts:
        if fact.types[:1] != ("State",) or fact.status not in {"asserted", "attributed", "reported", "disputed"}:
            continue
        subjects = [r.to for r in fact.roles if r.role == "subject"]
        objects = [r.to for r in fact.roles if r.role == "object"]
        for a in subjects:
            for b in objects:
                if _kind(a) == _kind(b):
                    found[edge(fact.type), _kind(a)].append({"a": a, "b": b, "fact": fact.id})
    return found


def _kind(one: str) -> str:
    return "FACT" if one.startswith("f_") else "ENTITY"
