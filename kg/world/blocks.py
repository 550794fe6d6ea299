"""Which claims may be about one fact: type, actual or not, and what fills the identity roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg import ids
from kg.model import Claim
from kg.ontology import Ontology

_OF_ITS_AGENT = frozenset({"threatened", "demanded"})
_PARTIES = frozenset({"agent", "partner", "target"})


def fillers(
    claim: Claim, *, entity_of: Mapping[str, str], fact_of: Mapping[str, str], ontology: Ontology
) -> frozenset[tuple[str, str]]:
    """(role, entity or fact) for each identity role that *claim* fills; parties of a symmetric type share a role.

    What is threatened or demanded is told apart by who would do it, too: one government's threat is not another's.
    """
    cls = ontology.classes.get(claim.type)
    roles = set(cls.identity) if cls else {a.role for a in claim.args}
    if claim.realis in _OF_ITS_AGENT and roles:
        roles.add("agent")
    found = set()
    for arg in claim.args:
        if arg.role not in roles:
            continue
        filler = fact_of.get(arg.claim or "") if arg.claim else entity_of.get(arg.mention or "")
        if filler is not None:
            found.add(("party" if cls and cls.symmetric and arg.role in _PARTIES else arg.role, filler))
    return frozenset(found)


def assign(
    claims: Iterable[Claim],
    *,
    entity_of: Mapping[str, str],
    fact_of: Mapping[str, str],
    ontology: Ontology,
    known: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The block of each claim, by claim id; of those in *known* it is not looked for.

    A claim without any identity filler joins the only block of its type that its own document has and of which it says
    the same, that it was so or that it was not; else it stands alone.
    """
    found: dict[str, str] = {}
    bare: list[Claim] = []
    around: dict[tuple[str, str, bool, str], set[str]] = defaultdict(set)
    for claim in claims:
        if known and claim.id in known:
            found[claim.id] = known[claim.id]
            continue
        filled = fillers(claim, entity_of=entity_of, fact_of=fact_of, ontology=ontology)
        actual = claim.realis == "actual"
        if filled:
            found[claim.id] = block = ids.block_id(claim.type, actual=actual, fillers=filled)
            around[claim.doc, claim.type, actual, claim.polarity].add(block)
        else:
            bare.append(claim)
    for claim in bare:
        actual = claim.realis == "actual"
        near = around.get((claim.doc, claim.type, actual, claim.polarity), set())
        alone = ids.block_id(claim.type, actual=actual, fillers=[("claim", claim.id)])
        found[claim.id] = next(iter(near)) if len(near) == 1 else alone
    return found
