"""Tables in the manner of an official form: cells, rows, and rows laid out to lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Protocol

from fieldapp.sheets.pen import Pen
from fieldapp.sheets.typefaces import Typefaces

SIZE = 10.0
LEADING = 1.5
"""From one line of text to the next, in sizes of the text."""
SIDE = 5.6
ABOVE = 3.6
ROW = SIZE * LEADING + 2 * ABOVE
_BASELINE = 1.13
"""From the upper edge of a line of text down to its baseline, in sizes of the text."""
Side = Literal["left", "middle", "right"]


@dataclass(frozen=True)
class Cell:
    """Text in a frame; a ``label`` is bold, grey and centred, numbers stand at the right."""

    text: str = ""
    label: bool = False
    side: Side = "left"
    strong: bool = False


@dataclass(frozen=True)
class Row:
    """Cells side by side, ``widths`` and ``size`` of the text in points; ``room`` high at least.

    ``stretch`` is its share of the room that is left when the sheet is filled by hand: such a row
    is written on from its top, any other has its text in the middle. Without ``framed`` the text
    stands free on the paper.
    """

    cells: tuple[Cell, ...]
    widths: tuple[float, ...]
    room: float = ROW
    stretch: float = 0
    size: float = SIZE
    framed: bool = True


@dataclass(frozen=True)
class Table:
    """Rows under a header, which is repeated on every page the table reaches.

    A ``caption`` stands above the first row, never alone at the foot of a page.
    """

    rows: tuple[Row, ...]
    header: Row | None = None
    caption: str = ""


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
            if self.row.framed:
                pen.box(left, top - self.height, width, self.height, grey=cell.label)
            self._cell(pen, cell, lines, (left, top, width))
            left += width

    def _cell(
        self, pen: Pen, cell: Cell, lines: tuple[str, ...], place: tuple[float, float, float]
    ) -> None:
        if not cell.text:
            return
        left, top, width = place
        size, leading = self.row.size, self.row.size * LEADING
        middle = cell.label or (self.row.framed and not self.row.stretch)
        spare = (self.height - len(lines) * leading) / 2 if middle else ABOVE
        for number, line in enumerate(lines):
            y = top - spare - number * leading - round(size * _BASELINE, 2)
            if cell.label or cell.side == "middle":
                pen.centred(left + width / 2, y, line, size, bold=_bold(cell))
            elif cell.side == "right":
                pen.right(left + width - SIDE, y, line, size, bold=_bold(cell))
            else:
                pen.text(left + SIDE, y, line, size, bold=_bold(cell))

    def higher(self, by: float) -> LaidRow:
        """The same row with more room."""
        return replace(self, height=self.height + by)

    def split(self, height: float) -> tuple[LaidRow, LaidRow]:
        """What fits into ``height`` and the rest; labels stand in both."""
        count = max(1, int((height - 2 * ABOVE) / (self.row.size * LEADING)))
        return self._part(slice(count), height), self._part(slice(count, None), ROW)

    def _part(self, part: slice, least: float) -> LaidRow:
        lines = tuple(
            lines if cell.label else lines[part]
            for cell, lines in zip(self.row.cells, self.lines, strict=True)
        )
        return LaidRow(self.row, lines, max(least, _text_height(self.row, lines)))


def lay(row: Row, faces: Typefaces) -> LaidRow:
    """Break the text of every cell into lines; the row is as high as its highest cell."""
    lines = tuple(
        _lines(cell, width, row.size, faces)
        for cell, width in zip(row.cells, row.widths, strict=True)
    )
    return LaidRow(row, lines, max(row.room, _text_height(row, lines)))


def _lines(cell: Cell, width: float, size: float, faces: Typefaces) -> tuple[str, ...]:
    font = faces.bold if _bold(cell) else faces.regular
    side = SIDE / 2 if cell.label else SIDE
    return faces.lines(cell.text, (width - 2 * side) / size, font)


def _bold(cell: Cell) -> bool:
    return cell.label or cell.strong


def _text_height(row: Row, lines: tuple[tuple[str, ...], ...]) -> float:
    return max(map(len, lines)) * row.size * LEADING + 2 * ABOVE
