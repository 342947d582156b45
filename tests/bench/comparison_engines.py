"""Other engines at the same work: geodiff, Loro, SQLite's session extension, and plain SQL.

Each takes new households and then edits from one copy to another. None of them encrypts, keeps
who wrote what, or keeps both of two values that meet.
"""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import apsw
import pygeodiff  # type: ignore[import-untyped]  # has no types
from typing_extensions import override

loro: Any = import_module("loro")  # its types contradict what it does

Row = dict[str, Any]
"""A household by column, its ``uid`` first."""
Change = tuple[str, Row]
"""The uid of a household, and the columns that change with their new values."""


@dataclass(frozen=True)
class Taken:
    """Seconds of this process for one transfer, and the bytes that travelled."""

    packing: float
    merging: float
    bytes: int


class Engine(Protocol):
    """Two copies of one table of households."""

    @abstractmethod
    def enter(self, rows: Sequence[Row]) -> None:
        """Enter households in the first copy."""
        ...

    @abstractmethod
    def edit(self, changes: Sequence[Change]) -> None:
        """Make edits in the first copy."""
        ...

    @abstractmethod
    def pack(self) -> bytes:
        """What the second copy lacks."""
        ...

    @abstractmethod
    def merge(self, data: bytes) -> None:
        """Take it in."""
        ...


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of this process, on whatever core, and what the work returns."""
    began = time.process_time()
    found = work()
    return time.process_time() - began, found


def transfers(
    engine: Engine, rows: Sequence[Row], changes: Sequence[Change]
) -> Mapping[str, Taken]:
    """What the new households and what the edits cost."""
    engine.enter(rows)
    new = _transferred(engine)
    engine.edit(changes)
    return {"new": new, "edits": _transferred(engine)}


def _transferred(engine: Engine) -> Taken:
    packing, data = timed(engine.pack)
    merging, _ = timed(lambda: engine.merge(data))
    return Taken(packing, merging, len(data))


def _table(columns: Iterable[str]) -> str:
    others = ", ".join(f'"{name}"' for name in columns if name != "uid")
    return f"CREATE TABLE household (uid TEXT PRIMARY KEY, {others})"


def _enter(database: apsw.Connection, rows: Sequence[Row]) -> None:
    places = ", ".join("?" * len(rows[0]))
    with database:
        database.executemany(
            f"INSERT INTO household VALUES ({places})",  # noqa: S608  a row of question marks
            (tuple(row.values()) for row in rows),
        )


def _edit(database: apsw.Connection, changes: Sequence[Change]) -> None:
    with database:
        for uid, values in changes:
            sets = ", ".join(f'"{name}" = ?' for name in values)
            database.execute(
                f"UPDATE household SET {sets} WHERE uid = ?",  # noqa: S608  names of fields
                (*values.values(), uid),
            )


def _opened(path: Path) -> apsw.Connection:
    database = apsw.Connection(str(path))
    database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
    return database


class Session(Engine):
    """SQLite's session extension: changesets with the old value of each column."""

    def __init__(self, folder: Path, columns: Sequence[str]) -> None:
        folder.mkdir()
        self._one, self._two = (_opened(folder / name) for name in ("one.db", "two.db"))
        for database in (self._one, self._two):
            database.execute(_table(columns))
        self._session = self._watching()

    def _watching(self) -> apsw.Session:
        session = apsw.Session(self._one, "main")
        session.attach()
        return session

    @override
    def enter(self, rows: Sequence[Row]) -> None:
        _enter(self._one, rows)

    @override
    def edit(self, changes: Sequence[Change]) -> None:
        _edit(self._one, changes)

    @override
    def pack(self) -> bytes:
        data: bytes = self._session.changeset()
        self._session.close()
        self._session = self._watching()
        return data

    @override
    def merge(self, data: bytes) -> None:
        with self._two:
            apsw.Changeset.apply(data, self._two)


class Geodiff(Engine):
    """Compares two files, and applies the difference to a third."""

    def __init__(self, folder: Path, columns: Sequence[str]) -> None:
        folder.mkdir()
        self._folder, self._engine = folder, pygeodiff.GeoDiff()
        for name in ("one.db", "two.db", "before.db"):
            with apsw.Connection(str(folder / name)) as database:
                database.execute(_table(columns))

    def _at(self, name: str) -> str:
        return str(self._folder / name)

    @override
    def enter(self, rows: Sequence[Row]) -> None:
        database = apsw.Connection(self._at("one.db"))
        _enter(database, rows)
        database.close()

    @override
    def edit(self, changes: Sequence[Change]) -> None:
        database = apsw.Connection(self._at("one.db"))
        _edit(database, changes)
        database.close()

    @override
    def pack(self) -> bytes:
        there = self._folder / "difference"
        self._engine.create_changeset(self._at("before.db"), self._at("one.db"), str(there))
        return there.read_bytes()

    @override
    def merge(self, data: bytes) -> None:
        there = self._folder / "arrived"
        there.write_bytes(data)
        self._engine.apply_changeset(self._at("two.db"), str(there))
        (self._folder / "before.db").write_bytes((self._folder / "two.db").read_bytes())


class Loro(Engine):
    """A document of maps in memory; the later writer wins, field by field."""

    def __init__(self) -> None:
        self._one, self._two = loro.LoroDoc(), loro.LoroDoc()

    @override
    def enter(self, rows: Sequence[Row]) -> None:
        homes = self._one.get_map("household")
        for row in rows:
            home = homes.insert_container(row["uid"], loro.LoroMap())
            for name, value in row.items():
                home.insert(name, value)
        self._one.commit()

    @override
    def edit(self, changes: Sequence[Change]) -> None:
        homes = self._one.get_map("household")
        for uid, values in changes:
            home = homes.get(uid).container
            for name, value in values.items():
                home.insert(name, value)
        self._one.commit()

    @override
    def pack(self) -> bytes:
        data: bytes = self._one.export(loro.ExportMode.Updates(self._two.oplog_vv))
        return data

    @override
    def merge(self, data: bytes) -> None:
        self._two.import_(data)
