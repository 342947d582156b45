"""Statements compiled once: many rows go to the driver as plain tuples."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from db.tables import METADATA

T = TypeVar("T")
_DIALECT = sqlite.dialect()


@cache
def _insert(table: str, columns: tuple[str, ...], ignore: bool) -> str:
    statement = sa.insert(METADATA.tables[table])
    if ignore:
        statement = statement.prefix_with("OR IGNORE")
    return str(statement.compile(dialect=_DIALECT, column_keys=list(columns)))


@cache
def _update(table: str, columns: tuple[str, ...]) -> str:
    target = METADATA.tables[table]
    statement = sa.update(target).where(target.c.uid == sa.bindparam("v_key"))
    statement = statement.values({target.c[name]: sa.bindparam(f"v_{name}") for name in columns})
    return str(statement.compile(dialect=_DIALECT))


def insert_rows(
    connection: sa.Connection,
    table: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[object, ...]],
    *,
    ignore: bool = False,
) -> None:
    """Insert tuples in the order of the table's own columns, which ``columns`` must follow."""
    if rows:
        connection.exec_driver_sql(_insert(table, columns, ignore), list(rows))


def update_rows(
    connection: sa.Connection,
    table: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[object, ...]],
) -> None:
    """Update by uid: each tuple holds the columns in table order, then the uid."""
    if rows:
        connection.exec_driver_sql(_update(table, columns), list(rows))


def in_chunks(values: Sequence[T], size: int = 500) -> list[Sequence[T]]:
    """Cut a long list for ``IN (…)``."""
    return [values[at : at + size] for at in range(0, len(values), size)]
