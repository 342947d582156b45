"""Bringing a store to this program's schema: too new is refused, behind is copied aside first.

An upgrade is one transaction from the first migration to the examination after the last, so that
whatever stops it, even a power cut, leaves the store as it was. Migrations pass the guards; the
tables they leave behind get theirs anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import sqlalchemy as sa

from db import guards
from db.comparing import Comparison
from db.dialects.seam import MENDING, OPTION, Dialect
from db.examine import examine
from db.rebuilding import rebuild
from db.tables import OP
from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.foundation.files import write_durably
from fieldapp.foundation.jobs import Job
from fieldapp.records.declare import entities

NEWEST = "0010"
"""The newest numbered migration that this program knows."""
_CHUNK = 1024 * 1024


def prepare(engine: sa.Engine, path: Path | None, job: Job) -> None:
    """Make, check or upgrade the schema; an older store is kept beside the new one.

    ``path`` is the store's file; a store on a server has none, and its copies are the server's.

    Raises:
        Refused: ``store_too_new`` when a newer program wrote it.
        WorldFailed: ``upgrade_failed`` when the upgraded store does not pass its examination;
            ``disk_full`` … The store is as before.
        Cancelled: somebody asked to stop; the store is as before.
    """
    found = _version(engine)
    if found == NEWEST:
        return
    if found is not None and found > NEWEST:
        raise Refused("store_too_new", found=found, known=NEWEST)
    if found is None or path is None:
        _migrate(engine, job, examined=found is not None)
        return
    aside = path.with_name(f"{path.name}.before-{NEWEST}")
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _migrate(engine, job, path, aside, examined=True)
    for older in path.parent.glob(f"{path.name}.before-*"):
        if older != aside:
            with suppress(OSError):
                older.unlink()


def _version(engine: sa.Engine) -> str | None:
    with engine.begin() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        return None if found is None else str(found)


def _migrate(
    engine: sa.Engine,
    job: Job,
    path: Path | None = None,
    aside: Path | None = None,
    *,
    examined: bool = False,
) -> None:
    """Run the migrations; with ``aside``, copy the store there first."""
    # alembic costs a third of a second to import and is needed only here
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    dialect: Dialect = engine.get_execution_options()[OPTION]
    with engine.execution_options(**dialect.writing).begin() as connection:
        # from here on nobody else writes, so that the file is at rest
        if path is not None and aside is not None:
            write_durably(aside, _pieces(path))
        config.attributes["connection"] = connection
        before = _columns(connection)
        with guards.opened(connection, MENDING):
            command.upgrade(config, NEWEST)
            guards.make(connection)
            _replay(connection, before, job)
        if examined and examine(connection, job).problems:
            raise WorldFailed("upgrade_failed", copy=aside.name if aside else "-")


def _columns(connection: sa.Connection) -> dict[str, int]:
    """By table, how many columns it has."""
    held = sa.inspect(connection)
    return {name: len(held.get_columns(name)) for name in held.get_table_names()}


def _replay(connection: sa.Connection, before: dict[str, int], job: Job) -> None:
    """What newer programs wrote came with bundles and waited in the log: now it can be shown.

    Only what the upgrade made room for is replayed; any other difference is damage.
    """
    grown = {name for name, count in _columns(connection).items() if count > before.get(name, 0)}
    if not before or grown.isdisjoint(spec.name for spec in entities()):
        return
    changes = connection.scalar(sa.select(sa.func.count()).select_from(OP)) or 0
    differing = {one.entity for one in Comparison(connection, changes).differences(job)}
    if differing and differing <= grown:
        rebuild(connection)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
