"""The cover with the PIN, the lock on idle and sleep, and the backups of an open window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from db.copying import FileCopying
from fieldapp.bootstrap import APP
from fieldapp.foundation.vault import unlock
from fieldapp.services.desk import Desk
from fieldapp.services.keyboard import people, take_keyboard
from fieldapp.services.people_pins import MOST_TRIES, set_pin
from tests.register_village import PASSPHRASE
from ui.guarding.desk_guard import DeskGuard, close_store
from ui.guarding.idle import IdleWatch
from ui.navigation.register import PageRegister, PageSpec
from ui.pages.unlock.pin_page import PinPage
from ui.shell.main_window import MainWindow
from ui.workers.immediate import ImmediateRunner


class Times:
    """A wall clock for the watch."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    made.open(PageRegister(PageSpec("home", "Home", "home", "", QLabel)), "home")
    made.show()
    return made


@pytest.fixture
def seated(desk: Desk) -> Desk:
    """Two people with PINs; the first is at the keyboard."""
    first, second = (name for name, _role in people(desk.store, "zh_CN")[:2])
    set_pin(desk.store, desk.folder, first, "4907", PASSPHRASE)
    set_pin(desk.store, desk.folder, second, "8305", PASSPHRASE)
    take_keyboard(desk.store, first)
    return desk.anew()


@pytest.fixture
def guard(window: MainWindow, seated: Desk, at_once: ImmediateRunner) -> Iterator[DeskGuard]:
    made = DeskGuard(window, seated, at_once)
    yield made
    made.stop()


@pytest.fixture
def at_once() -> ImmediateRunner:
    return ImmediateRunner()


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    from tests.register_village import open_village

    made = open_village(tmp_path_factory.mktemp("guarded") / "workspace")
    yield made
    made.store.close()


def cover(window: MainWindow) -> PinPage | None:
    page = window._covers.currentWidget()
    return page if isinstance(page, PinPage) else None


def give(page: PinPage, pin: str) -> None:
    QTest.keyClicks(page.pin, pin)
    QTest.keyClick(page.pin, Qt.Key.Key_Return)


def test_the_same_person_goes_on_where_everything_stood(
    guard: DeskGuard, window: MainWindow, qtbot: QtBot
) -> None:
    dialog = QDialog(window)
    dialog.open()
    guard.switch()
    page = cover(window)
    assert page is not None
    assert not dialog.isVisible()
    with qtbot.assertNotEmitted(guard.reseated):
        give(page, "4907")
    assert cover(window) is None
    assert dialog.isVisible()
    dialog.reject()


def test_somebody_else_takes_the_keyboard(
    guard: DeskGuard, window: MainWindow, qtbot: QtBot, seated: Desk
) -> None:
    guard.switch()
    page = cover(window)
    assert page is not None
    page._people.set_value([people(seated.store, "zh_CN")[1][0]])
    page._people.changed.emit()
    with qtbot.waitSignal(guard.reseated):
        give(page, "8305")
    assert seated.anew().registers.author == people(seated.store, "zh_CN")[1][0]


def test_a_wrong_pin_is_told_and_in_the_end_only_the_passphrase_helps(
    guard: DeskGuard, window: MainWindow, qtbot: QtBot, seated: Desk
) -> None:
    guard.switch()
    page = cover(window)
    assert page is not None
    give(page, "0000")
    assert page._banner.isVisible()
    assert page.pin.text() == ""
    from datetime import datetime

    from fieldapp.foundation.clock import FixedClock
    from fieldapp.foundation.errors import Refused
    from fieldapp.services.people_pins import take_keyboard_with_pin

    clock = FixedClock(datetime.fromisoformat("2030-01-01T00:00:00"))
    for _ in range(MOST_TRIES):
        clock.advance(hours=1)
        with pytest.raises(Refused):
            take_keyboard_with_pin(seated.store, clock, seated.registers.author, "0000")
    with qtbot.waitSignal(guard.lock_wanted):
        give(page, "4907")


def test_without_any_pin_the_settings_say_who_is_there(
    window: MainWindow, desk: Desk, at_once: ImmediateRunner, qtbot: QtBot
) -> None:
    guard = DeskGuard(window, desk, at_once)
    with qtbot.waitSignal(guard.people_wanted):
        guard.switch()
    assert guard._watch is not None
    with qtbot.waitSignal(guard.lock_wanted):
        guard._watch.idle.emit()
    guard.stop()


def test_idle_and_sleep_are_noticed(qtbot: QtBot) -> None:
    times, owner = Times(), QObject()
    watch = IdleWatch(owner, 2, times)
    seen: list[str] = []
    watch.idle.connect(lambda: seen.append("idle"))
    watch.woke.connect(lambda: seen.append("woke"))
    for _ in range(23):
        times.now += 5
        watch.look()
    assert seen == []
    times.now += 5
    watch.look()
    watch.look()
    assert seen == ["idle"]
    label = QLabel()
    qtbot.addWidget(label)
    QTest.keyClick(label, Qt.Key.Key_A)
    for _ in range(24):
        times.now += 5
        watch.look()
    assert seen == ["idle", "idle"]
    times.now += 600
    watch.look()
    assert seen == ["idle", "idle", "woke"]
    times.now -= 86_400
    watch.look()
    assert seen[-2:] == ["woke", "woke"], "a clock set back keeps nobody's window open"
    watch.stop()


def test_closing_makes_a_last_backup_when_something_was_changed(desk: Desk) -> None:
    key = unlock(desk.folder, PASSPHRASE)
    copying = replace(desk, copying=FileCopying(desk.folder, key, APP))
    close_store(copying)
    assert len(list((desk.folder / "backups").iterdir())) == 1
    close_store(copying)
    assert len(list((desk.folder / "backups").iterdir())) == 1


def test_the_daily_backup_is_made_while_one_works(
    window: MainWindow, desk: Desk, at_once: ImmediateRunner, qtbot: QtBot
) -> None:
    key = unlock(desk.folder, PASSPHRASE)
    guard = DeskGuard(window, replace(desk, copying=FileCopying(desk.folder, key, APP)), at_once)
    with qtbot.waitSignal(guard.said):
        guard._timer.timeout.emit()
    with qtbot.assertNotEmitted(guard.said):
        guard._timer.timeout.emit()
    guard.stop()
