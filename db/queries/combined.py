"""Where two parties wrote to one household apart, and how it stood for each of them alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa

from db import log
from db.queries.history import changes_of, family
from db.replay import made_of, operations_on
from db.statements import Prepared, among, in_chunks
from db.tables import OP, entity_by_no, state_table
from fieldapp.changes.operations import Op
from fieldapp.changes.ranges import NONE, contains, subtract
from fieldapp.ports.facts import Held
from fieldapp.ports.questions import ChangeRow
from fieldapp.records import Household
from fieldapp.records.declare import EntitySpec, Record, entity_named, from_stored, owner_of
from fieldapp.rules.checks.facts import HouseholdFacts
from fieldapp.rules.checks.gathering import gathered

_HOUSEHOLD = "household"


def met(
    connection: sa.Connection,
    touched: Iterable[tuple[str, str]],
    seen: Held,
    villages: Collection[str],
) -> list[str]:
    """The households of touched records to which writes belong that are not among ``seen``."""
    ours: dict[str, set[str]] = defaultdict(set)
    numbers = log.actor_numbers(connection)
    for actor, held in log.have(connection).items():
        for first, last in subtract(held, seen.get(actor, NONE)):
            query = sa.select(OP.c.table_no, OP.c.row).distinct()
            of_range = (OP.c.actor == numbers[actor], OP.c.seq.between(first, last))
            query = query.where(*of_range, OP.c.village.in_(villages))
            for table_no, key in connection.execute(query):
                entity = entity_by_no().get(table_no)
                if entity is not None:
                    ours[entity.name].add(log.uid_of(key))
    theirs: dict[str, set[str]] = defaultdict(set)
    for name, uid in touched if ours else ():
        theirs[name].add(uid)
    return sorted(_homes(connection, ours) & _homes(connection, theirs))


def _homes(connection: sa.Connection, records: Mapping[str, set[str]]) -> set[str]:
    """The households above records that are named by entity."""
    found: set[str] = set()
    for name, uids in records.items():
        entity, level = entity_named(name), uids
        while entity.name != _HOUSEHOLD and owner_of(entity) not in {"", "village"}:
            above, chunks = _above(entity.name), in_chunks(sorted(level))
            level = {up for some in chunks for (up,) in above.rows(connection, uids=list(some))}
            entity = entity_named(owner_of(entity))
        if entity.name == _HOUSEHOLD:
            found |= level
    return found


@cache
def _above(entity: str) -> Prepared:
    table = state_table(entity)
    scope = table.c[entity_named(entity).scope]
    return Prepared(sa.select(scope).where(among(table.c.uid, "uids")))


def as_held(
    connection: sa.Connection, household: str, within: Held | None, without: Held
) -> HouseholdFacts | None:
    """The household as the operations ``within`` make it, leaving out those ``without``."""
    kept: dict[type[Record], list[Any]] = defaultdict(list)
    for entity, uid in family(connection, entity_named(_HOUSEHOLD), [household]):
        ops = [
            op
            for op in operations_on(connection, entity, uid)
            if (within is None or contains(within.get(op.actor, NONE), op.seq))
            and not contains(without.get(op.actor, NONE), op.seq)
        ]
        record = _made_of(connection, entity, uid, ops) if ops else None
        if record is not None:
            kept[entity.cls].append(record)
    homes = kept.get(Household)
    return gathered(homes[0], kept) if homes else None


def _made_of(
    connection: sa.Connection, entity: EntitySpec, uid: str, ops: list[Op]
) -> Record | None:
    row, _ = made_of(connection, entity, uid, ops)
    structural = (name for name, spec in entity.fields.items() if spec.structural)
    if not row.alive or any(row.values.get(name) is None for name in structural):
        return None
    return from_stored(entity.cls, uid, row.values)


def written_apart(
    connection: sa.Connection, household: str, one: Held, other: Held
) -> Iterator[ChangeRow]:
    """The writes to a household that are among ``other`` or not among ``one``.

    A record that was entered is told by what it began with first.
    """
    actors = {no: actor for actor, no in log.actor_numbers(connection).items()}
    payloads = log.Payloads(connection)
    for entity, uid in family(connection, entity_named(_HOUSEHOLD), [household]):
        entered = False
        for (_, number, seq), change in changes_of(connection, payloads, entity, uid):
            actor = actors[number]
            apart = contains(other.get(actor, NONE), seq) or not contains(one.get(actor, NONE), seq)
            if apart and not (change.first and entered):
                yield change
            entered |= change.first
