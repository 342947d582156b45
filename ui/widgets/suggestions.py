"""The list that opens under a field: drawn inside the window, never taking the focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

_ROW = 32
_MOST_ROWS = 8


class Suggestions(QListWidget):
    """Entries under (or, without room, above) a field; ``picked`` gives the entry's place."""

    picked = Signal(int)

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor)
        self.setObjectName("suggestions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()
        self._anchor = anchor
        # Once opened, the list belongs to the window; it must not outlive its field.
        anchor.destroyed.connect(self.deleteLater)
        self.itemClicked.connect(lambda item: self.picked.emit(self.row(item)))

    def offer(self, words: Sequence[str], current: int = 0, least_width: int = 0) -> None:
        """Open with these words, ``current`` (-1 for none) being marked; without words, close."""
        self.clear()
        for text in words:
            entry = QListWidgetItem(text)
            entry.setSizeHint(QSize(10, _ROW))
            self.addItem(entry)
        if not words:
            self.hide()
            return
        self.setCurrentRow(current)
        self._place(len(words), least_width)

    def step(self, by: int) -> None:
        """Mark the entry ``by`` places on, going round at the ends."""
        if self.count():
            self.setCurrentRow((max(self.currentRow(), -1) + by) % self.count())

    def _place(self, entries: int, least_width: int) -> None:
        window = self._anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        below = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + 2))
        height = min(entries, _MOST_ROWS) * _ROW + 12
        wanted = max(self._anchor.width(), least_width, self.sizeHintForColumn(0) + 40)
        width = min(wanted, max(window.width() - 16, 120))
        top = below.y()
        if top + height > window.height() - 8:
            above = top - self._anchor.height() - 4 - height
            top = above if above >= 0 else max(window.height() - 8 - height, 0)
        left = min(below.x(), max(window.width() - 8 - width, 0))
        self.setGeometry(left, top, width, height)
        self.raise_()
        self.show()
