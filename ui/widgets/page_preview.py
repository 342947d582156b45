"""Shows a page as it will lie on the paper: whole, or as wide as the window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from fieldapp.foundation.i18n import _
from ui.models.page_picture import Picture, image_of
from ui.style.theme import tokens

_EDGE = 16


class Sheet(QWidget):
    """The page on its ground."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._scaled: QImage | None = None
        self._words = ""

    def show_page(self, image: QImage | None, words: str) -> None:
        """Show a page; without one ``words`` stand in its place."""
        self._image, self._scaled, self._words = image, None, words
        self.update()

    def ratio(self) -> float:
        """Height of the page for a width of one."""
        return self._image.height() / self._image.width() if self._image else 2**0.5

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The paper with a thin line around it."""
        painter = QPainter(self)
        if self._image is None:
            painter.setPen(QColor(tokens().quiet))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
            return
        ratio = self.devicePixelRatioF()
        space = self.size() - QSize(2 * _EDGE, 2 * _EDGE)
        size = self._image.size().scaled(space, Qt.AspectRatioMode.KeepAspectRatio)
        if self._scaled is None or self._scaled.size() != size * ratio:
            self._scaled = self._image.scaled(
                size * ratio,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        corner = QPoint((self.width() - size.width()) // 2, (self.height() - size.height()) // 2)
        paper = QRect(corner, size)
        painter.drawImage(paper, self._scaled)
        painter.setPen(QPen(QColor(tokens().line_strong), 1))
        painter.drawRect(paper.adjusted(-1, -1, 0, 0))


class Preview(QScrollArea):
    """The page, whole or wide; scrolls when it is larger than the window."""

    def __init__(self) -> None:
        super().__init__()
        self._wide = False
        self._shown: Picture | None = None
        self._sheet = Sheet()
        self.setWidget(self._sheet)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Preview"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._sheet.setAutoFillBackground(False)

    def show_page(self, picture: Picture | None, words: str) -> None:
        """Show a page, from its top."""
        if picture is None or picture is not self._shown:
            self._sheet.show_page(image_of(picture) if picture else None, words)
            self.verticalScrollBar().setValue(0)
        self._shown = picture
        self._fit()

    def set_wide(self, *, wide: bool) -> None:
        """As wide as the window, or the whole page."""
        self._wide = wide
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().size()
        if self._wide:
            inner = room.width() - 2 * _EDGE
            room.setHeight(round(inner * self._sheet.ratio()) + 2 * _EDGE)
        self._sheet.resize(room)

    @override
    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(arg__1)
        self._fit()
