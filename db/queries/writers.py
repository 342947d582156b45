"""Who wrote to a record, and under which numbers: what custody is told from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import sqlalchemy as sa

from db import log
from db.statements import in_chunks
from db.tables import ACTOR, OP, UNIT
from fieldapp.ports.questions import Wrote
from fieldapp.records.declare import EntitySpec


def writers(
    connection: sa.Connection, entity: EntitySpec, uids: Collection[str]
) -> dict[str, tuple[Wrote, ...]]:
    """By record: its writers in the order of their first act on it."""
    found: dict[str, list[Wrote]] = defaultdict(list)
    for chunk in in_chunks([log.row_key(uid) for uid in uids]):
        query = (
            sa.select(
                OP.c.row, ACTOR.c.actor, ACTOR.c.device, ACTOR.c.name,
                sa.func.min(OP.c.seq), sa.func.max(OP.c.seq),
            )
            .join(ACTOR, ACTOR.c.no == OP.c.actor)
            .join(UNIT, sa.and_(UNIT.c.actor == OP.c.actor, UNIT.c.no == OP.c.unit))
            .where(OP.c.row.in_(chunk), OP.c.table_no == entity.no)
            .group_by(OP.c.row, ACTOR.c.actor, ACTOR.c.device, ACTOR.c.name)
            .order_by(sa.func.min(UNIT.c.hlc))
        )  # fmt: skip
        for row, actor, device, name, first, last in connection.execute(query):
            found[log.uid_of(row)].append(Wrote(bytes(actor), device, name, first, last))
    return {uid: tuple(wrote) for uid, wrote in found.items()}
