"""Statements compiled once: values and rows go to the driver as they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from db.tables import METADATA

T = TypeVar("T")
_DIALECT = sqlite.dialect()


class Prepared:
    """A statement compiled once, for what is asked with every change that is saved.

    Its values are given by the names of its ``bindparam``; errors are the driver's own, which
    ``sorted_failures`` knows too.
    """

    def __init__(self, statement: sa.ClauseElement) -> None:
        compiled = _DIALECT.statement_compiler(_DIALECT, statement)
        self._text = str(compiled)
        self._names = tuple(compiled.positiontup or ())
        self._fixed = compiled.params

    def rows(self, connection: sa.Connection, **values: object) -> list[Any]:
        """The rows found, as tuples; a list as value is meant for ``among``."""
        given = {**self._fixed, **values}
        cursor = _driver(connection).execute(
            self._text, [_driven(given[name]) for name in self._names]
        )
        return list(cursor.fetchall())

    def first(self, connection: sa.Connection, **values: object) -> Any:  # noqa: ANN401  a row
        """The first row found, or ``None``."""
        found = self.rows(connection, **values)
        return found[0] if found else None


def _driver(connection: sa.Connection) -> Any:  # noqa: ANN401  the driver has no types
    return connection.connection.driver_connection


def _driven(value: object) -> Any:  # noqa: ANN401  the driver has no types
    return msgspec.json.encode(value).decode() if isinstance(value, list) else value


def among(column: sa.ColumnElement[Any], name: str) -> sa.ColumnElement[bool]:
    """Whether a column holds one of a list of any length, which is given under ``name``."""
    listed = sa.func.json_each(sa.bindparam(name)).table_valued("value")
    return column.in_(sa.select(listed.c.value))


@cache
def _insert(table: str, columns: tuple[str, ...], ignore: bool) -> str:
    statement = sa.insert(METADATA.tables[table])
    if ignore:
        statement = statement.prefix_with("OR IGNORE")
    return str(statement.compile(dialect=_DIALECT, column_keys=list(columns)))


@cache
def _update(table: str, columns: tuple[str, ...]) -> str:
    target = METADATA.tables[table]
    (key,) = target.primary_key
    statement = sa.update(target).where(key == sa.bindparam("v_key"))
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
        _driver(connection).executemany(_insert(table, columns, ignore), rows)


def update_rows(
    connection: sa.Connection,
    table: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[object, ...]],
) -> None:
    """Update by primary key: each tuple holds the columns in table order, then the key."""
    if rows:
        _driver(connection).executemany(_update(table, columns), rows)


def in_chunks(values: Sequence[T], size: int = 500) -> list[Sequence[T]]:
    """Cut a long list for ``IN (…)``."""
    return [values[at : at + size] for at in range(0, len(values), size)]
