"""How long it takes to save a visit, beside the same rows in one raw SQLCipher transaction."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from db import guards
from db.engine import STORE_FILE, open_engine
from db.store import SqlStore
from db.tables import METADATA
from fieldapp.bootstrap import Opener
from fieldapp.foundation.vault import unlock
from fieldapp.ports.store import Store
from fieldapp.services.demonstration import PASSPHRASE, make_demonstration
from fieldapp.services.scripted_visits import scripted_visit
from tests.bench.line import Line

LIMIT = 3.0
_TURNS = 6
_A_TURN = 20
"""Saves on one side before it is the other's turn, so that a busy moment meets both."""
_VISIT = {
    "start_at": "2016-11-20T09:30",
    "end_at": "2016-11-20T10:40",
    "visitors": ["王芳"],
    "place_kind": "home",
    "purpose": ["measure"],
    "people_met": ["户主"],
    "appeal_text": "想学养蜂",
    "next_visit_date": "2016-12-20",
    "issues": [{"text": "蜂箱不足", "action": "联系农业局", "due": "2016-12-15"}],
}


def measure(folder: Path) -> list[Line]:
    """Medians of saves with all that follows from them (log, clocks, lists, search)."""
    workspace = folder / "visits"
    make_demonstration(Opener().founding(), workspace, households=422, role="county")
    desk = Opener().desk(workspace, PASSPHRASE)
    homes = desk.store.questions.households()[: _TURNS * _A_TURN * 2 + 1]
    forms = [scripted_visit(desk.store, desk.ids, home.uid, _VISIT) for home in homes]
    desk.visits.record(forms.pop())
    rows = _rows_of_a_save(workspace)
    raw = _raw_store(folder / "raw.db", rows)
    ours: list[float] = []
    open_to_all: list[float] = []
    floor: list[float] = []
    for _turn in range(_TURNS):
        some, others = forms[:_A_TURN], forms[_A_TURN : 2 * _A_TURN]
        del forms[: 2 * _A_TURN]
        ours += [_seconds(partial(desk.visits.record, form)) for form in some]
        floor += [_seconds(partial(_insert, raw, rows)) for _ in some]
        _guard(desk.store, on=False)
        open_to_all += [_seconds(partial(desk.visits.record, form)) for form in others]
        _guard(desk.store, on=True)
    desk.store.close()
    raw.close()
    saved, inserted = statistics.median(ours), statistics.median(floor)
    return [
        Line("save a visit, durable", saved, inserted, LIMIT, "ms"),
        Line("… beside a save without guards", saved, statistics.median(open_to_all), 1.25, "ms"),
    ]


def _guard(store: Store, *, on: bool) -> None:
    """Take the guards of the tables away, or put them back."""
    if not isinstance(store, SqlStore):
        raise TypeError(type(store))
    with store._transactions.writing() as connection:
        for guard in guards.all_guards():
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {guard.name}")
        if on:
            guards.make(connection)


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


_Rows = dict[str, list[tuple[object, ...]]]
_TABLES = ("visit", "visit_issue", "log_unit", "log_op", "household_summary")


def _rows_of_a_save(workspace: Path) -> _Rows:
    """The rows that one save wrote last: the visit, its issue, the log, the list line."""
    engine = open_engine(workspace / STORE_FILE, unlock(workspace, PASSPHRASE))
    found: _Rows = {}
    with engine.begin() as connection:
        for name, count in zip(_TABLES, (1, 1, 1, 2, 1), strict=True):
            table = METADATA.tables[name]
            query = sa.select(table).order_by(sa.text("rowid DESC")).limit(count)
            found[name] = [tuple(row) for row in connection.execute(query)]
    engine.dispose()
    return found


def _raw_store(path: Path, rows: _Rows) -> dbapi2.Connection:
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA key = \"x'" + "11" * 32 + "'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    for name, found in rows.items():
        columns = ",".join(f"c{at}" for at in range(len(found[0])))
        connection.execute(f"CREATE TABLE {name} (no INTEGER PRIMARY KEY, {columns})")
    return connection


def _insert(connection: dbapi2.Connection, rows: _Rows) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for name, found in rows.items():
        marks = ",".join("?" for _ in found[0])
        for row in found:
            insert = f"INSERT INTO {name} VALUES (NULL,{marks})"  # noqa: S608  our own names
            connection.execute(insert, row)
    connection.execute("COMMIT")
