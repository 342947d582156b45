"""How long a village's sheets take, beside the same strings on a bare reportlab canvas."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from typing_extensions import override

from fieldapp.bootstrap import Opener
from fieldapp.foundation.jobs import WatchedJob
from fieldapp.ports.questions import HouseholdRow
from fieldapp.services.demonstration import make_demonstration
from fieldapp.services.desk import Desk
from fieldapp.services.sheet_kinds import SheetKind, SheetOrder
from fieldapp.services.sheet_making import Wanted, documents_of
from fieldapp.sheets.archival import PdfTitle
from fieldapp.sheets.document import _Frames
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.pdf_file import StreamedCanvas
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.typefaces import typefaces
from fieldapp.sheets.visit_sheet import visit_documents, visit_sheets
from fieldapp.sheets.words import Words
from tests.bench.line import Line
from tests.fieldapp.sheets.samples import FOOTER, village

SHEETS = 422
LIMIT = 2.0
KINDS: dict[SheetKind, float] = {
    "visit-sheet": 4.0, "blank-sheet": 4.0, "plan": 4.0, "collection-form": 4.0,
    "income-card": 4.0, "measures-card": 4.0, "household-file": 4.0, "health": 4.0,
}  # fmt: skip
"""From the records, which are read and put into words too: the ratio allowed."""
FLAT = 16.0
"""Megabytes that many households may take more than a few: what is read at once, and the PDF."""
_FEW = 120
_PEAK = """
import re, sys
from pathlib import Path
from fieldapp.bootstrap import Opener
from fieldapp.services.sheet_kinds import SheetOrder
desk = Opener().desk(Path(sys.argv[1]), None)
rows = tuple(desk.store.questions.households())[: int(sys.argv[3])]
with Path(sys.argv[1], "sheets.pdf").open("wb") as out:
    desk.printing.write(SheetOrder(sys.argv[2], rows, "zh_CN"), out)
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(int(peak[1]) / 1024)
"""

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


def measure(folder: Path) -> list[Line]:
    """The sheets of samples, then every kind from the records of a whole village; memory last."""
    pages = _strings()
    _print(2)
    _bare(pages[:2])
    floor = min(_seconds(lambda: _bare(pages)) for _ in range(2))
    printed = min(_seconds(lambda: _print(SHEETS)) for _ in range(2))
    made = folder / "sheets"
    make_demonstration(Opener().founding(), made, households=SHEETS, role="county")
    desk = Opener().desk(made, None)
    rows = tuple(desk.store.questions.households())
    kinds = [_kind(desk, kind, rows) for kind in KINDS]
    desk.store.close()
    sample = Line(f"print {SHEETS} visit sheets of samples", printed, floor, LIMIT)
    return [sample, *kinds, *(_memory(made, kind) for kind in KINDS)]


def _kind(desk: Desk, kind: SheetKind, rows: tuple[HouseholdRow, ...]) -> Line:
    """Printing a kind for all households, beside its own strings on a bare canvas."""
    order, pen = SheetOrder(kind, rows, "zh_CN"), _ListeningPen()
    words = FormWords(order.language)
    frames = _Frames(pen, FOOTER, words, "sheets")
    wanted = Wanted(desk.registers, rows, words, WatchedJob())
    for number, document in enumerate(documents_of(kind, wanted).documents, start=1):
        frames.draw(document.laid(pen), number, FOOTER.copy_no)
    printed = _seconds(lambda: desk.printing.write(order, io.BytesIO()))
    floor = _seconds(lambda: _bare(pen.pages))
    return Line(f"print {kind} for {len(rows)} households", printed, floor, KINDS[kind])


def _memory(workspace: Path, kind: SheetKind) -> Line:
    """The peak with all households beside the peak with a few: it does not grow with them."""
    few, all_of_them = (_megabytes(workspace, kind, count) for count in (_FEW, SHEETS))
    name = f"memory of printing {kind} for {SHEETS}, not {_FEW}"
    return Line(name, all_of_them, few, FLAT, "MB")


def _megabytes(workspace: Path, kind: SheetKind, count: int) -> float:
    command = [sys.executable, "-c", _PEAK, str(workspace), kind, str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _seconds(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


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
    with tempfile.TemporaryDirectory() as place:
        for line in measure(Path(place)):
            print(line.text())
