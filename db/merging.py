"""Merging operations of other laptops: into the log, then into the records they write to."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from db import log, orphans, rows, summaries
from db.arrivals import Arrivals
from db.places import Places
from db.replay import (
    begin,
    fitted_fields,
    made_of,
    makes,
    named_writes,
    operations_on,
    write_fields,
)
from db.rows import Row
from db.statements import in_chunks, insert_rows
from db.tables import OP, SIBLING, entity_by_no
from fieldapp.changes.forks import Chains
from fieldapp.changes.operations import ActorInfo, Op, Payload, Unit, decode_payload
from fieldapp.changes.ranges import from_numbers
from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Merged

_Key = tuple[int, str]
_VILLAGE = log.OP_COLUMNS.index("village")
AT_ONCE = 5_000
"""So many operations are merged in one go: more are no faster, and take more memory."""


class Merging:
    """One merge: everything happens inside the caller's transaction.

    Raises:
        Refused: ``impossible_history``, ``payload_unreadable``.
    """

    def __init__(
        self, connection: sa.Connection, actors: Iterable[ActorInfo], units: Iterable[Unit]
    ) -> None:
        self._connection = connection
        self._arrivals = Arrivals(connection, actors, units)
        self._units = self._arrivals.units
        if not {actor for actor, _ in self._units} <= self._arrivals.numbers.keys():
            raise Refused("impossible_history")
        self._parted: dict[_Key, None] = {}
        self._villages: dict[tuple[bytes, str], array[int]] = {}
        self._places = Places(connection)
        self._touched: dict[_Key, None] = {}
        self._stale = summaries.Stale()
        self._applied = 0
        self._unfit: list[tuple[str, str, str]] = []
        self._conflicts_before = _open_conflicts(connection)
        self._unproven_before = orphans.unproven(connection)

    def take(self, ops: Sequence[Op]) -> None:
        """Merge a run of operations; those held already are passed over."""
        if any((op.actor, op.unit) not in self._units for op in ops):
            raise Refused("impossible_history")
        fresh = self._arrivals.new_among(ops)
        if not fresh:
            return
        for at in range(0, len(fresh), AT_ONCE):
            self._take_new(fresh[at : at + AT_ONCE])

    def _take_new(self, fresh: Sequence[Op]) -> None:
        """Operations that are not held yet: so many that their records fit well into memory."""
        numbers = self._arrivals.numbers
        units = {(op.actor, op.unit): None for op in fresh}
        log.add_units(self._connection, map(self._units.__getitem__, units), numbers)
        self._applied += len(fresh)
        decoded = [(op, decode_payload(op.payload)) for op in fresh]
        chains = self._chains(decoded)
        held = self._load(fresh)
        for op, payload in decoded:
            self._write(held, op, payload, chains)
        complete = self._settle(held)
        entries = [self._log_row(op, complete.get((op.table_no, op.row))) for op in fresh]
        insert_rows(self._connection, OP.name, log.OP_COLUMNS, entries)
        for op, entry in zip(fresh, entries, strict=True):
            key = (op.actor, str(entry[_VILLAGE] or ""))
            self._villages.setdefault(key, array("q")).append(op.seq)

    def finish(self, *, tried: bool = False) -> Merged:
        """Retry what waited for a parent or a proof, renew the summaries, and count.

        What is only ``tried`` is forgotten next: no list will be read from it.
        """
        again = [
            *orphans.come(self._connection),
            *orphans.waiting_rows(self._connection),
            *self._parted,
        ]
        for some in in_chunks(list(dict.fromkeys(again)), AT_ONCE):
            made = [self._made_anew(no, uid) for no, uid in some]
            self._stale.note(self._connection, [row for row in made if row is not None])
        if not tried:
            self._stale.renew(self._connection)
        return Merged(
            self._applied,
            max(0, _open_conflicts(self._connection) - self._conflicts_before),
            len(orphans.waiting_rows(self._connection)),
            tuple((entity_by_no()[no].name, uid) for no, uid in self._touched),
            self._arrivals.placed,
            frozenset(self._arrivals.parted),
            {key: from_numbers(numbers) for key, numbers in self._villages.items()},
            tuple(self._unfit),
            max(0, orphans.unproven(self._connection) - self._unproven_before),
        )

    def _chains(self, decoded: Sequence[tuple[Op, Payload]]) -> Chains:
        """The chains of every write that a context names, as far as it is held."""
        own = {(op.actor, op.seq): op.chain for op, _ in decoded}
        named = {dot for _, payload in decoded for dot in named_writes(payload)}
        known = log.chains_of(self._connection, named - own.keys())
        return Chains({**known.held, **own}, {**self._arrivals.kin, **known.kin})

    def _load(self, ops: Iterable[Op]) -> dict[_Key, Row]:
        wanted: dict[int, dict[str, None]] = {}
        for op in ops:
            wanted.setdefault(op.table_no, {})[log.uid_of(op.row)] = None
        held: dict[_Key, Row] = {}
        for table_no, uids in wanted.items():
            entity = entity_by_no().get(table_no)
            if entity is not None:
                loaded = rows.load(self._connection, entity, list(uids))
                held |= {(table_no, uid): row for uid, row in loaded.items()}
        return held

    def _write(self, held: dict[_Key, Row], op: Op, payload: Payload, chains: Chains) -> None:
        entity = entity_by_no().get(op.table_no)
        if entity is None:
            return  # a newer version's table: kept in the log, shown after the update
        unit, key = self._units[op.actor, op.unit], (op.table_no, log.uid_of(op.row))
        row = held.get(key)
        if op.actor in self._arrivals.parted:
            self._parted[key] = None  # what it had seen is known once the branch is here
        if row is None:
            stamp = (unit.at, unit.author)
            row = held[key] = Row(entity, key[1], {}, {}, None, stamp, stamp)
            if makes(entity, op, payload):
                begin(row, op, payload, unit)
                if len(row.values) < len(payload.values):
                    self._flag(row, payload)
                return
        self._flag(row, payload)
        if waiting := write_fields(row, op, payload, unit, chains):
            orphans.wait(self._connection, key, waiting)

    def _flag(self, row: Row, payload: Payload) -> None:
        """Remember the values that no field can hold: they stay in the log alone."""
        fields = fitted_fields(row.entity.name)
        self._unfit += [
            (row.entity.name, row.uid, fields[no][0])
            for no, value in payload.values.items()
            if no in fields and value is not None and not fields[no][1](value)
        ]

    def _settle(self, held: Mapping[_Key, Row]) -> dict[tuple[int, bytes], str]:
        """Save records whose parents are here; the others wait, safe in the log.

        Returns the villages of those that were saved.
        """
        ready: list[Row] = []
        waiting: list[_Key] = []
        for key, row in held.items():
            if orphans.can_stand(row, self._places):
                ready.append(row)
            else:
                waiting.append(key)
        rows.save(self._connection, ready)
        for row in ready:
            row.saved()
        self._stale.note(self._connection, ready)
        self._touched |= dict.fromkeys((row.entity.no, row.uid) for row in ready)
        orphans.add(self._connection, waiting)
        return {(row.entity.no, log.row_key(row.uid)): row.village or "" for row in ready}

    def _made_anew(self, table_no: int, uid: str) -> Row | None:
        """A record saved as the log alone makes it, now that more of it is here."""
        entity = entity_by_no().get(table_no)
        if entity is None:
            return None
        ops = operations_on(self._connection, entity, uid)
        row, waiting = made_of(self._connection, entity, uid, ops)
        orphans.wait(self._connection, (entity.no, uid), waiting)
        if not orphans.can_stand(row, self._places):
            return None
        row.exists = bool(rows.load(self._connection, entity, [uid]))
        orphans.complete(self._connection, (entity.no, uid), row.village or "")
        self._connection.execute(
            sa.delete(SIBLING).where(SIBLING.c.table_no == entity.no, SIBLING.c.uid == uid)
        )
        row.dirty_siblings = set(row.siblings)
        rows.save(self._connection, [row])
        row.saved()
        self._touched[entity.no, uid] = None
        return row

    def _log_row(self, op: Op, village: str | None) -> tuple[object, ...]:
        return (
            self._arrivals.numbers[op.actor], op.seq, op.unit, op.table_no, op.row, op.kind,
            village, op.payload, op.chain,
        )  # fmt: skip


def _open_conflicts(connection: sa.Connection) -> int:
    query = sa.select(sa.func.count()).select_from(SIBLING).where(SIBLING.c.open == 1)
    return int(connection.scalar(query) or 0)
