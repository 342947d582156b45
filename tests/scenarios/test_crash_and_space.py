"""Crashes, full disks, sticks that are pulled, and several things at once: S-27 to S-30."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2

from db.store import SqlStore
from fieldapp.foundation.errors import FieldappError, WorldFailed
from fieldapp.ports.store import changed, created
from fieldapp.records import Household
from fieldapp.services.custody import Custody
from tests.factories import a_household, act
from tests.scenarios.world import World, give, parcel, shown, values


class _Saboteur:
    """Stops the database after so many steps of its work, as a power cut would."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self._left = 0

    def after(self, steps: int) -> None:
        """Stop at the next step but so many; 0 lets everything pass."""
        self._left = steps

    def watch(self) -> None:
        """Look at every connection that the store has."""
        with self._store._transactions.reading() as connection:
            self._on(connection.connection.driver_connection)
        with self._store._transactions.writing() as connection:
            self._on(connection.connection.driver_connection)

    def _on(self, driver: Any) -> None:  # noqa: ANN401  the driver has no types
        driver.set_progress_handler(self._step, 40)

    def _step(self) -> int:
        if self._left:
            self._left -= 1
            return int(self._left == 0)
        return 0


def test_s_27_an_import_that_stops_anywhere_leaves_nothing_half_done(world: World) -> None:
    one = world.laptop("一号机")
    home = world.home(one)
    for number in range(6):
        world.set(one, home, phone=str(number))
    file = world.bundle(one)
    office = world.county.store
    assert isinstance(office, SqlStore)
    office.close()
    saboteur = _Saboteur(office)
    saboteur.watch()
    before = office.state_digest(), office.log.have()
    stopped = 0
    for steps in (*range(1, 40), *range(40, 4000, 30)):
        saboteur.after(steps)
        try:
            world.county.import_one(file)
        except (FieldappError, dbapi2.Error, sa.exc.DBAPIError):
            stopped += 1
        saboteur.after(0)
        if [line for line in world.county.history() if line.state == "merged"]:
            break
        assert (office.state_digest(), office.log.have()) == before
    assert stopped > 40
    assert world.county.import_one(file).status == "unchanged"
    assert office.state_digest() == one.store.state_digest()
    assert office.examine().problems == ()


def test_s_27_a_save_that_stops_leaves_log_and_records_as_they_were(world: World) -> None:
    one = world.laptop("一号机")
    home = world.home(one)
    store = one.store
    assert isinstance(store, SqlStore)
    store.close()
    saboteur = _Saboteur(store)
    saboteur.watch()
    before = store.state_digest(), store.log.have()
    for steps in range(1, 60):
        saboteur.after(steps)
        try:
            store.write(act(), [changed(Household, home.uid, phone="1")])
        except (FieldappError, dbapi2.Error, sa.exc.DBAPIError):
            saboteur.after(0)
            assert (store.state_digest(), store.log.have()) == before
        else:
            break
    saboteur.after(0)
    assert shown(one, home).phone == "1"
    assert store.examine().problems == ()


class _Stick:
    """A stick on which the nth writing act of the operating system fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
        self.left = 0
        flush = os.fsync

        def failing(descriptor: int) -> None:
            self.left -= 1
            if self.left == 0:
                raise OSError(number, os.strerror(number))
            flush(descriptor)

        monkeypatch.setattr(os, "fsync", failing)


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk_full"), (errno.EROFS, "not_writable"), (errno.EIO, "io_error")],
)
def test_s_28_a_stick_that_fails_leaves_no_bundle_and_no_mark(
    world: World, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    one = world.laptop("一号机")
    world.home(one)
    custody = Custody(one, one.inbox.parent / "outbox")
    made = custody.make()
    stick = _Stick(monkeypatch, number)
    folder = world.folder / "failing"
    folder.mkdir()
    stick.left = 1
    with pytest.raises(WorldFailed, match=code):
        custody.carry(made, folder)
    assert list(folder.iterdir()) == []
    assert one.history()[0].state == "made"
    assert one.pending() == 1
    stick.left = 0
    assert custody.carry(made, folder).file.is_file()
    assert one.history()[0].state == "on_stick"


def test_s_28_a_stick_pulled_while_reading_changes_nothing(world: World) -> None:
    one = world.laptop("一号机")
    world.home(one)
    file = world.bundle(one)
    before = world.county.store.state_digest(), world.county.store.log.have()
    whole = file.read_bytes()
    file.unlink()
    done = world.county.import_one(file)
    assert done.problem is not None
    assert done.problem.code == "file_missing"
    assert (world.county.store.state_digest(), world.county.store.log.have()) == before
    file.write_bytes(whole)
    assert world.county.import_one(file).status == "merged"


def test_s_28_a_write_protected_stick_still_gives_its_bundle(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = world.laptop("一号机")
    world.home(one)
    file = world.bundle(one)
    opened = Path.open

    def protected(path: Path, mode: str = "r", *rest: Any) -> Any:  # noqa: ANN401  as Path.open
        if path.parent == world.stick and mode != "rb":
            raise OSError(errno.EROFS, "read-only")
        return opened(path, mode, *rest)

    monkeypatch.setattr(Path, "open", protected)
    done = world.county.import_one(file)
    assert done.status == "merged"
    assert done.receipt_file is not None
    assert done.receipt_file.parent == world.county.inbox.parent / "receipts"


def test_s_29_two_imports_and_an_edit_at_once_all_count(world: World) -> None:
    laptops = [world.laptop(f"{number}号机") for number in range(2)]
    home = world.home(laptops[0])
    world.everything_to_everyone()
    files = []
    for number, laptop in enumerate(laptops):
        for at in range(20):
            world.home(laptop, f"H{number}{at:04d}")
        world.set(laptop, home, phone=f"机{number}")
        files.append(world.bundle(laptop))
    done: list[str] = []

    def take(file: Path) -> None:
        done.append(world.county.import_one(file).status)

    def edit() -> None:
        world.county.store.write(act(), [changed(Household, home.uid, phone="县里")])
        done.append("edited")

    threads = [threading.Thread(target=take, args=(file,)) for file in files]
    threads.append(threading.Thread(target=edit))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["edited", "merged", "merged"]
    assert len(world.county.store.find(Household)) == 41
    shown_or_beside = values(world.county) | {shown(world.county, home).phone}
    assert "县里" in shown_or_beside
    assert world.county.store.examine().problems == ()
    world.everything_to_everyone()


def test_s_29_an_export_during_an_import_is_one_consistent_state(world: World) -> None:
    one, two = world.laptop("一号机"), world.laptop("二号机")
    for at in range(30):
        world.home(one, f"H1{at:04d}")
    file = world.bundle(one)
    importing = threading.Thread(target=world.county.import_one, args=(file,))
    importing.start()
    world.send(world.county, two)
    importing.join()
    assert len(two.store.find(Household)) in {0, 30}
    world.everything_to_everyone()


def test_s_30_many_bundles_and_writers_cost_what_they_hold(world: World) -> None:
    one = world.laptop("一号机")
    store, office = one.store, world.county.store
    assert isinstance(store, SqlStore)
    assert isinstance(office, SqlStore)
    homes = [a_household(world.village, f"H{number:05d}") for number in range(2000)]
    store.write_many(act(), map(created, homes))
    pieces = [parcel(store, first, first + 9) for first in range(1, 2001, 10)]
    assert sum(give(office, store, piece).applied for piece in pieces) == 2000
    assert office.state_digest() == store.state_digest()
    writers = [info.actor for info in office.log.actors()]
    assert len(writers) == 2
