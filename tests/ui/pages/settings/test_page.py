"""Settings that work at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from db import search
from db.store import SqlStore
from fieldapp.foundation.vault import unlock
from fieldapp.rules.visit_cadence import Cadence
from fieldapp.services.cadence import load_cadence
from fieldapp.services.desk import Desk
from fieldapp.services.preferences import Preferences, load_preferences
from fieldapp.services.profile import load_profile
from tests.ui.screen import put_on_screen, words
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.sections.people import PeoplePanel
from ui.pages.settings.view_model import SettingsViewModel
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.text_fields import NumberField
from ui.workers.immediate import ImmediateRunner


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
    put_on_screen(qtbot, made)
    made.refresh()
    return made


def click(page: SettingsPage, words: str) -> None:
    button = next(b for b in page.findChildren(QPushButton) if words in b.text() and b.isVisible())
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def secrets(page: SettingsPage) -> list[QLineEdit]:
    fields = [page._old, page._new, page._again]
    assert {field.echoMode() for field in fields} == {QLineEdit.EchoMode.Password}
    return fields


def fill(fields: list[QLineEdit], *texts: str) -> None:
    for field, text in zip(fields, texts, strict=True):
        field.setText(text)


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
    fields = secrets(page)
    fill(fields, "a long passphrase", "the new one", "the new one")
    with qtbot.waitSignal(model.said):
        click(page, "改口令")
    assert unlock(desk.folder, "the new one").raw
    assert {field.text() for field in fields} == {""}


def test_a_wrong_passphrase_is_refused_and_the_fields_stay(
    page: SettingsPage, failures: list[str]
) -> None:
    fields = secrets(page)
    fill(fields, "not this one", "the new one", "the new one")
    click(page, "改口令")
    assert failures == ["wrong_passphrase"]
    assert fields[0].text() == "not this one"


def test_the_store_examines_itself(qtbot: QtBot, page: SettingsPage) -> None:
    click(page, "现在自检")
    qtbot.waitUntil(lambda: "全部相符" in words(page))


def test_what_differs_from_the_log_is_rebuilt(qtbot: QtBot, page: SettingsPage, desk: Desk) -> None:
    assert isinstance(desk.store, SqlStore)
    with desk.store._transactions.writing() as connection:
        search.clear(connection)
    click(page, "现在自检")
    qtbot.waitUntil(lambda: "搜索索引中缺少农户" in words(page))
    click(page, "按变更日志重建")
    qtbot.waitUntil(lambda: "全部相符" in words(page))
    assert "按变更日志重建" not in words(page)


def test_the_program_tells_about_itself(page: SettingsPage, desk: Desk) -> None:
    assert str(desk.folder) in words(page)
    assert "代码表" in words(page)


def test_many_people_flow_and_the_page_scrolls_to_the_one_the_arrows_reach(
    qtbot: QtBot, page: SettingsPage, model: SettingsViewModel
) -> None:
    many = tuple((f"张三{place}", "帮扶责任人") for place in range(90))
    page.show_state(replace(model.state, people=many, person="张三0"))
    panel = page.findChild(PeoplePanel)
    assert isinstance(panel, PeoplePanel)
    chips = next(c for c in panel.findChildren(ChoiceChips) if not c.isHidden())
    qtbot.waitUntil(lambda: chips.height() >= chips.heightForWidth(chips.width()))
    last = chips.findChildren(QPushButton)[-1]
    assert last.visibleRegion().isEmpty()
    chips.setFocus()
    QTest.keyClick(chips, Qt.Key.Key_Left)
    assert not last.visibleRegion().isEmpty()


def test_the_cadence_is_keyed_saved_and_told(
    qtbot: QtBot, page: SettingsPage, model: SettingsViewModel, desk: Desk
) -> None:
    fields = page.findChildren(NumberField)
    assert [field.text() for field in fields] == ["2", "2", "0", "7"]
    fields[0].setFocus()
    fields[0].selectAll()
    QTest.keyClicks(fields[0], "3")
    with qtbot.waitSignal(model.saved) as told:
        click(page, "保存")
    assert told.args is not None
    assert told.args[0].notice() == "走访和例会的安排已保存"
    assert load_cadence(desk.store) == Cadence(red=3)


def test_a_figure_out_of_range_is_marked_and_cannot_be_saved(page: SettingsPage) -> None:
    field = page.findChildren(NumberField)[0]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "40")
    save = next(b for b in page.findChildren(QPushButton) if "保存" in b.text())
    assert field.property("mark") == "error"
    assert not save.isEnabled()
