"""From rows of cells to lines of typed values: merged cells filled, titles and totals left out."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from fieldapp.spreadsheets.cells import Cell, Cleaned, Fault, Row, plain
from fieldapp.spreadsheets.cleaning import Remembering, cleaner_for
from fieldapp.spreadsheets.columns import Column, Columns
from fieldapp.spreadsheets.headings import normal
from fieldapp.spreadsheets.opening import Block, Sheet
from fieldapp.spreadsheets.roster import RowProblem

_TOTAL = re.compile(r"(本页|本村|本组|全村|全组|本表)?(合计|小计|总计|共计|累计|总数)[:：]?\d*")
_FOOT = re.compile(
    r"(注|说明|备注|填表人?|制表人?|审核人?|复核人?|负责人|填报人?|填报单位|单位负责人|经办人"
    r"|填表说明|制表日期|填报日期|填表日期|日期|联系人)\s*[:：].*",
    re.DOTALL,
)
_LOOKED_AT = 3
"""A total or a note announces itself in one of the first filled cells."""
_REPEATED = 2
_NONE: frozenset[int] = frozenset()


@dataclass(slots=True)
class Line:
    """One row of the sheet with its typed values."""

    row: int
    """Row as the sheet numbers it, from 1."""
    values: dict[str, object] = field(default_factory=dict)
    """What concerns the household, by target name."""
    member: dict[str, object] = field(default_factory=dict)
    """What concerns the person, by field of ``member``."""
    member_year: dict[str, object] = field(default_factory=dict)
    """By field of ``member_year``."""
    person: dict[str, object] = field(default_factory=dict)
    """``age`` and ``disability``: of the person, but no field."""
    faults: list[tuple[Column, Fault]] = field(default_factory=list)
    incomes: dict[str, Decimal] | None = None
    """By item, what turned out to be this person's own."""
    relation: str = ""
    """The word for the relation as written."""


def ends_list(texts: Sequence[str]) -> bool:
    """True when a row with these texts is no data any more, but a total or a note."""
    first = texts[:_LOOKED_AT]
    total = any(_TOTAL.fullmatch("".join(text.split())) for text in first)
    return total or bool(first and _FOOT.fullmatch(first[0]))


def data_rows(sheet: Sheet, first: int) -> Iterator[tuple[int, Row, frozenset[int]]]:
    """Row index, cells and the columns filled from a merged cell above, from ``first`` on."""
    merged = _MergedCells(block for block in sheet.merged if block.bottom > block.top >= first)
    for index, row in enumerate(sheet.rows()):
        if index >= first:
            yield index, row, merged.carry_down(index, row)


