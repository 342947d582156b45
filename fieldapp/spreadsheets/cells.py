"""One cell of a sheet, and what a cleaner makes of it."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from fieldapp.spreadsheets.roster import Severity

Cell = str | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
Row = list[Cell]

EXACT_DIGITS = 15
"""A spreadsheet keeps this many digits of a number; the rest becomes noughts."""

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u200e\u200f"))
_NOT_RECORDED = frozenset(
    ("", "-", "--", "—", "——", "/", "\\", "无", "不详", "未知", "n/a", "null")
)

_ERRORS = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!")
)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell; the reader adds row and column."""

    code: str
    severity: Severity
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Cleaned:
    """The typed value of a cell (``None``: nothing usable) and what was wrong with it."""

    value: object = None
    fault: Fault | None = None


Cleaner = Callable[[Cell], Cleaned]

BLANK = Cleaned()


def rejected(code: str, severity: Severity = "W", **facts: object) -> Cleaned:
    """No value, and why."""
    return Cleaned(None, Fault(code, severity, facts))


def plain(text: str) -> str:
    """Text for recognising: half-width, without invisible characters and outer blanks."""
    return unicodedata.normalize("NFKC", text).translate(_INVISIBLE).strip()


def says_nothing(text: str) -> bool:
    """True for the marks that offices write for "not recorded"."""
    return text.casefold() in _NOT_RECORDED


def shows_error(text: str) -> bool:
    """True for what a spreadsheet shows in place of a result it has not: ``#N/A``, ``#REF!``."""
    return text.startswith("#") and text.strip().upper() in _ERRORS


def lost_digits(cell: Cell) -> bool:
    """True for a number so long that the spreadsheet no longer holds all its digits."""
    return isinstance(cell, float) and not isinstance(cell, bool) and abs(cell) >= 10**EXACT_DIGITS


def as_text(cell: Cell) -> str:
    """The cell as a person sees it; numbers without the tail of binary fractions."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        if cell.is_integer():
            return str(int(cell))
        return f"{Decimal(f'{cell:.{EXACT_DIGITS}g}'):f}"
    return str(cell)
