"""Merging operations of other laptops: into the log, then into the rows they write to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from db import log, rows, summaries
from db.clocks import WHOLE, Entry
from db.places import Places
from db.rows import Row
from db.statements import in_chunks, insert_rows
from db.tables import ACTOR, OP, ORPHAN, SIBLING, WAITING, entity_by_no, state_table
from fieldapp.changes.merge import Dot, Standing, proven
from fieldapp.changes.operations import ALIVE, PUT, ActorInfo, Op, Payload, Unit, decode_payload
from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Merged
from fieldapp.records.declare import EntitySpec

_Units = Mapping[tuple[bytes, int], Unit]
_Key = tuple[int, str]


class Merging:
    """One merge: everything happens inside the caller's transaction."""

    def __init__(
        self, connection: sa.Connection, actors: Iterable[ActorInfo], units: Iterable[Unit]
    ) -> None:
        self._connection = connection
        self._numbers = log.add_actors(connection, actors)
        self._by_no = {no: actor for actor, no in self._numbers.items()}
        self._units: dict[tuple[bytes, int], Unit] = {(u.actor, u.no): u for u in units}
        log.add_units(connection, self._units.values(), self._numbers)
        self._places = Places(connection)
        self._touched: dict[_Key, Row] = {}
        self._applied = 0
        self._conflicts_before = _open_conflicts(connection)

    def take(self, ops: Sequence[Op]) -> None:
        """Merge a slice of operations; those held already are passed over."""
        fresh = self._not_held(ops)
        if not fresh:
            return
        self._applied += len(fresh)
        decoded = [(op, decode_payload(op.payload)) for op in fresh]
        chains = self._chains(fresh, (payload for _, payload in decoded))
        held = self._load(fresh)
        entries = []
        for op, payload in decoded:
            key = (op.table_no, log.uid_of(op.row))
            self._write(held, key, op, payload, chains)
            row = held.get(key)
            entries.append(self._log_row(op, row.village if row else None))
        insert_rows(self._connection, OP.name, log.OP_COLUMNS, entries)
        self._settle(held)

    def finish(self) -> Merged:
        """Retry what waited for a parent or a proof, renew the summaries, and count."""
        for key in [*self._fulfilled(), *self._orphans()]:
            self._replay(*key)
        summaries.refresh(self._connection, self._touched.values(), self._places)
        waiting = self._connection.scalar(sa.select(sa.func.count()).select_from(ORPHAN)) or 0
        return Merged(
            self._applied,
            _open_conflicts(self._connection) - self._conflicts_before,
            waiting,
            tuple((row.entity.name, row.uid) for row in self._touched.values()),
        )

    def _not_held(self, ops: Sequence[Op]) -> list[Op]:
        """The operations whose number is new; another one under a held number is a fork."""
        held: dict[Dot, bytes] = {}
        by_actor: dict[bytes, list[int]] = {}
        for op in ops:
            by_actor.setdefault(op.actor, []).append(op.seq)
        for actor, seqs in by_actor.items():
            query = sa.select(OP.c.seq, OP.c.chain).where(
                OP.c.actor == self._numbers[actor], OP.c.seq.between(min(seqs) - 1, max(seqs))
            )
            held |= {(actor, seq): chain for seq, chain in self._connection.execute(query)}
        fresh = []
        for op in ops:
            chain = held.get((op.actor, op.seq))
            if chain is None:
                fresh.append(op)
            elif chain != op.chain:
                raise Refused("forked_history")
        return fresh

    def _chains(self, ops: Sequence[Op], payloads: Iterable[Payload]) -> dict[Dot, bytes]:
        """The chains of every write that a context names, as far as it is held."""
        own = {(op.actor, op.seq): op.chain for op in ops}
        wanted: dict[bytes, set[int]] = {}
        for payload in payloads:
            for context in payload.contexts.values():
                for seen in context:
                    if (seen.actor, seen.seq) not in own:
                        wanted.setdefault(seen.actor, set()).add(seen.seq)
        for actor, seqs in wanted.items():
            no = self._numbers.get(actor)
            for chunk in in_chunks([str(seq) for seq in sorted(seqs)]):
                query = sa.select(OP.c.seq, OP.c.chain).where(
                    OP.c.actor == no, OP.c.seq.in_([int(seq) for seq in chunk])
                )
                own |= {(actor, seq): chain for seq, chain in self._connection.execute(query)}
        return own

    def _load(self, ops: Iterable[Op]) -> dict[_Key, Row]:
        wanted: dict[int, list[str]] = {}
        for op in ops:
            wanted.setdefault(op.table_no, []).append(log.uid_of(op.row))
        held: dict[_Key, Row] = {}
        for table_no, uids in wanted.items():
            entity = entity_by_no().get(table_no)
            if entity is not None:
                loaded = rows.load(self._connection, entity, list(dict.fromkeys(uids)))
                held |= {(table_no, uid): row for uid, row in loaded.items()}
        return held

    def _write(
        self, held: dict[_Key, Row], key: _Key, op: Op, payload: Payload, chains: Mapping[Dot, bytes]
    ) -> None:
        entity = entity_by_no().get(op.table_no)
        if entity is None:
            return  # a newer version's table: kept in the log, shown after the update
        unit = self._unit(op)
        row = held.get(key)
        if row is None:
            row = held[key] = Row(
                entity, key[1], {}, {}, None, (unit.at, unit.author), (unit.at, unit.author)
            )
            if op.kind == PUT and not payload.contexts:
                self._begin(row, op, payload, unit)
                return
        _write_fields(self._connection, row, op, payload, unit, chains)

    def _begin(self, row: Row, op: Op, payload: Payload, unit: Unit) -> None:
        names = {spec.id: name for name, spec in row.entity.fields.items()}
        row.values = {names[no]: value for no, value in payload.values.items() if no in names}
        row.clock = {WHOLE: Entry(op.actor, op.seq, unit.hlc)}
        row.village = self._places.of_new(row.entity, row.uid, row.values)

    def _settle(self, held: Mapping[_Key, Row]) -> None:
        """Save rows whose parents are here; the others wait as orphans, safe in the log."""
        ready, waiting = [], []
        for row in held.values():
            if row.village is None:
                row.village = self._places.of_new(row.entity, row.uid, row.values)
            (ready if self._complete(row) else waiting).append(row)
        rows.save(self._connection, ready)
        for row in ready:
            row.exists = True
            row.dirty.clear()
            row.dirty_siblings.clear()
            self._touched[row.entity.no, row.uid] = row
        insert_rows(
            self._connection,
            ORPHAN.name,
            ("table_no", "uid"),
            [(row.entity.no, row.uid) for row in waiting],
            ignore=True,
        )

    def _complete(self, row: Row) -> bool:
        structural = [spec for spec in row.entity.fields.values() if spec.structural]
        if row.village is None or any(row.values.get(spec.name) is None for spec in structural):
            return False
        return all(
            spec.ref is None or self._places.of(spec.ref, str(row.values[spec.name])) is not None
            for spec in structural
        )

    def _orphans(self) -> list[_Key]:
        """Waiting rows, parents before children."""
        query = sa.select(ORPHAN.c.table_no, ORPHAN.c.uid).order_by(ORPHAN.c.table_no)
        return [(no, uid) for no, uid in self._connection.execute(query)]

    def _fulfilled(self) -> list[_Key]:
        """Rows with a context whose write has come meanwhile."""
        come = (
            sa.select(WAITING)
            .join(ACTOR, ACTOR.c.actor == WAITING.c.actor)
            .join(OP, sa.and_(OP.c.actor == ACTOR.c.no, OP.c.seq == WAITING.c.seq))
        )
        found = [tuple(row) for row in self._connection.execute(come)]
        for actor, seq, table_no, uid in found:
            self._connection.execute(
                sa.delete(WAITING).where(
                    WAITING.c.actor == actor,
                    WAITING.c.seq == seq,
                    WAITING.c.table_no == table_no,
                    WAITING.c.uid == uid,
                )
            )
        return list(dict.fromkeys((table_no, uid) for _, _, table_no, uid in found))

    def _replay(self, table_no: int, uid: str) -> None:
        entity = entity_by_no().get(table_no)
        if entity is None:
            return
        row = replay(self._connection, entity, uid)
        if row.village is None:
            row.village = self._places.of_new(entity, uid, row.values)
        if not self._complete(row):
            return
        self._connection.execute(
            sa.delete(ORPHAN).where(ORPHAN.c.table_no == table_no, ORPHAN.c.uid == uid)
        )
        self._connection.execute(
            sa.update(OP)
            .where(OP.c.row == log.row_key(uid), OP.c.village.is_(None))
            .values(village=row.village)
        )
        rows.save(self._connection, [row])
        row.exists = True
        self._touched[table_no, uid] = row

    def _unit(self, op: Op) -> Unit:
        unit = self._units.get((op.actor, op.unit))
        if unit is None:
            raise Refused("impossible_history")
        return unit

    def _log_row(self, op: Op, village: str | None) -> tuple[object, ...]:
        return (
            self._numbers[op.actor], op.seq, op.unit, op.table_no, op.row, op.kind, village,
            op.payload, op.chain,
        )  # fmt: skip


