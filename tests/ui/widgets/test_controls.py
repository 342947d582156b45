"""Buttons, figures, bars and lists do by keyboard what they do by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.style.layouts import column
from ui.widgets.bars import Amount, BarList, BarRow
from ui.widgets.buttons import FilterButton, PrimaryButton, QuietButton
from ui.widgets.chips import Badge
from ui.widgets.figure import Figure
from ui.widgets.problem_list import ProblemLine, ProblemList
from ui.widgets.text import Elided
from ui.widgets.tile import Tile


class Stage:
    """Windows that stand until the test is over."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._windows: list[QWidget] = []

    def show(self, *widgets: QWidget) -> QWidget:
        window = QWidget()
        self._windows.append(window)
        window.setLayout(column(*widgets))
        self._qtbot.addWidget(window)
        window.resize(480, 320)
        window.show()
        window.activateWindow()
        self._qtbot.waitUntil(window.isActiveWindow)
        return window


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_saves_with_either_enter_key(stage: Stage, key: Qt.Key) -> None:
    pressed: list[bool] = []
    button = PrimaryButton("保存", "Ctrl+Enter", lambda: pressed.append(True))
    window = stage.show(button)
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [True]
    assert button.toolTip() == "保存 (Ctrl+Enter)"


def test_a_button_switched_off_or_out_of_sight_does_not_listen(stage: Stage) -> None:
    pressed: list[bool] = []
    button = QuietButton("打印", "Ctrl+P", lambda: pressed.append(True))
    window = stage.show(button)
    button.setEnabled(False)
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    button.setEnabled(True)
    button.hide()
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []


def test_a_hint_alone_listens_to_nothing(stage: Stage) -> None:
    pressed: list[bool] = []
    button = QuietButton("打开", "Ctrl+O", lambda: pressed.append(True), hint_only=True)
    window = stage.show(button)
    QTest.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert pressed == [True]


def test_a_figure_tells_its_number_to_a_screen_reader_and_opens_by_key(
    qtbot: QtBot, stage: Stage
) -> None:
    figure = Figure("走访到期", "18", "户", "其中红卡 11 户")
    stage.show(figure)
    assert figure.accessibleName() == "走访到期: 18 户"
    assert figure.accessibleDescription() == "其中红卡 11 户"
    with qtbot.waitSignal(figure.clicked):
        QTest.keyClick(figure, Qt.Key.Key_Return)


def test_a_bar_gives_its_key_when_pressed(qtbot: QtBot, stage: Stage) -> None:
    bars = BarList()
    bars.set_amounts((Amount("red", "红卡", 0, "0", tone="red"), Amount("x", "因病", 4, "4")))
    stage.show(bars)
    second = bars.findChildren(BarRow)[1]
    with qtbot.waitSignal(bars.picked) as picked:
        second.click()
    assert picked.args == ["x"]


def test_a_problem_jumps_by_key_and_an_empty_list_says_all_is_well(
    qtbot: QtBot, stage: Stage
) -> None:
    problems = ProblemList("都齐了")
    stage.show(problems)
    problems.set_problems((ProblemLine("due", "蜂箱逾期"), ProblemLine("sign", "未签", "missing")))
    line = next(one for one in problems.findChildren(Tile) if one.accessibleName() == "蜂箱逾期")
    with qtbot.waitSignal(problems.jump) as jump:
        QTest.keyClick(line, Qt.Key.Key_Space)
    assert jump.args == ["due"]
    problems.set_problems(())

    def shown() -> list[str]:
        lines = problems.findChildren(Tile)
        return [line.accessibleName() for line in lines if line.isVisible()]

    qtbot.waitUntil(lambda: shown() == ["都齐了"])


def test_a_filter_shows_what_is_chosen_and_forgets_what_is_no_longer_offered(
    qtbot: QtBot,
    stage: Stage,
) -> None:
    button = FilterButton("组", [("", "全部"), ("3", "3组")])
    stage.show(button)
    assert button.text() == "组：全部 ▼"
    with qtbot.waitSignal(button.picked) as picked:
        button.choose("3")
    assert picked.args == ["3"]
    assert button.text() == "组：3组 ▼"
    button.set_choices([("", "全部"), ("1", "1组")], chosen="3")
    assert button.chosen() == ""


def test_a_badge_hides_at_nought_and_stops_counting_at_99(qtbot: QtBot) -> None:
    badge = Badge(0)
    qtbot.addWidget(badge)
    assert badge.isHidden()
    badge.set_count(120)
    assert badge.accessibleName() == "99+"


def test_a_text_too_long_for_its_place_is_whole_in_its_tooltip(qtbot: QtBot, stage: Stage) -> None:
    text = Elided("很长很长很长很长很长很长的一句话")
    window = stage.show(text)
    window.setFixedWidth(80)
    qtbot.waitUntil(lambda: text.text().endswith("…"))
    assert text.toolTip() == text.whole()
