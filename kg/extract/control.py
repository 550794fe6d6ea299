"""Nouns and verbs that say whose act a clause after them tells of (layer 7)."""

from __future__ import annotations

ASKING = frozenset(
    [
        "demand",
        "request",
        "order",
        "call",
        "appeal",
        "pressure",
        "ultimatum",
        "invitation",
        "plea",
        "instruction",
        "way",
    ]
)  # what is to be done, another is to do
AHEAD = frozenset({"intention", "hope", "aim", "goal", "plan", "idea", "chance", "risk", "danger", "verge", "brink"})
FACING = frozenset(
    [
        "reject",
        "oppose",
        "criticise",
        "criticize",
        "condemn",
        "denounce",
        "foil",
        "thwart",
        "uncover",
        "expose",
        "reveal",
        "block",
        "veto",
        "welcome",
        "hail",
        "praise",
        "dismiss",
        "resist",
        "protest",
        "fight",
        "defeat",
    ]
)  # the plans and texts of others
