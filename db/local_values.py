"""Values that stay on this machine: settings, keys, drafts, the custody ledger."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from db.statements import Prepared, insert_rows
from db.tables import LOCAL
from fieldapp.changes.operations import ActorInfo

WRITER = "writer"
_NAMED = LOCAL.c.name == sa.bindparam("of")
_GET = Prepared(sa.select(LOCAL.c.value).where(_NAMED))
_BEGINS = LOCAL.c.name.between(sa.bindparam("first"), sa.bindparam("last"))
_NAMES = Prepared(sa.select(LOCAL.c.name).where(_BEGINS).order_by(LOCAL.c.name))
_VALUES = Prepared(sa.select(LOCAL.c.name, LOCAL.c.value).where(_BEGINS).order_by(LOCAL.c.name))
_LAST = "\U0010ffff"
_FORGET = Prepared(sa.delete(LOCAL).where(_NAMED))
_COLUMNS = tuple(column.name for column in LOCAL.columns)


def get(connection: sa.Connection, name: str) -> bytes | None:
    """The value of that name, or ``None``."""
    found: tuple[bytes] | None = _GET.first(connection, of=name)
    return found[0] if found else None


def writer(connection: sa.Connection) -> ActorInfo:
    """The identity under which this store writes."""
    found = get(connection, WRITER)
    if found is None:
        raise LookupError(WRITER)
    return msgspec.msgpack.decode(found, type=ActorInfo)


def named(connection: sa.Connection, prefix: str) -> dict[str, bytes]:
    """The values whose names start with ``prefix``, by name."""
    return dict(_VALUES.rows(connection, first=prefix, last=prefix + _LAST))


def names(connection: sa.Connection, prefix: str) -> list[str]:
    """The names that start with ``prefix``, in order."""
    return [name for (name,) in _NAMES.rows(connection, first=prefix, last=prefix + _LAST)]


def put(connection: sa.Connection, name: str, value: bytes | None) -> None:
    """Keep a value; ``None`` forgets it."""
    _FORGET.rows(connection, of=name)
    if value is not None:
        insert_rows(connection, LOCAL.name, _COLUMNS, [(name, value)])
