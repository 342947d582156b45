"""What can go wrong in a store, sorted once: the world's failures and our own faults."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy.exc

from db.dialects.seam import PAST_THE_DOOR, Dialect
from db.dialects.sqlite import SQLITE
from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.foundation.occupancy import others

REFUSED = ("store_locked", "payload_unreadable", PAST_THE_DOOR)
"""What is over when somebody else has finished, what came from outside, what no unit recorded."""


@contextmanager
def sorted_failures(dialect: Dialect = SQLITE) -> Iterator[None]:
    """Turn what the database says of the world into a named error; faults of ours pass as such."""
    foreseen: tuple[type[Exception], ...] = (sqlalchemy.exc.DBAPIError, *dialect.errors)
    try:
        yield
    except foreseen as error:
        code = dialect.world_code(getattr(error, "orig", None) or error)
        if code is None:
            raise
        if code == "store_locked" and (holders := others()):
            raise Refused("store_held", **holders[0].facts()) from None
        if code in REFUSED:
            raise Refused(code) from None
        raise WorldFailed(code) from None
