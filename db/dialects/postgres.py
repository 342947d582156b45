"""A store on a PostgreSQL server: what PostgreSQL says in its own words.

Text compares byte by byte and nothing comes before everything else, as in SQLite: lists, lines and
digests are the same on both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, registry
from sqlalchemy.dialects.postgresql.base import PGTypeCompiler
from sqlalchemy.dialects.postgresql.psycopg import (
    PGCompiler_psycopg,
    PGDialect_psycopg,
)
from sqlalchemy.sql import operators
from typing_extensions import override

from db.dialects.postgres_guards import REFUSAL, PostgresGuarding
from db.dialects.seam import PAST_THE_DOOR, WRITE, Dialect, Guarding, SearchIndex
from db.dialects.tsearch import WordVectors

DRIVER = "postgresql+fieldapp"
"""The name under which SQLAlchemy knows :class:`OwnDialect`."""
A_FEW = 20
"""Up to so many rows go as one statement; more go as one stream."""
UNFIT = "payload_unreadable"
"""A text with a NUL: nobody types one, so that it came in a bundle."""
_NOTHING = "\uffff"
_BY_STATE = {
    "53100": "disk_full",
    "25006": "not_writable",
    "42501": "not_writable",
    "55P03": "store_locked",
    "40001": "store_locked",
    "40P01": "store_locked",
    "XX001": "store_damaged",
    "XX002": "store_damaged",
    "3D000": "store_unreachable",
    "3F000": "store_unreachable",
    "22021": UNFIT,
    REFUSAL: PAST_THE_DOOR,
    "28000": "store_login_refused",
    "28P01": "store_login_refused",
}
_UNREACHABLE = ("08", "57P", "53")
"""Classes of states: the connection broke, the server is stopping, it has no room for us."""
_LOGIN = ("password", "authentication", "pg_hba", "role ")


class _Words(PGCompiler_psycopg):
    """Sorts what is empty as SQLite does: before everything else."""

    @override
    def order_by_clause(self, select: Any, **kw: Any) -> str:
        clauses = [self._ordered(clause, **kw) for clause in select._order_by_clauses]  # noqa: SLF001  the compiler's own way to them
        return " ORDER BY " + ", ".join(clauses) if clauses else ""

    def _ordered(self, clause: sa.ColumnElement[Any], **kw: Any) -> str:  # noqa: ANN401  as above
        text: str = self.process(clause, **kw)
        if not getattr(clause, "nullable", True):
            return text
        falling = getattr(clause, "modifier", None) is operators.desc_op
        return f"{text} NULLS {'LAST' if falling else 'FIRST'}"


class _Types(PGTypeCompiler):
    """Text is compared byte by byte, whatever language the database was made for."""

    @override
    def visit_TEXT(self, type_: sa.Text, **kw: Any) -> str:
        return 'TEXT COLLATE "C"'


class OwnDialect(PGDialect_psycopg):
    """PostgreSQL with SQLite's order of things."""

    statement_compiler: type[PGCompiler_psycopg] = _Words
    type_compiler_cls = _Types  # type: ignore[mutable-override]  # how the library asks for it
    supports_statement_cache = True


def _compiling() -> sa.Dialect:
    made: sa.Dialect = OwnDialect(paramstyle="format")  # type: ignore[no-untyped-call]  # a library's
    return made


registry.register(DRIVER.replace("+", "."), __name__, OwnDialect.__name__)


_SIZE = (
    "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
)
PLAIN = postgresql.dialect()  # type: ignore[no-untyped-call]  # a library's
"""Names types without how they compare."""


