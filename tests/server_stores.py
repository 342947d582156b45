"""Throw-away stores on a PostgreSQL server."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event

from db.address import address_of, keep_address
from db.dialects import tsearch
from db.store import SqlStore, open_store
from db.tables import METADATA
from tests.factories import APP, KEY, with_writer
from tests.postgres import server

_free: list[str] = []
_EMPTYING = "; ".join(
    (
        "SET session_replication_role = replica",  # in any order
        *(f'DELETE FROM "{name}"' for name in (*METADATA.tables, tsearch.TABLE)),  # noqa: S608  names of this project
        "ALTER SEQUENCE log_actor_no_seq RESTART",
    )
)


def a_server_store(folder: Path, laptop: str = "县扶贫办") -> SqlStore:
    """An empty store on this run's server that writes under an identity of its own."""
    database = empty_database()
    folder.mkdir(parents=True, exist_ok=True)
    keep_address(folder, KEY, address_of(server().address(database)))
    store = with_writer(open_store(folder, KEY, APP), laptop)
    give_back(store, database)
    return store


def empty_database() -> str:
    """A database without a store, or with an empty one: emptying is quicker than making one."""
    if not _free:
        return server().new_database()
    database = _free.pop()
    server().run(_EMPTYING, database)
    return database


def give_back(store: SqlStore, database: str) -> None:
    """Let the next store have the database as soon as this one is closed."""

    def closed(_engine: sa.Engine) -> None:
        _free.append(database)

    event.listen(store._transactions._engine, "engine_disposed", closed, once=True)
