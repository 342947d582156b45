"""A workbook of plain lists: a bold heading row that stays in sight, texts as texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp.spreadsheets.guarding import escaped

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value = str | int | None


@dataclass(frozen=True, slots=True)
class ListSheet:
    """One list: its name, its columns with their widths in letters, its rows."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Value]]


def write_lists(path: Path, sheets: Sequence[ListSheet]) -> int:
    """Write the lists into one workbook, a sheet each; returns the rows.

    Nothing is ever a formula: a text that looks like one stays a text.

    Raises:
        WorldFailed: ``not_writable``.
    """
    from fieldapp.spreadsheets.in_memory import save

    save(_workbook(sheets), path)
    return sum(len(given.rows) for given in sheets)


def _workbook(sheets: Sequence[ListSheet]) -> Workbook:
    from openpyxl.utils import get_column_letter

    from fieldapp.spreadsheets.in_memory import new_workbook

    workbook = new_workbook()
    for given in sheets:
        sheet = workbook.create_sheet(given.name)
        sheet.freeze_panes = "A2"
        for number, (_, width) in enumerate(given.columns, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        _fill(sheet, given)
    return workbook


def _fill(sheet: WriteOnlyWorksheet, given: ListSheet) -> None:
    from openpyxl.styles import Font

    heads = [_cell(sheet, heading) for heading, _ in given.columns]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in given.rows:
        sheet.append([None if value in {None, ""} else _cell(sheet, value) for value in row])


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> Cell:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=escaped(value))
    cell.data_type = "s"
    return cell
