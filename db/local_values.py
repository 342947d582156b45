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
    query = (
        sa.select(LOCAL.c.name, LOCAL.c.value)
        .where(LOCAL.c.name.startswith(prefix, autoescape=True))
        .order_by(LOCAL.c.name)
    )
    return dict(connection.execute(query).all())


def put(connection: sa.Connection, name: str, value: bytes | None) -> None:
    """Keep a value; ``None`` forgets it."""
    _FORGET.rows(connection, of=name)
    if value is not None:
        insert_rows(connection, LOCAL.name, _COLUMNS, [(name, value)])
