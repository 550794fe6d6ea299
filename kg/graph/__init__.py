"""The graph in Python: `kg.open()` gives a `Graph`; its answers are rows, entities and facts with their quotes."""

from __future__ import annotations

from kg.analyze.table import Table
from kg.graph.answer import Answer
from kg.graph.nodes import Claim, Entity, Fact, Role, Source
from kg.graph.opened import Graph

__all__ = ["Answer", "Claim", "Entity", "Fact", "Graph", "Role", "Source", "Table"]
