"""Statements compiled once: values and rows go to the driver as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from db.dialects.seam import Dialect, dialect_of
from db.tables import METADATA

T = TypeVar("T")


class _Text(NamedTuple):
    """A statement in the words of one engine, with the values it takes by position."""

    text: str
    names: tuple[str, ...]
    fixed: dict[str, Any]


class Prepared:
    """A statement compiled once an engine, for what is asked with every change that is saved.

    Its values are given by the names of its ``bindparam``; errors are the driver's own, which
    ``sorted_failures`` knows too.
    """

    def __init__(self, statement: sa.ClauseElement) -> None:
        self._statement = statement
        self._texts: dict[Dialect, _Text] = {}

    def rows(self, connection: sa.Connection, **values: object) -> list[Any]:
        """The rows found, as tuples; a list as value is meant for ``among``."""
        dialect = dialect_of(connection)
        text, names, fixed = self._texts.get(dialect) or self._compiled(dialect)
        given = {**fixed, **values} if fixed else values
        return dialect.run(_driver(connection), text, [given[name] for name in names])

    def first(self, connection: sa.Connection, **values: object) -> Any:  # noqa: ANN401  a row
        """The first row found, or ``None``."""
        found = self.rows(connection, **values)
        return found[0] if found else None

    def _compiled(self, dialect: Dialect) -> _Text:
        compiling = dialect.compiling
        compiled = compiling.statement_compiler(compiling, self._statement)
        names = tuple(compiled.positiontup or ())
        fixed = {name: value for name, value in compiled.params.items() if value is not None}
        self._texts[dialect] = found = _Text(str(compiled), names, fixed)
        return found


def _driver(connection: sa.Connection) -> Any:  # noqa: ANN401  the driver has no types
    return connection.connection.driver_connection


class _Among(FunctionElement[bool]):
    """A column, and the name under which the list is given."""

    type: sa.types.TypeEngine[bool] = sa.Boolean()
    inherit_cache: bool | None = True
    # otherwise SQLite is asked "… = 1", for which it reads whole tables instead of an index
    _is_implicitly_boolean = True


def among(column: sa.ColumnElement[Any], name: str) -> sa.ColumnElement[bool]:
    """Whether a column holds one of a list of any length, which is given under ``name``."""
    return _Among(column, sa.bindparam(name))


@compiles(_Among)
def _any(element: _Among, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  the compiler's own
    column, listed = (compiler.process(part, **options) for part in element.clauses)
    return f"{column} = ANY ({listed})"


@compiles(_Among, "sqlite")
def _in_json(element: _Among, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  the same
    column, listed = (compiler.process(part, **options) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({listed}))"


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
        dialect, target = dialect_of(connection), METADATA.tables[table]
        dialect.insert(_driver(connection), target, columns, rows, ignore=ignore)


def update_rows(
    connection: sa.Connection,
    table: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[object, ...]],
) -> None:
    """Update by primary key: each tuple holds the columns in table order, then the key."""
    if rows:
        target = METADATA.tables[table]
        dialect_of(connection).update(_driver(connection), target, columns, rows)


def upsert_rows(connection: sa.Connection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert whole rows, or write over those that are held; a held row keeps its number."""
    if rows:
        dialect_of(connection).upsert(_driver(connection), METADATA.tables[table], rows)


def in_chunks(values: Sequence[T], size: int = 500) -> list[Sequence[T]]:
    """Cut a long list for ``IN (…)``."""
    return [values[at : at + size] for at in range(0, len(values), size)]
