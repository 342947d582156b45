"""Crashes, full disks, sticks that are pulled, and several things at once: S-27 to S-30."""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2

from db.store import SqlStore
from fieldapp.changes.operations import ActorInfo
from fieldapp.foundation.errors import FieldappError, WorldFailed
from fieldapp.foundation.jobs import Cancelled, Progress, WatchedJob
from fieldapp.ports.store import changed, created
from fieldapp.records import Household
from fieldapp.services.custody import Custody
from fieldapp.services.profile import load_profile, save_profile
from tests.factories import a_household, act
from tests.scenarios.many_bundles import Size, course_of
from tests.scenarios.world import World, give, on_both, parcel, shown, values


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
        driver.set_progress_handler(self._step, 20)

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


def many_bundles(world: World, bundles: int, changes: int) -> list[Path]:
    """Files of one laptop, each with the next of its changes."""
    one = world.laptop("一号机")
    homes = [a_household(world.village, f"H{at:07d}") for at in range(bundles * changes)]
    one.store.write_many(act(), map(created, homes))
    store, profile, county = one.store, load_profile(one.store), one.receiver(None)
    assert isinstance(store, SqlStore)
    files = []
    for number in range(bundles):
        units, ops = parcel(store, number * changes + 1, (number + 1) * changes)
        save_profile(store, profile := msgspec.structs.replace(profile, bundles_made=number))
        files.append(world.stick / f"many {number:04d}.fsync")
        files[-1].write_bytes(one.sealed(profile, county, units, ops).data)
    return files


@on_both
def test_s_30_an_inbox_of_bundles_tells_how_far_it_is_and_stops_between_slices(
    world: World,
) -> None:
    files = many_bundles(world, 12, 20)
    heard: list[Progress] = []

    def stop_half_way(progress: Progress) -> None:
        heard.append(progress)
        if progress.done * 2 > progress.total:
            job.cancel()

    job = WatchedJob(stop_half_way)
    with pytest.raises(Cancelled):
        world.county.import_all(files, job=job)
    assert len(heard) > 4
    merged = len(world.county.store.find(Household))
    assert 100 < merged < 240
    assert merged % 20 == 0, "of the bundle in which it stopped nothing stays"
    assert world.county.store.examine().problems == ()
    done = world.county.import_all(files, job=WatchedJob(heard.append))
    assert {one.status for one in done} == {"merged", "unchanged"}
    assert len(world.county.store.find(Household)) == 240


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read as Linux tells it")
def test_s_30_a_season_of_bundles_takes_linear_time_and_goes_on_where_it_was_stopped(
    tmp_path: Path,
) -> None:
    course = course_of(tmp_path, Size(bundles=40, operations=4000, actors=400))
    assert course.problems() == []
    assert len(course.costs) == 40


def test_s_30_a_bundle_costs_the_same_however_many_came_before_it(world: World) -> None:
    files = many_bundles(world, 12, 20)
    office = world.county.store
    assert isinstance(office, SqlStore)
    strangers = [
        ActorInfo(bytes([3]) * 8 + at.to_bytes(8, "big"), f"{at}", 1, "机")
        for at in range(1, 10_000)
    ]
    office.log.merge(strangers, [], [], {})
    statements: list[int] = []
    for file in files:
        with counted(office) as count:
            assert world.county.import_one(file).status == "merged"
        statements.append(count[0])
    assert max(statements[2:]) <= min(statements[2:]) + 12


@contextmanager
def counted(store: SqlStore) -> Iterator[list[int]]:
    """How many statements a store runs through SQLAlchemy."""
    count = [0]

    def tell(*_: object) -> None:
        count[0] += 1

    engine = store._transactions._engine
    sa.event.listen(engine, "before_cursor_execute", tell)
    yield count
    sa.event.remove(engine, "before_cursor_execute", tell)


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
