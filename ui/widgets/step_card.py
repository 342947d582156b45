"""One step of a job that has an order: a numbered round, a title, lines of text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.style.layouts import column, row
from ui.style.theme import tokens
from ui.widgets.text import Text, Tone


class StepRound(QWidget):
    """The number on its round: filled while the step is open to work, grey while it waits."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._active = True
        self.setFixedSize(QSize(32, 32))

    def set_active(self, active: bool) -> None:
        """Fill the round, or grey it."""
        self._active = active
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The round and its number."""
        theme = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent if self._active else theme.faint))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        font = self.font()
        font.setPixelSize(15)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.on_accent if self._active else theme.surface))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class StepCard(QFrame):
    """A step; ``body`` takes whatever else belongs to it, such as a button or a check code."""

    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        self.setProperty("panel", "plain")
        self.setAccessibleName(f"{number}. {title}")
        self._round = StepRound(number)
        self._title = Text(title, "heading")
        self._title.setStyleSheet("font-size: 17px;")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        head = row(self._round, self._title, None, gap=1.5)
        layout = column(head, self._lines, self.body, None, gap=1.5)
        layout.setContentsMargins(22, 20, 22, 20)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_active(self, active: bool) -> None:
        """Whether there is something to do in this step now."""
        self._round.set_active(active)

    def set_lines(self, *lines: tuple[str, Tone]) -> None:
        """Show these lines of text, each with its tone."""
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for words, tone in lines:
            self._lines.addWidget(Text(words, "body", tone, wrap=True))
