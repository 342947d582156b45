"""Fields for a day and for a time of day, keyed as text."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from ui.widgets.date_text import Leaning, read_date, read_time
from ui.widgets.marks import mark


class DateField(QLineEdit):
    """A day; see :func:`ui.widgets.date_text.read_date` for what it reads.

    Up and Down move by a day. ``changed`` tells of every edit.

    Args:
        name: what a screen reader says.
        reference: the day "today" is.
        leaning: whether a date without a year is meant in the past or in the future.
    """

    changed = Signal()

    def __init__(self, name: str, reference: dt.date, leaning: Leaning = "nearest") -> None:
        super().__init__()
        self._reference = reference
        self._leaning: Leaning = leaning
        self.setAccessibleName(name)
        self.setPlaceholderText(f"{reference:%Y-%m-%d}")
        self.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> dt.date | None:
        """The day; ``None`` when nothing, or no day, was typed."""
        return read_date(self.text(), self._reference, self._leaning)

    def invalid(self) -> bool:
        """Whether something was typed that names no day."""
        return bool(self.text().strip()) and self.value() is None

    def set_value(self, day: dt.date | None) -> None:
        """Show ``day``."""
        self.setText("" if day is None else day.isoformat())
        mark(self, "")

    def settle(self) -> None:
        """Write the day in full, or mark what cannot be read."""
        if self.invalid():
            mark(self, "error")
        else:
            self.set_value(self.value())

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Up is the day after, Down the day before."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        by = steps.get(Qt.Key(arg__1.key()))
        if by is None:
            super().keyPressEvent(arg__1)
            return
        day = self.value()
        self.set_value(self._reference if day is None else day + dt.timedelta(days=by))
        self.changed.emit()

    @override
    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        """Settle when left."""
        super().focusOutEvent(arg__1)
        self.settle()


class TimeField(QLineEdit):
    """A time of day; see :func:`ui.widgets.date_text.read_time` for what it reads."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText("09:30")
        self.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> dt.time | None:
        """The time; ``None`` when nothing, or no time, was typed."""
        return read_time(self.text())

    def invalid(self) -> bool:
        """Whether something was typed that names no time."""
        return bool(self.text().strip()) and self.value() is None

    def set_value(self, time: dt.time | None) -> None:
        """Show ``time`` in hours and minutes."""
        self.setText("" if time is None else f"{time:%H:%M}")
        mark(self, "")

    def settle(self) -> None:
        """Write the time in full, or mark what cannot be read."""
        if self.invalid():
            mark(self, "error")
        else:
            self.set_value(self.value())

    @override
    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        """Settle when left."""
        super().focusOutEvent(arg__1)
        self.settle()
