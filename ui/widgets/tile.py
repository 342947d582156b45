"""A surface that can be pressed as a whole, by mouse and by keyboard."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QStyle, QStyleOption
from typing_extensions import override


class Tile(QAbstractButton):
    """Holds a layout; ``clicked`` tells of a press, of Space and of Enter.

    Args:
        name: what a screen reader says.
        kind: ``card`` has a ground and a line, ``flat`` shows only when pointed at.
        clickable: without it the tile never takes the focus and looks like a plain surface.
    """

    def __init__(
        self, name: str, kind: Literal["card", "flat"] = "card", *, clickable: bool = True
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("tile", "true" if kind == "card" else "flat")
        self._clickable = False
        self.set_clickable(clickable)

    def set_clickable(self, clickable: bool) -> None:
        """Take clicks and the focus, or be a plain surface."""
        self._clickable = clickable
        self.setProperty("clickable", clickable)
        shape = Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if clickable else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=not clickable)

    @override
    def sizeHint(self) -> QSize:
        """As large as what it holds."""
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else QSize(64, 32)

    @override
    def minimumSizeHint(self) -> QSize:
        """No smaller than what it holds."""
        layout = self.layout()
        return layout.totalMinimumSize() if layout is not None else QSize(32, 24)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        """The ground and the line from the sheet."""
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if self._clickable and e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(e)
