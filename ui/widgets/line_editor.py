"""Several lines of text with their numbers at the left; a line that is wrong is marked."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

from ui.style.theme import tokens

_BESIDE = 10


class LineEditor(QPlainTextEdit):
    """A text of lines; ``edited`` tells that a person changed it."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._wrong = 0
        self._quiet = False
        self._numbers = _Numbers(self)
        self.blockCountChanged.connect(lambda _count: self._make_room())
        self.updateRequest.connect(self._scrolled)
        self.textChanged.connect(self._tell)
        self._make_room()

    def set_value(self, text: str) -> None:
        """Show ``text`` from its top, without telling of a change."""
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False

    def value(self) -> str:
        """The text; lines end in a line feed."""
        return self.toPlainText()

    def mark_line(self, number: int) -> None:
        """Mark the line of this number as wrong; 0 marks none."""
        self._wrong = number
        marks = []
        if number:
            mark = QTextEdit.ExtraSelection()
            ground = QColor(tokens().error)
            ground.setAlpha(34)
            mark.format.setBackground(ground)
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.cursor = QTextCursor(self.document().findBlockByNumber(number - 1))
            marks.append(mark)
        self.setExtraSelections(marks)
        self._numbers.update()

    def go_to_line(self, number: int) -> None:
        """Put the cursor at the beginning of a line."""
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(max(number - 1, 0))))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def numbers_width(self) -> int:
        """Pixels that the numbers take."""
        digits = max(2, len(str(self.blockCount())))
        return digits * self.fontMetrics().horizontalAdvance("9") + 2 * _BESIDE

    def draw_numbers(self, painter: QPainter, top: int, bottom: int) -> None:
        """Draw the numbers of the lines between two heights."""
        block = self.firstVisibleBlock()
        width = self.numbers_width() - _BESIDE
        below = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and below <= bottom:
            height = self.blockBoundingRect(block).height()
            if block.isVisible() and below + height >= top:
                number = block.blockNumber() + 1
                wrong = number == self._wrong
                painter.setPen(QColor(tokens().error if wrong else tokens().faint))
                font = QFont(self.font())
                font.setBold(wrong)
                painter.setFont(font)
                place = QRect(0, round(below), width, self.fontMetrics().height())
                painter.drawText(place, Qt.AlignmentFlag.AlignRight, str(number))
            below += height
            block = block.next()

    def _tell(self) -> None:
        if not self._quiet:
            self.edited.emit()

    def _make_room(self) -> None:
        self.setViewportMargins(self.numbers_width() + 12, 0, 0, 0)

    def _scrolled(self, area: QRect, by: int) -> None:
        if by:
            self._numbers.scroll(0, by)
        else:
            self._numbers.update(0, area.y(), self._numbers.width(), area.height())

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        """The numbers stand beside the text."""
        super().resizeEvent(e)
        inner = self.contentsRect()
        wide = self.numbers_width() + 12
        self._numbers.setGeometry(QRect(inner.left(), inner.top(), wide, inner.height()))


class _Numbers(QWidget):
    """The column of numbers."""

    def __init__(self, editor: LineEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    @override
    def sizeHint(self) -> QSize:
        """As wide as the numbers."""
        return QSize(self._editor.numbers_width(), 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The numbers on a quiet ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens().sunken))
        painter.translate(12, 0)
        self._editor.draw_numbers(painter, event.rect().top(), event.rect().bottom())
