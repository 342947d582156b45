"""A scrolling column of sections, labels and fields that is keyed from top to bottom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.style.layouts import row
from ui.style.tokens import GRID
from ui.widgets.enter_walker import EnterWalker
from ui.widgets.marks import Mark, mark
from ui.widgets.text import Elided, Text, Tone

_LABEL_WIDTH = 76
_TONES: Mapping[Mark, Tone] = {"": "", "error": "error", "warning": "warning", "note": "quiet"}

Line = tuple[str, Mark]
"""A sentence about a field, and how much it weighs."""


class FieldSlot(QWidget):
    """A field with the lines below it that say what is wrong, the gravest first."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self.field = field
        self._lines: tuple[Line, ...] = ()
        self._words: list[Text] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(field)

    def say(self, lines: Sequence[Line]) -> None:
        """Write these below the field, each in its colour; none takes them away."""
        if self._lines != tuple(lines):
            self._lines = tuple(lines)
            self._write()
        mark(self.field, lines[0][1] if lines else "")

    def _write(self) -> None:
        while len(self._words) < len(self._lines):
            self._words.append(Text("", "caption", wrap=True))
            self._column.addWidget(self._words[-1])
        for place, words in enumerate(self._words):
            sentence, tone = self._lines[place] if place < len(self._lines) else ("", "")
            words.setText(sentence)
            words.set_tone(_TONES[tone])
            words.setVisible(bool(sentence))
        self.field.setAccessibleDescription("\n".join(sentence for sentence, _ in self._lines))


class FormColumn(QScrollArea):
    """Sections and rows; Enter goes to the next field, Shift+Enter back.

    ``finished`` tells of Enter in the last field, ``left`` that any field was left. Add the fields
    in the order they are keyed.
    """

    finished = Signal()
    left = Signal()

    def __init__(self, *, label_width: int = _LABEL_WIDTH) -> None:
        super().__init__()
        self._label_width = label_width
        self._slots: dict[str, FieldSlot] = {}
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sheet = QWidget()
        sheet.setProperty("scroll", "true")
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(0, 0, GRID, 0)
        self._column.setSpacing(GRID)
        self._column.addStretch(1)
        self.setWidget(sheet)
        self.viewport().setAutoFillBackground(False)
        sheet.setAutoFillBackground(False)
        self.walker = EnterWalker(sheet)
        self.walker.finished.connect(self.finished)
        self.walker.left.connect(self.left)
        self.walker.moved.connect(lambda field: self.ensureWidgetVisible(field, GRID, 4 * GRID))

    def section(self, title: str, note: str = "") -> None:
        """Start a section with a heading; ``note`` follows it quietly."""
        line = row(Text(title, "heading"), gap=1.5)
        line.setContentsMargins(0, GRID if self._column.count() > 1 else 0, 0, 0)
        line.addWidget(Elided(note, "quiet"), 1)
        self.add(line)

    def fields(self, *cells: tuple[str, QWidget, str]) -> None:
        """Fields side by side, each as ``(label, field, key)``; all walk with Enter."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID + GRID // 2)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, (label, field, key) in enumerate(cells):
            name = Text(label, "quiet", wrap=True)
            name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            name.setFixedWidth(self._label_width)
            name.setMinimumHeight(30)
            name.setBuddy(field)
            slot = self.slot(field, key)
            grid.addWidget(name, 0, 2 * place, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(slot, 0, 2 * place + 1, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(2 * place + 1, 1)
        self.add(grid)

    def wide(self, field: QWidget, key: str = "") -> None:
        """A field across the whole column, without a label."""
        self.add(self.slot(field, key) if key else field)

    def slot(self, field: QWidget, key: str) -> FieldSlot:
        """A slot around ``field``, known by ``key``, for a layout of your own; it walks."""
        made = FieldSlot(field)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if key:
            self._slots[key] = made
        self.walker.watch(field)
        return made

    def add(self, item: QWidget | QLayout) -> None:
        """Append anything below."""
        before_stretch = self._column.count() - 1
        if isinstance(item, QLayout):
            self._column.insertLayout(before_stretch, item)
        else:
            self._column.insertWidget(before_stretch, item)

    def set_problems(self, problems: Mapping[str, Sequence[Line]]) -> None:
        """Show these sentences beside their fields, by key, and clear all others."""
        for key, slot in self._slots.items():
            slot.say(problems.get(key, ()))

    def jump_to(self, key: str) -> bool:
        """Put the focus on a field and scroll to it; ``False`` when there is no such field."""
        slot = self._slots.get(key)
        if slot is None:
            return False
        slot.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(slot, GRID, 4 * GRID)
        return True
