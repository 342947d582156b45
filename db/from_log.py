"""Every record as the log alone makes it; the log is read in the order it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import sqlalchemy as sa

from db import log
from db.replay import Read, named_writes, read, replayed
from db.rows import Row
from db.statements import in_chunks
from db.tables import ACTOR, OP, entity_by_no, rank
from fieldapp.changes.merge import Dot
from fieldapp.changes.operations import Op
from fieldapp.records.declare import EntitySpec

_AT_ONCE = 2_000
_OPS = sa.select(ACTOR.c.actor, *log.OP_FIELDS).join(ACTOR, ACTOR.c.no == OP.c.actor)


class Made(NamedTuple):
    """A record as the log alone makes it, and the writes it must be made anew for."""

    uid: str
    row: Row
    waiting: set[Dot]


class Remade(NamedTuple):
    """Some records of one entity, and how many operations they were made of."""

    entity: EntitySpec
    records: Sequence[Made]
    operations: int


def made_from_log(connection: sa.Connection, entity: EntitySpec | None = None) -> Iterator[Remade]:
    """Every record, or those of one entity; a child may come before its parent.

    Records written once come as they were written, then those written several times: in the
    order of records the log would be read page by page, here and there.
    """
    of = _OPS if entity is None else _OPS.where(OP.c.table_no == entity.no)
    several = _written_several_times(connection)
    for some in _slices(_read(connection, of.order_by(OP.c.actor, OP.c.seq))):
        yield from _made(connection, [op for op in some if op.row not in several])
    for keys in in_chunks(sorted(several), _AT_ONCE):
        query = of.where(OP.c.row.in_(keys)).order_by(OP.c.row, OP.c.actor, OP.c.seq)
        yield from _made(connection, list(_read(connection, query)))


def _written_several_times(connection: sa.Connection) -> set[bytes]:
    query = sa.select(OP.c.row).group_by(OP.c.row).having(sa.func.count() > 1)
    return set(connection.scalars(query))


def _read(connection: sa.Connection, query: sa.Select[*tuple[object, ...]]) -> Iterator[Op]:
    found = connection.execute(query.execution_options(yield_per=log.AT_ONCE))
    return (log.op_of(row, actor) for actor, *row in log.Payloads(connection).read(found))


def _slices(ops: Iterator[Op]) -> Iterator[list[Op]]:
    while some := list(islice(ops, _AT_ONCE)):
        yield some


def _made(connection: sa.Connection, ops: Sequence[Op]) -> Iterator[Remade]:
    """The records of all operations on them, in the order in which parents come first."""
    units = {(u.actor, u.no): u for u in log.units(connection, ((o.actor, o.unit) for o in ops))}
    known = read(ops)
    chains = log.chains_of(connection, {dot for _, told in known for dot in named_writes(told)})
    of_entity: dict[int, dict[bytes, list[Read]]] = {}
    for op, told in known:
        of_entity.setdefault(op.table_no, {}).setdefault(op.row, []).append((op, told))
    for entity, of_rows in _in_order(of_entity):
        made = [
            Made(uid, *replayed(entity, uid, of_row, units, chains))
            for uid, of_row in ((log.uid_of(key), of_row) for key, of_row in of_rows.items())
        ]
        yield Remade(entity, made, sum(map(len, of_rows.values())))


def _in_order(
    of_entity: dict[int, dict[bytes, list[Read]]],
) -> Iterable[tuple[EntitySpec, dict[bytes, list[Read]]]]:
    known = entity_by_no()  # what a newer version writes stays in the log
    found = [(known[no], of_rows) for no, of_rows in of_entity.items() if no in known]
    return sorted(found, key=lambda pair: rank(pair[0].name))
