"""The page that asks for the passphrase."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fieldapp.foundation.i18n import language
from ui.app import lock
from ui.pages.unlock.page import UnlockPage
from ui.pages.unlock.view_model import UnlockViewModel
from ui.shell.main_window import MainWindow

HEAVY = ("sqlalchemy", "reportlab", "openpyxl", "fieldapp.services", "fieldapp.records", "db")


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


def test_nothing_heavy_is_imported_before_the_passphrase_is_asked(project: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", "import sys, ui.app; print(*sys.modules, sep='\\n')"],
        check=True, capture_output=True, text=True, cwd=project,
    ).stdout.split()  # fmt: skip
    assert [name for name in found if name.startswith(HEAVY)] == []
