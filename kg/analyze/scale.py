"""How cooperative or hostile an event is, by its PLOVER group: the scale that sums in panels and networks go by.

Each group has the value of the root code of CAMEO that it comes from. Requests are demands here (root 10), pleas for
help are not told apart from them; retreat shares the value of yielding (08); assault has that of root 18, the mildest
of those it joins. Groups that PLOVER does not have (governing, transactions, communication …) weigh 0.

Source: J. S. Goldstein, "A Conflict-Cooperation Scale for WEIS Events Data", Journal of Conflict Resolution 36 (1992),
as carried over to CAMEO codes by the Computational Event Data System; groups: PLOVER code book.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SCALE: Mapping[str, float] = MappingProxyType(
    {
        "Agree": 4.0,
        "Consult": 1.0,
        "Support": 3.5,
        "Concede": 5.0,
        "Cooperate": 6.0,
        "Aid": 7.0,
        "Retreat": 5.0,
        "Request": -5.0,
        "Accuse": -2.0,
        "Reject": -4.0,
        "Threaten": -4.4,
        "Protest": -6.5,
        "Sanction": -4.0,
        "Mobilize": -7.2,
        "Coerce": -7.0,
        "Assault": -9.0,
    }
)
