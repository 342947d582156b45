"""Records that came before their parent, and contexts that came before the write they name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import sqlalchemy as sa

from db import log
from db.places import Places
from db.rows import Row
from db.statements import insert_rows
from db.tables import ACTOR, OP, ORPHAN, WAITING, entity_by_no, rank
from fieldapp.changes.merge import Dot
from fieldapp.records.declare import entity_named

Key = tuple[int, str]
"""A record by the number of its entity and its uid."""


def add(connection: sa.Connection, keys: Iterable[Key]) -> None:
    """Remember records that cannot stand yet."""
    insert_rows(connection, ORPHAN.name, ("table_no", "uid"), list(keys), ignore=True)


def waiting_rows(connection: sa.Connection) -> list[Key]:
    """Records that cannot stand yet, parents before children."""
    found = [(no, uid) for no, uid in connection.execute(sa.select(ORPHAN))]
    return sorted(found, key=lambda key: (_rank(key[0]), key))


def _rank(table_no: int) -> int:
    entity = entity_by_no().get(table_no)
    return rank(entity.name) if entity is not None else -1


def complete(connection: sa.Connection, key: Key, village: str) -> None:
    """A record stands now: it no longer waits, and its operations belong to a village."""
    table_no, uid = key
    connection.execute(sa.delete(ORPHAN).where(ORPHAN.c.table_no == table_no, ORPHAN.c.uid == uid))
    connection.execute(
        sa.update(OP)
        .where(OP.c.row == log.row_key(uid), OP.c.table_no == table_no, OP.c.village.is_(None))
        .values(village=village)
    )


def place_of(row: Row, places: Places) -> str | None:
    """The village of the parent that a record was made under; ``None`` while that is not here."""
    made = {**row.values, row.entity.scope: row.born} if row.born else row.values
    return places.of_new(row.entity, row.uid, made)


def can_stand(row: Row, places: Places) -> bool:
    """Whether its structural fields are filled and its parents are here; its village is known then.

    ``places`` remembers it, for the records beneath it.
    """
    row.village = row.village or place_of(row, places)
    if row.village is None:
        return False
    for name, parent in _structure(row.entity.name):
        value = row.values.get(name)
        if value is None or (parent and places.of(parent, str(value)) is None):
            return False
    places.settle(row.entity, row.uid, row.village)
    return True


@cache
def _structure(entity: str) -> tuple[tuple[str, str | None], ...]:
    """The fields without which a record cannot stand, and the entity that each refers to."""
    fields = entity_named(entity).fields.values()
    return tuple((spec.name, spec.ref) for spec in fields if spec.structural)


def wait(connection: sa.Connection, key: Key, writes: Iterable[Dot]) -> None:
    """Remember to make a record anew when these writes come."""
    columns = ("actor", "seq", "table_no", "uid")
    insert_rows(connection, WAITING.name, columns, [(*dot, *key) for dot in writes], ignore=True)


def unproven(connection: sa.Connection) -> int:
    """How many claims to have seen a write wait for that write."""
    return int(connection.scalar(sa.select(sa.func.count()).select_from(WAITING)) or 0)


def come(connection: sa.Connection) -> list[Key]:
    """Records that waited for a write which is here now; they wait no longer for it."""
    here = (
        sa.select(WAITING)
        .join(ACTOR, ACTOR.c.actor == WAITING.c.actor)
        .join(OP, sa.and_(OP.c.actor == ACTOR.c.no, OP.c.seq == WAITING.c.seq))
    )
    found = [dict(row) for row in connection.execute(here).mappings()]
    if found:
        of_row = [column == sa.bindparam(f"v_{column.name}") for column in WAITING.columns]
        connection.execute(
            sa.delete(WAITING).where(*of_row),
            [{f"v_{name}": value for name, value in row.items()} for row in found],
        )
    return sorted((row["table_no"], row["uid"]) for row in found)
