"""The loaders that come with Dramatis: text, Markdown, HTML, JSON lines."""

from __future__ import annotations

__all__: list[str] = []
