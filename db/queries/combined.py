"""Where two parties wrote to one household apart, and how it stood for each of them alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa

from db import log
from db.queries.history import changes_of, family
from db.replay import made_of, operations_on
from db.statements import Prepared, among, in_chunks
from db.tables import OP, state_table
from fieldapp.changes.operations import Op
from fieldapp.changes.ranges import NONE, contains
from fieldapp.ports.facts import Held
from fieldapp.ports.questions import ChangeRow
from fieldapp.records import Household
from fieldapp.records.declare import (
    EntitySpec,
    Record,
    children_of,
    entity_named,
    from_stored,
    owner_of,
)
from fieldapp.rules.checks.facts import HouseholdFacts
from fieldapp.rules.checks.gathering import gathered

_HOUSEHOLD = "household"
_WRITES = sa.select(OP.c.table_no, OP.c.row, OP.c.actor, OP.c.seq).where(
    OP.c.row.in_(sa.bindparam("rows", expanding=True))
)


def met(connection: sa.Connection, touched: Iterable[tuple[str, str]], seen: Held) -> list[str]:
    """The households of touched records to which writes belong that are not among ``seen``.

    What is looked through is what was written to these households, not what else is held.
    """
    theirs: dict[str, set[str]] = defaultdict(set)
    for name, uid in touched:
        theirs[name].add(uid)
    numbers = log.numbers_among(connection, seen)
    known = {numbers[actor]: held for actor, held in seen.items() if actor in numbers}
    found: set[str] = set()
    for homes in in_chunks(sorted(_homes(connection, theirs))):
        owners = _with_what_is_beneath(
            connection, entity_named(_HOUSEHOLD), {uid: uid for uid in homes}
        )
        for rows in in_chunks(sorted({key for _, key in owners})):
            for table_no, key, actor, seq in connection.execute(_WRITES, {"rows": rows}):
                home = owners.get((table_no, key))
                if home is not None and not contains(known.get(actor, NONE), seq):
                    found.add(home)
    return sorted(found)


def _with_what_is_beneath(
    connection: sa.Connection, spec: EntitySpec, homes: Mapping[str, str]
) -> dict[tuple[int, bytes], str]:
    """By record the household of each: these records of one entity, and all below them."""
    found = {(spec.no, log.row_key(uid)): home for uid, home in homes.items()}
    for child in children_of(spec.name) if homes else ():
        rows = _below(child.name).rows(connection, owners=list(homes))
        below = {uid: homes[owner] for uid, owner in rows}
        found |= _with_what_is_beneath(connection, child, below)
    return found


@cache
def _below(entity: str) -> Prepared:
    table = state_table(entity)
    owner = table.c[entity_named(entity).scope]
    return Prepared(sa.select(table.c.uid, owner).where(among(owner, "owners")))


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
