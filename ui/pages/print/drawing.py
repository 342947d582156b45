"""Draws pages on a printer, one after the other, away from the window's thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from fieldapp.foundation.errors import Refused, WorldFailed
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
    """Draw the pages that were asked for as large as the paper; returns how many.

    Raises:
        Refused: ``no_such_pages`` when there are fewer.
        WorldFailed: ``printer_failed``.
    """
    painter, drawn = QPainter(), 0
    printer.setFullPage(True)
    try:
        for page in _asked_for(printer, pages):
            printer.setPageOrientation(_orientation(page))
            begun = printer.newPage() if drawn else painter.begin(printer)
            if not begun:
                raise WorldFailed("printer_failed")
            painter.drawImage(_fitted(page, painter.viewport()), image_of(page))
            drawn += 1
    finally:
        if painter.isActive():
            painter.end()
    if not drawn:
        raise Refused("no_such_pages")
    return drawn


def _asked_for(printer: QPrinter, pages: Iterable[Picture]) -> Iterator[Picture]:
    """All pages, or those of the range; what lies behind it is not made."""
    ranges = printer.pageRanges()
    if printer.printRange() != QPrinter.PrintRange.PageRange or ranges.isEmpty():
        yield from pages
        return
    for number, page in enumerate(pages, start=1):
        if ranges.contains(number):
            yield page
        if number >= ranges.lastPage():
            return


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
