"""Mentions to leaves to entities: names normalised, joined by rules and decisions, typed by vote."""

from __future__ import annotations

from kg.resolve.clusters import Resolution, entities, resolve
from kg.resolve.keys import leaves
from kg.resolve.links import Link, Refusal

__all__ = ["Link", "Refusal", "Resolution", "entities", "leaves", "resolve"]
