"""Fields for a day and for a time of day, keyed as text."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from ui.widgets.date_text import Leaning, read_date, read_time
from ui.widgets.keyed_field import KeyedField


class DateField(KeyedField[dt.date]):
    """A day; see :func:`ui.widgets.date_text.read_date` for what it reads.

    Up and Down move by a day.

    Args:
        name: what a screen reader says.
        reference: the day "today" is.
        leaning: whether a date without a year is meant in the past or in the future.
    """

    def __init__(self, name: str, reference: dt.date, leaning: Leaning = "nearest") -> None:
        super().__init__(name, f"{reference:%Y-%m-%d}")
        self._reference = reference
        self._leaning: Leaning = leaning

    @override
    def value(self) -> dt.date | None:
        """The day."""
        return read_date(self.text(), self._reference, self._leaning)

    @override
    def written(self, value: dt.date) -> str:
        """The day as ``2016-11-22``."""
        return value.isoformat()

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


class TimeField(KeyedField[dt.time]):
    """A time of day; see :func:`ui.widgets.date_text.read_time` for what it reads."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "09:30")

    @override
    def value(self) -> dt.time | None:
        """The time."""
        return read_time(self.text())

    @override
    def written(self, value: dt.time) -> str:
        """The time in hours and minutes."""
        return f"{value:%H:%M}"
