"""Codes are chosen by number, by first letters or by their words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import type_words
from ui.widgets.code_field import CodeField, CodeOption, matching

CAUSES = (
    CodeOption("illness", "01", "因病", "yinbing yb"),
    CodeOption("skill", "07", "缺技术", "quejishu qjs"),
    CodeOption("labour", "08", "缺劳力", "quelaoli qll"),
    CodeOption("traffic", "10", "交通条件落后", "jiaotongtiaojianluohou jttjlh"),
)


@pytest.fixture
def field(qtbot: QtBot) -> CodeField:
    made = CodeField("致贫原因", CAUSES)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus(Qt.FocusReason.TabFocusReason)
    return made


@pytest.mark.parametrize(
    ("typed", "value"),
    [("07", "skill"), ("7", "skill"), ("10", "traffic"), ("1", "illness"), ("qjs", "skill"),
     ("quel", "labour"), ("交通", "traffic"), ("技术", "skill"), ("０７", "skill"),
     ("07 缺技术", "skill")],
)  # fmt: skip
def test_number_letters_or_words_find_the_code(
    qtbot: QtBot, field: CodeField, typed: str, value: str
) -> None:
    type_words(field, typed)
    with qtbot.waitSignal(field.changed):
        field.settle()
    assert field.value() == value
    assert not field.invalid()


def test_what_names_no_code_is_marked_and_kept(qtbot: QtBot, field: CodeField) -> None:
    QTest.keyClicks(field, "zzz")
    field.settle()
    assert field.value() is None
    assert field.invalid()
    assert field.text() == "zzz"


def test_the_arrow_keys_choose_in_the_list(qtbot: QtBot, field: CodeField) -> None:
    QTest.keyClicks(field, "q")
    QTest.keyClick(field, Qt.Key.Key_Down)
    field.settle()
    assert field.value() == "labour"


def test_passing_through_changes_nothing(field: CodeField) -> None:
    field.set_value("traffic")
    told: list[bool] = []
    field.changed.connect(lambda: told.append(True))
    field.settle()
    assert field.value() == "traffic"
    assert told == []


def test_emptying_the_field_empties_the_value(qtbot: QtBot, field: CodeField) -> None:
    field.set_value("skill")
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    field.settle()
    assert field.value() is None
    assert not field.invalid()


def test_nothing_typed_offers_everything() -> None:
    assert matching(CAUSES, "  ") == list(CAUSES)
