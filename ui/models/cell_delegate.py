"""Draws table cells: text with a quiet companion, chips, the line below, the chosen row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ui.models.frozen_table import Role
from ui.style.theme import tokens
from ui.style.tokens import ROW_HEIGHT

_EDGE = 10
_CHIP_HEIGHT = 22


class CellDelegate(QStyledItemDelegate):
    """Paints every cell of a table straight from the model's roles."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As tall as every row."""
        size = super().sizeHint(option, index)
        return QSize(size.width() + 2 * _EDGE, ROW_HEIGHT)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One cell."""
        area: QRect = option.rect
        painter.save()
        _ground(painter, area, option.state)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        inner = area.adjusted(_EDGE, 0, -_EDGE, -1)
        chip = index.data(Role.CHIP)
        if chip and words:
            draw_chip(painter, inner, words, str(chip))
        else:
            _text(painter, inner, words, index)
        painter.restore()


def _ground(painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
    theme = tokens()
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, QColor(theme.selection))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, QColor(theme.hover))
    painter.setPen(QColor(theme.line))
    painter.drawLine(area.bottomLeft(), area.bottomRight())


def _text(
    painter: QPainter, area: QRect, words: str, index: QModelIndex | QPersistentModelIndex
) -> None:
    theme = tokens()
    font = QFont(painter.font())
    font.setBold(bool(index.data(Role.STRONG)))
    painter.setFont(font)
    painter.setPen(QColor(theme.tone(str(index.data(Role.TONE) or ""))))
    align = index.data(Qt.ItemDataRole.TextAlignmentRole)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(align), shown)
    quiet = str(index.data(Role.QUIET) or "")
    used = metrics.horizontalAdvance(shown) + 4
    if not quiet or used >= area.width():
        return
    font.setBold(False)
    painter.setFont(font)
    painter.setPen(QColor(theme.quiet))
    rest = area.adjusted(used, 0, 0, 0)
    shown = QFontMetrics(font).elidedText(quiet, Qt.TextElideMode.ElideRight, rest.width())
    painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def draw_chip(painter: QPainter, area: QRect, words: str, tone: str) -> None:
    """Draw a chip at the left of ``area``, in the middle of its height."""
    pair = tokens().chip(tone)
    font = QFont(painter.font())
    font.setPixelSize(12)
    font.setBold(True)
    painter.setFont(font)
    width = min(QFontMetrics(font).horizontalAdvance(words) + 18, area.width())
    top = area.y() + (area.height() - _CHIP_HEIGHT) / 2
    box = QRectF(area.x() + 0.5, top + 0.5, width, _CHIP_HEIGHT - 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(pair.line), 1))
    painter.setBrush(QColor(pair.ground))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(pair.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
