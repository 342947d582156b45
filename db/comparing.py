"""The state against the log: each record as the log alone makes it, beside the one held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec
import sqlalchemy as sa

from db import log, orphans, rows
from db.places import Places
from db.replay import named_writes, replayed
from db.rows import Row
from db.tables import ACTOR, OP, entity_by_no, rank, state_table
from fieldapp.changes.merge import Dot, Register
from fieldapp.changes.operations import ALIVE, Op, Value, decode_payload
from fieldapp.ports.store import ALTERED, INVENTED, LOST, Difference
from fieldapp.records.declare import EntitySpec

AT_ONCE = 500
_OPS = sa.select(ACTOR.c.actor, *log.OP_FIELDS).join(ACTOR, ACTOR.c.no == OP.c.actor)
_REMOVED = "alive"
_PLACE = "village"
_CLOCK = "clock"


class Made(NamedTuple):
    """A record as the log alone makes it, and the writes it must be made anew for."""

    uid: str
    row: Row
    waiting: set[Dot]


def made_from_log(
    connection: sa.Connection,
) -> Iterator[tuple[EntitySpec, Iterator[Sequence[Made]]]]:
    """Every record, parents before children; of each entity so many at once."""
    for no, entity in sorted(entity_by_no().items(), key=lambda known: rank(known[1].name)):
        query = _OPS.where(OP.c.table_no == no).order_by(OP.c.row, OP.c.actor, OP.c.seq)
        found = connection.execute(query.execution_options(yield_per=log.AT_ONCE))
        ops = (log.op_of(row, actor) for actor, *row in log.Payloads(connection).read(found))
        yield entity, _made(connection, entity, ops)


def _made(
    connection: sa.Connection, entity: EntitySpec, ops: Iterator[Op]
) -> Iterator[Sequence[Made]]:
    batch: list[list[Op]] = []
    for _, of_row in groupby(ops, key=lambda op: op.row):
        batch.append(list(of_row))
        if len(batch) == AT_ONCE:
            yield _replayed(connection, entity, batch)
            batch = []
    if batch:
        yield _replayed(connection, entity, batch)


def _replayed(
    connection: sa.Connection, entity: EntitySpec, batch: list[list[Op]]
) -> Sequence[Made]:
    ops = [op for of_row in batch for op in of_row]
    units = {(u.actor, u.no): u for u in log.units(connection, ((o.actor, o.unit) for o in ops))}
    named = {dot for op in ops for dot in named_writes(decode_payload(op.payload))}
    chains = log.chains_of(connection, named)
    found: list[Made] = []
    for of_row in batch:
        uid = log.uid_of(of_row[0].row)
        found.append(Made(uid, *replayed(entity, uid, of_row, units, chains)))
    return found


class Comparison:
    """Goes through the log once, with the state as it is; changes nothing."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._places = Places(connection)
        self._waiting = set(orphans.waiting_rows(connection))
        self.seen = 0
        """Records that were compared so far."""

    def differences(self) -> Iterator[Difference]:
        """Where the state differs from what the log alone makes."""
        for entity, batches in made_from_log(self._connection):
            named: set[str] = set()
            for batch in batches:
                named.update(made.uid for made in batch)
                yield from self._compared(entity, batch)
            table = state_table(entity.name)
            uids = list(self._connection.scalars(sa.select(table.c.uid)))
            for uid in sorted(set(uids) - named):
                yield Difference(entity.name, uid, INVENTED)

    def _compared(self, entity: EntitySpec, batch: Sequence[Made]) -> Iterator[Difference]:
        there = {made.uid for made in batch if self._stands(entity, made)}
        held = self._held(entity, [made.uid for made in batch])
        for uid, made, _ in batch:
            if uid not in there:
                if uid in held:
                    yield Difference(entity.name, uid, INVENTED)
                continue
            self.seen += 1
            if uid not in held:
                yield Difference(entity.name, uid, LOST)
            elif fields := self._fields(held[uid], made):
                yield Difference(entity.name, uid, ALTERED, fields)

    def _stands(self, entity: EntitySpec, made: Made) -> bool:
        """Whether it is not one that rightly waits for its parent."""
        waits = (entity.no, made.uid) in self._waiting
        return not waits or orphans.can_stand(made.row, self._places)

    def _held(self, entity: EntitySpec, uids: Sequence[str]) -> dict[str, Row | None]:
        """The records that are held; ``None`` for one whose clock cannot be read."""
        try:
            return {**rows.load(self._connection, entity, uids)}
        except msgspec.MsgspecError:
            return self._one_by_one(entity, uids)

    def _one_by_one(self, entity: EntitySpec, uids: Iterable[str]) -> dict[str, Row | None]:
        found: dict[str, Row | None] = {}
        for uid in uids:
            try:
                found |= rows.load(self._connection, entity, [uid])
            except msgspec.MsgspecError:
                found[uid] = None
        return found

    def _fields(self, held: Row | None, made: Row) -> tuple[str, ...]:
        if held is None:
            return (_CLOCK,)
        fields = [
            name
            for name, spec in made.entity.fields.items()
            if held.values[name] != made.values.get(name)
            or _standing(held.register(spec)) != _standing(made.register(spec))
        ]
        if _removals(held) != _removals(made):
            fields.append(_REMOVED)
        if held.village != self._places.of_new(made.entity, made.uid, made.values):
            fields.append(_PLACE)
        return tuple(fields)


def _removals(row: Row) -> tuple[bool, bool, dict[Dot, Value]]:
    """Whether the record stands, whether that is open, and who removed it or brought it back."""
    told = row.register(None) if ALIVE in row.clock else ()
    return row.alive, ALIVE in row.siblings, _standing(told)


def _standing(register: Register) -> dict[Dot, Value]:
    """What stands side by side, without what each had seen; nothing is as good as empty."""
    found = {standing.dot: standing.value for standing in register}
    return found if any(value is not None for value in found.values()) else {}
