"""A layout that sets widgets side by side and starts a new line when one is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override

from ui.style.tokens import GRID


class FlowLayout(QLayout):
    """Lines of widgets with ``gap`` pixels between them, both ways.

    ``fill`` lets the last widget take what is left of its line.
    """

    def __init__(
        self, parent: QWidget | None = None, gap: int = GRID, *, fill: bool = False
    ) -> None:
        super().__init__(parent)
        self._fill = fill
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, arg__1: QLayoutItem) -> None:
        """Append an item."""
        self._items.append(arg__1)

    @override
    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at ``index``."""
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the item at ``index`` out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        """It never asks for more than it needs."""
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        """The height needed at a width."""
        return self._arrange(QRect(0, 0, arg__1, 0), move=False)

    @override
    def setGeometry(self, arg__1: QRect) -> None:
        """Set the items into the rectangle."""
        super().setGeometry(arg__1)
        self._arrange(arg__1, move=True)

    @override
    def sizeHint(self) -> QSize:
        """One long line."""
        sizes = [item.sizeHint() for item in self._items]
        width = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return self._with_margins(width, max((size.height() for size in sizes), default=0))

    @override
    def minimumSize(self) -> QSize:
        """The widest item alone."""
        sizes = [item.minimumSize() for item in self._items]
        return self._with_margins(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def insert(self, place: int, widget: QWidget) -> None:
        """Put a widget between those that are there, at ``place`` from 0."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def _with_margins(self, width: int, height: int) -> QSize:
        edge = self.contentsMargins()
        return QSize(width + edge.left() + edge.right(), height + edge.top() + edge.bottom())

    def _arrange(self, whole: QRect, *, move: bool) -> int:
        area = whole.marginsRemoved(self.contentsMargins())
        left, top, tallest = area.x(), area.y(), 0
        for item in self._items:
            size = item.sizeHint()
            last = self._fill and item is self._items[-1]
            if last:
                size.setWidth(item.minimumSize().width())
            if left > area.x() and left + size.width() > area.right() + 1:
                left, top, tallest = area.x(), top + tallest + self._gap, 0
            if last:
                size.setWidth(area.right() + 1 - left)
            if move:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self._gap
            tallest = max(tallest, size.height())
        return top + tallest - whole.y() + self.contentsMargins().bottom()
