"""A disk that is full after so many bytes more: the store is unchanged or complete, never between.

On a small file system in memory where one can be mounted, which takes the rights of root on Linux.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from db.copying import FileCopying
from db.store import SqlStore, open_store
from fieldapp.foundation.archive import unpack
from fieldapp.foundation.clock import SystemClock
from fieldapp.foundation.errors import FieldappError
from fieldapp.ports.store import created
from fieldapp.records import Household, Village
from fieldapp.services.backups import Backups
from fieldapp.spreadsheets.plain_list import ListSheet, write_lists
from tests.factories import APP, KEY, a_household, a_store, a_village, act

DISK = 16 * 1024 * 1024
_HOMES = 60
_PAGE = 4096


@dataclass(frozen=True)
class Filled:
    """How an act stood a disk that was full at many places."""

    places: int
    refused: int
    between: int
    unnamed: tuple[str, ...]
    """Codes of errors other than ``disk_full``."""


@dataclass(frozen=True)
class Room:
    """A workspace on the small disk."""

    folder: Path
    store: SqlStore

    def target(self, ending: str) -> Path:
        """A file on the same disk."""
        return self.folder.parent / f"written{ending}"


def save(room: Room) -> None:
    """Save one village."""
    room.store.write(act(), [created(a_village("新村"))])


def bring_in(room: Room) -> None:
    """Write a large act."""
    village = a_village("新村")
    homes = [a_household(village, f"H{n:05}") for n in range(_HOMES)]
    room.store.write_many(act("roster.import"), map(created, [village, *homes]))


def export(room: Room) -> None:
    """Write a workbook."""
    rows = [(home.local_no, home.phone) for home in room.store.find(Household)] * 400
    write_lists(room.target(".xlsx"), [ListSheet("户", (("编号", 10), ("电话", 20)), rows)])


def back_up(room: Room) -> None:
    """Write a backup."""
    copying = FileCopying(room.folder, KEY, APP)
    Backups(room.folder, room.store, SystemClock(), copying).make(room.target(".fbackup"))


ACTS: dict[str, Callable[[Room], None]] = {
    "a save": save, "an import": bring_in, "an export": export, "a backup": back_up,
}  # fmt: skip


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """Mount a small disk at ``folder``; tells whether that is possible here."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        yield False
        return
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)]
    if subprocess.run(mounting, check=False, capture_output=True).returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path, work: Callable[[Room], None], *, steps: int) -> Filled:
    """Do the work again and again, each time with a little more room, until there is enough."""
    room = _needed(disk, work)
    step = max(_PAGE, room // steps // _PAGE * _PAGE)
    places = refused = between = 0
    unnamed: set[str] = set()
    for free in range(0, room + step, step):
        laptop = _laid_out(disk)
        before = _state(laptop)
        _fill_up(disk, free)
        places += 1
        code = _tried(laptop, work)
        (disk / "ballast").unlink()
        refused += bool(code)
        if code and code != "disk_full":
            unnamed.add(code)
        between += not _whole(laptop, before, refused=bool(code))
    return Filled(places, refused, between, tuple(sorted(unnamed)))


def _laid_out(disk: Path) -> Path:
    for old in disk.iterdir():
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    laptop = disk / "laptop"
    store = a_store(laptop)
    village = a_village()
    homes = [a_household(village, f"H{n:05}") for n in range(5)]
    store.write(act(), [created(village), *map(created, homes)])
    store.close()
    (laptop / "key.json").write_bytes(b"{}")
    return laptop


def _needed(disk: Path, work: Callable[[Room], None]) -> int:
    """Bytes that the work takes at the most: found where there is plenty of room."""
    laptop = _laid_out(disk)
    free = 64 * 1024
    while free < DISK - 2 * 1024 * 1024:
        _fill_up(disk, free)
        code = _tried(laptop, work)
        (disk / "ballast").unlink()
        if not code:
            return free
        free = free * 3 // 2
        laptop = _laid_out(disk)
    raise AssertionError("the small disk is too small")


def _fill_up(disk: Path, free: int) -> None:
    """Leave just so many bytes."""
    with (disk / "ballast").open("wb") as ballast:
        os.posix_fallocate(ballast.fileno(), 0, max(1, shutil.disk_usage(disk).free - free))


def _tried(laptop: Path, work: Callable[[Room], None]) -> str:
    """The code of the error, or nothing when it was done."""
    try:
        store = open_store(laptop, KEY, APP)
    except FieldappError as error:
        return error.code
    try:
        work(Room(laptop, store))
    except FieldappError as error:
        return error.code
    else:
        return ""
    finally:
        with contextlib.suppress(FieldappError):
            store.close()


def _state(laptop: Path) -> str:
    store = open_store(laptop, KEY, APP)
    try:
        return store.state_digest()
    finally:
        store.close()


def _whole(laptop: Path, before: str, *, refused: bool) -> bool:
    """Unchanged when refused; sound and complete otherwise; no file with a name that is torn."""
    store = open_store(laptop, KEY, APP)
    try:
        if store.examine().problems or (refused and store.state_digest() != before):
            return False
        new = store.find(Village, name="新村")
        homes = [len(store.find(Household, village=village.uid)) for village in new]
    finally:
        store.close()
    backup = laptop.parent / "written.fbackup"
    if backup.exists():
        if refused:
            return False
        unpack(backup, laptop.parent / "unpacked")
    return set(homes) <= {0, _HOMES} and not (refused and new)
