"""The state against the log: each record as the log alone makes it, beside the one held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec
import sqlalchemy as sa

from db import log, orphans, rows
from db.from_log import Made, made_from_log
from db.places import Places
from db.rows import Row
from db.statements import in_chunks
from db.tables import SIBLING, state_table
from fieldapp.changes.merge import Dot, Register
from fieldapp.changes.operations import ALIVE, Value
from fieldapp.foundation.jobs import Job
from fieldapp.ports.store import ALTERED, INVENTED, LOST, Difference
from fieldapp.records.declare import EntitySpec, entities, owner_of

_REMOVED = "alive"
_PLACE = "village"
_CLOCK = "clock"
_PARENTS = {parent for entity in entities() if (parent := owner_of(entity))}
_WITH_SIBLINGS = sa.select(SIBLING.c.table_no, SIBLING.c.uid)


@cache
def _place_at(entity: str) -> int:
    return rows.columns_of(entity).index("sys_village")


class Comparison:
    """Goes through the log of so many changes once, with the state as it is; changes nothing."""

    def __init__(self, connection: sa.Connection, changes: int) -> None:
        self._connection = connection
        self._changes = changes
        self._places = Places(connection)
        self._waiting = set(orphans.waiting_rows(connection))
        self._several = {(no, uid) for no, uid in connection.execute(_WITH_SIBLINGS)}
        self._held: Counter[int] = Counter()
        self.seen = 0
        """Records that were compared so far."""

    def differences(self, job: Job) -> Iterator[Difference]:
        """Where the state differs from what the log alone makes; progress is in operations."""
        done = 0
        for entity, records, operations in made_from_log(self._connection):
            yield from self._compared(entity, records)
            done += operations
            job.progress(done, self._changes)
        for entity in entities():
            yield from self._invented(entity)

    def _compared(self, entity: EntitySpec, batch: Sequence[Made]) -> Iterator[Difference]:
        stored = rows.stored(self._connection, entity, [made.uid for made in batch])
        if entity.name in _PARENTS:  # so that their children need not ask one by one
            for uid, held in stored.items():
                self._places.settle(entity, uid, str(held[_place_at(entity.name)]))
        self._held[entity.no] += len(stored)
        doubtful = [made for made in batch if not self._is(entity, made, stored.get(made.uid))]
        self.seen += len(batch) - len(doubtful)
        if doubtful:
            yield from self._looked_at(entity, doubtful)

    def _is(self, entity: EntitySpec, made: Made, stored: Sequence[object] | None) -> bool:
        """Whether a record is held as it was made, to the last byte, with nothing beside it."""
        key = (entity.no, made.uid)
        if stored is None or key in self._waiting or key in self._several or made.row.siblings:
            return False
        made.row.village = orphans.place_of(made.row, self._places)
        return rows.as_tuple(made.row) == stored

    def _looked_at(self, entity: EntitySpec, batch: Sequence[Made]) -> Iterator[Difference]:
        there = {made.uid for made in batch if self._stands(entity, made)}
        held = self._loaded(entity, [made.uid for made in batch])
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

    def _invented(self, entity: EntitySpec) -> Iterator[Difference]:
        """Records without any operation; they are looked for only where there are too many."""
        table = state_table(entity.name)
        held = self._connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        if held == self._held[entity.no]:
            return
        for uids in in_chunks(sorted(self._connection.scalars(sa.select(table.c.uid)))):
            known = log.written(self._connection, entity.no, uids)
            yield from (Difference(entity.name, uid, INVENTED) for uid in uids if uid not in known)

    def _stands(self, entity: EntitySpec, made: Made) -> bool:
        """Whether it is not one that rightly waits for its parent."""
        waits = (entity.no, made.uid) in self._waiting
        return not waits or orphans.can_stand(made.row, self._places)

    def _loaded(self, entity: EntitySpec, uids: Sequence[str]) -> dict[str, Row | None]:
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
        if held.village != orphans.place_of(made, self._places):
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
