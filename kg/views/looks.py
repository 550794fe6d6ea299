"""How kinds of nodes look: few colours that colour-blind people tell apart, and a letter and a shape for each.

Source of the colours: Okabe and Ito, "Color Universal Design" (2008). Events follow PLOVER's four quadrants.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """Colour, letter and shape of the classes *of* and what is below them, and what people call them."""

    words: str
    letter: str
    colour: str
    shape: str
    of: tuple[str, ...] = ()


LOOKS = (
    Look("people", "P", "#CC79A7", "circle", ("Person",)),
    Look("organizations", "O", "#0072B2", "circle", ("Organization",)),
    Look(
        "public bodies",
        "S",
        "#D55E00",
        "circle",
        (
            "Government", "Agency", "Legislature", "Court", "PoliticalParty", "Military", "Police", "IGO", "Country",
            "Coalition", "LawmakerGroup",
        ),
    ),
    Look("groups", "G", "#E69F00", "circle", ("UserGroup", "PopulationGroup", "Movement", "ArmedGroup")),
    Look("other actors", "A", "#56B4E9", "circle", ("Actor",)),
    Look("places", "L", "#009E73", "circle", ("Place",)),
    Look("things, topics", "T", "#8C8C8C", "circle"),
    Look(
        "agreement, support",
        "+",
        "#009E73",
        "square",
        ("Agree", "Consult", "Support", "Concede", "Cooperate", "Aid", "Retreat"),
    ),
    Look("demands, threats", "!", "#E69F00", "square", ("Request", "Accuse", "Reject", "Threaten", "Protest")),
    Look("sanctions, force", "×", "#D55E00", "square", ("Sanction", "Mobilize", "Coerce", "Assault")),
    Look("laws, courts", "§", "#0072B2", "square", ("Govern",)),
    Look("business", "$", "#56B4E9", "square", ("Transact", "Operate")),
    Look("statements", "“", "#CC79A7", "square", ("Communicate",)),
    Look("other events", "·", "#8C8C8C", "square", ("Event", "Action")),
    Look("lasting states", "=", "#595959", "diamond", ("State",)),
)  # fmt: skip
_PLACE = {name: place for place, look in enumerate(LOOKS) for name in look.of}
_OTHER = next(i for i, look in enumerate(LOOKS) if not look.of)


def look_of(types: Sequence[str]) -> int:
    """The place in `LOOKS` of a node with the class chain *types*, the most special class first."""
    return next((_PLACE[t] for t in reversed(types) if t in _PLACE), _OTHER)
