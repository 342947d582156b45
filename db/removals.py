"""What the removals of a record had seen of it, read from the log; few records have any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from db import log
from db.statements import in_chunks
from db.tables import ACTOR, OP
from fieldapp.changes.merge import Context, Dot, proven
from fieldapp.changes.operations import REMOVE, Payload, decode_payload
from fieldapp.records.declare import EntitySpec


def seen_by(
    connection: sa.Connection, entity: EntitySpec, uids: Sequence[str]
) -> dict[str, dict[Dot, Mapping[int, Context]]]:
    """By record: each removal with what its writer had seen, field by field, as far as proven."""
    found: list[tuple[str, Dot, Payload]] = []
    payloads = log.Payloads(connection)
    for chunk in in_chunks(uids):
        query = (
            sa.select(OP.c.row, ACTOR.c.actor, OP.c.seq, *log.PAYLOAD)
            .join(ACTOR, ACTOR.c.no == OP.c.actor)
            .where(
                OP.c.row.in_([log.row_key(uid) for uid in chunk]),
                OP.c.table_no == entity.no,
                OP.c.kind == REMOVE,
            )
        )
        found += [
            (log.uid_of(key), (actor, seq), decode_payload(payload))
            for key, actor, seq, payload in payloads.read(connection.execute(query))
        ]
    chains = log.chains_of(
        connection,
        (
            (seen.actor, seen.seq)
            for _, _, payload in found
            for entries in payload.contexts.values()
            for seen in entries
        ),
    )
    by_record: dict[str, dict[Dot, Mapping[int, Context]]] = {}
    for uid, dot, payload in found:
        by_record.setdefault(uid, {})[dot] = {
            field: proven(entries, chains).context for field, entries in payload.contexts.items()
        }
    return by_record
