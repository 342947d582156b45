"""Values that stay on this machine: settings, keys, drafts, the custody ledger."""

from __future__ import annotations

import sqlalchemy as sa

from db.tables import LOCAL


def get(connection: sa.Connection, name: str) -> bytes | None:
    """The value of that name, or ``None``."""
    return connection.scalar(sa.select(LOCAL.c.value).where(LOCAL.c.name == name))


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
    connection.execute(sa.delete(LOCAL).where(LOCAL.c.name == name))
    if value is not None:
        connection.execute(sa.insert(LOCAL).values(name=name, value=value))
