"""What was written to a record and to what belongs to it, read back from the log."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from db.log import PAYLOAD, Payloads, row_key, uid_of
from db.statements import Prepared, among, in_chunks
from db.tables import ACTOR, OP, UNIT, state_table
from fieldapp.changes.operations import ALIVE, decode_payload
from fieldapp.ports.questions import ChangeRow
from fieldapp.records.declare import EntitySpec, children_of, entity_named
from fieldapp.records.kinds import Stored

_ALIVE = "alive"
_OPERATIONS = Prepared(
    sa.select(
        UNIT.c.at, UNIT.c.author, ACTOR.c.name, UNIT.c.reason, OP.c.row, UNIT.c.typist,
        UNIT.c.hlc, OP.c.actor, OP.c.seq, *PAYLOAD,
    )
    .join(UNIT, sa.and_(UNIT.c.actor == OP.c.actor, UNIT.c.no == OP.c.unit))
    .join(ACTOR, ACTOR.c.no == OP.c.actor)
    .where(OP.c.table_no == sa.bindparam("entity"), OP.c.row == sa.bindparam("row"))
    .order_by(UNIT.c.hlc, OP.c.actor, OP.c.seq)
)  # fmt: skip


def history(connection: sa.Connection, entity: str, uid: str) -> list[ChangeRow]:
    """Every change, the newest first."""
    payloads = Payloads(connection)
    found = [
        change
        for spec, each in family(connection, entity_named(entity), [uid])
        for change in changes_of(connection, payloads, spec, each)
    ]
    return [change for _place, change in sorted(found, key=lambda one: one[0], reverse=True)]


def keyed_for_others(
    connection: sa.Connection, entity: str, uids: Collection[str]
) -> dict[str, str]:
    """Who keyed the records that somebody else's name stands under, by record."""
    query = (
        sa.select(OP.c.row, UNIT.c.typist)
        .join(UNIT, sa.and_(UNIT.c.actor == OP.c.actor, UNIT.c.no == OP.c.unit))
        .where(UNIT.c.typist != "", OP.c.table_no == entity_named(entity).no)
        .order_by(UNIT.c.hlc.desc())
    )
    found: dict[str, str] = {}
    for chunk in in_chunks([row_key(uid) for uid in uids]):
        for key, typist in connection.execute(query.where(OP.c.row.in_(chunk))):
            found[uid_of(key)] = typist
    return found


def family(
    connection: sa.Connection, spec: EntitySpec, uids: Sequence[str]
) -> Iterator[tuple[EntitySpec, str]]:
    """The records and all below them, those removed too."""
    for uid in uids:
        yield spec, uid
    for child in children_of(spec.name) if uids else ():
        found = [uid for (uid,) in _below(child.name).rows(connection, owners=list(uids))]
        yield from family(connection, child, found)


@cache
def _below(entity: str) -> Prepared:
    table = state_table(entity)
    owner = table.c[entity_named(entity).scope]
    return Prepared(sa.select(table.c.uid).where(among(owner, "owners")))


def changes_of(
    connection: sa.Connection, payloads: Payloads, spec: EntitySpec, uid: str
) -> Iterator[tuple[list[int], ChangeRow]]:
    """What was written to one record in order, each with its clock, its writer and number."""
    names = {field.id: name for name, field in spec.fields.items()} | {ALIVE: _ALIVE}
    known: dict[int, Stored] = {}
    first = True
    rows: list[Any] = _OPERATIONS.rows(connection, entity=spec.no, row=row_key(uid))
    for row in payloads.read(rows):
        at, author, device, reason, key, typist, *place, payload = row
        for field, value in decode_payload(payload).values.items():
            if field in names:  # a newer version's field has no name here
                change = ChangeRow(
                    at, author, device, reason, spec.name, uid_of(key), names[field],
                    known.get(field), value, first, typist,
                )  # fmt: skip
                yield place, change
            known[field] = value
        first = False
