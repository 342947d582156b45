"""An office's own workbook filled from the register; its look and its formulas stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.records.kinds import Date, Month
from fieldapp.spreadsheets.cells import Row
from fieldapp.spreadsheets.columns import (
    SEARCHED_ROWS,
    Column,
    Columns,
    Recall,
    find_columns,
    no_decisions,
)
from fieldapp.spreadsheets.guarding import escaped
from fieldapp.spreadsheets.headings import normal
from fieldapp.spreadsheets.in_memory import save
from fieldapp.spreadsheets.opening import Block
from fieldapp.spreadsheets.quantities import units_of
from fieldapp.spreadsheets.room import DataRoom
from fieldapp.spreadsheets.roster import RosterHousehold
from fieldapp.spreadsheets.writing import household_rows, member_rows

_TEXT = "@"


@dataclass(frozen=True)
class Filled:
    """What was written into a template."""

    rows: int
    columns: Mapping[str, str]
    """Heading to target."""
    left: tuple[str, ...]
    """Headings that were left as they are, because nobody knows what they mean."""


def fill_template(
    template: Path,
    path: Path,
    households: Iterable[RosterHousehold],
    mapping: Mapping[str, str],
    *,
    today: dt.date,
    recall: Recall = no_decisions,
) -> Filled:
    """Write the households under the headings of a template, as a file of its own.

    One row a member when the template asks for the relation or the people's names beside the
    head's, else one row a household. Data rows look like the template's first one and keep its
    formulas; what stands below moves down.

    Raises:
        Refused: ``not_a_template``, ``no_heading_row``, ``unknown_target``.
        WorldFailed: the file cannot be written.
    """
    workbook = _opened(template)
    sheet, columns = _roster_sheet(workbook, template.name, mapping, recall)
    make = member_rows if _one_row_a_member(columns) else household_rows
    rows = [_with_age(values, today) for values in make(households)]
    room = DataRoom(sheet, columns.first_data_row + 1)
    room.make(len(rows))
    for place, values in enumerate(rows):
        for column in columns.known:
            cell = sheet.cell(room.first + place, column.index + 1)
            if isinstance(cell, Cell) and not room.computed(column.index + 1):
                _fill(cell, column, values.get(column.target.name))
    save(workbook, path)
    return Filled(len(rows), columns.by_heading, columns.unmapped)


def _opened(template: Path) -> Workbook:
    try:
        return load_workbook(template)
    except (InvalidFileException, BadZipFile, KeyError, ValueError) as error:
        raise Refused("not_a_template", file=template.name) from error
    except OSError as error:
        raise WorldFailed("file_unreadable", file=template.name) from error


def _roster_sheet(
    workbook: Workbook, file: str, mapping: Mapping[str, str], recall: Recall
) -> tuple[Worksheet, Columns]:
    found: list[tuple[Worksheet, Columns]] = []
    for sheet in workbook.worksheets:
        top = _top(sheet)
        merged = [
            Block(r.min_row - 1, r.min_col - 1, r.max_row - 1, r.max_col - 1)
            for r in sheet.merged_cells.ranges
        ]
        columns = find_columns(top, merged, mapping, recall)
        if columns is not None:
            found.append((sheet, columns))
    if not found:
        raise Refused("no_heading_row", file=file, rows=SEARCHED_ROWS)
    return max(found, key=lambda pair: pair[1].score)


def _top(sheet: Worksheet) -> list[Row]:
    rows = sheet.iter_rows(max_row=SEARCHED_ROWS + 1, values_only=True)
    return [["" if cell is None else _as_read(cell) for cell in row] for row in rows]


def _as_read(cell: object) -> str | float:
    return float(cell) if isinstance(cell, int | float) else str(cell)


def _one_row_a_member(columns: Columns) -> bool:
    return columns.has("member.relation") or (
        columns.has("member.name") and columns.has("roster.head_name")
    )


def _with_age(values: Mapping[str, object], today: dt.date) -> Mapping[str, object]:
    born = values.get("member.birth_date")
    if not isinstance(born, dt.date):
        return values
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return {**values, "roster.age": age}


def _fill(cell: Cell, column: Column, value: object) -> None:
    """The value in the form of the template; text is text, whatever it looks like."""
    target = column.target
    if value is None:
        cell.value = None
    elif isinstance(value, Decimal | int) and not isinstance(value, bool):
        cell.value = _in_unit(value, target.unit, normal(column.heading).hints)
    elif isinstance(value, dt.date) and cell.is_date:
        cell.value = value
    else:
        cell.value = escaped(target.kind.show(value, "zh_CN"))
        cell.data_type = "s"
        if not isinstance(target.kind, Date | Month):
            cell.number_format = _TEXT


def _in_unit(value: Decimal | int, unit: str, hints: Sequence[str]) -> Decimal | int:
    """An amount in the unit that the heading names in brackets."""
    units = units_of(unit)
    factor = next((units[hint] for hint in hints if hint in units), Fraction(1))
    if factor == 1:
        return value
    amount = Fraction(value) / factor
    return Decimal(amount.numerator) / Decimal(amount.denominator)