def _write_fields(
    connection: sa.Connection,
    row: Row,
    op: Op,
    payload: Payload,
    unit: Unit,
    chains: Mapping[Dot, bytes],
) -> None:
    specs = {spec.id: spec for spec in row.entity.fields.values()}
    for field, value in payload.values.items():
        if field != ALIVE and field not in specs:
            continue  # a newer version's field: kept in the log
        believed = proven(payload.contexts.get(field, ()), chains.get)
        for actor, seq in believed.waiting:
            insert_rows(
                connection,
                WAITING.name,
                ("actor", "seq", "table_no", "uid"),
                [(actor, seq, op.table_no, row.uid)],
                ignore=True,
            )
        standing = Standing((op.actor, op.seq), unit.hlc, value, believed.context)
        row.write(specs.get(field), standing)
    if unit.at >= row.updated[0]:
        row.updated = (unit.at, unit.author)


def replay(connection: sa.Connection, entity: EntitySpec, uid: str) -> Row:
    """The row as the log alone makes it; compared with the table by the self-examination."""
    query = (
        sa.select(OP, ACTOR.c.actor.label("writer"))
        .join(ACTOR, ACTOR.c.no == OP.c.actor)
        .where(OP.c.row == log.row_key(uid), OP.c.table_no == entity.no)
        .order_by(OP.c.actor, OP.c.seq)
    )
    ops = [log.op_of(found, found.writer) for found in connection.execute(query)]
    units = {(u.actor, u.no): u for u in log.units(connection, ((o.actor, o.unit) for o in ops))}
    first = min(
        ops, key=lambda op: (op.kind != PUT, bool(decode_payload(op.payload).contexts), op.seq)
    )
    stamp = (units[first.actor, first.unit].at, units[first.actor, first.unit].author)
    table = state_table(entity.name)
    held = connection.scalar(sa.select(table.c.uid).where(table.c.uid == uid)) is not None
    row = Row(entity, uid, {}, {}, None, stamp, stamp, exists=held)
    for op in ops:
        payload = decode_payload(op.payload)
        chains = {
            (seen.actor, seen.seq): chain
            for context in payload.contexts.values()
            for seen in context
            if (chain := log.chain_of(connection, seen.actor, seen.seq)) is not None
        }
        _write_fields(connection, row, op, payload, units[op.actor, op.unit], chains)
    row.dirty = set(entity.fields)
    row.dirty_siblings |= set(row.siblings)
    return row


def _open_conflicts(connection: sa.Connection) -> int:
    query = sa.select(sa.func.count()).select_from(SIBLING).where(SIBLING.c.open == 1)
    return int(connection.scalar(query) or 0)
