"""How long a roster import takes, beside bare reading of the file plus raw inserts of the rows."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import sqlalchemy as sa
from python_calamine import CalamineWorkbook
from sqlcipher3 import dbapi2

from db.engine import STORE_FILE, open_engine
from db.tables import METADATA
from fieldapp.bootstrap import Opener
from fieldapp.foundation.vault import unlock
from fieldapp.rules.identity import check_digit
from fieldapp.services.demonstration import PASSPHRASE, make_demonstration
from fieldapp.services.roster_rows import as_rosters
from fieldapp.spreadsheets.roster import RosterHousehold, RosterMember
from fieldapp.spreadsheets.writing import write_roster
from tests.bench.line import Line

LIMIT = 4.0
MOST_MEMORY = 600.0
ROWS = 50_000
_MODEL_HOUSEHOLDS = 400
_TURNS = 2
"""Both sides take turns, and the best of each counts: a busy machine slows them unequally."""
OURS = """
import re, sys, time
from pathlib import Path
from fieldapp.bootstrap import Opener
desk = Opener().desk(Path(sys.argv[1]), sys.argv[2])
began = time.process_time()
desk.rosters.take(Path(sys.argv[3]))
taken = time.process_time() - began
desk.store.close()
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(taken, int(peak[1]) / 1024)
"""
"""An import in a program of its own: its memory is nobody else's."""


def measure(folder: Path) -> list[Line]:
    """Imports of a large roster into empty counties; times are those of the processor."""
    sheet = folder / "roster.xlsx"
    rows = write_roster(sheet, _large_roster(folder / "model"))
    turns = [_turn(folder / f"turn{number}", sheet) for number in range(_TURNS)]
    ours, memory, reading, inserting = map(min, zip(*turns, strict=True))
    return [
        Line(f"import a roster of {rows} rows", ours, reading + inserting, LIMIT),
        Line(f"memory of an import of {rows} rows", memory, None, MOST_MEMORY, "MB"),
    ]


def _turn(folder: Path, sheet: Path) -> tuple[float, float, float, float]:
    """Seconds and megabytes of one import, then seconds of bare reading and of raw inserts."""
    Opener().founding().county(folder, "县扶贫办", PASSPHRASE).close()
    ran = subprocess.run(
        [sys.executable, "-c", OURS, str(folder), PASSPHRASE, str(sheet)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    ours, memory = map(float, ran.stdout.split()[-2:])
    began = time.process_time()
    CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).to_python()
    reading = time.process_time() - began
    return ours, memory, reading, _raw(folder / "floor.db", _written(folder))


def _large_roster(folder: Path) -> Iterator[RosterHousehold]:
    """Families of a demonstration again and again, each time as other people."""
    make_demonstration(Opener().founding(), folder, households=_MODEL_HOUSEHOLDS, role="county")
    desk = Opener().desk(folder, PASSPHRASE)
    models = list(as_rosters(desk.store, None))
    desk.store.close()
    rows = 0
    for copy in count():
        for model in models:
            yield _others(model, copy)
            rows += max(1, len(model.members))
            if rows >= ROWS:
                return


def _others(model: RosterHousehold, copy: int) -> RosterHousehold:
    members = tuple(
        replace(member, fields={**member.fields, "id_number": _another_id(member, copy)})
        for member in model.members
    )
    number = f"{copy}-{model.local_no}"
    return replace(
        model, head_id=None, fields={**model.fields, "local_no": number, "national_hh_no": None},
        members=members,
    )  # fmt: skip


def _another_id(member: RosterMember, copy: int) -> str:
    first = str(member.fields.get("id_number") or f"999900{copy:011}")[:14]
    first_17 = f"{first}{copy % 1000:03}"
    return first_17 + check_digit(first_17)


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
    began = time.process_time()
    connection.execute("BEGIN IMMEDIATE")
    for name, found in filled.items():
        marks = ",".join("?" for _ in found[0])
        insert = f"INSERT INTO {name} VALUES ({marks})"  # noqa: S608  names of this file
        connection.executemany(insert, found)
    connection.execute("COMMIT")
    taken = time.process_time() - began
    connection.close()
    return taken
