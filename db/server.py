"""The connection to a county's store on a PostgreSQL server; a schema of it is one store."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.schema import CreateSchema

from db.address import Address
from db.dialects.postgres import DRIVER, POSTGRES
from db.dialects.seam import OPTION, WRITES
from db.failures import sorted_failures
from fieldapp.foundation.errors import Refused

SETTINGS = {
    "lock_timeout": "10min",  # an importer waits for the one before it
    "random_page_cost": "1.1",  # a server's disk seeks as fast as it reads on
    "jit": "off",  # costs more than it saves on short statements
    "client_min_messages": "warning",
}
_DOOR = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema(), 5471001))"
"""Whoever writes holds the door of its schema until the end; readers never ask for it."""


def open_server(address: Address) -> sa.Engine:
    """An engine for one store on a server; nothing is asked of the server yet.

    Without a password the driver looks where every program looks: the environment, a pass file.
    """
    settings = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    engine = sa.create_engine(
        address.url.set(drivername=DRIVER, password=address.password),
        isolation_level="REPEATABLE READ",
        connect_args={
            "options": f"-c search_path={address.schema} {settings}",
            "connect_timeout": 10,
            "application_name": "fieldapp",
        },
        execution_options={OPTION: POSTGRES},
        pool_size=2,
        pool_use_lifo=True,
        hide_parameters=True,  # a fault of ours must not print anybody's data
    )
    event.listen(engine, "begin", _begin)
    return engine


def make_room(address: Address) -> None:
    """Make sure that a new store can be made there.

    Raises:
        Refused: ``store_taken`` when a store lies there already.
        WorldFailed: ``store_unreachable``, ``store_login_refused``, ``not_writable``.
    """
    engine = open_server(address)
    try:
        with sorted_failures(POSTGRES), engine.connect() as connection:
            if connection.scalar(sa.select(sa.func.to_regnamespace(address.schema))) is None:
                connection.execute(CreateSchema(address.schema))
            taken = sa.inspect(connection).has_table("alembic_version", schema=address.schema)
            connection.commit()
    finally:
        engine.dispose()
    if taken:
        raise Refused("store_taken")


def _begin(connection: sa.Connection) -> None:
    if connection.get_execution_options().get(WRITES):
        connection.connection.cursor().execute(_DOOR)
