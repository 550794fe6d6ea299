"""Archives opened with caps, in memory: a small file that unpacks into a huge one is refused before it does."""

from __future__ import annotations

import io
import zipfile
import zlib

from kg.errors import DocumentError
from kg_loaders.reading import LIMIT

MEMBERS, RATIO = 10_000, 200
_SMALL = 1_000_000  # bytes that anybody may unpack, however well they were packed


def check_ratio(unpacked: int, packed: int) -> None:
    """Nothing, when *unpacked* bytes out of *packed* ones are a believable number.

    Raises:
        DocumentError: they are not: this is a bomb.
    """
    if unpacked > max(_SMALL, RATIO * packed):
        msg = f"unpacks {packed:,} bytes into {unpacked:,}: more than {RATIO} to 1, a bomb"
        raise DocumentError(msg)


def archive(content: bytes) -> zipfile.ZipFile:
    """The zip archive that *content* is, its list of members read and within the caps.

    Raises:
        DocumentError: it is none, is cut off, or has too many members or too large ones.
    """
    try:
        found = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        msg = f"is no zip archive, or is cut off: {error}"
        raise DocumentError(msg) from error
    if len(found.infolist()) > MEMBERS:
        msg = f"has {len(found.infolist()):,} members; no more than {MEMBERS:,} are read"
        raise DocumentError(msg)
    check_ratio(sum(one.file_size for one in found.infolist()), len(content))
    return found


def member(found: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """The bytes of member *one* of *found*; never more than it says of itself.

    Raises:
        DocumentError: it is locked, broken or too large.
    """
    if one.flag_bits & 1:
        msg = "is locked by a password"
        raise DocumentError(msg)
    if one.file_size > LIMIT:
        msg = f"is larger than {LIMIT // 1_000_000} MB; split it"
        raise DocumentError(msg)
    check_ratio(one.file_size, one.compress_size)
    try:
        with found.open(one) as stream:
            content = stream.read(one.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        msg = f"cannot be unpacked: {error}"
        raise DocumentError(msg) from error
    return content
