"""A store in a file of its own: what SQLite says in its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlcipher3 import dbapi2
from typing_extensions import override

from db.dialects.fts5 import Fts5
from db.dialects.seam import DOOR, PAST_THE_DOOR, WRITE, Dialect, Guarding, SearchIndex
from db.dialects.sqlite_failures import world_code
from db.dialects.sqlite_guards import SqliteGuarding

CACHE = 8
"""Megabytes of the file kept in memory: at 40,000 households twice as much is no faster."""
_COMPILING = sqlite.dialect()
_NUMBERED = "SELECT household, rowid FROM household_summary ORDER BY household"
"""A vacuum keeps these numbers, but nobody promises it."""
_PASSED_BY = (PAST_THE_DOOR, f"no such function: {DOOR}")
"""What a guard says, and what is said to a connection that is none of the store's."""


class Sqlite(Dialect):
    """SQLite, reached through the driver of SQLCipher; ``folder`` is where the file lies."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    compiling: sa.Dialect = _COMPILING
    index: SearchIndex = Fts5()
    guarding: Guarding = SqliteGuarding()
    errors: tuple[type[Exception], ...] = (dbapi2.Error, MemoryError)
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
    def size(self, connection: sa.Connection) -> int:
        pages, bytes_each = (
            int(connection.exec_driver_sql(f"PRAGMA {name}").scalar() or 0)
            for name in ("page_count", "page_size")
        )
        return pages * bytes_each

    @override
    def give_back(self, driver: Any) -> bool:
        before = hash(tuple(driver.execute(_NUMBERED)))
        # the copy that is made on the way is as encrypted as the store; in memory it has no room
        driver.execute("PRAGMA temp_store = FILE")
        try:
            driver.execute("VACUUM")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            driver.execute("PRAGMA temp_store = MEMORY")
        return hash(tuple(driver.execute(_NUMBERED))) == before

    @override
    def is_sound(self, connection: sa.Connection) -> bool:
        return connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"

    @override
    def world_code(self, error: BaseException) -> str | None:
        if any(words in str(error) for words in _PASSED_BY):
            return PAST_THE_DOOR
        return world_code(error, self._folder)


SQLITE = Sqlite()


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
