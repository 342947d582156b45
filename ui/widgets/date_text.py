"""Reads dates and times as people key them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Literal

Leaning = Literal["past", "nearest", "future"]
"""Which year a date without one belongs to, seen from the day of reference."""

_FULL = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?|(\d{4})(\d{2})(\d{2})")
_SHORT = re.compile(r"(\d{1,2})[-/.月](\d{1,2})[日号]?|(\d{2})(\d{2})")
_DAY = re.compile(r"(\d{1,2})[日号]?")
_TIME = re.compile(r"(\d{1,2})[:.点时](\d{1,2}|半|)分?|(\d{1,2})(\d{2})|(\d{1,2})")
_WORDS = {"今天": 0, "今": 0, "today": 0, "昨天": -1, "昨": -1, "yesterday": -1}
_WORDS |= {"明天": 1, "明": 1, "tomorrow": 1, "前天": -2, "后天": 2}


def read_date(text: str, reference: dt.date, leaning: Leaning = "nearest") -> dt.date | None:
    """The day that ``text`` names, or ``None`` when it names none.

    Takes ``2016-11-23``, ``20161123``, ``2016年11月23日``, ``11-23``, ``1123``, ``11月23日``,
    ``23`` (of the month of reference), ``今天``/``today``, ``昨天``/``yesterday`` and their like.

    Args:
        text: as keyed, with half- or full-width figures.
        reference: the day "today" is.
        leaning: how a missing year is found.
    """
    plain = _plain(text)
    if plain in _WORDS:
        return reference + dt.timedelta(days=_WORDS[plain])
    if full := _FULL.fullmatch(plain):
        year, month, day = _numbers(full)
        return _day(year, month, day)
    if short := _SHORT.fullmatch(plain):
        month, day = _numbers(short)
        return _in_likely_year(month, day, reference, leaning)
    if only := _DAY.fullmatch(plain):
        return _day(reference.year, reference.month, int(only[1]))
    return None


def read_time(text: str) -> dt.time | None:
    """The time of day that ``text`` names: ``9:30``, ``0930``, ``930``, ``9点半``, ``9``."""
    found = _TIME.fullmatch(_plain(text))
    if found is None:
        return None
    hour, minute = found[1] or found[3] or found[5], found[2] or found[4] or "0"
    if minute == "半":
        minute = "30"
    try:
        return dt.time(int(hour), int(minute))
    except ValueError:
        return None


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def _numbers(found: re.Match[str]) -> list[int]:
    return [int(part) for part in found.groups() if part is not None]


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _in_likely_year(month: int, day: int, reference: dt.date, leaning: Leaning) -> dt.date | None:
    # Nine years hold a 29 February, whatever the century does.
    years = range(reference.year - 8, reference.year + 9)
    days = [found for year in years if (found := _day(year, month, day)) is not None]
    if leaning == "past":
        days = [found for found in days if found <= reference]
    elif leaning == "future":
        days = [found for found in days if found >= reference]
    return min(days, key=lambda found: abs(found - reference), default=None)
