"""A workbook form of the county's own: its names found and filled, its look and formulas kept."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.office_package import Parts, packed_office, read_office
from fieldapp.foundation.placeholders import Filling, FormText, filled, names_in
from fieldapp.spreadsheets.guarding import escaped
from fieldapp.spreadsheets.in_memory import fill
from fieldapp.spreadsheets.room import DataRoom

_CORE = "docProps/core.xml"
_SHAPES = re.compile(rb"<xdr:(?:sp|grpSp|cxnSp)\b")
"""Shapes and text boxes, which the library that fills workbooks would drop."""
_FIGURE = re.compile(r"-?\d{1,3}(?:,?\d{3})*(?:\.\d+)?", re.ASCII)
_PLAIN_FORMATS = ("General", "@")
_MOST_ROWS = 2000


def workbook_texts(name: str, parts: Parts) -> Iterator[FormText]:
    """Every text cell of the form.

    Raises:
        Refused: ``office_unread``, ``office_shapes``.
    """
    for sheet in _opened(name, parts).worksheets:
        for cell in _texts(sheet):
            yield FormText(str(cell.value), f"{sheet.title}!{cell.coordinate}", in_row=True)


def fill_workbook(name: str, parts: Parts, filling: Filling) -> dict[str, bytes]:
    """The parts with the values in place of the names; a row with a list is written for each line.

    Empty rows of the same look below it are used up first. What is filled in is text, whatever it
    looks like, and a figure only where the form's own cell has a format for figures.

    Raises:
        Refused: ``office_unread``, ``office_shapes``.
    """
    workbook = _opened(name, parts)
    for sheet in workbook.worksheets:
        listed = _listed(sheet, filling)
        # what was filled in is never looked at again: people may have typed braces
        for cell in [one for one in _texts(sheet) if one.row not in listed]:
            _put(cell, str(cell.value), filling, None)
        for row in sorted(listed, reverse=True):
            _fill_rows(sheet, row, filling, listed[row])
    out = io.BytesIO()
    fill(workbook, out)
    made = read_office(name, out.getvalue())
    if _CORE in parts:  # else it would name the moment it was filled
        made[_CORE] = parts[_CORE]
    return made


def _opened(name: str, parts: Parts) -> Workbook:
    if any(_SHAPES.search(content) for part, content in parts.items() if "drawings/" in part):
        raise Refused("office_shapes", file=name)
    try:
        return load_workbook(io.BytesIO(packed_office(parts)), rich_text=False)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, ParseError):
        raise Refused("office_unread", file=name) from None


def _texts(sheet: Worksheet) -> Iterator[Cell]:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and isinstance(cell.value, str) and cell.data_type == "s":
                yield cell


def _listed(sheet: Worksheet, filling: Filling) -> dict[int, str]:
    """The rows that are written for each line of a list, and of which."""
    found = ((cell.row, filling.list_in(str(cell.value))) for cell in _texts(sheet))
    return {row: wanted for row, wanted in found if wanted}


@dataclass(frozen=True)
class _Merged:
    """The merged cells that touch the data rows, to be merged again when rows are there."""

    across: tuple[CellRange, ...]
    down: tuple[CellRange, ...]


def _fill_rows(sheet: Worksheet, first: int, filling: Filling, wanted: str) -> None:
    lines = filling.lists[wanted][:_MOST_ROWS]
    texts = {cell.column: str(cell.value) for cell in _texts(sheet) if cell.row == first}
    below = _below(sheet, first)
    merged = _part(sheet, first, below)
    room = DataRoom(sheet, first, below)
    before = sheet.max_row
    room.make(max(1, len(lines)))
    more = sheet.max_row - before if before >= below else max(0, first + len(lines) - below)
    _merge_again(sheet, merged, first, below, more)
    for place in range(max(1, len(lines))):
        line = lines[place] if place < len(lines) else {}
        for column, text in texts.items():
            cell = sheet.cell(first + place, column)
            if isinstance(cell, Cell) and (place == 0 or names_in(text)):
                _put(cell, text, filling, line)


def _below(sheet: Worksheet, first: int) -> int:
    """The first row behind the empty ones that look like the row of the list."""
    row = first + 1
    while row <= sheet.max_row and _is_spare(sheet, row, first):
        row += 1
    return row


def _is_spare(sheet: Worksheet, row: int, first: int) -> bool:
    pairs = [
        (sheet.cell(row, column), sheet.cell(first, column))
        for column in range(1, sheet.max_column + 1)
    ]
    return all(its.value is None for its, _model in pairs) and all(
        _lines(its) == _lines(model)
        for its, model in pairs
        if isinstance(its, Cell) and isinstance(model, Cell)
    )


def _lines(cell: Cell) -> tuple[bool, ...]:
    """On which sides of a cell a line is drawn."""
    border = cell.border
    return tuple(
        bool(side and side.style) for side in (border.left, border.right, border.top, border.bottom)
    )


def _part(sheet: Worksheet, first: int, below: int) -> _Merged:
    touching = [b for b in sheet.merged_cells.ranges if b.min_row < below and b.max_row >= first]
    for block in touching:
        sheet.unmerge_cells(block.coord)
    copies = [CellRange(block.coord) for block in touching]
    across = (one for one in copies if one.min_row == one.max_row == first)
    return _Merged(tuple(across), tuple(one for one in copies if one.min_row < one.max_row))


def _merge_again(sheet: Worksheet, merged: _Merged, first: int, below: int, more: int) -> None:
    for block in merged.across:
        for row in range(first, below + more):
            sheet.merge_cells(
                start_row=row, end_row=row, start_column=block.min_col, end_column=block.max_col
            )
    for block in merged.down:
        last = block.max_row + (more if block.max_row >= below - 1 else 0)
        sheet.merge_cells(
            start_row=block.min_row, end_row=last,
            start_column=block.min_col, end_column=block.max_col,
        )  # fmt: skip


def _put(cell: Cell, text: str, filling: Filling, line: Mapping[str, str] | None) -> None:
    if not names_in(text):
        if cell.value is None:
            cell.value = text
        return
    value = filled(text, lambda name: filling.value(name, line))
    if cell.number_format not in _PLAIN_FORMATS and _FIGURE.fullmatch(value):
        cell.value = float(value.replace(",", ""))
        return
    cell.value = escaped(value)
    cell.data_type = "s"
