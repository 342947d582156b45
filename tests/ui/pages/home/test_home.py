"""The home page over a real store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from fieldapp.foundation.i18n import set_language
from fieldapp.services.check_count import keep_count
from fieldapp.services.checking import Checking
from fieldapp.services.desk import Desk
from tests.register_village import household_uid
from tests.ui.screen import labels, put_on_screen
from ui.navigation.intents import HouseholdFilter
from ui.pages.home.page import HomePage
from ui.pages.home.view_model import HomeViewModel
from ui.widgets.bars import BarRow
from ui.widgets.figure import Figure
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def model(desk: Desk, at_once: ImmediateRunner) -> HomeViewModel:
    made = HomeViewModel(desk, at_once)
    made.load()
    return made


@pytest.fixture
def page(qtbot: QtBot, model: HomeViewModel) -> HomePage:
    made = HomePage(model)
    put_on_screen(qtbot, made)
    return made


def test_the_week_and_its_figures_are_told(page: HomePage) -> None:
    assert {"11月23日 – 11月29日 · 第 48 周", "其中红卡 5 户，3 户逾期一周以上"} <= labels(page)
    figures = [figure.accessibleName() for figure in page.findChildren(Figure)]
    assert figures == [
        "走访到期: 6 户", "答应的事: 3 件", "本周已走访: 3 次", "检查发现: — ", "未交回: 0 条",
    ]  # fmt: skip


def test_the_last_run_of_the_checks_is_counted(
    page: HomePage, model: HomeViewModel, desk: Desk
) -> None:
    report = Checking(desk.registers).register()
    keep_count(desk.store, report, desk.clock.now())
    model.load()
    figure = page.findChildren(Figure)[3]
    assert figure.accessibleName() == f"检查发现: {len(report.waiting)} 处"
    assert "11月25日检查" in figure.accessibleDescription()


def test_every_figure_opens_the_list_behind_it(
    qtbot: QtBot, page: HomePage, model: HomeViewModel
) -> None:
    wanted: list[object] = []
    model.list_wanted.connect(wanted.append)
    figures = page.findChildren(Figure)
    for figure in figures[:3]:
        QTest.mouseClick(figure, Qt.MouseButton.LeftButton)
    assert wanted == [
        HouseholdFilter(visits="due"), HouseholdFilter(promises=True), HouseholdFilter(recent=True),
    ]  # fmt: skip
    for figure, wish in zip(figures[3:], (model.checks_wanted, model.exchange_wanted), strict=True):
        with qtbot.waitSignal(wish):
            QTest.mouseClick(figure, Qt.MouseButton.LeftButton)


def test_every_bar_opens_the_households_it_counts(
    qtbot: QtBot, page: HomePage, model: HomeViewModel
) -> None:
    wanted: list[object] = []
    model.list_wanted.connect(wanted.append)
    bars = page.findChildren(BarRow)
    QTest.mouseClick(bars[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(bars[4], Qt.MouseButton.LeftButton)
    care = frozenset({"RED", "YELLOW"})
    assert wanted == [
        HouseholdFilter(cards=frozenset({"RED"})), HouseholdFilter(cards=care, cause="07"),
    ]  # fmt: skip


def test_enter_opens_the_household_and_ctrl_n_records_its_visit(
    qtbot: QtBot, page: HomePage, model: HomeViewModel, desk: Desk
) -> None:
    uid = household_uid(desk.store, "0163")
    page.table.go_to(1)
    with qtbot.waitSignal(model.household_wanted) as opened:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == [uid]
    with qtbot.waitSignal(model.visit_wanted) as recorded:
        QTest.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert recorded.args == [uid]


def test_the_sheets_of_all_due_households_are_printed(
    qtbot: QtBot, page: HomePage, model: HomeViewModel
) -> None:
    with qtbot.waitSignal(model.print_wanted) as printed:
        QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed.args is not None
    assert len(printed.args[0]) == 6


def test_the_page_speaks_english(qtbot: QtBot, model: HomeViewModel) -> None:
    set_language("en")
    page = HomePage(model)
    put_on_screen(qtbot, page)
    assert {"23 Nov – 29 Nov · week 48", "This week", "Visits due"} <= labels(page)


def test_every_button_has_a_name(page: HomePage) -> None:
    buttons = page.findChildren(QAbstractButton)
    assert [b for b in buttons if not b.accessibleName() and b.isVisible()] == []


def test_an_empty_register_says_what_to_do(
    qtbot: QtBot, desk: Desk, at_once: ImmediateRunner
) -> None:
    model = HomeViewModel(desk, at_once, "no such village")
    page = HomePage(model)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    assert model.state.empty
    button = next(b for b in page.findChildren(QAbstractButton) if b.text() == "新增农户")
    with qtbot.waitSignal(model.create_wanted):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
