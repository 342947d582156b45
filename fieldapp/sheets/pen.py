"""Draws on one page after another: text at a baseline, boxes, lines, and square codes."""

from __future__ import annotations

import re
from functools import lru_cache

import segno

from fieldapp.sheets.pdf_file import StreamedCanvas
from fieldapp.sheets.typefaces import CODE_SIZE, Typefaces

GREY = 0.93
LINE_WIDTH = 0.6
_DARK = re.compile(b"\1+")
_MASK = 2
"""Readers take any mask; weighing all eight would take longer than drawing the page."""


class Pen:
    """Collects the strokes of a page and puts them there in three passes: greys, lines, text.

    All lengths are points, from the lower left corner of the page.
    """

    def __init__(self, canvas: StreamedCanvas, faces: Typefaces) -> None:
        self.canvas = canvas
        self.faces = faces
        self.missing: set[str] = set()
        self._greys: list[str] = []
        self._lines: list[str] = []
        self._texts: list[str] = []

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide ``text`` would be."""
        return self.faces.width(text, self._weight(bold=bold)) * size

    def text(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        """Write ``text`` from ``x`` on the baseline ``y``."""
        for run in self.faces.runs(text, self._weight(bold=bold)):
            wide = run.width * size
            if run.font is None:
                self._boxed_code(x, y, run.text, size, wide)
            else:
                self._write(x, y, run.text, run.font, size)
            x += wide

    def right(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        """Write ``text`` so that it ends at ``x``."""
        self.text(x - self.width(text, size, bold=bold), y, text, size, bold=bold)

    def centred(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        """Write ``text`` around ``x``."""
        self.text(x - self.width(text, size, bold=bold) / 2, y, text, size, bold=bold)

    def spaced(self, middle: float, y: float, text: str, size: float, space: float) -> None:
        """Write a bold title around ``middle`` with ``space`` points between the letters."""
        wide = self.width(text, size, bold=True) + space * (len(text) - 1)
        self._texts.append(f"{space} Tc")
        self.text(middle - wide / 2, y, text, size, bold=True)
        self._texts.append("0 Tc")

    def box(self, x: float, y: float, width: float, height: float, *, grey: bool = False) -> None:
        """Outline a rectangle standing on ``y``; ``grey`` also fills it lightly."""
        shape = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
        self._lines.append(shape)
        if grey:
            self._greys.append(shape)

    def bar(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """Fill a rectangle standing on ``y``, 0 black to 1 white, without an outline."""
        self.canvas.addLiteral(f"{grey} g {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def line(self, x: float, y: float, to: float) -> None:
        """Draw a horizontal line from ``x`` to ``to``."""
        self._lines.append(f"{x:.2f} {y:.2f} m {to:.2f} {y:.2f} l")

    def square_code(self, x: float, top: float, side: float, content: str) -> None:
        """Draw ``content`` as a QR code of ``side`` points, its upper left corner at ``top``."""
        bars, count = _bars(content)
        unit = side / count
        place = f"{unit:.4f} 0 0 {-unit:.4f} {x:.2f} {top:.2f} cm"
        self.canvas.addLiteral(f"q {place} 0 g\n{bars}\nf Q")

    def photo(self, x: float, y: float, width: float, height: float, data: bytes) -> None:
        """Draw a JPEG in the middle of a rectangle standing on ``y``, as large as it fits."""
        self.canvas.jpeg(x, y, width, height, data)

    def put(self) -> None:
        """Put the collected strokes on the page."""
        if self._greys:
            self.canvas.addLiteral("\n".join((f"{GREY} g", *self._greys, "f")))
        if self._lines:
            self.canvas.addLiteral("\n".join((f"0 G {LINE_WIDTH} w", *self._lines, "S")))
        self.canvas.addLiteral("\n".join(("0 g BT", *self._texts, "ET")))
        for strokes in (self._greys, self._lines, self._texts):
            strokes.clear()

    def _weight(self, *, bold: bool) -> str:
        return self.faces.bold if bold else self.faces.regular

    def _write(self, x: float, y: float, text: str, font: str, size: float) -> None:
        shown = self.canvas.shown(text, font, size)
        self._texts.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm {shown}")

    def _boxed_code(self, x: float, y: float, code: str, size: float, width: float) -> None:
        self.missing.add(chr(int(code.removeprefix("U+"), 16)))
        self.box(x + size * 0.05, y - size * 0.1, width - size * 0.1, size * CODE_SIZE * 1.45)
        self._write(x + size * 0.15, y + size * 0.1, code, self.faces.regular, size * CODE_SIZE)


@lru_cache(maxsize=16)
def _bars(content: str) -> tuple[str, int]:
    """The dark modules as horizontal bars, a module long each unit, and the modules of a side."""
    code = segno.make(content, error="m", micro=False, mask=_MASK)
    bars = (
        f"{dark.start()} {row} {dark.end() - dark.start()} 1 re"
        for row, modules in enumerate(code.matrix)
        for dark in _DARK.finditer(modules)
    )
    return "\n".join(bars), len(code.matrix)
