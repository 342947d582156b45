"""What can go wrong in a store, sorted once: the world's failures and our own faults."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy.exc
from sqlcipher3 import dbapi2

from fieldapp.foundation.errors import Refused, WorldFailed

_SENTENCES = (
    ("disk is full", "disk_full"),
    ("disk full", "disk_full"),
    ("no space", "disk_full"),
    ("readonly database", "not_writable"),
    ("unable to open", "not_writable"),
    ("disk i/o error", "not_writable"),
    ("database is locked", "store_locked"),
    ("not a database", "store_damaged"),
    ("malformed", "store_damaged"),
)


@contextmanager
def sorted_failures() -> Iterator[None]:
    """Turn what the database says of the world into a named error; faults of ours pass as such."""
    try:
        yield
    except (sqlalchemy.exc.DBAPIError, dbapi2.Error) as error:
        code = world_code(str(getattr(error, "orig", error)))
        if code is None:
            raise
        if code == "store_locked":
            raise Refused(code) from None
        raise WorldFailed(code) from None


def world_code(text: str) -> str | None:
    """The error code for what SQLite says, or ``None`` when it is not the world's doing."""
    lowered = text.casefold()
    return next((code for words, code in _SENTENCES if words in lowered), None)
