"""Zip archives of documents of any kind, read in memory: nothing is ever unpacked to the disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Protocol, runtime_checkable
from zipfile import ZipInfo

from kg import registry
from kg.errors import DocumentError
from kg.model import Document, Rejected
from kg_loaders.caps import MEMBERS, archive, check_ratio, member
from kg_loaders.reading import loaded, parsed

DEPTH = 2


@runtime_checkable
class _Parser(Protocol):
    """A loader that can also read what is no file of its own."""

    def parse(self, content: bytes) -> Iterator[Document | Rejected]: ...


@runtime_checkable
class _Mapped(Protocol):
    """A loader of tables."""

    def mapped(self, columns: Mapping[str, str]) -> _Parser: ...


class ZipLoader:
    """The documents of the members, those of archives inside it included, in order of name."""

    name = "zip"

    def __init__(self, columns: Mapping[str, str] | None = None) -> None:
        self.columns = columns

    def mapped(self, columns: Mapping[str, str]) -> ZipLoader:
        """The loader that hands *columns* on to the tables inside."""
        return ZipLoader(columns)

    def accepts(self, path: Path) -> bool:
        """Whether *path* ends in .zip."""
        return path.suffix.lower() == ".zip"

    def load(self, path: Path) -> Iterator[Document | Rejected]:
        """The documents of the members of *path*; their address is `#member` or what they say themselves."""
        yield from loaded(path, self.parse, limit=None)

    def parse(self, content: bytes) -> Iterator[Document | Rejected]:
        """The documents of the members of the archive that *content* is.

        Raises:
            DocumentError: it is no archive, is cut off, a bomb, or holds no file.
        """
        yield from _Walk(len(content), self.columns).documents(content, depth=1)


class _Walk:
    """One way through an archive and those inside it, with what was unpacked so far."""

    def __init__(self, packed: int, columns: Mapping[str, str] | None) -> None:
        self.packed, self.columns = packed, columns
        self.unpacked = self.members = 0

    def documents(self, content: bytes, *, depth: int) -> Iterator[Document | Rejected]:
        """The documents of the archive that *content* is."""
        found = archive(content)
        members = [m for m in sorted(found.infolist(), key=lambda m: m.filename) if not _is_hidden(m)]
        if not members:
            msg = "holds no file"
            raise DocumentError(msg)
        for one in members:
            reader = registry.loader_for(Path(one.filename))
            if reader is None:
                yield Rejected(uri=f"#{one.filename}", reason=registry.NO_LOADER)
                continue
            self.members += 1
            if self.members > MEMBERS:
                msg = f"has more than {MEMBERS:,} members, with those of the archives inside it"
                raise DocumentError(msg)
            try:
                self.unpacked += one.file_size
                check_ratio(self.unpacked, self.packed)
                for doc in self._inside(reader, member(found, one), depth):
                    yield _at(doc, one.filename)
            except DocumentError as error:
                yield Rejected(uri=f"#{one.filename}", reason=str(error))
            except Exception as error:  # noqa: BLE001 - one bad member must not stop the others
                reason = f"the loader {reader.name!r} failed: {type(error).__name__}: {error}"
                yield Rejected(uri=f"#{one.filename}", reason=reason)

    def _inside(self, reader: object, content: bytes, depth: int) -> Iterator[Document | Rejected]:
        if isinstance(reader, ZipLoader):
            if depth == DEPTH:
                msg = f"is an archive {DEPTH} archives deep; unpack the outer one first"
                raise DocumentError(msg)
            yield from self.documents(content, depth=depth + 1)
            return
        if self.columns and isinstance(reader, _Mapped):
            reader = reader.mapped(self.columns)
        if not isinstance(reader, _Parser):
            msg = "is of a kind that is read from files only; unpack the archive first"
            raise DocumentError(msg)
        yield from parsed(reader.parse, content)


def _is_hidden(one: ZipInfo) -> bool:
    parts = PurePosixPath(one.filename).parts
    return one.is_dir() or any((p.startswith(".") and p != "..") or p == "__MACOSX" for p in parts)


def _at(one: Document | Rejected, name: str) -> Document | Rejected:
    """*one* with the address of its member, unless it has one of its own."""
    inner = not one.uri or one.uri.startswith("#")
    return replace(one, uri=f"#{name}{one.uri}") if inner else one
