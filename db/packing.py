"""Packing the log: who holds what decides, and each step is proven before it is durable.

The rows of the operations stay; only their payloads move into segments, from which
``log.Payloads`` reads them. Whoever comes back after years gets and gives everything as before.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa
from typing_extensions import override

from db import guards, log, segments, summaries
from db.dialects.seam import PACKING, dialect_of
from db.places import COUNTY
from db.statements import Prepared, among, in_chunks, insert_rows
from db.tables import ACTOR, OP, SEGMENT, UNIT
from db.transactions import Transactions
from fieldapp.changes.operations import GENESIS, follows, unit_digest
from fieldapp.changes.ranges import NONE, Ranges, contains, from_numbers
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import Job
from fieldapp.ports.packing import Holder, Outlook, Packing

SIZE = 1_000
"""Operations of a segment: more pack no better, and take longer to look into."""
LEAST = 100
"""Fewer of one writer would hardly be smaller in a segment."""
AT_ONCE = 10
"""Segments that become durable together."""
_COLUMNS = tuple(column.name for column in SEGMENT.columns)
_PLAIN = Prepared(
    sa.select(OP.c.seq, OP.c.payload)
    .where(OP.c.actor == sa.bindparam("writer"), OP.c.segment.is_(None), among(OP.c.seq, "seqs"))
    .order_by(OP.c.seq)
)
_MOVE = Prepared(
    sa.update(OP)
    .where(OP.c.actor == sa.bindparam("writer"), among(OP.c.seq, "seqs"))
    .values(payload=sa.bindparam("nothing"), segment=sa.bindparam("no"))
)
_LOOSE = (
    sa.select(OP.c.actor, ACTOR.c.actor, OP.c.seq, OP.c.village, UNIT.c.hlc)
    .join(UNIT, sa.and_(UNIT.c.actor == OP.c.actor, UNIT.c.no == OP.c.unit))
    .join(ACTOR, ACTOR.c.no == OP.c.actor)
    .where(OP.c.segment.is_(None))
    .order_by(OP.c.actor, OP.c.seq)
)


class SqlPacking(Packing):
    """Packs the log of one store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    @override
    def outlook(self, before: int, holders: Sequence[Holder]) -> Outlook:
        with self._transactions.reading() as connection:
            packed = connection.scalar(sa.select(sa.func.sum(SEGMENT.c.ops)))
            sorting = _Sorting(before, holders)
            sorting.look(connection)
        ready = sum(map(len, sorting.chunks()))
        return Outlook(
            int(packed or 0),
            ready,
            sorting.recent,
            sum(map(len, sorting.ready.values())) - ready,
            sorting.unplaced,
            dict(sorting.waiting),
        )

    @override
    def pack(self, before: int, holders: Sequence[Holder], job: Job) -> int:
        sorting = _Sorting(before, holders)
        with self._transactions.reading() as connection:
            sorting.look(connection)
        steps = list(in_chunks(list(sorting.chunks()), AT_ONCE))
        done = 0
        for at, step in enumerate(steps):
            job.progress(at, len(steps))
            with (
                self._transactions.writing() as connection,
                guards.opened(connection, PACKING),
            ):
                done += sum(_pack(connection, chunk) for chunk in step)
        job.progress(len(steps), len(steps))
        return done

    @override
    def size(self) -> int:
        with self._transactions.reading() as connection:
            return dialect_of(connection).size(connection)

    @override
    def give_back(self) -> None:
        if not self._transactions.give_back():
            with self._transactions.writing() as connection, guards.opened(connection):
                summaries.rebuild(connection)


class _Chunk:
    """Operations of one writer that go into one segment."""

    def __init__(self, no: int, actor: bytes, seqs: Sequence[int]) -> None:
        self.no, self.actor, self.seqs = no, actor, seqs

    def __len__(self) -> int:
        return len(self.seqs)


class _Sorting:
    """Sorts what is not packed by whether it may be."""

    def __init__(self, before: int, holders: Sequence[Holder]) -> None:
        self._before = before
        self._holders = holders
        self._asked: dict[tuple[bytes, str], list[tuple[str, Ranges]]] = {}
        self.ready: dict[tuple[int, bytes], array[int]] = {}
        self.recent = 0
        self.unplaced = 0
        self.waiting: Counter[str] = Counter()

    def look(self, connection: sa.Connection) -> None:
        """Go through the operations once; of each only its place is kept."""
        found = connection.execute(_LOOSE.execution_options(yield_per=log.AT_ONCE))
        for no, actor, seq, village, hlc in found:
            if village is None:
                self.unplaced += 1
            elif hlc > self._before:
                self.recent += 1
            elif lacking := self._lacking(actor, village, seq):
                self.waiting.update(lacking)
            else:
                self.ready.setdefault((no, actor), array("q")).append(seq)

    def _lacking(self, actor: bytes, village: str, seq: int) -> list[str]:
        """The devices that get what belongs to this village and have not confirmed this."""
        asked = self._asked.get((actor, village))
        if asked is None:
            asked = self._asked[actor, village] = [
                (holder.device, holder.have.get(actor, NONE))
                for holder in self._holders
                if holder.villages is None or village == COUNTY or village in holder.villages
            ]
        return [device for device, ranges in asked if not contains(ranges, seq)]

    def chunks(self) -> Iterator[_Chunk]:
        """What goes into a segment each."""
        for (no, actor), seqs in self.ready.items():
            for some in in_chunks(seqs, SIZE):
                if len(some) >= LEAST:
                    yield _Chunk(no, actor, some)


def _pack(connection: sa.Connection, chunk: _Chunk) -> int:
    """Move payloads into a segment of their own; one that another program moved is passed over."""
    held = dict(_PLAIN.rows(connection, writer=chunk.no, seqs=list(chunk.seqs)))
    if not held:
        return 0
    no = (connection.scalar(sa.select(sa.func.max(SEGMENT.c.no))) or 0) + 1
    digest, data = segments.packed(held)
    insert_rows(connection, SEGMENT.name, _COLUMNS, [(no, chunk.no, len(held), digest, data)])
    _MOVE.rows(connection, writer=chunk.no, seqs=list(held), nothing=b"", no=no)
    _prove(connection, chunk.actor, held)
    return len(held)


def _prove(connection: sa.Connection, actor: bytes, before: Mapping[int, bytes]) -> None:
    """See that what is read now is what lay there before, and that it is what was written."""
    ops = list(log.operations(connection, {actor: from_numbers(before)}))
    if {op.seq: op.payload for op in ops} != dict(before):
        raise LookupError(actor)  # a fault of ours: everything is as it was
    digests = {
        unit.no: unit_digest(unit)
        for unit in log.units(connection, {(actor, op.unit) for op in ops})
    }
    known = log.chains_of(connection, ((actor, seq - 1) for seq in before)).held
    chains = {**known, (actor, 0): GENESIS}
    broken = sum(
        (actor, op.seq - 1) in chains
        and not follows(chains[actor, op.seq - 1], op, digests.get(op.unit, b""))
        for op in ops
    )
    if broken:
        raise Refused("log_damaged", count=broken)
