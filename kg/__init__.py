"""Dramatis: a knowledge graph of actors and events in which every statement carries its quote."""

from __future__ import annotations

__version__ = "0.1.0"

__all__ = ["__version__"]
