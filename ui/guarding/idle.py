"""Notices that nobody has touched keyboard or mouse for a while, and that the laptop slept."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from typing_extensions import override

_TICK = 5000
_SLEPT = 60
"""Seconds by which a tick may be late before the laptop must have been asleep."""
_TOUCHED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """``idle`` after so many minutes, once; ``woke`` after a sleep, or when the clock jumped.

    ``seconds`` tells the wall time, which goes on while the laptop sleeps.
    """

    idle = Signal()
    woke = Signal()

    def __init__(
        self, parent: QObject, minutes: int, seconds: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._seconds = seconds
        self._touched = self._ticked = seconds()
        self._told = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_TICK)
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def look(self) -> None:
        """Compare the time with when something was last touched."""
        now = self._seconds()
        # a clock that is set back would keep the window open for as long as it is behind
        jumped = not 0 <= now - self._ticked <= _TICK / 1000 + _SLEPT
        self._ticked = now
        if jumped:
            self._touched = now
            self.woke.emit()
        elif not self._told and now - self._touched >= 60 * self._minutes:
            self._told = True
            self.idle.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See every touch; keep none from whom it is meant for."""
        if event.type() in _TOUCHED:
            self._touched = self._seconds()
            self._told = False
        return False
