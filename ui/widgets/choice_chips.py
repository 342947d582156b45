"""Several answers out of a short list, as chips that are switched on and off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from ui.style.theme import restyle
from ui.widgets.code_field import CodeOption, matching
from ui.widgets.flow import FlowLayout

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_EDGES = 24


def _width_when_on(chip: QPushButton) -> int:
    """The width in pixels of a chip that is switched on: its words are bold then."""
    font = chip.font()
    font.setBold(True)
    return QFontMetrics(font).horizontalAdvance(chip.text()) + _EDGES


class ChoiceChips(QWidget):
    """One stop of the Tab key: arrows move, Space switches, a digit switches that answer.

    Args:
        name: what a screen reader says.
        options: the answers.
        single: choosing one switches the others off.
    """

    changed = Signal()
    moved = Signal(QWidget)
    """The chip that the arrow keys went to."""

    def __init__(self, name: str, options: Sequence[CodeOption], *, single: bool = False) -> None:
        super().__init__()
        self._options = list(options)
        self._single = single
        self._cursor = 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        flow = FlowLayout(self)
        self._chips = [self._chip(place) for place in range(len(self._options))]
        for chip in self._chips:
            flow.addWidget(chip)

    def value(self) -> tuple[str, ...]:
        """The values switched on, in the order of the options."""
        pairs = zip(self._options, self._chips, strict=True)
        return tuple(option.value for option, chip in pairs if chip.isChecked())

    def set_value(self, values: Iterable[str]) -> None:
        """Switch on exactly these, without telling of a change."""
        wanted = set(values)
        for option, chip in zip(self._options, self._chips, strict=True):
            chip.setChecked(option.value in wanted)

    def switch(self, place: int) -> None:
        """Switch one answer, as a click does."""
        self._cursor = place
        turned = not self._chips[place].isChecked()
        if self._single and turned:
            self.set_value(())
        self._chips[place].setChecked(turned)
        self._show_cursor()
        self.changed.emit()

    def _typed(self, place: int) -> None:
        """Whoever types the number of the one chosen already means it, not its opposite."""
        if not (self._single and self._chips[place].isChecked()):
            self.switch(place)

    def _chip(self, place: int) -> QPushButton:
        chip = QPushButton(self._options[place].shown())
        chip.setProperty("kind", "choice")
        chip.setMinimumWidth(_width_when_on(chip))
        chip.setCheckable(True)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.setAccessibleName(self._options[place].label)
        chip.clicked.connect(lambda on: self._clicked(place, on=on))
        return chip

    def _clicked(self, place: int, *, on: bool) -> None:
        # The chip has switched itself already; switch() decides, so it is turned back first.
        self._chips[place].setChecked(not on)
        self.switch(place)

    def _show_cursor(self) -> None:
        for place, chip in enumerate(self._chips):
            restyle(chip, cursor=self.hasFocus() and place == self._cursor)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, switch, or switch by typing a number or a letter."""
        by = _STEPS.get(Qt.Key(event.key()))
        if by is not None:
            self._cursor = (self._cursor + by) % len(self._chips)
            self._show_cursor()
            self.moved.emit(self._chips[self._cursor])
        elif event.key() == Qt.Key.Key_Space:
            self.switch(self._cursor)
        elif event.text().isalnum() and (found := matching(self._options, event.text())):
            self._typed(self._options.index(found[0]))
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the arrows stand."""
        super().focusInEvent(event)
        self._show_cursor()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again."""
        super().focusOutEvent(event)
        self._show_cursor()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow enabling and disabling."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._show_cursor()
