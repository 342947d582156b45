"""The exchange's side of a store: what is held of whom, given out, and merged in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from typing_extensions import override

from db import guards, local_values, log, merged_back
from db.merging import Merging
from db.room import roomy
from db.transactions import Transactions
from fieldapp.changes.forks import Chains
from fieldapp.changes.merge import Dot
from fieldapp.changes.operations import ActorInfo, Op, Unit
from fieldapp.changes.ranges import Ranges
from fieldapp.foundation.collecting import seldom_collecting
from fieldapp.foundation.jobs import Job
from fieldapp.ports.store import ChangeLog, Edit, Merged


class SqlChangeLog(ChangeLog):
    """Each method is one transaction."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    @override
    def have(self, of: Iterable[bytes] | None = None) -> dict[bytes, Ranges]:
        with self._transactions.reading() as connection:
            return log.have(connection, of)

    @override
    def heads(self) -> dict[bytes, bytes]:
        with self._transactions.reading() as connection:
            return log.heads(connection)

    @override
    def chains(self, dots: Iterable[Dot]) -> Chains:
        with self._transactions.reading() as connection:
            return log.chains_of(connection, dots)

    @override
    def actors(self) -> list[ActorInfo]:
        with self._transactions.reading() as connection:
            return log.actors(connection)

    @override
    def operations(
        self, wanted: Mapping[bytes, Ranges], villages: Collection[str] | None
    ) -> tuple[list[Unit], list[Op]]:
        with self._transactions.reading() as connection:
            ops = list(log.operations(connection, wanted, villages))
            return log.units(connection, {(op.actor, op.unit) for op in ops}), ops

    @override
    def merge(
        self,
        actors: Iterable[ActorInfo],
        units: Iterable[Unit],
        slices: Iterable[Sequence[Op]],
        keep: Mapping[str, bytes],
        *,
        preview: bool = False,
    ) -> Merged:
        transactions = self._transactions
        begun = transactions.trying() if preview else transactions.writing()
        with begun as connection, roomy(connection), guards.opened(connection), seldom_collecting():
            merging = Merging(connection, actors, units)
            for ops in slices:
                merging.take(ops)
            for name, value in keep.items():
                local_values.put(connection, name, value)
            return merging.finish(tried=preview)

    @override
    def edits_back(self, brought: Mapping[bytes, Ranges], job: Job | None = None) -> list[Edit]:
        with self._transactions.reading() as connection:
            return merged_back.edits_back(connection, brought, job)
