"""Writing files so that they are whole or absent: side file, flush, read back, then the name."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from fieldapp.foundation.errors import WorldFailed

_CHUNK = 1024 * 1024
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_GONE = {errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTDIR, errno.ENOTCONN}
_WINDOWS = {
    19: "not_writable", 21: "drive_gone", 23: "io_error", 1006: "drive_gone", 1117: "io_error",
    1167: "drive_gone",
}  # fmt: skip
"""Windows error numbers that have no errno: write-protected, not ready, bad sector, gone, device
error, not connected."""


def write_durably(path: Path, chunks: Iterable[bytes]) -> bytes:
    """Write a file that is there whole or not at all, and really on the disk or stick.

    The bytes go to a side file beside ``path``, are flushed to the device, read back and
    compared; only then does the file get its name, in place of an older one.

    Returns:
        The SHA-256 of what was written.

    Raises:
        WorldFailed: ``disk_full``, ``not_writable``, ``drive_gone``, ``io_error`` or
            ``read_back_differs``; an older file of that name is as before and no side file is
            left if that is possible.
    """
    side = path.with_name(path.name + ".part")
    try:
        with naming_failures():
            written = _write_side(side, chunks)
            _compare(side, written)
            rename_durably(side, path)
    except BaseException:
        with contextlib.suppress(OSError):
            side.unlink(missing_ok=True)
        raise
    return written


def write_atomic(path: Path, data: bytes) -> None:
    """Write a small file so that it is there whole or not at all; raises as ``write_durably``."""
    write_durably(path, [data])


def rename_durably(path: Path, name: Path) -> None:
    """Give a finished file its name in the same folder, so that a power cut leaves it that name.

    A finished folder, whose files are on the disk already, has all their names there before.

    Raises:
        WorldFailed: as ``write_durably``.
    """
    with naming_failures():
        if path.is_dir():
            for folder in sorted(each for each in path.rglob("*") if each.is_dir()):
                _flush_folder(folder)
            _flush_folder(path)
        path.replace(name)
        _flush_folder(name.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are not there, so that a power cut leaves them.

    Raises:
        WorldFailed: as ``write_durably``.
    """
    with naming_failures():
        new = [each for each in (folder, *folder.parents) if not each.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        for each in new:
            _flush_folder(each.parent)


@contextlib.contextmanager
def naming_failures() -> Iterator[None]:
    """Turn the operating system's errors into ``WorldFailed`` with a code that has a sentence."""
    try:
        yield
    except OSError as error:
        raise WorldFailed(_code(error)) from error


def _code(error: OSError) -> str:
    known = _WINDOWS.get(getattr(error, "winerror", None) or 0)
    if known is not None:
        return known
    if error.errno in _FULL:
        return "disk_full"
    if error.errno == errno.EIO:
        return "io_error"
    return "drive_gone" if error.errno in _GONE else "not_writable"


def _write_side(side: Path, chunks: Iterable[bytes]) -> bytes:
    digest = hashlib.sha256()
    # A side file left by a power cut, or a link laid out on the stick, is not written into.
    side.unlink(missing_ok=True)
    with side.open("xb") as file:
        for chunk in chunks:
            file.write(chunk)
            digest.update(chunk)
        file.flush()
        os.fsync(file.fileno())
        _forget_cached(file.fileno())
    return digest.digest()


def _forget_cached(descriptor: int) -> None:
    """Ask for the read-back to come from the device, where the system knows how to."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def _compare(path: Path, written: bytes) -> None:
    if _read_back(path) != written:
        raise WorldFailed("read_back_differs")


def _read_back(path: Path) -> bytes:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.digest()


def _flush_folder(folder: Path) -> None:
    """Make the new name durable; Windows and some sticks cannot, and need not be told."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
