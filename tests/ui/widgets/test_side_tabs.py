"""Subjects as a list at the left: all in sight, walked by arrows, reached by their keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.widgets.side_tabs import SideTabs

TITLES = ("Overview", "People", "Living and land", "Card and causes")


def made(qtbot: QtBot) -> SideTabs:
    tabs = SideTabs("Subjects")
    qtbot.addWidget(tabs)
    for place, title in enumerate(TITLES, 1):
        tabs.add(QLabel(title), title, f"Ctrl+{place}" if place < 4 else "")
    tabs.resize(600, 300)
    with qtbot.waitExposed(tabs):
        tabs.show()
    return tabs


def test_every_subject_stands_below_the_one_before_and_none_is_cut(qtbot: QtBot) -> None:
    tabs = made(qtbot)
    bar = tabs.tabBar()
    tops = [bar.tabRect(place).top() for place in range(len(TITLES))]
    assert tops == sorted(set(tops))
    widest = max(QFontMetrics(bar.font()).horizontalAdvance(title) for title in TITLES)
    assert all(bar.tabRect(place).width() > widest for place in range(len(TITLES)))
    assert bar.tabRect(len(TITLES) - 1).bottom() <= tabs.height()
    assert not bar.grab().toImage().isNull()


def test_arrows_walk_and_stay_at_the_ends(qtbot: QtBot) -> None:
    tabs = made(qtbot)
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(tabs.tabBar(), key)
        seen.append(tabs.currentIndex())
    assert seen == [0, 1, 2, 1]
    tabs.setCurrentIndex(len(TITLES) - 1)
    qtbot.keyClick(tabs.tabBar(), Qt.Key.Key_Down)
    assert tabs.currentIndex() == len(TITLES) - 1


def test_a_key_brings_its_subject_to_the_front_and_is_told(qtbot: QtBot) -> None:
    tabs = made(qtbot)
    assert tabs.tabToolTip(2) == "Living and land (Ctrl+3)"
    assert tabs.tabToolTip(3) == ""
    tabs.activateWindow()
    tabs.tabBar().setFocus()
    qtbot.waitUntil(tabs.isActiveWindow)
    qtbot.keyClick(tabs, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert tabs.currentIndex() == 2
