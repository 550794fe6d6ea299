"""The two engines that make a page of a view, and the view as notebooks show it."""

from __future__ import annotations

import html as markup
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import NotFoundError, UsageError
from kg.views.embed import save
from kg.views.model import ViewModel
from kg.views.page import Start, explorer_html

ENGINES = ("explorer", "pyvis")


def to_html(
    model: ViewModel,
    *,
    engine: str = "explorer",
    start: Start | None = None,
    note: Callable[[str], None] = lambda _: None,
) -> str:
    """*model* as one HTML page; equal models give equal text. *note* is told what is being done.

    *start* is what the explorer opens on.

    Raises:
        NotFoundError: there is no such engine, or *start* names what the view does not hold.
        UsageError: pyvis cannot open on *start*.
        TooLargeError: more nodes than the engine's page can show.
    """
    if engine == "explorer":
        return explorer_html(model, start=start, note=note)
    if engine == "pyvis":
        if start is not None:
            raise UsageError("a page by pyvis has neither a timeline nor a comparison; leave --engine pyvis away")
        from kg.views.pyvis_page import pyvis_html

        return pyvis_html(model)
    raise NotFoundError(f"no engine named {engine!r}; there are: {', '.join(ENGINES)}")


def write(
    model: ViewModel,
    path: Path,
    *,
    engine: str = "explorer",
    start: Start | None = None,
    note: Callable[[str], None] = lambda _: None,
) -> None:
    """Write *model* to *path* as one page; the file is there whole or not at all.

    Raises:
        NotFoundError: there is no such engine, or *start* names what the view does not hold.
        TooLargeError: more nodes than the engine's page can show.
        UnavailableError: the file cannot be written.
    """
    save(to_html(model, engine=engine, start=start, note=note), path)


@dataclass(frozen=True, slots=True)
class View:
    """A view that a notebook shows by itself, in a frame that cannot reach the notebook."""

    model: ViewModel
    height: int = 720

    def to_html(self) -> str:
        """The explorer's page."""
        return to_html(self.model)

    def save(self, path: str | Path) -> None:
        """Write the explorer's page to *path*."""
        write(self.model, Path(path))

    def _repr_html_(self) -> str:
        page = markup.escape(self.to_html(), quote=True)
        return (
            f'<iframe sandbox="allow-scripts allow-downloads" width="100%" height="{self.height}"'
            f' style="border:1px solid #ccc" title="Actors and events" srcdoc="{page}"></iframe>'
        )
