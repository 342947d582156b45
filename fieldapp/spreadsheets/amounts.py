"""Making counts and amounts of cells: with units, rounded with a word, or in Chinese numerals."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from fieldapp.records.kinds import Dec, Int
from fieldapp.spreadsheets.cells import (
    BLANK,
    EXACT_DIGITS,
    Cell,
    Cleaned,
    Fault,
    plain,
    rejected,
    says_nothing,
)
from fieldapp.spreadsheets.numerals import (
    has_numerals,
    in_digits,
    is_approximate,
    is_multiplied,
    is_whole,
)
from fieldapp.spreadsheets.quantities import UnknownUnit, read_quantity, rounded, units_of

_UNIT_NUMERALS = re.compile(r"(\d)(?:万元|千元|千米)")
"""Units that begin with a numeral; behind digits they are units and nothing else."""


def _about(cell: Cell) -> Cleaned | None:
    """An approximate figure is no value: the register would claim it to be exact."""
    if isinstance(cell, str) and is_approximate(plain(cell)):
        return rejected("number_approximate")
    return None


@dataclass(frozen=True)
class Quantity:
    """A count or an amount with its unit."""

    kind: Int | Dec
    unit: str
    assumed: str

    def __call__(self, cell: Cell) -> Cleaned:
        if isinstance(cell, dt.date | dt.time | dt.timedelta):
            return rejected("turned_into_date")
        if isinstance(cell, str) and says_nothing(plain(cell)):
            return BLANK
        return self._as_it_is(cell) or _about(cell) or self._in_words(cell) or self._measured(cell)

    def _as_it_is(self, cell: Cell) -> Cleaned | None:
        """A number that needs neither a unit nor rounding, as nearly all do; else ``None``."""
        if not isinstance(cell, float) or self.assumed or not abs(cell) < 10**EXACT_DIGITS:
            return None
        try:
            return Cleaned(self.kind.read(cell))
        except ValueError:
            return None

    def _in_words(self, cell: Cell) -> Cleaned | None:
        """A number with Chinese numerals, which is told as read; ``None`` when there are none."""
        text = plain(cell) if isinstance(cell, str) else ""
        if not has_numerals(_UNIT_NUMERALS.sub(r"\1", text)):
            return None
        try:
            digits = in_digits(text)
        except ValueError:
            return rejected("number_unreadable")
        if self._in_doubt(text, digits):
            if not is_whole(text):
                return rejected("number_unreadable")
            digits = f"{digits}{self.unit}"
        read = self._measured(digits)
        if read.fault is not None:
            return read
        return Cleaned(read.value, Fault("number_in_words", "I", {"value": read.value}))

    def _in_doubt(self, text: str, digits: str) -> bool:
        """Whether the heading's unit, such as 万元, may already be in a number without one."""
        bare = digits.replace(".", "", 1).isdecimal()
        return bare and is_multiplied(text) and units_of(self.unit).get(self.assumed, 1) != 1

    def _measured(self, cell: Cell) -> Cleaned:
        try:
            amount = read_quantity(cell, self.unit, self.assumed)
            return self._kept(*rounded(amount, getattr(self.kind, "places", 0)))
        except UnknownUnit:
            return rejected("unit_unknown", unit=self.unit)
        except ValueError:
            return rejected("number_unreadable")

    def _kept(self, amount: object, was_rounded: bool) -> Cleaned:
        value = self.kind.read(str(amount))
        if not was_rounded:
            return Cleaned(value)
        if isinstance(self.kind, Int):
            return rejected("number_not_whole")
        return Cleaned(value, Fault("number_rounded", "I", {"places": self.kind.places}))
