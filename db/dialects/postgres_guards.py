"""Guards on PostgreSQL: triggers that read a setting which ends with its transaction."""

from __future__ import annotations

from collections.abc import Sequence

import psycopg
import sqlalchemy as sa
from psycopg.pq import TransactionStatus
from typing_extensions import override

from db.dialects.seam import DOOR, MENDING, PACKING, PAST_THE_DOOR, WRITING, Guard, Guarding

REFUSAL = "FA001"
"""The state under which a guard refuses."""
_SETTING = "fieldapp.door"
_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION fieldapp_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF coalesce(nullif(current_setting('{_SETTING}', true), ''), '0')::int < TG_ARGV[0]::int
        THEN
            RAISE EXCEPTION '{PAST_THE_DOOR}' USING ERRCODE = '{REFUSAL}';
        END IF;
        RETURN NEW;  -- without meaning for a whole statement
    END $$
"""
_FOUND = """
    SELECT tgname, tgargs FROM pg_trigger
    JOIN pg_class ON pg_class.oid = tgrelid
    WHERE relnamespace = current_schema()::regnamespace AND tgenabled IN ('O', 'A')
"""


class PostgresGuarding(Guarding):
    """One check a statement, however many rows it writes; emptying a table is one too."""

    @override
    def open(self, connection: sa.Connection, far: int) -> None:
        connection.info[DOOR] = far
        driver = connection.connection.driver_connection
        if not isinstance(driver, psycopg.Connection):
            raise TypeError(type(driver))
        if driver.info.transaction_status != TransactionStatus.INERROR:
            # in a transaction that failed the setting goes with all the rest
            driver.execute("SELECT set_config(%s, %s, true)", (_SETTING, str(far)))

    @override
    def statements(self, guards: Sequence[Guard]) -> list[str]:
        return [_FUNCTION, *(trigger for guard in guards for trigger in _triggers(guard))]

    @override
    def missing(self, connection: sa.Connection, guards: Sequence[Guard]) -> list[Guard]:
        found = {name: bytes(args) for name, args in connection.exec_driver_sql(_FOUND)}
        return [
            guard
            for guard in guards
            for name, needs in _expected(guard).items()
            if found.get(name) != f"{needs}\0".encode()
        ]


def _expected(guard: Guard) -> dict[str, int]:
    """The triggers of a guard by name, and how far the door must stand open for each."""
    if guard.filled_once is not None:
        found = {guard.name: WRITING, f"{guard.name}_kept": guard.needs,
                 f"{guard.name}_filled": guard.needs}  # fmt: skip
        if guard.packed is not None:
            found |= {f"{guard.name}_packed": PACKING, f"{guard.name}_packed_once": guard.needs}
        return found
    made = {guard.name: guard.needs}
    return made | {_emptying(guard): MENDING} if guard.event == "DELETE" else made


def _emptying(guard: Guard) -> str:
    return f"guard_{guard.table}_truncate"


def _triggers(guard: Guard) -> list[str]:
    """Statements that make the triggers of a guard."""
    packed, filled = guard.packed or (), guard.filled_once
    others = ", ".join(name for name in guard.others if name not in packed)
    when = {
        guard.name: f"{guard.event} ON {guard.table} FOR EACH STATEMENT",
        _emptying(guard): f"TRUNCATE ON {guard.table} FOR EACH STATEMENT",
        f"{guard.name}_kept": f"UPDATE OF {others} ON {guard.table} FOR EACH STATEMENT",
        f"{guard.name}_filled": (
            f"UPDATE OF {filled} ON {guard.table} FOR EACH ROW WHEN (OLD.{filled} IS NOT NULL)"
        ),
    }
    if guard.packed is not None:
        emptied, place = guard.packed
        updating = f"UPDATE OF {emptied}, {place} ON {guard.table}"
        moving = f"OLD.{place} IS NULL AND NEW.{place} IS NOT NULL AND NEW.{emptied} = ''"
        when[f"{guard.name}_packed"] = f"{updating} FOR EACH STATEMENT"
        when[f"{guard.name}_packed_once"] = f"{updating} FOR EACH ROW WHEN (NOT ({moving}))"
    return [
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {when[name]}"
        f" EXECUTE FUNCTION fieldapp_guard({needs})"
        for name, needs in _expected(guard).items()
    ]
