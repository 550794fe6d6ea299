"""One profile for all property tests: the same examples on every machine, no deadline that a slow one could miss."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "same",
    derandomize=True,
    deadline=None,
    max_examples=int(os.environ.get("KG_EXAMPLES", "150")),
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("same")
