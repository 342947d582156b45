"""The numbered migrations end in the tables that the declarations ask for."""

from __future__ import annotations

import sqlalchemy as sa

from db.store import SqlStore
from db.tables import METADATA, rank, state_table
from db.upgrade import NEWEST
from fieldapp.records.declare import entities

INTERNAL = ("alembic_version", "household_search")
"""What no record lies in; of the search index SQLite makes several tables."""


def columns_of(table: sa.Table, engine: sa.Dialect | None) -> dict[str, tuple[str, bool, bool]]:
    """The columns; a type as it stands, or as that engine would be asked for it."""
    return {
        column.name: (
            column.type.compile(engine) if engine else str(column.type),
            bool(column.nullable),
            column.primary_key,
        )
        for column in table.columns
    }


def indexes_of(table: sa.Table) -> set[tuple[str, tuple[str, ...]]]:
    return {
        (str(index.name), tuple(column.name for column in index.columns))
        for index in table.indexes
        if not index.unique
    }


def references_of(table: sa.Table) -> set[tuple[str, str]]:
    return {(key.parent.name, key.target_fullname) for key in table.foreign_keys}


def unique_of(table: sa.Table) -> set[str]:
    return {
        column.name
        for constraint in table.constraints
        if isinstance(constraint, sa.UniqueConstraint)
        for column in constraint.columns
    }


def test_the_migrated_schema_is_the_declared_one(store: SqlStore) -> None:
    found = sa.MetaData()
    with store._transactions.reading() as connection:
        found.reflect(connection)
        engine = connection.dialect
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    assert version == NEWEST
    migrated = {name for name in found.tables if not name.startswith(INTERNAL)}
    assert migrated == set(METADATA.tables)
    for name, declared in METADATA.tables.items():
        table = found.tables[name]
        assert columns_of(table, None) == columns_of(declared, engine), name
        assert indexes_of(table) == indexes_of(declared), name
        assert references_of(table) == references_of(declared), name
        assert unique_of(table) == unique_of(declared), name


def test_every_declared_field_has_its_column() -> None:
    for entity in entities():
        assert set(entity.fields) <= set(state_table(entity.name).columns.keys())


def test_parents_come_before_their_children() -> None:
    for entity in entities():
        for field in entity.fields.values():
            if field.structural and field.ref:
                assert rank(field.ref) < rank(entity.name)
