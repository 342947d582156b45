"""The one door for local changes: log and state are written in one transaction."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from db import log, rows, summaries
from db.clocks import WHOLE, Entry
from db.places import Places
from db.rows import Row
from db.statements import insert_rows
from db.tables import OP
from fieldapp.changes.merge import Standing, local_context
from fieldapp.changes.operations import (
    ALIVE,
    PUT,
    REMOVE,
    ActorInfo,
    Seen,
    Unit,
    Value,
    chain_next,
    encode_payload,
    proof,
)
from fieldapp.foundation.clock import hybrid_clock
from fieldapp.ports.store import Act, Done, Edit
from fieldapp.records.declare import EntitySpec, entity_named

NO_CONTEXT: dict[int, tuple[Seen, ...]] = {}


@dataclasses.dataclass
class _Writing:
    """One write unit while it is put together."""

    connection: sa.Connection
    act: Act
    actor: bytes
    actor_no: int
    unit: int
    seq: int
    chain: bytes
    hlc: int
    places: Places
    ops: list[tuple[object, ...]] = dataclasses.field(default_factory=list)
    chains: dict[tuple[bytes, int], bytes] = dataclasses.field(default_factory=dict)

    def append(
        self, row: Row, kind: int, values: dict[int, Value], contexts: dict[int, tuple[Seen, ...]]
    ) -> tuple[bytes, int]:
        """Add one operation to the log; returns its dot."""
        self.seq += 1
        key = log.row_key(row.uid)
        payload = encode_payload(values, contexts)
        self.chain = chain_next(
            self.chain, self.actor, self.seq, self.unit, row.entity.no, key, kind, payload
        )
        self.chains[self.actor, self.seq] = self.chain
        self.ops.append(
            (self.actor_no, self.seq, self.unit, row.entity.no, key, kind, row.village,
             payload, self.chain)
        )  # fmt: skip
        return self.actor, self.seq

    def seen(self, context: dict[bytes, int]) -> tuple[Seen, ...]:
        """A context with the proof of every write that it names."""
        entries = []
        for actor, seq in context.items():
            chain = self.chains.get((actor, seq)) or log.chain_of(self.connection, actor, seq)
            if chain is not None:
                entries.append(Seen(actor, seq, proof(chain)))
        return tuple(entries)


def write(
    connection: sa.Connection, writer: ActorInfo, act: Act, edits: Sequence[Edit], app: str
) -> Done:
    """Put edits into log and state; edits that change nothing leave no trace."""
    numbers = log.add_actors(connection, [writer])
    actor_no = numbers[writer.actor]
    seq, unit, chain = log.head(connection, actor_no)
    hlc = hybrid_clock(act.at, log.newest_hlc(connection))
    writing = _Writing(
        connection, act, writer.actor, actor_no, unit + 1, seq, chain, hlc, Places(connection)
    )
    touched, undo = _apply(writing, edits)
    if not writing.ops:
        return Done()
    log.add_units(
        connection,
        [Unit(writer.actor, unit + 1, act.at.isoformat(), hlc, act.author, act.reason, app, 1)],
        numbers,
    )
    insert_rows(connection, OP.name, log.OP_COLUMNS, writing.ops)
    rows.save(connection, touched)
    summaries.refresh(connection, touched, writing.places)
    return Done(tuple((row.entity.name, row.uid) for row in touched), tuple(reversed(undo)))


def _apply(writing: _Writing, edits: Sequence[Edit]) -> tuple[list[Row], list[Edit]]:
    held = _load(writing, edits)
    touched: dict[tuple[str, str], Row] = {}
    undo: list[Edit] = []
    for edit in edits:
        entity = entity_named(edit.entity)
        row = held.get((edit.entity, edit.uid))
        if row is None:
            row = held[edit.entity, edit.uid] = _begin(writing, entity, edit)
            undo.append(Edit(edit.entity, edit.uid, alive=False))
        elif not (before := _change(writing, row, edit)):
            continue
        else:
            undo.append(before)
        row.updated = (writing.act.at.isoformat(), writing.act.author)
        touched[edit.entity, edit.uid] = row
    return list(touched.values()), undo


def _load(writing: _Writing, edits: Iterable[Edit]) -> dict[tuple[str, str], Row]:
    wanted: dict[str, list[str]] = {}
    for edit in edits:
        if not edit.fresh:
            wanted.setdefault(edit.entity, []).append(edit.uid)
    held = {}
    for name, uids in wanted.items():
        for uid, row in rows.load(writing.connection, entity_named(name), uids).items():
            held[name, uid] = row
    return held


def _begin(writing: _Writing, entity: EntitySpec, edit: Edit) -> Row:
    values = {name: value for name, value in edit.values.items() if value is not None}
    stamp = (writing.act.at.isoformat(), writing.act.author)
    row = Row(entity, edit.uid, values, {}, created=stamp, updated=stamp)
    row.village = writing.places.of_new(entity, edit.uid, values)
    by_id: dict[int, Value] = {entity.fields[name].id: value for name, value in values.items()}
    actor, seq = writing.append(row, PUT, by_id, NO_CONTEXT)
    row.clock = {WHOLE: Entry(actor, seq, writing.hlc)}
    return row


def _change(writing: _Writing, row: Row, edit: Edit) -> Edit | None:
    """Write what differs; returns the edit that puts it back, or ``None`` when nothing differs."""
    fields = row.entity.fields
    differing = {
        name: value
        for name, value in edit.values.items()
        if row.values.get(name) != value or fields[name].id in row.siblings
    }
    before = Edit(
        row.entity.name,
        row.uid,
        {name: row.values.get(name) for name in differing},
        None
        if edit.alive is None or (edit.alive == row.alive and ALIVE not in row.siblings)
        else row.alive,
    )
    if before.alive is not None and edit.alive is not None:
        _write_alive(writing, row, alive=edit.alive)
    if differing:
        contexts = {name: local_context(row.register(fields[name])) for name in differing}
        dot = writing.append(
            row,
            PUT,
            {fields[name].id: value for name, value in differing.items()},
            {fields[name].id: writing.seen(context) for name, context in contexts.items()},
        )
        for name, value in differing.items():
            row.write(fields[name], Standing(dot, writing.hlc, value, contexts[name]))
    return before if differing or before.alive is not None else None


def _write_alive(writing: _Writing, row: Row, *, alive: bool) -> None:
    """A removal names every write in the record that it has seen, so that none is hidden unseen."""
    context = local_context(row.register(None))
    for entry in row.clock.values():
        for actor, seq in ((entry.actor, entry.seq), *entry.context.items()):
            context[actor] = max(seq, context.get(actor, 0))
    for register in row.siblings.values():
        for actor, seq in local_context(register).items():
            context[actor] = max(seq, context.get(actor, 0))
    dot = writing.append(row, REMOVE, {ALIVE: int(alive)}, {ALIVE: writing.seen(context)})
    row.write(None, Standing(dot, writing.hlc, int(alive), context))


