"""A table in a panel with its commands above it, and what to do while it is empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from ui.models.frozen_table import Column, FrozenTableModel
from ui.widgets.buttons import HintButton, QuietButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.panel import Panel
from ui.widgets.table import Table


@dataclass(frozen=True)
class Command:
    """A button above a table: what it says, its key, what it does.

    ``needs_row`` says that it is about the chosen row, ``changes`` that it leads to a change.
    """

    words: str
    shortcut: str
    act: Callable[[], None]
    needs_row: bool = False
    changes: bool = True


@dataclass(frozen=True)
class Emptiness:
    """What an empty table says."""

    picture: str
    sentence: str
    what_to_do: str


class Listing(Panel):
    """Rows and their commands; ``opened`` and ``current_changed`` carry a row."""

    opened = Signal(object)
    current_changed = Signal(object)

    def __init__(
        self,
        title: str,
        columns: Sequence[Column[Any]],
        empty: Emptiness,
        commands: Sequence[Command] = (),
    ) -> None:
        super().__init__(title)
        self._model = FrozenTableModel[Any](columns)
        self.table = Table(self._model, title)
        self.table.opened.connect(self.opened)
        self.table.current_changed.connect(self.current_changed)
        self._buttons: list[HintButton] = []
        self._for_rows: list[HintButton] = []
        for command in commands:
            button = QuietButton(
                command.words, command.shortcut, command.act, changes=command.changes
            )
            self.header.addWidget(button)
            self._buttons.append(button)
            if command.needs_row:
                self._for_rows.append(button)
        holder = QWidget()
        self._layers = QStackedLayout(holder)
        self._layers.addWidget(self.table)
        self._layers.addWidget(EmptyState(empty.picture, empty.sentence, empty.what_to_do))
        self.body.addWidget(holder, 1)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows, keeping the cursor where it was."""
        place = max(self.table.currentIndex().row(), 0)
        self._model.set_rows(rows)
        self.table.go_to(min(place, len(rows) - 1))
        self._layers.setCurrentIndex(0 if rows else 1)
        for button in self._for_rows:
            button.setEnabled(bool(rows))

    def show_commands(self, *, shown: bool) -> None:
        """Show the commands, or only the rows where nothing may be changed."""
        for button in self._buttons:
            button.setVisible(shown)

    def current_uid(self) -> str:
        """The uid of the chosen row; empty when there is none."""
        return str(getattr(self.table.current(), "uid", ""))
