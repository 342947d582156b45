"""A store in a file of its own: what SQLite says in its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlcipher3 import dbapi2
from typing_extensions import override

from db.dialects.fts5 import Fts5
from db.dialects.seam import DOOR, PAST_THE_DOOR, WRITE, Dialect, Guarding, SearchIndex
from db.dialects.sqlite_guards import SqliteGuarding

CACHE = 8
"""Megabytes of the file kept in memory: at 40,000 households twice as much is no faster."""
_COMPILING = sqlite.dialect()
_SENTENCES = (
    (PAST_THE_DOOR, PAST_THE_DOOR),
    (f"no such function: {DOOR}", PAST_THE_DOOR),  # a connection that is none of the store's
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


class Sqlite(Dialect):
    """SQLite, reached through the driver of SQLCipher."""

    compiling: sa.Dialect = _COMPILING
    index: SearchIndex = Fts5()
    guarding: Guarding = SqliteGuarding()
    errors: tuple[type[Exception], ...] = (dbapi2.Error,)
    writing: Mapping[str, object] = WRITE

    @override
    def run(self, driver: Any, text: str, values: Sequence[object]) -> list[Any]:
        found: list[Any] = driver.execute(text, [_driven(value) for value in values]).fetchall()
        return found

    @override
    def insert(
        self,
        driver: Any,
        table: sa.Table,
        columns: tuple[str, ...],
        rows: Sequence[tuple[object, ...]],
        *,
        ignore: bool,
    ) -> None:
        driver.executemany(_insert(table, columns, ignore), rows)

    @override
    def update(
        self,
        driver: Any,
        table: sa.Table,
        columns: tuple[str, ...],
        rows: Sequence[tuple[object, ...]],
    ) -> None:
        driver.executemany(_update(table, columns), rows)

    @override
    def upsert(self, driver: Any, table: sa.Table, rows: Sequence[tuple[object, ...]]) -> None:
        driver.executemany(_upsert(table), rows)

    @override
    def make_room(self, connection: sa.Connection, megabytes: int) -> None:
        connection.exec_driver_sql(f"PRAGMA cache_size = {-1000 * megabytes}")

    @override
    def is_sound(self, connection: sa.Connection) -> bool:
        return connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"

    @override
    def world_code(self, error: BaseException) -> str | None:
        return world_code(str(error))


SQLITE = Sqlite()


def world_code(text: str) -> str | None:
    """The error code for what SQLite says, or ``None`` when it is not the world's doing."""
    lowered = text.casefold()
    return next((code for words, code in _SENTENCES if words in lowered), None)


def _driven(value: object) -> Any:  # noqa: ANN401  the driver has no types
    return msgspec.json.encode(value).decode() if isinstance(value, list) else value


@cache
def _insert(table: sa.Table, columns: tuple[str, ...], ignore: bool) -> str:
    statement = sa.insert(table)
    if ignore:
        statement = statement.prefix_with("OR IGNORE")
    return str(statement.compile(dialect=_COMPILING, column_keys=list(columns)))


@cache
def _update(table: sa.Table, columns: tuple[str, ...]) -> str:
    (key,) = table.primary_key
    statement = sa.update(table).where(key == sa.bindparam("v_key"))
    statement = statement.values({table.c[name]: sa.bindparam(f"v_{name}") for name in columns})
    return str(statement.compile(dialect=_COMPILING))


@cache
def _upsert(table: sa.Table) -> str:
    statement = sqlite.insert(table)
    changes = {c.name: statement.excluded[c.name] for c in table.columns if not c.primary_key}
    statement = statement.on_conflict_do_update(index_elements=[*table.primary_key], set_=changes)
    return str(statement.compile(dialect=_COMPILING))
