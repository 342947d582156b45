"""Shows one revealed value for a while; then it is hidden again."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from fieldapp.foundation.i18n import _, _n
from ui.style.layouts import column, row
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.text import Text

PASSING = "passing"
"""The property of a dialog that does not come back after the window was covered."""
_WIDTH = 460
_SECOND = 1000


class ValueDialog(QDialog):
    """``whose`` and ``what`` name the value; after ``seconds`` it closes itself."""

    def __init__(
        self, whose: str, what: str, value: str, seconds: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(what)
        self.setAccessibleName(what)
        self.setProperty(PASSING, True)
        self.setMinimumWidth(_WIDTH)
        self._value = value
        self._left = seconds
        self.shown = Text(value, "title", wrap=True)
        self._rest = Text("", "caption")
        copy = QuietButton(_("Copy"), "Ctrl+C", self.copy)
        hide = PrimaryButton(_("Hide"), "Esc", self.accept, hint_only=True)
        self.setLayout(
            column(
                Text(f"{whose} · {what}", "quiet"), self.shown, self._rest,
                row(None, copy, hide), gap=2, margin=3,
            )
        )  # fmt: skip
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_SECOND)
        self._say()
        hide.setFocus()

    def copy(self) -> None:
        """Put the value on the clipboard, from which it is taken again in a while."""
        QGuiApplication.clipboard().setText(self._value)

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.accept()
        else:
            self._say()

    def _say(self) -> None:
        words = _n("Hidden again in {count} second", "Hidden again in {count} seconds", self._left)
        logged = _("the look is on record")
        self._rest.setText(f"{words.format(count=self._left)} · {logged}")
