"""Guards on SQLite: triggers that ask a function which only the store's own connections have."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from typing_extensions import override

from db.dialects.seam import DOOR, PACKING, PAST_THE_DOOR, WRITING, Guard, Guarding


class SqliteGuarding(Guarding):
    """The function reads the connection's ``info``; nothing is written to the file."""

    @override
    def open(self, connection: sa.Connection, far: int) -> None:
        connection.info[DOOR] = far

    @override
    def statements(self, guards: Sequence[Guard]) -> list[str]:
        return [
            statement
            for guard in guards
            for statement in (f"DROP TRIGGER IF EXISTS {guard.name}", _trigger(guard))
        ]

    @override
    def missing(self, connection: sa.Connection, guards: Sequence[Guard]) -> list[Guard]:
        query = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        found: dict[str, str] = dict(connection.exec_driver_sql(query).all())
        return [guard for guard in guards if found.get(guard.name) != _trigger(guard)]


def _trigger(guard: Guard) -> str:
    return (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table}"
        f" WHEN {DOOR}() < {_needed(guard)}"
        f" BEGIN SELECT RAISE(ABORT, '{PAST_THE_DOOR}'); END"
    )


def _needed(guard: Guard) -> str:
    if guard.filled_once is None:
        return str(guard.needs)
    filling = f"OLD.{guard.filled_once} IS NULL AND {_same(guard.others)}"
    cases = f"WHEN {filling} THEN {WRITING}"
    if guard.packed is not None:
        emptied, place = guard.packed
        kept = (guard.filled_once, *(name for name in guard.others if name not in guard.packed))
        moving = f"OLD.{place} IS NULL AND NEW.{place} IS NOT NULL AND NEW.{emptied} = x''"
        cases += f" WHEN {moving} AND {_same(kept)} THEN {PACKING}"
    return f"CASE {cases} ELSE {guard.needs} END"


def _same(columns: Sequence[str]) -> str:
    held, given = (", ".join(f"{row}.{name}" for name in columns) for row in ("OLD", "NEW"))
    return f"({held}) IS ({given})"
