"""The whole state made anew from the log alone: records, what waits, lines and search index."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from db import log, orphans, rows, summaries
from db.comparing import Comparison
from db.digest import state_digest
from db.examine import broken_links
from db.from_log import made_from_log
from db.places import Places
from db.rows import Row
from db.tables import OP, ORPHAN, SIBLING, WAITING, entity_by_no, rank, state_table
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import WatchedJob
from fieldapp.ports.store import Rebuilt
from fieldapp.records.declare import entities


def rebuild(connection: sa.Connection) -> Rebuilt:
    """Compare, and where anything differs make all records anew; lines and index always.

    Raises:
        Refused: ``log_damaged`` when the log itself is not what was written.
    """
    unwatched = WatchedJob()
    changes = connection.scalar(sa.select(sa.func.count()).select_from(OP)) or 0
    if broken := broken_links(connection, changes, unwatched):
        raise Refused("log_damaged", count=broken)
    before = state_digest(connection)
    lines = len(summaries.differing(connection))
    comparison = Comparison(connection, changes)
    differences = tuple(comparison.differences(unwatched))
    if differences:
        _empty(connection)
        _fill(connection)
        _place(connection)
        if any(True for _ in Comparison(connection, changes).differences(unwatched)):
            raise LookupError(before)  # a fault of ours: everything is as it was
    summaries.rebuild(connection)
    return Rebuilt(before, state_digest(connection), comparison.seen, differences, lines)


def _empty(connection: sa.Connection) -> None:
    for table in (SIBLING, ORPHAN, WAITING):
        connection.execute(sa.delete(table))
    names = (spec.name for spec in entity_by_no().values())
    for name in sorted(names, key=rank, reverse=True):
        connection.execute(sa.delete(state_table(name)))


def _fill(connection: sa.Connection) -> None:
    places = Places(connection)
    early: list[Row] = []
    for entity in sorted(entities(), key=lambda spec: rank(spec.name)):
        for _, records, _ in made_from_log(connection, entity):
            for made in records:
                orphans.wait(connection, (entity.no, made.uid), made.waiting)
            early += _save(connection, [made.row for made in records], places)
    # a record may belong to one that comes later: not every parent is a reference of its table
    while early != (still := _save(connection, early, places)):
        early = still
    orphans.add(connection, [(row.entity.no, row.uid) for row in early])


def _save(connection: sa.Connection, some: Iterable[Row], places: Places) -> list[Row]:
    """Save the rows that can stand; returns the others."""
    ready: list[Row] = []
    early: list[Row] = []
    for row in some:
        (ready if orphans.can_stand(row, places) else early).append(row)
    rows.save(connection, ready)
    return early


def _place(connection: sa.Connection) -> None:
    """Give the operations of records that stand now their village."""
    for no, uid in _unplaced(connection) - set(orphans.waiting_rows(connection)):
        entity = entity_by_no().get(no)
        village = Places(connection).of(entity.name, uid) if entity else None
        if village is not None:
            orphans.complete(connection, (no, uid), village)


def _unplaced(connection: sa.Connection) -> set[orphans.Key]:
    """Records whose operations have no village yet."""
    query = sa.select(OP.c.table_no, OP.c.row).where(OP.c.village.is_(None)).distinct()
    return {(table_no, log.uid_of(key)) for table_no, key in connection.execute(query)}