class Postgres(Dialect):
    """PostgreSQL from 14 on, reached through psycopg."""

    compiling: sa.Dialect = _compiling()
    index: SearchIndex = WordVectors()
    guarding: Guarding = PostgresGuarding()
    errors: tuple[type[Exception], ...] = (psycopg.Error,)
    writing: Mapping[str, object] = {**WRITE, "isolation_level": "READ COMMITTED"}
    """The lock comes first, and what was committed before it was given is seen."""

    @override
    def run(self, driver: Any, text: str, values: Sequence[object]) -> list[Any]:
        cursor = driver.execute(text, [_driven(value) for value in values], binary=True)
        return cursor.fetchall() if cursor.description else []

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
        if ignore or len(rows) <= A_FEW:
            driver.execute(_insert(table, columns, ignore), _columns(rows))
            return
        with driver.cursor().copy(_copy(table, columns)) as stream:
            for row in rows:
                stream.write_row(row)

    @override
    def update(
        self,
        driver: Any,
        table: sa.Table,
        columns: tuple[str, ...],
        rows: Sequence[tuple[object, ...]],
    ) -> None:
        driver.execute(_update(table, columns), _columns(rows))

    @override
    def upsert(self, driver: Any, table: sa.Table, rows: Sequence[tuple[object, ...]]) -> None:
        driver.execute(_upsert(table), _columns(rows))

    @override
    def make_room(self, connection: sa.Connection, megabytes: int) -> None:
        del connection, megabytes  # the server keeps its own memory

    @override
    def size(self, connection: sa.Connection) -> int:
        return int(connection.exec_driver_sql(_SIZE).scalar() or 0)

    @override
    def give_back(self, driver: Any) -> bool:
        del driver  # the server clears up by itself, and uses the room again
        return True

    @override
    def is_sound(self, connection: sa.Connection) -> bool:
        return True  # the server watches over its own files

    @override
    def world_code(self, error: BaseException) -> str | None:
        state = getattr(error, "sqlstate", None)
        if state is not None:
            known = _BY_STATE.get(state)
            return known or ("store_unreachable" if state.startswith(_UNREACHABLE) else None)
        if isinstance(error, psycopg.DataError) and "NUL" in str(error):
            return UNFIT
        if not isinstance(error, psycopg.OperationalError):
            return None
        text = str(error).casefold()
        refused = any(word in text for word in _LOGIN)
        return "store_login_refused" if refused else "store_unreachable"


POSTGRES = Postgres()


def _driven(value: object) -> object:
    if isinstance(value, str):
        # no text holds a NUL here, and none may be asked for: such a text is equal to nothing
        return value.replace("\0", _NOTHING)
    return array(value) if isinstance(value, list) else value


def _columns(rows: Sequence[tuple[object, ...]]) -> list[str]:
    """Rows turned on their side: however many there are, the server runs one statement."""
    return [array(column) for column in zip(*rows, strict=True)]


def array(values: Iterable[object]) -> str:
    """An array as the server reads it; ten times as fast as the driver, which asks each element."""
    return "{" + ",".join(map(_element, values)) + "}"


def _element(value: object) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", r"\\").replace('"', r"\"") + '"'
    if isinstance(value, bytes):
        return rf'"\\x{value.hex()}"'
    return "NULL" if value is None else str(value)


_quoted = POSTGRES.compiling.identifier_preparer.quote


def _names(columns: Iterable[str], of: str = "") -> str:
    return ", ".join(of + _quoted(name) for name in columns)


def _unnested(table: sa.Table, columns: Iterable[str]) -> str:
    """The rows that come, as a table of the same columns."""
    kinds = (table.c[name].type.compile(PLAIN) for name in columns)
    return f"unnest({', '.join(f'%s::{kind}[]' for kind in kinds)}) AS v ({_names(columns)})"


@cache
def _insert(table: sa.Table, columns: tuple[str, ...], ignore: bool) -> str:
    passing = " ON CONFLICT DO NOTHING" if ignore else ""
    return (
        f"INSERT INTO {_quoted(table.name)} ({_names(columns)})"
        f" SELECT * FROM {_unnested(table, columns)}{passing}"
    )


@cache
def _copy(table: sa.Table, columns: tuple[str, ...]) -> str:
    return f"COPY {_quoted(table.name)} ({_names(columns)}) FROM STDIN"


@cache
def _update(table: sa.Table, columns: tuple[str, ...]) -> str:
    (key,) = table.primary_key
    sets = ", ".join(f"{_quoted(name)} = v.{_quoted(name)}" for name in columns)
    return (
        f"UPDATE {_quoted(table.name)} AS t SET {sets}"
        f" FROM {_unnested(table, (*columns, key.name))} WHERE t.{key.name} = v.{key.name}"
    )


@cache
def _upsert(table: sa.Table) -> str:
    """A row that says the same already is left alone: every writing leaves a dead row behind."""
    columns = tuple(column.name for column in table.columns)
    others = [column.name for column in table.columns if not column.primary_key]
    key = _names(column.name for column in table.primary_key)
    return (
        f"{_insert(table, columns, ignore=False)} ON CONFLICT ({key})"
        f" DO UPDATE SET ({_names(others)}) = ROW ({_names(others, 'excluded.')})"
        f" WHERE ROW ({_names(others, f'{table.name}.')})"
        f" IS DISTINCT FROM ROW ({_names(others, 'excluded.')})"
    )
