"""The page that asks for the passphrase."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from fieldapp.foundation.i18n import language
from ui.app import lock
from ui.pages.unlock.page import UnlockPage
from ui.pages.unlock.state import UnlockState
from ui.pages.unlock.view_model import UnlockViewModel
from ui.shell.main_window import MainWindow

HEAVY = ("sqlalchemy", "reportlab", "openpyxl", "fieldapp.services", "fieldapp.records", "db")
SELDOM = (
    "alembic",
    "openpyxl",
    "pypdfium2",
    "pypinyin",
    "python_calamine",
    "rapidfuzz",
    "reportlab",
)
SEEN = """
import sys
from PySide6 import QtCore
from ui.program import Program, ProgramOptions
program = Program(None, ProgramOptions("乙村一号机"))
program.window.show()
QtCore.QTimer.singleShot(0, program.app.quit)
program.app.exec()
program.stop()
print("Qt" in vars(QtCore), "ui.widgets.buttons" in sys.modules)
"""


def locked(qtbot: QtBot, tries: list[str]) -> tuple[MainWindow, UnlockPage, UnlockViewModel]:
    window = MainWindow()
    qtbot.addWidget(window)
    model = UnlockViewModel("乙村一号机")
    page = lock(window, model, tries.append)
    window.show()
    return window, page, model


def test_enter_tries_the_passphrase_and_the_page_waits(qtbot: QtBot) -> None:
    tries: list[str] = []
    _window, page, model = locked(qtbot, tries)
    QTest.keyClicks(page.passphrase, "open sesame")
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert tries == ["open sesame"]
    assert model.state.busy
    assert not page.passphrase.isEnabled()


def test_a_refused_passphrase_is_told_and_the_field_is_empty_again(qtbot: QtBot) -> None:
    _window, page, model = locked(qtbot, [])
    QTest.keyClicks(page.passphrase, "wrong")
    page.show_state(model.trying())
    page.show_state(model.refused("口令不对。", "再输一次。"))
    assert page.passphrase.text() == ""
    assert page.passphrase.isEnabled()
    assert "口令不对。" in {label.text() for label in page.findChildren(QLabel)}


def test_how_far_an_upgrade_is_stands_on_the_page(qtbot: QtBot) -> None:
    _window, page, model = locked(qtbot, [])
    (bar,) = page.findChildren(QProgressBar)
    page.show_state(model.trying())
    assert bar.maximum() == 0
    page.show_state(model.upgrading(30, 200))
    assert (bar.value(), bar.maximum()) == (30, 200)
    told = next(label for label in page.findChildren(QLabel) if "副本" in label.text())
    assert told.isVisibleTo(page)
    page.show_state(model.refused("磁盘已满。", "腾出空间。"))
    assert not told.isVisibleTo(page)


def test_an_empty_passphrase_is_not_tried(qtbot: QtBot) -> None:
    tries: list[str] = []
    _window, page, _model = locked(qtbot, tries)
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert tries == []


def test_the_language_can_be_changed_before_anything_is_open(qtbot: QtBot) -> None:
    _window, page, _model = locked(qtbot, [])
    page.language_asked.emit()
    assert language() == "en"
    assert page.passphrase.accessibleName() == "Passphrase"


def test_the_pressed_button_tries_the_passphrase_too(qtbot: QtBot) -> None:
    tries: list[str] = []
    _window, page, _model = locked(qtbot, tries)
    QTest.keyClicks(page.passphrase, "open sesame")
    button = next(b for b in page.findChildren(QPushButton) if b.property("kind") == "primary")
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert tries == ["open sesame"]


def test_the_name_of_a_workspace_is_never_read_as_markup(qtbot: QtBot) -> None:
    page = UnlockPage(UnlockState("<b>乙村</b>"))
    qtbot.addWidget(page)
    label = next(label for label in page.findChildren(QLabel) if "乙村" in label.text())
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_nothing_heavy_is_imported_before_the_passphrase_is_asked(project: Path) -> None:
    found = _told(project, "import sys, ui.app; print(*sys.modules)")
    assert [name for name in found if name.startswith(HEAVY)] == []


def test_the_page_is_seen_before_the_names_of_qt_are_made(project: Path) -> None:
    assert _told(project, SEEN) == ["False", "False"]


def test_what_is_seldom_needed_is_not_read_with_the_pages(project: Path) -> None:
    found = _told(project, "import sys, ui.wiring, db.store; print(*sys.modules)")
    assert "db.store" in found
    assert [name for name in found if name.startswith(SELDOM)] == []


def _told(project: Path, program: str) -> list[str]:
    """The words that a program of its own prints."""
    return subprocess.run(
        [sys.executable, "-c", program],
        check=True, capture_output=True, text=True, cwd=project,
    ).stdout.split()  # fmt: skip


def test_a_doubted_clock_is_told_before_anybody_enters(qtbot: QtBot) -> None:
    model = UnlockViewModel("乙村一号机", lambda: (f"clock {language()}", "set it"))
    page = UnlockPage(model.state)
    qtbot.addWidget(page)
    page.show()
    assert {"clock zh_CN", "set it"} <= {label.text() for label in page.findChildren(QLabel)}
    page.show_state(model.refused("wrong", "again"))
    assert {"clock zh_CN", "wrong"} <= {label.text() for label in page.findChildren(QLabel)}
