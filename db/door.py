"""The one door for local changes: log and state are written in one transaction."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import sqlalchemy as sa

from db import guards, log, rows, summaries
from db.clocks import WHOLE, Entry
from db.places import Places
from db.rows import Row
from db.statements import insert_rows
from db.tables import OP
from fieldapp.changes.merge import Context, Dot, Standing, local_context
from fieldapp.changes.operations import (
    ALIVE,
    PUT,
    REMOVE,
    ActorInfo,
    Seen,
    Unit,
    UnitKey,
    Value,
    chain_next,
    encode_payload,
    proof,
    unit_digest,
)
from fieldapp.foundation.clock import hybrid_clock, wall_clock
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import language
from fieldapp.ports.store import Act, Done, Edit
from fieldapp.records.declare import SCHEMA, EntitySpec, answered_with, entity_named
from fieldapp.records.kinds import Stored

A_DAY = dt.timedelta(days=1)
NO_CONTEXT: dict[int, tuple[Seen, ...]] = {}


@dataclasses.dataclass
class _Writing:
    """One write unit while it is put together."""

    connection: sa.Connection
    actor: bytes
    actor_no: int
    unit: Unit
    digest: bytes
    seq: int
    chain: bytes
    places: Places
    ops: list[tuple[object, ...]] = dataclasses.field(default_factory=list)
    chains: dict[tuple[bytes, int], bytes] = dataclasses.field(default_factory=dict)

    def append(
        self, row: Row, kind: int, values: dict[int, Value], contexts: dict[int, tuple[Seen, ...]]
    ) -> tuple[bytes, int]:
        """Add one operation to the log; returns its dot."""
        payload = encode_payload(values, contexts)
        if b"\0" in payload:  # also of a number, such as 0; without it no text holds one
            log.refuse_nul(values.values())
        self.seq += 1
        key = log.row_key(row.uid)
        self.chain = chain_next(
            self.chain, self.digest, self.seq, row.entity.no, key, kind, payload
        )
        self.chains[self.actor, self.seq] = self.chain
        self.ops.append(
            (self.actor_no, self.seq, self.unit.no, row.entity.no, key, kind, row.village,
             payload, self.chain)
        )  # fmt: skip
        return self.actor, self.seq

    def look_up(self, dots: Iterable[Dot]) -> None:
        """Read the chains of writes that contexts are going to name, all at once."""
        unknown = {dot for dot in dots if dot not in self.chains}
        self.chains |= log.chains_of(self.connection, unknown).held

    def seen(self, context: Context) -> tuple[Seen, ...]:
        """A context with the proof of every write that it names; all were looked up."""
        return tuple(
            Seen(actor, seq, proof(self.chains[actor, seq]))
            for actor, seq in context.items()
            if (actor, seq) in self.chains
        )


def write(
    connection: sa.Connection, writer: ActorInfo, act: Act, edits: Sequence[Edit], app: str
) -> Done:
    """Put edits into log and state; edits that change nothing leave no trace.

    Raises:
        Refused: ``unknown_record`` for a change of a record that was never made.
    """
    with guards.opened(connection):
        unit = WriteUnit(connection, writer, act, app)
        touched, undo = unit.add(edits)
    if not touched:
        return Done()
    names = tuple((row.entity.name, row.uid) for row in touched)
    return Done(names, tuple(reversed(undo)), unit.key)


class WriteUnit:
    """One write unit, filled by slices of edits: what is saved is not held any longer."""

    def __init__(self, connection: sa.Connection, writer: ActorInfo, act: Act, app: str) -> None:
        # a clock that is ahead by more than a day leads nobody else's
        head = log.head(connection, writer, wall_clock(act.at + A_DAY))
        hlc = hybrid_clock(act.at, head.newest)
        unit = Unit(
            writer.actor, head.unit + 1, act.at.isoformat(), hlc, act.author, act.reason, app,
            SCHEMA, act.typist,
        )  # fmt: skip
        self._writing = _Writing(
            connection, writer.actor, head.no, unit, unit_digest(unit), head.seq, head.chain,
            Places(connection),
        )  # fmt: skip
        self.key: UnitKey | None = None
        """The unit's writer and number, once it holds anything."""

    def add(self, edits: Sequence[Edit]) -> tuple[list[Row], list[Edit]]:
        """Write some edits; returns the records touched and what would put each edit back."""
        writing = self._writing
        touched, undo = _apply(writing, edits)
        if writing.ops:
            if self.key is None:
                log.add_units(writing.connection, [writing.unit], {writing.actor: writing.actor_no})
                self.key = (writing.actor, writing.unit.no)
            insert_rows(writing.connection, OP.name, log.OP_COLUMNS, writing.ops)
            rows.save(writing.connection, touched)
            summaries.refresh(writing.connection, touched)
            writing.ops.clear()
            writing.chains.clear()
        return touched, undo


