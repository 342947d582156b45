"""A record as the log alone makes it: for what came too early, and for the self-examination."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

import sqlalchemy as sa

from db import log
from db.clocks import WHOLE, Entry
from db.rows import Row
from db.tables import ACTOR, OP
from fieldapp.changes.forks import Chains
from fieldapp.changes.merge import Dot, Standing, proven
from fieldapp.changes.operations import (
    ALIVE,
    PUT,
    REMOVE,
    Op,
    Payload,
    Unit,
    UnitKey,
    decode_payload,
)
from fieldapp.records.declare import EntitySpec, entity_named
from fieldapp.records.fitting import fits, fitter
from fieldapp.records.kinds import Stored

Units = Mapping[UnitKey, Unit]
Read = tuple[Op, Payload]
"""An operation with what its payload says."""


def operations_on(connection: sa.Connection, entity: EntitySpec, uid: str) -> list[Op]:
    """Every operation on a record, by writer and number."""
    query = (
        sa.select(ACTOR.c.actor, *log.OP_FIELDS)
        .join(ACTOR, ACTOR.c.no == OP.c.actor)
        .where(OP.c.row == log.row_key(uid), OP.c.table_no == entity.no)
        .order_by(OP.c.actor, OP.c.seq)
    )
    found = log.Payloads(connection).read(connection.execute(query))
    return [log.op_of(row, actor) for actor, *row in found]


def named_writes(payload: Payload) -> set[Dot]:
    """The writes that the contexts of an operation name."""
    return {(seen.actor, seen.seq) for entries in payload.contexts.values() for seen in entries}


def read(ops: Iterable[Op]) -> list[Read]:
    """Operations with what their payloads say."""
    return [(op, decode_payload(op.payload)) for op in ops]


def made_of(
    connection: sa.Connection, entity: EntitySpec, uid: str, ops: Sequence[Op]
) -> tuple[Row, set[Dot]]:
    """One record of some of its operations, as ``replayed`` makes it."""
    units = log.units(connection, ((op.actor, op.unit) for op in ops))
    known = read(ops)
    chains = log.chains_of(connection, {dot for _, told in known for dot in named_writes(told)})
    return replayed(entity, uid, known, {(unit.actor, unit.no): unit for unit in units}, chains)


def replayed(
    entity: EntitySpec, uid: str, ops: Sequence[Read], units: Units, chains: Chains
) -> tuple[Row, set[Dot]]:
    """The record, and the writes it must be made anew for when they come."""
    first, made = min(
        ops,
        key=lambda pair: (
            not makes(entity, *pair),
            pair[0].kind != PUT,
            pair[0].seq,
            pair[0].actor,
        ),
    )
    unit = units[first.actor, first.unit]
    row = Row(entity, uid, {}, {}, None, (unit.at, unit.author), (unit.at, unit.author))
    begun = makes(entity, first, made)
    if begun:
        begin(row, first, made, unit)
    waiting: set[Dot] = set()
    for op, payload in ops:
        if op is not first or not begun:
            waiting.update(write_fields(row, op, payload, units[op.actor, op.unit], chains))
    row.dirty = set(entity.fields)
    return row, waiting


def makes(entity: EntitySpec, op: Op, payload: Payload) -> bool:
    """Whether an operation made its record: an edit of fields that were empty has seen nothing too.

    Only the first fills everything without which a record cannot stand, and nothing with nothing.
    """
    fresh = op.kind == PUT and not payload.contexts
    return fresh and _structural(entity.name) <= payload.values.keys()


@cache
def _structural(entity: str) -> frozenset[int]:
    fields = entity_named(entity).fields.values()
    return frozenset(spec.id for spec in fields if spec.structural)


@cache
def fitted_fields(entity: str) -> Mapping[int, tuple[str, Callable[[Stored], bool]]]:
    """By number the name of each field, and what decides whether a value fits it."""
    fields = entity_named(entity).fields.values()
    return {spec.id: (spec.name, fitter(spec.kind)) for spec in fields}


def begin(row: Row, op: Op, payload: Payload, unit: Unit) -> None:
    """Let the operation that made a record stand for all its fields at once."""
    fields = fitted_fields(row.entity.name)
    row.values = {
        fields[no][0]: value
        for no, value in payload.values.items()
        if no in fields and (value is None or fields[no][1](value))
    }
    row.clock = {WHOLE: Entry(op.actor, op.seq, unit.hlc)}
    bear(row, payload)


def bear(row: Row, payload: Payload) -> None:
    """Note under which parent the operation that made a record put it."""
    if row.entity.scope:
        born = payload.values.get(row.entity.fields[row.entity.scope].id)
        row.born = born if isinstance(born, str) else None


def write_fields(row: Row, op: Op, payload: Payload, unit: Unit, chains: Chains) -> tuple[Dot, ...]:
    """Merge one operation into its record; returns the writes that its contexts still wait for."""
    if row.village is None and row.born is None and makes(row.entity, op, payload):
        bear(row, payload)
    contexts: dict[int, dict[bytes, int]] = {}
    waiting: list[Dot] = []
    for field, entries in payload.contexts.items():
        believed = proven(entries, chains)
        contexts[field] = believed.context
        waiting += believed.waiting
    if op.kind == REMOVE:
        row.removals[op.actor, op.seq] = contexts
    specs = row.specs()
    for field, value in payload.values.items():
        # a newer version's field, and what no field can hold, is kept in the log alone
        if field == ALIVE or (field in specs and fits(specs[field].kind, value)):
            standing = Standing((op.actor, op.seq), unit.hlc, value, contexts.get(field, {}))
            row.write(specs.get(field), standing)
    row.updated = max(row.updated, (unit.at, unit.author))
    return tuple(waiting)
