"""Rows with their clocks: loaded, written to field by field by the merge core, and saved."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

import sqlalchemy as sa

from db import clocks, removals
from db.clocks import Clock
from db.statements import Prepared, among, insert_rows, update_rows
from db.tables import SIBLING, rank, state_table
from fieldapp.changes.merge import (
    EMPTY,
    Context,
    Dot,
    Register,
    Standing,
    conflict,
    merge_write,
    order_of,
    shown,
)
from fieldapp.changes.operations import ALIVE
from fieldapp.changes.policies import settled, waits
from fieldapp.records.declare import EntitySpec, FieldSpec, answered_with, entity_named
from fieldapp.records.kinds import Stored

STANDS = "sys_alive"
_ALWAYS = (STANDS, "sys_clock", "sys_updated_at", "sys_updated_by")


@dataclasses.dataclass(slots=True)
class Row:
    """One record while it is written to; ``values`` by field name, as stored."""

    entity: EntitySpec
    uid: str
    values: dict[str, Stored]
    clock: Clock
    village: str | None = None
    created: tuple[str, str] = ("", "")
    updated: tuple[str, str] = ("", "")
    siblings: dict[int, Register] = dataclasses.field(default_factory=dict)
    removals: dict[Dot, Mapping[int, Context]] = dataclasses.field(default_factory=dict)
    """What the writer of each removal had seen, field by field."""
    left: set[str] = dataclasses.field(default_factory=set)
    """The parents it belonged to before it was moved."""
    born: str | None = None
    """The parent it was made under, as far as that is known: it stays with the team of its village.

    Only with that is its place the same wherever and in whatever order its writes come.
    """
    exists: bool = False
    alive: bool = True
    dirty: set[str] = dataclasses.field(default_factory=set)
    dirty_siblings: set[int] = dataclasses.field(default_factory=set)
    loaded: bool = False
    renewed: set[str] = dataclasses.field(default_factory=set)
    """The columns that were written anew since it was loaded, as far as they are saved."""

    def specs(self) -> Mapping[int, FieldSpec]:
        """The entity's fields by their stable number."""
        return fields_by_id(self.entity.name)

    def register(self, field: FieldSpec | None) -> Register:
        """What stands in a field; ``None`` asks for the pseudo-field *alive*."""
        field_id = field.id if field else ALIVE
        if field_id in self.siblings:
            return self.siblings[field_id]
        if field:
            return clocks.register_of(self.clock, field_id, self.values.get(field.name))
        # who made the record says nothing here: it may come after what was written to it
        entry = self.clock.get(ALIVE)
        return clocks.register_of(self.clock, ALIVE, entry.value) if entry else EMPTY

    def write(self, field: FieldSpec | None, standing: Standing) -> bool:
        """Merge one write into a field; False when it had been replaced already."""
        before = self.register(field)
        after = merge_write(before, standing)
        if after is before or after == before:
            return False
        field_id = field.id if field else ALIVE
        top = shown(after)
        self.clock[field_id] = clocks.entry_of(top, keep_value=field is None)
        if field:
            if field.name == self.entity.scope and field.name in self.values:
                self.left.add(str(self.values[field.name]))
            self.values[field.name] = settled(after, field.policy)
            self.dirty.add(field.name)
        if len(after) > 1 or field_id in self.siblings:
            self.siblings[field_id] = after
            self.dirty_siblings.add(field_id)
        if len(after) == 1:
            self.siblings.pop(field_id, None)
        elif field:
            self._keep_whole(answered_with(self.entity.name, field.name))
        self._settle_alive()
        return True

    def _keep_whole(self, together: Collection[str]) -> None:
        """Show an answer of several fields from one write, even where clock and number are equal.

        Two laptops that write under one name may answer in the same second.
        """
        specs = [self.entity.fields[name] for name in together]
        registers = [self.register(spec) for spec in specs]
        if len(specs) == 1 or len({frozenset(one.dot for one in some) for some in registers}) > 1:
            return  # the other fields of this write are still to come
        told: dict[Dot, str] = {}
        for standing in (one for register in registers for one in register):
            told[standing.dot] = f"{told.get(standing.dot, '')}/{standing.value}"
        for spec, register in zip(specs, registers, strict=True):
            ordered = tuple(sorted(register, key=lambda one: order_of(one, told[one.dot])))
            if ordered != register:
                self.siblings[spec.id] = ordered
                self.dirty_siblings.add(spec.id)
                self.clock[spec.id] = clocks.entry_of(shown(ordered))
                self.values[spec.name] = settled(ordered, spec.policy)
                self.dirty.add(spec.name)

    def _settle_alive(self) -> None:
        """A removal hides the record only if it had seen all that stands in it."""
        if ALIVE not in self.clock:
            return
        register = self.register(None)
        top = shown(register)
        removed = top.value == 0
        alive = not (removed and self._all_seen_by(top.dot))
        if alive != self.alive:
            self.alive = alive
            self.dirty.add(STANDS)
        if removed and self.alive:
            self.siblings[ALIVE] = register
            self.dirty_siblings.add(ALIVE)
        elif len(register) == 1 and ALIVE in self.siblings:
            del self.siblings[ALIVE]
            self.dirty_siblings.add(ALIVE)

    def _all_seen_by(self, removal: Dot) -> bool:
        seen = self.removals.get(removal, {})
        return all(
            seen.get(number, {}).get(standing.dot[0], 0) >= standing.dot[1]
            for number, spec in self.specs().items()
            for standing in self.register(spec)
        )

    def saved(self) -> None:
        """Note that the table holds the record as it is now."""
        self.renewed |= self.dirty
        self.exists = True
        self.dirty.clear()
        self.dirty_siblings.clear()

    def changed(self) -> set[str] | None:
        """The columns that differ from the record as it was loaded; ``None`` for a new one: all."""
        return self.renewed | self.dirty if self.loaded else None

    def is_open(self, field: int) -> bool:
        """Whether several values, or a removal beside what it had not seen, wait for a person."""
        register = self.siblings.get(field, ())
        if field in self.specs():
            return waits(register, self.specs()[field].policy)
        unseen = self.alive and bool(register) and shown(register).value == 0
        return unseen or conflict(register)


