"""Loaders and extractors by name, from entry points; imported only when their name is asked for."""

from __future__ import annotations

import logging
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from kg.errors import UnavailableError, UsageError
from kg.protocols import Extractor, Loader

NO_LOADER = "no loader reads this kind of file"  # of what is passed over, as against what is faulty

_log = logging.getLogger(__name__)


@lru_cache(maxsize=4)
def _points(group: str) -> dict[str, EntryPoint]:
    found: dict[str, EntryPoint] = {}
    for point in sorted(entry_points(group=group), key=lambda p: (p.name, p.value)):
        other = found.get(point.name)
        if other is not None and other.value != point.value:
            both = f"{_named(other)} and {_named(point)}"
            msg = f"two {group} are called {point.name!r}: {both}; remove one of the packages"
            raise UsageError(msg)
        found[point.name] = point
    return found


def _named(point: EntryPoint) -> str:
    return f"{point.value} of {point.dist.name}" if point.dist else point.value


def names(group: str) -> list[str]:
    """What is installed in *group* (`kg.loaders`, `kg.extractors`), sorted."""
    return sorted(_points(group))


def _make(group: str, name: str) -> object:
    point = _points(group).get(name)
    if point is None:
        msg = f"no {group.removeprefix('kg.').rstrip('s')} named {name!r}; installed: {', '.join(names(group))}"
        raise UsageError(msg)
    try:
        made: object = point.load()()
    except Exception as error:  # whatever a plug-in of somebody else's raises is its fault
        msg = f"{_named(point)}, which {name!r} stands for, cannot be loaded: {error}"
        raise UnavailableError(msg) from error
    return made


@lru_cache(maxsize=32)
def loader(name: str) -> Loader:
    """The loader called *name*.

    Raises:
        UsageError: none is; the message lists those that are.
        UnavailableError: its package is broken or lacks one that it needs.
    """
    made = _make("kg.loaders", name)
    if not isinstance(made, Loader):
        msg = f"the loader {name!r} lacks `name`, `accepts` or `load`"
        raise UsageError(msg)
    return made


def extractor(name: str) -> Extractor:
    """The extractor called *name*.

    Raises:
        UsageError: none is; the message lists those that are.
        UnavailableError: its package is broken or lacks one that it needs.
    """
    made = _make("kg.extractors", name)
    if not isinstance(made, Extractor):
        msg = f"the extractor {name!r} lacks `name`, `version` or `extract`"
        raise UsageError(msg)
    return made


def loader_for(path: Path) -> Loader | None:
    """The loader that reads files of *path*'s kind, first by name; None when none does.

    A plug-in that is broken reads nothing; the log says so once.
    """
    return next((one for one in map(_sound, names("kg.loaders")) if one is not None and one.accepts(path)), None)


@lru_cache(maxsize=32)
def _sound(name: str) -> Loader | None:
    """The loader called *name*, None when it is broken."""
    try:
        made = loader(name)
        made.accepts(Path("probe"))
    except Exception as error:  # noqa: BLE001 - a plug-in of somebody else's must not stop a walk through a folder
        _log.warning("the loader %r is passed over: %s", name, error)
        return None
    return made
