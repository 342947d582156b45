"""The store of a workspace: typed records in and out, one transaction a change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import msgspec
import sqlalchemy as sa
from typing_extensions import override

from db import door, guards, large_acts, local_values, rebuilding
from db.address import kept_address
from db.change_log import SqlChangeLog
from db.dialects.seam import MENDING, OPTION
from db.digest import state_digest
from db.engine import STORE_FILE, open_engine
from db.examine import examine
from db.failures import sorted_failures
from db.packing import SqlPacking
from db.queries import records
from db.questions import SqlQuestions
from db.statements import in_chunks
from db.transactions import Transactions
from db.upgrade import prepare
from fieldapp.changes.operations import ActorInfo, UnitKey
from fieldapp.foundation.jobs import Job, WatchedJob
from fieldapp.foundation.occupancy import Presence, enter
from fieldapp.foundation.vault import StoreKey
from fieldapp.ports.packing import Packing
from fieldapp.ports.questions import Questions
from fieldapp.ports.store import (
    Act,
    ChangeLog,
    Done,
    Edit,
    Examination,
    Rebuilt,
    RecordT,
    Store,
)
from fieldapp.records.declare import entity_of, from_stored

_AT_ONCE = 500
"""Records that stand in memory together while all of them are gone through."""


class SqlStore(Store):
    """A store on either engine; usable from several threads, one writer at a time."""

    def __init__(self, engine: sa.Engine, app: str) -> None:
        self._transactions = Transactions(engine)
        self._app = app
        self.presence: Presence | None = None
        self.questions: Questions = SqlQuestions(self._transactions.reading)
        self.log: ChangeLog = SqlChangeLog(self._transactions)
        self.packing: Packing = SqlPacking(self._transactions)

    @override
    @contextmanager
    def together(self) -> Iterator[None]:
        with self._transactions.writing():
            yield

    @override
    def at_rest(self) -> AbstractContextManager[None]:
        return self._transactions.at_rest()

    @override
    def write(self, act: Act, edits: Sequence[Edit]) -> Done:
        with self._transactions.writing() as connection:
            return door.write(connection, self.writer(), act, edits, self._app)

    @override
    def write_many(self, act: Act, edits: Iterable[Edit]) -> Done:
        with self._transactions.writing() as connection:
            return large_acts.write_many(connection, self.writer(), act, edits, self._app)

    @override
    def undo_act(self, act: Act, unit: UnitKey, job: Job) -> Done:
        with self._transactions.writing() as connection:
            edits = large_acts.edits_back(connection, unit, job)
            return large_acts.write_many(connection, self.writer(), act, edits, self._app)

    @override
    def last_act(self, reason: str) -> UnitKey | None:
        with self._transactions.reading() as connection:
            return large_acts.last_act(connection, self.writer(), reason)

    @override
    def writer(self) -> ActorInfo:
        with self._transactions.reading() as connection:
            return local_values.writer(connection)

    @override
    def set_writer(self, info: ActorInfo) -> None:
        self.set_local(local_values.WRITER, msgspec.msgpack.encode(info))

    @override
    def get(self, cls: type[RecordT], uid: str) -> RecordT | None:
        found = self.find(cls, uid=uid)
        return found[0] if found else None

    @override
    def find(self, cls: type[RecordT], **equal: object) -> list[RecordT]:
        entity = entity_of(cls)
        values = {
            name: sorted(value)
            if isinstance(value, list | set | frozenset)
            else (value if name == "uid" else entity.fields[name].kind.to_stored(value))
            for name, value in equal.items()
        }
        with self._transactions.reading() as connection:
            found = records.held(connection, entity, values)
        names = entity.fields
        return [
            from_stored(cls, uid, dict(zip(names, stored, strict=True))) for uid, *stored in found
        ]

    @override
    def each(self, cls: type[RecordT], job: Job | None = None) -> Iterator[RecordT]:
        watched = job or WatchedJob()
        with self._transactions.reading() as connection:
            uids = records.in_order(connection, entity_of(cls))
        for place, some in enumerate(in_chunks(uids, _AT_ONCE)):
            watched.progress(place * _AT_ONCE, len(uids))
            yield from self.find(cls, uid=some)

    @override
    def local(self, name: str) -> bytes | None:
        with self._transactions.reading() as connection:
            return local_values.get(connection, name)

    @override
    def locals_named(self, prefix: str) -> dict[str, bytes]:
        with self._transactions.reading() as connection:
            return local_values.named(connection, prefix)

    @override
    def local_names(self, prefix: str) -> list[str]:
        with self._transactions.reading() as connection:
            return local_values.names(connection, prefix)

    @override
    def set_local(self, name: str, value: bytes | None) -> None:
        with self._transactions.writing() as connection:
            local_values.put(connection, name, value)

    @override
    def state_digest(self, only: Mapping[str, Collection[str]] | None = None) -> str:
        with self._transactions.reading() as connection:
            return state_digest(connection, only)

    @override
    def examine(self, job: Job | None = None) -> Examination:
        with self._transactions.reading() as connection:
            return examine(connection, job or WatchedJob())

    @override
    def rebuild(self) -> Rebuilt:
        with self._transactions.writing() as connection, guards.opened(connection, MENDING):
            guards.make(connection)
            return rebuilding.rebuild(connection)

    @override
    def close(self) -> None:
        self._transactions.close()
        _leave(self.presence)


def open_store(folder: Path, key: StoreKey, app: str, job: Job | None = None) -> SqlStore:
    """Open (and where needed upgrade) the store of a workspace, or make an empty one.

    An upgrade tells the job how far it is.

    Raises:
        Refused: ``store_too_new``.
        WorldFailed: ``store_damaged``, ``not_writable``, ``store_unreachable``, …
    """
    address = kept_address(folder, key)
    if address is not None:
        # only a county on a server pays for loading its driver
        from db.server import open_server

        return _opened(open_server(address), None, app, job)
    presence = enter(folder)  # first, so that who holds a store that cannot be opened is told
    try:
        store = _opened(open_engine(folder / STORE_FILE, key), folder / STORE_FILE, app, job)
    except BaseException:
        _leave(presence)
        raise
    store.presence = presence
    return store


def _leave(presence: Presence | None) -> None:
    if presence is not None:
        presence.leave()


def _opened(engine: sa.Engine, path: Path | None, app: str, job: Job | None) -> SqlStore:
    try:
        with sorted_failures(engine.get_execution_options()[OPTION]):
            prepare(engine, path, job or WatchedJob())
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine, app)
