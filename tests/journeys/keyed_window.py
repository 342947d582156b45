"""A program in a process of its own that tells what it does, for journeys that press keys and kill.

Run as ``python -m tests.journeys.keyed_window WORKSPACE``. It writes one word a line: ``OPENED``,
``PAGE name``, ``READY`` (the visit's form), ``DRAFT`` (stored), ``RESTORED``, ``SAVED``. Without a
screen, keys come as lines on standard input: ``key Ctrl+Return`` or ``type some words``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fieldapp.cli.window import make_program
from ui.program import Program

_told: set[str] = set()


def _tell(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def _watch(program: Program) -> None:
    wiring = program.wiring
    assert wiring is not None
    program.window.navigator.arrived.connect(lambda page: _tell("PAGE", page))
    wiring.models.visit.saved.connect(lambda _saved: _tell("SAVED"))
    look = QTimer(program, interval=20)
    look.timeout.connect(lambda: _look(program))
    look.start()
    _tell("OPENED")


def _cursor_in(program: Program, page: str) -> bool:
    """Whether keys go to this page already."""
    focus = QApplication.focusWidget()
    return focus is not None and program.window.navigator.page(page).isAncestorOf(focus)


def _look(program: Program) -> None:
    """Tell once when the form is ready, a draft has been stored, or one has come back."""
    assert program.wiring is not None
    state = program.wiring.models.visit.state
    found = {
        "READY": state.phase == "ready" and _cursor_in(program, "visit"),
        "DRAFT": bool(state.draft_note),
        "RESTORED": bool(state.notice.message),
    }
    for word, holds in found.items():
        if holds and word not in _told:
            _told.add(word)
            _tell(word)


class _Ears(QSocketNotifier):
    """Hears the keys that come on standard input, however many at once."""

    def __init__(self, program: Program) -> None:
        super().__init__(sys.stdin.fileno(), QSocketNotifier.Type.Read, program)
        self._program = program
        self._heard = b""
        self.activated.connect(self._hear)

    def _hear(self) -> None:
        came = os.read(sys.stdin.fileno(), 4096)
        if not came:
            self.setEnabled(False)
            return
        *lines, self._heard = (self._heard + came).split(b"\n")
        for line in lines:
            _pressed(self._program, line.decode())


def _look_for_cursor(timer: QTimer) -> None:
    """On a real screen without a window manager the hands give the window the keyboard first."""
    screen = QGuiApplication.platformName() != "offscreen"
    if screen or QApplication.focusWidget() is not None:
        timer.stop()
        _tell("SHOWN")


def _focus(program: Program) -> QWidget:
    return QApplication.focusWidget() or program.window


def _pressed(program: Program, line: str) -> None:
    kind, _, words = line.partition(" ")
    if kind == "type":
        QTest.keyClicks(_focus(program), words)
        return
    QTest.keySequence(_focus(program), QKeySequence(words))


def main() -> int:
    """Run the program until its window closes."""
    program = make_program(Path(sys.argv[1]), "zh_CN", shipped_font=True)
    program.opened.connect(lambda: _watch(program))
    shown = QTimer(program, interval=20)
    shown.timeout.connect(lambda: _look_for_cursor(shown))
    shown.start()
    program.show()
    program.window.activateWindow()
    program.unlock_page.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
    if program.app.platformName() == "offscreen":
        _Ears(program)
    return program.app.exec()


if __name__ == "__main__":
    sys.exit(main())
