"""Dates in the forms that offices write; a day or month that is not written is never invented.

The forms are few and closed (Chinese order only), so they are a table of patterns: a general date
parser would fill in missing parts and accept the American order.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from fieldapp.spreadsheets.cells import Cell, as_text, plain

_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
        r"(?P<y>\d{4})(?P<m>\d\d)",
        r"(?P<y>\d{4})([-/.]|年)(?P<m>\d{1,2})([-/.]|月)(?P<d>\d{1,2})[日号]?",
        r"(?P<y>\d{4})([-/.]|年)(?P<m>\d{1,2})月?",
        r"(?P<y>\d{4})年?",
    )
)
_TIME_OF_DAY = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$", re.ASCII)
_SERIAL = re.compile(r"\d{4,5}(\.\d+)?", re.ASCII)
_SERIAL_ZERO = dt.date(1899, 12, 30)
_YEARS = range(1850, 2101)
_SERIALS = range(_YEARS.stop, 73051)
"""Serials up to the end of 2099; smaller numbers are years."""


@dataclass(frozen=True)
class WrittenDate:
    """A date as far as it is written."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def full(self) -> dt.date | None:
        """The day, when it is written."""
        if self.month is None or self.day is None:
            return None
        return dt.date(self.year, self.month, self.day)

    @property
    def first_day(self) -> dt.date:
        """The earliest day that it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def month_text(self) -> str:
        """``2014-06``, or ``2014`` when no month is written."""
        return f"{self.year}" if self.month is None else f"{self.year}-{self.month:02}"


def read_date(cell: Cell) -> WrittenDate | None:
    """The date that a cell holds, as far as written; ``None`` when it is no date."""
    if isinstance(cell, dt.date):
        return WrittenDate(cell.year, cell.month, cell.day)
    text = "".join(_TIME_OF_DAY.sub("", plain(as_text(cell))).split())
    for form in _FORMS:
        found = form.fullmatch(text)
        if found is not None and int(found["y"]) in _YEARS:
            return _possible(*(int(part) if part else None for part in _parts(found)))
    if _SERIAL.fullmatch(text) and int(float(text)) in _SERIALS:
        day = _SERIAL_ZERO + dt.timedelta(days=int(float(text)))
        return WrittenDate(day.year, day.month, day.day)
    return None


def _parts(found: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    parts = found.groupdict()
    return parts["y"], parts.get("m"), parts.get("d")


def _possible(
    year: int | None, month: int | None = None, day: int | None = None
) -> WrittenDate | None:
    if year is None:
        return None
    try:
        dt.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return None if month == 0 or day == 0 else WrittenDate(year, month, day)
