"""What a change costs a county whose store lies on a PostgreSQL server, beside COPY and upsert.

Run ``python -m tests.bench.postgres_bench``; the server is one of this run's own, and durable.
Seconds are those of this process and the server's together, because what else the machine does is
no part of the work; of the steps of one person, which take milliseconds, those of the clock.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from db.address import address_of, keep_address
from db.store import SqlStore, open_store
from db.tables import METADATA
from fieldapp.changes.operations import RUN_LENGTH
from fieldapp.changes.ranges import subtract
from fieldapp.ports.store import changed, created
from fieldapp.records import Household
from tests.bench.line import Line
from tests.factories import APP, KEY, a_household, a_member, a_store, a_village, act, with_writer
from tests.postgres import Server, start

HOUSEHOLDS = 20_000
EDITS = 20_000
SAVES = 200
MERGE = 5.0
AGAIN = 0.2
SAVE = 0.05
QUESTION = 0.1
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Database:
    """The county's database, for what is asked behind the store's back."""

    server: Server
    name: str

    def rows(self, *tables: str) -> Rows:
        """All rows of some tables."""
        query = 'SELECT * FROM "{}"'
        return {table: self.server.run(query.format(table), self.name) for table in tables}

    def floor(self, rows: Rows) -> float:
        """Seconds to COPY rows into tables like their own and to write them over what is there."""
        place = self.server.address(self.name).replace("+psycopg", "")
        with psycopg.connect(place) as connection:
            for table in rows:
                connection.execute(
                    f'CREATE TABLE IF NOT EXISTS "floor_{table}" (LIKE "{table}" INCLUDING ALL)'
                )
            connection.commit()
            began = self.spent()
            for table, of_table in rows.items():
                _copy_and_upsert(connection, table, of_table)
            connection.commit()
            return self.spent() - began

    def spent(self) -> float:
        """Seconds that this process and all of the server's have worked so far."""
        data = self.server.folder / "data"
        postmaster = (data / "postmaster.pid").read_text().split()[0]
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            pid, parent, *worked = _worked(stat)
            if postmaster in {pid, parent}:
                ticks += sum(map(int, worked if pid == postmaster else worked[:2]))
        return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")

    def timed(self, work: Callable[[], object]) -> float:
        """Seconds that a piece of work took here and on the server."""
        began = self.spent()
        work()
        return self.spent() - began

    def sizes(self) -> dict[str, int]:
        """Bytes on the disk with all indexes: of operations, the log, the records, the search."""
        query = "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r'"
        of: dict[str, int] = dict(self.server.run(query, self.name))
        log = sum(size for name, size in of.items() if name.startswith("log_"))
        records = sum(of[name] for name in METADATA.tables if not name.startswith("log_"))
        return {"log": log, "records": records, "search": of["household_search"]}


def _worked(stat: Path) -> list[str]:
    """Of a process its number, its parent's, and the ticks it and its ended children worked."""
    try:
        pid, rest = stat.read_text().split(" ", 1)
    except OSError:  # it has ended meanwhile
        return ["", ""]
    fields = rest.rsplit(")", 1)[1].split()
    return [pid, fields[1], *fields[11:15]]


def _copy_and_upsert(
    connection: psycopg.Connection[Any], table: str, rows: list[tuple[Any, ...]]
) -> None:
    of_table = METADATA.tables[table]
    keys = ", ".join(f'"{column.name}"' for column in of_table.primary_key)
    into = f'INSERT INTO "floor_{table}" SELECT * FROM coming ON CONFLICT ({keys})'  # noqa: S608  names of this project
    sets = ", ".join(f'"{c.name}" = excluded."{c.name}"' for c in of_table.columns)
    connection.execute(f'CREATE TEMP TABLE coming (LIKE "{table}") ON COMMIT DROP')
    with connection.cursor().copy("COPY coming FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)
    connection.execute(f"{into} DO UPDATE SET {sets}")
    connection.execute("DROP TABLE coming")


def measure(folder: Path) -> list[Line]:
    """A laptop's new households, then its edits, merged by a county; then saves and questions."""
    with closing(a_store(folder / "laptop")) as laptop:
        database, county = _county(folder)
        with closing(county):
            merged = _merges(laptop, county, database)
            database.server.run("ANALYZE", database.name)  # as the server does every minute
            return [*merged, *_steps(county)]


def _county(folder: Path) -> tuple[Database, SqlStore]:
    server = start()
    database = Database(server, server.new_database())
    (folder / "county").mkdir(parents=True)
    keep_address(folder / "county", KEY, address_of(server.address(database.name)))
    return database, with_writer(open_store(folder / "county", KEY, APP), "县扶贫办")


def _merges(laptop: SqlStore, county: SqlStore, database: Database) -> list[Line]:
    village = a_village()
    homes = [a_household(village, f"H{number:06d}") for number in range(HOUSEHOLDS)]
    people = [a_member(home, name_pinyin="he er cai") for home in homes]
    laptop.write_many(act(), map(created, [village, *homes, *people]))
    new = database.timed(lambda: _carry(laptop, county))
    new_floor = database.floor(database.rows("household", "member", "log_op", "household_summary"))
    for at in range(0, EDITS, 20):
        edits = [changed(Household, home.uid, phone=f"139{at:08d}") for home in homes[at : at + 20]]
        laptop.write(act(), edits)
    edited = database.timed(lambda: _carry(laptop, county))
    rows = database.rows("household", "household_summary")
    rows["log_op"] = [row for row in database.rows("log_op")["log_op"] if row[1] > len(homes) * 2]
    edit_floor = database.floor(rows)
    again = database.timed(lambda: _carry(laptop, county, everything=True))
    for what, size in database.sizes().items():
        sys.stdout.write(f"server: {what} of {2 * HOUSEHOLDS + EDITS:,} changes: {size:,} bytes\n")
    return [
        Line(f"server: merge {len(homes) + len(people):,} new records", new, new_floor, MERGE),
        Line(f"server: merge {EDITS:,} edits", edited, edit_floor, MERGE),
        Line("server: all of that once more", again, new + edited, AGAIN),
    ]


def _steps(county: SqlStore) -> list[Line]:
    homes = county.questions.households()[:SAVES]

    def save(number: int) -> None:
        county.write(act(), [changed(Household, homes[number].uid, phone=f"138{number:08d}")])

    return [
        Line("server: save a household", _middle(save), None, SAVE, "ms"),
        Line(
            "server: search a household",
            _middle(lambda number: county.questions.search(homes[number].local_no)),
            None, QUESTION, "ms",
        ),
        Line(
            "server: a household's line",
            _middle(lambda number: county.questions.household(homes[number].uid)),
            None, QUESTION, "ms",
        ),
    ]  # fmt: skip


def _carry(laptop: SqlStore, county: SqlStore, *, everything: bool = False) -> None:
    held = {} if everything else county.log.have()
    lacking = {
        actor: subtract(ranges, held.get(actor, ())) for actor, ranges in laptop.log.have().items()
    }
    units, ops = laptop.log.operations(lacking, None)
    slices = [ops[at : at + RUN_LENGTH] for at in range(0, len(ops), RUN_LENGTH)]
    county.log.merge(laptop.log.actors(), units, slices, {})


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _middle(work: Callable[[int], object]) -> float:
    return median(_timed(lambda number=number: work(number)) for number in range(SAVES))  # type: ignore[misc]  # a lambda's default


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for line in measure(Path(place)):
            sys.stdout.write(line.text() + "\n")
