"""The state digest: one number for all live shared records, whatever the order they came in."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

import msgspec
import sqlalchemy as sa

from db.tables import state_table
from fieldapp.records.declare import EntitySpec, entities

_canonical = msgspec.msgpack.Encoder()


def state_digest(
    connection: sa.Connection, only: Mapping[str, Collection[str]] | None = None
) -> str:
    """SHA-256 in hexadecimal: records by entity number and uid, filled fields by their number.

    ``only`` restricts it to some fields of some entities.
    """
    total = hashlib.sha256()
    for entity in entities():
        if entity.shared and (only is None or entity.name in only):
            _add(connection, entity, entity.fields if only is None else only[entity.name], total)
    return total.hexdigest()


def _add(
    connection: sa.Connection, entity: EntitySpec, fields: Collection[str], total: hashlib._Hash
) -> None:
    table = state_table(entity.name)
    specs = entity.fields.values()
    by_id = sorted((spec.id, table.c[spec.name]) for spec in specs if spec.name in fields)
    columns = [column for _, column in by_id]
    query = sa.select(table.c.uid, *columns).where(table.c.sys_alive == 1).order_by(table.c.uid)
    for uid, *stored in connection.execute(query.execution_options(yield_per=1000)):
        filled = {
            number: value
            for (number, _), value in zip(by_id, stored, strict=True)
            if value is not None
        }
        total.update(_canonical.encode((entity.no, uid, filled)))