def _apply(writing: _Writing, edits: Sequence[Edit]) -> tuple[list[Row], list[Edit]]:
    held = _load(writing, edits)
    touched: dict[tuple[str, str], Row] = {}
    undo: list[Edit] = []
    for edit in edits:
        row = held.get((edit.entity, edit.uid))
        if row is None:
            row = held[edit.entity, edit.uid] = _begin(writing, entity_named(edit.entity), edit)
            undo.append(Edit(edit.entity, edit.uid, alive=False))
        elif not (before := _change(writing, row, edit)):
            continue
        else:
            undo.append(before)
            row.updated = (writing.unit.at, writing.unit.author)
        touched[edit.entity, edit.uid] = row
    return list(touched.values()), undo


def _load(writing: _Writing, edits: Iterable[Edit]) -> dict[tuple[str, str], Row]:
    wanted: dict[str, dict[str, None]] = {}
    named: dict[tuple[str, str], set[str]] = {}
    for edit in edits:
        if not edit.fresh:
            wanted.setdefault(edit.entity, {})[edit.uid] = None
            fields = edit.values if edit.alive is None else entity_named(edit.entity).fields
            for field in fields:
                named.setdefault((edit.entity, edit.uid), set()).update(
                    answered_with(edit.entity, field)
                )
    held: dict[tuple[str, str], Row] = {}
    for name, uids in wanted.items():
        for uid, row in rows.load(writing.connection, entity_named(name), list(uids)).items():
            held[name, uid] = row
    writing.look_up(
        dot
        for key, row in held.items()
        for field in (None, *(row.entity.fields[name] for name in named[key]))
        for dot in local_context(row.register(field)).items()
    )
    return held


def _begin(writing: _Writing, entity: EntitySpec, edit: Edit) -> Row:
    values = dict(edit.values) if edit.fresh else _filled(edit.values)
    numbers, needed = _shape(entity.name)
    if not needed <= values.keys():
        raise Refused("unknown_record", entity=entity.label(language()), uid=edit.uid)
    stamp = (writing.unit.at, writing.unit.author)
    row = Row(entity, edit.uid, values, {}, created=stamp, updated=stamp)
    row.village = writing.places.of_new(entity, edit.uid, values)
    if row.village is None:
        raise Refused("unknown_record", entity=entity.label(language()), uid=edit.uid)
    writing.places.settle(entity, edit.uid, row.village)
    by_id: dict[int, Value] = {numbers[name]: value for name, value in values.items()}
    actor, seq = writing.append(row, PUT, by_id, NO_CONTEXT)
    row.clock = {WHOLE: Entry(actor, seq, writing.unit.hlc)}
    return row


def _filled(values: Mapping[str, Stored]) -> dict[str, Stored]:
    return {name: value for name, value in values.items() if value is not None}


@cache
def _shape(entity: str) -> tuple[Mapping[str, int], frozenset[str]]:
    """The number of each field, and the fields without which a record cannot stand."""
    fields = entity_named(entity).fields
    needed = frozenset(name for name, spec in fields.items() if spec.structural)
    return {name: spec.id for name, spec in fields.items()}, needed


def _change(writing: _Writing, row: Row, edit: Edit) -> Edit | None:
    """Write what differs; returns the edit that puts it back, or ``None`` when nothing differs."""
    fields = row.entity.fields
    differing = {
        name: value
        for name, value in edit.values.items()
        if row.values.get(name) != value or fields[name].id in row.siblings
    }
    for name in tuple(differing):
        for partner in answered_with(row.entity.name, name):
            differing.setdefault(partner, row.values.get(partner))
    turns = edit.alive is not None and (edit.alive != row.alive or ALIVE in row.siblings)
    before = Edit(
        row.entity.name,
        row.uid,
        {name: row.values.get(name) for name in differing},
        row.alive if turns else None,
    )
    if differing:
        _check_parents(writing, row, differing)
        _write_values(writing, row, differing)
    if turns:
        _write_alive(writing, row, alive=bool(edit.alive))
    return before if differing or turns else None


def _check_parents(writing: _Writing, row: Row, values: Mapping[str, Stored]) -> None:
    for name, value in values.items():
        spec = row.entity.fields[name]
        if spec.structural and spec.ref and writing.places.of(spec.ref, str(value)) is None:
            entity = entity_named(spec.ref).label(language())
            raise Refused("unknown_record", entity=entity, uid=value)


def _write_values(writing: _Writing, row: Row, values: Mapping[str, Stored]) -> None:
    fields = row.entity.fields
    contexts = {name: local_context(row.register(fields[name])) for name in values}
    dot = writing.append(
        row,
        PUT,
        {fields[name].id: value for name, value in values.items()},
        {fields[name].id: writing.seen(context) for name, context in contexts.items()},
    )
    for name, value in values.items():
        row.write(fields[name], Standing(dot, writing.unit.hlc, value, contexts[name]))


def _write_alive(writing: _Writing, row: Row, *, alive: bool) -> None:
    """A removal names, field by field, what it has seen, so that nothing is hidden unseen."""
    contexts: dict[int, Context] = {ALIVE: local_context(row.register(None))}
    if not alive:
        contexts |= {no: local_context(row.register(spec)) for no, spec in row.specs().items()}
    dot = writing.append(
        row,
        REMOVE,
        {ALIVE: int(alive)},
        {field: writing.seen(context) for field, context in contexts.items()},
    )
    row.removals[dot] = contexts
    row.write(None, Standing(dot, writing.unit.hlc, int(alive), contexts[ALIVE]))
