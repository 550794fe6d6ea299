"""The graph as networks, panels and measures; what is computed here is written to the output, never to the store."""

from __future__ import annotations

__all__: list[str] = []