@cache
def fields_by_id(entity: str) -> Mapping[int, FieldSpec]:
    """The declared fields of an entity by their stable number."""
    return {spec.id: spec for spec in entity_named(entity).fields.values()}


def stored(
    connection: sa.Connection, entity: EntitySpec, uids: Sequence[str]
) -> dict[str, tuple[object, ...]]:
    """The rows that exist among ``uids`` as they are held, in the order of their columns."""
    return {row[0]: tuple(row) for row in _records(entity.name).rows(connection, uids=list(uids))}


def load(connection: sa.Connection, entity: EntitySpec, uids: Sequence[str]) -> dict[str, Row]:
    """The rows that exist among ``uids``, removed ones too."""
    found: dict[str, Row] = {}
    count = len(entity.fields)
    for uid, *held in _records(entity.name).rows(connection, uids=list(uids)):
        alive, village, clock, *stamps = held[count:]
        found[uid] = Row(
            entity,
            uid,
            dict(zip(entity.fields, held, strict=False)),
            clocks.decode(clock),
            village,
            (stamps[0], stamps[1]),
            (stamps[2], stamps[3]),
            exists=True,
            alive=bool(alive),
            loaded=True,
        )
    for uid, field, standing in _SIBLINGS.rows(connection, of=entity.no, uids=list(found)):
        found[uid].siblings[field] = clocks.decode_register(standing)
    gone = [uid for uid, row in found.items() if ALIVE in row.clock]
    for uid, seen in removals.seen_by(connection, entity, gone).items():
        found[uid].removals = seen
    return found


_SIBLINGS = Prepared(
    sa.select(SIBLING.c.uid, SIBLING.c.field, SIBLING.c.standing).where(
        SIBLING.c.table_no == sa.bindparam("of"), among(SIBLING.c.uid, "uids")
    )
)


@cache
def _records(entity: str) -> Prepared:
    table = state_table(entity)
    return Prepared(sa.select(table).where(among(table.c.uid, "uids")))


@cache
def columns_of(entity: str) -> tuple[str, ...]:
    """The columns of a state table in order."""
    return tuple(column.name for column in state_table(entity).columns)


def as_tuple(row: Row) -> tuple[object, ...]:
    """A row in the order of its table's columns."""
    return (
        row.uid,
        *map(row.values.get, row.entity.fields),
        int(row.alive),
        row.village or "",
        clocks.encode(row.clock),
        *row.created,
        *row.updated,
    )


def save(connection: sa.Connection, rows: Iterable[Row]) -> None:
    """Write rows of any entities, parents before children."""
    by_entity: dict[str, list[Row]] = {}
    for row in rows:
        by_entity.setdefault(row.entity.name, []).append(row)
    for _, group in sorted(by_entity.items(), key=lambda named: rank(named[0])):
        entity = group[0].entity
        fresh = [as_tuple(row) for row in group if not row.exists]
        insert_rows(connection, entity.name, columns_of(entity.name), fresh)
        _save_existing(connection, entity, [row for row in group if row.exists])
        _save_siblings(connection, entity, group)


def _save_existing(connection: sa.Connection, entity: EntitySpec, rows: list[Row]) -> None:
    """One statement for all: the columns that changed in any of them."""
    dirty = {name for row in rows for name in row.dirty}
    fields = tuple(name for name in entity.fields if name in dirty)
    tuples = [
        (
            *map(row.values.get, fields),
            int(row.alive),
            clocks.encode(row.clock),
            *row.updated,
            row.uid,
        )
        for row in rows
    ]
    update_rows(connection, entity.name, (*fields, *_ALWAYS), tuples)


def _save_siblings(connection: sa.Connection, entity: EntitySpec, rows: Iterable[Row]) -> None:
    dirty = [(row, field) for row in rows for field in row.dirty_siblings]
    if not dirty:
        return
    keys = [(entity.no, row.uid, field) for row, field in dirty]
    connection.execute(
        _FORGET, [{"of": no, "record": uid, "which": field} for no, uid, field in keys]
    )
    standing = [
        (
            *key,
            clocks.encode_register(row.siblings[field]),
            int(row.is_open(field)),
        )
        for key, (row, field) in zip(keys, dirty, strict=True)
        if field in row.siblings
    ]
    insert_rows(connection, SIBLING.name, tuple(SIBLING.columns.keys()), standing)


_FORGET = sa.delete(SIBLING).where(
    SIBLING.c.table_no == sa.bindparam("of"),
    SIBLING.c.uid == sa.bindparam("record"),
    SIBLING.c.field == sa.bindparam("which"),
)
