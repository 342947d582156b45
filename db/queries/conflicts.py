"""Fields in which several values stand: which, and what is known of each and of the one before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

import sqlalchemy as sa

from db import log, rows
from db.clocks import decode_register
from db.replay import named_writes, operations_on
from db.rows import Row
from db.statements import in_chunks
from db.tables import ACTOR, OP, SIBLING, entity_by_no, state_table
from fieldapp.changes.merge import (
    Dot,
    Standing,
    common_ground,
    proven,
)
from fieldapp.changes.operations import ALIVE, Op, Unit, UnitKey, decode_payload
from fieldapp.changes.policies import settled
from fieldapp.ports.questions import Conflict, ConflictRow, Side
from fieldapp.records.declare import (
    EntitySpec,
    FieldSpec,
    answered_with,
    entity_named,
    owner_of,
)
from fieldapp.records.kinds import Stored

REMOVED = "alive"
"""The name of the pseudo-field by which a conflict about a removal goes."""
_NEAR = 200
"""A visit is written with fewer operations than this."""


def open_conflicts(connection: sa.Connection) -> list[ConflictRow]:
    """Every field in which values wait for a person."""
    query = sa.select(SIBLING).where(SIBLING.c.open == 1)
    found = connection.execute(query.order_by(*SIBLING.primary_key)).all()
    places = {
        (table_no, uid): place
        for table_no, uids in _by_table((row.table_no, row.uid) for row in found).items()
        for uid, place in _places(connection, entity_by_no()[table_no], uids).items()
    }
    return [_row(row, places.get((row.table_no, row.uid), _NOWHERE)) for row in found]


def _row(row: sa.Row[tuple[object, ...]], place: _Place) -> ConflictRow:
    entity = entity_by_no()[row.table_no]
    names = {spec.id: name for name, spec in entity.fields.items()}
    field = names.get(row.field, REMOVED)
    return ConflictRow(
        f"{entity.name}/{row.uid}/{field}",
        entity.name,
        row.uid,
        field,
        tuple(value.value for value in decode_register(row.standing)),
        place.household,
        place.village,
    )


def count(connection: sa.Connection, village: str | None) -> int:
    """How many fields wait for a person, in a village or everywhere."""
    query = sa.select(sa.func.count()).select_from(SIBLING).where(SIBLING.c.open == 1)
    found = int(connection.scalar(query) or 0)
    if village is None or not found:
        return found
    return sum(place.village == village for place in _disputed_places(connection))


def by_household(connection: sa.Connection, village: str | None) -> dict[str, int]:
    """How many fields wait for a person in each household that has any."""
    return Counter(
        place.household
        for place in _disputed_places(connection)
        if place.household is not None and village in {None, place.village}
    )


class _Place(NamedTuple):
    """Where a record belongs; ``household`` is ``None`` for what belongs to none."""

    village: str
    household: str | None


_NOWHERE = _Place("", None)


def _disputed_places(connection: sa.Connection) -> Iterator[_Place]:
    """Where each field that waits for a person belongs."""
    query = sa.select(SIBLING.c.table_no, SIBLING.c.uid).where(SIBLING.c.open == 1)
    fields = [(int(table_no), str(uid)) for table_no, uid in connection.execute(query)]
    for table_no, uids in _by_table(fields).items():
        known = _places(connection, entity_by_no()[table_no], set(uids))
        yield from (known.get(uid, _NOWHERE) for uid in uids)


def _by_table(fields: Iterable[tuple[int, str]]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    for table_no, uid in fields:
        found.setdefault(table_no, []).append(uid)
    return found


def _places(
    connection: sa.Connection, entity: EntitySpec, uids: Collection[str]
) -> dict[str, _Place]:
    """By record: its village, and the household above it, through whomever."""
    table = state_table(entity.name)
    owner = owner_of(entity)
    climbs = entity.name != "household" and owner not in {"", "village"}
    above = table.c[entity.scope] if climbs else table.c.uid
    query = sa.select(table.c.uid, table.c.sys_village, above.label("above"))
    found = [
        row
        for chunk in in_chunks(list(uids))
        for row in connection.execute(query.where(table.c.uid.in_(chunk)))
    ]
    if entity.name == "household" or owner == "household":
        return {uid: _Place(village or "", home) for uid, village, home in found}
    if not climbs:
        return {uid: _Place(village or "", None) for uid, village, _uid in found}
    owners = _places(connection, entity_named(owner), {home for _uid, _village, home in found})
    return {
        uid: _Place(village or "", owners.get(home, _NOWHERE).household)
        for uid, village, home in found
    }


def conflict_of(
    connection: sa.Connection, entity_name: str, uid: str, field: str, device: str
) -> Conflict | None:
    """All that is known of one field in which several values stand; ``None`` when none do.

    ``device`` is this workspace's own: what it wrote is "ours".
    """
    entity = entity_named(entity_name)
    row = rows.load(connection, entity, [uid]).get(uid)
    spec = entity.fields.get(field)
    if row is None or not row.is_open(spec.id if spec else ALIVE):
        return None
    telling = _Telling(connection, entity, uid, device)
    if spec is None:
        return telling.of_removal(row)
    return telling.of_field(row, spec)


class _Telling:
    """The operations on one record, read once, for telling who wrote what and over what."""

    def __init__(
        self, connection: sa.Connection, entity: EntitySpec, uid: str, device: str
    ) -> None:
        self._connection = connection
        ops = operations_on(connection, entity, uid)
        self._ops: Mapping[Dot, Op] = {(op.actor, op.seq): op for op in ops}
        held = log.units(connection, ((op.actor, op.unit) for op in ops))
        self._units: Mapping[UnitKey, Unit] = {(unit.actor, unit.no): unit for unit in held}
        self._writers = {info.actor: info for info in log.actors(connection)}
        self._device = device
        named = {dot for op in ops for dot in named_writes(decode_payload(op.payload))}
        self._chains = log.chains_of(connection, named)

    def of_field(self, row: Row, spec: FieldSpec) -> Conflict:
        """The values of a field, of the fields answered with it, and what all had seen."""
        register = row.siblings[spec.id]
        together = answered_with(row.entity.name, spec.name)
        sides = [
            self._side(
                standing,
                standing.value,
                {name: self._written(row.entity.fields[name], standing) for name in together},
            )
            for standing in register
        ]
        ground = common_ground(register, self._writes_to(spec))
        base = settled(ground, spec.policy) if ground else None
        return Conflict(row.entity.name, row.uid, spec.name, base, tuple(sides))

    def of_removal(self, row: Row) -> Conflict:
        """A removal beside the writes that whoever removed the record had not seen."""
        sides = [self._side(standing, standing.value, {}) for standing in row.register(None)]
        seen = [row.removals.get(standing.dot, {}) for standing in row.register(None)]
        for number, spec in row.specs().items():
            for standing in row.register(spec):
                actor, seq = standing.dot
                if not any(each.get(number, {}).get(actor, 0) >= seq for each in seen):
                    sides.append(self._side(standing, 1, {spec.name: standing.value}))
        return Conflict(row.entity.name, row.uid, REMOVED, 1, tuple(sides))

    def _side(self, standing: Standing, value: Stored, together: Mapping[str, Stored]) -> Side:
        op = self._ops[standing.dot]
        unit = self._units[op.actor, op.unit]
        writer = self._writers[op.actor]
        return Side(
            value, unit.author, writer.name, unit.at, unit.reason,
            writer.device == self._device, together, unit.typist,
            writer.device, self._visit_with(op),
        )  # fmt: skip

    def _visit_with(self, op: Op) -> str | None:
        """The visit that was recorded in the same act, whose operations lie side by side."""
        near = OP.c.seq.between(op.seq - _NEAR, op.seq + _NEAR)
        query = (
            sa.select(OP.c.row)
            .join(ACTOR, ACTOR.c.no == OP.c.actor)
            .where(ACTOR.c.actor == op.actor, near, OP.c.unit == op.unit)
            .where(OP.c.table_no == entity_named("visit").no)
        )
        found = self._connection.scalars(query).first()
        return None if found is None else log.uid_of(found)

    def _written(self, spec: FieldSpec, standing: Standing) -> Stored:
        return decode_payload(self._ops[standing.dot].payload).values.get(spec.id)

    def _writes_to(self, spec: FieldSpec) -> Iterable[Standing]:
        for dot, op in self._ops.items():
            payload = decode_payload(op.payload)
            if spec.id in payload.values:
                context = proven(payload.contexts.get(spec.id, ()), self._chains).context
                hlc = self._units[op.actor, op.unit].hlc
                yield Standing(dot, hlc, payload.values[spec.id], context)
