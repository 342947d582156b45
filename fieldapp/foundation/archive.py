"""Many files in one: a plain tar whose first part names size and hash of all the others."""

from __future__ import annotations

import hashlib
import os
import re
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.foundation.files import make_folder, naming_failures

CONTENTS = "contents.json"
_CHUNK = 1024 * 1024
_BLOCK = tarfile.BLOCKSIZE
_MOST_CONTENTS = 64 * 1024 * 1024
_NAME = re.compile(r"(?:[a-z0-9][a-z0-9._-]{0,100}/){0,3}[a-z0-9][a-z0-9._-]{0,100}")
"""Names that address no place outside of the folder they are unpacked into, on any system."""

Name = Annotated[str, Meta(pattern=f"^{_NAME.pattern}$")]
Size = Annotated[int, Meta(ge=0)]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of an archive; ``sha256`` in hexadecimal."""

    name: Name
    size: Size
    sha256: str


class Contents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an archive says of itself in clear: nothing of it may be personal.

    ``facts`` are names and figures of whoever made it.
    """

    format: int
    facts: dict[str, str]
    parts: tuple[Part, ...]


def described(name: str, path: Path) -> Part:
    """A file as it is now, under its name in the archive.

    Raises:
        WorldFailed: it cannot be read.
    """
    digest, size = hashlib.sha256(), 0
    with naming_failures(), path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Part(name, size, digest.hexdigest())


def packed(facts: dict[str, str], files: Iterable[tuple[Part, Path]]) -> Iterator[bytes]:
    """The bytes of an archive of these files, piece by piece.

    Raises:
        WorldFailed: a file cannot be read, or ``read_back_differs``: it is no longer as described.
    """
    listed = tuple(files)
    contents = Contents(1, facts, tuple(part for part, _path in listed))
    said = msgspec.json.encode(contents)
    yield _header(CONTENTS, len(said)) + said + _padding(len(said))
    for part, path in listed:
        yield _header(part.name, part.size)
        yield from _pieces(part, path)
        yield _padding(part.size)
    yield bytes(2 * _BLOCK)


def contents_of(path: Path) -> Contents:
    """What an archive says of itself.

    Raises:
        Refused: ``not_a_backup``. WorldFailed: ``file_missing``.
    """
    with _opened(path) as archive:
        return _contents(archive)


def unpack(path: Path, folder: Path, *, durably: bool = False) -> Contents:
    """Unpack every file into an empty folder, each compared with its hash.

    ``durably`` has every file on the disk before it goes on to the next.

    Raises:
        Refused: ``not_a_backup``.
        WorldFailed: ``backup_damaged``, ``file_missing``, ``disk_full``, ``not_writable``.
    """
    with _opened(path) as archive:
        contents = _contents(archive)
        for part in contents.parts:
            try:
                _unpack_next(archive, part, folder / part.name, durably=durably)
            except tarfile.TarError:
                raise WorldFailed("backup_damaged") from None
    return contents


def _unpack_next(archive: tarfile.TarFile, part: Part, target: Path, *, durably: bool) -> None:
    member = archive.next()
    if member is None or not member.isreg() or (member.name, member.size) != (part.name, part.size):
        raise WorldFailed("backup_damaged")
    source = archive.extractfile(member)
    digest = hashlib.sha256()
    make_folder(target.parent)
    with naming_failures(), target.open("xb") as file:
        while source is not None and (chunk := source.read(_CHUNK)):
            digest.update(chunk)
            file.write(chunk)
        if durably:
            file.flush()
            os.fsync(file.fileno())
    if digest.hexdigest() != part.sha256:
        raise WorldFailed("backup_damaged")


def _opened(path: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(path, "r:")
    except OSError:
        raise WorldFailed("file_missing", file=path.name) from None
    except tarfile.TarError:
        raise Refused("not_a_backup") from None


def _contents(archive: tarfile.TarFile) -> Contents:
    try:
        first = archive.next()
        if first is None or first.name != CONTENTS or not 0 < first.size <= _MOST_CONTENTS:
            raise Refused("not_a_backup")
        source = archive.extractfile(first)
        found = msgspec.json.decode(source.read() if source else b"", type=Contents)
    except (tarfile.TarError, msgspec.DecodeError, OSError):
        raise Refused("not_a_backup") from None
    return found


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size = size
    return info.tobuf(tarfile.PAX_FORMAT)


def _padding(size: int) -> bytes:
    return bytes(-size % _BLOCK)


def _pieces(part: Part, path: Path) -> Iterator[bytes]:
    left, digest = part.size, hashlib.sha256()
    with naming_failures(), path.open("rb") as file:
        while left and (chunk := file.read(min(_CHUNK, left))):
            left -= len(chunk)
            digest.update(chunk)
            yield chunk
    if left or digest.hexdigest() != part.sha256:
        raise WorldFailed("read_back_differs")
