"""Tables in the manner of an official form: cells, rows, and rows laid out to lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from fieldapp.sheets.line_breaking import break_lines
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.typefaces import BOLD, REGULAR, Typefaces

SIZE = 10.0
LEADING = 15.0
SIDE = 5.6
ABOVE = 3.6
ROW = LEADING + 2 * ABOVE
_BASELINE = 11.3
"""From the upper edge of a line of text down to its baseline."""


@dataclass(frozen=True)
class Cell:
    """Text in a frame; a ``label`` is bold, grey and centred."""

    text: str = ""
    label: bool = False


@dataclass(frozen=True)
class Row:
    """Cells side by side, ``widths`` in points; at least ``room`` points high.

    ``stretch`` is its share of the room that is left when the sheet is filled by hand.
    """

    cells: tuple[Cell, ...]
    widths: tuple[float, ...]
    room: float = ROW
    stretch: float = 0


@dataclass(frozen=True)
class Table:
    """Rows under a header, which is repeated on every page the table reaches."""

    rows: tuple[Row, ...]
    header: Row | None = None


class Piece(Protocol):
    """What a page is made of from top to bottom."""

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        ...

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw it with its upper left corner at ``left``, ``top``."""
        ...


@dataclass(frozen=True)
class LaidRow:
    """A row with its text broken into lines, one tuple of lines a cell."""

    row: Row
    lines: tuple[tuple[str, ...], ...]
    height: float

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw frames, label grounds and text."""
        for cell, lines, width in zip(self.row.cells, self.lines, self.row.widths, strict=True):
            pen.box(left, top - self.height, width, self.height, grey=cell.label)
            if cell.label:
                self._centred(pen, lines, left + width / 2, top)
            else:
                for number, line in enumerate(lines):
                    y = top - ABOVE - number * LEADING - _BASELINE
                    pen.text(left + SIDE, y, line, SIZE)
            left += width

    def _centred(self, pen: Pen, lines: tuple[str, ...], middle: float, top: float) -> None:
        y = top - (self.height - len(lines) * LEADING) / 2 - _BASELINE
        for line in lines:
            pen.text(middle - pen.width(line, SIZE, bold=True) / 2, y, line, SIZE, bold=True)
            y -= LEADING

    def higher(self, by: float) -> LaidRow:
        """The same row with more room."""
        return replace(self, height=self.height + by)

    def split(self, height: float) -> tuple[LaidRow, LaidRow]:
        """What fits into ``height`` and the rest; labels stand in both."""
        count = max(1, int((height - 2 * ABOVE) / LEADING))
        return self._part(slice(count), height), self._part(slice(count, None), ROW)

    def _part(self, part: slice, least: float) -> LaidRow:
        lines = tuple(
            lines if cell.label else lines[part]
            for cell, lines in zip(self.row.cells, self.lines, strict=True)
        )
        return LaidRow(self.row, lines, max(least, _text_height(lines)))


def lay(row: Row, faces: Typefaces) -> LaidRow:
    """Break the text of every cell into lines; the row is as high as its highest cell."""
    lines = tuple(
        _lines(cell, width, faces) for cell, width in zip(row.cells, row.widths, strict=True)
    )
    return LaidRow(row, lines, max(row.room, _text_height(lines)))


def _lines(cell: Cell, width: float, faces: Typefaces) -> tuple[str, ...]:
    font = BOLD if cell.label else REGULAR
    side = SIDE / 2 if cell.label else SIDE
    return break_lines(cell.text, (width - 2 * side) / SIZE, lambda text: faces.width(text, font))


def _text_height(lines: tuple[tuple[str, ...], ...]) -> float:
    return max(map(len, lines)) * LEADING + 2 * ABOVE
