"""Merging and packing beside the raw floor and beside geodiff, Loro and SQLite's session extension.

Run ``python -m tests.bench.comparison_bench``. All in one run, on the same households and edits;
seconds are those of this process, because what else the machine does is no part of the work.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from db.engine import open_engine
from db.store import SqlStore
from db.tables import METADATA
from fieldapp.bundles.container import Sealed, open_bytes, seal
from fieldapp.bundles.contents import contents_of
from fieldapp.bundles.frames import Actors, Frame, Units
from fieldapp.bundles.header import HeaderDraft
from fieldapp.bundles.keys import DeviceKeys
from fieldapp.changes.operations import RUN_LENGTH, Op, Unit, runs
from fieldapp.changes.ranges import subtract
from tests.bench.comparison_edits import Work, work
from tests.bench.comparison_engines import Geodiff, Loro, Session, Taken, timed, transfers
from tests.bench.line import Line
from tests.factories import KEY, a_store

HOUSEHOLDS = 100_000
EDITS = 20_000
EDITING, ENTERING, PACKING, AGAIN, SEALED, MEMORY = 3.0, 4.0, 1.0, 0.1, 1.0, 200.0
_RECORDS = ("village", "household")
_ALL = (*_RECORDS, "log_op", "household_summary")
_DRAFT = HeaderDraft(
    bundle_id="01890a5d-ac96-774b-bcce-b302099a8057", kind="data", sender_device="laptop-7",
    county_id="county-1", schema=1, roster_version=1, created_at="2016-06-30T18:00:00", number=1,
    counts={},
)  # fmt: skip
Rows = Mapping[str, Sequence[tuple[Any, ...]]]


@dataclass(frozen=True)
class Floor:
    """Seconds for a plain upsert into an encrypted file of the same kind, without any guard."""

    records: float
    """The households alone."""
    rows: float
    """All rows that the merge leaves: households, their operations, their lines in the lists."""
    quick_records: float
    """The households alone, through the driver as the program makes it quicker."""
    quick_rows: float
    """All rows, likewise."""


@dataclass(frozen=True)
class Found:
    """What was measured of one transfer."""

    ours: Taken
    again: float
    floor: Floor
    others: Mapping[str, Taken]


class Ours:
    """A laptop and a county with keys, and what travels between them."""

    def __init__(self, folder: Path) -> None:
        self.laptop, self.county = (a_store(folder / name) for name in ("laptop", "county"))
        self.keys = [DeviceKeys.generate() for _ in range(3)]

    def transfer(self) -> tuple[Taken, float]:
        """Pack what the county lacks, open and merge it, and merge it again."""
        packing, sealed = timed(self.packed)
        merging, _ = timed(lambda: self._merge(sealed))
        again, _ = timed(lambda: self._merge(sealed))
        return Taken(packing, merging, len(sealed.data)), again

    def packed(self) -> Sealed:
        """A bundle with what the county lacks."""
        held = self.county.log.have()
        lacking = {
            actor: subtract(ranges, held.get(actor, ()))
            for actor, ranges in self.laptop.log.have().items()
        }
        units, ops = self.laptop.log.operations(lacking, None)
        recipients = [pair.public().recipient() for pair in self.keys[1:]]
        frames = self._frames(units, ops)
        return seal(_DRAFT, frames, self.keys[0].signing_key(), recipients)

    def _frames(self, units: Sequence[Unit], ops: Sequence[Op]) -> list[Frame]:
        cut = range(0, len(units), RUN_LENGTH)
        return [
            Actors(self.laptop.log.actors()),
            *(Units(list(units[at : at + RUN_LENGTH])) for at in cut),
            *runs(ops),
        ]

    def _merge(self, sealed: Sealed) -> None:
        key = self.keys[0].public().verify_key()
        bundle = open_bytes(sealed.data, verify=lambda _: key, identities=[self.keys[1].identity()])
        inside = contents_of(bundle)
        self.county.log.merge(inside.actors, inside.units, inside.slices(), {})

    def close(self) -> None:
        """Let go of both stores."""
        self.laptop.close()
        self.county.close()


def measure(folder: Path, households: int = HOUSEHOLDS, edits: int = EDITS) -> list[Line]:
    """The promises about merging, each beside its floor; prints the table with other engines."""
    todo = work(households, edits)
    folder.mkdir(exist_ok=True)
    others = _others(folder, todo)
    with closing(Ours(folder / "ours")) as ours:
        new, edited = _ours(folder, ours, todo, others)
    sys.stdout.write(table(new, edited))
    size, floor = edited.ours.bytes / 1e6, edited.floor.quick_rows
    return [
        *_beside(f"merge {households:,} new households", new, ENTERING),
        *_beside(f"merge {edits:,} edits", edited, EDITING),
        Line(f"pack and seal {edits:,} edits", edited.ours.packing, floor, PACKING),
        Line(f"the same {edits:,} edits again", edited.again, edited.ours.merging, AGAIN),
        Line(f"{edits:,} edits sealed", size, None, SEALED, "MB"),
        Line(f"memory to merge {households:,} households", *_memory(households), MEMORY, "MB"),
    ]  # fmt: skip


def _beside(what: str, found: Found, limit: float) -> list[Line]:
    merging, floor = found.ours.merging, found.floor
    return [
        Line(f"{what}, beside all rows it leaves", merging, floor.rows, limit),
        Line(f"{what}, beside the records alone", merging, floor.records, limit),
    ]


def _others(folder: Path, todo: Work) -> Mapping[str, Mapping[str, Taken]]:
    rows, changes = todo.rows(), todo.edits
    columns = tuple(rows[0])
    return {
        "geodiff": transfers(Geodiff(folder / "geodiff", columns), rows, changes),
        "Loro": transfers(Loro(), rows, changes),
        "session": transfers(Session(folder / "session", columns), rows, changes),
    }


def _ours(
    folder: Path, ours: Ours, todo: Work, others: Mapping[str, Mapping[str, Taken]]
) -> tuple[Found, Found]:
    todo.enter(ours.laptop)
    taken, again = ours.transfer()
    files = {name: _file(folder / f"{name}.db") for name in Floor.__dataclass_fields__}
    floor = _floors(files, _rows(ours.county, _ALL))
    new = Found(taken, again, floor, {name: one["new"] for name, one in others.items()})
    todo.edit(ours.laptop)
    taken, again = ours.transfer()
    floor = _floors(files, _written(_rows(ours.county, _ALL), todo))
    return new, Found(taken, again, floor, {name: one["edits"] for name, one in others.items()})


def _rows(store: SqlStore, tables: Sequence[str]) -> Rows:
    with store._transactions.reading() as connection:
        return {
            name: [tuple(row) for row in connection.execute(sa.select(METADATA.tables[name]))]
            for name in tables
        }


def _written(rows: Rows, todo: Work) -> Rows:
    """Only what the edits wrote."""
    edited = {uid for uid, _ in todo.edits}
    before = len(todo.homes) + 1
    return {
        "household": [row for row in rows["household"] if row[0] in edited],
        "log_op": [row for row in rows["log_op"] if row[1] > before],
        "household_summary": [row for row in rows["household_summary"] if row[0] in edited],
    }


def _file(path: Path) -> sa.Engine:
    """An encrypted file with the same pragmas and the same tables, and no guards."""
    engine = open_engine(path, KEY)
    with engine.begin() as connection:
        METADATA.create_all(connection, tables=[METADATA.tables[name] for name in _ALL])
    return engine


def _floors(files: Mapping[str, sa.Engine], rows: Rows) -> Floor:
    records = {name: some for name, some in rows.items() if name in _RECORDS}
    with _driver_as_it_comes():
        plain = _upserted(files["records"], records), _upserted(files["rows"], rows)
    quick = _upserted(files["quick_records"], records), _upserted(files["quick_rows"], rows)
    return Floor(*plain, *quick)


@contextmanager
def _driver_as_it_comes() -> Iterator[None]:
    """Without what ``db.engine`` tells the driver about empty values and bytes."""
    known = dict(dbapi2.adapters)
    for kind, protocol in known:
        if kind in {type(None), bytes}:
            del dbapi2.adapters[kind, protocol]
    try:
        yield
    finally:
        dbapi2.adapters.update(known)


def _upserted(engine: sa.Engine, rows: Rows) -> float:
    def write() -> None:
        for name, some in rows.items():
            connection.connection.driver_connection.executemany(_upsert(name), some)  # type: ignore[union-attr]  # it is open
        connection.commit()

    with engine.connect() as connection:
        connection.begin()
        return timed(write)[0]


def _upsert(name: str) -> str:
    columns = METADATA.tables[name].columns
    names = ", ".join(f'"{column.name}"' for column in columns)
    keys = ", ".join(f'"{column.name}"' for column in columns if column.primary_key)
    sets = ", ".join(f'"{c.name}" = excluded."{c.name}"' for c in columns if not c.primary_key)
    into = f'INSERT INTO "{name}" ({names}) VALUES ({", ".join("?" * len(columns))})'  # noqa: S608  names of this project
    return f"{into} ON CONFLICT ({keys}) DO UPDATE SET {sets}"


def _memory(households: int) -> tuple[float, float]:
    """Megabytes at the most while a bundle is merged, and before: in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.comparison_memory", str(households)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    most, idle = map(float, done.stdout.split())
    return most, idle


