"""Fits tables and other pieces onto pages: headers repeat, rows stay whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fieldapp.sheets.prose import Prose, TextLine, set_lines
from fieldapp.sheets.tables import SIZE, LaidRow, Piece, Table, lay
from fieldapp.sheets.typefaces import Typefaces

GAP = 6.5
"""Points between two tables."""


@dataclass(frozen=True)
class Placed:
    """A piece and how far below the upper edge of the body it starts, in points."""

    piece: Piece
    below: float


Page = list[Placed]


class Flow:
    """Places one piece after the other, opening pages of ``height`` points as needed."""

    def __init__(self, faces: Typefaces, height: float) -> None:
        self.pages: list[Page] = [[]]
        self._faces = faces
        self._height = height
        self._used = 0.0

    @property
    def left(self) -> float:
        """Points still free on the open page."""
        return self._height - self._used

    def add(self, piece: Piece, after: float = 0) -> None:
        """Place a piece that is never split, after a gap; ``after`` as in ``table``."""
        self._gap(piece.height + after)
        self._place(piece)

    def prose(self, prose: Prose, width: float, after: float = 0) -> None:
        """Place running text after a gap, line by line; ``after`` as in ``table``.

        Bold text is a heading: all of it stays with what follows.
        """
        lines = set_lines(prose, width, self._faces)
        whole = sum(line.height for line in lines)
        kept = whole + after if prose.strong else sum(line.height for line in lines[:2])
        self._gap(kept if kept <= self._height else whole)
        for line in lines:
            needed = line.height + (after if line is lines[-1] else 0)
            if self.left < needed <= self._height:
                self._turn()
            self._place(line)

    def table(self, table: Table, after: float = 0) -> None:
        """Place a table after a gap; a row taller than a whole page is the only one split.

        The last row stays together with the ``after`` points of what follows. Empty rows at the
        end, to write on, are given up before a page is opened for them; one stays.
        """
        header = lay(table.header, self._faces) if table.header else None
        rows = [lay(row, self._faces) for row in table.rows]
        lines = self._caption(table)
        above = sum(line.height for line in lines) + (header.height if header else 0)
        whole = above + rows[0].height + (after if len(rows) == 1 else 0)
        self._gap(whole if whole <= self._height else above + self._height / 8)
        for line in lines:
            self._place(line)
        if header:
            self._place(header)
        for row, is_last in self._worth_placing(rows, after):
            if is_last and self.left < row.height + after <= self._height - above:
                self._turn()
                if header:
                    self._place(header)
            self._row(row, header)

    def beginning(self, table: Table) -> float:
        """Points from the caption of a table to the end of its first row."""
        rows = [table.header, table.rows[0]] if table.header else [table.rows[0]]
        above = sum(line.height for line in self._caption(table))
        return above + sum(lay(row, self._faces).height for row in rows)

    def _worth_placing(self, rows: list[LaidRow], after: float) -> Iterator[tuple[LaidRow, bool]]:
        """Each row and whether it is the last; the empty ones as far as this page has room."""
        filled = _filled(rows)
        for row in rows[:filled]:
            yield row, row is rows[-1]
        if empty := rows[filled:]:
            fitting = int((self.left - after) / empty[0].height)
            kept = empty[:fitting] if fitting > 0 else empty
            for row in kept:
                yield row, row is kept[-1]

    def _caption(self, table: Table) -> tuple[TextLine, ...]:
        if not table.caption:
            return ()
        caption = Prose(table.caption, SIZE + 1, strong=True)
        return set_lines(caption, sum(table.rows[0].widths), self._faces)

    def _row(self, row: LaidRow, header: LaidRow | None) -> None:
        above = header.height if header else 0
        while row.height > self.left:
            if row.height > self._height - above and self.left > self._height / 8:
                fitting, row = row.split(self.left)
                self._place(fitting)
            self._turn()
            if header:
                self._place(header)
        self._place(row)

    def _gap(self, coming: float) -> None:
        if self._used and GAP + coming <= self.left:
            self._used += GAP
        elif self._used and coming <= self._height:
            self._turn()

    def _place(self, piece: Piece) -> None:
        self.pages[-1].append(Placed(piece, self._used))
        self._used += piece.height

    def _turn(self) -> None:
        self.pages.append([])
        self._used = 0.0


def _filled(rows: list[LaidRow]) -> int:
    """How many rows there are up to the last one with a word in it."""
    count = len(rows)
    while count and not any(cell.text for cell in rows[count - 1].row.cells):
        count -= 1
    return count


def stretched(page: Page, spare: float) -> Page:
    """Give the rows that ask for it their share of ``spare`` points, the rest moves down."""
    shares = sum(placed.piece.row.stretch for placed in page if isinstance(placed.piece, LaidRow))
    result: Page = []
    down = 0.0
    for placed in page:
        piece = placed.piece
        share = piece.row.stretch * spare / shares if isinstance(piece, LaidRow) and shares else 0
        grown = piece.higher(share) if isinstance(piece, LaidRow) else piece
        result.append(Placed(grown, placed.below + down))
        down += share
    return result
