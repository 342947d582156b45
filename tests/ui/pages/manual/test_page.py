"""The manual is read in the window, in the language and the colours of the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fieldapp.foundation.i18n import set_language
from fieldapp.foundation.manual import MANUAL_PAGES, manual_page
from tests.ui.screen import put_on_screen
from ui.pages.manual.page import ManualPage
from ui.pages.manual.view_model import ManualViewModel


@pytest.fixture
def model() -> ManualViewModel:
    return ManualViewModel()


@pytest.fixture
def page(qtbot: QtBot, model: ManualViewModel) -> ManualPage:
    made = ManualPage(model)
    put_on_screen(qtbot, made)
    made.refresh()
    return made


def headings(page: ManualPage) -> list[str]:
    found, block = [], page.text.document().begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            found.append(block.text())
        block = block.next()
    return found


def shipped_headings(name: str, language: str) -> list[str]:
    lines = manual_page(name, language).splitlines()
    return [line.lstrip("# ") for line in lines if line.startswith("#")]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("name", MANUAL_PAGES)
def test_a_page_stands_there_with_every_heading(
    qtbot: QtBot, model: ManualViewModel, name: str, language: str
) -> None:
    set_language(language)
    model.choose(name)
    page = ManualPage(model)
    put_on_screen(qtbot, page)
    assert headings(page) == shipped_headings(name, language)
    assert "**" not in page.text.toPlainText()
    assert page.text.horizontalScrollBar().maximum() == 0


def test_another_page_is_chosen_by_its_digit_and_alt_left_leads_back(
    qtbot: QtBot, page: ManualPage, model: ManualViewModel
) -> None:
    page.pages.setFocus()
    QTest.keyClick(page.pages, Qt.Key.Key_2)
    assert headings(page) == shipped_headings("safety", "zh_CN")
    back = next(b for b in page.findChildren(QPushButton) if "返回" in b.text())
    with qtbot.waitSignal(model.back_wanted):
        QTest.mouseClick(back, Qt.MouseButton.LeftButton)


def test_a_page_stays_chosen_though_its_chip_is_pressed_again(page: ManualPage) -> None:
    page.pages.setFocus()
    QTest.keyClick(page.pages, Qt.Key.Key_1)
    assert page.pages.value() == ("day",)
    assert headings(page) == shipped_headings("day", "zh_CN")


def test_help_opens_what_belongs_to_the_page_in_front(model: ManualViewModel) -> None:
    for place, opened in (("settings", "safety"), ("manual", "safety"), ("visit", "day")):
        model.help_for(place)
        assert model.state.chosen == opened, place


def test_the_keyboard_reads_on_at_once(page: ManualPage) -> None:
    assert page.text.hasFocus()
    QTest.keyClick(page.text, Qt.Key.Key_PageDown)
    assert page.text.verticalScrollBar().value() > 0
