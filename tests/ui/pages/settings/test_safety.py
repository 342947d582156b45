"""PIN, idle lock and backups in the settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.copying import FileCopying
from fieldapp.bootstrap import APP
from fieldapp.foundation.vault import unlock
from fieldapp.services.desk import Desk
from fieldapp.services.keyboard import people, take_keyboard
from fieldapp.services.people_pins import people_with_pins
from tests.register_village import PASSPHRASE
from tests.ui.screen import put_on_screen, words
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.safety_model import SafetyModel
from ui.pages.settings.view_model import SettingsViewModel
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def copied(desk: Desk) -> Desk:
    """The desk with somebody at its keyboard, whose store can be copied."""
    take_keyboard(desk.store, people(desk.store, "zh_CN")[0][0])
    key = unlock(desk.folder, PASSPHRASE)
    return replace(desk.anew(), copying=FileCopying(desk.folder, key, APP))


@pytest.fixture
def model(copied: Desk, at_once: ImmediateRunner, tmp_path: Path) -> SettingsViewModel:
    return SettingsViewModel(copied, at_once, tmp_path / "preferences.json")


def shown(qtbot: QtBot, model: SettingsViewModel) -> SettingsPage:
    page = SettingsPage(model)
    put_on_screen(qtbot, page)
    page.refresh()
    return page


def test_a_pin_is_set_for_who_is_at_the_keyboard(
    qtbot: QtBot, model: SettingsViewModel, copied: Desk
) -> None:
    page = shown(qtbot, model)
    name = copied.registers.author
    assert f"{name}还没有设 PIN。" in words(page)
    page._pin.pin.setText("4907")
    page._pin.passphrase.setText(PASSPHRASE)
    page._pin._keep.click()
    assert people_with_pins(copied.store) == [name]
    assert f"{name}已设 PIN。" in words(page)
    assert page._pin.pin.text() == page._pin.passphrase.text() == ""


def test_a_pin_that_is_refused_is_told_and_stays_typed(
    qtbot: QtBot, model: SettingsViewModel, copied: Desk
) -> None:
    page = shown(qtbot, model)
    told: list[str] = []
    model.failed.connect(lambda failure: told.append(failure.code))
    page._pin.pin.setText("1111")
    page._pin.passphrase.setText(PASSPHRASE)
    page._pin._keep.click()
    assert told == ["pin_too_simple"]
    assert page._pin.pin.text() == "1111"


def test_the_minutes_until_the_lock_are_kept(qtbot: QtBot, model: SettingsViewModel) -> None:
    page = shown(qtbot, model)
    assert page._pin._after.value() == ("10",)
    page._pin._after.set_value(["2"])
    page._pin._after.changed.emit()
    assert model.safety.state.minutes == 2


def test_a_backup_is_made_now_and_on_a_second_drive(
    qtbot: QtBot, model: SettingsViewModel, copied: Desk, tmp_path: Path
) -> None:
    page = shown(qtbot, model)
    model.safety.choose_second(tmp_path / "stick")
    page._backups._now.click()
    (made,) = (copied.folder / "backups").iterdir()
    assert (tmp_path / "stick" / made.name).is_file()
    qtbot.waitUntil(lambda: model.safety.state.made_at in words(page))
    assert str(tmp_path / "stick") in words(page)
    (tmp_path / "stick" / made.name).unlink()
    (tmp_path / "stick").rmdir()
    page._backups._now.click()
    assert model.safety.state.problem
    qtbot.waitUntil(lambda: model.safety.state.problem in words(page))


def test_a_store_on_a_server_has_no_backups_of_ours(desk: Desk, at_once: ImmediateRunner) -> None:
    safety = SafetyModel(desk, at_once)
    safety.back_up(None)
    safety.refresh()
    assert not safety.state.backups
