"""Enter walks through a form, and never while an input method composes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import compose
from ui.style.layouts import column
from ui.widgets.enter_walker import EnterWalker
from ui.widgets.text_fields import LongTextField, TextField


class Form(QWidget):
    """Three fields, the middle one of several lines."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        self.first, self.second = TextField("first"), LongTextField("second")
        self.third = TextField("third")
        self.setLayout(column(self.first, self.second, self.third))
        self.walker = EnterWalker(self)
        for field in (self.first, self.second, self.third):
            self.walker.watch(field)
        qtbot.addWidget(self)
        self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)
        self.first.setFocus()


def test_enter_goes_on_and_shift_enter_goes_back(qtbot: QtBot) -> None:
    form = Form(qtbot)
    QTest.keyClick(form.first, Qt.Key.Key_Return)
    assert form.second.hasFocus()
    QTest.keyClick(form.second, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert form.third.hasFocus()
    QTest.keyClick(form.third, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.second.hasFocus()


def test_alt_enter_starts_a_new_line_and_stays(qtbot: QtBot) -> None:
    form = Form(qtbot)
    form.second.setFocus()
    QTest.keyClicks(form.second, "one")
    QTest.keyClick(form.second, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(form.second, "two")
    assert form.second.value() == "one\ntwo"
    assert form.second.hasFocus()


def test_enter_in_the_last_field_tells_so_and_stays(qtbot: QtBot) -> None:
    form = Form(qtbot)
    form.third.setFocus()
    with qtbot.waitSignal(form.walker.finished):
        QTest.keyClick(form.third, Qt.Key.Key_Return)
    assert form.third.hasFocus()


def test_fields_that_are_hidden_or_switched_off_are_passed_by(qtbot: QtBot) -> None:
    form = Form(qtbot)
    form.second.hide()
    QTest.keyClick(form.first, Qt.Key.Key_Return)
    assert form.third.hasFocus()
    form.first.setEnabled(False)
    QTest.keyClick(form.third, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.third.hasFocus()


def test_enter_while_composing_neither_moves_nor_submits(qtbot: QtBot) -> None:
    form = Form(qtbot)
    submitted: list[bool] = []
    form.first.returnPressed.connect(lambda: submitted.append(True))
    compose(form.first, "he chang qing")
    QTest.keyClick(form.first, Qt.Key.Key_Return)
    assert form.first.hasFocus()
    assert submitted == []


def test_the_enter_that_confirms_a_candidate_does_not_move(qtbot: QtBot) -> None:
    form = Form(qtbot)
    compose(form.first, "he chang qing")
    compose(form.first, "", "贺长青")
    QTest.keyClick(form.first, Qt.Key.Key_Return)
    assert form.first.hasFocus()
    assert form.first.value() == "贺长青"


def test_the_next_enter_moves_again(qtbot: QtBot) -> None:
    form = Form(qtbot)
    compose(form.first, "he")
    compose(form.first, "", "贺")

    def moved() -> bool:
        QTest.keyClick(form.first, Qt.Key.Key_Return)
        return form.second.hasFocus()

    qtbot.waitUntil(moved)


def test_ctrl_enter_is_left_to_the_page(qtbot: QtBot) -> None:
    form = Form(qtbot)
    QTest.keyClick(form.first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.first.hasFocus()
