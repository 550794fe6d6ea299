"""Questions people ask of a store, and the guards around them."""

from __future__ import annotations
