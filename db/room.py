"""Room in memory for what writes to records all over the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from db.dialects.seam import dialect_of
from db.dialects.sqlite import CACHE

_ROOM = 64
"""Megabytes of the file that are kept in memory meanwhile."""


@contextmanager
def roomy(connection: sa.Connection) -> Iterator[None]:
    """Give a connection more room until the block is left.

    Random keys touch the whole file: with little room its pages are encrypted over and over.
    """
    dialect = dialect_of(connection)
    dialect.make_room(connection, _ROOM)
    try:
        yield
    finally:
        dialect.make_room(connection, CACHE)
