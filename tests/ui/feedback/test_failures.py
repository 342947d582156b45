"""Failures are shown on the right surface, in the reader's language, without personal data."""

from __future__ import annotations

import sys
from types import TracebackType

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.foundation.errors import FieldappError, Refused, WorldFailed, sentence
from fieldapp.foundation.i18n import set_language
from fieldapp.foundation.jobs import Cancelled
from ui.app import install_crash_dialog
from ui.feedback.failures import CrashDialog, FailureDialog, crash_report, show_failure
from ui.shell.main_window import MainWindow
from ui.widgets.banner import Banner

SECRET = "龚德福 999900199001011234"


def words(widget: QWidget) -> set[str]:
    return {label.text() for label in widget.findChildren(QLabel)}


def failure() -> tuple[type[BaseException], BaseException, TracebackType | None]:
    nobody: dict[str, str] = {}
    with pytest.raises(KeyError) as caught:
        nobody[SECRET]
    return caught.type, caught.value, caught.tb


@pytest.mark.parametrize("spoken", ["zh_CN", "en"])
def test_a_refusal_goes_to_the_banner_with_its_next_step(qtbot: QtBot, spoken: str) -> None:
    set_language(spoken)
    window = QWidget()
    qtbot.addWidget(window)
    banner = Banner()
    banner.setParent(window)
    show_failure(Refused("passphrase_too_short", least=8), banner, window)
    assert not banner.isHidden()
    assert set(sentence(Refused("passphrase_too_short", least=8), spoken)) <= words(banner)


@pytest.mark.parametrize("error", [WorldFailed("disk_full"), FieldappError("disk_full")])
def test_a_failure_of_the_world_opens_a_dialog(qtbot: QtBot, error: FieldappError) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    show_failure(error, Banner(), window)
    dialog = window.findChild(FailureDialog)
    assert isinstance(dialog, QDialog)
    assert set(sentence(error, "zh_CN")) <= words(dialog)
    dialog.accept()


def test_stopped_work_says_nothing_and_a_fault_is_raised(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    show_failure(Cancelled(), Banner(), window)
    assert window.findChild(QDialog) is None
    with pytest.raises(ZeroDivisionError):
        show_failure(ZeroDivisionError(), Banner(), window)


def test_the_crash_report_names_places_and_nobody() -> None:
    kind, _caught, trace = failure()
    report = crash_report(kind, trace, "9.9").text
    assert "KeyError" in report
    assert "test_failures.py" in report
    assert "9.9" in report
    assert SECRET not in report
    assert "/home" not in report


def test_a_fault_is_logged_and_shown_and_its_report_can_be_copied(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    logged: list[type[BaseException]] = []
    install_crash_dialog(window, "9.9", lambda kind, _failure, _trace: logged.append(kind))
    sys.excepthook(*failure())
    dialog = window.findChild(CrashDialog)
    assert isinstance(dialog, CrashDialog)
    dialog.copy()
    assert "KeyError" in QGuiApplication.clipboard().text()
    assert logged == [KeyError]
    dialog.accept()
