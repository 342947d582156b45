"""The income of a household's year, added up from its items. Source: dictionary 2.4."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fieldapp.records import IncomeLine

SOURCES = ("W", "B", "P", "T")
"""First letters of the items of wages, operation, property and transfers."""
COST = "E"
"""First letter of the items of operating costs."""


@dataclass(frozen=True, slots=True)
class IncomeSums:
    """Sums in yuan by first letter of the items; only what counts in net income."""

    by_source: dict[str, Decimal]

    @property
    def gross(self) -> Decimal:
        """Wages, operation, property and transfers together."""
        return sum((self.by_source[source] for source in SOURCES), Decimal(0))

    @property
    def net(self) -> Decimal:
        """Gross income less operating costs."""
        return self.gross - self.by_source[COST]

    def per_head(self, size: int) -> Decimal | None:
        """Net income for each of ``size`` people in whole yuan; ``None`` without people."""
        return (self.net / size).quantize(Decimal(1)) if size > 0 else None


def income_sums(lines: Iterable[IncomeLine]) -> IncomeSums:
    """Add up the items of one year."""
    sums = dict.fromkeys((*SOURCES, COST), Decimal(0))
    for line in lines:
        letter = line.item[:1]
        if letter in sums and (letter == COST or line.counts_in_net is not False):
            sums[letter] += line.amount or Decimal(0)
    return IncomeSums(sums)
