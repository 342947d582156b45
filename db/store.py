"""The store of a workspace: typed records in and out, one transaction a change."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock, get_ident
from typing import TypeVar

import msgspec
import sqlalchemy as sa
from typing_extensions import override

from db import door, log, summaries
from db.engine import STORE_FILE, WRITE, open_engine
from db.examine import examine
from db.failures import sorted_failures
from db.merging import Merging
from db.questions import SqlQuestions
from db.tables import LOCAL, state_table
from db.upgrade import prepare
from fieldapp.changes.operations import ActorInfo, Op, Unit
from fieldapp.changes.ranges import Ranges
from fieldapp.foundation.vault import StoreKey
from fieldapp.ports.questions import Questions
from fieldapp.ports.store import Act, Done, Edit, Examination, Merged, Store
from fieldapp.records.declare import Record, entities, entity_of, from_stored

RecordT = TypeVar("RecordT", bound=Record)
WRITER = "writer"
_canonical = msgspec.msgpack.Encoder()


class SqlStore(Store):
    """A store in an encrypted SQLite file; usable from several threads, one writer at a time."""

    def __init__(self, engine: sa.Engine, app: str) -> None:
        self._engine = engine
        self._app = app
        self._lock = RLock()
        self._open_in: dict[int, sa.Connection] = {}  # by thread: a transaction that is going on
        self.questions: Questions = SqlQuestions(self._reading)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        mine = self._open_in.get(get_ident())
        if mine is not None:
            yield mine
            return
        with sorted_failures(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        thread = get_ident()
        if thread in self._open_in:
            yield self._open_in[thread]
            return
        with self._lock, sorted_failures():
            connection = self._engine.connect().execution_options(**WRITE)
            with connection, connection.begin():
                self._open_in[thread] = connection
                try:
                    yield connection
                finally:
                    del self._open_in[thread]

    @override
    @contextmanager
    def together(self) -> Iterator[None]:
        with self._writing():
            yield

    @override
    def write(self, act: Act, edits: Sequence[Edit]) -> Done:
        with self._writing() as connection:
            return door.write(connection, self.writer(), act, edits, self._app)

    def writer(self) -> ActorInfo:
        """The identity under which this store writes; set when the workspace is made."""
        found = self.local(WRITER)
        if found is None:
            raise LookupError(WRITER)
        return msgspec.msgpack.decode(found, type=ActorInfo)

    def set_writer(self, info: ActorInfo) -> None:
        """Write under this identity from now on."""
        self.set_local(WRITER, msgspec.msgpack.encode(info))

    @override
    def get(self, cls: type[RecordT], uid: str) -> RecordT | None:
        found = self.find(cls, uid=uid)
        return found[0] if found else None

    @override
    def find(self, cls: type[RecordT], **equal: object) -> list[RecordT]:
        entity = entity_of(cls)
        table = state_table(entity.name)
        query = sa.select(table).where(table.c.sys_alive == 1)
        for name, value in equal.items():
            column = table.c[name]
            if isinstance(value, list | set | frozenset):
                query = query.where(column.in_(sorted(value)))
            else:
                stored = value if name == "uid" else entity.fields[name].kind.to_stored(value)
                query = query.where(column == stored)
        query = query.order_by(table.c.sys_created_at, sa.literal_column("rowid"))
        with self._reading() as connection:
            found = connection.execute(query).mappings().all()
        return [from_stored(cls, row["uid"], row) for row in found]

    @override
    def local(self, name: str) -> bytes | None:
        with self._reading() as connection:
            return connection.scalar(sa.select(LOCAL.c.value).where(LOCAL.c.name == name))

    @override
    def locals_named(self, prefix: str) -> dict[str, bytes]:
        query = sa.select(LOCAL.c.name, LOCAL.c.value).where(LOCAL.c.name.startswith(prefix))
        with self._reading() as connection:
            return {name: value for name, value in connection.execute(query.order_by(LOCAL.c.name))}

    @override
    def set_local(self, name: str, value: bytes | None) -> None:
        with self._writing() as connection:
            _set_local(connection, name, value)

    @override
    def state_digest(self) -> str:
        total = hashlib.sha256()
        with self._reading() as connection:
            for entity in entities():
                if entity.shared:
                    table = state_table(entity.name)
                    by_id = sorted(entity.fields.values(), key=lambda spec: spec.id)
                    columns = [table.c[spec.name] for spec in by_id]
                    ids = [spec.id for spec in by_id]
                    query = sa.select(table.c.uid, *columns).where(table.c.sys_alive == 1)
                    for row in connection.execute(query.order_by(table.c.uid)):
                        values = {
                            no: value
                            for no, value in zip(ids, row[1:], strict=True)
                            if value is not None
                        }
                        total.update(_canonical.encode((entity.no, row[0], values)))
        return total.hexdigest()

    @override
    def have(self) -> dict[bytes, Ranges]:
        with self._reading() as connection:
            return log.have(connection)

    @override
    def heads(self) -> dict[bytes, bytes]:
        with self._reading() as connection:
            return log.heads(connection)

    @override
    def actors(self) -> list[ActorInfo]:
        with self._reading() as connection:
            return log.actors(connection)

    @override
    def operations(
        self, wanted: Mapping[bytes, Ranges], villages: Collection[str] | None
    ) -> tuple[list[Unit], list[Op]]:
        with self._reading() as connection:
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
        with self._writing() as connection:
            savepoint = connection.begin_nested()
            merging = Merging(connection, actors, units)
            for ops in slices:
                merging.take(ops)
            for name, value in keep.items():
                _set_local(connection, name, value)
            merged = merging.finish()
            if preview:
                savepoint.rollback()
            else:
                savepoint.commit()
            return merged

    @override
    def examine(self) -> Examination:
        with self._reading() as connection:
            return examine(connection)

    @override
    def rebuild_summaries(self) -> None:
        with self._writing() as connection:
            summaries.rebuild(connection)

    @override
    def close(self) -> None:
        self._engine.dispose()


def _set_local(connection: sa.Connection, name: str, value: bytes | None) -> None:
    connection.execute(sa.delete(LOCAL).where(LOCAL.c.name == name))
    if value is not None:
        connection.execute(sa.insert(LOCAL).values(name=name, value=value))


def open_store(folder: Path, key: StoreKey, app: str) -> SqlStore:
    """Open (and where needed upgrade) the store in ``folder``, or make an empty one.

    Raises:
        Refused: ``store_too_new``. WorldFailed: ``store_damaged``, ``not_writable``, …
    """
    path = folder / STORE_FILE
    engine = open_engine(path, key)
    try:
        with sorted_failures():
            prepare(engine, path)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine, app)


