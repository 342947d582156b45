"""Finds headings at which a page ends: the words and column heads of what begins overleaf."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable

from fieldapp.sheets.archival import PdfTitle
from fieldapp.sheets.document import Document
from fieldapp.sheets.flow import Page
from fieldapp.sheets.pdf_file import StreamedCanvas
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.prose import TextLine
from fieldapp.sheets.tables import LaidRow, Piece
from fieldapp.sheets.typefaces import typefaces


def pen() -> Pen:
    """A pen whose canvas nobody keeps."""
    made = dt.datetime(2016, 11, 23, 10, 31)  # noqa: DTZ001 - a day on paper
    faces = typefaces()
    about = PdfTitle("表", "王芳", "zh-CN", faces.regular, made)
    return Pen(StreamedCanvas(io.BytesIO(), about), faces)


def headings_alone(pages: Iterable[Page]) -> list[str]:
    """The words of each heading that is the last on its page."""
    return [words for page in pages if page and (words := _heading(page[-1].piece))]


def pages_of(document: Document) -> list[Page]:
    """All pages of a document."""
    return [page for _sheet, pages in document.laid(pen()) for page in pages]


def _heading(piece: Piece) -> str:
    if isinstance(piece, TextLine) and piece.prose.strong:
        return piece.text
    if isinstance(piece, LaidRow) and all(cell.label for cell in piece.row.cells):
        return " ".join(cell.text for cell in piece.row.cells)
    return ""
