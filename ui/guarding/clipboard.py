"""Takes numbers of people from the clipboard again: after a while, on lock and at the end."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

SECONDS = 30
_NUMBER = re.compile(r"\d{15,}[\dXx]?|\d{3}[ -]?\d{4}[ -]?\d{4}")
"""ID numbers, disability cards, bank accounts; mobile telephones."""


class ClipboardWatch(QObject):
    """Watches what this window puts on the clipboard; what others put there is left alone.

    ``owns`` tells whether what lies there is this program's.
    """

    def __init__(
        self,
        parent: QObject,
        milliseconds: int = SECONDS * 1000,
        owns: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._owns = owns or self._clipboard.ownsClipboard
        self._copied = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(milliseconds)
        self._timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._look)

    def stop(self) -> None:
        """Clear what was copied, and watch no more."""
        self._clipboard.dataChanged.disconnect(self._look)
        self.clear()

    def clear(self) -> None:
        """Empty the clipboard, if what was copied here still lies on it."""
        self._timer.stop()
        copied, self._copied = self._copied, ""
        if copied and self._clipboard.text() == copied:
            self._clipboard.clear()

    def _look(self) -> None:
        text = self._clipboard.text() if self._owns() else ""
        if _NUMBER.search(text):
            self._copied = text
            self._timer.start()
