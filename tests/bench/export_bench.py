"""How long the whole register takes to a workbook, beside its rows read and written bare."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import sqlalchemy as sa
from openpyxl import Workbook

from db.engine import STORE_FILE, open_engine
from db.tables import state_table
from fieldapp.foundation.vault import unlock
from fieldapp.services.demonstration import PASSPHRASE
from fieldapp.spreadsheets.register_book import carried
from tests.bench.line import Line
from tests.bench.start_bench import surroundings

LIMIT = 3.0
MOST_MEMORY = 600.0
_AT_ONCE = 500
_OURS = """
import re, sys, time
from pathlib import Path
from fieldapp.bootstrap import Opener
from fieldapp.services.register_books import RegisterBooks
desk = Opener().desk(Path(sys.argv[1]), None)
target = Path(sys.argv[2])
began = time.process_time()
if sys.argv[3] == "register":
    count = RegisterBooks(desk.registers, new_villages=True).export(target)
else:
    count = desk.rosters.export(target)
taken = time.process_time() - began
desk.store.close()
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(count, taken, int(peak[1]) / 1024)
"""
"""An export in a program of its own: its memory is nobody else's."""


def measure(large: Path) -> list[Line]:
    """Processor time and memory of both exports of a large register."""
    with tempfile.TemporaryDirectory() as folder:
        count, taken, memory = _ours(large, Path(folder) / "register.xlsx", "register")
        rows, _, roster = _ours(large, Path(folder) / "roster.xlsx", "roster")
        bare = _bare(large, Path(folder) / "bare.xlsx")
    return [
        Line(f"export of {count:.0f} records", taken, bare, LIMIT),
        Line(f"memory of an export of {count:.0f} records", memory, None, MOST_MEMORY, "MB"),
        Line(f"memory of a roster of {rows:.0f} rows", roster, None, MOST_MEMORY, "MB"),
    ]


def _ours(large: Path, target: Path, kind: str) -> tuple[float, float, float]:
    """Records or rows, seconds and megabytes of one export."""
    done = subprocess.run(
        [sys.executable, "-c", _OURS, str(large), str(target), kind],
        env=surroundings(large),
        check=True,
        capture_output=True,
        text=True,
    )
    count, taken, memory = map(float, done.stdout.split())
    return count, taken, memory


def _bare(large: Path, target: Path) -> float:
    """Seconds in which the stored values are read and written by the library alone."""
    engine = open_engine(large / STORE_FILE, unlock(large, PASSPHRASE))
    workbook = Workbook(write_only=True)
    began = time.process_time()
    with engine.begin() as connection:
        for name, fields in carried().items():
            table = state_table(name)
            sheet = workbook.create_sheet(name)
            query = sa.select(table.c.uid, *(table.c[field] for field in fields))
            standing = query.where(table.c.sys_alive == 1).execution_options(yield_per=_AT_ONCE)
            for row in connection.execute(standing):
                sheet.append(tuple(row))
    workbook.save(target)
    taken = time.process_time() - began
    engine.dispose()
    return taken