def table(new: Found, edited: Found) -> str:
    """Every engine's figures beside the floor's."""
    names = ["ours", *new.others]
    head = f"{'seconds (times the records alone)':<36}" + "".join(f"{n:>16}" for n in names)
    lines = [head + f"{'records':>10}{'all rows':>10}", "-" * 120]
    for what, found in (("new households", new), ("edits", edited)):
        engines = [found.ours, *found.others.values()]
        ways = ("packing", "merging")
        lines += [_row(f"{what}: {way}", engines, way, found.floor) for way in ways]
        sizes = "".join(f"{one.bytes / 1e6:13.2f} MB" for one in engines)
        lines.append(f"{what + ': size':<36}{sizes}")
        lines.append(f"{what + ': again':<36}{found.again:9.2f} s")
    return "\n".join([*lines, *_readings(new, edited), ""])


def _readings(new: Found, edited: Found) -> list[str]:
    """Our merging beside each of the floors, so that nobody need choose the kindest."""
    readings = {
        "records alone, driver as it comes": "records",
        "all rows left, driver as it comes": "rows",
        "records alone, driver made quicker": "quick_records",
        "all rows left, driver made quicker": "quick_rows",
    }
    lines = [f"{'merging, times a raw upsert of':<36}{'new households':>24}{'edits':>24}"]
    for told, name in readings.items():
        floors = [(found.ours.merging, getattr(found.floor, name)) for found in (new, edited)]
        cells = "".join(f"{floor:14.2f} s {ours / floor:6.2f} x" for ours, floor in floors)
        lines.append(f"{told:<36}{cells}")
    return lines


def _row(what: str, engines: Sequence[Taken], way: str, floor: Floor) -> str:
    times = [one.packing if way == "packing" else one.merging for one in engines]
    cells = "".join(f"{time:8.2f} {time / floor.records:5.2f} x" for time in times)
    return f"{what:<36}{cells}{floor.records:10.2f}{floor.rows:10.2f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--households", type=int, default=HOUSEHOLDS)
    parser.add_argument("--edits", type=int, default=EDITS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        for line in measure(Path(place) / "all", given.households, given.edits):
            sys.stdout.write(line.text() + "\n")
