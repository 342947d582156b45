"""Bringing a store to this program's schema: too new is refused, behind is copied aside first."""

from __future__ import annotations

import shutil
from pathlib import Path

import sqlalchemy as sa

from fieldapp.foundation.errors import Refused

NEWEST = "0005"
"""The newest numbered migration that this program knows."""


def prepare(engine: sa.Engine, path: Path) -> None:
    """Make, check or upgrade the schema; an older store is kept beside the new one.

    Raises:
        Refused: ``store_too_new`` when a newer program wrote it.
    """
    found = _version(engine)
    if found == NEWEST:
        return
    if found is not None and found > NEWEST:
        raise Refused("store_too_new", found=found, known=NEWEST)
    if found is not None:
        engine.dispose()
        shutil.copy2(path, path.with_name(f"{path.name}.before-{NEWEST}"))
    _migrate(engine)


def _version(engine: sa.Engine) -> str | None:
    with engine.begin() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        return None if found is None else str(found)


def _migrate(engine: sa.Engine) -> None:
    # alembic costs a third of a second to import and is needed only here
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["engine"] = engine
    command.upgrade(config, NEWEST)
