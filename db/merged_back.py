"""What puts back a whole merge: every record as the rest of the log makes it, unless built upon."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import sqlalchemy as sa

from db import log, rows
from db.replay import made_of, makes, named_writes, operations_on
from db.statements import in_chunks
from db.tables import OP, entity_by_no, state_table
from fieldapp.changes.operations import ALIVE, Op, decode_payload
from fieldapp.changes.ranges import NONE, Ranges, contains
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import Job
from fieldapp.ports.store import Edit
from fieldapp.records.declare import EntitySpec, answered_with, entities
from fieldapp.records.kinds import Ref, Refs, Stored

_Key = tuple[int, bytes]
_EVERY = 200
Brought = Mapping[bytes, Ranges]
"""The operations of a merge, by writer."""


def edits_back(connection: sa.Connection, brought: Brought, job: Job | None) -> list[Edit]:
    """The edits after which the records say what they would without these operations.

    Raises:
        Refused: ``merge_built_upon``: others wrote over what came, or to records that came.
        Cancelled: somebody asked to stop.
    """
    touched = list(_touched(connection, brought))
    edits: list[Edit] = []
    made: dict[str, list[str]] = {}
    used = 0
    for done, (table_no, key) in enumerate(touched):
        if job is not None and done % _EVERY == 0:
            job.progress(done, len(touched))
        entity, uid = entity_by_no().get(table_no), log.uid_of(key)
        if entity is None or not rows.load(connection, entity, [uid]):
            continue  # of a newer program, or still without its parent
        ops = operations_on(connection, entity, uid)
        rest = [op for op in ops if not contains(brought.get(op.actor, NONE), op.seq)]
        begun = any(makes(entity, op, decode_payload(op.payload)) for op in rest)
        if not begun:
            made.setdefault(entity.name, []).append(uid)
        used += _builds(rest, brought, begun=begun)
        mine = [op for op in ops if contains(brought.get(op.actor, NONE), op.seq)]
        edits.append(_back(connection, entity, uid, mine, rest if begun else []))
    used += sum(_named_by_others(connection, made, edits))
    if used:
        raise Refused("merge_built_upon", count=used)
    return edits[::-1]  # what came last goes first: children before their parents


def _touched(connection: sa.Connection, brought: Brought) -> Iterator[_Key]:
    numbers = log.actor_numbers(connection)
    seen: set[_Key] = set()
    for actor, ranges in brought.items():
        for first, last in ranges:
            query = (
                sa.select(OP.c.table_no, OP.c.row)
                .where(OP.c.actor == numbers.get(actor), OP.c.seq.between(first, last))
                .order_by(OP.c.seq)
            )
            for table_no, key in connection.execute(query):
                if (table_no, key) not in seen:
                    seen.add((table_no, key))
                    yield table_no, key


def _builds(rest: Sequence[Op], brought: Brought, *, begun: bool) -> bool:
    """Whether others wrote to a record that came, or over a value that did."""
    return any(
        not begun
        or any(
            contains(brought.get(actor, NONE), seq)
            for actor, seq in named_writes(decode_payload(op.payload))
        )
        for op in rest
    )


def _back(
    connection: sa.Connection, entity: EntitySpec, uid: str, mine: Sequence[Op], rest: Sequence[Op]
) -> Edit:
    if not rest:
        return Edit(entity.name, uid, alive=False)
    before, _waiting = made_of(connection, entity, uid, rest)
    written = {field for op in mine for field in decode_payload(op.payload).values}
    names = {
        name
        for field, spec in before.specs().items()
        if field in written
        for name in answered_with(entity.name, spec.name)
    }
    values = {name: before.values.get(name) for name in entity.fields if name in names}
    return Edit(entity.name, uid, values, alive=before.alive if ALIVE in written else None)


def _named_by_others(
    connection: sa.Connection, made: Mapping[str, Collection[str]], edits: Sequence[Edit]
) -> Iterator[int]:
    """How many records point to one that came, and will still do so afterwards."""
    for entity in entities():
        table = state_table(entity.name)
        back = [edit for edit in edits if edit.entity == entity.name]
        for spec in entity.fields.values():
            if not isinstance(spec.kind, Ref | Refs) or not made.get(spec.kind.entity):
                continue
            wanted, column = set(made[spec.kind.entity]), table.c[spec.name]
            query = sa.select(table.c.uid, column).where(table.c.sys_alive == 1)
            if isinstance(spec.kind, Ref):
                found = [
                    uid
                    for chunk in in_chunks(sorted(wanted))
                    for uid in connection.scalars(query.where(column.in_(chunk)))
                ]
            else:
                found = [
                    uid
                    for uid, value in connection.execute(query.where(column.is_not(None)))
                    if not wanted.isdisjoint(_uids(spec.kind, value))
                ]
            own = {e.uid for e in back if e.alive is False or spec.name in e.values}
            yield len(set(found) - own)


def _uids(kind: Refs, stored: Stored) -> tuple[str, ...]:
    found = kind.from_stored(stored)
    return tuple(map(str, found)) if isinstance(found, tuple) else ()
