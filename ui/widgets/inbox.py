"""Lines that are worked through one by one: their table, or the words where nothing waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ui.models.frozen_table import Column, FrozenTableModel
from ui.widgets.empty_state import EmptyState
from ui.widgets.table import Table


class Inbox(QStackedWidget):
    """``current_changed`` carries the line under the cursor, ``opened`` the one opened."""

    opened = Signal(object)
    current_changed = Signal(object)

    def __init__(self, name: str, columns: Sequence[Column[Any]], picture: str = "ok") -> None:
        super().__init__()
        self._rows = FrozenTableModel[Any](columns)
        self._lines: Sequence[Any] = ()
        self.table = Table(self._rows, name)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.opened.connect(self.opened)
        self.table.current_changed.connect(self.current_changed)
        self._empty = EmptyState(picture, " ", " ")
        self.addWidget(self.table)
        self.addWidget(self._empty)

    def show_lines(self, lines: Sequence[Any], nothing: str = " ", what_to_do: str = " ") -> None:
        """Show these lines, or what to say without any; equal lines leave the cursor alone."""
        if lines != self._lines:
            self._rows.set_rows(lines)
            self._lines = lines
        self._empty.set_words(nothing, what_to_do)
        self.setCurrentIndex(0 if lines else 1)

    def go_to(self, wanted: Callable[[Any], bool]) -> None:
        """Put the cursor on the first line that fits; nothing moves when it is there."""
        place = self._rows.place_of(wanted)
        if not self.table.selectionModel().isRowSelected(place):
            self.table.go_to(place)
