"""The records of an entity that stand: those that equal something, and the order of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from db.statements import Prepared, among
from db.tables import state_table
from fieldapp.records.declare import EntitySpec, entity_named


def held(
    connection: sa.Connection, entity: EntitySpec, equal: Mapping[str, object]
) -> Sequence[Any]:
    """Uid and stored values of those whose fields equal these, in the order of creation."""
    query = _finding(entity.name, tuple((name, type(value)) for name, value in equal.items()))
    return query.rows(connection, **equal)


def in_order(connection: sa.Connection, entity: EntitySpec) -> list[str]:
    """The uids of all, in the order of creation."""
    return [uid for (uid,) in _order(entity.name).rows(connection)]


@cache
def _finding(name: str, given: tuple[tuple[str, type[object]], ...]) -> Prepared:
    table = state_table(name)
    query = sa.select(table.c.uid, *(table.c[field] for field in entity_named(name).fields))
    query = query.where(table.c.sys_alive == 1)
    for field, kind in given:
        column = table.c[field]
        if kind is list:
            query = query.where(among(column, field))
        elif kind is type(None):
            query = query.where(column.is_(None))
        else:
            query = query.where(column == sa.bindparam(field))
    return Prepared(query.order_by(table.c.sys_created_at, table.c.uid))  # uids grow with time


@cache
def _order(name: str) -> Prepared:
    table = state_table(name)
    query = sa.select(table.c.uid).where(table.c.sys_alive == 1)
    return Prepared(query.order_by(table.c.sys_created_at, table.c.uid))
