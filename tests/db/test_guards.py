"""Whatever is written past the door is refused by the tables themselves, on either engine."""

from __future__ import annotations

from contextlib import closing

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlcipher3 import dbapi2

from db import guards
from db.dialects.seam import CLOSED, DOOR, MENDING, WRITING
from db.store import SqlStore
from db.tables import METADATA, OP, state_table
from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import changed, created
from fieldapp.records import Household
from fieldapp.records.declare import entities
from tests.factories import KEY, a_household, a_member, a_village, act

UNSHARED = ("alembic_version", "local_value", "household_search")
"""The number of the schema, what stays on this machine, and the index made from the records."""
SHARED = [
    *(spec.name for spec in entities()),
    *("log_actor", "log_unit", "log_op", "log_segment", "log_sibling", "log_orphan", "log_waiting"),
    "household_summary",
]
_ROW = {"INTEGER": 1, "BIGINT": 1, "SMALLINT": 1, "TEXT": "x", "BLOB": b"x"}


def unguarded(connection: sa.Connection) -> set[str]:
    """The tables of the store, as the engine itself lists them, that lack one of three guards."""
    if connection.dialect.name == "sqlite":
        query = (
            "SELECT t.name FROM sqlite_schema AS t WHERE t.type = 'table' AND 3 >"
            " (SELECT count(*) FROM sqlite_schema AS g WHERE g.type = 'trigger'"
            " AND g.tbl_name = t.name AND instr(g.sql, 'fieldapp_door'))"
        )
    else:
        query = (
            "SELECT relname FROM pg_class AS t WHERE relkind = 'r'"
            " AND relnamespace = current_schema()::regnamespace AND 4 > (SELECT count(DISTINCT"
            " tgtype::int & 60) FROM pg_trigger WHERE tgrelid = t.oid AND NOT tgisinternal)"
        )
    found = {str(name) for (name,) in connection.exec_driver_sql(query)}
    return {name for name in found if not name.startswith(UNSHARED)}


def code_of(store: SqlStore, statement: str | sa.Executable, far: int = CLOSED) -> str:
    """How a statement ends in a write of the store whose door stands open so far."""
    try:
        with store._transactions.writing() as connection, guards.opened(connection, far):
            text = sa.text(statement) if isinstance(statement, str) else statement
            connection.execute(text)
    except Refused as error:
        return error.code
    return "passed"


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    """A store with records and their log."""
    village = a_village()
    home = a_household(village)
    store.write(act(), [created(record) for record in (village, home, a_member(home))])
    return store


def test_what_is_declared_is_what_is_guarded() -> None:
    assert {table.name for table in guards.guarded_tables()} == set(SHARED)
    assert set(METADATA.tables) - set(SHARED) == {"local_value"}


def test_every_table_of_a_store_has_its_three_guards(store: SqlStore) -> None:
    with store._transactions.reading() as connection:
        assert unguarded(connection) == set()
        assert guards.missing(connection) == []


def test_a_table_without_guards_does_not_pass_unseen(store: SqlStore) -> None:
    with store._transactions.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE later (uid TEXT PRIMARY KEY)")
        assert unguarded(connection) == {"later"}
        connection.rollback()


@pytest.mark.parametrize("table", SHARED)
def test_no_statement_passes_beside_a_write_unit(filled: SqlStore, table: str) -> None:
    columns = METADATA.tables[table].columns
    values = {column.name: _ROW[str(column.type)] for column in columns}
    if filled._transactions._dialect.compiling.name == "sqlite":
        with closing(_stranger(filled, door=MENDING)) as connection:
            insert = sqlite.insert(METADATA.tables[table]).on_conflict_do_nothing()
            text = str(insert.compile(dialect=sqlite.dialect(paramstyle="qmark")))
            connection.execute(text, [*values.values()])
    first = columns[0].name
    for statement in (
        f"INSERT INTO {table} DEFAULT VALUES",
        f'UPDATE {table} SET "{first}" = "{first}"',  # noqa: S608  declared names
        f"DELETE FROM {table}",  # noqa: S608  the same
    ):
        assert code_of(filled, statement) == "past_the_door", statement


