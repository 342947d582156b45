"""How dates, numbers, codes and lists are said on paper, in the language of the sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from fieldapp.foundation.i18n import N_, translator
from fieldapp.records.codes import code_list

WIDE_SPACE = "\u3000"

_MASKS = {
    "masked": N_("ID numbers hidden"),
    "closed": N_("ID numbers and health hidden"),
    "public": N_("public: names masked, nothing sensitive"),
    "full": N_("nothing hidden"),
}

_ONE = {
    "people": "person", "households": "household", "months": "month", "weeks": "week",
    "hours": "hour", "minutes": "minute", "times": "time", "hives": "hive", "homes": "home",
}  # fmt: skip
"""English units of one."""


class Words:
    """The sheet's language: one object a print job."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.chinese = language.startswith("zh")
        self._catalogue = translator(language)

    def gettext(self, message: str, **facts: object) -> str:
        """The message in the sheet's language, its ``{facts}`` filled in."""
        return self._catalogue.gettext(message).format(**facts)

    def ngettext(self, one: str, several: str, count: int) -> str:
        """The message for ``count`` in the sheet's language, its ``{count}`` filled in."""
        return self._catalogue.ngettext(one, several, count).format(count=f"{count:,}")

    def code(self, list_name: str, value: str | None) -> str:
        """The label of a code; empty when there is none."""
        return "" if value is None else code_list(list_name).label(value, self.language)

    def codes(self, list_name: str, values: Iterable[str]) -> str:
        """The labels of several codes, one after the other."""
        return self.names(self.code(list_name, value) for value in values)

    def names(self, several: Iterable[str]) -> str:
        """Names or short words in a list."""
        return ("、" if self.chinese else ", ").join(several)

    def parts(self, several: Iterable[str]) -> str:
        """Short pieces side by side; empty ones are left out."""
        return (WIDE_SPACE if self.chinese else "  ").join(filter(None, several))

    def apart(self, several: Iterable[str]) -> str:
        """Statements well apart on one line; empty ones are left out."""
        return (WIDE_SPACE * 2 if self.chinese else "     ").join(filter(None, several))

    def details(self, text: str, several: Iterable[str]) -> str:
        """``text`` with particulars in brackets behind it, when there are any."""
        given = [each for each in several if each]
        if not given:
            return text
        return f"{text}（{'，'.join(given)}）" if self.chinese else f"{text} ({', '.join(given)})"

    def named(self, label: str, text: str) -> str:
        """``text`` with its label before it; empty when there is no text."""
        return f"{self.colon(label)}{text}" if text else ""

    def colon(self, label: str) -> str:
        """``label`` with the colon of the language."""
        return f"{label}：" if self.chinese else f"{label}: "

    def day(self, day: dt.date | None) -> str:
        """A date; empty when there is none."""
        if day is None:
            return ""
        return f"{day.year}年{day.month}月{day.day}日" if self.chinese else f"{day:%Y-%m-%d}"

    def date(self, day: dt.date | None) -> str:
        """A date in a narrow column; empty when there is none."""
        return "" if day is None else f"{day:%Y-%m-%d}"

    def day_to_write(self) -> str:
        """Room for a date written by hand."""
        if self.chinese:
            return f"{WIDE_SPACE * 3}年{WIDE_SPACE * 2}月{WIDE_SPACE * 2}日"
        return "______-____-____"

    def span(self, start: dt.datetime | None, end: dt.datetime | None) -> str:
        """When a visit began and ended; room to write what is not known."""
        if start is None:
            begin, finish = f"{self.day_to_write()} {self._clock(None)}", None
        else:
            begin, finish = f"{self.day(start)} {self._clock(start)}", end
        until = self._clock(finish)
        if start and finish and finish.date() != start.date():
            until = f"{self.day(finish)} {until}"
        return self.gettext("{start} to {end}", start=begin, end=until)

    def _clock(self, moment: dt.datetime | None) -> str:
        if moment is not None:
            return f"{moment:%H:%M}"
        return f"{WIDE_SPACE * 2}:{WIDE_SPACE * 2}"

    def number(self, number: Decimal | int | None, unit: str = "") -> str:
        """A number with thousands marked and no idle zeros, its unit behind it."""
        if number is None:
            return unit and f"{WIDE_SPACE * 2}{unit}"
        figure = f"{Decimal(number):,f}"
        if "." in figure:
            figure = figure.rstrip("0").rstrip(".")
        return f"{figure} {_ONE.get(unit, unit) if number == 1 else unit}".rstrip()

    def box(self, word: str, *, ticked: bool) -> str:
        """A box to tick before ``word``."""
        return f"{'■' if ticked else '□'} {word}"

    def mask(self, level: str) -> str:
        """What is hidden on the paper, by code; other words as they are."""
        return self.gettext(_MASKS[level]) if level in _MASKS else level
