"""Claims to facts: blocks, time clusters, computed properties. Pure functions of sets."""

from __future__ import annotations

from kg.world.facts import Source, World, facts

__all__ = ["Source", "World", "facts"]
