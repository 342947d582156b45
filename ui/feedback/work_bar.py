"""Long work in the bottom line: what it is, how far, how long still, and a way to stop it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from fieldapp.foundation.i18n import _, _n
from fieldapp.foundation.jobs import Progress
from ui.navigation.intents import Telling
from ui.style.layouts import row
from ui.widgets.buttons import LinkButton
from ui.widgets.text import Text

_BAR_WIDTH = 140
_MINUTE = 60
_SOON_MS = 1500
"""So long is waited before anything is said of the time that is left."""


@dataclass(frozen=True)
class Working:
    """What is going on, and how far it is; nothing is known of that at first."""

    telling: Telling
    progress: Progress | None = None


class WorkBar(QWidget):
    """Hidden while nothing goes on; ``cancelled`` asks to stop."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = Text("")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._left = Text("", "quiet")
        self._stop = LinkButton("", "", self.cancelled.emit)
        self._since = QElapsedTimer()
        self.setLayout(row(self._words, self._bar, self._left, self._stop))
        self.hide()

    def show_work(self, working: Working | None) -> None:
        """Show this moment of the work; ``None`` when it has ended."""
        if working is None:
            self.hide()
            return
        if self.isHidden():
            self._since.start()
        words = working.telling()
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._stop.set_text(_("Cancel"))
        news = working.progress or Progress(0, 0)
        self._bar.setRange(0, news.total)
        self._bar.setValue(news.done)
        self._left.setText(time_left(self._since.elapsed(), news))
        self.show()


def time_left(elapsed: int, news: Progress) -> str:
    """How long it will still take, after so many milliseconds; empty while it is not known."""
    if elapsed < _SOON_MS or not 0 < news.done <= news.total:
        return ""
    seconds = round(elapsed * (news.total - news.done) / news.done / 1000)
    if seconds < _MINUTE:
        return _n("{count} second left", "{count} seconds left", seconds).format(count=seconds)
    minutes = round(seconds / _MINUTE)
    return _n("{count} minute left", "{count} minutes left", minutes).format(count=minutes)
