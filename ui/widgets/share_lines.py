"""Shares over time, one line below the other: the name, the course, the newest figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.style.theme import tokens
from ui.style.tokens import SMALL_SIZE

_LINE_HEIGHT = 44
_NAME_WIDTH = 150
_FIGURES_WIDTH = 190
_DOT = 3.5


@dataclass(frozen=True)
class ShareLine:
    """One thing covered: its shares in per cent by day, and the newest one in words."""

    name: str
    points: tuple[tuple[dt.date, float], ...]
    newest: str
    detail: str


class ShareLines(QWidget):
    """All lines have the same days across and 0 to 100 per cent up."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._lines: tuple[ShareLine, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: Sequence[ShareLine]) -> None:
        """Show these lines."""
        self._lines = tuple(lines)
        words = "; ".join(f"{one.name} {one.newest} ({one.detail})" for one in self._lines)
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """As tall as its lines."""
        return QSize(480, _LINE_HEIGHT * max(1, len(self._lines)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Every line with its name and figures."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        days = [day for one in self._lines for day, _share in one.points]
        for place, one in enumerate(self._lines):
            area = QRectF(0, place * _LINE_HEIGHT, self.width(), _LINE_HEIGHT)
            self._draw_words(painter, area, one)
            course = area.adjusted(_NAME_WIDTH, 8, -_FIGURES_WIDTH - 16, -8)
            _draw_course(painter, course, one, min(days), max(days))

    def _draw_words(self, painter: QPainter, area: QRectF, one: ShareLine) -> None:
        theme, middle = tokens(), Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(theme.text))
        painter.drawText(area, int(middle | Qt.AlignmentFlag.AlignLeft), one.name)
        figures = area.adjusted(self.width() - _FIGURES_WIDTH, 0, 0, 0)
        plain = QFont(painter.font())
        bold = QFont(plain)
        bold.setBold(True)
        painter.setFont(bold)
        painter.drawText(figures, int(middle | Qt.AlignmentFlag.AlignLeft), one.newest)
        plain.setPixelSize(SMALL_SIZE)
        painter.setFont(plain)
        painter.setPen(QColor(theme.quiet))
        painter.drawText(figures, int(middle | Qt.AlignmentFlag.AlignRight), one.detail)
        painter.setFont(self.font())


def _draw_course(
    painter: QPainter, area: QRectF, one: ShareLine, first: dt.date, last: dt.date
) -> None:
    theme = tokens()
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    span = max((last - first).days, 1)
    points = [
        QPointF(
            area.left() + (day - first).days / span * area.width(),
            area.bottom() - min(share, 100.0) / 100 * area.height(),
        )
        for day, share in one.points
    ]
    painter.setPen(QPen(QColor(theme.accent), 2))
    painter.drawPolyline(points)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    for point in points:
        painter.drawEllipse(point, _DOT, _DOT)
    painter.setBrush(Qt.BrushStyle.NoBrush)
