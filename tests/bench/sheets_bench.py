"""How long a village's visit sheets take, beside the same strings on a bare reportlab canvas."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas
from typing_extensions import override

from fieldapp.sheets.archival import PdfTitle
from fieldapp.sheets.document import _Frames
from fieldapp.sheets.pdf_file import StreamedCanvas
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.typefaces import typefaces
from fieldapp.sheets.visit_sheet import visit_documents, visit_sheets
from fieldapp.sheets.words import Words
from tests.fieldapp.sheets.samples import FOOTER, village

SHEETS = 422
LIMIT = 2.0

String = tuple[float, float, str, str, float]


class _ListeningPen(Pen):
    """Keeps every string that it writes, page by page."""

    def __init__(self) -> None:
        faces = typefaces()
        about = PdfTitle("", "", "zh-CN", faces.regular, FOOTER.printed_at)
        super().__init__(StreamedCanvas(io.BytesIO(), about), faces)
        self._bold, self._regular = faces.bold, faces.regular
        self._page: list[String] = []
        self.pages: list[list[String]] = []

    @override
    def text(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        self._page.append((x, y, text, self._bold if bold else self._regular, size))

    @override
    def put(self) -> None:
        self.pages.append(self._page)
        self._page = []


def measure() -> list[tuple[str, float, float, float]]:
    """Name, seconds measured, seconds of the floor in the same run, and the ratio allowed."""
    pages = _strings()
    _print(2)
    _bare(pages[:2])
    floor = min(_seconds(lambda: _bare(pages)) for _ in range(2))
    printed = min(_seconds(lambda: _print(SHEETS)) for _ in range(2))
    return [(f"print {SHEETS} visit sheets", printed, floor, LIMIT)]


def _seconds(act: Callable[[], None]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _print(count: int) -> None:
    visit_sheets(village(count), io.BytesIO(), language="zh_CN", footer=FOOTER)


def _bare(pages: list[list[String]]) -> None:
    canvas = Canvas(io.BytesIO(), pageCompression=1, invariant=1)
    for strings in pages:
        for x, y, text, font, size in strings:
            canvas.setFont(font, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()


def _strings() -> list[list[String]]:
    """Every string of every page, as the sheets write them."""
    words, pen = Words("zh_CN"), _ListeningPen()
    frames = _Frames(pen, FOOTER, words, "sheets")
    for number, document in enumerate(visit_documents(village(SHEETS), words), start=1):
        frames.draw(document.laid(pen), number, FOOTER.copy_no)
    return pen.pages


if __name__ == "__main__":
    for name, seconds, floor, limit in measure():
        print(f"{name}: {seconds:.2f} s, floor {floor:.2f} s, {seconds / floor:.2f} of {limit}")
