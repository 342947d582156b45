"""Backups that nobody has to think of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.copying import FileCopying
from fieldapp.bootstrap import APP
from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.vault import StoreKey
from fieldapp.ports.store import created
from fieldapp.services.automatic_backups import AutomaticBackups, thin_out, worth_keeping
from fieldapp.services.backups import Backups
from tests.factories import KEY, a_store, a_village, act

MORNING = dt.datetime.fromisoformat("2016-06-01T09:00:00")


class Laptop:
    """A workspace with nobody in it yet and a clock that can be moved."""

    def __init__(self, folder: Path, key: StoreKey = KEY) -> None:
        self.folder = folder
        self.store = a_store(folder)
        (folder / "key.json").write_bytes(b"{}")
        self.clock = FixedClock(MORNING)
        copying = FileCopying(folder, key, APP)
        self.automatic = AutomaticBackups(Backups(folder, self.store, self.clock, copying))

    def work(self, name: str = "郑家村") -> None:
        self.store.write(act(), [created(a_village(name))])

    def made(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "backups").iterdir())


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    made = Laptop(tmp_path / "workspace")
    made.work()
    return made


@pytest.fixture(autouse=True)
def _closed(laptop: Laptop) -> Iterator[None]:
    yield
    laptop.store.close()


def test_a_backup_is_due_when_something_was_changed(laptop: Laptop) -> None:
    automatic = laptop.automatic
    assert automatic.due(closing=False)
    assert automatic.run().problem == ""
    assert laptop.made() == ["fieldapp-2016-06-01-090000.fbackup"]
    laptop.clock.advance(days=3)
    assert not automatic.due(closing=False)
    assert not automatic.due(closing=True)
    laptop.work("李家村")
    assert automatic.due(closing=False)


def test_in_the_day_one_is_enough_but_closing_makes_another(laptop: Laptop) -> None:
    laptop.automatic.run()
    laptop.clock.advance(hours=1)
    laptop.work("李家村")
    assert not laptop.automatic.due(closing=False)
    assert laptop.automatic.due(closing=True)


def test_the_second_drive_gets_the_same(laptop: Laptop, tmp_path: Path) -> None:
    laptop.automatic.choose_second(tmp_path / "stick")
    state = laptop.automatic.run()
    assert (state.problem, state.second_at) == ("", state.made_at)
    (name,) = laptop.made()
    kept = (laptop.folder / "backups" / name).read_bytes()
    assert (tmp_path / "stick" / name).read_bytes() == kept


def test_a_second_drive_that_is_away_is_told_and_the_backup_stands(
    laptop: Laptop, tmp_path: Path
) -> None:
    laptop.automatic.choose_second(tmp_path / "stick")
    (tmp_path / "stick").rmdir()
    state = laptop.automatic.run()
    assert (state.problem, state.second_at) == ("drive_gone", "")
    assert laptop.made() == ["fieldapp-2016-06-01-090000.fbackup"]
    (tmp_path / "stick").mkdir()
    assert laptop.automatic.run().problem == ""


def test_the_second_place_is_not_the_workspace(laptop: Laptop) -> None:
    with pytest.raises(Refused) as caught:
        laptop.automatic.choose_second(laptop.folder / "more")
    assert caught.value.code == "same_drive_folder"


def test_the_newest_of_days_weeks_and_months_are_kept() -> None:
    times = [MORNING - dt.timedelta(hours=12 * n) for n in range(600)]
    kept = sorted(worth_keeping(times), reverse=True)
    assert kept[:7] == [MORNING, *(MORNING - dt.timedelta(hours=12 + 24 * n) for n in range(6))]
    assert len(kept) == 7 + 2 + 4  # two weeks and two months have their newest among the days
    assert kept[-1] == dt.datetime.fromisoformat("2016-01-31T21:00:00")


def test_thinning_out_touches_no_other_file(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for hour in range(9, 12):
        (stick / f"fieldapp-2016-06-01-{hour:02}0000.fbackup").touch()
    for other in ("photo.jpg", "fieldapp-of-mine.fbackup"):
        (stick / other).touch()
    thin_out(stick)
    assert sorted(path.name for path in stick.iterdir()) == [
        "fieldapp-2016-06-01-110000.fbackup", "fieldapp-of-mine.fbackup", "photo.jpg",
    ]  # fmt: skip
