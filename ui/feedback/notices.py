"""The bottom line: what a page's keys do, the last notice with its Undo, work in the background."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from fieldapp.foundation.i18n import _
from fieldapp.foundation.jobs import Progress
from ui.style.layouts import row
from ui.widgets.buttons import LinkButton
from ui.widgets.text import Elided, Text

_BRIGHT_MS = 8000
_MOST_WIDTH = 480


class NoticeBar(QWidget):
    """One notice: bright at first, quiet after a while, there until the next one comes."""

    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said = ""
        self._words = Text("")
        self._undo = LinkButton("", "", self._undo_pressed)
        self._undo.hide()
        self.retranslate()
        self.setLayout(row(self._words, self._undo))
        self._fade = QTimer(self, singleShot=True, interval=_BRIGHT_MS)
        self._fade.timeout.connect(lambda: self._words.set_tone("quiet"))

    def say(self, text: str, *, undoable: bool = False) -> None:
        """Show a notice in place of the one before."""
        self._said = text
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _MOST_WIDTH)
        self._words.setText(shown)
        self._words.setToolTip(text if shown != text else "")
        self._words.set_tone("ok")
        self.setAccessibleName(text)
        self._undo.setVisible(undoable)
        self._fade.start()

    def retranslate(self) -> None:
        """Speak the language that is on now; the notice stays as it was said."""
        self._undo.set_text(_("Undo"))
        self._undo.setToolTip(_("Undo") + " (Ctrl+Z)")

    def text(self) -> str:
        """The notice that is shown."""
        return self._said

    def _undo_pressed(self) -> None:
        self._undo.hide()
        self.undo_asked.emit()


class JobLine(QWidget):
    """One piece of work in the background, with its progress and a way to stop it."""

    def __init__(self, title: str, cancel: Callable[[], None]) -> None:
        super().__init__()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self._share = Text("", "caption")
        self._stop = LinkButton(_("Cancel"), "", cancel)
        self.setLayout(row(Text(title, "caption"), self._bar, self._share, self._stop))

    def retranslate(self) -> None:
        """Speak the language that is on now; the title stays as it was given."""
        self._stop.set_text(_("Cancel"))

    def show_progress(self, news: Progress) -> None:
        """Move the bar."""
        self._bar.setRange(0, news.total)
        self._bar.setValue(news.done)
        self._share.setText(f"{news.done * 100 // news.total}%" if news.total else "")


class StatusLine(QWidget):
    """Hints at the left, the notice beside them, background work at the right."""

    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(32)
        self.hints = Elided("", "caption")
        self.notice = NoticeBar()
        self.notice.undo_asked.connect(self.undo_asked)
        self._jobs: dict[str, JobLine] = {}
        self._right = QHBoxLayout()
        self._right.setSpacing(16)
        line = row(self.hints, self.notice, self._right, gap=3)
        line.setContentsMargins(24, 1, 24, 0)
        line.setStretch(0, 1)
        self.setLayout(line)

    def start_job(self, key: str, title: str, cancel: Callable[[], None]) -> None:
        """Show work that has begun; ``cancel`` is called when a person stops it."""
        self.end_job(key)
        line = JobLine(title, cancel)
        self._jobs[key] = line
        self._right.addWidget(line)

    def job_progress(self, key: str, news: Progress) -> None:
        """Move the bar of one piece of work."""
        if key in self._jobs:
            self._jobs[key].show_progress(news)

    def end_job(self, key: str) -> None:
        """Take finished or stopped work away."""
        line = self._jobs.pop(key, None)
        if line is not None:
            self._right.removeWidget(line)
            line.hide()
            line.deleteLater()

    def retranslate(self) -> None:
        """Speak the language that is on now."""
        self.notice.retranslate()
        for line in self._jobs.values():
            line.retranslate()

    def job_count(self) -> int:
        """How many pieces of work are shown."""
        return len(self._jobs)
