"""The whole state made anew from the log alone: records, what waits, lines and search index."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from db import log, orphans, rows, summaries
from db.comparing import Comparison, Made, made_from_log
from db.digest import state_digest
from db.examine import broken_links
from db.places import Places
from db.rows import Row
from db.tables import OP, ORPHAN, SIBLING, WAITING, entity_by_no, rank, state_table
from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Rebuilt
from fieldapp.records.declare import EntitySpec


def rebuild(connection: sa.Connection) -> Rebuilt:
    """Compare, and where anything differs make all records anew; lines and index always.

    Raises:
        Refused: ``log_damaged`` when the log itself is not what was written.
    """
    if broken := broken_links(connection):
        raise Refused("log_damaged", count=broken)
    before = state_digest(connection)
    lines = len(summaries.differing(connection))
    comparison = Comparison(connection)
    differences = tuple(comparison.differences())
    if differences:
        _empty(connection)
        _fill(connection)
    summaries.rebuild(connection)
    return Rebuilt(before, state_digest(connection), comparison.seen, differences, lines)


def _empty(connection: sa.Connection) -> None:
    for table in (SIBLING, ORPHAN, WAITING):
        connection.execute(sa.delete(table))
    names = (spec.name for spec in entity_by_no().values())
    for name in sorted(names, key=rank, reverse=True):
        connection.execute(sa.delete(state_table(name)))


def _fill(connection: sa.Connection) -> None:
    unplaced = _unplaced(connection)
    places = Places(connection)
    for entity, batches in made_from_log(connection):
        for batch in batches:
            _save(connection, entity, batch, places)
            for made in batch:
                if made.row.exists and (entity.no, made.uid) in unplaced:
                    orphans.complete(connection, (entity.no, made.uid), made.row.village or "")


def _save(
    connection: sa.Connection, entity: EntitySpec, batch: Sequence[Made], places: Places
) -> None:
    ready: list[Row] = []
    for uid, row, waiting in batch:
        orphans.wait(connection, (entity.no, uid), waiting)
        if orphans.can_stand(row, places):
            ready.append(row)
    rows.save(connection, ready)
    for row in ready:
        row.saved()
    orphans.add(connection, [(entity.no, one.uid) for one in batch if not one.row.exists])


def _unplaced(connection: sa.Connection) -> set[orphans.Key]:
    """Records whose operations have no village yet."""
    query = sa.select(OP.c.table_no, OP.c.row).where(OP.c.village.is_(None)).distinct()
    return {(table_no, log.uid_of(key)) for table_no, key in connection.execute(query)}
