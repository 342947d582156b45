"""The grid of the visit form: label and value widths, and the rows built on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldapp.sheets.tables import ROW, Cell, Row, Table
from fieldapp.sheets.words import Words

BODY_WIDTH = 481.9
"""170 mm: A4 with margins of 20 mm."""


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
        widths = tuple(share * BODY_WIDTH for share in shares)
        return Table(
            tuple(Row(tuple(map(Cell, line)), widths) for line in lines),
            Row(tuple(Cell(text, label=True) for text in header), widths),
        )
