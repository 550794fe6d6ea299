"""Named places in the write path where a test may let the process die.

`KG_CRASH_AT=committed` ends it the first time it comes by, `KG_CRASH_AT=committed:3` the third time.
"""

from __future__ import annotations

import os
from collections import Counter

POINTS = (
    "begin", "locked", "dropped", "nodes", "evidence", "gone", "world-nodes", "unlinked", "linked", "written",
    "committed",
)  # fmt: skip
CODE = 86  # no exit code of ours
_passed: Counter[str] = Counter()


def point(name: str) -> None:
    """None; or the process ends here, at once, as if its power had failed."""
    wanted = os.environ.get("KG_CRASH_AT")
    if wanted is None:
        return
    _passed[name] += 1
    where, _, count = wanted.partition(":")
    if where == name and _passed[name] == int(count or 1):
        os._exit(CODE)
