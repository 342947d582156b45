"""The bottom line: what a page's keys do, and the last notice with its Undo."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.feedback.work_bar import WorkBar
from ui.navigation.intents import Telling
from ui.style.layouts import row
from ui.widgets.buttons import LinkButton
from ui.widgets.text import Elided, Text

_BRIGHT_MS = 8000
_MOST_WIDTH = 480


class NoticeBar(QWidget):
    """One notice: bright at first, quiet after a while, there until the next one comes."""

    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._telling: Telling | None = None
        self._words = Text("")
        self._undo = LinkButton("", "", lambda: self._pressed(self._undo, self.undo_asked))
        self._redo = LinkButton("", "", lambda: self._pressed(self._redo, self.redo_asked))
        for link in (self._undo, self._redo):
            link.hide()
        self.retranslate()
        self.setLayout(row(self._words, self._undo, self._redo))
        self._fade = QTimer(self, singleShot=True, interval=_BRIGHT_MS)
        self._fade.timeout.connect(lambda: self._words.set_tone("quiet"))

    def say(self, telling: Telling, *, undoable: bool = False, redoable: bool = False) -> None:
        """Show a notice in place of the one before."""
        self._telling = telling
        self._tell()
        self._words.set_tone("ok")
        self._undo.setVisible(undoable)
        self._redo.setVisible(redoable)
        self._fade.start()

    def retranslate(self) -> None:
        """Speak the language that is on now."""
        self._undo.set_text(_("Undo"))
        self._undo.setToolTip(_("Undo") + " (Ctrl+Z)")
        self._redo.set_text(_("Redo"))
        self._redo.setToolTip(_("Redo") + " (Ctrl+Y)")
        self._tell()

    def text(self) -> str:
        """The notice that is shown."""
        return self._telling() if self._telling else ""

    def _tell(self) -> None:
        text = self.text()
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _MOST_WIDTH)
        self._words.setText(shown)
        self._words.setToolTip(text if shown != text else "")
        self.setAccessibleName(text)

    def _pressed(self, link: LinkButton, asked: SignalInstance) -> None:
        link.hide()
        asked.emit()


class StatusLine(QWidget):
    """Hints at the left, long work and the notice beside them."""

    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(32)
        self.hints = Elided("", "caption")
        self.notice = NoticeBar()
        self.notice.undo_asked.connect(self.undo_asked)
        self.notice.redo_asked.connect(self.redo_asked)
        self.work = WorkBar()
        line = row(self.hints, self.work, self.notice, gap=3)
        line.setContentsMargins(24, 1, 24, 0)
        line.setStretch(0, 1)
        self.setLayout(line)

    def retranslate(self) -> None:
        """Speak the language that is on now."""
        self.notice.retranslate()
