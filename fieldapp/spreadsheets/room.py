"""Room for data rows in a sheet that has its own form: rows added, formulas stretched."""

from __future__ import annotations

import re
from copy import copy
from itertools import chain

from openpyxl.cell import Cell, MergedCell
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from fieldapp.spreadsheets.cells import plain
from fieldapp.spreadsheets.lines import ends_list

_CELL = re.compile(r"(?<![\w!.'])(\$?[A-Z]{1,3}\$?)(\d+)(?::(\$?[A-Z]{1,3}\$?)(\d+))?(?![\w(!])")
"""A cell or a range of the same sheet inside a formula."""


class DataRoom:
    """The data rows of a sheet: from ``first`` to before a total or a note, or to the end.

    ``below`` is the row behind them where that is known.
    """

    def __init__(self, sheet: Worksheet, first: int, below: int | None = None) -> None:
        self._sheet = sheet
        self.first = first
        self._below = below or next(
            (row for row in range(first, sheet.max_row + 1) if self._ends(row)),
            max(sheet.max_row, first) + 1,
        )
        self._part_merged()
        model = [sheet.cell(first, column) for column in range(1, sheet.max_column + 1)]
        self._model = {at: cell for at, cell in enumerate(model, 1) if isinstance(cell, Cell)}
        self._formulas = {
            at: str(cell.value) for at, cell in self._model.items() if cell.data_type == "f"
        }
        self._height = sheet.row_dimensions[first].height

    def make(self, rows: int) -> None:
        """Give room to so many rows, all in the form of the first one and empty."""
        last = max(self._below - 1, self.first)
        more = max(0, self.first + rows - 1 - last)
        if more:
            self._move_down(more)
        self._stretch(last, more)
        for row in range(self.first, last + more + 1):
            self._dress(row, empty=row >= self.first + rows)

    def computed(self, column: int) -> bool:
        """Whether the template computes this column (from 1) itself."""
        return column in self._formulas

    def _ends(self, row: int) -> bool:
        texts = [cell.value for cell in self._sheet[row] if isinstance(cell.value, str)]
        return ends_list([plain(text) for text in texts if text.strip()])

    def _part_merged(self) -> None:
        """Cells merged inside the data rows stand for themselves again."""
        for block in list(self._sheet.merged_cells.ranges):
            if self.first <= block.min_row < self._below:
                self._sheet.unmerge_cells(block.coord)

    def _move_down(self, more: int) -> None:
        sheet, below = self._sheet, self._below
        if below > sheet.max_row:
            return
        heights = {row: sheet.row_dimensions[row].height for row in range(below, sheet.max_row + 1)}
        merged = [b for b in sheet.merged_cells.ranges if b.min_row >= below]
        for block in merged:
            sheet.unmerge_cells(block.coord)
        area = CellRange(min_row=below, max_row=sheet.max_row, min_col=1, max_col=sheet.max_column)
        sheet.move_range(area, rows=more)
        for row in range(below, below + more):
            sheet.row_dimensions[row].height = self._height
        for row, height in heights.items():
            sheet.row_dimensions[row + more].height = height
        for block in merged:
            block.shift(row_shift=more)
            sheet.merge_cells(block.coord)

    def _stretch(self, last: int, more: int) -> None:
        """Formulas outside the data rows speak of all data rows, and of what moved down."""

        def moved(found: re.Match[str]) -> str:
            column, row, to_column, to_row = found[1], int(found[2]), found[3], found[4]
            if to_column is None:
                return f"{column}{row + more if row > last else row}"
            end = int(to_row)
            start = row + more if row > last else row
            return f"{column}{start}:{to_column}{end + more if end >= last else end}"

        sheet = self._sheet
        above = sheet.iter_rows(max_row=self.first - 1)
        beneath = sheet.iter_rows(min_row=last + more + 1)
        for line in chain(above, beneath):
            for cell in line:
                if cell.data_type == "f" and isinstance(cell.value, str):
                    cell.value = _CELL.sub(moved, cell.value)

    def _dress(self, row: int, *, empty: bool) -> None:
        sheet = self._sheet
        sheet.row_dimensions[row].height = self._height
        for column, model in self._model.items():
            cell = sheet.cell(row, column)
            if row != self.first:
                _like(cell, model)
            formula = self._formulas.get(column)
            if formula is None or empty:
                cell.value = None
            else:
                origin = Translator(formula, model.coordinate)
                cell.value = origin.translate_formula(cell.coordinate)


def _like(cell: Cell | MergedCell, model: Cell) -> None:
    if isinstance(cell, Cell) and model.has_style:
        cell._style = copy(model._style)  # type: ignore[attr-defined]  # noqa: SLF001  a cell's whole look