class _MergedCells:
    """Fills vertical merged cells while the rows go by."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._starting: dict[int, list[Block]] = defaultdict(list)
        for block in blocks:
            self._starting[block.top].append(block)
        self._active: list[tuple[Block, Cell]] = []

    def carry_down(self, index: int, row: Row) -> frozenset[int]:
        """Fill the cells of a row that belong to a block begun above; returns their columns."""
        carried = _NONE
        if self._active:
            self._active = [pair for pair in self._active if pair[0].bottom >= index]
            inside = [pair for pair in self._active if 0 <= pair[0].left < len(row)]
            for block, cell in inside:
                row[block.left] = cell
            carried = frozenset(block.left for block, _ in inside)
        for block in self._starting.get(index, ()):
            if 0 <= block.left < len(row):
                self._active.append((block, row[block.left]))
        return carried


class _Cleaning(NamedTuple):
    """How one column is cleaned, and which mapping of a line takes its values under what name."""

    column: Column
    place: int
    part: int
    name: str
    clean: Remembering
    seen: Mapping[Cell, Cleaned]
    """What was remembered of its cells."""


def _clean(
    plan: Iterable[_Cleaning], line: Line, row: Sequence[Cell], carried: frozenset[int]
) -> None:
    width = len(row)
    parts = (line.values, line.member, line.member_year, line.person)
    for column, place, part, name, clean, seen in plan:
        cell = row[place] if place < width else ""
        if cell == "":
            continue
        remembered = None if cell is True or cell is False else seen.get(cell)
        cleaned = remembered or clean(cell)
        if cleaned.fault is not None and place not in carried:
            line.faults.append((column, cleaned.fault))
        if cleaned.value is not None:
            values = parts[part]
            values[name] = _added(values[name], cleaned.value) if name in values else cleaned.value


class _HouseholdCells:
    """Cleans what rows say of their household; rows that repeat it without a fault share it."""

    def __init__(self, plan: Sequence[_Cleaning]) -> None:
        self._plan = plan
        places = [one.column.index for one in plan]
        self._pick = itemgetter(*places) if places else None
        self._width = max(places, default=0) + 1
        self._cells: object = None
        self._values: dict[str, object] = {}

    def fill(self, line: Line, row: Sequence[Cell], carried: frozenset[int]) -> None:
        """Give a line its household values."""
        cells = self._pick(row) if self._pick and len(row) >= self._width else None
        if cells is not None and cells == self._cells:
            line.values = self._values
            return
        _clean(self._plan, line, row, carried)
        self._cells, self._values = None if line.faults else cells, line.values


class LineReader:
    """Makes lines of rows; remembers what it left out.

    With ``every_row`` nothing is taken for a total or a note.
    """

    def __init__(self, columns: Columns, today: dt.date, *, every_row: bool) -> None:
        self._every_row = every_row
        self.problems: list[RowProblem] = []
        plan = [
            _cleaning(column, today) for column in columns.known if column.target.level != "ignored"
        ]
        self._of_people = [one for one in plan if one.part]
        self._of_household = _HouseholdCells([one for one in plan if not one.part])
        self._headings = {column.index: column.heading for column in columns.known}
        self._relation = next(
            (c.index for c in columns.known if c.target.name == "member.relation"), -1
        )

    def read(self, index: int, row: Sequence[Cell], carried: frozenset[int]) -> Line | None:
        """The line of a row, or ``None`` for a row that holds no person and no household.

        What is wrong with a ``carried`` cell was said of the merged cell it comes from.
        """
        first = _first_filled(row)
        if not first or not (self._every_row or self._is_data(index, row, first)):
            return None
        line = Line(index + 1)
        width = len(row)
        self._of_household.fill(line, row, carried)
        _clean(self._of_people, line, row, carried)
        if 0 <= self._relation < width:
            line.relation = plain(str(row[self._relation]))
        return line

    def leave_out(self, row: int, code: str) -> None:
        """Note that a row that holds something was not taken."""
        self.problems.append(RowProblem(row, "", code, "I"))

    def _is_data(self, index: int, row: Sequence[Cell], first: Sequence[Cell]) -> bool:
        texts = [plain(cell) for cell in first if isinstance(cell, str)]
        if any(_TOTAL.fullmatch("".join(text.split())) for text in texts):
            self.leave_out(index + 1, "row_total")
            return False
        if texts and _FOOT.fullmatch(texts[0]):
            self.leave_out(index + 1, "row_note")
            return False
        return not self._repeats_headings(row, texts)

    def _repeats_headings(self, row: Sequence[Cell], texts: Sequence[str]) -> bool:
        if not any(text in self._headings.values() for text in texts):
            return False
        same = sum(
            isinstance(cell, str) and plain(cell) == self._headings.get(place)
            for place, cell in enumerate(row)
        )
        return same >= min(_REPEATED, len(self._headings))


def _first_filled(row: Sequence[Cell]) -> list[Cell]:
    filled: list[Cell] = []
    for cell in row:
        if cell != "" and not (isinstance(cell, str) and cell.isspace()):
            filled.append(cell)
            if len(filled) == _LOOKED_AT:
                break
    return filled


def _cleaning(column: Column, today: dt.date) -> _Cleaning:
    clean = cleaner_for(column.target, _hints(column), today)
    return _Cleaning(column, column.index, *_place(column), clean, clean.seen)


def _hints(column: Column) -> tuple[str, ...]:
    return normal(column.heading.partition(" #")[0]).hints


def _place(column: Column) -> tuple[int, str]:
    """Which of a line's four mappings takes the values of a column, and under what name."""
    target = column.target
    if target.level != "member":
        return 0, target.name
    return {"member": 1, "member_year": 2}.get(target.entity, 3), target.field


def _added(before: object, value: object) -> object:
    """Several columns of codes add up; otherwise the first value stays."""
    if isinstance(before, tuple) and isinstance(value, tuple):
        return tuple(sorted({*before, *value}))
    return before
