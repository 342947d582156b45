"""A whole register as one workbook: a sheet an entity, a column a field, a row a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp.foundation.errors import Refused
from fieldapp.records.declare import EntitySpec, FieldSpec, Record, entities, entity_named
from fieldapp.records.kinds import (
    Bool3,
    Date,
    DateTime,
    Dec,
    Int,
    Kind,
    ManyOf,
    Month,
    OneOf,
    Ref,
    Refs,
    Texts,
)
from fieldapp.rules.masks import HEALTH, mask_of
from fieldapp.spreadsheets.cells import EXACT_DIGITS, Cell
from fieldapp.spreadsheets.guarding import escaped
from fieldapp.spreadsheets.opening import Sheet, open_sheets

if TYPE_CHECKING:
    from openpyxl import Workbook

_LEFT_OUT = frozenset(("attachment", "dq_issue", "access_entry"))
"""Files do not fit into a workbook, findings are worked out anew, a look is nobody's to edit."""
_BETWEEN = "、"
_UID = "uid"
_HEADING_ROWS = 2
_NARROW, _WIDE = 10, 38


@cache
def carried(*, health: bool = True) -> Mapping[str, tuple[str, ...]]:
    """The fields that the sheets carry, by entity; parents stand before their children.

    Without ``health`` none that is open to the village doctor and the county only.
    """
    found: dict[str, tuple[str, ...]] = {}
    left_out = _LEFT_OUT if health else _LEFT_OUT | HEALTH
    waiting = [e for e in entities() if e.shared and e.name not in left_out]
    while waiting:
        entity = next(e for e in waiting if _parents(e) <= {*found, e.name})
        waiting.remove(entity)
        found[entity.name] = tuple(
            name
            for name, spec in entity.fields.items()
            if _target(spec) not in _LEFT_OUT and (health or mask_of(spec) != "health")
        )
    return found


def _parents(entity: EntitySpec) -> set[str]:
    return {_target(spec) for spec in entity.fields.values() if spec.structural} - {""}


def _target(spec: FieldSpec) -> str:
    return spec.kind.entity if isinstance(spec.kind, Ref | Refs) else ""


# ---------------------------------------------------------------- cells


def cell_of(kind: Kind, value: object) -> str | int | Decimal | None:
    """A value as its cell shows it: in words, as far as the words mean just this value."""
    if value is None:
        return None
    if isinstance(value, Decimal | int) and isinstance(kind, Int | Dec):
        exact = len(str(value).strip("-0.")) <= EXACT_DIGITS
        return value if exact else str(value)
    if isinstance(kind, Date | DateTime | Month):
        return str(kind.to_stored(value))
    words = kind.show(value, "zh_CN")
    return words if words and value_of(kind, words) == value else str(kind.to_stored(value))


def value_of(kind: Kind, cell: Cell) -> object:
    """The value of a cell, or ``None`` for an empty one; ``ValueError`` when it cannot be read."""
    if cell == "":
        return None
    if isinstance(kind, Int | Dec | Bool3):
        return kind.read(cell)
    if isinstance(cell, dt.datetime) and isinstance(kind, Date | DateTime):
        return kind.read(cell)
    text = str(cell)
    if isinstance(kind, OneOf):
        return kind.codes.find(text) or text
    if isinstance(kind, ManyOf | Texts | Refs) and not text.startswith("["):
        parts = text.split(_BETWEEN)
        if isinstance(kind, ManyOf):
            parts = [kind.codes.find(part) or part for part in parts]
        return tuple(parts)
    return kind.from_stored(text)


# ---------------------------------------------------------------- writing


def write_register(
    path: Path, records: Iterable[tuple[str, Iterable[Record]]], *, health: bool = True
) -> int:
    """Write the records of each entity; returns how many there are.

    The first row names the fields as the dictionary does, the second one in words. Text is
    written as text, never as a formula.

    Raises:
        WorldFailed: the file cannot be written.
    """
    from fieldapp.spreadsheets.in_memory import ended_if_stopped, new_workbook, save

    workbook = new_workbook()
    count = 0
    with ended_if_stopped(workbook):
        for name, some in records:
            entity = entity_named(name)
            sheet = _SheetWriter(workbook, entity, carried(health=health)[name])
            for record in some:
                sheet.add(record)
                count += 1
    save(workbook, path)
    return count


