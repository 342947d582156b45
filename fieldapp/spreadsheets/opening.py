"""Opening a spreadsheet file: workbook or text, in whatever encoding, as sheets of plain rows."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.spreadsheets.cells import Row
from fieldapp.spreadsheets.encodings import decoded
from fieldapp.spreadsheets.guarding import unguarded
from fieldapp.spreadsheets.untold_cells import Errors, untold_cells

_WORKBOOK_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The stream that a workbook with a password has instead of its sheets."""
_PANIC = "PanicException"
"""How the reader of workbooks ends on some damaged files; its class cannot be imported."""
_MARKUP = re.compile(rb"\s*<(!doctype|html|\?xml|table|meta)", re.IGNORECASE)
_DELIMITERS = (",", "\t", ";", "|")
_SAMPLE_LINES = 20
_READ_AT_ONCE = 1024 * 1024
_FORMULA_TEXT = re.compile(r'="([^"]*)"')


@dataclass(frozen=True)
class Block:
    """A merged block of cells; rows and columns from 0, last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows from the first one, and its merged blocks in the rows' columns."""

    name: str
    rows: Callable[[], Iterator[Row]]
    height: int
    merged: tuple[Block, ...] = ()
    unworked: bool = False
    """Whether its file holds formulas without their results, which read as blank."""


def open_sheets(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a file that hold anything, visible ones first.

    Raises ``Refused`` when the file is missing, locked with a password, empty or no spreadsheet,
    and ``WorldFailed`` when it cannot be read from the disk.
    """
    try:
        content = _content(path)
    except FileNotFoundError:
        raise Refused("file_missing", file=path.name) from None
    except OSError as error:
        raise WorldFailed("file_unreadable", file=path.name) from error
    if not content.strip():
        raise Refused("spreadsheet_empty", file=path.name)
    if content.startswith(_WORKBOOK_MAGIC[1]) and _LOCKED in content:
        raise Refused("spreadsheet_encrypted", file=path.name)
    if content.startswith(_WORKBOOK_MAGIC):
        sheets = _workbook_sheets(path, content)
    else:
        sheets = _text_sheets(content, path.name)
    if not sheets:
        raise Refused("spreadsheet_empty", file=path.name)
    return sheets


def _content(path: Path) -> bytes:
    """The bytes of a file; of a workbook that its reader opens by itself only the first."""
    with path.open("rb") as file:
        head = file.read(len(_WORKBOOK_MAGIC[0]))
        return head if _opened_by_reader(path, head) else head + file.read()


def _opened_by_reader(path: Path, head: bytes) -> bool:
    """The reader goes by the name: a file named otherwise than it is, is handed over whole."""
    return head == _WORKBOOK_MAGIC[0] and path.suffix.lower() == ".xlsx"


def _workbook_sheets(path: Path, content: bytes) -> tuple[Sheet, ...]:
    file = path.name
    try:
        if _opened_by_reader(path, content):
            workbook = CalamineWorkbook.from_path(str(path))
        else:
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = [
            (meta.visible is not SheetVisibleEnum.Visible, workbook.get_sheet_by_name(meta.name))
            for meta in workbook.sheets_metadata
            if meta.typ is SheetTypeEnum.WorkSheet
        ]
    except PasswordError:
        raise Refused("spreadsheet_encrypted", file=file) from None
    except OSError as error:
        raise WorldFailed("file_unreadable", file=file) from error
    except (CalamineError, ValueError) as error:
        _require_readable(path)
        raise Refused("not_a_spreadsheet", file=file) from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise Refused("not_a_spreadsheet", file=file) from None
    found.sort(key=lambda pair: pair[0])
    untold = untold_cells(path)
    return tuple(
        _sheet(sheet, untold.errors.get(sheet.name, {}), unworked=untold.unworked)
        for _, sheet in found
        if sheet.start is not None
    )


def _require_readable(path: Path) -> None:
    """Tell a disk that gives the bytes no more from a file that is no workbook."""
    try:
        with path.open("rb") as file:
            while file.read(_READ_AT_ONCE):
                pass
    except OSError as error:
        raise WorldFailed("file_unreadable", file=path.name) from error


def _sheet(sheet: CalamineSheet, errors: Errors, *, unworked: bool) -> Sheet:
    left = sheet.start[1] if sheet.start else 0
    merged = tuple(
        Block(top, first - left, bottom, last - left)
        for (top, first), (bottom, last) in sheet.merged_cell_ranges or ()
    )
    rows = partial(_with_errors, sheet, errors, left) if errors else sheet.iter_rows
    return Sheet(sheet.name, rows, sheet.total_height, merged, unworked)


def _with_errors(sheet: CalamineSheet, errors: Errors, left: int) -> Iterator[Row]:
    """The rows with the errors in their cells, which the reader gives as blank."""
    for index, row in enumerate(sheet.iter_rows()):
        for column, text in errors.get(index, {}).items():
            if left <= column < left + len(row):
                row[column - left] = text
        yield row


def _text_sheets(content: bytes, file: str) -> tuple[Sheet, ...]:
    if _MARKUP.match(content):
        raise Refused("not_a_spreadsheet", file=file)
    text = decoded(content, file)
    if "\0" in text:
        raise Refused("not_a_spreadsheet", file=file)
    delimiter = _delimiter(text)

    def rows() -> Iterator[Row]:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        begun = 1
        try:
            for line in lines:
                begun = lines.line_num + 1
                yield [_unwrapped(cell) for cell in line]
        except csv.Error as error:
            raise Refused("quotes_open", file=file, line=begun) from error

    return (Sheet("", rows, text.count("\n")),)


def _delimiter(text: str) -> str:
    lines = text[:20_000].splitlines()[:_SAMPLE_LINES]
    counts = Counter({mark: sum(line.count(mark) for line in lines) for mark in _DELIMITERS})
    return counts.most_common(1)[0][0]


def _unwrapped(cell: str) -> str:
    """A cell without what tools put around it to keep a spreadsheet from touching it."""
    if cell.startswith('="'):
        found = _FORMULA_TEXT.fullmatch(cell)
        if found:
            return found[1]
    return unguarded(cell)
