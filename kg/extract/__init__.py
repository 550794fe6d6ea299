"""Reading mentions and claims out of documents."""

from __future__ import annotations

from kg.extract.rules import RulesExtractor

__all__ = ["RulesExtractor"]
