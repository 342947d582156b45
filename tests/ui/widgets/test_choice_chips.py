"""Typing the number of what is chosen already keeps it."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.code_field import CodeOption

_CARDS = (CodeOption("RED", "1", "红卡"), CodeOption("YELLOW", "2", "黄卡"))


def test_the_number_of_the_chosen_one_chooses_it_again(qtbot: QtBot) -> None:
    chips = ChoiceChips("卡别", _CARDS, single=True)
    qtbot.addWidget(chips)
    chips.set_value(["RED"])
    QTest.keyClicks(chips, "1")
    assert chips.value() == ("RED",)
    QTest.keyClicks(chips, "2")
    assert chips.value() == ("YELLOW",)


def test_where_several_may_be_chosen_the_number_switches(qtbot: QtBot) -> None:
    chips = ChoiceChips("卡别", _CARDS)
    qtbot.addWidget(chips)
    QTest.keyClicks(chips, "1")
    assert chips.value() == ("RED",)
    QTest.keyClicks(chips, "1")
    assert chips.value() == ()
