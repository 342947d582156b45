"""A big number with its name above and its story below; pressing it opens the list behind."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from ui.style.layouts import column, row
from ui.widgets.text import Text, Tone
from ui.widgets.tile import Tile

_CAPTION_LINES = 2


class Figure(Tile):
    """A figure on its own surface; ``clicked`` asks for the list behind it."""

    def __init__(
        self,
        label: str,
        number: str,
        unit: str = "",
        caption: str = "",
        tone: Tone = "",
        *,
        clickable: bool = True,
    ) -> None:
        super().__init__(label, clickable=clickable)
        self._label = Text(label, "quiet")
        self._number = Text(number, "figure", tone)
        self._unit = Text(unit, "unit", tone)
        self._caption = Text(caption, "caption", wrap=True)
        self._caption.setAlignment(Qt.AlignmentFlag.AlignTop)
        # a layout asks a wrapped text for the height of one line only
        self._caption.setMinimumHeight(_CAPTION_LINES * self._caption.fontMetrics().lineSpacing())
        numbers = row(self._number, self._unit, None, gap=0.75)
        layout = column(self._label, numbers, self._caption, None, gap=0.25, margin=2)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def set_figure(self, number: str, unit: str = "", caption: str = "", tone: Tone = "") -> None:
        """Show another number."""
        self._number.setText(number)
        self._number.set_tone(tone)
        self._unit.setText(unit)
        self._unit.set_tone(tone)
        self._caption.setText(caption)
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(f"{self._label.text()}: {self._number.text()} {self._unit.text()}")
        self.setAccessibleDescription(self._caption.text())
