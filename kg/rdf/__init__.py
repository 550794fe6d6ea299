"""The graph as RDF: one named graph a document, one for decisions, one for the world; no blank nodes."""

from __future__ import annotations
