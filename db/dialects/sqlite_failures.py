"""What SQLite's own error codes mean for people: a disk that is full or fails, a store in use."""

from __future__ import annotations

import shutil
from pathlib import Path

_BY_NAME = (
    ("SQLITE_FULL", "disk_full"),
    ("SQLITE_IOERR", "io_error"),
    ("SQLITE_READONLY", "not_writable"),
    ("SQLITE_CANTOPEN", "not_writable"),
    ("SQLITE_PERM", "not_writable"),
    ("SQLITE_BUSY", "store_locked"),
    ("SQLITE_LOCKED", "store_locked"),
    ("SQLITE_NOTADB", "store_damaged"),
    ("SQLITE_CORRUPT", "store_damaged"),
)
_BY_WORDS = (
    ("disk is full", "disk_full"),
    ("disk i/o error", "io_error"),
    ("readonly database", "not_writable"),
    ("unable to open", "not_writable"),
    ("database is locked", "store_locked"),
    ("not a database", "store_damaged"),
    ("malformed", "store_damaged"),
    ("vtable constructor failed", "io_error"),  # the search index could not be read
)
_MAYBE_FULL = {"io_error", "not_writable"}
"""What SQLite also says where it could not make or lengthen one of its files."""
_NO_ROOM = 64 * 1024


def world_code(error: BaseException, folder: Path | None = None) -> str | None:
    """The code of an error that is the world's doing, or ``None``.

    ``folder`` is where the store lies: a disk without room there is called full.
    """
    if isinstance(error, MemoryError):
        return "store_unreadable"  # also what SQLCipher says of a page that it cannot decrypt
    code = _named(getattr(error, "sqlite_errorname", None) or "") or _said(str(error))
    return "disk_full" if code in _MAYBE_FULL and _is_full(folder) else code


def _named(name: str) -> str | None:
    return next((code for start, code in _BY_NAME if name.startswith(start)), None)


def _said(words: str) -> str | None:
    lowered = words.casefold()
    return next((code for part, code in _BY_WORDS if part in lowered), None)


def _is_full(folder: Path | None) -> bool:
    try:
        return folder is not None and shutil.disk_usage(folder).free < _NO_ROOM
    except OSError:
        return False
