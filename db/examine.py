"""The self-examination: the guards, the chain of the log, and the state against the log alone."""

from __future__ import annotations

import sqlalchemy as sa

from db import guards, log, search, segments, summaries
from db.comparing import Comparison
from db.dialects.seam import dialect_of
from db.tables import OP
from fieldapp.changes.operations import GENESIS, follows, unit_digest
from fieldapp.foundation.jobs import Job, Share
from fieldapp.ports.store import Examination


def examine(connection: sa.Connection, job: Job) -> Examination:
    """Look at the file, every link of every chain, and every record; changes nothing.

    Raises:
        Cancelled: somebody asked to stop.
    """
    changes = connection.scalar(sa.select(sa.func.count()).select_from(OP)) or 0
    if lost := segments.damaged(connection):  # without it nothing can be compared
        return Examination(changes, 0, (("chain_broken", lost),))
    comparison = Comparison(connection, changes)
    found = {
        "file_damaged": int(not dialect_of(connection).is_sound(connection)),
        "guards_missing": len(guards.missing(connection)),
        "chain_broken": broken_links(connection, changes, Share(job, 0, 2)),
        "state_differs_from_log": sum(1 for _ in comparison.differences(Share(job, 1, 2))),
        "lines_differ_from_records": len(summaries.differing(connection)),
        "search_index_incomplete": search.lacking(connection),
    }
    problems = sorted((code, count) for code, count in found.items() if count)
    return Examination(changes, comparison.seen, tuple(problems))


def broken_links(connection: sa.Connection, changes: int, job: Job) -> int:
    """Operations, of so many, that do not follow from what is held before them."""
    broken = seen = 0
    for info in log.actors(connection):
        units: dict[int, bytes] = {}
        before: tuple[int, bytes] = (0, GENESIS)
        everything = {info.actor: ((1, 2**63 - 1),)}
        for op in log.operations(connection, everything):
            if op.unit not in units:
                found = log.units(connection, [(op.actor, op.unit)])
                units[op.unit] = unit_digest(found[0]) if found else b""
            if before[0] == op.seq - 1 and not follows(before[1], op, units[op.unit]):
                broken += 1
            before = (op.seq, op.chain)
            seen += 1
            if seen % log.AT_ONCE == 0:
                job.progress(seen, changes)
    return broken