class _SheetWriter:
    """The sheet of one entity while its rows are written."""

    def __init__(self, workbook: Workbook, entity: EntitySpec, fields: Sequence[str]) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        self._sheet = workbook.create_sheet(entity.zh)
        self._specs = [entity.fields[name] for name in fields]
        self._cells = [WriteOnlyCell(self._sheet) for _ in range(len(self._specs) + 1)]
        self._sheet.freeze_panes = "B3"
        self._sheet.column_dimensions["A"].width = _WIDE
        for at in range(2, len(self._specs) + 2):
            self._sheet.column_dimensions[get_column_letter(at)].width = _NARROW
        units = [f"{s.zh}({s.unit})" if s.unit else s.zh for s in self._specs]
        self._append([f"{entity.name}.{_UID}", *(spec.name for spec in self._specs)])
        for cell in self._cells:
            cell.font = Font(bold=True)
        self._append(["编号", *units])
        for cell in self._cells:
            cell.font = Font()
        for cell, spec in zip(self._cells[1:], self._specs, strict=True):
            cell.number_format = "General" if isinstance(spec.kind, Int | Dec) else "@"

    def add(self, record: Record) -> None:
        """Write one record."""
        values = [cell_of(spec.kind, getattr(record, spec.name)) for spec in self._specs]
        self._append([record.uid, *values])

    def _append(self, values: list[str | int | Decimal | None]) -> None:
        row = []
        for cell, value in zip(self._cells, values, strict=True):
            if isinstance(value, str):
                cell.value = escaped(value)
                cell.data_type = "s"
            elif value is not None:
                cell.value = value
            row.append(None if value is None else cell)
        self._sheet.append(row)


# ---------------------------------------------------------------- reading


@dataclass(frozen=True)
class BookRow:
    """One record of a workbook: its typed values by field; an empty cell is ``None``."""

    entity: str
    uid: str
    values: Mapping[str, object]


@dataclass(frozen=True)
class _Part:
    entity: EntitySpec
    sheet: Sheet
    columns: Mapping[int, FieldSpec]


class RegisterBook:
    """A workbook that ``write_register`` wrote, perhaps corrected by people since."""

    def __init__(self, path: Path) -> None:
        """Find the sheets of the entities.

        Raises:
            Refused: ``not_a_register`` when there is none, and as ``opening.open_sheets``.
        """
        found = [part for sheet in open_sheets(path) if (part := _part(sheet)) is not None]
        if not found:
            raise Refused("not_a_register", file=path.name)
        order = list(carried())
        self._parts = sorted(found, key=lambda part: order.index(part.entity.name))
        self.height = sum(part.sheet.height for part in self._parts)

    def rows(self) -> Iterator[BookRow]:
        """Every record, parents before their children.

        Raises:
            Refused: ``bad_cell`` with its sheet, row and column.
        """
        for part in self._parts:
            for number, row in enumerate(part.sheet.rows(), 1):
                if number > _HEADING_ROWS and row and row[0] != "":
                    yield _book_row(part, number, row)


def _part(sheet: Sheet) -> _Part | None:
    first = next(sheet.rows(), [])
    name, point, last = str(first[0] if first else "").partition(".")
    if not point or last != _UID or name not in carried():
        return None
    entity = entity_named(name)
    known = carried()[name]
    columns = {at: entity.fields[str(h)] for at, h in enumerate(first) if at and str(h) in known}
    return _Part(entity, sheet, columns)


def _book_row(part: _Part, number: int, row: list[Cell]) -> BookRow:
    values: dict[str, object] = {}
    for at, spec in part.columns.items():
        try:
            values[spec.name] = value_of(spec.kind, row[at]) if at < len(row) else None
        except (ValueError, TypeError):
            raise Refused("bad_cell", sheet=part.sheet.name, row=number, column=spec.zh) from None
        if spec.structural and values[spec.name] is None:
            raise Refused("bad_cell", sheet=part.sheet.name, row=number, column=spec.zh)
    return BookRow(part.entity.name, str(row[0]), values)
