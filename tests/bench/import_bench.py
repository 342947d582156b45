"""How long a roster import takes, beside bare reading of the file plus raw inserts of the rows."""

from __future__ import annotations

import time
from pathlib import Path

import sqlalchemy as sa
from python_calamine import CalamineWorkbook
from sqlcipher3 import dbapi2

from db.engine import STORE_FILE, open_engine
from db.tables import METADATA
from fieldapp.bootstrap import Opener
from fieldapp.foundation.vault import unlock
from fieldapp.services.demonstration import PASSPHRASE, make_demonstration
from tests.bench.line import Line

LIMIT = 4.0
HOUSEHOLDS = 4_000


def measure(folder: Path) -> list[Line]:
    """One import of a large roster into an empty county."""
    source = folder / "source"
    make_demonstration(Opener().founding(), source, households=HOUSEHOLDS, role="county")
    desk = Opener().desk(source, PASSPHRASE)
    sheet = folder / "roster.xlsx"
    rows = desk.rosters.export(sheet)
    desk.store.close()
    empty = folder / "empty"
    Opener().founding().county(empty, "县扶贫办", PASSPHRASE).close()
    target = Opener().desk(empty, PASSPHRASE)
    began = time.perf_counter()
    target.rosters.apply(target.rosters.plan(sheet))
    ours = time.perf_counter() - began
    target.store.close()
    written = _written(empty)
    began = time.perf_counter()
    CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).to_python()
    reading = time.perf_counter() - began
    inserting = _raw(folder / "floor.db", written)
    return [Line(f"import a roster of {rows} rows", ours, reading + inserting, LIMIT)]


_TABLES = ("village", "village_group", "household", "member", "member_year", "household_year",
           "card_scheme", "card_rating", "income_line", "log_op")  # fmt: skip


def _written(workspace: Path) -> dict[str, list[tuple[object, ...]]]:
    engine = open_engine(workspace / STORE_FILE, unlock(workspace, PASSPHRASE))
    with engine.begin() as connection:
        found = {
            name: [tuple(row) for row in connection.execute(sa.select(METADATA.tables[name]))]
            for name in _TABLES
        }
    engine.dispose()
    return found


def _raw(path: Path, rows: dict[str, list[tuple[object, ...]]]) -> float:
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA key = \"x'" + "11" * 32 + "'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    filled = {name: found for name, found in rows.items() if found}
    for name, found in filled.items():
        columns = ",".join(f"c{at}" for at in range(len(found[0])))
        connection.execute(f"CREATE TABLE {name} ({columns})")
    began = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for name, found in filled.items():
        marks = ",".join("?" for _ in found[0])
        insert = f"INSERT INTO {name} VALUES ({marks})"  # noqa: S608  names of this file
        connection.executemany(insert, found)
    connection.execute("COMMIT")
    taken = time.perf_counter() - began
    connection.close()
    return taken
