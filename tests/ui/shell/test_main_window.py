"""The frame: it fits the smallest screen, goes where it is told, and speaks both languages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.foundation.i18n import _, set_language
from tests.ui.gallery import overview, rail
from tests.ui.screen import labels
from ui.shell.main_window import MainWindow
from ui.shell.rail import RailEntry
from ui.shell.state import FrameState
from ui.widgets.search_field import Found, SearchField


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    made.open(rail(overview), "home")
    made.show_state(FrameState(place="甲县 · 乙村", village="乙村", badges={"exchange": 2}))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.mark.parametrize("spoken", ["zh_CN", "en"])
def test_the_frame_fits_the_smallest_screen_without_scrolling(
    window: MainWindow, spoken: str
) -> None:
    set_language(spoken)
    window.rebuild()
    window.resize(1366, 768)
    window.say(lambda: "一句很长的话" * 40, undoable=True)
    assert window.size() == QSize(1366, 768)
    assert window.minimumSizeHint().width() <= 1366
    assert window.minimumSizeHint().height() <= 768
    assert [bar for bar in window.findChildren(QScrollBar) if bar.isVisible()] == []


def test_the_keys_of_the_rail_open_the_pages_and_alt_left_goes_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    QTest.keyClick(window, Qt.Key.Key_F3)
    assert window.navigator.here == "households"
    QTest.keyClick(window, Qt.Key.Key_F7)
    assert window.navigator.here == "exchange"
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.navigator.here == "home"
    assert not window.navigator.back()


def test_every_entry_of_the_rail_has_a_name_and_its_key_in_the_tooltip(window: MainWindow) -> None:
    entries = window.findChildren(RailEntry)
    assert len(entries) == 7
    assert all(entry.accessibleName() and "(F" in entry.toolTip() for entry in entries)


def test_the_other_language_is_spoken_at_once_on_the_same_page(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.navigator.go("visits")
    set_language("en")
    with qtbot.waitSignal(window.language_changed):
        window.rebuild()
    assert window.navigator.here == "visits"
    qtbot.waitUntil(lambda: "At the keyboard" in labels(window))
    assert {entry.text() for entry in window.findChildren(RailEntry) if entry.isVisible()} == {
        "Home", "Households", "Visits", "Village", "Print", "Exchange", "Settings",
    }  # fmt: skip


def test_a_notice_offers_undo_until_it_is_used(qtbot: QtBot, window: MainWindow) -> None:
    window.say(lambda: "已保存", undoable=True)
    with qtbot.waitSignal(window.undo_asked):
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.status.notice.text() == "已保存"


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier),
        (
            Qt.Key.Key_Z,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        ),
    ],
)
def test_what_was_undone_is_offered_again(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    window.say(lambda: "已撤销", redoable=True)
    links = {b.text() for b in window.status.findChildren(QAbstractButton) if b.isVisible()}
    assert links == {"重做"}
    with qtbot.waitSignal(window.redo_asked):
        QTest.keyClick(window, key, held)


def test_a_notice_speaks_the_language_that_is_on_now(window: MainWindow) -> None:
    window.say(lambda: _("The visit to {name} is saved").format(name="贺长青"), undoable=True)
    set_language("en")
    window.rebuild()
    assert window.status.notice.text() == "The visit to 贺长青 is saved"
    assert {"The visit to 贺长青 is saved"} <= labels(window)


def test_search_is_reached_by_key_and_opens_what_enter_marks(
    qtbot: QtBot, window: MainWindow
) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    search = window.findChild(SearchField)
    assert isinstance(search, SearchField)
    assert search.input.hasFocus()
    with qtbot.waitSignal(window.search_asked) as asked:
        QTest.keyClicks(search.input, "hcq")
    assert asked.args == ["hcq"]
    window.show_found("h", [Found("0", "late answer")])
    window.show_found("hcq", [Found("1", "甲"), Found("2", "乙")])
    QTest.keyClick(search.input, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.found_picked) as picked:
        QTest.keyClick(search.input, Qt.Key.Key_Return)
    assert picked.args == ["2"]


def test_a_scanned_code_is_handed_on_even_before_an_answer(
    qtbot: QtBot, window: MainWindow
) -> None:
    search = window.findChild(SearchField)
    assert isinstance(search, SearchField)
    search.start()
    QTest.keyClicks(search.input, "FA1:0163")
    with qtbot.waitSignal(window.search_entered) as entered:
        QTest.keyClick(search.input, Qt.Key.Key_Return)
    assert entered.args == ["FA1:0163"]


def test_a_covered_window_shows_nothing_of_the_village(window: MainWindow) -> None:
    window.cover(QWidget())
    assert "乙村" not in labels(window)
    window.rebuild()
    assert "乙村" not in labels(window)
    window.uncover()
    assert "乙村" in labels(window)
