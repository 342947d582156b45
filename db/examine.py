"""The self-examination: the chain of the log, and the state against what the log alone makes."""

from __future__ import annotations

import sqlalchemy as sa

from db import log
from db.merging import replay
from db.tables import ACTOR, OP, ORPHAN, entity_by_no, state_table
from fieldapp.changes.operations import GENESIS, follows
from fieldapp.ports.store import Examination


def examine(connection: sa.Connection) -> Examination:
    """Look at the file, every link of every chain, and every record; changes nothing."""
    problems: dict[str, int] = {}
    if connection.exec_driver_sql("PRAGMA quick_check").scalar() != "ok":
        problems["file_damaged"] = 1
    problems |= _chains(connection)
    records, differing = _records(connection)
    if differing:
        problems["state_differs_from_log"] = differing
    changes = connection.scalar(sa.select(sa.func.count()).select_from(OP)) or 0
    return Examination(changes, records, tuple(sorted(problems.items())))


def _chains(connection: sa.Connection) -> dict[str, int]:
    broken = 0
    query = (
        sa.select(OP, ACTOR.c.actor.label("writer"))
        .join(ACTOR, ACTOR.c.no == OP.c.actor)
        .order_by(OP.c.actor, OP.c.seq)
    )
    before: tuple[bytes, int, bytes] = (b"", 0, GENESIS)
    for row in connection.execution_options(yield_per=5000).execute(query):
        op = log.op_of(row, row.writer)
        if op.seq == 1:
            before = (op.actor, 0, GENESIS)
        if before[:2] == (op.actor, op.seq - 1) and not follows(before[2], op):
            broken += 1
        before = (op.actor, op.seq, op.chain)
    return {"chain_broken": broken} if broken else {}


def _records(connection: sa.Connection) -> tuple[int, int]:
    waiting = {tuple(row) for row in connection.execute(sa.select(ORPHAN))}
    seen = differing = 0
    keys = sa.select(OP.c.table_no, OP.c.row).distinct()
    for table_no, key in connection.execute(keys).all():
        entity, uid = entity_by_no().get(table_no), log.uid_of(key)
        if entity is None or (table_no, uid) in waiting:
            continue
        seen += 1
        table = state_table(entity.name)
        held = connection.execute(sa.select(table).where(table.c.uid == uid)).mappings().first()
        made = replay(connection, entity, uid)
        same = held is not None and (
            bool(held["sys_alive"]) == made.alive
            and all(held[name] == made.values.get(name) for name in entity.fields)
        )
        differing += not same
    return seen, differing
