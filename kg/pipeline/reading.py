"""Paths to documents: which files, by which loader, under which address."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, runtime_checkable

from kg import ids, registry
from kg.errors import KgError, UsageError
from kg.language import language_of
from kg.model import Document, Rejected
from kg.protocols import Loader


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the caller says of all documents that do not say it themselves.

    `columns` says of tables which column holds what: field (`text`, `published` …) and column.
    """

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    columns: tuple[tuple[str, str], ...] = ()


@runtime_checkable
class _Tables(Protocol):
    """A loader that can be told which column holds what."""

    def mapped(self, columns: Mapping[str, str]) -> Loader: ...


@dataclass(frozen=True, slots=True)
class File:
    """A file to read, its address, and its loader."""

    path: Path
    uri: str
    loader: Loader


def files(
    paths: Iterable[Path], *, loader: str | None = None, uri_root: Path | None = None
) -> tuple[list[File], list[Rejected]]:
    """The files that *paths* name, folders walked, in order of address; and those that no loader reads.

    Hidden files and folders, and links that lead out of the given folder, are passed over.

    Raises:
        UsageError: a path does not exist, or no file of a known kind is among them.
    """
    found: dict[str, File] = {}
    skipped: list[Rejected] = []
    root = (uri_root or Path.cwd()).resolve()
    for given in paths:
        if not given.exists():
            msg = f"no such file or folder: {given}"
            raise UsageError(msg)
        for path in _walk(given):
            uri = _uri(path, root)
            reader = registry.loader(loader) if loader else registry.loader_for(path)
            if reader is None:
                skipped.append(Rejected(uri=uri, reason=registry.NO_LOADER))
            else:
                found[uri] = File(path, uri, reader)
    if not found:
        known = ", ".join(registry.names("kg.loaders"))
        msg = f"no file of a known kind in {', '.join(map(str, paths))}; loaders installed: {known}"
        raise UsageError(msg)
    return [found[u] for u in sorted(found)], sorted(skipped, key=lambda r: r.uri)


def _walk(given: Path) -> Iterator[Path]:
    if given.is_file():
        yield given
        return
    top = given.resolve()
    for folder, names, inside in os.walk(given):
        names[:] = sorted(n for n in names if not n.startswith("."))
        for name in sorted(inside):
            path = Path(folder) / name
            if not name.startswith(".") and path.resolve().is_relative_to(top) and path.is_file():
                yield path


def _uri(path: Path, root: Path) -> str:
    """POSIX path relative to *root*, with `..` where the file lies outside it."""
    return Path(os.path.relpath(path.resolve(), root)).as_posix()


def documents(file: File, *, metadata: Metadata) -> Iterator[Document | Rejected]:
    """The documents of *file* with their final address and id; what the file itself says of them comes first.

    One that does not say its language is taken for English unless it is plainly not.
    """
    seen: set[str] = set()
    for one in _found(file, metadata):
        if isinstance(one, Rejected):
            yield Rejected(uri=file.uri + one.uri, reason=one.reason)
            continue
        uri = file.uri + one.uri if one.uri.startswith("#") or not one.uri else one.uri
        if uri in seen:
            yield Rejected(uri=uri, reason="a document of this id stands in the file already")
            continue
        seen.add(uri)
        yield replace(
            one,
            id=ids.document_id(uri, one.text),
            uri=uri,
            title=one.title or metadata.title,
            publisher=one.publisher or metadata.publisher,
            published=one.published or metadata.published,
            lang=one.lang or language_of(one.text) or "en",
        )


def _found(file: File, metadata: Metadata) -> Iterator[Document | Rejected]:
    """What the loader of *file* finds in it; a file that it fails on is a Rejected, whatever the failure."""
    reader = file.loader
    if metadata.columns and isinstance(reader, _Tables):
        reader = reader.mapped(dict(metadata.columns))
    try:
        yield from reader.load(file.path)
    except KgError as error:
        yield Rejected(uri="", reason=str(error))
    except Exception as error:  # noqa: BLE001 - one bad file, or one bad loader, must not stop the others
        yield Rejected(uri="", reason=f"the loader {reader.name!r} failed: {type(error).__name__}: {error}")
