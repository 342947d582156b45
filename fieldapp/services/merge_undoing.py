"""Taking back a whole merge: an ordinary change that travels, and can itself be undone."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import Job
from fieldapp.ports.store import Act, Done
from fieldapp.services.exchange import Exchange
from fieldapp.services.profile import encode, ledger, ledger_key


@dataclass(frozen=True, slots=True)
class Undone:
    """What was put back: so many records, as one act."""

    records: int
    done: Done


def undo_merge(exchange: Exchange, bundle: str, author: str, job: Job | None = None) -> Undone:
    """Put everything back that a merged bundle changed; the operations stay in the log.

    Raises:
        Refused: ``merge_unknown``, ``merge_taken_back``; ``merge_built_upon`` when somebody has
            changed what came, or entered records beneath it.
        Cancelled: nothing was put back.
    """
    store = exchange.store
    found = [line for line in ledger(store) if (line.way, line.bundle) == ("in", bundle)]
    if not found or not found[0].brought:
        raise Refused("merge_unknown")
    line = found[0]
    if line.undone:
        raise Refused("merge_taken_back")
    now = exchange.clock.now()
    brought = {bytes.fromhex(actor): ranges for actor, ranges in line.brought.items()}
    with store.together():
        edits = store.log.edits_back(brought, job)
        done = store.write_many(Act(author, f"merge.undo: {line.check_code}", now), edits)
        marked = msgspec.structs.replace(line, undone=now.isoformat())
        store.set_local(ledger_key(marked), encode(marked))
    return Undone(len(edits), done)
