"""Acts of any size: written slice by slice, and put back from the log they left."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa

from db import guards, log
from db.door import WriteUnit
from db.room import roomy
from db.statements import in_chunks
from db.tables import ACTOR, OP, UNIT, entity_by_no
from fieldapp.changes.merge import Dot
from fieldapp.changes.operations import (
    ALIVE,
    PUT,
    ActorInfo,
    Payload,
    Seen,
    UnitKey,
    Value,
    decode_payload,
)
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import Job
from fieldapp.ports.store import Act, Done, Edit
from fieldapp.records.declare import EntitySpec, FieldSpec
from fieldapp.records.kinds import Ref, Refs, Stored

SLICE = 4_000
"""Edits that are held at once."""


def write_many(
    connection: sa.Connection, writer: ActorInfo, act: Act, edits: Iterable[Edit], app: str
) -> Done:
    """Put any number of edits into log and state as one unit.

    Raises:
        Refused: ``unknown_record`` for a change of a record that was never made.
    """
    with roomy(connection), guards.opened(connection):
        unit = WriteUnit(connection, writer, act, app)
        coming = iter(edits)
        while some := list(islice(coming, SLICE)):
            unit.add(some)
    return Done(unit=unit.key)


def last_act(connection: sa.Connection, writer: ActorInfo, reason: str) -> UnitKey | None:
    """The writer's newest unit with that reason."""
    query = (
        sa.select(sa.func.max(UNIT.c.no))
        .join(ACTOR, ACTOR.c.no == UNIT.c.actor)
        .where(ACTOR.c.actor == writer.actor, UNIT.c.reason == reason)
    )
    found = connection.scalar(query)
    return None if found is None else (writer.actor, int(found))


def edits_back(connection: sa.Connection, unit: UnitKey, job: Job) -> Iterator[Edit]:
    """The edits that put back what a unit did, the last operation first.

    Raises:
        Refused: ``act_unknown``, ``act_built_upon``.
        Cancelled: somebody asked ``job`` to stop.
    """
    actor_no = log.actor_numbers(connection).get(unit[0])
    hlc = connection.scalar(
        sa.select(UNIT.c.hlc).where(UNIT.c.actor == actor_no, UNIT.c.no == unit[1])
    )
    if hlc is None:
        raise Refused("act_unknown")
    mine = sa.and_(OP.c.actor == actor_no, OP.c.unit == unit[1])
    first, last = connection.execute(
        sa.select(sa.func.min(OP.c.seq), sa.func.max(OP.c.seq)).where(mine)
    ).one()
    used = _used_since(connection, mine, int(hlc))
    if used:
        raise Refused("act_built_upon", count=used)
    payloads = log.Payloads(connection)
    for end in range(int(last), int(first) - 1, -SLICE):
        job.progress(int(last) - end, int(last) - int(first) + 1)
        query = (
            sa.select(OP.c.table_no, OP.c.row, OP.c.kind, *log.PAYLOAD)
            .where(OP.c.actor == actor_no)
            .where(OP.c.seq.between(max(int(first), end - SLICE + 1), end))
            .order_by(OP.c.seq.desc())
        )
        yield from _inverted(connection, payloads.read(connection.execute(query).all()))


def _inverted(connection: sa.Connection, ops: Iterable[Sequence[Any]]) -> Iterator[Edit]:
    read = [
        (entity_by_no()[table_no], log.uid_of(key), kind, decode_payload(payload))
        for table_no, key, kind, payload in ops
    ]
    replaced = _payloads(
        connection,
        {
            (seen.actor, seen.seq)
            for entity, _, kind, payload in read
            if kind == PUT and not _makes(entity, payload)
            for entries in payload.contexts.values()
            for seen in entries
        },
    )
    for entity, uid, kind, payload in read:
        if kind != PUT:
            yield Edit(entity.name, uid, alive=not payload.values[ALIVE])
        elif _makes(entity, payload):
            yield Edit(entity.name, uid, alive=False)
        else:
            yield Edit(entity.name, uid, _before(entity, payload, replaced))


def _makes(entity: EntitySpec, payload: Payload) -> bool:
    """Whether an operation made its record: only then its structural fields replace nothing."""
    return not payload.contexts and any(
        spec.structural and spec.id in payload.values for spec in entity.fields.values()
    )


_Held = Mapping[Dot, tuple[int, Mapping[int, Value]]]
"""By write: its hybrid clock and the values it wrote."""


def _before(entity: EntitySpec, payload: Payload, replaced: _Held) -> dict[str, Stored]:
    """The values that the operation wrote over; nothing where a field had never been written."""
    return {
        spec.name: _shown_of(payload.contexts.get(spec.id, ()), spec, replaced)
        for spec in entity.fields.values()
        if spec.id in payload.values
    }


def _shown_of(entries: Sequence[Seen], spec: FieldSpec, replaced: _Held) -> Stored:
    dots = [(seen.actor, seen.seq) for seen in entries]
    newest = max((dot for dot in dots if dot in replaced), key=lambda d: (replaced[d][0], d),
                 default=None)  # fmt: skip
    return None if newest is None else replaced[newest][1].get(spec.id)


def _payloads(connection: sa.Connection, dots: Iterable[Dot]) -> _Held:
    wanted: dict[bytes, set[int]] = {}
    for actor, seq in dots:
        wanted.setdefault(actor, set()).add(seq)
    numbers = log.actor_numbers(connection)
    payloads = log.Payloads(connection)
    found: dict[Dot, tuple[int, Mapping[int, Value]]] = {}
    for actor, seqs in wanted.items():
        for chunk in in_chunks(sorted(seqs)):
            query = (
                sa.select(OP.c.seq, UNIT.c.hlc, *log.PAYLOAD)
                .join(UNIT, sa.and_(UNIT.c.actor == OP.c.actor, UNIT.c.no == OP.c.unit))
                .where(OP.c.actor == numbers.get(actor), OP.c.seq.in_(chunk))
            )
            for seq, hlc, payload in payloads.read(connection.execute(query)):
                found[actor, seq] = (hlc, decode_payload(payload).values)
    return found


def _used_since(connection: sa.Connection, mine: sa.ColumnElement[bool], hlc: int) -> int:
    """How many of the act's records were written to, or named by other records, later on."""
    later = (
        sa.select(OP.c.table_no, OP.c.row, *log.PAYLOAD)
        .join(UNIT, sa.and_(UNIT.c.actor == OP.c.actor, UNIT.c.no == OP.c.unit))
        .where(UNIT.c.hlc > hlc)
    )
    used: set[bytes] = set()
    found = connection.execute(later.execution_options(yield_per=SLICE))
    payloads = log.Payloads(connection)
    for rows in found.partitions(SLICE):
        some = payloads.read(rows)
        keys = {key for table_no, row, payload in some for key in _named(table_no, row, payload)}
        for chunk in in_chunks(sorted(keys - used)):
            used.update(connection.scalars(sa.select(OP.c.row).where(mine, OP.c.row.in_(chunk))))
    return len(used)


def _named(table_no: int, row: bytes, payload: bytes) -> Iterator[bytes]:
    """The record of an operation, and those that its values point to."""
    yield row
    values = decode_payload(payload).values
    for spec in entity_by_no()[table_no].fields.values():
        if isinstance(spec.kind, Ref | Refs) and values.get(spec.id):
            named = spec.kind.from_stored(values[spec.id])
            for uid in named if isinstance(named, tuple) else (named,):
                yield uuid.UUID(str(uid)).bytes
