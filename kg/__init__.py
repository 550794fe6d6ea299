"""Dramatis: a knowledge graph of actors and events in which every statement carries its quote."""

from __future__ import annotations

from kg.version import VERSION

__version__ = VERSION

__all__ = ["__version__"]
