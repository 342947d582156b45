"""The grid of the forms: label and value widths, and the rows and lists built on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldapp.sheets.line_breaking import Width
from fieldapp.sheets.paper import BODY_WIDTH
from fieldapp.sheets.tables import ABOVE, LEADING, ROW, SIDE, SIZE, Cell, Row, Side, Table
from fieldapp.sheets.words import Words

_SIDES: dict[str, Side] = {"l": "left", "m": "middle", "r": "right"}


@dataclass(frozen=True)
class Form:
    """How one sheet is filled in.

    ``by_hand`` adds the empty lines of a sheet to be written on; without ``roomy`` no more room
    is left than the text and one line each need.
    """

    words: Words
    by_hand: bool
    roomy: bool = True

    @property
    def label(self) -> float:
        """Points of a label cell: three pairs of label and value fill the width."""
        return 63.0 if self.words.chinese else 72.0

    @property
    def value(self) -> float:
        """Points of a value cell."""
        return BODY_WIDTH / 3 - self.label

    def pairs(self, widths: tuple[float, ...], *pairs: tuple[str, str]) -> Row:
        """A row of labels, each with its value."""
        cells = (each for label, text in pairs for each in (Cell(label, label=True), Cell(text)))
        return Row(tuple(cells), widths)

    def line(self, label: str, text: str, *, room: float = ROW, stretch: float = 0) -> Row:
        """A label with one value over the whole width."""
        cells = (Cell(label, label=True), Cell(text))
        widths = (self.label, BODY_WIDTH - self.label)
        return Row(cells, widths, room if self.roomy else ROW, stretch)

    def listing(
        self,
        shares: tuple[float, ...],
        header: tuple[str, ...],
        lines: Sequence[tuple[str, ...]],
        *,
        least: int,
    ) -> Table:
        """Lines under a header; with room ``least`` at least, and empty ones to write on."""
        if self.roomy or self.by_hand:
            empty = max(least - len(lines), 2 if self.by_hand else 1)
        else:
            empty = 0 if lines else 1
        lines = [*lines, *[("",) * len(shares)] * empty]
        return listing(Columns(shares, header), lines)


@dataclass(frozen=True)
class Columns:
    """The columns of a list: shares of its width, headings, and a letter (l, m, r) for the side."""

    shares: Sequence[float]
    header: Sequence[str]
    sides: str = ""


def listing(
    columns: Columns,
    lines: Sequence[Sequence[str]],
    *,
    totals: int = 0,
    size: float = SIZE,
    width: float = BODY_WIDTH,
    caption: str = "",
    room: float = 0,
) -> Table:
    """Lines under a header; without lines there is one to write on.

    The last ``totals`` lines stand in bold; ``room`` is how high a line is at least, in points.
    """
    shares, header = columns.shares, columns.header
    sides = [_SIDES[letter] for letter in columns.sides or "l" * len(shares)]
    widths = tuple(share * width / sum(shares) for share in shares)
    lines = lines or [("",) * len(shares)]
    first_total = len(lines) - totals
    rows = tuple(
        Row(
            tuple(
                Cell(text, side=side, strong=number >= first_total)
                for text, side in zip(line, sides, strict=True)
            ),
            widths,
            room or size * LEADING + 2 * ABOVE,
            size=size,
        )
        for number, line in enumerate(lines)
    )
    head = Row(tuple(Cell(text, label=True) for text in header), widths, size=size)
    return Table(rows, head, caption)


def field_table(
    pairs: Sequence[tuple[str, str]],
    measure: Width,
    label: float,
    caption: str = "",
    width: float = BODY_WIDTH,
) -> Table:
    """Labels and values two abreast; a value that is too long for that takes the whole line.

    ``measure`` is the width of a text in ems, ``label`` that of the label cells in points.
    """
    half = width / 2 - label
    rows: list[Row] = []
    waiting: list[tuple[str, str]] = []
    for pair in pairs:
        long = measure(pair[1]) * SIZE > 2 * (half - 2 * SIDE) or "\n" in pair[1]
        if waiting and (long or len(waiting) == 2):
            rows.append(_pair_row(waiting, label, width))
            waiting = []
        waiting.append(pair)
        if long:
            rows.append(_pair_row(waiting, label, width))
            waiting = []
    if waiting:
        rows.append(_pair_row(waiting, label, width))
    return Table(tuple(rows), caption=caption)


def _pair_row(pairs: Sequence[tuple[str, str]], label: float, width: float) -> Row:
    cells = tuple(each for name, text in pairs for each in (Cell(name, label=True), Cell(text)))
    return Row(cells, (label, width / len(pairs) - label) * len(pairs))
