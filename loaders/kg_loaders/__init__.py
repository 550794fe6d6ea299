"""The loaders that come with Dramatis: what a researcher has on disk, to documents."""

from __future__ import annotations

__all__: list[str] = []
