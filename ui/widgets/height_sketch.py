"""A sketch of places by column and height: a mark each, whose shape and colour mean something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from ui.style.theme import tokens
from ui.style.tokens import SMALL_SIZE
from ui.widgets.chips import ChipTone

_SCALE_WIDTH = 64
_FOOT = 26
_HEAD = 12
_MARK = 8.0
_LINE = 8.5
_APART = 11.0
_NEAR = 7.0
_STEPS = (50, 100, 200, 500, 1000)


@dataclass(frozen=True)
class Spot:
    """One mark: what is told when it is pressed, its column, its height in metres, its words."""

    key: str
    column: int
    height: int
    tone: ChipTone
    words: str


class HeightSketch(QWidget):
    """Columns side by side, heights up; ``pressed`` tells the key of a mark."""

    pressed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._columns: tuple[str, ...] = ()
        self._spots: tuple[Spot, ...] = ()
        self._places: list[tuple[QPointF, Spot]] = []
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_spots(self, columns: Sequence[str], spots: Sequence[Spot]) -> None:
        """Show these marks under these headings."""
        self._columns, self._spots = tuple(columns), tuple(spots)
        self._lay_out()
        self.update()

    def spot_at(self, point: QPointF) -> Spot | None:
        """The mark at a point, or ``None``."""
        near = [
            (abs(place.x() - point.x()) + abs(place.y() - point.y()), spot)
            for place, spot in self._places
        ]
        found = min(near, key=lambda pair: pair[0], default=None)
        return found[1] if found and found[0] <= _NEAR else None

    @override
    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(640, 260)

    @override
    def resizeEvent(self, event: object) -> None:
        """Give every mark its place again."""
        self._lay_out()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The scale, the columns, the marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(SMALL_SIZE)
        painter.setFont(font)
        self._draw_frame(painter)
        for place, spot in self._places:
            draw_mark(painter, place, spot.tone)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of the mark that was pressed."""
        spot = self.spot_at(event.position())
        if spot is not None:
            self.pressed.emit(spot.key)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over every mark."""
        over = self.spot_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    @override
    def event(self, event: QEvent) -> bool:
        """Name the mark below the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            spot = self.spot_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), spot.words if spot else "", self)
            return True
        return super().event(event)

    def _range(self) -> tuple[int, int, int]:
        heights = [spot.height for spot in self._spots]
        low, high = (min(heights), max(heights)) if heights else (0, 1)
        step = next((one for one in _STEPS if (high - low) / one <= 8), _STEPS[-1])
        return low // step * step, -(-(high + 1) // step) * step, step

    def _lay_out(self) -> None:
        """Marks of about one height stand beside one another, closer where there are many."""
        low, high, _step = self._range()
        width = (self.width() - _SCALE_WIDTH) / max(1, len(self._columns))
        tall = max(self.height() - _FOOT - _HEAD, 1)
        lines: dict[tuple[int, int], list[Spot]] = {}
        for spot in self._spots:
            up = (spot.height - low) / max(high - low, 1) * tall
            lines.setdefault((spot.column, round(up / _LINE)), []).append(spot)
        room = width - 3 * _MARK
        self._places = [
            (
                QPointF(
                    _SCALE_WIDTH + column * width + _MARK + number * min(_APART, room / len(spots)),
                    self.height() - _FOOT - line * _LINE,
                ),
                spot,
            )
            for (column, line), spots in lines.items()
            for number, spot in enumerate(spots)
        ]

    def _draw_frame(self, painter: QPainter) -> None:
        theme = tokens()
        low, high, step = self._range()
        tall = max(self.height() - _FOOT - _HEAD, 1)
        for height in range(low, high + 1, step):
            y = self.height() - _FOOT - (height - low) / max(high - low, 1) * tall
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(_SCALE_WIDTH - 6, y), QPointF(self.width(), y))
            painter.setPen(QColor(theme.quiet))
            label = QRectF(0, y - 9, _SCALE_WIDTH - 12, 18)
            right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(label, right, str(height))
        width = (self.width() - _SCALE_WIDTH) / max(1, len(self._columns))
        for place, name in enumerate(self._columns):
            below = QRectF(
                _SCALE_WIDTH + place * width, self.height() - _FOOT + 8, width, _FOOT - 8
            )
            painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), name)


def draw_mark(painter: QPainter, place: QPointF, tone: ChipTone) -> None:
    """A square for red, a triangle for yellow, a ring for all others, so that print shows it."""
    theme, half = tokens(), _MARK / 2
    pair = theme.chip(tone)
    painter.setPen(QPen(QColor(pair.text), 1.2))
    painter.setBrush(QColor(pair.text if tone == "red" else pair.ground))
    if tone == "red":
        painter.drawRect(
            QRectF(place.x() - half + 0.5, place.y() - half + 0.5, _MARK - 1, _MARK - 1)
        )
    elif tone == "yellow":
        top = QPointF(place.x(), place.y() - half)
        feet = (
            QPointF(place.x() + half, place.y() + half),
            QPointF(place.x() - half, place.y() + half),
        )
        painter.drawPolygon(QPolygonF([top, *feet]))
    else:
        painter.drawEllipse(place, half - 1, half - 1)
