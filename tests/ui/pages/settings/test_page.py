"""Settings that work at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from fieldapp.foundation.vault import unlock
from fieldapp.services.desk import Desk
from fieldapp.services.preferences import Preferences, load_preferences
from fieldapp.services.profile import load_profile
from tests.register_village import open_village
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.view_model import SettingsViewModel
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = open_village(tmp_path / "w")
    yield made
    made.store.close()


@pytest.fixture
def failures() -> list[str]:
    return []


@pytest.fixture
def model(desk: Desk, tmp_path: Path, failures: list[str]) -> SettingsViewModel:
    made = SettingsViewModel(desk, ImmediateRunner(), tmp_path / "preferences.json")
    made.failed.connect(lambda failure: failures.append(str(failure)))
    return made


@pytest.fixture
def page(qtbot: QtBot, model: SettingsViewModel) -> SettingsPage:
    made = SettingsPage(model)
    qtbot.addWidget(made)
    made.resize(1190, 712)
    made.show()
    made.refresh()
    return made


def click(page: SettingsPage, words: str) -> None:
    button = next(b for b in page.findChildren(QPushButton) if words in b.text() and b.isVisible())
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def fill(fields: list[QLineEdit], *texts: str) -> None:
    for field, text in zip(fields, texts, strict=True):
        field.setText(text)


def shown(page: SettingsPage) -> str:
    return "\n".join(text.text() for text in page.findChildren(QLabel) if text.isVisible())


def test_language_and_look_are_asked_for_at_once_and_kept(
    qtbot: QtBot, page: SettingsPage, model: SettingsViewModel, tmp_path: Path
) -> None:
    with qtbot.waitSignal(model.language_asked) as spoken:
        click(page, "English")
    with qtbot.waitSignal(model.theme_asked) as dressed:
        click(page, "深色")
    assert (spoken.args, dressed.args) == (["en"], ["dark"])
    assert load_preferences(tmp_path / "preferences.json") == Preferences("en", "dark")


def test_the_choice_that_stands_cannot_be_switched_off(
    page: SettingsPage, model: SettingsViewModel
) -> None:
    click(page, "浅色")
    assert page._theme.value() == ("light",)
    assert model.state.theme == "light"


def test_somebody_else_sits_down(
    qtbot: QtBot, page: SettingsPage, model: SettingsViewModel, desk: Desk
) -> None:
    with qtbot.waitSignal(model.keyboard_taken) as taken:
        click(page, "陈刚")
    assert taken.args == ["陈刚"]
    assert load_profile(desk.store).author == "陈刚"
    assert model.state.person == "陈刚"


def test_the_passphrase_is_changed_and_the_fields_are_empty_again(
    qtbot: QtBot, page: SettingsPage, model: SettingsViewModel, desk: Desk
) -> None:
    fields = page.findChildren(QLineEdit)
    fill(fields, "a long passphrase", "the new one", "the new one")
    with qtbot.waitSignal(model.said):
        click(page, "改口令")
    assert unlock(desk.folder, "the new one").raw
    assert {field.text() for field in fields} == {""}


def test_a_wrong_passphrase_is_refused_and_the_fields_stay(
    page: SettingsPage, failures: list[str]
) -> None:
    fields = page.findChildren(QLineEdit)
    fill(fields, "not this one", "the new one", "the new one")
    click(page, "改口令")
    assert failures == ["wrong_passphrase"]
    assert fields[0].text() == "not this one"


def test_the_store_examines_itself(qtbot: QtBot, page: SettingsPage) -> None:
    click(page, "现在自检")
    qtbot.waitUntil(lambda: "全部相符" in shown(page))


def test_the_program_tells_about_itself(page: SettingsPage, desk: Desk) -> None:
    assert str(desk.folder) in shown(page)
    assert "代码表" in shown(page)
