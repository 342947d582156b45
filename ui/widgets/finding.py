"""A tile for one thing seen on a visit, such as food or water: good, a problem, not at issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from ui.style.layouts import column
from ui.widgets.text import Text, Tone
from ui.widgets.tile import Tile


@dataclass(frozen=True)
class FindingState:
    """One answer: its value, the word shown and the word's tone."""

    value: str
    word: str
    tone: Tone = ""


class ToggleFinding(Tile):
    """Space or a click goes to the next answer, a digit to that answer, 0 or Del to none.

    Args:
        title: what was looked at.
        states: the answers; 1 is the first.
        empty: the word for "not recorded".
    """

    changed = Signal()

    def __init__(self, title: str, states: Sequence[FindingState], empty: str = "—") -> None:
        super().__init__(title)
        self._title = Text(title, "quiet")
        self._word = Text("", "strong")
        self._states = list(states)
        self._empty = empty
        self._place = -1
        layout = column(self._title, self._word, gap=0)
        layout.setContentsMargins(11, 6, 8, 6)
        self.setLayout(layout)
        self.setMinimumWidth(80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.next)
        self._show()

    def value(self) -> str | None:
        """The answer's value; ``None`` when not recorded."""
        return self._states[self._place].value if self._place >= 0 else None

    def set_value(self, value: str | None) -> None:
        """Show an answer without telling of a change."""
        values = [state.value for state in self._states]
        self._place = values.index(value) if value in values else -1
        self._show()

    def next(self) -> None:
        """Go on: first answer, … last answer, not recorded, first answer."""
        self._set(self._place + 1 if self._place + 1 < len(self._states) else -1)

    def _set(self, place: int) -> None:
        self._place = place
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        state = self._states[self._place] if self._place >= 0 else None
        self._word.setText(state.word if state else self._empty)
        self._word.set_tone(state.tone if state else "quiet")
        self.setAccessibleDescription(self._word.text())

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Digits choose, 0 and Del empty; Enter is left to the form."""
        key = e.key()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and key - Qt.Key.Key_1 < len(self._states):
            self._set(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._set(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            e.ignore()
        else:
            super().keyPressEvent(e)
