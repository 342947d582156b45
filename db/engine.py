"""The connection to an encrypted store: SQLCipher under SQLAlchemy, durable and guarded."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlcipher3 import dbapi2

from db.dialects.seam import CLOSED, DOOR, OPTION, WRITES
from db.dialects.sqlite import CACHE, Sqlite
from fieldapp.foundation.vault import StoreKey

STORE_FILE = "store.db"

# without these the driver asks each empty value and each key whether it can adapt itself, by an
# error that it raises and drops: of writing a household with its thirty columns two thirds
dbapi2.register_adapter(type(None), {}.get)
dbapi2.register_adapter(bytes, bytes)


def open_engine(path: Path, key: StoreKey) -> sa.Engine:
    """An engine for the store file; the first connection tells whether the key fits."""

    def connect() -> Any:  # noqa: ANN401  the driver has no types
        connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
        connection.execute(f"PRAGMA key = \"x'{key.raw.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")  # its failures are told, not printed
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # a confirmed entry survives a power cut
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA busy_timeout = 10000")
        connection.execute("PRAGMA temp_store = MEMORY")  # nothing readable in a temporary file
        connection.execute(f"PRAGMA cache_size = {-1000 * CACHE}")
        return connection

    engine = sa.create_engine(
        "sqlite://",
        module=dbapi2,
        creator=connect,
        poolclass=sa.QueuePool,
        pool_size=2,
        pool_use_lifo=True,  # what was read or written last is still in that connection's cache
        execution_options={OPTION: Sqlite(path.parent)},
        hide_parameters=True,  # a fault of ours must not print anybody's data
    )
    event.listen(engine, "connect", _give_a_door)
    event.listen(engine, "begin", _begin)
    return engine


def _give_a_door(driver: Any, record: sa.pool.ConnectionPoolEntry) -> None:  # noqa: ANN401  the driver has no types
    """The guards ask this connection how far its door stands open; no other connection has one."""
    driver.create_function(DOOR, 0, partial(record.info.get, DOOR, CLOSED))


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.connection.cursor().execute("BEGIN IMMEDIATE" if writes else "BEGIN")
