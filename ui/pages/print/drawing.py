"""Draws pages on a printer, one after the other, away from the window's thread."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from fieldapp.foundation.errors import WorldFailed
from ui.models.page_picture import Picture, image_of

LEAST_DPI = 200
MOST_DPI = 300
"""Sharp enough for a QR code; more only makes the printer wait."""


def lay_out(printer: QPrinter, binding: str) -> None:
    """Set a printer for a booklet: larger paper where it is wanted, turned over its short edge."""
    if binding == "sheets":
        return
    size = QPageSize.PageSizeId.A3 if binding == "booklet-a3" else QPageSize.PageSizeId.A4
    printer.setPageSize(QPageSize(size))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setDuplex(QPrinter.DuplexMode.DuplexShortSide)


class PrinterPaper:
    """The paper of one printer."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer
        self.dots_per_inch = min(max(printer.resolution(), LEAST_DPI), MOST_DPI)

    def draw(self, pages: Iterable[Picture]) -> int:
        """Draw pages; returns how many; raises as ``draw_on``."""
        return draw_on(self._printer, pages)


def draw_on(printer: QPrinter, pages: Iterable[Picture]) -> int:
    """Draw pages as large as the paper; returns how many.

    Raises:
        WorldFailed: ``printer_failed``.
    """
    painter, drawn = QPainter(), 0
    printer.setFullPage(True)
    try:
        for page in pages:
            printer.setPageOrientation(_orientation(page))
            begun = printer.newPage() if drawn else painter.begin(printer)
            if not begun:
                raise WorldFailed("printer_failed")
            painter.drawImage(_fitted(page, painter.viewport()), image_of(page))
            drawn += 1
    finally:
        painter.end()
    return drawn


def _orientation(page: Picture) -> QPageLayout.Orientation:
    across = page.width > page.height
    return QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait


def _fitted(page: Picture, paper: QRect) -> QRect:
    size = paper.size()
    kept = QSize(page.width, page.height).scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(
        paper.x() + (size.width() - kept.width()) // 2,
        paper.y() + (size.height() - kept.height()) // 2,
        kept.width(),
        kept.height(),
    )
