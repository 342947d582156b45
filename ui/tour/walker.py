"""Keys are pressed where the cursor is, what follows is waited for, pictures are taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.program import Program
from ui.wiring import Wiring

_LOOK_EVERY_MS = 15
_PATIENCE_MS = 60_000

Act = Callable[[], list[Path]]
"""One act of the walk; returns the files that it left."""


class StuckError(Exception):
    """The window did not get to where the walk expected it; the message says what was awaited."""


class Album:
    """Numbers pictures in the order in which they are taken, whoever takes them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0

    def keep(self, widget: QWidget, name: str) -> Path:
        """Save what a widget shows as a numbered PNG."""
        self._number += 1
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{self._number:02d}-{name}.png"
        widget.grab().save(str(path))
        return path


class Walker:
    """Presses keys where the cursor is, waits for what must follow, and takes pictures."""

    def __init__(self, program: Program, album: Album) -> None:
        self.program = program
        self._album = album

    @property
    def wiring(self) -> Wiring:
        """The unlocked workspace.

        Raises:
            StuckError: it is locked.
        """
        if self.program.wiring is None:
            raise StuckError("the workspace is locked")
        return self.program.wiring

    def unlock(self, name: str) -> Path:
        """Show the window and open the workspace with the passphrase that stands there already."""
        opened: list[bool] = []
        self.program.opened.connect(lambda: opened.append(True))
        self.program.show()
        self.come_forward()
        page = self.program.unlock_page
        picture = self.picture(name)
        page.passphrase.setFocus()
        QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
        self.until(lambda: opened, "the workspace to open")
        return picture

    def come_forward(self) -> None:
        """Bring the window to the front: only there do keys reach it."""
        window = self.program.window
        window.activateWindow()
        self.until(window.isActiveWindow, "the window to come to the front")

    def go(self, page: str) -> None:
        """Bring a page to the front and let it ask what it shows."""
        self.program.window.navigator.go(page)
        self.answered()

    def until(self, arrived: Callable[[], object], what: str) -> None:
        """Let the window work until ``arrived`` is true.

        Raises:
            StuckError: it did not happen within a minute.
        """
        if arrived():
            return
        loop = QEventLoop()
        look = QTimer(interval=_LOOK_EVERY_MS)
        look.timeout.connect(lambda: loop.quit() if arrived() else None)
        patience = QTimer(singleShot=True, interval=_PATIENCE_MS)
        patience.timeout.connect(loop.quit)
        look.start()
        patience.start()
        loop.exec()
        look.stop()
        if not arrived():
            raise StuckError(what)

    def answered(self) -> None:
        """Let everything asked of the store so far be answered, and the window be painted."""
        came: list[object] = []
        runner = self.program.runner
        runner.ask(lambda: None, came.append, came.append)
        self.until(lambda: came, "the store's answer")
        runner.file_job(lambda _job: None, came.append, came.append)
        self.until(lambda: len(came) > 1, "the file lane's answer")

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        QTest.keyClick(self._focus(), key, held)

    def type(self, text: str) -> None:
        """Key a text into the field at the cursor, Chinese as an input method gives it."""
        if text.isascii():
            QTest.keyClicks(self._focus(), text)
        else:
            words = QInputMethodEvent()
            words.setCommitString(text)
            QApplication.sendEvent(self._focus(), words)

    def fields(self, *texts: str) -> None:
        """Key each text into the field at the cursor and go on with Enter."""
        for text in texts:
            self.type(text)
            self.key(Qt.Key.Key_Return)

    def picture(self, name: str) -> Path:
        """Save what the window shows, once everything asked for is there."""
        self.answered()
        return self._album.keep(self.program.window, name)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.program.window
