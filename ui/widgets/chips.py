"""Small coloured words: card chips, pills and counting badges."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from ui.style.theme import restyle, tokens

ChipTone = Literal["red", "yellow", "general", "green"]


class CardChip(QLabel):
    """A letter or word on its colour; the word carries the meaning, the colour helps."""

    clicked = Signal()

    def __init__(self, word: str, tone: ChipTone = "general", *, clickable: bool = False) -> None:
        super().__init__(word)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("chip", tone)
        self.setFixedHeight(22)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._clickable = clickable
        if clickable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_chip(self, word: str, tone: ChipTone) -> None:
        """Show another word and tone."""
        self.setText(word)
        restyle(self, chip=tone)

    @override
    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        """Tell of a click when this chip takes clicks."""
        if self._clickable and self.rect().contains(ev.position().toPoint()):
            self.clicked.emit()
        else:
            super().mouseReleaseEvent(ev)


class PillButton(QPushButton):
    """A rounded remark that leads somewhere when pressed."""

    def __init__(self, text: str, tone: ChipTone = "general") -> None:
        super().__init__(text)
        self.setProperty("pill", tone)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_pill(self, text: str, tone: ChipTone) -> None:
        """Show another text and tone."""
        self.setText(text)
        self.setAccessibleName(text)
        restyle(self, pill=tone)


class Badge(QWidget):
    """A number on a red round; hides itself at nought."""

    def __init__(self, count: int = 0) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._count = -1
        self.set_count(count)

    def count(self) -> int:
        """The number that is shown."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show ``count``; more than 99 is shown as 99+."""
        self._count = count
        self.setVisible(count > 0)
        self.setAccessibleName(self._word())
        self.setFixedSize(self.sizeHint())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """A round for one digit, longer for more."""
        font = self.font()
        font.setPixelSize(11)
        return QSize(max(18, self.fontMetrics().horizontalAdvance(self._word()) + 10), 16)

    def _word(self) -> str:
        return "99+" if self._count > 99 else str(self._count)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The round and its number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().badge))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        font = self.font()
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._word())
