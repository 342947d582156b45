"""Years side by side: rows of cells with what changed since the year before."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fieldapp.foundation.i18n import _


@dataclass(frozen=True)
class YearRow:
    """A line of a table by year, the newest year first.

    ``kind`` is a heading, a value or a sum; ``marks`` say how a cell differs from the year before.
    """

    label: str
    cells: tuple[str, ...]
    marks: tuple[str, ...] = ()
    kind: str = "value"


@dataclass(frozen=True)
class YearTable:
    """Years side by side."""

    years: tuple[str, ...] = ()
    rows: tuple[YearRow, ...] = ()


def change_mark(now: object, before: object) -> str:
    """How a value differs from the year before; nothing where one of the two is unknown."""
    if now is None or before is None or now == before:
        return ""
    numbers = isinstance(now, Decimal | int) and isinstance(before, Decimal | int)
    if not numbers or isinstance(now, bool):
        return _("changed")
    change = Decimal(str(now)) - Decimal(str(before))
    return f"{'↑' if change > 0 else '↓'} {abs(change).normalize():f}"
