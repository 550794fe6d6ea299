"""Claims to facts: blocks, time clusters, computed properties. Pure functions of sets."""

from __future__ import annotations

from kg.world.facts import World, facts, label, shown
from kg.world.sources import Origins, Source, Sources

__all__ = ["Origins", "Source", "Sources", "World", "facts", "label", "shown"]
