"""Every field reads what is typed, says what is wrong, and can be worked by keyboard."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import type_words
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.code_field import CodeOption
from ui.widgets.date_field import DateField, TimeField
from ui.widgets.finding import FindingState, ToggleFinding
from ui.widgets.form import FormColumn
from ui.widgets.tags_field import TagsField
from ui.widgets.text_fields import LongTextField, NumberField, TextField

TODAY = dt.date(2016, 11, 23)
TEAM = (CodeOption("1", "", "王芳", "wangfang wf"), CodeOption("2", "", "陈刚", "chengang cg"))
ANSWERS = (
    CodeOption("keep", "1", "不变"), CodeOption("up", "2", "改红卡"),
    CodeOption("no", "3", "改一般"),
)  # fmt: skip
STATES = (FindingState("ok", "好", "ok"), FindingState("problem", "有问题", "error"))


def test_a_date_field_writes_the_day_out_when_left(qtbot: QtBot) -> None:
    field = DateField("时间", TODAY, "past")
    qtbot.addWidget(field)
    QTest.keyClicks(field, "1120")
    assert field.value() == dt.date(2016, 11, 20)
    field.settle()
    assert field.text() == "2016-11-20"
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == dt.date(2016, 11, 21)


def test_a_date_field_marks_what_is_no_day_and_keeps_it(qtbot: QtBot) -> None:
    field = DateField("时间", TODAY)
    qtbot.addWidget(field)
    QTest.keyClicks(field, "13-40")
    field.settle()
    assert field.invalid()
    assert field.value() is None
    assert (field.text(), field.property("mark")) == ("13-40", "error")


def test_a_time_field_writes_the_time_out_when_left(qtbot: QtBot) -> None:
    field = TimeField("从")
    qtbot.addWidget(field)
    QTest.keyClicks(field, "930")
    field.settle()
    assert field.value() == dt.time(9, 30)
    assert field.text() == "09:30"


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1,200", Decimal(1200)), ("１２", Decimal(12)), ("1.5", None), ("x", None), ("", None),
     ("NaN", None)],
)  # fmt: skip
def test_a_number_field_takes_whole_numbers_however_typed(
    qtbot: QtBot, typed: str, number: Decimal | None
) -> None:
    field = NumberField("数量")
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == number
    assert field.invalid() == (number is None and bool(typed))


def test_names_are_parted_by_a_comma_and_found_by_their_letters(qtbot: QtBot) -> None:
    field = TagsField("走访人", TEAM)
    qtbot.addWidget(field)
    inner = field.focusProxy()
    assert isinstance(inner, QLineEdit)
    type_words(inner, "王芳、")
    QTest.keyClicks(inner, "cg")
    field.settle()
    type_words(inner, "外来的人")
    field.settle()
    assert field.value() == ("王芳", "陈刚", "外来的人")
    QTest.keyClick(inner, Qt.Key.Key_Backspace)
    assert field.value() == ("王芳", "陈刚")


def test_a_field_of_known_names_keeps_a_stranger_as_typed_text(qtbot: QtBot) -> None:
    field = TagsField("走访人", TEAM, only_known=True)
    qtbot.addWidget(field)
    inner = field.focusProxy()
    assert isinstance(inner, QLineEdit)
    QTest.keyClicks(inner, "zzz")
    field.settle()
    assert field.value() == ()
    assert inner.text() == "zzz"


def test_a_finding_goes_round_and_takes_digits(qtbot: QtBot) -> None:
    tile = ToggleFinding("吃穿", STATES)
    qtbot.addWidget(tile)
    seen: list[str | None] = []
    for _press in range(3):
        QTest.keyClick(tile, Qt.Key.Key_Space)
        seen.append(tile.value())
    assert seen == ["ok", "problem", None]
    QTest.keyClick(tile, Qt.Key.Key_2)
    assert tile.value() == "problem"
    QTest.keyClick(tile, Qt.Key.Key_0)
    assert tile.value() is None


def test_chips_are_switched_by_digit_and_by_arrow_and_space(qtbot: QtBot) -> None:
    chips = ChoiceChips("卡别", ANSWERS)
    qtbot.addWidget(chips)
    QTest.keyClick(chips, Qt.Key.Key_2)
    QTest.keyClick(chips, Qt.Key.Key_Right)
    QTest.keyClick(chips, Qt.Key.Key_Space)
    assert chips.value() == ("up", "no")


def test_a_single_choice_switches_the_others_off(qtbot: QtBot) -> None:
    chips = ChoiceChips("卡别", ANSWERS, single=True)
    qtbot.addWidget(chips)
    QTest.keyClick(chips, Qt.Key.Key_1)
    QTest.keyClick(chips, Qt.Key.Key_3)
    assert chips.value() == ("no",)


def test_a_problem_stands_beside_its_field_and_can_be_jumped_to(qtbot: QtBot) -> None:
    form = FormColumn()
    qtbot.addWidget(form)
    when, who = DateField("时间", TODAY), TextField("谁")
    form.fields(("时间", when, "day"), ("谁", who, "who"))
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.set_problems({"who": [("谁去的？", "error")]})
    assert who.accessibleDescription() == "谁去的？"
    assert who.property("mark") == "error"
    assert form.jump_to("who")
    assert who.hasFocus()
    form.set_problems({})
    assert who.property("mark") == ""
    assert not form.jump_to("nowhere")


def test_a_field_below_the_edge_is_scrolled_to_when_enter_reaches_it(qtbot: QtBot) -> None:
    form = FormColumn()
    qtbot.addWidget(form)
    fields = [TextField(str(place)) for place in range(30)]
    for place, field in enumerate(fields):
        form.fields((str(place), field, str(place)))
    form.resize(400, 200)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    fields[0].setFocus()
    for field in fields[:-1]:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert fields[-1].hasFocus()
    assert not fields[-1].visibleRegion().isEmpty()


def test_a_long_text_filled_before_it_is_seen_shows_every_line(qtbot: QtBot) -> None:
    field = LongTextField("说明")
    qtbot.addWidget(field)
    field.set_value("妻子患高血压，常年吃药，花销大。" * 6)
    field.resize(300, field.height())
    field.show()
    broken = field.height()
    field.resize(900, broken)
    assert field.height() < broken
    assert broken >= 5 * field.fontMetrics().lineSpacing()
