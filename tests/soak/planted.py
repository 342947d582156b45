"""Programs with a defect of a kind that others have: the soak must find each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import sqlalchemy as sa
from typing_extensions import override

from db import guards
from db.change_log import SqlChangeLog
from db.store import SqlStore, open_store
from db.tables import SIBLING
from fieldapp.changes.operations import ActorInfo, Op, Unit
from fieldapp.foundation.vault import StoreKey
from fieldapp.ports.store import Merged
from fieldapp.services.exchange import Exchange
from fieldapp.services.profile import Peer, ledger
from tests.soak.machines import Program


class _OneValue(SqlChangeLog):
    """Keeps of several values only the one that it shows."""

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
        if preview:
            return super().merge(actors, units, slices, keep, preview=True)
        with self._transactions.writing() as connection, guards.opened(connection):
            merged = super().merge(actors, units, slices, keep)
            connection.execute(sa.delete(SIBLING))
            return merged


class _SeenUpTo(SqlChangeLog):
    """Takes what it holds the last of for held, also where there was a gap or another laptop."""

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
        last = {actor: ranges[-1][1] for actor, ranges in self.have().items()}
        newer = ([op for op in ops if op.seq > last.get(op.actor, 0)] for ops in slices)
        return super().merge(actors, units, newer, keep, preview=preview)


class _OnceExported(Exchange):
    """Sends what was exported never again, whether it arrived or not."""

    @override
    def lacking(self, peer: Peer, *, full: bool = False) -> tuple[list[Unit], list[Op]]:
        _units, ops = super().lacking(peer, full=full)
        sent = [line.reach for line in ledger(self.store) if line.peer == peer.name]
        kept = [
            op for op in ops
            if full or all(op.seq > reach.get(op.actor.hex(), 0) for reach in sent)
        ]  # fmt: skip
        wanted: dict[bytes, tuple[tuple[int, int], ...]] = {}
        for op in kept:
            wanted[op.actor] = (*wanted.get(op.actor, ()), (op.seq, op.seq))
        return self.store.log.operations(wanted, None)


def _opener(log: type[SqlChangeLog]) -> Program:
    def opened(folder: Path, key: StoreKey, app: str) -> SqlStore:
        store = open_store(folder, key, app)
        store.log = log(store._transactions)
        return store

    return Program(opened)


DEFECTS: Mapping[str, Program] = {
    "only one value is kept": _opener(_OneValue),
    "the last number held counts": _opener(_SeenUpTo),
    "what was exported counts as arrived": Program(exchange=_OnceExported),
}
