"""The self-examination: the chain of the log, and the state against what the log alone makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from db import guards, log
from db.clocks import decode_register
from db.dialects.seam import dialect_of
from db.orphans import waiting_rows
from db.replay import named_writes, replayed
from db.rows import Row
from db.tables import ACTOR, OP, SIBLING, entity_by_no, state_table
from fieldapp.changes.merge import Register
from fieldapp.changes.operations import GENESIS, Op, decode_payload, follows, unit_digest
from fieldapp.ports.store import Examination
from fieldapp.records.declare import EntitySpec

_AT_ONCE = 500
_OPS = sa.select(*log.OP_FIELDS, ACTOR.c.actor).join(ACTOR, ACTOR.c.no == OP.c.actor)
_Standing = dict[int, dict[tuple[bytes, int], object]]


def examine(connection: sa.Connection) -> Examination:
    """Look at the file, every link of every chain, and every record; changes nothing."""
    problems: dict[str, int] = {}
    if not dialect_of(connection).is_sound(connection):
        problems["file_damaged"] = 1
    if unguarded := guards.missing(connection):
        problems["guards_missing"] = len(unguarded)
    if broken := _broken_links(connection):
        problems["chain_broken"] = broken
    seen = differing = 0
    waiting = set(waiting_rows(connection))
    for entity, records in _by_entity(connection):
        held = _held(connection, entity)
        for uid, made in records:
            if (entity.no, uid) not in waiting:
                seen += 1
                differing += not _same(held.pop(uid, None), made)
        differing += len(held)  # records that no operation made
    if differing:
        problems["state_differs_from_log"] = differing
    changes = connection.scalar(sa.select(sa.func.count()).select_from(OP)) or 0
    return Examination(changes, seen, tuple(sorted(problems.items())))


def _broken_links(connection: sa.Connection) -> int:
    """Operations that do not follow from what is held before them."""
    broken = 0
    for info in log.actors(connection):
        units: dict[int, bytes] = {}
        before: tuple[int, bytes] = (0, GENESIS)
        everything = {info.actor: ((1, 2**63 - 1),)}
        for op in log.operations(connection, everything):
            if op.unit not in units:
                found = log.units(connection, [(op.actor, op.unit)])
                units[op.unit] = unit_digest(found[0]) if found else b""
            if before[0] == op.seq - 1 and not follows(before[1], op, units[op.unit]):
                broken += 1
            before = (op.seq, op.chain)
    return broken


def _by_entity(
    connection: sa.Connection,
) -> Iterator[tuple[EntitySpec, Iterator[tuple[str, Row]]]]:
    """Every record as the log alone makes it."""
    for no, entity in sorted(entity_by_no().items()):
        query = _OPS.where(OP.c.table_no == no).order_by(OP.c.row, OP.c.actor, OP.c.seq)
        ops = (
            log.op_of(row[:-1], row[-1])
            for row in connection.execute(query.execution_options(yield_per=5000))
        )
        yield entity, _made(connection, entity, ops)


def _made(
    connection: sa.Connection, entity: EntitySpec, ops: Iterator[Op]
) -> Iterator[tuple[str, Row]]:
    batch: list[list[Op]] = []
    for _, of_row in groupby(ops, key=lambda op: op.row):
        batch.append(list(of_row))
        if len(batch) == _AT_ONCE:
            yield from _replay_batch(connection, entity, batch)
            batch = []
    yield from _replay_batch(connection, entity, batch)


def _replay_batch(
    connection: sa.Connection, entity: EntitySpec, batch: list[list[Op]]
) -> Iterator[tuple[str, Row]]:
    ops = [op for of_row in batch for op in of_row]
    units = {(u.actor, u.no): u for u in log.units(connection, ((o.actor, o.unit) for o in ops))}
    named = {dot for op in ops for dot in named_writes(decode_payload(op.payload))}
    chains = log.chains_of(connection, named)
    for of_row in batch:
        uid = log.uid_of(of_row[0].row)
        yield uid, replayed(entity, uid, of_row, units, chains)[0]


def _held(
    connection: sa.Connection, entity: EntitySpec
) -> dict[str, tuple[Mapping[str, Any], _Standing]]:
    siblings: dict[str, dict[int, Register]] = {}
    query = sa.select(SIBLING.c.uid, SIBLING.c.field, SIBLING.c.standing)
    for uid, field, standing in connection.execute(query.where(SIBLING.c.table_no == entity.no)):
        siblings.setdefault(uid, {})[field] = decode_register(standing)
    rows = connection.execute(sa.select(state_table(entity.name))).mappings()
    return {row["uid"]: ({**row}, _standing(siblings.get(row["uid"], {}))) for row in rows}


def _standing(siblings: Mapping[int, Register]) -> _Standing:
    """What stands side by side, without what each had seen."""
    return {
        field: {standing.dot: standing.value for standing in register}
        for field, register in siblings.items()
    }


def _same(held: tuple[Mapping[str, Any], _Standing] | None, made: Row) -> bool:
    if held is None:
        return False
    values, standing = held
    return (
        bool(values["sys_alive"]) == made.alive
        and all(values[name] == made.values.get(name) for name in made.entity.fields)
        and standing == _standing(made.siblings)
    )
