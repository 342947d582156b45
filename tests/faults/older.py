"""A store as an older version of the program made it, with what a newer one holds in it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlcipher3 import dbapi2

import db
from db.engine import STORE_FILE, open_engine
from fieldapp.foundation.vault import StoreKey

OLDER = "0004"


def make_older(folder: Path, key: StoreKey) -> None:
    """Put a store of an older version in place of the closed one; it holds the same."""
    old, new = folder / "older.db", folder / STORE_FILE
    engine = open_engine(old, key)
    config = Config()
    config.set_main_option("script_location", str(Path(db.__file__).parent / "migrations"))
    with engine.execution_options(fieldapp_write=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, OLDER)
    engine.dispose()
    with closing(dbapi2.connect(str(old), isolation_level=None)) as plain:
        plain.execute(f"PRAGMA key = \"x'{key.raw.hex()}'\"")
        plain.execute(f"ATTACH DATABASE ? AS newer KEY \"x'{key.raw.hex()}'\"", (str(new),))
        tables = {"table", "virtual"}
        newer = set(tables_of(plain, "newer", tables)) - {"alembic_version"}
        for table in newer.intersection(tables_of(plain, "main", tables)):
            known = _columns(plain, "newer", table)
            columns = ", ".join(name for name in _columns(plain, "main", table) if name in known)
            plain.execute(f"DELETE FROM main.{table}")  # noqa: S608  names of the store
            copying = f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}"  # noqa: S608  as above
            plain.execute(copying)
    old.replace(new)


def tables_of(plain: Any, schema: str, kinds: set[str]) -> list[str]:  # noqa: ANN401  the driver has no types
    """The tables of these kinds in one of the files of a connection, by name."""
    listed = plain.execute(f"PRAGMA {schema}.table_list").fetchall()
    return sorted(
        name for where, name, kind, *_ in listed
        if where == schema and kind in kinds and not name.startswith("sqlite_")
    )  # fmt: skip


def _columns(plain: Any, schema: str, table: str) -> list[str]:  # noqa: ANN401  the driver has no types
    return [f'"{row[1]}"' for row in plain.execute(f"PRAGMA {schema}.table_info({table})")]
