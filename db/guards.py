"""The guards: what would write past the door is refused by the tables themselves.

A guard lets a statement pass only while the connection's own door is open far enough. It is opened
for the length of one write unit, one merge or one named act of mending, on that connection alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from db.dialects.seam import CLOSED, DOOR, MENDING, PACKING, WRITING, Guard, dialect_of
from db.tables import ACTOR, LOCAL, METADATA, OP, SEGMENT, UNIT
from fieldapp.records.declare import entities

EVENTS = ("INSERT", "UPDATE", "DELETE")
_RECORDS = frozenset(spec.name for spec in entities())
_VILLAGE = OP.c.village.name
_LOG = frozenset({ACTOR.name, UNIT.name, OP.name, SEGMENT.name})


def guarded_tables() -> list[sa.Table]:
    """Every table but that of the values which stay on this machine."""
    return [table for table in METADATA.sorted_tables if table.name != LOCAL.name]


def all_guards() -> list[Guard]:
    """The guards that a store must have."""
    return [_guard(table.name, event) for table in guarded_tables() for event in EVENTS]


def _guard(table: str, event: str) -> Guard:
    if table == OP.name and event == "UPDATE":  # its village is known once the parent has come
        others = tuple(column.name for column in OP.columns if column.name != _VILLAGE)
        packed = (OP.c.payload.name, OP.c.segment.name)
        return Guard(table, event, MENDING, _VILLAGE, others, packed)
    if table == SEGMENT.name and event == "INSERT":
        return Guard(table, event, PACKING)
    kept = table in _LOG and event != "INSERT"  # what is written in the log stays as it is
    never = table in _RECORDS and event == "DELETE"  # a removal is a change like any other
    return Guard(table, event, MENDING if kept or never else WRITING)


@contextmanager
def opened(connection: sa.Connection, far: int = WRITING) -> Iterator[None]:
    """Let what follows on this connection past the guards, until the block is left."""
    before = connection.info.get(DOOR, CLOSED)
    dialect_of(connection).guarding.open(connection, max(far, before))
    try:
        yield
    finally:
        dialect_of(connection).guarding.open(connection, before)


def make(connection: sa.Connection) -> None:
    """Give every table its guards, in place of those it had."""
    for statement in dialect_of(connection).guarding.statements(all_guards()):
        connection.exec_driver_sql(statement)


def missing(connection: sa.Connection) -> list[Guard]:
    """The guards that are not there, or not as they must be."""
    return dialect_of(connection).guarding.missing(connection, all_guards())