def _stranger(store: SqlStore, door: int | None = None) -> dbapi2.Connection:
    """Another program's connection to the file: it has the key, and a door only if it makes one."""
    with store._transactions.reading() as connection:
        (file,) = (row[2] for row in connection.exec_driver_sql("PRAGMA database_list"))
    driver = dbapi2.connect(file, isolation_level=None)
    driver.execute(f"PRAGMA key = \"x'{KEY.raw.hex()}'\"")
    if door is not None:
        driver.create_function(DOOR, 0, lambda: door)
    return driver


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    "statement",
    ["INSERT INTO household DEFAULT VALUES", "UPDATE household SET phone = '1'",
     "DELETE FROM log_op", "DELETE FROM log_sibling"],
)  # fmt: skip
def test_a_stranger_with_the_key_has_no_door(
    filled: SqlStore, statement: str, engine_name: str
) -> None:
    del engine_name
    before = filled.state_digest()
    with (
        closing(_stranger(filled)) as connection,
        pytest.raises(dbapi2.OperationalError, match=DOOR),
    ):
        connection.execute(statement)
    assert filled.state_digest() == before


@pytest.mark.parametrize("engine_name", ["postgres"])
def test_a_table_on_a_server_is_not_emptied_at_once(filled: SqlStore, engine_name: str) -> None:
    del engine_name
    assert code_of(filled, "TRUNCATE log_sibling", WRITING) == "past_the_door"
    assert code_of(filled, "TRUNCATE log_sibling", MENDING) == "passed"


def test_inside_a_write_unit_the_log_only_grows_and_no_record_goes(filled: SqlStore) -> None:
    table = state_table("member")
    for statement in (
        sa.update(OP).values(payload=b""),
        sa.update(OP).values(chain=OP.c.chain, village=None),
        sa.update(OP).values(village="elsewhere"),
        sa.delete(OP),
        sa.text("UPDATE log_unit SET author = 'x'"),
        sa.text("DELETE FROM log_unit"),
        sa.text("UPDATE log_actor SET name = 'x'"),
        sa.text("DELETE FROM log_actor"),
        sa.delete(table),
    ):
        assert code_of(filled, statement, WRITING) == "past_the_door", str(statement)
    assert code_of(filled, sa.delete(table), MENDING) == "passed"


def test_an_operation_gets_its_village_once(filled: SqlStore) -> None:
    assert code_of(filled, sa.update(OP).values(village=None), MENDING) == "passed"
    assert code_of(filled, sa.update(OP).values(village="v"), CLOSED) == "past_the_door"
    assert code_of(filled, sa.update(OP).values(village="v"), WRITING) == "passed"
    assert code_of(filled, sa.update(OP).values(village="w"), WRITING) == "past_the_door"


def test_the_door_is_closed_again_after_a_save_a_mistake_and_a_refusal(filled: SqlStore) -> None:
    (home,) = filled.find(Household)
    stray = "UPDATE household SET phone = '2'"
    with pytest.raises(Refused, match="past_the_door"):
        _save_and_stray(filled, home, stray)
    assert filled.find(Household) == [home]
    with pytest.raises(Refused, match="unknown_record"):
        filled.write(act(), [changed(Household, "nobody", phone="1")])
    assert code_of(filled, stray) == "past_the_door"
    with pytest.raises(sa.exc.DBAPIError):
        code_of(filled, "UPDATE household SET phone = no_such_function()", WRITING)
    assert code_of(filled, stray) == "past_the_door"


def _save_and_stray(store: SqlStore, home: Household, statement: str) -> None:
    with store.together():
        store.write(act(), [changed(Household, home.uid, phone="1")])
        code_of(store, statement)


def test_a_guard_that_was_taken_away_is_named_by_the_examination(filled: SqlStore) -> None:
    on = " ON household" if filled._transactions._dialect.compiling.name != "sqlite" else ""
    with filled._transactions.writing() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER guard_household_update{on}")
    assert filled.examine().problems == (("guards_missing", 1),)
    with filled._transactions.writing() as connection:
        guards.make(connection)
    assert filled.examine().problems == ()
