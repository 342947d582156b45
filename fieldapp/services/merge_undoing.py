"""Taking back a whole merge: an ordinary change that travels, and can itself be undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from fieldapp.changes.ranges import Ranges
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import Job
from fieldapp.ports.store import Act, Done, Store
from fieldapp.services.exchange import Exchange
from fieldapp.services.profile import LedgerLine, encode, ledger_key, line_of


@dataclass(frozen=True, slots=True)
class Undone:
    """What was put back: so many records, as one act."""

    records: int
    done: Done


@dataclass(frozen=True, slots=True)
class GoingBack:
    """What taking a merge back would put back: so many records of each entity."""

    line: LedgerLine
    records: Mapping[str, int]


def look_back(exchange: Exchange, bundle: str, job: Job | None = None) -> GoingBack:
    """What :func:`undo_merge` would put back; nothing is changed, and it raises the same."""
    line = _merged(exchange.store, bundle)
    edits = exchange.store.log.edits_back(_brought(line), job)
    return GoingBack(line, Counter(edit.entity for edit in edits))


def undo_merge(exchange: Exchange, bundle: str, author: str, job: Job | None = None) -> Undone:
    """Put everything back that a merged bundle changed; the operations stay in the log.

    Raises:
        Refused: ``merge_unknown``, ``merge_taken_back``; ``merge_built_upon`` when somebody has
            changed what came, or entered records beneath it.
        Cancelled: nothing was put back.
    """
    store = exchange.store
    line = _merged(store, bundle)
    now = exchange.clock.now()
    with store.together():
        edits = store.log.edits_back(_brought(line), job)
        done = store.write_many(Act(author, f"merge.undo: {line.check_code}", now), edits)
        marked = msgspec.structs.replace(line, undone=now.isoformat())
        store.set_local(ledger_key(marked), encode(marked))
    return Undone(len(edits), done)


def _merged(store: Store, bundle: str) -> LedgerLine:
    line = line_of(store, "in", bundle)
    if line is None or not line.brought:
        raise Refused("merge_unknown")
    if line.undone:
        raise Refused("merge_taken_back")
    return line


def _brought(line: LedgerLine) -> dict[bytes, Ranges]:
    return {bytes.fromhex(actor): ranges for actor, ranges in line.brought.items()}
