"""Subjects as a slim list at the left: all of them stay in sight, however many there are."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget
from typing_extensions import override

from ui.style.theme import tokens
from ui.style.tokens import GRID, RADIUS, SMALL_SIZE

_TALL = 32
_EDGE = 12
_KEY_ROOM = 40
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SideTabs(QTabWidget):
    """Tabs one below the other; each may have a key of its own, which is written beside it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._bar = _SideBar()
        self.setTabBar(self._bar)
        self.setTabPosition(QTabWidget.TabPosition.West)
        self.setAccessibleName(name)
        self._bar.setAccessibleName(name)

    def add(self, subject: QWidget, title: str, key: str = "") -> None:
        """Append a subject; ``key`` such as ``Ctrl+1`` brings it to the front."""
        place = self.addTab(subject, title)
        self._bar.keys.append(key)
        if key:
            self.setTabToolTip(place, f"{title} ({key})")
            chosen = QShortcut(QKeySequence(key), self)
            chosen.activated.connect(lambda: self.setCurrentIndex(place))


class _SideBar(QTabBar):
    """Draws its entries as lines to read: the chosen one on the colour of a selection."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str] = []
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def tabSizeHint(self, index: int) -> QSize:
        """All as wide as the widest, so that none moves when another is chosen."""
        metrics = QFontMetrics(self._font(strong=True))
        titles = (metrics.horizontalAdvance(self.tabText(at)) for at in range(self.count()))
        return QSize(max(titles, default=0) + 2 * _EDGE + _KEY_ROOM + GRID, _TALL)

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        """Never squeezed: what does not fit would be cut."""
        return self.tabSizeHint(index)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """One line a subject, its key in grey at the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(self.count()):
            self._line(painter, place, self.tabRect(place).adjusted(0, 1, -2 * GRID, -1))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif 0 <= self.currentIndex() + step < self.count():
            self.setCurrentIndex(self.currentIndex() + step)

    def _line(self, painter: QPainter, place: int, area: QRect) -> None:
        colours, chosen = tokens(), place == self.currentIndex()
        if chosen:
            painter.setPen(QColor(colours.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(area, RADIUS, RADIUS)
        inside = area.adjusted(_EDGE, 0, -GRID, 0)
        painter.setPen(QColor(colours.accent if chosen else colours.text))
        painter.setFont(self._font(strong=chosen))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignLeft, self.tabText(place))
        painter.setPen(QColor(colours.quiet))
        small = self._font(strong=False)
        small.setPixelSize(SMALL_SIZE)
        painter.setFont(small)
        key = self.keys[place].replace("Ctrl+", "") if place < len(self.keys) else ""
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, key)

    def _font(self, *, strong: bool) -> QFont:
        font = self.font()
        font.setBold(strong)
        return font
